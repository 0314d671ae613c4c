"""A resident id fills and settles birthday and gender, and overrules neither. The ids are made up."""

from __future__ import annotations

import pytest
from tests.steps.standardize.one_record import Cell, standardized

from custdq import fields as f
from custdq.text.checksum import mod_11_2

_STEM = "11010519850307123"  # born 1985-03-07, a man
ID = _STEM + mod_11_2(_STEM)
WRONG = _STEM + ("0" if mod_11_2(_STEM) != "0" else "1")
KINDS = {"id": f.Identifier("cn.resident_id"), "birthday": f.Date(), "gender": f.Category("gender")}


@pytest.mark.parametrize(
    ("number", "birthday", "expected"),
    [
        pytest.param(ID, None, Cell("1985-03-07", "repaired", "inferred"), id="missing: filled"),
        pytest.param(ID, "n/a", Cell("1985-03-07", "repaired", "inferred"), id="placeholder: filled"),
        pytest.param(ID, "1985-03", Cell("1985-03-07", "repaired", "inferred"), id="partial: completed"),
        pytest.param(ID, "1985-04", Cell("1985-04", "valid", "partial_date"), id="partial and other: kept"),
        pytest.param(ID, "1985-03-08", Cell("1985-03-08", "valid", "birthday_conflict"), id="another day: kept"),
        pytest.param(WRONG, None, Cell(None, "missing", None), id="wrong check digit: says nothing"),
        pytest.param(None, None, Cell(None, "missing", None), id="no number"),
    ],
)
def test_birthday(number: str | None, birthday: str | None, expected: Cell) -> None:
    assert standardized({"id": number, "birthday": birthday, "gender": "M"}, KINDS)["birthday"] == expected


def test_an_ambiguous_birthday_is_settled() -> None:
    cell = standardized({"id": ID, "birthday": "07/03/1985", "gender": "M"}, KINDS)["birthday"]
    assert cell == Cell("1985-03-07", "repaired", "inferred")


@pytest.mark.parametrize(
    ("number", "gender", "expected"),
    [
        pytest.param(ID, None, Cell("M", "repaired", "inferred"), id="missing: filled"),
        pytest.param(ID, "女", Cell("F", "repaired", "gender_conflict"), id="another: kept"),
        pytest.param(WRONG, None, Cell(None, "missing", None), id="wrong check digit: says nothing"),
    ],
)
def test_gender(number: str, gender: str | None, expected: Cell) -> None:
    assert standardized({"id": number, "birthday": "1985-03-07", "gender": gender}, KINDS)["gender"] == expected

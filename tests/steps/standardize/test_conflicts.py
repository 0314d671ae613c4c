"""Contradictions are said and nothing is changed."""

from __future__ import annotations

import pytest
from tests.steps.standardize.one_record import Cell, standardized

from custdq import fields as f
from custdq.text.checksum import mod_11_2

_STEM = "11010519850307123"  # born 1985-03-07, a man
KINDS = {"id": f.Identifier("cn.resident_id"), "birthday": f.Date(), "gender": f.Category("gender")}
PLACE = {"address": f.Address(region="CN"), "zip": f.PostalCode(region="CN")}


@pytest.mark.parametrize(
    ("birthday", "gender", "problems"),
    [
        pytest.param("1985-03-08", "M", ("birthday_conflict", None), id="another day"),
        pytest.param("1985-03-07", "F", (None, "gender_conflict"), id="another gender"),
        pytest.param("1985-03-07", "M", (None, None), id="both right"),
        pytest.param("1990-01", "M", ("partial_date", None), id="a problem of its own stays"),
    ],
)
def test_what_the_resident_id_contradicts(birthday: str, gender: str, problems: tuple[str | None, str | None]) -> None:
    record = {"id": _STEM + mod_11_2(_STEM), "birthday": birthday, "gender": gender}
    out = standardized(record, KINDS)
    assert (out["birthday"].problem, out["gender"].problem) == problems
    assert (out["birthday"].value, out["gender"].value) == (birthday, gender)


@pytest.mark.parametrize(
    ("postcode", "problem"),
    [
        pytest.param("518000", "postcode_conflict", id="of another province"),
        pytest.param("100084", None, id="of the city"),
        pytest.param("999999", None, id="on no record"),
    ],
)
def test_a_postcode_of_another_province(postcode: str, problem: str | None) -> None:
    out = standardized({"address": "北京市海淀区学院路30号", "zip": postcode}, PLACE)
    assert out["zip"] == Cell(postcode, "valid", problem)

"""Frames that teach nothing, or next to it: every row comes back, and the answer says what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

import custdq
from custdq import fields as f
from custdq.errors import ColumnNotFoundError, NothingToFitError
from custdq.linker import Linker
from custdq.results import Links
from custdq.schema import Schema

PEOPLE = Schema({"name": f.PersonName(), "mail": f.Email()})


def _frame(names: list[Any], mails: list[Any]) -> pd.DataFrame:
    return pd.DataFrame({"name": names, "mail": mails}, dtype=object)


def _apart(links: Links, rows: int) -> None:
    assert len(links.entities) == rows
    assert links.entities["entity_id"].nunique() == rows
    assert links.model.basis == "rules"


@pytest.mark.parametrize(
    ("frame", "note"),
    [
        pytest.param(_frame([], []), "there is no record", id="no-row"),
        pytest.param(_frame(["Ann Lee"], ["a@x.org"]), "there is one record", id="one-row"),
        pytest.param(_frame([None] * 5, [None] * 5), "no column tells records apart", id="all-empty"),
    ],
)
def test_nothing_to_compare(frame: pd.DataFrame, note: str) -> None:
    for schema in (PEOPLE, None):
        links = custdq.dedupe(frame, schema)
        _apart(links, len(frame))
        assert note in links.notes[0]
    with pytest.raises(NothingToFitError, match="learnt from pairs"):
        Linker(PEOPLE).fit(frame)


def test_no_column_but_the_id() -> None:
    links = custdq.dedupe(pd.DataFrame({"id": [1, 2, 3]}), Schema({}, record_id="id"))
    _apart(links, 3)
    assert "no column tells records apart" in links.notes[0]


def test_a_column_without_a_value_and_one_always_alike() -> None:
    names = ["Ann Lee", "Bob Ray", "Cy Poe", "Dee Fox"]
    _apart(custdq.dedupe(_frame(names, [None] * 4), PEOPLE), 4)
    constant = custdq.dedupe(_frame(["Ann Lee"] * 20, [f"u{number}@x.org" for number in range(20)]), PEOPLE)
    assert constant.entities["entity_id"].nunique() == 20


def test_too_few_pairs_say_so() -> None:
    links = custdq.dedupe(_frame(["Ann Lee", "Ann Lee", "Bob Ray"], ["a@x.org", "A@x.org", "b@x.org"]), PEOPLE)
    assert links.entities["entity_id"].tolist() == ["E000001", "E000001", "E000002"]
    assert links.model.basis == "rules"
    assert "too few to learn from, 40 are needed" in links.notes[0]
    assert "rule-based" in repr(links)
    assert all(row["match_weight"] == row["match_weight"] for row in links.model.rows()), "every weight is stated"


def test_a_misspelt_column_names_the_nearest() -> None:
    with pytest.raises(ColumnNotFoundError, match='Did you mean "name"'):
        custdq.dedupe(_frame(["Ann Lee"], [None]), Schema({"nmae": f.PersonName()}))


def test_ids_that_repeat_are_records_of_their_own() -> None:
    frame = pd.DataFrame({"id": [1, 1, 2], "mail": ["a@x.org", "b@x.org", "A@x.org"]})
    links = custdq.dedupe(frame, Schema({"mail": f.Email()}, record_id="id"))
    assert links.entities["record_id"].tolist() == ["1", "1", "2"]
    assert links.entities["entity_id"].tolist()[0] != links.entities["entity_id"].tolist()[1]


NOT_STRINGS: Mapping[str, list[Any]] = {
    "number": [1.5, 2, 2],
    "day": list(pd.to_datetime(["2020-01-01", "2020-01-02", "2020-01-02"])),
    "flag": [True, False, None],
}


def test_columns_that_are_no_strings() -> None:
    frame = pd.DataFrame(NOT_STRINGS)
    before = frame.copy()
    assert len(custdq.dedupe(frame).entities) == 3
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize("within", [False, True])
def test_two_sources_with_no_column_in_common(within: bool) -> None:
    frames = {"a": pd.DataFrame({"name": ["Ann Lee", "Bob Ray"]}), "b": pd.DataFrame({"mail": ["a@x.org", "c@x.org"]})}
    _apart(custdq.link(frames, within=within), 4)
    with pytest.raises(ColumnNotFoundError, match=r'In "a".*"mail"'):
        custdq.link(frames, PEOPLE, within=within)


def test_a_source_without_a_row() -> None:
    people = pd.DataFrame({"name": ["Ann Lee", "Bob Ray"]})
    _apart(custdq.link({"a": people, "b": people.head(0)}, Schema({"name": f.PersonName()})), 2)

"""Frames that teach nothing, or next to it: every row comes back, and the answer says what it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import custdq
from custdq import fields as f
from custdq.errors import ColumnNotFoundError, NothingToFitError, OptionError, RecordNotFoundError, TargetError
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


WRONG_CALLS = [
    pytest.param({"blocking": "name"}, "blocking was given as 'name'", id="a name for rules"),
    pytest.param({"blocking": []}, "blocking was given as", id="no rules"),
    pytest.param({"blocking": [[]]}, "blocking was given as", id="a rule of nothing"),
    pytest.param({"blocking": [3]}, "blocking was given as", id="a number for a rule"),
    pytest.param({"blocking": 3}, "blocking was given as 3", id="a number for rules"),
    pytest.param({"threshold": "0.5"}, "threshold was given as", id="a text for a threshold"),
]


@pytest.mark.parametrize(("options", "said"), WRONG_CALLS)
def test_a_linker_made_wrongly_says_so_at_once(options: dict[str, Any], said: str) -> None:
    with pytest.raises(OptionError, match=re.escape(said)):
        Linker(PEOPLE, **options)


@pytest.mark.parametrize("option", ["within", "one_to_one"])
def test_what_is_true_or_false_is_no_word(option: str) -> None:
    frame = _frame(["Ann Lee"], ["a@x.org"])
    given: dict[str, Any] = {option: "yes"}
    with pytest.raises(OptionError, match=f"{option} was given as 'yes'"):
        custdq.link({"a": frame, "b": frame}, PEOPLE, **given)


def test_two_records_that_cannot_be_compared_are_explained_all_the_same() -> None:
    why = custdq.dedupe(_frame([None] * 5, [None] * 5), PEOPLE).explain(0, 1)
    assert (why.data, why.match_weight) == ([], 0.0)
    assert "two entities" in str(why)
    assert why.svg.startswith("<svg")


def test_an_id_of_many_records_of_no_source_says_how_many() -> None:
    people = _frame(["Ann Lee"] * 3, ["a@x.org"] * 3).assign(id="7")
    links = custdq.dedupe(people, Schema(PEOPLE.columns, record_id="id"))
    with pytest.raises(RecordNotFoundError, match=r"belongs to 3 records\. Give every record an id"):
        links.explain(7, 7)


def test_a_lazy_frame_names_entities_of_an_earlier_run() -> None:
    people = _frame(["Ann Lee", "Bob Ray"], ["a@x.org", "b@x.org"]).assign(id=["1", "2"])
    schema = Schema(PEOPLE.columns, record_id="id")
    links = custdq.dedupe(people, schema)
    earlier = pl.DataFrame({"record_id": ["2"], "entity_id": ["C9"]}).lazy()
    assert links.with_ids(earlier).entities["entity_id"].tolist()[1] == "C9"


def test_a_linker_is_not_saved_where_there_is_no_folder(tmp_path: Path) -> None:
    frame = _frame(["Ann Lee", "Bob Ray"] * 3, ["a@x.org", "b@x.org"] * 3)
    linker = Linker(PEOPLE).fit(frame)
    with pytest.raises(OptionError, match=r'There is no folder "[^"]*none" to write "model.json" into'):
        linker.save(tmp_path / "none" / "model.json")
    with pytest.raises(TargetError, match="cannot be written"):
        linker.save(tmp_path)


def test_a_row_of_a_frame_is_a_record() -> None:
    frame = _frame(["Ann Lee", "Bob Ray"] * 3, ["a@x.org", "b@x.org"] * 3)
    linker = Linker(PEOPLE).fit(frame)
    assert linker.score(frame.iloc[0], frame.iloc[2]).data == linker.score(frame.iloc[[0]], frame.iloc[[2]]).data

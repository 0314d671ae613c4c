"""A sheet of questions comes back: yes and no, values, and rows nobody looked at."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import custdq
from custdq import fields as f
from custdq.errors import ColumnNotFoundError, OptionError
from custdq.results.decision_answers import Answer, answers_of

SHEET = pd.DataFrame(
    {
        "question": ["one customer?", "one customer?", "one customer?", "which value?", "which value?"],
        "entity_id": ["E000001", "E000001", "E000002", "E000002", "E000001"],
        "other_entity_id": ["E000002", "E000001", "E000003", None, None],
        "column": [None, None, None, "city", "city"],
        "left_source": ["crm", "crm", "erp", None, None],
        "left": ["a", "a", "c", None, None],
        "right_source": ["erp", "crm", "erp", None, None],
        "right": ["c", "b", "d", None, None],
        "answer": ["yes", "否", "", "Rome", None],
    }
)


def test_each_answer_is_read_as_it_was_asked() -> None:
    assert answers_of(SHEET) == [
        Answer(pair=(("crm", "a"), ("erp", "c")), together=True),
        Answer(pair=(("crm", "a"), ("crm", "b"))),
        Answer(entity_id="E000002", cell=("city", "Rome")),
    ]


def test_pairs_of_a_sample_are_answers_too(tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    pd.DataFrame({"left": ["a", "b"], "right": ["c", "d"], "match": ["1", ""]}).to_csv(path, index=False)
    assert answers_of(path) == [Answer(pair=("a", "c"), together=True)]


def test_what_is_no_answer_is_said() -> None:
    with pytest.raises(OptionError, match='holds "perhaps"'):
        answers_of(SHEET.assign(answer="perhaps").iloc[:1])
    with pytest.raises(ColumnNotFoundError, match='no column "answer"'):
        answers_of(SHEET.drop(columns="answer"))
    with pytest.raises(ColumnNotFoundError, match='no column "left"'):
        answers_of(SHEET[["question", "answer"]])


def test_answers_become_decisions_all_or_none() -> None:
    schema = custdq.Schema({"mail": f.Email(), "city": f.Category()}, record_id="id")
    frames = {
        "crm": pd.DataFrame({"id": ["a", "b"], "mail": ["a@x.org", "A@x.org"], "city": ["Rome", "Rome"]}),
        "erp": pd.DataFrame({"id": ["c", "d"], "mail": ["c@x.org", "d@x.org"], "city": ["Bonn", "Oslo"]}),
    }
    links = custdq.link(frames, schema, within=True)
    made = custdq.Decisions(within=links, by="li").answered(SHEET, why="asked them")
    assert [str(one) for one in made] == [
        'together "crm:a" + "erp:c", by li', 'apart "crm:a" | "crm:b", by li', 'override "erp:c", column "city", by li',
    ]  # fmt: skip
    found = custdq.link(frames, schema, within=True, decisions=made).entities.groupby("entity_id")["record_id"]
    assert sorted("".join(group) for _, group in found) == ["ac", "b", "d"]
    torn = pd.DataFrame({"left": ["b", "c"], "right": ["c", "d"], "match": ["yes", "no"]})
    with pytest.raises(OptionError, match="contradicts"):
        made.answered(torn)
    assert len(made) == 3

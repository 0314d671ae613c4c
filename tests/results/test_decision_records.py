"""A record is named so that the next run finds it, and nothing is guessed where it does not."""

from __future__ import annotations

from typing import Any

import pytest
from tests.steps.identify.made import Row, identified, named

from custdq.errors import OptionError, RecordNotFoundError
from custdq.results.decision_records import KnownRecords, RecordFinder, RecordName, unknown_name

ROWS: list[Row] = [
    ("crm", "C0000001", "Ann"), ("crm", "7", "Bob"), ("crm", "7", "Bob"), ("list", None, "Cid"), ("list", None, "Cid"),
    ("erp", "E000001", "Dan"),
]  # fmt: skip
KNOWN = KnownRecords(identified("aabbcd", ROWS))


def _rows(rows: list[Row], name: RecordName) -> list[int]:
    return RecordFinder(named(rows), [name]).rows(name)


def test_an_id_that_names_one_record_is_enough() -> None:
    assert KNOWN.records(["C0000001"])[0] == RecordName("crm", "C0000001")


def test_copies_and_records_without_an_id_are_told_apart() -> None:
    names = [name for entity in ("E000002", "E000003") for name in KNOWN.entity(entity)]
    assert [(name.id, name.copy, name.place) for name in names] == [
        ("7", 2, None), (None, 1, "list:5"), (None, 2, "list:6"),
    ]  # fmt: skip
    for name, row in zip(names, (2, 3, 4), strict=True):
        assert _rows(ROWS, name) == [row]
        assert _rows(ROWS[:row], name) == []


def test_records_are_found_wherever_they_stand_today() -> None:
    cid = KNOWN.entity("E000002")[1]
    assert _rows([("list", None, "new"), *ROWS[::-1]], cid) == [2]
    assert _rows([("list of today", None, "Cid")], cid) == [0]
    assert _rows([("list", None, "Cyd")], cid) == []
    assert _rows([("crm", "C0000001", "Anne")], KNOWN.records(["C0000001"])[0]) == [0]


def test_a_number_that_may_count_rows_is_followed_by_what_the_record_says() -> None:
    bob = KNOWN.entity("E000001")[1]
    assert bob.content is not None
    assert _rows([("crm", "7", "Zoe"), ("crm", "8", "Bob")], bob) == [1]
    assert _rows([("crm", "7", "Robert")], bob) == [0]


def test_what_several_are_called_is_not_guessed() -> None:
    assert _rows(ROWS, unknown_name("7")) == [1, 2]
    assert _rows([("crm", "1", "Ann"), ("erp", "1", "Ann")], unknown_name(("erp", 1))) == [1]
    assert _rows(ROWS, unknown_name("8")) == []


@pytest.mark.parametrize(
    ("named", "error", "said"),
    [
        ("E000001", OptionError, "the id of an entity and of a record"),
        ("E000009", RecordNotFoundError, 'No record has the id "E000009"'),
        ("7", RecordNotFoundError, "belongs to 2 records"),
    ],
)
def test_what_is_not_clear_is_said(named: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        KNOWN.named(named)


def test_an_entity_of_another_run_is_said() -> None:
    with pytest.raises(RecordNotFoundError, match='No entity of this run has the id "E9"'):
        KNOWN.entity("E9")


def test_names_are_short() -> None:
    names = [*KNOWN.records(["C0000001"]), KNOWN.entity("E000003")[0], RecordName(content=255)]
    assert [str(name) for name in names] == [
        '"crm:C0000001"', '"list:6"', '"content 00000000000000ff"',
    ]  # fmt: skip

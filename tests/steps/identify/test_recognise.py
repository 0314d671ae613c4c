"""A record is known again by its id, else by what it says; never by its place, nor by a number that counts rows."""

from __future__ import annotations

import random

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.identify.made import Row, named

import custdq
from custdq import fields as f
from custdq.steps.identify import name_records
from custdq.steps.identify.recognise import recognise

ROWS = st.lists(
    st.tuples(st.sampled_from(["a", "b"]), st.sampled_from([None, "1", "2", "3"]), st.sampled_from("xyz")), max_size=20
)


def _found(before: list[Row], now: list[Row]) -> list[int]:
    return [int(row) for row in recognise(named(before), named(now))]


def test_an_edited_record_is_known_by_its_id() -> None:
    assert _found([("crm", "1", "Ann"), ("crm", "2", "Bob")], [("crm", "2", "Robert"), ("crm", "3", "Cid")]) == [1, -1]


def test_a_record_without_an_id_is_known_by_what_it_says_wherever_it_stands() -> None:
    before: list[Row] = [("list", None, "Ann"), ("list", None, "Bob")]
    assert _found(before, [("list", None, "Cid"), ("list", None, "Bob"), ("list", None, "Ann")]) == [-1, 1, 0]


def test_the_same_id_of_another_system_is_another_record() -> None:
    assert _found([("crm", "1", "Ann")], [("erp", "1", "Bob")]) == [-1]


def test_a_renamed_file_keeps_its_records() -> None:
    before: list[Row] = [("2024.csv", "1", "Ann"), ("2024.csv", None, "Bob")]
    assert _found(before, [("2025.csv", None, "Bob"), ("2025.csv", "1", "Ann")]) == [1, 0]


def test_ids_that_only_count_rows_are_places() -> None:
    before: list[Row] = [("list", str(n), f"person {n}") for n in range(1, 9)]
    pushed: list[Row] = [("list", "1", "new"), *(("list", str(n + 1), f"person {n}") for n in range(1, 9))]
    assert _found(before, pushed) == [-1, *range(8)]


def test_an_edit_does_not_make_ids_places() -> None:
    before: list[Row] = [("crm", str(n), f"person {n}") for n in range(1, 9)]
    edited: list[Row] = [("crm", str(n), f"person {n}, moved") for n in range(1, 9)]
    assert _found(before, edited) == list(range(8))


def test_ids_that_repeat_are_told_apart_by_what_the_records_say() -> None:
    before: list[Row] = [("crm", "1", "Ann"), ("crm", "1", "Bob")]
    assert _found(before, [("crm", "1", "Bob"), ("crm", "1", "Ann"), ("crm", "1", "Ann")]) == [1, 0, -1]


PEOPLE = custdq.Schema({"name": f.PersonName(), "mobile": f.Phone(region="CN"), "stage": f.Category()}, stage="stage")


def _of_people(before: list[str], now: list[str]) -> list[int]:
    """Return which row each is, given as name, mobile and stage of records of one list without ids."""
    tables = (
        pa.Table.from_pylist([dict(zip(PEOPLE.columns, row.split(), strict=False)) for row in rows])
        for rows in (before, now)
    )
    return [int(row) for row in recognise(*(name_records(table, PEOPLE) for table in tables))]


def test_a_new_stage_makes_no_new_record() -> None:
    assert _of_people(["Ann 138 lead", "Bob 139 lead"], ["Bob 139 customer", "Ann 138 customer"]) == [1, 0]


def test_a_corrected_phone_or_name_makes_no_new_record() -> None:
    before = ["Ann 138 lead", "Bob 139 lead", "Cid 137 lead"]
    assert _of_people(before, ["Cid 137 lead", "Ann 136 lead", "Rob 139 customer"]) == [2, 0, 1]


def test_of_several_namesakes_none_is_guessed() -> None:
    before = ["Ann 138 lead", "Ann 139 lead"]
    assert _of_people(before, ["Ann 136 lead", "Ann 135 lead"]) == [-1, -1]
    assert _of_people(before, ["Ann 138 lead", "Ann 135 lead"]) == [0, 1]


@given(ROWS, st.randoms(use_true_random=False))
def test_the_same_records_in_any_order_are_all_known(rows: list[Row], order: random.Random) -> None:
    shuffled = order.sample(rows, len(rows))
    found = _found(rows, shuffled)
    assert sorted(found) == list(range(len(rows)))
    # which of two that differ in nothing is which is nobody's to say
    assert [rows[at] for at in found] == shuffled

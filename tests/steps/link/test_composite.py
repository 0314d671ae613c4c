"""A column put together from others is no evidence of its own; a column that merely resembles one stays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest

from custdq.fields import Address, Text
from custdq.schema import Schema
from custdq.steps.link.composite import _looked_at, without_composites
from custdq.steps.standardize import standardize_records

FIRST = ["Ann", "Bob", "Cyd", "Dan", "Eva", "Fay"]
LAST = ["Lee", "Ray", "Fox", "Day", "Kim", "Orr"]


def _kept(**columns: Sequence[str | None]) -> list[str]:
    table = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
    return list(without_composites(dict.fromkeys(columns, 0), table))


@pytest.mark.parametrize(
    "form", ["{0} {1}", "{1}, {0}", "{1}{0}", "Ms {0} {1}"], ids=["western", "comma", "joined", "title"]
)
def test_a_full_name_beside_its_parts_is_left_out(form: str) -> None:
    full = [form.format(a, b).upper() for a, b in zip(FIRST, LAST, strict=True)]
    assert _kept(full=full, first=FIRST, last=LAST) == ["first", "last"]
    assert _kept(last=LAST, full=full, first=FIRST) == ["last", "first"]


def test_one_part_alone_makes_no_composite() -> None:
    full = [f"{a} {b}" for a, b in zip(FIRST, LAST, strict=True)]
    assert _kept(full=full, first=FIRST) == ["full", "first"]


def test_a_copy_of_an_earlier_column_is_left_out() -> None:
    assert _kept(a=FIRST, b=[name.upper() for name in FIRST], c=LAST) == ["a", "c"]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param([*FIRST[:3], "Gus", "Hal", "Ida"], id="half-of-it-differs"),
        pytest.param([*FIRST[:2], None, None, None, None], id="hardly-ever-filled"),
        pytest.param(["Ann"] * 6, id="one-word-repeated"),
    ],
)
def test_a_column_that_is_no_copy_stays(other: list[str | None]) -> None:
    assert _kept(a=FIRST, b=other) == ["a", "b"]


def test_who_receives_is_mostly_who_pays() -> None:
    bill = [f"{number} Castro Rd" for number in range(40)]
    ship = [f"{number} Castro Road" if number % 3 else f"{number} Arago St" for number in range(40)]
    table = pa.table({"bill_to": bill, "ship_to": ship, "city": ["Rome", "Bonn", "Oslo", "Lima"] * 10})
    kinds = Schema({"bill_to": Address(region="US"), "ship_to": Address(region="US"), "city": Text()})
    parsed = standardize_records(table, kinds).parsed
    assert list(without_composites(kinds.columns, table, parsed)) == ["bill_to", "city"]
    elsewhere = table.set_column(1, "ship_to", pa.array([f"{number + number % 3} Castro Rd" for number in range(40)]))
    parsed = standardize_records(elsewhere, kinds).parsed
    assert list(without_composites(kinds.columns, elsewhere, parsed)) == ["bill_to", "ship_to", "city"]


def test_two_columns_of_few_words_that_agree_by_chance_are_no_copies() -> None:
    words = ["a", "b", "c", "d", "e", "f"]
    one = [words[number % 6] for number in range(60)]
    other = [words[number % 6] if number % 5 < 3 else words[(number + 1) % 6] for number in range(60)]
    assert _kept(a=one, b=other) == ["a", "b"]


def test_two_columns_of_one_word_are_no_copies() -> None:
    assert _kept(a=["yes"] * 9, b=["yes"] * 9) == ["a", "b"]


def test_a_composite_of_a_composite_goes_too() -> None:
    full = [f"{a} {b}" for a, b in zip(FIRST, LAST, strict=True)]
    label = [f"{name}, customer" for name in full]
    assert _kept(label=label, full=full, first=FIRST, last=LAST) == ["first", "last"]


def test_columns_that_never_meet_are_no_parts() -> None:
    full = [f"{a} {b}" for a, b in zip(FIRST, LAST, strict=True)]
    first: list[str | None] = [None] * 6
    assert _kept(full=full, first=first, last=LAST) == ["full", "first", "last"]


def test_a_few_rows_prove_nothing() -> None:
    assert _kept(full=["Ann Lee"], first=["Ann"], last=["Lee"]) == ["full", "first", "last"]


@pytest.mark.parametrize("columns", [{}, {"a": []}, {"a": [None, None]}])
def test_hardly_anything_to_look_at(columns: dict[str, list[str | None]]) -> None:
    assert _kept(**columns) == list(columns)


def test_of_many_rows_some_are_enough_whatever_their_order() -> None:
    first = [f"{FIRST[i % 6]}{i}" for i in range(12_000)]
    last = [f"{LAST[i % 6]}{i * 7}" for i in range(12_000)]
    full = [f"{a} {b}" for a, b in zip(first, last, strict=True)]
    assert _kept(full=full, first=first, last=last) == ["first", "last"]
    assert _kept(full=full[::-1], first=first[::-1], last=last[::-1]) == ["first", "last"]


def test_many_copies_of_one_row_are_looked_at_once() -> None:
    assert _kept(a=["yes"] * 9_000, b=["no"] * 9_000) == ["a", "b"]


def test_rows_are_chosen_by_their_short_columns_where_cells_are_known() -> None:
    count = 12_000
    rows = np.random.default_rng(3).permutation(count)
    raw = pa.table(
        {
            "first": [f"n{row % 70}" for row in rows.tolist()],
            "last": [f"f{row // 70 % 900}" for row in rows.tolist()],
            "whole": [f"n{row % 70} f{row // 70 % 900}" for row in rows.tolist()],
            "number": [str(row) for row in rows.tolist()],
        }
    )
    schema = Schema(dict.fromkeys(raw.column_names, Text()))
    parsed = standardize_records(raw, schema).parsed
    assert list(without_composites(dict.fromkeys(raw.column_names, 0), raw, parsed)) == ["first", "last", "number"]
    kept = _looked_at(raw, parsed)
    assert kept is not None
    back = raw.take(pa.array(np.argsort(rows)))
    again = _looked_at(back, standardize_records(back, schema).parsed)
    assert sorted(raw.take(kept)["number"].to_pylist()) == sorted(back.take(again)["number"].to_pylist())

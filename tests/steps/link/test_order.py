"""The order records are worked on in is that of their content, ties in the order of their ids."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.link.made import field

from custdq.fields.base import Comparison, Equal, Level
from custdq.schema import Schema
from custdq.steps.link.order import RecordFingerprints, content_fingerprints, content_order
from custdq.tables import ParsedColumns, Standardized

ROWS = st.lists(st.tuples(st.none() | st.sampled_from("abc"), st.none() | st.sampled_from("xy")), min_size=1)


def _ordered(rows: list[tuple[str | None, str | None]], ids: list[str]) -> list[tuple[str | None, str | None, str]]:
    fields = [field("name", {"full": [row[0] for row in rows]}), field("city", {"city": [row[1] for row in rows]})]
    records = Standardized(pa.table({"id": pa.array(ids, pa.string())}), ParsedColumns({}))
    order = content_order(fields, records, Schema({}, record_id="id"))
    return [(*rows[i], ids[i]) for i in order.tolist()]


@given(ROWS, st.randoms(use_true_random=False))
def test_row_order_changes_nothing(rows: list[tuple[str | None, str | None]], random: object) -> None:
    ids = [f"R{i:03d}" for i in range(len(rows))]
    mixed = list(zip(rows, ids, strict=True))
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert _ordered(rows, ids) == _ordered([row for row, _ in mixed], [name for _, name in mixed])


@given(ROWS)
def test_equal_records_stand_together_in_the_order_of_their_ids(rows: list[tuple[str | None, str | None]]) -> None:
    ids = [f"R{len(rows) - i:03d}" for i in range(len(rows))]
    ordered = _ordered(rows, ids)
    runs = [row[:2] for i, row in enumerate(ordered) if i == 0 or ordered[i - 1][:2] != row[:2]]
    assert len(runs) == len(set(runs))
    assert all(a[2] < b[2] for a, b in pairwise(ordered) if a[:2] == b[:2])


def test_a_value_counts_where_it_stands() -> None:
    fields = [field("first", {"full": ["ann", "lee", None]}), field("last", {"full": ["lee", "ann", None]})]
    assert len(np.unique(content_fingerprints(fields))) == 3


def test_few_records_are_told_as_all_are() -> None:
    values = [f"w{number}" for number in range(40)]
    some = np.array([3, 8])
    first, second = (field("name", {"full": [*values, None]}).keys["full"] for _ in range(2))
    assert RecordFingerprints(first, 2)[some].tolist() == RecordFingerprints(second, 41)[some].tolist()
    assert RecordFingerprints(second, 41)[np.array([40])].tolist() == [0]


def test_what_agrees_in_the_first_keys_alone_is_told_apart_by_the_others() -> None:
    comparison = Comparison((Level("same", Equal("full")), Level("alike", Equal("short"))), ("full",))
    held = {"full": ["ann"] * 6, "short": ["a", "b"] * 3}
    fields = [field("name", held, comparison=comparison)]
    records = Standardized(pa.table({"id": pa.array([f"R{i}" for i in range(6)])}), ParsedColumns({}))
    order = content_order(fields, records, Schema({}, record_id="id")).tolist()
    assert sorted(map(sorted, (order[:3], order[3:]))) == [[0, 2, 4], [1, 3, 5]]

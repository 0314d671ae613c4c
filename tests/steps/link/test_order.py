"""The order records are worked on in is that of their content, ties in the order of their ids."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.link.made import field

from custdq.schema import Schema
from custdq.steps.link.order import content_fingerprints, content_order
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

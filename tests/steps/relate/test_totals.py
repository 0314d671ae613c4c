"""Counts, sums and days of each entity, the same in any order of rows."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from tests.steps.relate.orders import attached

from custdq.steps.relate import as_days, totals_of
from custdq.steps.relate.cells import NO_DAY

COLUMNS = {
    "customer": ["C0", "C0", "C0", "C1", "C1", "C9", None],
    "order_date": ["1970-01-05", "1970-01-03", "bad", "1970-01-02", "1970-01-09", "1970-01-01", "1970-01-01"],
    "amount": [10.1, -0.3, 0.2, 5.0, 7.0, 99.0, 99.0],
    "status": ["done", "done", "done", "cancelled", "done", "done", "done"],
}


def test_every_figure_by_hand() -> None:
    totals = totals_of(attached(COLUMNS))
    assert totals.rows.tolist() == [3, 1, 0]
    assert totals.cancelled.tolist() == [0, 1, 0]
    np.testing.assert_array_equal(totals.sums["amount"], [10.0, 7.0, np.nan])
    assert totals.first.tolist() == [2, 8, NO_DAY]
    assert totals.last.tolist() == [4, 8, NO_DAY]


def test_the_order_of_rows_changes_nothing() -> None:
    random = np.random.default_rng(5)
    size = 2_000
    table = pa.table(
        {
            "customer": [f"C{number}" for number in random.integers(0, 3, size)],
            "amount": random.gamma(2, 100, size).round(2),
        }
    )
    one = totals_of(attached(dict(zip(table.column_names, table.columns, strict=True))))
    mixed = table.take(pa.array(random.permutation(size)))
    other = totals_of(attached(dict(zip(mixed.column_names, mixed.columns, strict=True))))
    np.testing.assert_array_equal(one.sums["amount"], other.sums["amount"])
    np.testing.assert_array_equal(one.rows, other.rows)


def test_no_day_is_told_apart_from_the_first_of_1970() -> None:
    number, none = as_days(np.array([0, NO_DAY], dtype=np.int32))
    assert number.tolist() == [0, 0]
    assert none.tolist() == [False, True]

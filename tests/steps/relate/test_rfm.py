"""Recency, frequency, monetary value by hand; ties share a score; the order of rows changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.steps.relate.orders import attached

from custdq.errors import OptionError
from custdq.steps.relate import STAGES, rfm_table

LIMITS = {"new": 30, "active": 60, "cooling": 120, "dormant": 240}
AS_OF = (date(2025, 6, 30) - date(1970, 1, 1)).days


def _ago(days: int) -> str:
    return (date(2025, 6, 30) - timedelta(days=days)).isoformat()


def _rows(*orders: tuple[int, int, float]) -> dict[str, list[Any]]:
    return {
        "customer": [f"C{who}" for who, _, _ in orders],
        "order_date": [_ago(days) for _, days, _ in orders],
        "amount": [amount for _, _, amount in orders],
    }


def test_every_figure_by_hand() -> None:
    rows = _rows((0, 10, 100.0), (0, 50, 20.0), (0, 5, -30.0), (1, 300, 7.0), (1, -3, 9.0))
    table, limits = rfm_table(attached(rows), AS_OF, LIMITS)
    assert limits is not None
    assert table.select(["entity_id", "recency_days", "frequency", "monetary", "stage"]).to_pylist() == [
        {"entity_id": "E0", "recency_days": 10, "frequency": 2, "monetary": 90.0, "stage": "active"},
        {"entity_id": "E1", "recency_days": 300, "frequency": 1, "monetary": 7.0, "stage": "lost"},
        {"entity_id": "E2", "recency_days": None, "frequency": 0, "monetary": None, "stage": "never bought"},
    ]
    assert table.column("segment").to_pylist()[2] == "never bought"
    assert table.slice(2, 1).select(["r", "f", "m"]).to_pylist() == [{"r": None, "f": None, "m": None}]


def test_lines_of_one_order_are_one_purchase() -> None:
    rows = _rows((0, 10, 100.0), (0, 10, 20.0), (0, 50, 5.0), (1, 50, 5.0), (1, 50, 5.0))
    lines = rows | {"order_no": ["A1", "A1", "A2", None, None]}
    table, _ = rfm_table(attached(lines), AS_OF, LIMITS)
    # rows that name no order are purchases each
    assert table.column("frequency").to_pylist() == [2, 2, 0]
    assert table.column("monetary").to_pylist() == [125.0, 10.0, None]
    assert rfm_table(attached(rows), AS_OF, LIMITS)[0].column("frequency").to_pylist() == [3, 2, 0]


def test_a_number_two_customers_have_is_an_order_of_each() -> None:
    table, _ = rfm_table(
        attached(_rows((0, 10, 1.0), (1, 10, 1.0)) | {"number": [7, 7]}, order="number"), AS_OF, LIMITS
    )
    assert table.column("frequency").to_pylist() == [1, 1, 0]


def test_who_only_gave_back_never_bought() -> None:
    table, _ = rfm_table(attached(_rows((0, 10, -5.0))), AS_OF, LIMITS)
    assert table.slice(0, 1).to_pylist()[0] == {
        "entity_id": "E0", "recency_days": None, "frequency": 0, "monetary": -5.0, "r": None, "f": None, "m": None,
        "segment": "never bought", "stage": "never bought",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("orders", "stage"),
    [
        ([(0, 30, 1.0)], "new"),
        ([(0, 31, 1.0)], "active"),
        ([(0, 10, 1.0), (0, 20, 1.0)], "active"),
        ([(0, 60, 1.0)], "active"),
        ([(0, 61, 1.0)], "cooling"),
        ([(0, 121, 1.0)], "dormant"),
        ([(0, 241, 1.0)], "lost"),
        ([(0, -1, 1.0)], "never bought"),
    ],
)
def test_a_stage_ends_with_its_threshold(orders: list[tuple[int, int, float]], stage: str) -> None:
    table, _ = rfm_table(attached(_rows(*orders)), AS_OF, LIMITS)
    assert table.column("stage")[0].as_py() == stage
    assert stage in STAGES


def test_scores_are_fifths_of_those_who_bought() -> None:
    rows = _rows(*((who, 10 * who + 1, float(who)) for who in range(10)))
    table, _ = rfm_table(attached(rows, entities=12), AS_OF, LIMITS)
    assert table.column("r").to_pylist() == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1, None, None]
    assert table.column("m").to_pylist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, None, None]
    assert set(table.column("f").to_pylist()) == {3, None}


@pytest.mark.parametrize("distinct", [1, 2, 3, 4])
def test_few_distinct_figures_give_few_scores_that_grow(distinct: int) -> None:
    rows = _rows(*((who, 5, float(who % distinct)) for who in range(40)))
    table, _ = rfm_table(attached(rows, entities=40), AS_OF, LIMITS)
    by_amount = sorted({(who % distinct, score) for who, score in enumerate(table.column("m").to_pylist())})
    assert len(by_amount) == distinct
    assert [score for _, score in by_amount] == sorted({score for _, score in by_amount})


def test_the_order_of_rows_changes_nothing() -> None:
    random = np.random.default_rng(3)
    rows = _rows(*((int(w), int(d), float(a)) for w, d, a in zip(
        random.integers(0, 50, 600), random.integers(0, 700, 600), random.normal(50, 40, 600).round(2), strict=True
    )))  # fmt: skip
    table, limits = rfm_table(attached(rows, entities=50), AS_OF)
    order = random.permutation(600)
    mixed = {name: [cells[at] for at in order] for name, cells in rows.items()}
    again, same = rfm_table(attached(mixed, entities=50), AS_OF)
    assert table.equals(again)
    assert limits == same


def test_without_thresholds_only_who_never_bought_is_told() -> None:
    table, limits = rfm_table(attached(_rows((0, 10, 1.0))), AS_OF)
    assert limits is None
    assert table.column("stage").to_pylist() == [None, "never bought", "never bought"]


def test_without_amounts_there_is_no_value() -> None:
    rows = _rows((0, 10, 1.0), (1, 20, 1.0))
    table, _ = rfm_table(attached({name: rows[name] for name in ("customer", "order_date")}), AS_OF, LIMITS)
    assert table.column("monetary").null_count == 3
    assert table.column("m").null_count == 3
    assert table.column("frequency").to_pylist() == [1, 1, 0]


def test_a_table_without_a_date_is_said() -> None:
    with pytest.raises(OptionError, match="name it: attach"):
        rfm_table(attached({"customer": ["C0"]}), AS_OF)


def test_no_orders_at_all() -> None:
    empty = {name: pa.array([], pa.string()) for name in ("customer", "order_date", "amount")}
    table, _ = rfm_table(attached(empty, key="customer", date="order_date", amounts=("amount",)), AS_OF, LIMITS)
    assert table.column("stage").to_pylist() == ["never bought"] * 3

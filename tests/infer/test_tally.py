"""Counts and samples of a column, whichever way its values are looked at."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from custdq.infer import tally
from custdq.infer.tally import tally_column

_ODD = [
    "n/a",
    " N/A ",
    "ＮＡ",
    "无",
    "-",
    "——",
    "",
    "  ",
    "a  b",
    "a b",
    " a b ",
    "é",
    "e\u0301",
    "x\u200by",
    "xy",
    "Nan",
    "?",
    "(无)",
    "略略",
    "空空",
]


@pytest.mark.parametrize("name", [False, True])
def test_many_values_are_counted_as_few_are(name: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(3)
    values = [f"{'沈陈ab'[draw.integers(4)]}{draw.integers(4_000)}" for _ in range(9_000)] + _ODD * 3
    draw.shuffle(values)
    column = pa.array([*values, None])
    together = tally_column(column, header="a1", name=name)
    monkeypatch.setattr(tally, "_FEW", 10**9)
    assert tally_column(column, header="a1", name=name) == together


def test_row_order_changes_nothing() -> None:
    values = [f"value {number % 7_000}" for number in range(9_000)]
    assert tally_column(pa.array(values)) == tally_column(pa.array(values[::-1]))

"""Addresses taken apart, side by side."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.merge.addresses import AddressParts, Likeness, compare_addresses
from custdq.steps.merge.cells import Cells, Context

Parts = dict[str, str]


def _context(texts: list[Cell], parts: list[Parts], cities: list[Cell] | None = None) -> Context:
    names = {name for one in parts for name in one}
    columns = {"city": cities or [None] * len(texts), "address": texts}
    records = hand_built(columns, parts={"address": {name: [one.get(name) for one in parts] for name in names}})
    kinds = {"city": f.Text(), "address": f.Address(region="CN")}
    return Context(records, Schema(kinds), np.zeros(len(texts), dtype=np.int64), pa.array(["e"]), ("city", "address"))


def _compare(one: Parts, two: Parts) -> Likeness:
    context = _context(["a", "b"], [one, two])
    parts = AddressParts(context, ("city", "address"), np.arange(2))
    return parts.compare(np.array([0]), np.array([1]))


@pytest.mark.parametrize(
    ("one", "two", "strength"),
    [
        pytest.param({"district": "a"}, {"district": "a", "road": "b"}, 1.0, id="part"),
        pytest.param({"road": "b", "number": "1"}, {"district": "a", "road": "b"}, 0.6, id="each adds something"),
        pytest.param({"district": "a", "number": "1"}, {"district": "a", "road": "b"}, 0.0, id="only a division"),
        pytest.param({"road": "bbb"}, {"road": "ccc"}, 0.0, id="contradiction"),
        pytest.param({"road": "b"}, {"road": "b"}, 1.0, id="the same"),
        pytest.param({"road": "b"}, {"district": "a"}, 0.0, id="nothing in common"),
        pytest.param({"road": "深南太道", "number": "1"}, {"road": "深南大道", "number": "1"}, 0.4, id="slip"),
        pytest.param({"road": "深南太道"}, {"road": "深南大道"}, 0.0, id="slip, and nothing else in common"),
    ],
)
def test_parts(one: Parts, two: Parts, strength: float) -> None:
    assert _compare(one, two).strength.tolist() == [strength]


@pytest.mark.parametrize(
    ("texts", "strength"),
    [
        pytest.param(["Room 2, Xingfulu 19, Luoyang", "洛阳市幸福路19号"], [1.0, 0.0], id="in letters"),
        pytest.param(["幸福路19号", "洛阳市幸福路19号"], [1.0, 0.0], id="contained"),
        pytest.param(["和平路7号", "洛阳市幸福路19号"], [0.0, 0.0], id="another address"),
        pytest.param(["12 Market Street, Leeds", "12 Markte Street, Leeds"], [0.4, 0.4], id="slip"),
    ],
)
def test_texts_where_no_part_was_read(texts: list[Cell], strength: list[float]) -> None:
    cells = Cells.of(_context(texts, [{}, {}]), ("address",))
    first, second = (cells.texts().index(str(text)) for text in texts)
    found = compare_addresses(cells, np.array([first, second]), np.array([second, first]))
    assert found.strength.tolist() == strength


def test_the_column_beside_counts_where_the_text_says_nothing() -> None:
    context = _context(["幸福路1号", "幸福路1号"], [{"road": "幸福路"}, {"road": "幸福路"}], ["洛阳市", "郑州市"])
    parts = AddressParts(context, ("city", "address"), np.arange(2))
    assert parts.alike(np.array([0]), np.array([1])).tolist() == [False]


def test_records_without_any_part_are_not_alike() -> None:
    parts = AddressParts(_context(["a", "b"], [{}, {}]), ("city", "address"), np.arange(2))
    assert parts.alike(np.array([0]), np.array([1])).tolist() == [False]

"""Candidates as JSON."""

from __future__ import annotations

import json

import numpy as np
import pyarrow as pa
from tests.steps.hand_built import hand_built

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.merge.cells import Cells, Context
from custdq.steps.merge.lineage import candidates_json


def _candidates(values: list[str], sources: list[str | None]) -> list[list[dict[str, object]]]:
    records = hand_built({"source": sources, "note": list(values)})
    context = Context(
        records,
        Schema({"note": f.Text()}, source="source"),
        np.zeros(len(values), dtype=np.int64),
        pa.array(["e"]),
        ("note",),
    )
    return [json.loads(text) for text in candidates_json(Cells.of(context, ("note",))).to_pylist()]


def test_most_frequent_first_each_source_once() -> None:
    assert _candidates(["b", "a", "b", "b"], ["erp", "crm", "crm", "crm"]) == [
        [{"value": "b", "count": 3, "sources": ["crm", "erp"]}, {"value": "a", "count": 1, "sources": ["crm"]}]
    ]


def test_quotes_and_controls_are_kept() -> None:
    assert _candidates(['say "x"\n\x01'], ['a "b"'])[0][0] == {
        "value": 'say "x"\n\x01',
        "count": 1,
        "sources": ['a "b"'],
    }


def test_without_sources_the_list_is_empty() -> None:
    assert _candidates(["a"], [None])[0][0]["sources"] == []


def test_ways_of_writing_are_one_candidate() -> None:
    assert _candidates(["Acme Ltd", "ACME LTD"], ["x", "y"]) == [
        [{"value": "ACME LTD", "count": 2, "sources": ["x", "y"]}]
    ]


def test_no_cells_no_candidates() -> None:
    records = hand_built({"note": []})
    context = Context(
        records, Schema({"note": f.Text()}), np.zeros(0, dtype=np.int64), pa.array([], pa.string()), ("note",)
    )
    assert candidates_json(Cells.of(context, ("note",))).to_pylist() == []

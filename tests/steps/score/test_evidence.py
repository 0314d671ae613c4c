"""What counts as present, decided once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
from tests.steps.hand_built import hand_built

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.score.evidence import Evidence, scored_columns
from custdq.steps.score.expectations import Expectations, RowWeight
from custdq.tables import ParsedColumns, Standardized

Make = Callable[..., Evidence]


def test_present_is_neither_null_nor_placeholder(evidence: Make) -> None:
    found = evidence()
    assert found.present("name").tolist() == [True, True, True, False, True, False]
    assert found.cells("name").placeholders.tolist() == [False] * 5 + [True]
    assert found.present("mobile").tolist() == [True, True, True, True, False, False]


def test_a_column_nobody_parsed_is_judged_by_its_text() -> None:
    records = hand_built({"owner": ["Li", " ", "无", None]})
    found = Evidence(records, Schema({}), Expectations(), 0.0)
    assert found.present("owner").tolist() == [True, False, False, False]
    assert found.cells("owner").placeholders.tolist() == [False, False, True, False]
    assert found.value("owner").to_pylist() == ["Li", None, None, None]


def test_in_an_unparsed_column_of_names_nan_is_somebody() -> None:
    records = hand_built({"owner": ["Na", "NaN"], "stage": ["Na", "NaN"]})
    evidence = Evidence(records, Schema({}), Expectations(), 0.0)
    assert evidence.present("owner").tolist() == [True, False]
    assert evidence.present("stage").tolist() == [False, False]


def test_where_a_row_stands_is_not_scored() -> None:
    schema = Schema({"id": f.Identifier(), "mail": f.Email(), "row": f.Number(), "gone": f.Text()}, record_id="id")
    assert scored_columns(schema, hand_built({"id": [], "mail": [], "row": []}).names) == ("mail",)


def test_rows_weigh_what_their_column_says() -> None:
    records = hand_built({"owner": ["3", "x", None, "-1"]})
    expects = Expectations(row_weight=RowWeight("owner"))
    assert Evidence(records, Schema({}), expects, 0.0).weights.tolist() == [3.0, 1.0, 1.0, 1.0]


def test_what_a_repair_has_replaced_is_judged_no_more() -> None:
    kind = f.Number()
    raw = pa.table({"n": ["9", "10", "abc"], "m": ["10", "9", "7"]})
    parsed = {name: kind.parse_column(raw.column(name).combine_chunks()) for name in raw.column_names}
    parsed["n"] = parsed["n"].with_cells(np.array([2]), kind.parse(["5"]))
    found = Evidence(Standardized(raw, ParsedColumns(parsed)), Schema({"n": kind, "m": kind}), Expectations(), 0.0)
    held = found.held("n")
    assert held.rows is not None
    assert [held.values[row].as_py() for row in held.rows] == ["9", "10", "5"]
    assert sorted(value for value in held.values.to_pylist() if value is not None) == ["10", "5", "9"]

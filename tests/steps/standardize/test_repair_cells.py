"""Repaired cells are parsed by their kind and put in their rows; all other cells stay."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from custdq import fields as f
from custdq.errors import Reason
from custdq.schema import Schema
from custdq.steps.standardize.repair_cells import Fields, inferred
from custdq.tables import ParsedColumn, ParsedColumns


def test_a_repair_touches_its_rows_alone() -> None:
    kind = f.Category("gender")
    parsed = kind.parse([None, "女", None])
    repair = inferred("gender", np.array([0, 2]), kind, values=pa.array(["M", "?"]), reason=Reason.INFERRED)
    out = ParsedColumn(parsed).with_cells(repair.rows, repair.cells).table().to_pylist()
    assert [row["value"] for row in out] == ["M", "F", None]
    assert [row["problem"] for row in out] == ["inferred", None, None]
    assert out[0]["status"] == "repaired"


def test_columns_are_found_by_kind_and_option() -> None:
    schema = Schema({"a": f.Category(), "b": f.Category("gender"), "c": f.Email()})
    fields = Fields(pa.table({}), ParsedColumns({}), schema)
    assert fields.columns(f.Category) == ["a", "b"]
    assert fields.columns(f.Category, scheme="gender") == ["b"]

"""Columns that survive together: no golden address is made of two."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.errors import OptionError
from custdq.schema import Schema
from custdq.steps.merge.cells import Context
from custdq.steps.merge.columns import ADDRESS_PART, SAME_ADDRESS, merge_column, merge_group
from custdq.steps.merge.survivorship import mean, most_recent

ROADS = {"road": ["幸福路", "幸福路", "和平路"], "number": ["19", "19", "7"]}


def _context(columns: dict[str, list[Cell]], parts: dict[str, list[str | None]] | None = None) -> Context:
    details: dict[str, list[str | None]] = {name: list(values) for name, values in ROADS.items()}
    records = hand_built(columns, parts={"address": details | (parts or {})})
    kinds = {name: f.Address(region="CN") if name == "address" else f.Text() for name in columns if name != "seen"}
    schema = Schema(kinds, updated_at="seen")
    return Context(records, schema, np.zeros(3, dtype=np.int64), pa.array(["e"]), tuple(kinds))


COLUMNS: dict[str, list[Cell]] = {
    "city": ["洛阳市", None, "郑州市"],
    "address": ["幸福路19号", "幸福路19号", "和平路7号"],
    "seen": ["2020-01-01", "2025-01-01", "2021-01-01"],
}


def test_the_group_comes_from_one_record() -> None:
    city, address = merge_group(_context(COLUMNS), ("city", "address"), [most_recent()], complete=False)
    assert address.values.to_pylist() == ["幸福路19号"]
    assert city.values.to_pylist() == [None]
    assert address.row.tolist() == [1]


def test_what_the_winner_lacks_comes_from_a_record_with_the_same_address() -> None:
    city, _ = merge_group(_context(COLUMNS), ("city", "address"), [most_recent()], complete=True)
    assert city.values.to_pylist() == ["洛阳市"]
    assert city.row.tolist() == [0]
    assert city.rule.to_pylist() == [SAME_ADDRESS]


def test_and_never_from_one_that_contradicts_it() -> None:
    columns = COLUMNS | {"city": [None, None, "郑州市"]}
    city, _ = merge_group(_context(columns), ("city", "address"), [most_recent()], complete=True)
    assert city.values.to_pylist() == [None]


def test_else_from_the_address_itself() -> None:
    columns = COLUMNS | {"city": [None, None, None]}
    context = _context(columns, {"city": ["洛阳市", "洛阳市", None]})
    city, _ = merge_group(context, ("city", "address"), [most_recent()], complete=True)
    assert city.values.to_pylist() == ["洛阳市"]
    assert city.rule.to_pylist() == [ADDRESS_PART]
    assert city.row.tolist() == [1]
    # nothing stands beside it
    assert city.candidates.to_pylist() == [None]


def test_a_group_takes_no_rule_that_builds() -> None:
    with pytest.raises(OptionError, match="builds a value"):
        merge_group(_context(COLUMNS), ("city", "address"), [mean()], complete=False)


def test_one_column_alone(context: Context) -> None:
    column = merge_column(context, "email", [])
    assert column.values.to_pylist() == ["a@x.org", "ann@x.org", None]
    assert column.row.tolist() == [0, 2, -1]
    assert column.agreeing.tolist() == [2, 1, 0]
    assert column.conflict.tolist() == [False, True, False]
    assert np.isnan(column.confidence[2])

"""Cells sorted by entity and position, and the order that decides the last ties."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from tests.steps.hand_built import hand_built

from custdq import fields as f
from custdq.errors import ColumnNotFoundError
from custdq.schema import Schema
from custdq.steps.merge.cells import Cells, Context, encode, fold, golden_columns, record_dates, standard_values
from custdq.tables import ParsedColumns, Standardized


def test_cells_are_the_filled_ones_sorted_by_entity(context: Context) -> None:
    cells = Cells.of(context, ("email",))
    assert cells.row.tolist() == [0, 3, 2, 4]
    assert cells.entity.tolist() == [0, 0, 1, 1]
    assert cells.texts() == ["a@x.org", "a@x.org", "ann@x.org", "lee@x.org"]
    assert cells.starts.tolist() == [0, 2]
    assert cells.per_entity(np.maximum, np.array([1, 5, 2, 3])).tolist() == [5, 5, 3, 3]


def test_what_cannot_be_read_is_marked(context: Context) -> None:
    cells = Cells.of(context, ("mobile",))
    assert cells.invalid.tolist() == [False, False, True, False]


def test_a_filler_number_counts_as_unreadable() -> None:
    records = hand_built({"mobile": [("13800138000", "+8613800138000")]})
    parsed = records.parsed["mobile"].set_column(2, "problem", pa.array(["placeholder"]))
    text, invalid = standard_values(Standardized(records.raw, ParsedColumns({"mobile": parsed})), "mobile")
    assert text.to_pylist() == ["+8613800138000"]
    assert invalid.tolist() == [True]


def test_unparsed_columns_lose_blanks_and_placeholders(context: Context) -> None:
    records = hand_built({"owner": ["Li", " ", "无", None]})
    text, invalid = standard_values(records, "owner")
    assert text.to_pylist() == ["Li", None, None, None]
    assert not invalid.any()


def test_in_an_unparsed_column_of_names_nan_is_somebody() -> None:
    cells: list[str | None] = ["Na", "NaN", "n/a", "Nan"]
    records = hand_built({"owner": cells, "city": cells}, unparsed=("owner", "city"))
    assert standard_values(records, "owner")[0].to_pylist() == ["Na", None, None, "Nan"]
    assert standard_values(records, "city")[0].to_pylist() == [None] * 4


def test_several_columns_count_as_one_value(context: Context) -> None:
    cells = Cells.of(context, ("mobile", "email"))
    assert cells.row.tolist() == [0, 1, 3, 2, 4]
    assert cells.filled.tolist() == [2, 1, 2, 2, 1]


def test_order_goes_by_source_and_record_id_as_a_number() -> None:
    records = hand_built({"source": ["b", "a", "a"], "record_id": ["1", "10", "9"], "mail": ["x@x.org"] * 3})
    schema = Schema({"mail": f.Email()}, source="source", record_id="record_id")
    context = Context(records, schema, np.zeros(3, dtype=np.int64), pa.array(["e"]), ("mail",))
    assert context.every.tolist() == [2, 1, 0]


def test_rows_without_a_name_go_by_their_content() -> None:
    records = hand_built({"mail": ["c@x.org", "a@x.org", "b@x.org"]})
    context = Context(records, Schema({"mail": f.Email()}), np.zeros(3, dtype=np.int64), pa.array(["e"]), ("mail",))
    assert context.every.tolist() == [1, 2, 0]


def test_golden_columns_leave_out_where_rows_stand() -> None:
    records = hand_built({"id": ["1"], "source": ["a"], "mail": ["x@x.org"], "owner": ["Li"], "seen": ["2024-01-01"]})
    schema = Schema({"mail": f.Email(), "id": f.Identifier()}, record_id="id", owner="owner", updated_at="seen")
    assert golden_columns(records.records, schema) == ("mail", "owner", "seen")
    assert record_dates(schema) == {"created_at", "seen"}


def test_a_column_that_is_not_there_is_named(context: Context) -> None:
    with pytest.raises(ColumnNotFoundError, match='Did you mean "amount"'):
        context.text("amont")


def test_codes_and_folds() -> None:
    codes, distinct = encode(pa.array(["b", None, "b"]))
    assert codes.tolist() == [0, -1, 0]
    assert distinct.to_pylist() == ["b"]
    assert fold("Ｌｉ  Wei") == "liwei"


def test_no_cells(context: Context) -> None:
    records = hand_built({"mail": [None, None]})
    empty = Context(records, Schema({"mail": f.Email()}), np.zeros(2, dtype=np.int64), pa.array(["e"]), ("mail",))
    cells = Cells.of(empty, ("mail",))
    assert len(cells) == 0
    assert cells.starts.tolist() == []

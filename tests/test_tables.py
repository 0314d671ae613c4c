"""Findings keep their columns and types whatever they hold; a column is text or null, never an error."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from custdq.errors import Reason
from custdq.tables import (
    CONTEXT_COLUMNS,
    CUSTOMER_COLUMNS,
    ENTITY_COLUMN,
    FINDING_COLUMNS,
    FINDING_SCHEMA,
    POSITION_COLUMNS,
    Finding,
    ParsedColumn,
    ParsedColumns,
    Standardized,
    column_or_null,
    findings_table,
    strings,
)


def test_findings_of_any_kind_fit_one_table() -> None:
    found = findings_table(
        [
            Finding(Reason.TOTAL_ROW, "a.xlsx", "S1", 7, "C1", "mobile", "1", "2"),
            Finding(Reason.EMPTY_FILE, "b.csv"),
        ]
    )
    assert found.schema == FINDING_SCHEMA
    assert found.column("code").to_pylist() == ["total_row", "empty_file"]
    assert found.column("row").to_pylist() == [7, None]


def test_no_finding_is_a_table_too() -> None:
    empty = findings_table([])
    assert empty.num_rows == 0
    assert empty.schema == FINDING_SCHEMA
    assert pa.concat_tables([empty, findings_table([Finding(Reason.NOTE_ROW)])]).num_rows == 1


def test_findings_may_be_a_generator() -> None:
    assert findings_table(Finding(Reason.NOTE_ROW, row=i) for i in range(3)).column("row").to_pylist() == [0, 1, 2]


def test_a_finding_table_has_the_columns_of_a_finding() -> None:
    assert tuple(FINDING_COLUMNS) == (*POSITION_COLUMNS, "column", "code", "value", "suggestion")
    assert set(FINDING_COLUMNS) == set(Finding._fields)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        pytest.param(pa.array(["a", None]), ["a", None], id="text"),
        pytest.param(pa.array([1, None]), ["1", None], id="int"),
        pytest.param(pa.array([13800138000.0, None]), ["13800138000", None], id="float-of-a-phone"),
        pytest.param(pa.chunked_array([["a"], ["b"]]), ["a", "b"], id="chunks"),
        pytest.param(pa.array(["a", "a"]).dictionary_encode(), ["a", "a"], id="dictionary"),
        pytest.param(pa.array([["a"], None]), ["['a']", None], id="list"),
    ],
)
def test_a_column_reads_as_text(column: pa.Array, expected: list[str | None]) -> None:
    out = column_or_null(pa.table({"x": column}), "x")
    assert isinstance(out, pa.Array)
    assert out.type == pa.string()
    assert out.to_pylist() == expected


def test_an_absent_column_reads_as_nulls() -> None:
    assert column_or_null(pa.table({"x": ["a", "b"]}), "y").to_pylist() == [None, None]


def test_strings_of_nothing_are_strings() -> None:
    assert strings([None, None]).type == pa.string()
    assert strings([]).type == pa.string()


def test_positions_and_roles_are_never_evidence() -> None:
    assert {*POSITION_COLUMNS, ENTITY_COLUMN, "stage", "owner", "updated_at"} <= set(CONTEXT_COLUMNS)
    assert len(set(CUSTOMER_COLUMNS)) == len(CUSTOMER_COLUMNS)
    assert not set(POSITION_COLUMNS) & set(CUSTOMER_COLUMNS)


def test_standardized_records_have_no_findings_unless_given() -> None:
    records = pa.table({"x": ["a"]})
    assert Standardized(records, ParsedColumns({})).findings.num_rows == 0


def test_a_column_held_once_a_distinct_cell_is_the_one_row_by_row() -> None:
    results = pa.table({"value": ["a", "b", None], "status": ["valid", "valid", "missing"]})
    column = ParsedColumn(results, np.array([1, 2, 0, 1], np.int32), pa.array(["A", "b"]))
    assert column.table().column("value").to_pylist() == ["b", None, "a", "b"]
    assert column.part("status").to_pylist() == ["valid", "missing", "valid", "valid"]
    assert column.part("note").null_count == len(column) == 4
    assert column.present().tolist() == [True, False, True, True]


def test_other_results_in_some_rows_leave_the_others() -> None:
    column = ParsedColumn(pa.table({"value": ["a", "b"]}), np.array([0, 1, 0], np.int32))
    changed = column.with_cells(np.array([2]), pa.table({"value": ["c"], "note": ["new"]}))
    assert changed.table().to_pydict() == {"value": ["a", "b", "c"]}
    assert column.table().column("value").to_pylist() == ["a", "b", "a"]


def test_records_are_in_standard_form_where_they_parsed() -> None:
    raw = pa.table({"id": ["1", "2", "3"], "mail": ["a@x.org", "?", "A@X.org"], "city": ["Rome", None, "Rome"]})
    mail = pa.table({"value": ["a@x.org", None, "a@x.org"]})
    city = ParsedColumn(pa.table({"value": ["Rome", None]}), np.array([0, 1, 0], np.int32), pa.array(["Rome"]))
    standardized = Standardized(raw, ParsedColumns({"mail": mail, "city": city}))
    assert standardized.records.column("mail").to_pylist() == ["a@x.org", "?", "a@x.org"]
    assert standardized.column("city").to_pylist() == ["Rome", None, "Rome"]
    assert standardized.column("id").to_pylist() == ["1", "2", "3"]


def test_some_columns_of_the_records_are_those_of_all() -> None:
    results = pa.table({"value": ["a@x.org", None], "status": ["repaired", "invalid"], "problem": [None, "not_parsed"]})
    raw = pa.table({"id": [1, 2], "mail": ["A@x.org", "?"], "note": ["x", None]})
    held = Standardized(raw, ParsedColumns({"mail": results}))
    assert held.names == held.records.column_names
    assert held.select(name for name in ("mail", "id", "nobody")).equals(held.records.select(["id", "mail"]))
    assert held.select([]).num_rows == 2

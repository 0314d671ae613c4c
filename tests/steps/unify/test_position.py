"""Where records stand."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from tests.steps.unify.written_tables import cells, source_table, unify

from custdq.errors import Reason
from custdq.steps.unify import unify_tables
from custdq.tables import SourceTable

PEOPLE: dict[str, list[str | None]] = {"姓名": ["王伟", "李娜"], "手机": ["13912345671", "13812345672"]}


def test_rows_without_an_id_are_named_by_their_place() -> None:
    tables = [source_table(PEOPLE, "a.csv"), source_table(PEOPLE, "b.xlsx", "客户")]
    records = unify_tables(tables).records
    assert records.column("record_id").to_pylist() == ["a.csv:2", "a.csv:3", "b.xlsx#客户:2", "b.xlsx#客户:3"]
    assert records.column("sheet").to_pylist() == ["", "", "客户", "客户"]
    assert records.schema.field("row").type == pa.int64()


def test_own_ids_are_kept_as_they_are() -> None:
    assert cells(unify({"客户编号": ["K 01", "K 02"], **PEOPLE}), "record_id") == ["K 01", "K 02"]


def test_a_row_without_its_id_is_named_by_its_place() -> None:
    columns: dict[str, list[str | None]] = {
        "客户编号": [None, *[f"K{number}" for number in range(40)]],
        "姓名": ["王伟"] * 41,
        "手机": [f"139123456{number:02}" for number in range(41)],
    }
    assert cells(unify(columns), "record_id")[:2] == ["a.csv:2", "K0"]


def test_repeated_ids_are_kept_and_found() -> None:
    ids = [f"K{number}" for number in range(99)]
    columns = {"客户编号": [*ids, "K7"], "姓名": ["王伟"] * 100, "手机": [f"139123456{n:02}" for n in range(100)]}
    unified = unify(columns)
    assert cells(unified, "record_id")[-1] == "K7"
    found = [finding for finding in unified.findings if finding.code == Reason.DUPLICATE_RECORD_ID]
    assert [(finding.row, finding.value, finding.column) for finding in found] == [
        (9, "K7", "客户编号"),
        (101, "K7", "客户编号"),
    ]


def test_a_unified_table_keeps_its_places() -> None:
    data = pa.table(
        {
            "source": ["crm", "erp"],
            "sheet": ["", "x"],
            "row": ["7", "9"],
            "record_id": ["C1", "K1"],
            "name": ["王伟", "李娜"],
        }
    )
    again = unify_tables([SourceTable("unified.csv", "", data, np.array([2, 3]))]).records
    assert again.select(["source", "sheet", "row", "record_id"]).to_pylist() == [
        {"source": "crm", "sheet": "", "row": 7, "record_id": "C1"},
        {"source": "erp", "sheet": "x", "row": 9, "record_id": "K1"},
    ]


def test_rows_that_are_no_numbers_are_not_taken_for_places() -> None:
    data = pa.table({"source": ["crm", "erp"], "row": ["front", "back"], "name": ["王伟", "李娜"]})
    records = unify_tables([SourceTable("a.csv", "", data, np.array([2, 3]))]).records
    assert records.column("row").to_pylist() == [2, 3]

"""Golden records come out in the kind of frame the user came with, and every input row is in the cross-reference."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

import custdq
from custdq import fields as f
from custdq.errors import OptionError
from custdq.schema import Schema

SCHEMA = Schema({"name": f.PersonName(), "mail": f.Email(), "city": f.Category()}, record_id="id")
PEOPLE = {
    "id": ["C3", "C1", "C2"],
    "name": ["王伟", "李娜", "王伟"],
    "mail": ["wang@x.org", "li@x.org", "WANG@x.org"],
    "city": [None, "北京", "深圳"],
}
FRAMES = [pytest.param(pd.DataFrame, id="pandas"), pytest.param(pa.table, id="pyarrow")]


@pytest.mark.parametrize("make", FRAMES)
def test_every_table_is_the_kind_of_frame_that_came_in(make: Any) -> None:
    frame = make(PEOPLE)
    golden = custdq.merge(frame, custdq.dedupe(frame, SCHEMA), SCHEMA)
    for table in (golden.records, golden.lineage, golden.conflicts, golden.xref):
        assert type(table) is type(frame)


def test_one_row_an_entity_and_every_row_in_the_cross_reference() -> None:
    frame = pd.DataFrame(PEOPLE)
    links = custdq.dedupe(frame, SCHEMA)
    golden = custdq.merge(frame, links, SCHEMA)
    assert golden.records["entity_id"].is_unique
    assert set(golden.records["name"]) == {"王伟", "李娜"}
    assert golden.records.set_index("name")["city"].to_dict() == {"王伟": "深圳", "李娜": "北京"}
    assert golden.xref["record_id"].tolist() == PEOPLE["id"]
    assert golden.xref["entity_id"].tolist() == links.entities["entity_id"].tolist()
    assert set(golden.lineage["entity_id"]) == set(golden.records["entity_id"])


def test_the_text_says_how_many() -> None:
    frame = pd.DataFrame(PEOPLE)
    golden = custdq.merge(frame, custdq.dedupe(frame, SCHEMA), SCHEMA)
    assert repr(golden) == "<Golden: 2 entities from 3 records>"


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet", "json", "jsonl"])
def test_what_is_written_is_read_again(ending: str, tmp_path: Path) -> None:
    frame = pd.DataFrame(PEOPLE)
    golden = custdq.merge(frame, custdq.dedupe(frame, SCHEMA), SCHEMA)
    path = tmp_path / f"golden.{ending}"
    written = golden.write(path)
    assert next(iter(written.rows.values())) == 2
    sheet = {"sheet": "customers"} if ending == "xlsx" else {}
    read = custdq.read(path, **sheet)
    assert read["mail"].tolist() == golden.records["mail"].tolist()


def test_a_table_that_is_none_to_write_is_said() -> None:
    frame = pd.DataFrame(PEOPLE)
    golden = custdq.merge(frame, custdq.dedupe(frame, SCHEMA), SCHEMA)
    with pytest.raises(OptionError, match=r'no table "linage" to write\. Did you mean "lineage"'):
        golden.write("a.csv", tables=["linage"])
    with pytest.raises(OptionError, match="one or several of"):
        golden.write("a.csv", tables=[])

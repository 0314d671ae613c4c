"""Parts become columns; a user's own column of such a name is never written over, an earlier pass's is made anew."""

from __future__ import annotations

import pyarrow as pa
import pytest

from custdq import fields as f
from custdq.errors import ColumnExistsError
from custdq.fields.base import Kind
from custdq.schema import Schema
from custdq.steps.standardize import part_columns, standardize_records

KINDS: dict[str, Kind] = {"address": f.Address(region="CN"), "tel": f.Phone(region="CN")}
RECORDS = {
    "address": ["浙江省杭州市滨江区青枫路9号", "广东省深圳市南山区云帆路3号2栋501室"],
    "tel": ["0571-87654321转801", None],
}


def _parts(records: pa.Table) -> dict[str, list[str | None]]:
    found = part_columns(standardize_records(records, Schema(KINDS)))
    return {name: cells.to_pylist() for name, cells in found.items()}


def _own_output() -> pa.Table:
    out = standardize_records(pa.table(RECORDS), Schema(KINDS))
    return pa.table(dict(zip(out.records.column_names, out.records.columns, strict=True)) | part_columns(out))


def test_every_part_is_a_column() -> None:
    parts = _parts(pa.table(RECORDS))
    assert parts["address.city"] == ["杭州市", "深圳市"]
    assert parts["tel.extension"] == ["801", None]
    assert {name.partition(".")[0] for name in parts} == {"address", "tel"}


@pytest.mark.parametrize("name", ["address.city", "tel.region"])
def test_a_column_of_the_users_own_is_not_written_over(name: str) -> None:
    with pytest.raises(ColumnExistsError, match=rf'"{name}".*1 would be lost.*Rename it, or drop it'):
        _parts(pa.table(RECORDS | {name: ["our branch", None]}))


def test_a_column_of_the_users_own_stays_where_nothing_would_be_lost() -> None:
    assert _parts(pa.table(RECORDS | {"address.note": ["ring twice", None]}))["address.note"] == ["ring twice", None]
    assert _parts(pa.table(RECORDS | {"address.city": ["杭州市", None]}))["address.city"] == ["杭州市", "深圳市"]


def test_a_second_pass_gives_the_same() -> None:
    once = _own_output()
    assert _parts(once) == {name: once.column(name).to_pylist() for name in once.column_names if "." in name}


def test_parts_of_an_earlier_pass_are_made_anew_where_a_value_was_corrected() -> None:
    corrected = pa.array(["浙江省杭州市西湖区青枫路9号", "广东省深圳市南山区云帆路3号2栋501室"])
    once = _own_output().set_column(0, "address", corrected)
    assert _parts(once)["address.district"] == ["西湖区", "南山区"]


def test_zeros_a_file_cut_off_are_no_other_value() -> None:
    once = _own_output()
    cut = once.set_column(once.column_names.index("tel.area_code"), "tel.area_code", pa.array(["571", None]))
    assert _parts(cut.drop_columns(["tel.note"]))["tel.area_code"] == ["0571", None]


def test_a_whole_set_of_columns_that_says_something_else_is_the_users_own() -> None:
    own = {f"tel.{part}": [f"my {part}", None] for part in f.Phone().part_names}
    with pytest.raises(ColumnExistsError, match="tel"):
        _parts(pa.table(RECORDS | own))

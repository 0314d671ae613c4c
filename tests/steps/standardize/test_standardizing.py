"""Standard form goes in place, what cannot be parsed stays, and divisions are read together with their address."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq import fields as f
from custdq.errors import ColumnNotFoundError
from custdq.fields.base import Kind
from custdq.schema import Schema
from custdq.steps.standardize import standardize_records
from custdq.tables import PARSED_COLUMNS, Standardized

DIVIDED: dict[str, Kind] = {
    "address": f.Address(), "province": f.Text(), "city": f.Text(), "district": f.Text(), "postcode": f.PostalCode(),
}  # fmt: skip


def _standardize(columns: dict[str, Any], kinds: dict[str, Kind], **roles: Any) -> Standardized:
    records = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
    return standardize_records(records, Schema(kinds, **roles))


def _cell(out: Standardized, column: str, row: int = 0) -> tuple[str | None, str, str | None]:
    """Return what a cell became in the records, its status and its problem."""
    parsed = out.parsed[column].slice(row, 1).to_pylist()[0]
    return out.records.column(column)[row].as_py(), parsed["status"], parsed["problem"]


def test_values_are_put_in_place_and_the_rest_stays() -> None:
    columns = {"id": ["1", "2", "3", "4"], "mail": [" Ann@X.org", "n/a", "ann@", None], "note": ["a ", None, "b", "c"]}
    out = _standardize(columns, {"mail": f.Email()})
    assert out.records.to_pydict() == columns | {"mail": ["Ann@x.org", "n/a", "ann@", None]}
    assert out.raw.to_pydict() == columns
    assert out.parsed["mail"].column("status").to_pylist() == ["repaired", "missing", "invalid", "missing"]
    assert out.absorbed == ()


def test_a_misspelt_column_is_an_error() -> None:
    with pytest.raises(ColumnNotFoundError, match='Did you mean "mail"'):
        _standardize({"mail": ["x"]}, {"mial": f.Email()})


def test_an_empty_schema_changes_nothing() -> None:
    out = _standardize({"mail": [" A@x.org"]}, {})
    assert out.records.equals(out.raw)
    assert out.parsed == {}


@given(st.lists(st.none() | st.text(max_size=20), min_size=1, max_size=6))
def test_standardizing_twice_is_once(cells: list[str | None]) -> None:
    kinds: dict[str, Kind] = {"mail": f.Email(), "text": f.Text(), "phone": f.Phone(region="CN")}
    first = _standardize(dict.fromkeys(kinds, cells), kinds)
    second = standardize_records(first.records, Schema(kinds))
    assert second.records.equals(first.records)


@pytest.mark.parametrize("rows", [0, 1])
def test_hardly_any_rows(rows: int) -> None:
    out = _standardize({name: [None] * rows for name in DIVIDED}, DIVIDED)
    assert out.records.num_rows == rows
    assert all(table.num_rows == rows for table in out.parsed.values())


# --- divisions and the address are one value ----------------------------------------------------------------------


def test_a_district_alone_is_found_by_the_columns_around_it() -> None:
    columns = {
        "address": ["天河路464号"], "province": ["广东"], "city": ["深圳"], "district": ["福田区"], "postcode": [None],
    }  # fmt: skip
    out = _standardize(columns, DIVIDED)
    assert _cell(out, "address") == ("广东省深圳市福田区天河路464号", "repaired", "reformatted")
    assert _cell(out, "province") == ("广东省", "repaired", "reformatted")
    assert _cell(out, "district") == ("福田区", "valid", None)
    assert out.parsed["address"].column("adcode").to_pylist() == ["440304"]
    assert out.absorbed == ("province", "city", "district", "postcode")


def test_divisions_written_into_the_address_are_a_repair() -> None:
    columns = {"address": ["福田区天河路464号"], "province": ["广东省"], "city": ["深圳市"]}
    out = _standardize(columns, {"address": f.Address()})
    assert _cell(out, "address") == ("广东省深圳市福田区天河路464号", "repaired", "division_filled")


def test_empty_divisions_are_filled_from_the_address() -> None:
    whole = "广东省深圳市福田区天河路464号"
    columns: dict[str, Any] = {
        "address": [whole],
        "province": [None],
        "city": ["无"],
        "district": [" "],
        "postcode": [None],
    }
    out = _standardize(columns, DIVIDED)
    assert _cell(out, "address") == (whole, "valid", None)
    for name, value in (("province", "广东省"), ("city", "深圳市"), ("district", "福田区")):
        assert _cell(out, name) == (value, "repaired", "division_filled")


@pytest.mark.parametrize("blank", [None, "", "无", "-"])
def test_an_address_that_says_nothing_is_not_made_up(blank: str | None) -> None:
    columns = {
        "address": [blank, "福田区天河路464号"], "province": ["广东省"] * 2, "city": ["深圳市"] * 2,
        "district": [None] * 2, "postcode": [None] * 2,
    }  # fmt: skip
    out = _standardize(columns, DIVIDED)
    value, status, _ = _cell(out, "address")
    assert (value, status) == (blank, "missing")
    assert _cell(out, "city") == ("深圳市", "valid", None)


def test_a_placeholder_does_not_become_part_of_the_address() -> None:
    columns = {
        "address": ["天河路464号"],
        "province": ["广东省"],
        "city": ["深圳市"],
        "district": ["未知"],
        "postcode": [None],
    }
    out = _standardize(columns, DIVIDED)
    assert _cell(out, "address")[0] == "广东省深圳市天河路464号"
    assert _cell(out, "district")[:2] == ("未知", "missing")


def test_a_postcode_column_keeps_its_own_value() -> None:
    columns = {
        "address": ["天河路464号", "天河路464号 518000", "天河路464号 518000"],
        "province": ["广东省"] * 3, "city": ["深圳市"] * 3, "district": ["福田区"] * 3,
        "postcode": ["518033", "518033", None],
    }  # fmt: skip
    out = _standardize(columns, DIVIDED)
    assert [_cell(out, "postcode", row)[0] for row in range(3)] == ["518033", "518033", "518000"]
    assert [_cell(out, "postcode", row)[1] for row in range(3)] == ["valid", "valid", "repaired"]


def test_divisions_nobody_knows_are_findings_and_stay() -> None:
    columns = {
        "address": ["广东省深圳市福田区天河路464号", "X路5号"], "province": ["广东省", "火星省"],
        "city": ["深圳市", "某市"], "district": ["福田区", None], "postcode": [None, None],
    }  # fmt: skip
    out = _standardize(columns, DIVIDED)
    assert _cell(out, "province", 1) == ("火星省", "invalid", "division_unknown")
    assert _cell(out, "address", 1) == ("X路5号", "valid", None)


def test_foreign_rows_among_chinese_ones_are_left_as_they_are() -> None:
    columns = {
        "address": ["福田区天河路464号", "123 King St"], "province": ["广东省", "Ontario"],
        "city": ["深圳市", "Toronto"], "district": [None, None], "postcode": [None, "M5V 2T6"],
    }  # fmt: skip
    out = _standardize(columns, DIVIDED)
    assert _cell(out, "address", 1)[0] == "123 King St"
    assert _cell(out, "city", 1) == ("Toronto", "valid", None)
    assert _cell(out, "province", 1) == ("Ontario", "valid", None)
    assert _cell(out, "postcode", 1)[0] == "M5V 2T6"


def test_american_rows_among_chinese_ones_are_read_as_american() -> None:
    columns = {
        "address": ["福田区天河路464号", "123 Main St", "南山区云帆路3号"],
        "province": ["广东省", "California", "广东"],
        "city": ["深圳市", "San Francisco", "深圳"], "district": [None, None, None],
        "postcode": [None, "94110", "518000"],
    }  # fmt: skip
    out = _standardize(columns, DIVIDED)
    assert [_cell(out, "province", row)[0] for row in range(3)] == ["广东省", "CA", "广东省"]
    assert _cell(out, "address", 1) == ("123 MAIN ST", "repaired", "reformatted")
    assert out.parsed["address"].column("country").to_pylist() == ["CN", "US", "CN"]
    assert out.parsed["address"].column("adcode").to_pylist() == ["440304", None, "440305"]
    assert out.absorbed == ()


def test_a_foreign_table_is_not_read_together_at_all() -> None:
    columns = {"address": ["123 Main St", "5 High Road"], "city": ["San Francisco", "London"]}
    out = _standardize(columns, {"address": f.Address(), "city": f.Text()})
    assert out.absorbed == ()
    assert out.records.column("city").to_pylist() == columns["city"]
    assert out.records.column("address").to_pylist() == columns["address"]


def test_a_division_column_nobody_declared_is_standardized_too() -> None:
    out = _standardize(
        {"address": ["深圳福田区天河路464号"], "city": ["深圳"], "adcode": [None]}, {"address": f.Address()}
    )
    assert out.records.column("city").to_pylist() == ["深圳市"]
    assert out.records.column("adcode").to_pylist() == ["440304"]


PROVINCES = st.sampled_from([None, "", "无", "广东", "广东省", "CA", "火星省"])
CITIES = st.sampled_from([None, "深圳", "深圳市", "San Francisco", "杭州市"])
ADDRESSES = st.sampled_from(
    [None, "无", "天河路464号", "福田区天河路464号1栋", "123 Main St", "浙江省杭州市西湖区文三路1号", "？？"]
)


@given(st.lists(st.tuples(PROVINCES, CITIES, ADDRESSES), min_size=1, max_size=6))
def test_every_cell_has_a_status_that_is_true(rows: list[tuple[str | None, str | None, str | None]]) -> None:
    columns = dict(zip(("province", "city", "address"), map(list, zip(*rows, strict=True)), strict=True))
    out = _standardize(columns, {"address": f.Address(), "province": f.Text(), "city": f.Text()})
    for name, parsed in out.parsed.items():
        assert tuple(parsed.column_names[:3]) == PARSED_COLUMNS
        for raw, (value, status) in zip(
            columns[name],
            zip(parsed.column("value").to_pylist(), parsed.column("status").to_pylist(), strict=True),
            strict=True,
        ):
            assert status in ("valid", "repaired", "invalid", "missing")
            assert (value is not None) == (status in ("valid", "repaired"))
            if status == "valid":
                assert value == raw
            if status == "repaired":
                assert value != raw
        kept = pc.coalesce(parsed.column("value"), pa.array(columns[name], pa.string()))
        assert out.records.column(name).combine_chunks().equals(kept.combine_chunks())

"""A place completes a phone and a phone or postcode settles a place, each only where one answer is left."""

from __future__ import annotations

import pyarrow as pa
import pytest
from tests.steps.standardize.one_record import Cell, standardized

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.standardize import standardize_records

KINDS = {"phone": f.Phone(region="CN"), "address": f.Address(region="CN"), "zip": f.PostalCode(region="CN")}


@pytest.mark.parametrize(
    ("phone", "address", "expected"),
    [
        pytest.param("62345678", "北京市海淀区学院路30号", "+861062345678", id="municipality"),
        pytest.param("85551234", "广东省深圳市福田区深南大道1号", "+8675585551234", id="city"),
        pytest.param("62345678-8001", "上海市浦东新区张杨路500号", "+862162345678", id="extension"),
        pytest.param("3822345", "湖北省仙桃市仙桃大道1号", "+867283822345", id="county under a province"),
    ],
)
def test_a_landline_is_completed_by_the_city(phone: str, address: str, expected: str) -> None:
    out = standardized({"phone": phone, "address": address, "zip": None}, KINDS)
    assert out["phone"] == Cell(expected, "repaired", "area_code_inferred")


def test_the_address_knows_better_than_the_column() -> None:
    records = pa.table(
        {
            "phone": [*(f"010-6234{number}" for number in range(1000, 1030)), "85551234", "85551235"],
            "address": [*([None] * 30), "广东省深圳市福田区深南大道1号", None],
        }
    )
    schema = Schema({"phone": f.Phone(region="CN"), "address": f.Address(region="CN")})
    phones = standardize_records(records, schema).records.column("phone").to_pylist()
    assert phones[-2:] == ["+8675585551234", "+861085551235"]


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("朝阳区人民大街100号", id="city unknown"),
        pytest.param("广东省天河路1号", id="province alone"),
        pytest.param(None, id="no address"),
    ],
)
def test_a_landline_stays_open_where_the_city_is_unknown(address: str | None) -> None:
    out = standardized({"phone": "85551234", "address": address, "zip": None}, KINDS)
    assert out["phone"] == Cell(None, "invalid", "area_code_missing")


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param({"phone": "0431-85551234", "zip": None}, "吉林省长春市朝阳区人民大街100号", id="area code"),
        pytest.param({"phone": None, "zip": "100022"}, "北京市朝阳区人民大街100号", id="postcode"),
    ],
)
def test_an_ambiguous_district_is_settled(record: dict[str, str | None], expected: str) -> None:
    out = standardized(record | {"address": "朝阳区人民大街100号"}, KINDS)
    assert out["address"] == Cell(expected, "repaired", "division_filled")


@pytest.mark.parametrize(
    "phone",
    [
        pytest.param("13900139001", id="a mobile says nothing"),
        pytest.param("0755-85551234", id="the area code of none of the candidates"),
        pytest.param("62345678", id="no area code"),
    ],
)
def test_an_ambiguous_district_stays_ambiguous(phone: str) -> None:
    out = standardized({"phone": phone, "address": "朝阳区人民大街100号", "zip": None}, KINDS)
    assert out["address"].problem == "division_ambiguous"


@pytest.mark.parametrize(
    ("country", "phone", "expected"),
    [
        pytest.param("US", "212-736-5000", "+12127365000", id="not the column's region"),
        pytest.param("英国", "020 7946 0958", "+442079460958", id="country in words"),
        pytest.param("US", "+86 139 0013 9001", "+8613900139001", id="international: the number says it"),
        pytest.param(None, "13900139001", "+8613900139001", id="no country: the column's region"),
    ],
)
def test_a_phone_is_read_under_the_country_of_its_record(country: str | None, phone: str, expected: str) -> None:
    out = standardized({"country": country, "phone": phone}, {"country": f.Country(), "phone": f.Phone(region="CN")})
    assert out["phone"].value == expected

"""Division columns are read with their address, and left alone where they are no divisions the address kind knows."""

from __future__ import annotations

import pyarrow as pa
import pytest

from custdq import fields as f
from custdq.fields.base import Kind
from custdq.schema import Schema
from custdq.steps.standardize import standardize_records
from custdq.steps.standardize.divisions import read_with_divisions

SCHEMA = Schema({"address": f.Address(region="CN"), "city": f.Category(), "district": f.Category()})


def _read(city: str, district: str, address: str) -> dict[str, pa.Table]:
    records = pa.table({"address": [address], "city": [city], "district": [district]})
    return read_with_divisions(records, "address", SCHEMA).parsed


def test_city_and_district_say_where_the_street_is() -> None:
    found = _read("北京", "朝阳区", "建国路88号")
    assert found["address"].column("adcode").to_pylist() == ["110105"]
    assert found["city"].column("value").to_pylist() == ["北京市"]


def test_divisions_of_another_country_are_left_alone() -> None:
    assert list(_read("Springfield", "Sangamon", "12 Main St")) == ["address"]


@pytest.mark.parametrize(
    ("record", "value", "adcode"),
    [
        pytest.param(
            ("广东省", "广州市", "广东省广州市天河区天河路1号"),
            "广东省广州市天河区天河路1号",
            "440106",
            id="said twice",
        ),
        pytest.param(
            ("吉林省", "长春市", "吉林大路100号"), "吉林省长春市吉林大路100号", "220100", id="a road begins alike"
        ),
        pytest.param(("山东省", "青岛", "西大道7号"), "山东省青岛市西大道7号", "370200", id="a name without its level"),
        pytest.param(
            ("广东省", "深圳市", "Room 501, 8 Nanhai Road, Nanshan District, Shenzhen"),
            "Room 501, 8 Nanhai Road, Nanshan District, Shenzhen",
            "440305",
            id="latin letters",
        ),
    ],
)
def test_names_in_front_are_put_where_the_address_lacks_them(
    record: tuple[str, str, str], value: str, adcode: str
) -> None:
    kinds = {"province": f.Category(), "city": f.Category(), "address": f.Address(region="CN")}
    schema = Schema(kinds)
    records = pa.table(dict(zip(kinds, ([cell] for cell in record), strict=True)))
    once = standardize_records(records, schema)
    assert once.records.column("address").to_pylist() == [value]
    assert once.parsed["address"].column("adcode").to_pylist() == [adcode]
    assert standardize_records(once.records, schema).records.equals(once.records)


def test_division_columns_may_have_the_names_people_give_them() -> None:
    kinds = {"省": f.Category(), "市": f.Category(), "地址": f.Address(region="CN"), "电话": f.Phone(region="CN")}
    records = pa.table({"省": ["浙江"], "市": ["杭州"], "地址": ["西湖区文三路1号"], "电话": ["85551234"]})
    out = standardize_records(records, Schema(kinds)).records.to_pylist()
    assert out == [{"省": "浙江省", "市": "杭州市", "地址": "浙江省杭州市西湖区文三路1号", "电话": "+8657185551234"}]


@pytest.mark.parametrize(
    ("province", "city", "value"),
    [
        pytest.param("Guangdong", "Shenzhen", "广东省深圳市福田区青枫路9号", id="pinyin"),
        pytest.param("广东省", "Boston", "广东省深圳市福田区青枫路9号", id="a city elsewhere"),
        pytest.param("广东省", "杭州", "广东省杭州福田区青枫路9号", id="a city of another province"),
    ],
)
def test_divisions_in_letters_do_not_run_into_the_street(province: str, city: str, value: str) -> None:
    kinds: dict[str, Kind] = {"province": f.Text(), "city": f.Text(), "address": f.Address(region="CN")}
    records = pa.table({"province": [province], "city": [city], "address": ["福田区青枫路9号"]})
    once = standardize_records(records, Schema(kinds)).records
    assert once.column("address").to_pylist() == [value]
    assert standardize_records(once, Schema(kinds)).records.equals(once)

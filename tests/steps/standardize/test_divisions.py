"""Division columns are read with their address, and left alone where they are no divisions the address kind knows."""

from __future__ import annotations

import pyarrow as pa

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.standardize.divisions import read_with_divisions

SCHEMA = Schema({"address": f.Address(region="CN"), "city": f.Category(), "district": f.Category()})


def _read(city: str, district: str, address: str) -> dict[str, pa.Table]:
    records = pa.table({"address": [address], "city": [city], "district": [district]})
    return read_with_divisions(records, "address", SCHEMA)


def test_city_and_district_say_where_the_street_is() -> None:
    found = _read("北京", "朝阳区", "建国路88号")
    assert found["address"].column("adcode").to_pylist() == ["110105"]
    assert found["city"].column("value").to_pylist() == ["北京市"]


def test_divisions_of_another_country_are_left_alone() -> None:
    assert list(_read("Springfield", "Sangamon", "12 Main St")) == ["address"]

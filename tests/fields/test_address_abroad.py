"""Which reader an address abroad goes to, and that its value stands."""

from __future__ import annotations

import pytest

from custdq.fields.address import Address
from custdq.fields.address_abroad import keys_abroad, keys_in_japan, parse_abroad, parse_japanese
from custdq.fields.address_reader import address_keys


@pytest.mark.parametrize(
    ("text", "region", "country", "city"),
    [
        pytest.param("东京都港区海岸1-2-3", "JP", "JP", None, id="not as Japan writes it"),
        pytest.param("東京都港区海岸1-2-3", None, "JP", "港区", id="japanese"),
        pytest.param("서울특별시 중구 세종대로 110", None, "KR", "서울특별시", id="korean"),
        pytest.param("Goethestr. 5, 04109 Leipzig", "DE", "DE", "Leipzig", id="german"),
        pytest.param("广东省深圳市福田区天河路464号", None, "CN", "深圳市", id="chinese"),
    ],
)
def test_reader(text: str, region: str | None, country: str, city: str | None) -> None:
    parts = Address(region=region).parse_cell(text).parts
    assert (parts["country"], parts["city"]) == (country, city)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("Goethestr. 5 ,04109 Leipzig;", "Goethestr. 5, 04109 Leipzig", id="commas"),
        pytest.param("Ｇoethestr. ５", "Goethestr. 5", id="width"),
        pytest.param("goethestr. 5", "goethestr. 5", id="words stay"),
    ],
)
def test_value(text: str, value: str) -> None:
    assert parse_abroad(text, None).value == value
    assert parse_abroad(value, None).status == "valid"


def test_nothing_but_signs() -> None:
    assert parse_abroad(",;", None).value is None
    assert parse_japanese("　").value is None


def test_keys_come_from_the_same_reader() -> None:
    assert address_keys("東京都港区海岸1-2-3") == keys_in_japan("東京都港区海岸1-2-3")
    assert address_keys("Goethestr. 5, Leipzig") == keys_abroad("Goethestr. 5, Leipzig")
    assert keys_abroad("서울특별시 중구 세종대로 110")["house"] == "110|세종대로"

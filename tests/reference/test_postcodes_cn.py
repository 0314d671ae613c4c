"""Postcodes tell the cities they may lie in, never one city for sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.reference.divisions import division_path, divisions
from custdq.reference.postcodes_cn import postcode_cities


@pytest.mark.parametrize(
    ("postcode", "cities"),
    [
        pytest.param("100080", ("110000",), id="municipality"),
        pytest.param("510630", ("440100",), id="city"),
        pytest.param("519000", ("440400",), id="zhuhai"),
        pytest.param("710065", ("610100",), id="xian"),
    ],
)
def test_a_postcode(postcode: str, cities: tuple[str, ...]) -> None:
    assert postcode_cities(postcode) == cities


def test_a_zone_not_on_record_is_of_its_province() -> None:
    assert postcode_cities("209999") == ("310000",)
    assert postcode_cities("13") == ("150000", "220000")


@pytest.mark.parametrize("code", ["", "0", "99999999", "abc"])
def test_no_code(code: str) -> None:
    assert postcode_cities(code) == ()


@given(st.integers(min_value=0, max_value=999999))
def test_every_city_is_one_of_today(number: int) -> None:
    for code in postcode_cities(f"{number:06d}"):
        assert division_path(code).province is not None
        assert code in divisions().by_code

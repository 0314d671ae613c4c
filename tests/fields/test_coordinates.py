"""Coordinates: which number is the latitude, and which points are near each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.fields.coordinates import Coordinates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param('{"lng": 2.3522, "lat": 48.8566}', "48.8566,2.3522", id="labels tell the order"),
        pytest.param("geo:48.8566,2.3522;crs=wgs84", "48.8566,2.3522", id="geo URI"),
        pytest.param("48,8566; 2,3522", "48.8566,2.3522", id="decimal commas"),
        pytest.param("https://maps.example.com/@31.2304,121.4737,17z", "31.2304,121.4737", id="link to a map"),
        pytest.param("SRID=4326;POINT(2.3522 48.8566)", "48.8566,2.3522", id="extended WKT"),
        pytest.param("31.2304, 121.4737", "31.2304,121.4737", id="decimals"),
        pytest.param("121.4737 31.2304", "31.2304,121.4737", id="longitude first, as it must be"),
        pytest.param("POINT(2.35 48.85)", "48.85,2.35", id="WKT"),
        pytest.param("N31°13'48\" E121°28'24\"", "31.23,121.473333", id="degrees, minutes, seconds"),
        pytest.param("北纬31.23 东经121.47", "31.23,121.47", id="Chinese"),
        pytest.param("33.86S 151.2E", "-33.86,151.2", id="south"),
        pytest.param("lat: 31.2, lng: 121.4", "31.2,121.4", id="labels"),
        pytest.param("0,0", None, id="nowhere"),
        pytest.param("91,181", None, id="out of range"),
        pytest.param("31.23", None, id="one number"),
        pytest.param("somewhere", None, id="words"),
    ],
)
def test_a_cell_becomes_a_position(text: str, value: str | None) -> None:
    assert Coordinates().parse([text]).column("value").to_pylist() == [value]


@given(
    latitude=st.floats(-80, 80),
    longitude=st.floats(-179, 179),
    north=st.floats(-0.0009, 0.0009),
    east=st.floats(-0.0009, 0.0009),
)
def test_near_points_share_a_cell(latitude: float, longitude: float, north: float, east: float) -> None:
    kind = Coordinates()
    pair = [f"{latitude:.6f},{longitude:.6f}", f"{latitude + north:.6f},{longitude + east:.6f}"]
    parsed = kind.parse(pair)
    if parsed.column("value").null_count == 0:
        one, other = kind.keys(parsed)["near"].to_pylist()
        assert set(one) & set(other)


def test_far_points_share_none() -> None:
    kind = Coordinates()
    one, other = kind.keys(kind.parse(["31.23,121.47", "31.25,121.47"]))["near"].to_pylist()
    assert not set(one) & set(other)


def test_mask() -> None:
    assert Coordinates().mask("31.2304,121.4737") == "31.***,121.***"

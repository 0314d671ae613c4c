"""Publication 28 forms of numbers, roads, units, boxes and ZIP codes."""

from __future__ import annotations

import pytest

from custdq.fields.address_us_form import standard_box, standard_number, standard_road, standard_unit, standard_zip


@pytest.mark.parametrize(
    ("road", "standard"),
    [
        pytest.param("NORTH ELM STREET", "N ELM ST", id="outer words"),
        pytest.param("NORTH STREET", "NORTH ST", id="direction as a name"),
        pytest.param("WEST NORTH AVENUE", "W NORTH AVE", id="direction before a direction"),
        pytest.param("N E ELM ST", "NE ELM ST", id="direction in two"),
        pytest.param("EAST NORTH HARBOR STREET", "E NORTH HARBOR ST", id="two directions that are none"),
        pytest.param("ELM STREET SOUTH WEST", "ELM ST SW", id="direction behind"),
        pytest.param("BAY WEST DRIVE", "BAY WEST DR", id="direction inside"),
        pytest.param("LAKE STREET DRIVE", "LAKE STREET DR", id="two types"),
        pytest.param("STREET", "STREET", id="type as a name"),
        pytest.param("BROADWAY NORTH", "BROADWAY N", id="no type"),
        pytest.param("E 200 S", "E 200 S", id="grid"),
        pytest.param("COUNTY RD 12", "COUNTY ROAD 12", id="county road"),
        pytest.param("CR 12", "COUNTY ROAD 12", id="county road short"),
        pytest.param("ST RT 12", "STATE ROUTE 12", id="state route"),
        pytest.param("HWY 11 BYPASS", "HIGHWAY 11 BYP", id="bypass"),
        pytest.param("INTERSTATE HWY 680", "INTERSTATE 680", id="interstate"),
        pytest.param("I-35 N", "INTERSTATE 35 N", id="interstate short"),
        pytest.param("US HIGHWAY NO 130", "US HIGHWAY 130", id="no"),
        pytest.param("FM 1960", "FM 1960", id="farm road"),
    ],
)
def test_roads(road: str, standard: str) -> None:
    assert standard_road(road.split()) == standard
    assert standard_road(standard.split()) == standard


@pytest.mark.parametrize(
    ("unit", "standard"),
    [
        pytest.param("APARTMENT 4", "APT 4", id="word"),
        pytest.param("SUITE # 4", "STE 4", id="word and sign"),
        pytest.param("# 4", "# 4", id="sign"),
        pytest.param("4B", "# 4B", id="bare"),
        pytest.param("STE 4 - B", "STE 4-B", id="dash"),
        pytest.param("21ST FLOOR", "FL 21", id="floor"),
        pytest.param("FLOOR 21", "FL 21", id="floor in front"),
        pytest.param("2 FLOOR", "FL 2", id="floor as a figure"),
        pytest.param("PENTHOUSE", "PH", id="standing"),
        pytest.param("SUITE TWO", "STE 2", id="number in words"),
        pytest.param("SUITE ONE HUNDRED", "STE ONE HUNDRED", id="number in two words"),
    ],
)
def test_units(unit: str, standard: str) -> None:
    assert standard_unit(unit.split()) == standard
    assert standard_unit(standard.split()) == standard


def test_boxes_numbers_and_codes() -> None:
    assert standard_box("RR 4 BOX 16 A".split()) == "RR 4 BOX 16 A"
    assert standard_box(["POB12"]) == "PO BOX 12"
    assert standard_box("HIGHWAY CONTRACT ROUTE 68 BOX 9".split()) == "HC 68 BOX 9"
    assert standard_number(["TWO"]) == "2"
    assert standard_zip("2138", "MA") == "02138"
    assert standard_zip("2138", "NY") == "2138"

"""Door, number, lane and road in latin letters, in whatever order they were typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.fields.latin_door import has_pinyin_road, is_road_type, read_before


@pytest.mark.parametrize(
    ("pieces", "building", "unit", "floor", "room"),
    [
        pytest.param(["Room 602", "Unit 1", "Building 9"], "9", "1", None, "602", id="words"),
        pytest.param(["Bldg 9", "Unit 1", "Rm 602"], "9", "1", None, "602", id="abbreviations, chinese order"),
        pytest.param(["Rm. 602", "6/F", "Tower B"], "B", None, "6", "602", id="hong kong"),
        pytest.param(["Flat/Rm 12C", "12th Floor", "Block 4"], "4", None, "12", "12C", id="flat"),
        pytest.param(["Flat D", "8/F"], None, None, "8", "D", id="a letter"),
        pytest.param(["Unit 1805", "Tower 2"], "2", None, None, "1805", id="a unit that is a room"),
        pytest.param(["9 Dong 1 Danyuan 602 Shi"], "9", "1", None, "602", id="pinyin"),
        pytest.param(["9-1-602"], "9", "1", None, "602", id="figures"),
        pytest.param(["Building 9-1-602"], "9", "1", None, "602", id="figures behind the word"),
        pytest.param(["Level 18", "Suite 1801"], None, None, "18", "1801", id="suite"),
        pytest.param(["G/F"], None, None, "G", None, id="ground floor"),
        pytest.param(["Third Floor"], None, None, "3", None, id="floor in words"),
        pytest.param(["7F-2"], None, None, "7", "2", id="taiwan"),
        pytest.param(["3 Dong 5 Lou 501"], "3", None, "5", "501", id="lou is a floor beside a building"),
        pytest.param(["B Zuo 1203 Shi"], "B", None, None, "1203", id="zuo"),
    ],
)
def test_doors(pieces: list[str], building: str | None, unit: str | None, floor: str | None, room: str | None) -> None:
    door = read_before(pieces).door
    assert (door.building, door.unit, door.floor, door.room) == (building, unit, floor, room)


@pytest.mark.parametrize(
    ("pieces", "road", "number", "lane"),
    [
        pytest.param(["No. 66 Zhongshan North Road"], "Zhongshan North Road", "66", None, id="number before"),
        pytest.param(["Zhongshan Bei Lu 66 Hao"], "Zhongshan Bei Lu", "66", None, id="number behind"),
        pytest.param(["66 Zhongshan Beilu"], "Zhongshan Beilu", "66", None, id="glued"),
        pytest.param(["Zhongshan Road (N) 66"], "Zhongshan Road (N)", "66", None, id="direction in brackets"),
        pytest.param(["No. 5", "Lane 300", "Wukang Road"], "Wukang Road", "5", "300", id="lane"),
        pytest.param(["Wukang Lu 300 Nong 5 Hao"], "Wukang Lu", "5", "300", id="nong"),
        pytest.param(["No. 9", "Sec. 4", "Renai Rd."], "Renai Rd Sec. 4", "9", None, id="section"),
        pytest.param(["No. 12-14 Gaoxin Road"], "Gaoxin Road", "12-14", None, id="range"),
        pytest.param(["Rua do Campo 162"], "Rua do Campo", "162", None, id="portuguese"),
    ],
)
def test_streets(pieces: list[str], road: str, number: str, lane: str | None) -> None:
    found = read_before(pieces)
    assert (found.road, found.number, found.lane) == (road, number, lane)


def test_a_named_building_is_a_place() -> None:
    found = read_before(["18/F", "Jinmao Building", "88 Century Avenue"])
    assert (found.place, found.door.building) == ("Jinmao Building", None)


def test_types() -> None:
    assert is_road_type("Dajie")
    assert not is_road_type("Garden")
    assert has_pinyin_road("No. 3 Wangfujing Street")
    assert not has_pinyin_road("3 Main Street")


@given(st.lists(st.text(max_size=40), max_size=4))
def test_no_text_breaks_it(pieces: list[str]) -> None:
    read_before(pieces)

"""Building, unit, floor and room, in words and in figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.fields.address_door import Door, read_door


@pytest.mark.parametrize(
    ("text", "place", "standard"),
    [
        pytest.param("阳光里7-2-802", "阳光里", "7栋2单元802室", id="three figures"),
        pytest.param("阳光里7-802", "阳光里", "7栋802室", id="two figures"),
        pytest.param("阳光里7#2单元802", "阳光里", "7栋2单元802室", id="sharp"),
        pytest.param("阳光里7幢2单元802房", "阳光里", "7栋2单元802室", id="other words"),
        pytest.param("阳光里7号楼2单元802室", "阳光里", "7栋2单元802室", id="number building with unit"),
        pytest.param("软件大厦7号楼802室", "软件大厦", "7号楼802室", id="number building without unit"),
        pytest.param("软件大厦B座1204", "软件大厦", "B座1204室", id="letter"),
        pytest.param("软件大厦12楼1204室", "软件大厦", "1204室", id="floor told by the room"),
        pytest.param("软件大厦12楼", "软件大厦", "12层", id="floor alone"),
        pytest.param("软件大厦1204", "软件大厦", "1204室", id="bare room"),
        pytest.param("软件大厦5楼C室", "软件大厦", "5层C室", id="letter room"),
        pytest.param("软件大厦", "软件大厦", "", id="no door"),
        pytest.param("87中学", "87中学", "", id="figure of a name"),
    ],
)
def test_doors(text: str, place: str, standard: str) -> None:
    found, door, _ = read_door(text)
    assert found == place
    assert door.text() == standard


def test_a_bare_figure_behind_a_street_number_is_a_room() -> None:
    assert read_door("1204", numbered=True)[1].room == "1204"
    assert read_door("1204")[1].room is None


def test_what_stands_behind_a_room_is_handed_back() -> None:
    assert read_door("阳光里7栋802室放门口") == ("阳光里", Door("7", None, None, "802", "栋"), "放门口")


def test_a_house_in_a_lane() -> None:
    assert Door("43", None, None, "801").text(lane=True) == "43号801室"


@given(st.text("0123456789-#号楼栋单元室层座AB阳光里 ", max_size=30))
def test_nothing_is_lost(text: str) -> None:
    place, door, rest = read_door(text)
    kept = "".join(part or "" for part in (place, door.building, door.unit, door.floor, door.room, rest))
    lost = [char for char in text if char.isdigit() and char != "0" and char not in kept]
    assert not lost


@pytest.mark.parametrize(
    ("text", "place", "shown"),
    [
        ("云帆广场6号楼21层C", "云帆广场", "6号楼21层C室"),
        ("梧桐大厦2号楼A区5楼", "梧桐大厦", "2号楼A区5层"),
        ("D3栋第12层1206单元", None, "D3栋1206室"),
        ("云帆大厦C1203-1209", "云帆大厦", "C1203-1209室"),
        ("云帆大厦C12-1209", "云帆大厦", "C12栋1209室"),
        ("云帆大厦C1209-1203", "云帆大厦", "C1209栋1203室"),
    ],
)
def test_a_letter_an_area_and_a_row_of_rooms_are_read_behind_buildings_and_floors(
    text: str, place: str | None, shown: str
) -> None:
    read, door, _ = read_door(text, numbered=True)
    assert (read, door.text()) == (place, shown)


@pytest.mark.parametrize("remark", ["到付", "沈知远", "丰巢柜"])
def test_what_stands_behind_a_room_without_its_word_leaves_the_door(remark: str) -> None:
    read, door, note = read_door(f"3单元402{remark}", numbered=True)
    assert (read, door.text(), note) == (None, "3单元402室", remark)

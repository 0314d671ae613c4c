"""Town, zone, village, road, lane, number, place, door, in the forms people write them."""

from __future__ import annotations

from typing import Any

import pytest

from custdq.fields.address_tail import read_tail, read_town


def parts(text: str, division: str = "") -> dict[str, Any]:
    tail = read_tail(text, division=division)
    found = tail._asdict() | {"door": tail.door.text(lane=tail.in_lane) or None}
    return {name: part for name, part in found.items() if part is not None}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("青枫路9号", {"road": "青枫路", "number": "9号"}, id="road"),
        pytest.param("青枫路甲9号", {"road": "青枫路", "number": "甲9号"}, id="letter before"),
        pytest.param("青枫路9号甲3层", {"road": "青枫路", "number": "9号甲", "door": "3层"}, id="letter behind"),
        pytest.param("青枫路58甲1号", {"road": "青枫路", "number": "58甲1号"}, id="letter within"),
        pytest.param("青枫路9-11号", {"road": "青枫路", "number": "9-11号"}, id="range"),
        pytest.param("青枫路9号之一601室", {"road": "青枫路", "number": "9号之一", "door": "601室"}, id="part of one"),
        pytest.param("青枫路27号附3号", {"road": "青枫路", "number": "27号附3号"}, id="attached"),
        pytest.param(
            "青枫路9号院12号楼3门501", {"road": "青枫路", "number": "9号院", "door": "12栋3单元501室"}, id="yard"
        ),
        pytest.param("青枫路9", {"road": "青枫路", "number": "9号"}, id="bare number"),
        pytest.param(
            "青枫路596云帆大厦", {"road": "青枫路", "number": "596号", "place": "云帆大厦"}, id="bare before place"
        ),
        pytest.param("青枫路5号楼302", {"road": "青枫路", "door": "5号楼302室"}, id="building, no number"),
        pytest.param(
            "青枫路99弄12号301室",
            {"road": "青枫路", "lane": "99弄", "number": "99弄", "door": "12号301室"},
            id="numbered compound",
        ),
        pytest.param(
            "青枫路99弄101-105",
            {"road": "青枫路", "lane": "99弄", "number": "99弄", "door": "101号105室"},
            id="house and room of a compound",
        ),
        pytest.param("青枫路3巷5号", {"road": "青枫路", "lane": "3巷", "number": "5号"}, id="numbered lane"),
        pytest.param(
            "青枫大街柳树胡同甲3号", {"road": "青枫大街", "lane": "柳树胡同", "number": "甲3号"}, id="named lane"
        ),
        pytest.param("G107国道35公里处", {"road": "G107国道", "number": "35公里处"}, id="highway"),
        pytest.param("京港澳高速K1530+200", {"road": "京港澳高速", "number": "K1530+200"}, id="motorway"),
        pytest.param("青枫路与梧桐路交叉口", {"road": "青枫路与梧桐路交叉口"}, id="crossing"),
        pytest.param(
            "李岗村3组25号", {"village": "李岗村", "group": "3组", "number": "25号", "place": "李岗村"}, id="group"
        ),
        pytest.param("李庄村八社", {"place": "李庄村八社"}, id="group in characters is converted before"),
        pytest.param("青枫农场4队", {"village": "青枫农场", "group": "4队", "place": "青枫农场"}, id="farm"),
        pytest.param(
            "10团8连15号", {"village": "10团", "group": "8连", "number": "15号", "place": "10团"}, id="regiment"
        ),
        pytest.param(
            "雪象村青枫路2号",
            {"village": "雪象村", "road": "青枫路", "number": "2号", "place": "雪象村"},
            id="village and road",
        ),
        pytest.param("高新区青枫路2号", {"zone": "高新区", "road": "青枫路", "number": "2号"}, id="zone"),
        pytest.param(
            "云帆工业园青枫路2号", {"zone": "云帆工业园", "road": "青枫路", "number": "2号"}, id="park before a road"
        ),
        pytest.param(
            "青枫路2号云帆工业园", {"road": "青枫路", "number": "2号", "place": "云帆工业园"}, id="park behind"
        ),
        pytest.param(
            "青枫路9号云帆大厦对面", {"road": "青枫路", "number": "9号", "note": "云帆大厦对面"}, id="where to look"
        ),
        pytest.param("云帆大厦附近", {"place": "云帆大厦附近"}, id="where to look is all there is"),
        pytest.param(
            "云帆大厦旁梧桐里6栋",
            {"place": "梧桐里", "door": "6栋", "note": "云帆大厦旁"},
            id="where to look, in front",
        ),
        pytest.param(
            "青枫路8号 - 5 - 301", {"road": "青枫路", "number": "8号", "door": "5栋301室"}, id="dashes with blanks"
        ),
        pytest.param(
            "青枫路8号301、 302室", {"road": "青枫路", "number": "8号", "door": "301、302室"}, id="rooms with a blank"
        ),
        pytest.param("青枫路8号5, 301", {"road": "青枫路", "number": "8号", "place": "5", "door": "301室"}, id="comma"),
        pytest.param("新村13-1-1501", {"place": "新村", "door": "13栋1单元1501室"}, id="door in figures"),
    ],
)
def test_parts(text: str, wanted: dict[str, str]) -> None:
    assert parts(text) == wanted


@pytest.mark.parametrize(
    ("text", "division", "name", "code"),
    [
        pytest.param("虎门镇太沙路8号", "441900", "虎门镇", "441900121", id="of the table"),
        pytest.param("镇海路8号", "350203", None, None, id="road that begins like a town"),
        pytest.param("大石街青枫路8号", "440113", "大石街道", "440113004", id="short of a subdistrict"),
        pytest.param("青枫街梧桐路8号", "440113", None, None, id="a street before a road"),
        pytest.param("青枫镇梧桐路8号", "330108", "青枫镇", None, id="not in the table"),
        pytest.param("虎门", "441900", "虎门镇", "441900121", id="without its level"),
        pytest.param("解放碑", "500000", None, None, id="a monument, in a whole province"),
    ],
)
def test_towns(text: str, division: str, name: str | None, code: str | None) -> None:
    assert read_town(text, division)[:2] == (name, code)


def test_a_long_text_is_read_in_bounded_time() -> None:
    assert read_tail("一路1号2弄3-" * 300).text


@pytest.mark.parametrize(
    ("text", "road", "number"),
    [
        ("东三环中段16号", "东三环中段", "16号"),
        ("西二环120号", "西二环", "120号"),
        ("312国道陆家段8号", "312国道陆家段", "8号"),
    ],
)
def test_a_section_of_a_ring_or_of_a_national_road_is_a_road(text: str, road: str, number: str) -> None:
    tail = read_tail(text)
    assert (tail.road, tail.number, tail.text) == (road, number, text)

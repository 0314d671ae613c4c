"""What follows a name tells whether the name is a division's."""

from __future__ import annotations

import pytest

from custdq.fields.division_follow import (
    HALL_ROAD,
    OTHER_NAME,
    PART_OF_NAME,
    PUBLIC_PLACE,
    ROAD_OF_NAME,
    VILLAGE_OF_NAME,
)


@pytest.mark.parametrize(
    "behind", ["路5号", "东路", "一路", "大道", "街12号", "花园3栋", "大学", "火车站", "银行", "十一路"]
)
def test_a_road_or_building_named_after_a_place(behind: str) -> None:
    assert PART_OF_NAME.match(behind) or PUBLIC_PLACE.match(behind)


@pytest.mark.parametrize("behind", ["五一路5号", "学院一路", "体育中路", "大学城", "科苑路"])
def test_a_road_that_only_begins_there(behind: str) -> None:
    assert not PART_OF_NAME.match(behind)
    assert not PUBLIC_PLACE.match(behind)


def test_another_name() -> None:
    assert OTHER_NAME.match("寺前广场")
    assert not OTHER_NAME.match("漕溪北路")
    assert ROAD_OF_NAME.match("路5号")
    assert not ROAD_OF_NAME.match("路桥街道")


def test_villages_and_town_halls() -> None:
    assert VILLAGE_OF_NAME.match("关村3组")
    assert HALL_ROAD.match("府大道5号")
    assert not HALL_ROAD.match("府前街5号")

"""Where an address lies, whatever the place of its divisions in the text."""

from __future__ import annotations

import pytest

from custdq.errors import Reason
from custdq.fields.address_divisions import Placed, placed, split_divisions, without_district_behind_town
from custdq.fields.division_search import find_divisions


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        pytest.param("宁波鄞州区百丈东路288号", "330212", "百丈东路288号", id="in front"),
        pytest.param("百丈东路288号, 宁波", "330200", "百丈东路288号", id="behind"),
        pytest.param("百丈东路288号 鄞州区 宁波市", "330212", "百丈东路288号", id="behind, narrow first"),
        pytest.param("鄞州区百丈东路288号 鄞州区 宁波市", "330212", "百丈东路288号", id="in front and behind"),
        pytest.param("百丈东路288号", None, "百丈东路288号", id="nowhere"),
    ],
)
def test_divisions_are_found(text: str, code: str | None, rest: str) -> None:
    found, below = split_divisions(text)
    assert (found.code, below) == (code, rest)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("广东省深圳市福田区", None, id="whole"),
        pytest.param("福田区", Reason.DIVISION_FILLED, id="filled upward"),
        pytest.param("江苏省南京市淳化街道", Reason.DIVISION_FILLED, id="district told by the town"),
        pytest.param("北京市宣武区", Reason.DIVISION_RENAMED, id="renamed"),
        pytest.param("鼓楼区", Reason.DIVISION_AMBIGUOUS, id="several"),
    ],
)
def test_what_was_done_is_said(text: str, problem: Reason | None) -> None:
    assert placed(find_divisions(text)).problem is problem


def test_no_guess_among_several() -> None:
    where = placed(find_divisions("朝阳区文化路1号"))
    assert where.code is None
    assert len(where.codes) > 1
    assert where.text == "朝阳区"
    assert placed(find_divisions("文化路1号")) == Placed()


def test_a_district_behind_its_town_is_cut() -> None:
    found = find_divisions("浙江省织里镇吴兴区织里镇1号")
    assert without_district_behind_town(found, "织里镇吴兴区织里镇1号") == "织里镇1号"
    assert without_district_behind_town(found, "织里镇青枫路1号") == "织里镇青枫路1号"


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("柳州地区鹿寨县青枫路9号", "450223", "青枫路9号"),
        ("玉林地区容县青枫路9号", "450921", "青枫路9号"),
        ("延边市敦化市青枫路9号", "222403", "青枫路9号"),
        ("恩施市巴东县青枫路9号", "422823", "青枫路9号"),
        ("青枫路9号常熟市", "320581", "青枫路9号"),
        ("苏州市青枫路9号301室常熟市", "320581", "青枫路9号301室"),
    ],
)
def test_a_wrong_level_and_a_division_behind_the_door_are_read(text: str, code: str, rest: str) -> None:
    found, below = split_divisions(text)
    assert (found.code, below) == (code, rest)

"""Addresses that need no cleaning take a shorter way: it must answer as the whole way does, and its values settle."""

from __future__ import annotations

import pytest

from custdq.fields.address import Address
from custdq.fields.address_cn import is_all_taken, open_cell
from custdq.fields.address_heads import find_head
from custdq.fields.base import Kind, Parsed
from custdq.text.address_cell import is_bare

_HEADS = ("浙江省杭州市滨江区", "杭州滨江区", "北京市朝阳区", "苏州市吴江区", "广东省东莞市虎门镇")
_ROADS = ("朝阳北路18号", "青枫一道6号", "滨江路二号", "青枫路与云帆路交叉口", "云帆大道1001")
_DOORS = ("云帆大厦C座6-7层", "云帆大厦首层", "云帆城3座12B", "梧桐苑2#4单元1201房", "云帆中心A4栋3楼37房", "北侧")


def _told(parsed: Parsed) -> tuple[str | None, str, str | None, dict[str, str]]:
    return parsed.value, parsed.status, parsed.problem, {name: part for name, part in parsed.parts.items() if part}


@pytest.mark.parametrize("head", _HEADS)
@pytest.mark.parametrize("road", _ROADS)
@pytest.mark.parametrize("door", _DOORS)
def test_both_ways_agree(head: str, road: str, door: str) -> None:
    kind = Address(region="CN")
    short = kind.parse_cell(head + road + door)
    assert _told(short) == _told(Kind.parse_cell(kind, head + road + door))
    assert kind.parse_cell(short.value).value == short.value


@pytest.mark.parametrize(
    ("text", "end"),
    [("北京市朝阳区朝阳北路18号", 6), ("广东省广州市天河区天河路9号", 9), ("北京市朝阳区朝阳街道18号", None)],
)
def test_a_road_may_repeat_its_districts_name(text: str, end: int | None) -> None:
    found = find_head(text)
    assert (None if found is None else found.end) == end


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("云帆商务国际大厦9号", True),
        ("云帆手工作坊9号", True),
        ("青枫路9号晚上送货", False),
        ("青枫路9号310051", False),
    ],
)
def test_words_that_no_address_has(text: str, *, bare: bool) -> None:
    assert is_bare(text) is bare


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("广东省佛山\n市南海区青枫路9号", "广东省佛山市南海区青枫路9号"),
        ("上海市/市辖区/松江区/青枫路九号云帆园3座", "上海市松江区青枫路9号云帆园3栋"),
    ],
)
def test_separators_within_the_divisions(text: str, value: str) -> None:
    assert Address(region="CN").parse_cell(text).value == value


def test_one_character_before_a_separator_makes_no_other_province() -> None:
    assert Address(region="CN").parse_cell("广 西安市新城区青枫路9号").parts["adcode"] == "610102"


def test_a_figure_made_another_is_kept_in_a_note() -> None:
    text = "深圳市福田区青枫路1〇三号"
    parsed = Address(region="CN").parse_cell(text)
    assert (parsed.value, parsed.parts["note"]) == ("广东省深圳市福田区青枫路103号", text)


def test_a_number_in_characters_behind_a_figure_stays() -> None:
    text = "深圳市福田区云帆科技园C2三楼"
    parsed = Address(region="CN").parse_cell(text)
    assert (parsed.value, parsed.parts.get("note")) == ("广东省深圳市福田区云帆科技园C2三楼", None)


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("收件人：沈知远 电话：13912345672 地址：杭州滨江区青枫路9号", True),
        ("杭州滨江区青枫路9号，沈知远收，139 1234 5672", True),
        ("杭州滨江区青枫路9号(云帆大厦)6楼", False),
        ("杭州濱江區青楓路9號 13912345672", False),
    ],
)
def test_what_a_cell_was_opened_into(text: str, *, taken: bool) -> None:
    assert is_all_taken(open_cell(text)) is taken

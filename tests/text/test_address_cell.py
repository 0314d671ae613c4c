"""What stands about an address in a cell: taken out, kept, and never the address itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.text.address_cell import is_bare, is_note, read_address_cell, stays

ADDRESS = "杭州市滨江区青枫路9号梧桐里6栋1503室"


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        pytest.param(f"收货人:沈知远 电话:139 1234 5672 地址:{ADDRESS}", {"沈知远", "139 1234 5672"}, id="labels"),
        pytest.param(f"姓名:沈知远\n手机:13912345672\n详细地址:{ADDRESS}", {"沈知远", "13912345672"}, id="lines"),
        pytest.param(f"沈知远 13912345672 {ADDRESS}", {"沈知远", "13912345672"}, id="name and number in front"),
        pytest.param(f"{ADDRESS} 沈知远 13912345672", {"沈知远", "13912345672"}, id="behind"),
        pytest.param(f"{ADDRESS},沈知远收,+86 139-1234-5672", {"沈知远收", "+86 139-1234-5672"}, id="receives"),
        pytest.param(f"沈知远13912345672{ADDRESS}", {"沈知远", "13912345672"}, id="without separators"),
        pytest.param(f"{ADDRESS}沈知远13912345672", {"沈知远", "13912345672"}, id="name behind a room"),
        pytest.param(f"13912345672.0 沈知远 {ADDRESS}", {"沈知远", "13912345672.0"}, id="number from a spreadsheet"),
        pytest.param(f"沈女士 0571-87654321转801 {ADDRESS}", {"沈女士", "0571-87654321转801"}, id="title, landline"),
        pytest.param(
            f"沈知远(云帆(杭州)科技有限公司) 13912345672 {ADDRESS}",
            {"沈知远(云帆(杭州)科技有限公司)", "13912345672"},
            id="company in brackets",
        ),
        pytest.param(f"John Miller,13912345672,{ADDRESS}", {"John Miller", "13912345672"}, id="western name"),
        pytest.param(f"{ADDRESS} 请放门卫", {"请放门卫"}, id="wish"),
        pytest.param(f"{ADDRESS},周末送货,谢谢", {"周末送货", "谢谢"}, id="two wishes"),
        pytest.param(f"{ADDRESS}  沈知远", {"沈知远"}, id="name behind a door"),
    ],
)
def test_what_stands_about_it_is_noted(text: str, notes: set[str]) -> None:
    cell = read_address_cell(text)
    assert cell.text.replace(" ", "") == ADDRESS
    assert set(cell.notes) == notes


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("310051" + ADDRESS, id="in front"),
        pytest.param(f"310051 {ADDRESS}", id="in front, apart"),
        pytest.param(f"{ADDRESS} 邮编:310051", id="labelled"),
        pytest.param(f"{ADDRESS},310051", id="behind"),
    ],
)
def test_postcode(text: str) -> None:
    assert read_address_cell(text)[:2] == (ADDRESS, "310051")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("杭州市 滨江区 青枫路9号", id="divisions apart"),
        pytest.param("青枫路9号 梧桐里", id="a place behind a number"),
        pytest.param("青枫路9号6栋1单元1102, 宁波", id="a city that begins like a surname"),
        pytest.param("马路镇 于洪村", id="words that begin like surnames"),
    ],
)
def test_an_address_is_no_person(text: str) -> None:
    assert read_address_cell(text).notes == ()


def test_a_cell_without_an_address_stays_whole() -> None:
    assert read_address_cell("13912345672").text == "13912345672"


def test_cheap_tests() -> None:
    assert is_bare(ADDRESS)
    assert not is_bare(ADDRESS + " 沈知远")
    assert stays(ADDRESS)
    assert not stays("杭州市濱江區")
    assert is_note("银行对面")
    assert not is_note("梧桐里")


@given(st.text("沈王路号栋室1390 -,()收电话地址:人\x1f\n请", max_size=40))
def test_no_figure_is_lost(text: str) -> None:
    cell = read_address_cell(text)
    kept = "".join((cell.text, cell.postcode or "", *cell.notes))
    assert all(kept.count(char) >= 1 for char in set(text) if char.isdigit())


@pytest.mark.parametrize(
    ("text", "address", "notes"),
    [
        ("(周敏)13912345672 杭州市滨江区青枫路9号2单元402", "杭州市滨江区青枫路9号2单元402", {"13912345672", "周敏"}),
        ("(周敏)杭州市滨江区青枫路9号2单元402", "杭州市滨江区青枫路9号2单元402", {"周敏"}),
        ("收:周敏,杭州市滨江区青枫路9号", "杭州市滨江区青枫路9号", {"周敏"}),
        ("杭州市滨江区青枫路9号2单元402周敏收", "杭州市滨江区青枫路9号2单元402", {"周敏收"}),
        ("杭州市滨江区青枫路9号2单元 402 周敏 收", "杭州市滨江区青枫路9号2单元 402", {"周敏 收"}),
        ("杭州市滨江区青枫路9号B座1203,联系人周敏", "杭州市滨江区青枫路9号B座1203", {"周敏"}),
        ("(收件人)周敏(电话)13912345672(收货地址)青枫路9号", "青枫路9号", {"13912345672", "周敏"}),
        ("(收件人:周敏)(电话:13912345672)(地址:青枫路9号)", "青枫路9号", {"13912345672", "周敏"}),
        ("青枫路9号2单元402,周敏(收)", "青枫路9号2单元402", {"周敏(收)"}),
        ("青枫路9号2单元402 密码8821", "青枫路9号2单元402", {"密码8821"}),
    ],
)
def test_who_receives_is_taken_out_wherever_the_name_stands(text: str, address: str, notes: set[str]) -> None:
    cell = read_address_cell(text)
    assert (cell.text, set(cell.notes)) == (address, notes)


@pytest.mark.parametrize("text", ["(华府)青枫路9号", "青枫路9号(万象)"])
def test_a_place_in_brackets_that_begins_like_a_surname_stays(text: str) -> None:
    assert read_address_cell(text).text == text

"""Where the brand ends and the trade begins, for trades known and unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.fields.organization_trade import read_trade, split_trade, trade_chain


@pytest.mark.parametrize(
    ("stem", "brand", "trade"),
    [
        pytest.param("云帆电子", "云帆", "电子", id="two characters"),
        pytest.param("青禾湾餐饮管理", "青禾湾", "餐饮管理", id="three characters"),
        pytest.param("云帆四海物流", "云帆四海", "物流", id="four characters"),
        pytest.param("云帆牦牛养殖", "云帆", "牦牛养殖", id="livestock"),
        pytest.param("云帆新药开发", "云帆", "新药开发", id="research"),
        pytest.param("云帆老陈醋厂", "云帆", "老陈醋厂", id="food"),
        pytest.param("国际贸易", None, "国际贸易", id="no brand"),
        pytest.param("第二建筑工程", None, "第二建筑工程", id="a number is no brand"),
        pytest.param("市第三人民医院", None, "市第三人民医院", id="a city's hospital"),
        pytest.param("海洋之星贸易", "海洋之星", "贸易", id="brand that begins like a trade"),
        pytest.param("青禾塑胶怪兽", "青禾", "塑胶怪兽", id="unknown word behind a known trade"),
        pytest.param("云帆日化怪兽百货", "云帆", "日化怪兽百货", id="unknown word between trades"),
        pytest.param("云帆", "云帆", None, id="brand alone"),
        pytest.param("同仁堂", "同仁堂", None, id="brand that ends like a shop"),
        pytest.param("老周修理部", "老周", "修理部", id="shop"),
        pytest.param("ABC电子", "ABC", "电子", id="latin brand"),
        pytest.param("7号面馆", "7号", "面馆", id="digit in the brand"),
    ],
)
def test_brand_and_trade(stem: str, brand: str | None, trade: str | None) -> None:
    assert split_trade(stem) == (brand, trade)


def test_a_name_that_must_have_a_brand_finds_one() -> None:
    assert read_trade("海洋贸易").start == 0
    assert read_trade("海洋贸易", 1.0).start == 2


def test_the_end_of_a_chain_is_the_chain_of_the_end() -> None:
    whole = "苏州云帆电子科技"
    assert trade_chain(whole)[2:] == trade_chain(whole[2:])


@given(st.text("云帆电子科技有限贸易第一二店行A1 ", max_size=80))
def test_nothing_is_lost(stem: str) -> None:
    brand, trade = split_trade(stem)
    assert (brand or "") + (trade or "") == stem


def test_every_closing_word_may_close() -> None:
    assert split_trade("阿凡提烤肉店") == ("阿凡提", "烤肉店")
    assert split_trade("浦东发展银行")[0] == "浦东"


def test_a_brand_does_not_end_inside_a_trade_word() -> None:
    assert read_trade("工程机械", 1.0).start == 0


@pytest.mark.parametrize("stem", ["居民委员会", "人民政府", "中心小学"])
def test_no_part_of_a_body_closes_a_name(stem: str) -> None:
    assert split_trade(stem) == (None, stem)

"""Name cells taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.unify.names import NameCell, may_be_person, no_company, read_name, read_nickname, without_title


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param(
            "武汉市通康科技有限公司 王经理", NameCell("武汉市通康科技有限公司", "王经理"), id="company and contact"
        ),
        pytest.param("瑞裕龙 赵总", NameCell("瑞裕龙", "赵总"), id="brand and contact"),
        pytest.param("诚康刘女士", NameCell("诚康", "刘女士"), id="brand and contact without a space"),
        pytest.param("通康科技采购部苏经理", NameCell("通康科技采购部", "苏经理"), id="department and contact"),
        pytest.param("Acme Trading Ltd王经理", NameCell("Acme Trading Ltd", "王经理"), id="western company"),
        pytest.param(
            "王云民（云南金达瑞科技有限公司）", NameCell("云南金达瑞科技有限公司", "王云民"), id="company in brackets"
        ),
        pytest.param("上海恒达贸易有限公司", NameCell("上海恒达贸易有限公司"), id="company"),
        pytest.param("顺通（上海）电子有限公司", NameCell("顺通（上海）电子有限公司"), id="a place in brackets stays"),
        pytest.param("李金平 先生", NameCell(None, "李金平"), id="title off"),
        pytest.param("杨天田 经理", NameCell(None, "杨天田"), id="a given name is no surname"),
        pytest.param("王经理", NameCell(None, "王经理"), id="surname and title stay"),
        pytest.param("老张", NameCell(None, "老张"), id="familiar"),
        pytest.param("恒诚", NameCell(None, None, "恒诚"), id="may be either"),
        pytest.param(
            "arthur young (born 1855)", NameCell(None, None, "arthur young (born 1855)"), id="years are no contact"
        ),
        pytest.param("无", NameCell(), id="placeholder"),
        pytest.param("  ", NameCell(), id="blank"),
    ],
)
def test_read_name(cell: str, expected: NameCell) -> None:
    assert read_name(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param("A和泰佳商贸有限公司 装修", NameCell("和泰佳商贸有限公司"), id="sorted to the top, trade off"),
        pytest.param("🌻李红花✨", NameCell(None, "李红花"), id="signs off"),
        pytest.param("(^o^)王伟", NameCell(None, "王伟"), id="face off"),
        pytest.param("往事随风", NameCell(None, None, "往事随风"), id="a saying"),
        pytest.param("🌻", NameCell(None, None, "🌻"), id="nothing but signs"),
    ],
)
def test_read_nickname(cell: str, expected: NameCell) -> None:
    assert read_nickname(cell) == expected


@pytest.mark.parametrize("cell", ["个人", "个体", "无", "", "N/A", "自由职业"])
def test_no_company(cell: str) -> None:
    assert no_company(cell)


def test_titles_and_likely_persons() -> None:
    assert without_title("王总") == "王总"
    assert without_title("付梅老师") == "付梅"
    assert may_be_person("Lewis, Michael")
    assert not may_be_person("Bluebird")


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    for read in (read_name, read_nickname):
        assert isinstance(read(text), NameCell)

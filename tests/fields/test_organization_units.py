"""Units behind a name stay in the value and are branches; departments are the company itself."""

from __future__ import annotations

import pytest

from custdq.fields.organization_name import OrganizationName
from custdq.fields.organization_units import read_unit


@pytest.mark.parametrize(
    ("text", "value", "brand", "branch"),
    [
        ("和裕（观前街店）", "和裕（观前街店）", "和裕", "观前街店"),
        ("茶语时光(王府路店)", "茶语时光（王府路店）", "茶语时光", "王府路店"),
        ("茶语时光奶茶（大学城店）", "茶语时光奶茶（大学城店）", "茶语时光", "大学城店"),
        ("云帆超市有限公司 杨柳街店", "云帆超市有限公司杨柳街店", "云帆", "杨柳街店"),
        ("云帆超市有限公司（杨柳街店）", "云帆超市有限公司杨柳街店", "云帆", "杨柳街店"),
        ("中国云帆银行（石路支行）", "中国云帆银行（石路支行）", "云帆", "石路支行"),
        ("北京青禾律师事务所合肥分所", "北京青禾律师事务所合肥分所", "青禾", "合肥分所"),
        ("青禾会计师事务所（特殊普通合伙）合肥分所", "青禾会计师事务所（特殊普通合伙）合肥分所", "青禾", "合肥分所"),
        ("云帆电子集团合肥厂区", "云帆电子集团合肥厂区", "云帆", "合肥厂区"),
        ("云帆物流有限公司郑州仓库", "云帆物流有限公司郑州仓库", "云帆", "郑州仓库"),
        (
            "云帆保险有限公司合肥分公司蜀山营业部",
            "云帆保险有限公司合肥分公司蜀山营业部",
            "云帆",
            "合肥分公司蜀山营业部",
        ),
    ],
)
def test_a_unit_stays_in_the_value(text: str, value: str, brand: str, branch: str) -> None:
    parts = OrganizationName().parse([text]).to_pylist()[0]
    assert (parts["value"], parts["brand"], parts["branch"]) == (value, brand, branch)
    assert parts["contact"] is parts["note"] is None


def test_a_department_is_the_company_itself() -> None:
    parts = OrganizationName().parse(["云帆物流有限公司采购部"]).to_pylist()[0]
    assert (parts["value"], parts["department"], parts["branch"]) == ("云帆物流有限公司", "采购部", None)


def test_a_man_before_his_shop_is_a_contact() -> None:
    parts = OrganizationName().parse(["王经理（观前街店）"]).to_pylist()[0]
    assert parts["contact"] == "王经理"


def test_a_head_office_is_no_unit() -> None:
    assert read_unit("总店") is None


def test_hostile_text_ends() -> None:
    assert read_unit("店" * 5000 + "(") is None

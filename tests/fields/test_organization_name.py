"""The organization kind, and telling organizations from people."""

from __future__ import annotations

from typing import Any

import pytest

from custdq.errors import OptionError
from custdq.fields.organization_evidence import is_organization, split_company_contact
from custdq.fields.organization_name import OrganizationName


def row(text: str) -> dict[str, Any]:
    return dict(OrganizationName().parse([text]).to_pylist()[0])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("苏州云帆电子有限公司", id="form"),
        pytest.param("云帆电子有限公司常州分公司", id="branch"),
        pytest.param("绍兴柯桥区阿毛面馆", id="shop"),
        pytest.param("市第三人民医院", id="hospital"),
        pytest.param("云帆商贸", id="brand and trade"),
        pytest.param("Northwind Traders Inc.", id="western"),
    ],
)
def test_organizations(text: str) -> None:
    sure = is_organization(text)
    assert sure is not None
    assert sure >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("周经理", id="title"),
        pytest.param("周建国先生", id="courtesy"),
        pytest.param("小周", id="familiar"),
        pytest.param("周建国", id="name"),
        pytest.param("Mr. John Roe", id="western courtesy"),
        pytest.param("Zhou Jianguo", id="pinyin"),
    ],
)
def test_people(text: str) -> None:
    sure = is_organization(text)
    assert sure is not None
    assert sure <= 0.1


@pytest.mark.parametrize("text", ["云帆", "Sunny", "随便", "", "王建设"])
def test_nothing_tells(text: str) -> None:
    assert is_organization(text) is None


@pytest.mark.parametrize(
    ("text", "split"),
    [
        pytest.param("云帆电子有限公司 周经理", ("云帆电子有限公司", "周经理"), id="space"),
        pytest.param("云帆电子有限公司周经理", ("云帆电子有限公司", "周经理"), id="glued"),
        pytest.param("云帆商贸周女士", ("云帆商贸", "周女士"), id="glued, no form"),
        pytest.param("周建国（云帆电子有限公司）", ("云帆电子有限公司", "周建国"), id="brackets"),
        pytest.param("云帆 周总", ("云帆", "周总"), id="brand and title"),
        pytest.param("Northwind Co., Ltd. 周经理", ("Northwind Co., Ltd.", "周经理"), id="western"),
        pytest.param("周建国 老师", (None, "周建国 老师"), id="one person"),
        pytest.param("云帆（苏州）电子有限公司(总部)", ("云帆（苏州）电子有限公司(总部)", None), id="department"),
        pytest.param("云帆电子有限公司", ("云帆电子有限公司", None), id="one company"),
    ],
)
def test_company_and_contact(text: str, split: tuple[str | None, str | None]) -> None:
    assert split_company_contact(text) == split


def test_a_contact_is_split_off_and_kept() -> None:
    parts = row("云帆电子有限公司 周经理")
    assert (parts["value"], parts["contact"], parts["problem"]) == ("云帆电子有限公司", "周经理", "cell_split")


def test_a_remark_is_cut_off_and_kept() -> None:
    parts = row("云帆电子有限公司（已停业）")
    assert (parts["value"], parts["note"]) == ("云帆电子有限公司", "已停业")


def test_a_latin_name_with_a_chinese_tag() -> None:
    parts = row("Northwind Traders Ltd. 批发")
    assert (parts["value"], parts["note"]) == ("Northwind Traders Ltd.", "批发")


def test_a_person_is_no_organization() -> None:
    assert row("周经理")["problem"] == "not_a_name"


def test_the_labels_of_the_levels_are_unlike() -> None:
    labels = [level.label for level in OrganizationName().comparison().levels]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize(
    ("text", "contact", "note"),
    [
        pytest.param("云帆电子有限公司，联系人：周建国", "周建国", None, id="label"),
        pytest.param("云帆电子有限公司周经理13912345678", "周经理", "13912345678", id="number"),
        pytest.param("John Roe (Harbor Ltd)", "John Roe", None, id="western"),
        pytest.param("云帆电子有限公司/启明物流有限公司", None, "启明物流有限公司", id="two companies"),
    ],
)
def test_what_stands_behind_a_company(text: str, contact: str | None, note: str | None) -> None:
    parts = row(text)
    assert (parts["contact"], parts["note"]) == (contact, note)
    assert parts["status"] == "repaired"


def test_two_companies_in_a_cell_are_a_finding() -> None:
    assert row("云帆电子有限公司/启明物流有限公司")["problem"] == "several_values"


def test_a_form_alone_keeps_its_value() -> None:
    parts = row("LLC")
    assert (parts["value"], parts["base"], parts["brand"], parts["legal_form"]) == ("LLC", "", "LLC", "LLC")


def test_a_region_is_a_country_in_any_case() -> None:
    assert OrganizationName(region="de") == OrganizationName(region="DE")
    with pytest.raises(OptionError, match="ISO 3166-1"):
        OrganizationName(region="XX")


@pytest.mark.parametrize(
    ("cell", "value", "note"),
    [
        pytest.param("AALI", "AALI", None, id="a name in capitals"),
        pytest.param("AANingbo Harbor Trading", "Ningbo Harbor Trading", "AA", id="marks to sort by"),
    ],
)
def test_an_a_glued_to_the_front_is_a_mark_only_before_a_place(cell: str, value: str, note: str | None) -> None:
    assert (row(cell)["value"], row(cell)["note"]) == (value, note)


@pytest.mark.parametrize("text", ["个人", "自由职业", "無單位", "Self-Employed", "self employed"])
def test_who_has_no_organization(text: str) -> None:
    parts = row(text)
    assert (parts["value"], parts["status"], parts["problem"]) == (None, "missing", "placeholder")


@pytest.mark.parametrize(
    "text", ["有限公司", "股份有限公司", "集团有限公司", "公司", "Co., Ltd.", "Pty Ltd", "株式会社", "公司,云帆建材"]
)
def test_a_bare_form_is_no_name(text: str) -> None:
    parts = row(text)
    assert (parts["value"], parts["status"], parts["problem"]) == (None, "invalid", "not_a_name")


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("合肥市蜀山区老蒋便利商行", "商行", "establishment"),
        ("安徽云帆律师事务所", "律师事务所", "general_partnership"),
        ("合肥市第九中学", "中学", "institution"),
        ("云帆烟酒专业合作社", "专业合作社", "cooperative"),
    ],
)
def test_closing_words_stand_for_a_form(text: str, form: str, kind: str) -> None:
    parts = row(text)
    assert (parts["legal_form"], parts["legal_class"]) == (form, kind)


def test_a_japanese_shop_is_no_chinese_one() -> None:
    parts = row("有限会社青葉商店")
    assert (parts["base"], parts["legal_form"], parts["countries"]) == ("青葉商店", "有限会社", "Japan")


def test_a_place_inside_a_shop_takes_no_brackets() -> None:
    assert row("云帆易购合肥三里庵店")["value"] == "云帆易购合肥三里庵店"

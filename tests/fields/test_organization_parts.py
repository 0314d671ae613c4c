"""Parts given out: class, codes and countries of the form, and Chinese companies in latin letters."""

from __future__ import annotations

from typing import Any

import pytest

from custdq.fields.organization_name import OrganizationName


def row(text: str, region: str | None = None) -> dict[str, Any]:
    return dict(OrganizationName(region=region).parse([text]).to_pylist()[0])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("云帆电子有限责任公司", "limited", id="limited, long"),
        pytest.param("云帆电子股份有限公司", "joint_stock", id="joint stock"),
        pytest.param("云帆投资合伙企业（有限合伙）", "limited_partnership", id="limited partnership"),
        pytest.param("云帆会计师事务所（普通合伙）", "general_partnership", id="general partnership"),
        pytest.param("云帆律师事务所", "general_partnership", id="law firm"),
        pytest.param("云帆果蔬农民专业合作社", "cooperative", id="cooperative"),
        pytest.param("云帆电子公司", "company", id="company"),
        pytest.param("苏州市云帆小学", "institution", id="school"),
        pytest.param("苏州市软件行业协会", "society", id="society"),
        pytest.param("阿毛便利店", "establishment", id="shop"),
        pytest.param("Harbor Lane GmbH & Co. KG", "limited_partnership", id="kg"),
        pytest.param("Harbor Lane Inc.", "corporation", id="inc"),
        pytest.param("Harbor Lane Corporation", "corporation", id="corporation"),
        pytest.param("ハーバー株式会社", "joint_stock", id="kk"),
        pytest.param("云帆", None, id="brand"),
    ],
)
def test_classes(text: str, kind: str | None) -> None:
    assert row(text)["legal_class"] == kind


def test_the_written_form_keeps_its_brackets() -> None:
    parts = row("云帆投资合伙企业(有限合伙)")
    assert (parts["base"], parts["legal_form"]) == ("云帆投资", "合伙企业（有限合伙）")


def test_the_region_of_the_column_chooses_among_countries() -> None:
    assert row("Harbor GmbH", "AT")["countries"] == "Austria"
    assert row("Harbor GmbH", "AT")["elf"] == "AXSB"
    assert set(row("Harbor GmbH")["countries"].split(";")) >= {"Austria", "Germany", "Switzerland"}
    assert row("Harbor GmbH", "US")["countries"] == row("Harbor GmbH")["countries"]


def test_a_form_of_one_country_has_its_code() -> None:
    assert (row("Harbor Kft.")["elf"], row("Harbor Kft.")["countries"]) == ("P9F2", "Hungary")
    assert row("云帆果蔬农民专业合作社")["elf"] == "UMCR"


def test_countries_of_chinese_names() -> None:
    assert row("云帆电子有限公司")["countries"] == "China"
    assert row("香港云帆电子有限公司")["countries"] == "Hong Kong"
    assert "Taiwan" in row("雲帆電子股份有限公司")["countries"]


def test_a_chinese_company_in_latin_letters() -> None:
    parts = row("Suzhou Harbor Computer Systems Co., Ltd.")
    assert (parts["region"], parts["brand"], parts["industry"]) == ("Suzhou", "Harbor", "Computer Systems")
    assert parts["base"] == "Suzhou Harbor Computer Systems"
    assert row("Canton Bakery Inc.")["region"] is None

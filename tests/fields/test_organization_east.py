"""Japanese and Korean forms in front and behind."""

from __future__ import annotations

import pytest

from custdq.fields.organization_east import is_eastern, read_eastern
from custdq.fields.organization_name import OrganizationName


@pytest.mark.parametrize(
    ("name", "base", "form", "branch"),
    [
        pytest.param("ハーバー株式会社", "ハーバー", "株式会社", None, id="behind"),
        pytest.param("株式会社ハーバー", "ハーバー", "株式会社", None, id="in front"),
        pytest.param("(株)ハーバー", "ハーバー", "(株)", None, id="abbreviated"),
        pytest.param("㈱ハーバー", "ハーバー", "㈱", None, id="one character"),
        pytest.param("ハーバー株式会社大阪支店", "ハーバー", "株式会社", "大阪支店", id="branch"),
        pytest.param("有限会社山川商店", "山川商店", "有限会社", None, id="limited"),
        pytest.param("하버 주식회사", "하버", "주식회사", None, id="korean behind"),
        pytest.param("(주)하버", "하버", "(주)", None, id="korean abbreviated"),
    ],
)
def test_forms(name: str, base: str, form: str, branch: str | None) -> None:
    found = read_eastern(name)
    assert found is not None
    assert (found.base, found.legal_form, found.branch) == (base, form, branch)


def test_no_form() -> None:
    assert read_eastern("ハーバー") is None
    assert not is_eastern("云帆有限公司")


def test_a_japanese_name_is_not_simplified() -> None:
    parsed = OrganizationName().parse(["東京機械株式会社"]).to_pylist()[0]
    assert (parsed["value"], parsed["status"], parsed["elf"]) == ("東京機械株式会社", "valid", "T417")

"""Western organization names: the legal form goes, the name stays."""

from __future__ import annotations

import pytest

from custdq.fields.organization_western import legal_kind, read_western, western_score


@pytest.mark.parametrize(
    ("name", "base", "form"),
    [
        pytest.param("Northwind Traders, Inc.", "Northwind Traders", "Inc.", id="inc"),
        pytest.param("Contoso GmbH & Co. KG", "Contoso", "GmbH & Co. KG", id="two forms"),
        pytest.param("Fabrikam Co., Ltd", "Fabrikam", "Co., Ltd", id="co ltd"),
        pytest.param("Limited Brands", "Limited Brands", None, id="form inside"),
        pytest.param("Ltd", "", "Ltd", id="form alone"),
        pytest.param("Adatum S.A. de C.V.", "Adatum", "S.A. de C.V.", id="several words"),
        pytest.param("Litware Sp. z o.o.", "Litware", "Sp. z o.o.", id="polish"),
        pytest.param("John A. Kent, Jr.", "John A. Kent, Jr", None, id="person"),
    ],
)
def test_base_and_form(name: str, base: str, form: str | None) -> None:
    found = read_western(name)
    assert found.base.rstrip(".") == base
    assert (found.legal_form or "").rstrip(".") == (form or "").rstrip(".")


def test_branch() -> None:
    assert read_western("Northwind Trading Co., Ltd. Ningbo Branch").branch == "Ningbo Branch"


def test_legal_classes() -> None:
    assert legal_kind("Limited") == legal_kind("Co., Ltd.") == "limited"
    assert legal_kind("Nonsense") is None


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        pytest.param("Northwind LLC", 1.0, id="form"),
        pytest.param("First City Bank", 0.9, id="word"),
        pytest.param("Smith & Sons", 0.9, id="ampersand"),
        pytest.param("Mary Major", None, id="nothing tells"),
        pytest.param("Jane Roe, MD", None, id="suffix of a person"),
    ],
)
def test_organization_or_not(text: str, sure: float | None) -> None:
    assert western_score(read_western(text), text)[0] == sure

"""Forms by their letters."""

from __future__ import annotations

import pytest

from custdq.fields.organization_forms import form_index, legal_kind, letters_of


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        pytest.param("Limited", "limited", id="word"),
        pytest.param("Co., Ltd.", "limited", id="stops"),
        pytest.param("S. A. de C. V.", "joint_stock", id="spaced"),
        pytest.param("SÀRL", "limited", id="accent"),
        pytest.param("ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ", "limited", id="russian"),
        pytest.param("Ｌｔｄ", "limited", id="full width"),
        pytest.param("Corporation", "company", id="word of a name"),
        pytest.param("Nonsense", None, id="none"),
    ],
)
def test_classes(form: str, kind: str | None) -> None:
    assert legal_kind(form) == kind


def test_letters() -> None:
    assert letters_of("(Pty)") == "pty"
    assert letters_of("A.Ş.") == "as"
    assert "gmbhcokg" in form_index().forms

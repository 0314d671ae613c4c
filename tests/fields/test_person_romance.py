"""Habits of French and Spanish names."""

from __future__ import annotations

import pytest

from custdq.fields import PersonName


@pytest.mark.parametrize(
    ("text", "prefix", "given", "family"),
    [
        pytest.param("M. Thierry Moreau", "M.", "Thierry", "Moreau", id="monsieur"),
        pytest.param("M. Jean-Luc Moreau", "M.", "Jean-Luc", "Moreau", id="double given name"),
        pytest.param("M. Scott Weiss", None, "M.", "Weiss", id="initial"),
        pytest.param("Elena Ruiz Navarro", None, "Elena", "Ruiz Navarro", id="two family names"),
        pytest.param("Elena Sofía Muñoz Ortega", None, "Elena", "Muñoz Ortega", id="two given, two family names"),
        pytest.param("Mary Garcia Stone", None, "Mary", "Stone", id="a middle name"),
    ],
)
def test_titles_and_family_names(text: str, prefix: str | None, given: str, family: str) -> None:
    parts = PersonName().parse_value(text).parts
    assert (parts.get("prefix"), parts["given"], parts["family"]) == (prefix, given, family)

"""Places of the world: names of countries, towns and provinces, forms of postcodes, templates."""

from __future__ import annotations

import pytest

from custdq.reference.world import (
    address_templates,
    country_named,
    fold_place,
    postcode_forms,
    province_codes,
    provinces,
    towns,
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("Deutschland", "DE", id="own language"),
        pytest.param("Vereinigtes Königreich", "GB", id="foreign name"),
        pytest.param("Россия", "RU", id="cyrillic"),
        pytest.param("Ελλάδα", "GR", id="greek"),
        pytest.param("대한민국", "KR", id="hangul"),
        pytest.param("Holland", "NL", id="short"),
        pytest.param("Saint Kitts and Nevis", "KN", id="saint"),
        pytest.param("China", None, id="read elsewhere"),
        pytest.param("de", None, id="a code is no name"),
    ],
)
def test_country_names(name: str, code: str | None) -> None:
    assert country_named(fold_place(name)) == code


def test_towns_name_their_countries_largest_first() -> None:
    assert towns()["paris"].startswith("FR")
    assert "US" in towns()["paris"]
    assert towns()["munchen"].startswith("DE")
    assert "beijing" not in towns()


def test_provinces_by_name_and_code() -> None:
    assert "CA" in provinces()["ontario"]
    assert province_codes()[("BR", "sao paulo")] == "SP"


def test_postcode_forms() -> None:
    forms = postcode_forms()
    assert forms["GB"].pattern is not None
    assert forms["GB"].pattern.fullmatch("SW1A 1AA")
    assert "Z" in forms["DE"].required
    assert "CN" not in forms


def test_templates_have_slots_only() -> None:
    for rule in address_templates().values():
        template = rule.get("address_template", "")
        assert "{{" not in template
        assert "%" not in template

"""The country, and towns and provinces at the end of a line."""

from __future__ import annotations

import pytest

from custdq.fields.address_line import read_line
from custdq.fields.address_locality import (
    hinted,
    is_town,
    take_country,
    take_late_country,
    take_province,
    town_at_end,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("10 Elm Rd, Leeds, United Kingdom", "GB", id="name"),
        pytest.param("Triftstr. 3, Berlin, Deutschland", "DE", id="own language"),
        pytest.param("Lyon France", "FR", id="behind its town without a comma"),
        pytest.param("12 rue Anatole France", None, id="a person's name"),
        pytest.param("Calle Real 3, Cali, co", "CO", id="code of two letters"),
        pytest.param("Stanley, Falkland Islands, United Kingdom", "FK", id="territory and state"),
        pytest.param("Shanghai, CN", None, id="China is read elsewhere"),
        pytest.param("Calle Mayor 5, Granada", None, id="a town where the street's language is spoken"),
        pytest.param("Carrera 5, Armenia", None, id="a country's name that is a town there"),
        pytest.param("12 Abovyan Street, Yerevan, Armenia", "AM", id="the country behind its town"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_country(text: str, code: str | None) -> None:
    assert take_country(read_line(text), None) == code


def test_a_country_before_its_postcode() -> None:
    line = read_line("Hamilton, Canada L8P 1J8")
    line.take(2, 4)
    assert take_late_country(line, None, None) == "CA"


def test_street_words_hint_at_countries() -> None:
    hint = hinted(read_line("Rue Pasteur"), None, None)
    assert hint is not None
    assert {"FR", "BE"} <= hint
    assert hinted(read_line("Pasteur"), None, None) is None
    assert hinted(read_line("Rue Pasteur"), None, "CA") == frozenset({"CA"})


def test_towns() -> None:
    assert is_town("lyon", None)
    assert is_town("st albans", frozenset({"GB"}))
    assert not is_town("lyon", frozenset({"DE"}))
    line = read_line("10 Elm Rd Market Harborough")
    assert town_at_end(line, 0, 5, None) == 2


def test_provinces() -> None:
    line = read_line("Sydney NSW")
    assert take_province(line, 0, 2, None) == 1
    assert take_province(line, 0, 2, frozenset({"DE"})) == 0

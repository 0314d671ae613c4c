"""Postcodes in one-line addresses, and figures that are none."""

from __future__ import annotations

import pytest

from custdq.fields.address_line import read_line
from custdq.fields.address_postcode import take_postcode


@pytest.mark.parametrize(
    ("text", "country", "postcode"),
    [
        pytest.param("10 Elm Rd, London SW1A 1AA", None, "SW1A 1AA", id="british"),
        pytest.param("12 Main St, Toronto ON M5V 2T6", None, "M5V 2T6", id="canadian"),
        pytest.param("Hauptstr. 5, 80331 München", None, "80331", id="before the town"),
        pytest.param("Hauptstr. 5, D-80331 München", None, "D-80331", id="with the country's letter"),
        pytest.param("Kungsgatan 12, 111 35 Stockholm", None, "111 35", id="spaced"),
        pytest.param("Rua X 3, 1100-053 Lisboa", None, "1100-053", id="dashed"),
        pytest.param("1 Queen Street, Brisbane 4000", None, "4000", id="four figures behind the town"),
        pytest.param("Laugavegur 3, 101 Reykjavik", "IS", "101", id="three figures where the country has them"),
        pytest.param("rua das flores 1200 porto", None, None, id="a house number before a town"),
        pytest.param("Hauptstraße 1200", None, None, id="a house number alone"),
        pytest.param("12345 Elm Street", None, None, id="a long house number"),
        pytest.param("1200 NW 5th Ave", None, None, id="a direction is no letter pair"),
    ],
)
def test_postcode(text: str, country: str | None, postcode: str | None) -> None:
    hint = frozenset({country}) if country else None
    found = take_postcode(read_line(text), hint)
    assert (found.text if found else None) == postcode


def test_a_shape_proves_its_country() -> None:
    found = take_postcode(read_line("1 Le Geyt Street, Saint Helier, JE2 4TN"), None)
    assert found is not None
    assert found.proven == "JE"


def test_a_foreign_postcode_overrules_a_region() -> None:
    text = "10 Downing Street, London SW1A 2AA"
    assert take_postcode(read_line(text), frozenset({"DE"})) is None
    assert take_postcode(read_line(text), frozenset({"DE"}), stated=False) is not None

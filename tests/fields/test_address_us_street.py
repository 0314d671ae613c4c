"""Delivery lines: number, road, unit and place in what is left beside boxes and units."""

from __future__ import annotations

import pytest

from custdq.fields.address_us_street import read_delivery
from custdq.fields.address_us_words import split_words


@pytest.mark.parametrize(
    ("text", "number", "road", "unit", "places"),
    [
        pytest.param("9 Elm St", "9", "Elm St", None, [], id="plain"),
        pytest.param("9 St Charles Ave", "9", "St Charles Ave", None, [], id="saint"),
        pytest.param("9 26th Street Dr SE", "9", "26th Street Dr SE", None, [], id="two types"),
        pytest.param("9 5th street n. e. 301", "9", "5th street n. e.", "301", [], id="bare figure"),
        pytest.param("9 E State B200", "9", "E State", "B200", [], id="figure without type"),
        pytest.param("9 Elm St, 301", "9", "Elm St", "301", [], id="figure behind a comma"),
        pytest.param("9, Elm St", "9", "Elm St", None, [], id="number before a comma"),
        pytest.param("9 Elm St, NW", "9", "Elm St, NW", None, [], id="direction behind a comma"),
        pytest.param("9 County Road KK", "9", "County Road KK", None, [], id="lettered road"),
        pytest.param("10 Ave", None, "10 Ave", None, [], id="figure as a name"),
        pytest.param("1 & 2", None, "1 & 2", None, [], id="figures that cross"),
        pytest.param("18 Mile Rd", None, "18 Mile Rd", None, [], id="mile road alone"),
        pytest.param("9 18 Mile Rd", "9", "18 Mile Rd", None, [], id="mile road"),
        pytest.param("One Harbor Way", "One", "Harbor Way", None, [], id="one"),
        pytest.param("Seven Oaks Dr", None, "Seven Oaks Dr", None, [], id="seven oaks"),
        pytest.param("Two Harbor Plaza", "Two", "Harbor Plaza", None, [], id="two"),
        pytest.param("Ann Roe 9 Elm St", "9", "Elm St", None, ["Ann Roe"], id="name in front"),
        pytest.param(
            "9 Elm St Forest Glen Apartments", "9", "Elm St", None, ["Forest Glen Apartments"], id="named behind"
        ),
        pytest.param("1 Harbor Plaza, 55 Broadway", "55", "Broadway", None, ["1 Harbor Plaza"], id="plaza and street"),
        pytest.param("Union Station", None, None, None, ["Union Station"], id="place"),
        pytest.param("Broadway", None, "Broadway", None, [], id="broadway"),
    ],
)
def test_delivery_lines(text: str, number: str | None, road: str | None, unit: str | None, places: list[str]) -> None:
    words = split_words(text)
    found = read_delivery(words, len(words.keys))
    assert (words.part(found.number), words.part(found.road)) == (number, road)
    assert [words.part(span) for span in found.units] == ([unit] if unit else [])
    assert [words.part(span) for span in found.places] == places


def test_crossings() -> None:
    words = split_words("corner of Main and 3rd")
    found = read_delivery(words, len(words.keys))
    assert found.crossing
    assert words.part(found.road) == "Main and 3rd"
    assert [words.part(span) for span in found.notes] == ["corner of"]
    assert not read_delivery(split_words("1 Smith and Sons Rd"), 5).crossing


def test_what_is_unsure() -> None:
    words = split_words("Boston MA 02110 , 100 Main St")
    assert read_delivery(words, len(words.keys)).unsure
    assert not read_delivery(split_words("100 Main St"), 3).unsure
    assert read_delivery(split_words("Lock Box 12 PO Box 34"), 6).unsure
    assert not read_delivery(split_words("RR 1 Box 34"), 4).unsure

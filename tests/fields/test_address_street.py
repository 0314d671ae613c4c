"""The street: number, road, what stands before and behind."""

from __future__ import annotations

import pytest

from custdq.fields.address_line import read_line
from custdq.fields.address_street import closing_type, inner_phrase, opening_type, read_street


@pytest.mark.parametrize(
    ("text", "number", "road"),
    [
        pytest.param("12 Elm Street", "12", "Elm Street", id="number first"),
        pytest.param("Elm Street 12", "12", "Elm Street", id="number last"),
        pytest.param("12 bis rue Pasteur", "12 bis", "rue Pasteur", id="with a suffix"),
        pytest.param("Via Roma 5/A", "5/A", "Via Roma", id="type opens"),
        pytest.param("ul. 3 Maja 12", "12", "ul. 3 Maja", id="a date in the name"),
        pytest.param("rue du 11 novembre 1918", None, "rue du 11 novembre 1918", id="a year is no number"),
        pytest.param("Alte Bergstr. 3a", "3a", "Alte Bergstr.", id="type glued on"),
        pytest.param("Saffron 14", "14", "Saffron", id="no type"),
        pytest.param("Elm", None, None, id="nothing tells"),
    ],
)
def test_number_and_road(text: str, number: str | None, road: str | None) -> None:
    line = read_line(text)
    found = read_street(line, 0, len(line.words), towny=False)
    assert (line.span(*found.number) if found.number else None) == number
    assert (line.span(*found.road) if found.road else None) == road


def test_a_place_stands_before_and_a_town_behind() -> None:
    line = read_line("Café Linde Triftstraße 67 Berlin")
    found = read_street(line, 0, 5, towny=True)
    assert found.before == (0, 2)
    assert found.behind == (4, 5)


def test_types() -> None:
    line = read_line("Avenue Road")
    assert opening_type(line, 0, 2) == 0
    assert closing_type(line, 0, 2) == 1


@pytest.mark.parametrize(
    ("text", "at", "part"),
    [
        pytest.param("Flat 2 Elm Rd", 0, "unit", id="flat"),
        pytest.param("2nd Floor", 1, "floor", id="ordinal before"),
        pytest.param("Building 5", 0, "building", id="building"),
        pytest.param("Tower Street", 0, None, id="a name"),
    ],
)
def test_inner_phrases(text: str, at: int, part: str | None) -> None:
    line = read_line(text)
    found = inner_phrase(line, at, 0, len(line.words))
    assert (found[2] if found else None) == part

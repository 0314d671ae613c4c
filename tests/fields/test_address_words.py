"""Words of an address in one spelling each."""

from __future__ import annotations

import pytest

from custdq.fields.address_words import canonical_words, road_stem, unit_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("12 N. Elm St.", "12 North Elm Street", id="direction and type"),
        pytest.param("4 2nd Ave", "4 Second Avenue", id="ordinal"),
        pytest.param("9 St. John's Rd", "9 Saint Johns Road", id="saint"),
        pytest.param("7 Park Blvd, Ste 3", "7 park boulevard suite 3", id="unit"),
        pytest.param("P.O. Box 77", "PO Box 77", id="box"),
        pytest.param("Postfach 77", "Box 77", id="box in German"),
        pytest.param("1 U.S. Highway 9", "1 US Hwy 9", id="initials"),
        pytest.param("Triftstr. 5", "Trift Straße 5", id="glued type"),
        pytest.param("C/ Mayor 3", "Calle Mayor 3", id="one letter"),
        pytest.param("ul. Długa 5", "ulica Dluga 5", id="accents"),
        pytest.param("10 ½ Elm Rd", "10 1/2 Elm Road", id="fraction"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert canonical_words(one) == canonical_words(other)


@pytest.mark.parametrize(
    ("road", "stem"),
    [
        pytest.param("N Main St", "main", id="direction and type"),
        pytest.param("West Broadway", "west broadway", id="a direction that is part of the name"),
        pytest.param("W North Ave", "north", id="a name that is a direction"),
        pytest.param("rue de la Paix", "paix", id="french"),
        pytest.param("Park Place Drive", "park place", id="two types"),
        pytest.param("Highway", "highway", id="type alone"),
    ],
)
def test_stems(road: str, stem: str) -> None:
    assert road_stem(canonical_words(road)) == stem


def test_the_unit_is_parted() -> None:
    assert unit_words(["7", "park", "road", "suite", "3"]) == (["7", "park", "road"], "3")
    assert unit_words(["7", "park", "road"]) == (["7", "park", "road"], None)

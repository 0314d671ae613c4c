"""Tables of American addresses: what a word may be, ZIP prefixes, places."""

from __future__ import annotations

import pytest

from custdq.reference.tables import read_header
from custdq.reference.us_words import state_code, us_places, us_words, zip_in_state, zip_states


@pytest.mark.parametrize(
    ("spelling", "standard"),
    [
        pytest.param("STREET", "ST", id="street"),
        pytest.param("AV", "AVE", id="avenue"),
        pytest.param("TPK", "TPKE", id="turnpike"),
        pytest.param("SPGS", "SPGS", id="springs"),
    ],
)
def test_suffixes(spelling: str, standard: str) -> None:
    assert us_words().suffixes[spelling] == standard


def test_a_standard_form_stands_for_itself() -> None:
    words = us_words()
    for table in (words.suffixes, words.directionals, words.numbered, words.standing, words.states):
        assert all(table.get(standard) == standard for standard in table.values())


def test_words_that_close_a_street_are_suffixes() -> None:
    words = us_words()
    assert set(words.strong.items()) <= set(words.suffixes.items())
    assert not {"PARK", "LK", "SPGS", "HTS", "CTR"} & set(words.strong.values())


def test_every_state_has_names_and_zip_codes() -> None:
    codes = set(us_words().states.values())
    assert len(codes) == 62
    assert {code for states in zip_states().values() for code in states} == codes
    assert all(zip_in_state(postcode, state) for postcode, state in (("02138", "MA"), ("88540", "TX"), ("96799", "AS")))


def test_places_lie_in_their_states() -> None:
    places = us_places()
    assert "NY" in places["BROOKLYN"].split()
    assert "MO" in places["SAINT LOUIS"].split()
    assert all(set(states.split()) <= set(us_words().states.values()) for states in places.values())


def test_the_sources_are_named() -> None:
    assert "CC-BY 4.0" in read_header("us_places.tsv.gz")
    assert "Publication 28" in read_header("us_streets.tsv.gz")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("oregon", "OR", id="name"),
        pytest.param("Ore.", "OR", id="old abbreviation"),
        pytest.param("N.Y.", "NY", id="dots"),
        pytest.param("S. Dak", "SD", id="two pieces"),
        pytest.param("Puerto Rico", "PR", id="territory"),
        pytest.param("Quebec", None, id="elsewhere"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_codes_of_states(text: str, code: str | None) -> None:
    assert state_code(text) == code

"""Where the town begins: known places, where a street may close, and readings of equal worth."""

from __future__ import annotations

import pytest

from custdq.fields.address_us_town import find_town, is_town, typed_town
from custdq.fields.address_us_words import split_words


@pytest.mark.parametrize(
    ("text", "state", "town"),
    [
        pytest.param("9 Elm St Salem", "OR", "Salem", id="one word"),
        pytest.param("9 Elm Salem", "OR", "Salem", id="no type"),
        pytest.param("9 Lake Shore Dr Lake Forest", "IL", "Lake Forest", id="town like a street"),
        pytest.param("9 Park Ave Park Ridge", "IL", "Park Ridge", id="town like its street"),
        pytest.param("9 Elm St N Fargo", "ND", "Fargo", id="direction of the street"),
        pytest.param("9 Elm St North Chicago", "IL", "North Chicago", id="direction of the town"),
        pytest.param("9 N Elm Rd W Palm Beach", "FL", "W Palm Beach", id="street has its direction"),
        pytest.param("9 Elm St Ft Worth", "TX", "Ft Worth", id="fort"),
        pytest.param("9 Elm St Palm Spgs", "CA", "Palm Spgs", id="springs"),
        pytest.param("9 Elm St Xyzzyville", "OR", "Xyzzyville", id="unknown"),
        pytest.param("9 Elm St Apt 4 Salem", "OR", "Salem", id="behind a unit"),
        pytest.param("9 Elm St, Suite 4 Salem", "OR", "Salem", id="behind a comma and a unit"),
        pytest.param("9 Elm Rd, NW Salem", "OR", "Salem", id="direction behind a comma"),
        pytest.param("9 Elm St", "OR", None, id="none"),
        pytest.param("9 Elm St, NW", "DC", None, id="direction alone"),
        pytest.param("", "OR", None, id="nothing"),
    ],
)
def test_towns(text: str, state: str, town: str | None) -> None:
    words = split_words(text)
    assert words.part(find_town(words, len(words.keys), (state,), sure=True).span) == town


def test_without_a_state_only_a_closed_street_lets_a_town_follow() -> None:
    for text, town in (("9 Elm St Salem", "Salem"), ("9 Washington Salem", None), ("9 N Lincoln", None)):
        words = split_words(text)
        assert words.part(find_town(words, len(words.keys), (), sure=False).span) == town


def test_two_readings_of_equal_worth_are_unsure() -> None:
    words = split_words("9 Elm St N Palm Beach")
    assert find_town(words, 6, ("FL",), sure=True).unsure
    assert not find_town(split_words("9 Elm St Salem"), 4, ("OR",), sure=True).unsure


def test_known_places() -> None:
    assert is_town(["WINSTON-SALEM"], 0, 1, ("NC",))
    assert is_town(["SALEM", "TWP"], 0, 2, ("OR",))
    assert not is_town("A B C D E F".split(), 0, 6, ())


def test_a_state_typed_in_part() -> None:
    assert typed_town("9 ELM ST SALEM OREGO".split(), 5) is not None
    assert typed_town("SALEM 97B01".split(), 2) is not None
    assert typed_town("9 ELM ST SALEM XYZ".split(), 5) is None

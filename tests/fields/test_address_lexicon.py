"""What one written word may be."""

from __future__ import annotations

import pytest

from custdq.fields.address_lexicon import AFTER, BEFORE, FIGURE, GLUED, LINK, NUMBER, ORDINAL, UNIT, word


@pytest.mark.parametrize(
    ("text", "bit"),
    [
        pytest.param("Street", AFTER, id="english type"),
        pytest.param("Rue", BEFORE, id="french type"),
        pytest.param("C/", BEFORE, id="one letter with its slash"),
        pytest.param("Marktstr.", GLUED, id="type glued on"),
        pytest.param("Weerdsingel", GLUED, id="dutch"),
        pytest.param("12-14A", FIGURE, id="range"),
        pytest.param("3/12", FIGURE, id="slash"),
        pytest.param("3rd", ORDINAL, id="ordinal"),
        pytest.param("nº", NUMBER, id="number sign"),
        pytest.param("кв.", UNIT, id="cyrillic"),
        pytest.param("van", LINK, id="link"),
    ],
)
def test_a_word_may_be(text: str, bit: int) -> None:
    assert word(text).bits & bit


@pytest.mark.parametrize(
    ("text", "bit"),
    [
        pytest.param("c", BEFORE, id="a bare letter is no street"),
        pytest.param("Lincoln", GLUED, id="a name that ends in a short form"),
        pytest.param("Christie", GLUED, id="a name that ends like a Finnish road"),
        pytest.param("1234567", FIGURE, id="too long for a house"),
    ],
)
def test_a_word_is_not(text: str, bit: int) -> None:
    assert not word(text).bits & bit

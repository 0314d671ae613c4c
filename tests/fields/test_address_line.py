"""An address as pieces and words with their places."""

from __future__ import annotations

import pytest

from custdq.fields.address_line import MOST_WORDS, one_line, read_line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("C/Mayor 3", ["C/", "Mayor", "3"], id="type with a slash"),
        pytest.param("ул.Ленина д.5", ["ул.", "Ленина", "д.", "5"], id="type and number with dots"),
        pytest.param("Cra 18#63-64", ["Cra", "18", "#63-64"], id="sign"),
        pytest.param("Weerdsingel O.Z.", ["Weerdsingel", "O.Z."], id="initials stay"),
        pytest.param("Apt4B Elm", ["Apt", "4B", "Elm"], id="unit without a space"),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [word.text for word in read_line(text).words] == words


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("1 Elm Rd, Leeds", 2, id="comma"),
        pytest.param("São Paulo - SP", 2, id="dash with spaces"),
        pytest.param("12 - 14 Elm Rd", 1, id="dash between figures"),
        pytest.param("Milano (MI)", 2, id="brackets"),
        pytest.param("Saint-Denis", 1, id="hyphen"),
    ],
)
def test_pieces(text: str, pieces: int) -> None:
    assert len(read_line(text).pieces) == pieces


def test_a_part_is_a_slice_of_the_text() -> None:
    line = read_line("Museo C. de Ruiz, 23")
    assert line.span(1, 4) == "C. de Ruiz"
    assert line.take(0, 1) == "Museo"
    assert line.segments() == [(1, 4), (4, 5)]


def test_no_more_than_so_many_words_are_looked_at() -> None:
    assert len(read_line("a " * 500).words) <= MOST_WORDS + 1


@pytest.mark.parametrize("text", [" a ,b,, c ;", "1,5 km, x", "a,b", ", ,", "x , , y"])
def test_one_line_is_settled_at_once(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)

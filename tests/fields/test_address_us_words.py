"""Words of American addresses: where they stand, and what their form allows."""

from __future__ import annotations

import pytest

from custdq.fields.address_us_words import closes_street, is_figure, is_ordinal, is_zip, number_end, split_words


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        pytest.param("N.Main St.Apt.4", ["N", "MAIN", "ST", "APT", "4"], id="glued dots"),
        pytest.param("P.O.Box 9", ["PO", "BOX", "9"], id="box"),
        pytest.param("O'Hara St #4", ["OHARA", "ST", "#", "4"], id="apostrophe and sign"),
        pytest.param("12–14 Café Rd", ["12-14", "CAFE", "RD"], id="accents"),
        pytest.param("12½ Elm", ["121/2", "ELM"], id="half"),
        pytest.param("12 - 14 Elm - rear", ["12", "-", "14", "ELM", "REAR"], id="dashes"),
        pytest.param(", ; |", [], id="signs alone"),
    ],
)
def test_keys(text: str, keys: list[str]) -> None:
    assert split_words(text).keys == keys


def test_parts_come_out_as_written() -> None:
    words = split_words("17  N. Birch St. , Salem (Oregon)")
    assert words.part((1, 4)) == "N. Birch St."
    assert words.part((2, 2)) is None
    assert words.part(None) is None
    assert words.brackets == ("Oregon",)
    assert words.segment(5) == 4


@pytest.mark.parametrize(
    ("words", "end"),
    [
        pytest.param("12 ELM ST", 1, id="plain"),
        pytest.param("12 1/2 ELM ST", 2, id="fraction"),
        pytest.param("12 - 14 ELM ST", 3, id="range"),
        pytest.param("12 B ELM ST", 2, id="letter"),
        pytest.param("12 B ST", 1, id="letter street"),
        pytest.param("12 N ELM ST", 1, id="direction"),
        pytest.param("12TH ST", 0, id="ordinal"),
        pytest.param("N6W23001 ELM ST", 1, id="grid"),
        pytest.param("W157 N11237 ELM ST", 2, id="grid in two"),
        pytest.param("ELM ST", 0, id="none"),
    ],
)
def test_house_numbers(words: str, end: int) -> None:
    assert number_end(words.split(), 0, len(words.split())) == end


def test_forms() -> None:
    assert is_zip("97301-1234")
    assert not is_zip("9730")
    assert is_ordinal("22ND")
    assert is_ordinal("FIFTH")
    assert not is_ordinal("22")
    assert all(is_figure(figure) for figure in ("4", "4B", "B100", "A-3", "C", "TWO"))
    assert not is_figure("SALEM")


@pytest.mark.parametrize(
    ("words", "closes"),
    [
        pytest.param("12 ELM ST", True, id="type"),
        pytest.param("12 ST", False, id="no name"),
        pytest.param("12 ELM ST N", True, id="direction"),
        pytest.param("12 ELM NW", True, id="direction of two letters"),
        pytest.param("12 ELM N", False, id="direction without type"),
        pytest.param("12 ELM APT 4", True, id="unit"),
        pytest.param("12 HIGHWAY 9", True, id="numbered road"),
        pytest.param("RR 4 BOX 16 A", True, id="box"),
        pytest.param("12 ELM ST REAR", True, id="rear"),
        pytest.param("12 BROADWAY", True, id="broadway"),
        pytest.param("12 ELM", False, id="name alone"),
    ],
)
def test_where_a_street_may_close(words: str, closes: bool) -> None:
    assert closes_street(words.split(), len(words.split()), 0) == closes

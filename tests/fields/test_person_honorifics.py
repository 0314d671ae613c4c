"""Honorific prefixes and suffixes."""

from __future__ import annotations

import pytest

from custdq.fields.person_honorifics import (
    is_courtesy,
    is_job,
    is_suffix_piece,
    names_given,
    prefix_gender,
    split_phrase,
    split_prefix,
    split_suffix,
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("Dr. med. Mary Stone", 2, id="faculty"),
        pytest.param("Sgt. 1st Class Mary Stone", 3, id="rank"),
        pytest.param("Rt. Hon. Mary Stone", 2, id="two words"),
        pytest.param("Lt.Col. Mary Stone", 1, id="joined"),
        pytest.param("President of the Supreme Court Mary Stone", 5, id="office"),
        pytest.param("Dean Stone", 0, id="given name"),
        pytest.param("Earl Mark Stone", 0, id="given name before two words"),
        pytest.param("Dean Mark Stone", 1, id="office before two words"),
        pytest.param("General Stone", 1, id="title some list as a given name"),
        pytest.param("Queen Mary", 1, id="before a given name"),
        pytest.param("Senior Mary", 0, id="no title behind it"),
    ],
)
def test_prefix(text: str, count: int) -> None:
    assert split_prefix(text.split()) == count


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("Mary Stone Jr. MD", 2, id="two"),
        pytest.param("Mary Stone M.Sc.Ed.", 2, id="joined degrees"),
        pytest.param("Mary Do", 2, id="family name"),
        pytest.param("Mary Stone DO", 2, id="capitals of its own"),
        pytest.param("MARY STONE DO", 3, id="capitals of all"),
        pytest.param("Mary Stone XIV", 2, id="numeral"),
        pytest.param("Mary V", 2, id="initial"),
    ],
)
def test_suffix(text: str, left: int) -> None:
    assert split_suffix(text.split()) == left


def test_pieces_between_commas() -> None:
    assert is_suffix_piece("CLU", "Mary Stone")
    assert not is_suffix_piece("Mary", "Stone")
    assert is_job("Head of Sales")
    assert not is_job("Vice President Mary")


def test_small_answers() -> None:
    assert split_phrase("mary stone, attorney at law") == ("mary stone", "attorney at law")
    assert prefix_gender(["Dr.", "Mrs."]) == "F"
    assert names_given("Dame")
    assert is_courtesy("mr.")

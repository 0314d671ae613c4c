"""Addresses of the world on one line: the parts, as written; nothing lost; nothing hangs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custdq.fields.address_world import read_world_address

_CASES = [
    line.split(" | ")
    for line in Path(__file__).with_name("address_world_cases.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
_PIECES = st.sampled_from(
    (
        "12 12A 5/A 1-2 #4 Rue Calle Street St Straße Hauptstr. de la van Flat Unit No. 3º PO Box Paris London Berlin "
        "NSW ON SW1A 1AA 75001 1012 AB 10115 near at & and , . ; - ( ) / Germany France UK кв. ул. д. Mah. Hotel km"
    ).split()
)


@pytest.mark.parametrize(("text", "parts"), [pytest.param(*case, id=case[0][:40]) for case in _CASES])
def test_parts_are_read_as_written(text: str, parts: str) -> None:
    wanted = dict(part.split("=", 1) for part in parts.split("; "))
    found = read_world_address(text)._asdict()
    assert {name: found[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "region", "country"),
    [
        pytest.param("Hauptstraße 5, 80331 München", "DE", "DE", id="the column's region"),
        pytest.param("Hauptstraße 5, 80331 München", None, None, id="not guessed"),
        pytest.param("10 Downing Street, London SW1A 2AA", "DE", "GB", id="a shape that proves another"),
        pytest.param("Rue Pasteur 5, Lyon, France", "DE", "FR", id="stated"),
    ],
)
def test_the_country(text: str, region: str | None, country: str | None) -> None:
    assert read_world_address(text, region).country == country


def test_where_it_lies_is_a_note() -> None:
    found = read_world_address("12 Elm St. between 3rd and 4th Aves.")
    assert (found.number, found.road) == ("12", "Elm St.")
    assert found.note is not None
    assert found.note.startswith("between")


def test_a_very_long_text_ends_in_the_note() -> None:
    found = read_world_address("12 Elm Street " + "and so on " * 100)
    assert found.note is not None
    assert found.note.endswith("and so on")


@settings(max_examples=300)
@given(st.lists(_PIECES, max_size=14).map(" ".join))
def test_no_word_is_lost(text: str) -> None:
    found = read_world_address(text)
    country = found.country
    kept = " ".join(part for name, part in found._asdict().items() if part and name != "country")
    figures = set(re.findall(r"\d+", kept))
    assert country is None or len(country) == 2
    assert all(figure in " ".join(figures) for figure in re.findall(r"\d+", text))

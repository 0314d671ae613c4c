"""Western addresses: canonical words, house number, road, unit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from custdq.fields.address_western import canonical_words, read_western_address


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("12 N. Elm St.", "12 North Elm Street", id="direction and type"),
        pytest.param("4 2nd Ave", "4 Second Avenue", id="ordinal"),
        pytest.param("9 St. John's Rd", "9 Saint Johns Road", id="saint"),
        pytest.param("7 Park Blvd, Ste 3", "7 park boulevard suite 3", id="unit"),
        pytest.param("P.O. Box 77", "PO Box 77", id="box"),
        pytest.param("1 U.S. Highway 9", "1 US Hwy 9", id="initials"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert canonical_words(one) == canonical_words(other)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("12 Elm St, Apt 4B, Dover, DE 19901", ("12", "elm street", "4b"), id="us"),
        pytest.param("Hauptstr 5", ("5", "hauptstr", None), id="number behind"),
        pytest.param("88 Queen Road #05-12, Singapore 238888", ("88", "queen road", "05-12"), id="singapore"),
        pytest.param("Elm Street", (None, "elm street", None), id="no number"),
    ],
)
def test_number_road_unit(text: str, parts: tuple[str | None, ...]) -> None:
    found = read_western_address(text)
    assert (found.number, found.road, found.unit) == parts


def test_city_state_postcode_country() -> None:
    found = read_western_address("12 Elm St, Dover, DE 19901, USA")
    assert (found.city, found.state, found.postcode, found.country) == ("Dover", "DE", "19901", "US")


def test_where_it_lies_is_a_note() -> None:
    found = read_western_address("12 Elm St. between 3rd and 4th Aves.")
    assert found.road == "elm street"
    assert found.note is not None
    assert found.note.startswith("between")


def test_house_numbers_of_published_cases(shared_data: Path) -> None:
    lines = (shared_data / "standardize" / "address_us.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    cases = [case for case in cases if str(case["expected"].get("house_number", "")).isdigit()]
    right = [read_western_address(c["input"]).number == c["expected"]["house_number"].lstrip("0") for c in cases]
    assert sum(right) / len(right) >= 0.9

"""Which piece is the street, and what the others are."""

from __future__ import annotations

import pytest

from custdq.fields.address_line import read_line
from custdq.fields.address_pieces import read_pieces
from custdq.fields.address_reading import Reading


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("Rose Mall, 3 Elm Road", {"place": "Rose Mall", "number": "3", "road": "Elm Road"}, id="place"),
        pytest.param("71, Boulevard Foch", {"number": "71", "road": "Boulevard Foch"}, id="number before a comma"),
        pytest.param("Via Roma, 5, 2B", {"road": "Via Roma", "number": "5", "unit": "2B"}, id="number and unit behind"),
        pytest.param("Unit 3/12 Elm St", {"unit": "Unit 3", "number": "12", "road": "Elm St"}, id="unit and number"),
        pytest.param("3 Elm St near the mill", {"number": "3", "road": "Elm St", "note": "near the mill"}, id="remark"),
        pytest.param("Elm Rd, Oakfield", {"road": "Elm Rd", "suburb": "Oakfield"}, id="suburb"),
    ],
)
def test_pieces(text: str, parts: dict[str, str]) -> None:
    reading = Reading(read_line(text))
    reading.hint = frozenset({"XX"})
    read_pieces(reading)
    assert reading.parts == parts

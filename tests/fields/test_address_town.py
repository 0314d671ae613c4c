"""Town and province by where the postcode stood."""

from __future__ import annotations

import pytest

from custdq.fields.address_line import read_line
from custdq.fields.address_reading import Reading
from custdq.fields.address_town import read_labels, read_locality


@pytest.mark.parametrize(
    ("text", "city", "province"),
    [
        pytest.param("12 Elm Rd, Bedford, Bedfordshire", "Bedford", "Bedfordshire", id="county"),
        pytest.param("12 Elm Rd, Sydney NSW", "Sydney", "NSW", id="code behind the town"),
        pytest.param("Rue Pasteur 3, Dakar", "Dakar", None, id="a province of the same name"),
        pytest.param("12 Elm Rd, Dublin 1", "Dublin 1", None, id="numbered district"),
        pytest.param("12 Elm Rd, Unit 4", None, None, id="a unit is no town"),
    ],
)
def test_town_and_province(text: str, city: str | None, province: str | None) -> None:
    reading = Reading(read_line(text))
    read_locality(reading, -1, -1)
    assert (reading.parts.get("city"), reading.parts.get("province")) == (city, province)


def test_labels_say_what_a_piece_is() -> None:
    reading = Reading(read_line("г. Тверь, Тверская обл., Col. Centro, Moda Mah. Gül Sok."))
    read_labels(reading)
    assert reading.parts == {"city": "Тверь", "province": "Тверская обл.", "suburb": "Col. Centro, Moda Mah."}

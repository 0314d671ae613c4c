"""The standard form on one line."""

from __future__ import annotations

import pytest

from custdq.fields.address_us_parts import UsAddress, on_one_line


@pytest.mark.parametrize(
    ("standard", "line"),
    [
        pytest.param({"number": "9", "road": "ELM ST", "unit": "APT 2"}, "9 ELM ST APT 2", id="street"),
        pytest.param({"box": "PO BOX 9", "unit": "APT 2", "city": "ELY"}, "PO BOX 9 APT 2, ELY", id="box"),
        pytest.param({"road": "ELM ST", "box": "PO BOX 9"}, "ELM ST, PO BOX 9", id="street and box"),
        pytest.param({"suburb": "LA JOLLA", "city": "SAN DIEGO", "state": "CA"}, "LA JOLLA, SAN DIEGO CA", id="suburb"),
        pytest.param({}, "", id="nothing"),
    ],
)
def test_lines(standard: dict[str, str], line: str) -> None:
    assert on_one_line(standard) == line


def test_parts_have_the_names_of_the_kind() -> None:
    assert UsAddress("9", "Elm St", state="OR").parts()["province"] == "OR"

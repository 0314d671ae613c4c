"""Addresses printed on lines in the order of their country."""

from __future__ import annotations

import pytest

from custdq.fields.address_format import address_lines, format_address
from custdq.reference.world import address_templates

_PARTS = {"number": "7", "road": "Elm", "postcode": "12345", "city": "Oak", "province": "North", "place": "Mill"}


@pytest.mark.parametrize(
    ("country", "lines"),
    [
        pytest.param("DE", ["Mill", "Elm 7", "12345 Oak"], id="number behind, postcode before"),
        pytest.param("FR", ["Mill", "7 Elm", "12345 Oak"], id="number before"),
        pytest.param("GB", ["Mill", "7 Elm", "Oak", "12345"], id="postcode on a line of its own"),
        pytest.param("US", ["Mill", "7 Elm", "Oak, North 12345"], id="state behind the town"),
        pytest.param("ZZ", ["Mill", "Elm 7", "12345 Oak"], id="no country of ours: the default"),
    ],
)
def test_the_order_of_a_country(country: str, lines: list[str]) -> None:
    assert format_address(_PARTS, country) == lines


def test_units_stand_first_and_boxes_in_the_street() -> None:
    assert format_address({"unit": "Flat 2", "number": "7", "road": "Elm Rd", "city": "Leeds"}, "GB")[0] == "Flat 2"
    assert format_address({"po_box": "PO Box 7", "city": "Leeds"}, "GB") == ["PO Box 7", "Leeds"]


def test_a_stranger_name_opens_the_address() -> None:
    components = {"bakery": "Brot & Co", "road": "Elm", "town": "Oak", "country": "Germany"}
    assert address_lines(components, "DE") == ["Brot & Co", "Elm", "Oak", "Germany"]


@pytest.mark.parametrize("country", sorted(address_templates()))
def test_no_template_leaves_blanks(country: str) -> None:
    for parts in ({"city": "Oak"}, {"road": "Elm", "city": "Oak"}, _PARTS, {}):
        for line in format_address(parts, country):
            assert line == line.strip(" ,-")
            assert line
            assert "{" not in line

"""Corners of two streets, and names that only look like one."""

from __future__ import annotations

import pytest

from custdq.fields.address_corner import corner_start, is_corner
from custdq.fields.address_line import read_line


@pytest.mark.parametrize(
    ("text", "corner"),
    [
        pytest.param("Elm St & Oak Ave", True, id="ampersand"),
        pytest.param("5th and Main", True, id="and"),
        pytest.param("Kantstraße Ecke Leibnizstraße", True, id="german"),
        pytest.param("Marks and Spencer", False, id="a firm"),
        pytest.param("12 Rose and Crown Lane", False, id="a name with and"),
        pytest.param("Air & Space Museum", False, id="a place"),
    ],
)
def test_corners(text: str, corner: bool) -> None:
    line = read_line(text)
    assert is_corner(line, 0, len(line.words)) is corner


@pytest.mark.parametrize(
    ("text", "start"),
    [
        pytest.param("Corner of Elm St & Oak Ave", 2, id="corner of"),
        pytest.param("cnr Elm St & Oak Ave", 1, id="short"),
        pytest.param("Elm St & Oak Ave", 0, id="nothing before"),
    ],
)
def test_the_words_before_a_corner_are_no_street(text: str, start: int) -> None:
    line = read_line(text)
    assert corner_start(line, 0, len(line.words)) == start

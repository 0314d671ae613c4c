"""American streets a column at a time."""

from __future__ import annotations

from tests.fields.columns import assert_as_alone, drawn

from custdq.fields import Address

_NUMBERS = [str(number) for number in range(1, 400)]
_ROADS = "Elm Oak Cedar Willow Harbor Allen Green Verkade Saint Court North Broadway Main Front Fifth".split()
_TYPES = "St Ave Rd Ct Blvd Street AVENUE court Ln Dr NE".split()
_UNITS = ["", "", " Apt 4", ", Ste 12B", " #7", " Unit A", " APT. 3", " Floor 2", " apt b"]


def test_streets_come_out_as_alone() -> None:
    streets = drawn(_NUMBERS, [" ", " N ", " E. "], _ROADS, [" "], _TYPES, _UNITS, count=1_200)
    assert_as_alone(Address(region="US"), streets)


def test_streets_that_end_like_a_state_keep_their_number() -> None:
    parsed = Address(region="US").parse(["9 Allen Court", "12 Peachtree Road NE", "7 Elm Ave Unit A"])
    keys = Address(region="US").keys(parsed)
    assert keys["house"].to_pylist() == ["9|allen", "12|peachtree", "7|elm"]
    assert keys["road_western"].to_pylist() == ["allen court", "peachtree road northeast", "elm avenue"]
    assert keys["unit"].to_pylist() == [None, None, "a"]

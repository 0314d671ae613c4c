"""The quick way answers as the full one, and its form reads as itself, whatever names the words are."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custdq.fields import Address, address_us
from custdq.fields.address_us import read_us_address
from custdq.fields.address_us_ordinary import read_ordinary
from custdq.reference.us_words import us_places, us_words

TABLE = us_words()
NAMES = sorted(
    {word for name in us_places() for word in name.split() if word.isalpha()}
    | {word for name in TABLE.states for word in name.split()}
    | set(TABLE.suffixes) | set(TABLE.numbered) | set(TABLE.standing) | set(TABLE.premises) | set(TABLE.directionals)
    | {"AND", "OF", "THE", "IN", "NEAR", "BOX", "RURAL", "CORNER", "COUNTY", "LOCK", "FLOOR", "HIGHWAY", "OLD", "MILE"}
)  # fmt: skip
ROAD = st.sampled_from(["5th", "22nd Oak", "Oak 5th"]) | st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map(
    " ".join
)
TOWN = st.one_of(st.sampled_from(sorted(us_places())), ROAD)
TYPE = st.sampled_from(["St", "Avenue", "ct.", "DR", "Ter", "Court N", "Rd SW", "Way East"])
UNIT = st.sampled_from(["", "", " Apt 4", " # 12B", ", suite 200", " #7", " Unit C"])
END = st.sampled_from(["OR 97301", "CT 06103", "NE, 68508", "97301", "il 62701-1234", "MT 59601", "DC 20001"])


def text_of(ahead: str, road: str, closing: str, unit: str, last: str) -> str:
    return f"12 {ahead}{road} {closing}{unit}{last}"


@settings(max_examples=1500)
@given(
    ahead=st.sampled_from(["", "N ", "North ", "sw "]), road=ROAD, closing=TYPE, unit=UNIT,
    last=st.one_of(st.just(""), st.tuples(TOWN, END).map(lambda pair: f", {pair[0].title()}, {pair[1]}")),
)  # fmt: skip
def test_the_quick_way_answers_as_the_full_one(ahead: str, road: str, closing: str, unit: str, last: str) -> None:
    text = text_of(ahead, road.title(), closing, unit, last)
    quick = read_ordinary(text, "US")
    if quick is not None:
        assert quick.value is not None
        assert Address(region="US").parse_cell(quick.value).value == quick.value
        with patch.object(address_us, "read_ordinary", return_value=None):
            assert read_us_address(text, region="US") == quick


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("12 Front St", id="unit word"),
        pytest.param("12 Elm", id="no type"),
        pytest.param("12 Elm St, Salem, OR 10001", id="code elsewhere"),
        pytest.param("12 Elm St, Salem, XX 97301", id="no state"),
        pytest.param("12 A Elm St", id="letter"),
    ],
)
def test_other_shapes_take_the_full_way(text: str) -> None:
    assert read_ordinary(text, "US") is None

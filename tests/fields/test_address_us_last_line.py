"""The last line: country, ZIP code, state, county, and words that are something else."""

from __future__ import annotations

import pytest

from custdq.fields.address_us_last_line import read_last_line
from custdq.fields.address_us_words import split_words


@pytest.mark.parametrize(
    ("text", "city", "code", "postcode"),
    [
        pytest.param("9 Elm St, Salem, OR 97301", "Salem", "OR", "97301", id="plain"),
        pytest.param("9 Elm St Salem Ore. 97301-1234", "Salem", "OR", "97301-1234", id="old abbreviation"),
        pytest.param("9 Elm St, Salem, OR 97301 1234", "Salem", "OR", "97301 1234", id="two pieces"),
        pytest.param("9 Elm St Fargo North Dakota", "Fargo", "ND", None, id="two words"),
        pytest.param("Washington, D. C. 20500", "Washington", "DC", "20500", id="dc"),
        pytest.param("Salem OR", "Salem", "OR", None, id="town and state"),
        pytest.param("97301, OR", None, "OR", "97301", id="code and state"),
        pytest.param("97301 Salem, OR", "Salem", "OR", "97301", id="code before the town"),
        pytest.param("9 Elm St Salem 97301-1234 OR", "Salem", "OR", "97301-1234", id="code before the state"),
        pytest.param("9 Highway 97301 OR", None, "OR", None, id="road before the state"),
        pytest.param("Oregon", None, "OR", None, id="state"),
        pytest.param("New York", "New York", None, None, id="town rather than state"),
        pytest.param("9 Elm St Brooklyn New York 11226", "Brooklyn", "NY", "11226", id="borough"),
        pytest.param("9 Elm St, New York 10001", "New York", None, "10001", id="no state"),
        pytest.param("9 Elm St NE", None, None, None, id="northeast"),
        pytest.param("9 Elm St Lincoln NE 68508", "Lincoln", "NE", "68508", id="nebraska"),
        pytest.param("9 Elm St, Lincoln, NE", "Lincoln", "NE", None, id="nebraska behind a comma"),
        pytest.param("9 Oak Ct 06103", None, None, "06103", id="court"),
        pytest.param("9 Elm St go in", "go in", None, None, id="small word"),
        pytest.param("9 Highway 12345", None, None, None, id="number of a road"),
        pytest.param("9 Elm St # 12345", None, None, None, id="number of a unit"),
        pytest.param("Unit 7 Box 9 APO AP 96278", "APO", "AP", "96278", id="military"),
    ],
)
def test_last_lines(text: str, city: str | None, code: str | None, postcode: str | None) -> None:
    words = split_words(text)
    line = read_last_line(words)
    assert (words.part(line.city), line.code, words.part(line.postcode)) == (city, code, postcode)


def test_the_country_and_the_county() -> None:
    words = split_words("9 Elm St, Salem, Marion County, OR 97301, United States of America")
    line = read_last_line(words)
    assert words.part(line.country) == "United States of America"
    assert words.part(line.county) == "Marion County"
    assert read_last_line(split_words("9 Old US")).country is None

"""The table of countries: complete, unambiguous, and found by folded names."""

from __future__ import annotations

import pytest

from custdq.reference.countries import countries_by_name, country_codes, country_names, fold_country
from custdq.reference.tables import read_lines


def test_the_table_is_complete_and_each_code_stands_once() -> None:
    rows = [line.split("\t") for line in read_lines("countries.tsv")]
    assert len(rows) == len(country_codes()) == 249
    assert all(len(row) == 5 and len(row[0]) == 2 and len(row[1]) == 3 and row[2] and row[3] for row in rows)
    assert len({row[1] for row in rows}) == 249


def test_no_name_stands_for_two_countries() -> None:
    seen: dict[str, str] = {}
    for line in read_lines("countries.tsv"):
        code, alpha3, english, chinese, others = line.split("\t")
        for name in {fold_country(word) for word in (alpha3, english, chinese, *others.split(";")) if word}:
            assert seen.setdefault(name, code) == code, name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("Korea, Republic of", "KR", id="inverted"),
        pytest.param("The Gambia", "GM", id="article"),
        pytest.param("Bosnia & Herzegovina", "BA", id="ampersand"),
        pytest.param("CÔTE D'IVOIRE", "CI", id="accent"),
        pytest.param("刚果(金)", "CD", id="half-width brackets"),
        pytest.param("德國", "DE", id="traditional"),
    ],
)
def test_names_are_folded(name: str, code: str) -> None:
    assert countries_by_name()[fold_country(name)] == code


def test_names() -> None:
    assert country_names()["CN"] == ("CHN", "China", "中国")

"""Every kind's own comparison comes back from plain data as it was."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq import fields as f
from custdq.errors import OptionError
from custdq.fields.base import Absent, Comparison, Equal, Every, Level, Meet, Similar
from custdq.fields.levels import (
    comparison_from_data,
    comparison_to_data,
    read_keys,
    read_test,
    written_keys,
    written_test,
)

KINDS = [f.PersonName(), f.OrganizationName(), f.Phone(), f.Email(), f.Date(), f.Address(), f.Category(), f.Text()]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_comparison_comes_back_from_json(kind: f.Kind) -> None:
    comparison = kind.comparison()
    assert comparison_from_data(json.loads(json.dumps(comparison_to_data(comparison)))) == comparison


def test_every_test_and_a_conflict_come_back() -> None:
    test = Every((Equal("a"), Absent("b"), Similar("c", "osa", 0.8)))
    comparison = Comparison((Level("some", test, "a"),), ("a", "c"), "differs")
    assert comparison_from_data(comparison_to_data(comparison)) == comparison


@pytest.mark.parametrize("data", [{}, {"levels": [{"label": "x"}]}, {"levels": 5}])
def test_other_data_is_refused(data: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError)):
        comparison_from_data(data)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_test_of_a_kind_is_read_from_its_words(kind: f.Kind) -> None:
    for level in kind.comparison().levels:
        assert read_test(written_test(level.test)) == level.test


@given(key=st.text(min_size=1))
def test_any_key_is_read_from_its_words(key: str) -> None:
    test = Every((Equal(key), Meet("and"), Similar(key, "osa", 0.87)))
    assert read_test(written_test(test)) == test
    assert read_keys(written_keys([key, "full", key])) == (key, "full", key)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is no test"),
        ("equal()", "is no test"),
        ("equal(a) or equal(b)", "is no test"),
        ("equal(a) and", "is no test"),
        ("similar(a, osaa, 0.8)", 'Did you mean "osa"'),
        ("similar(a, osa, 7)", "similarity of 7"),
    ],
)
def test_other_words_are_refused(text: str, said: str) -> None:
    with pytest.raises(OptionError, match=said):
        read_test(text)


TWICE = (Level("same", Equal("a")), Level("same", Equal("b")))
WRONG: list[tuple[Any, dict[str, Any], str]] = [
    (Similar, {"key": "name", "metric": "jaro", "at_least": 0.9}, 'Did you mean "jaro_winkler"'),
    (Similar, {"key": "name", "metric": "osa", "at_least": 90}, "at_least as 90"),
    (Similar, {"key": "name", "metric": "osa", "at_least": "0.9"}, "at_least as '0.9'"),
    (Comparison, {"levels": (), "present": ("a",)}, "without levels"),
    (Comparison, {"levels": TWICE, "present": ("a",)}, 'two levels called "same"'),
    (Comparison, {"levels": (Level("differs", Equal("a")),), "present": ("a",)}, 'called "differs"'),
]


@pytest.mark.parametrize(("made", "options", "said"), [pytest.param(*each, id=each[2]) for each in WRONG])
def test_a_comparison_that_could_not_be_made_is_refused(made: Any, options: dict[str, Any], said: str) -> None:
    with pytest.raises(OptionError, match=re.escape(said)):
        made(**options)

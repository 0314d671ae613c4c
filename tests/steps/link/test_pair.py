"""A single pair has the levels it has among many, whatever the tests."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.link.made import field

from custdq.fields.base import Absent, Comparison, Equal, Every, Level, Similar
from custdq.steps.link.compare import compare_pairs
from custdq.steps.link.encode import ABSENT
from custdq.steps.link.field import Field
from custdq.steps.link.pair import _level
from custdq.steps.link.similarity import METRICS as CHOICES

METRICS = tuple(sorted(CHOICES))
WORDS = st.one_of(st.none(), st.text("ab c1", min_size=1, max_size=7).map(str.strip).filter(bool))


@pytest.mark.parametrize("metric", METRICS)
@given(st.lists(WORDS, min_size=2, max_size=2), st.sampled_from([0.5, 0.75, 0.8, 0.9, 1.0]))
def test_levels_are_those_of_many_pairs(metric: str, words: list[str | None], least: float) -> None:
    other = [words[1], words[0]] if least > 0.8 else [None, "x"]
    comparison = Comparison(
        (
            Level("both", Every((Equal("a"), Equal("b")))),
            Level("alone", Every((Equal("a"), Absent("b")))),
            Level("like", Similar("a", metric, least)),  # type: ignore[arg-type]
            Level("other", Equal("b")),
        ),
        ("a", "b"),
    )
    both = field("x", {"a": words, "b": other}, comparison=comparison)
    expected = compare_pairs([both], np.array([0], np.int32), np.array([1], np.int32))[0, 0]
    one, two = (field("x", {"a": [words[i]], "b": [other[i]]}, comparison=comparison) for i in (0, 1))
    assert _level(both, _values(one), _values(two)) == expected


def _values(made: Field) -> dict[str, tuple[str, ...]]:
    held = {name: (key.vocabulary, key.codes[0][key.codes[0] != ABSENT]) for name, key in made.keys.items()}
    return {name: tuple(vocabulary.spelled(codes)) for name, (vocabulary, codes) in held.items()}

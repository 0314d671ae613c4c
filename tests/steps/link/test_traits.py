"""Bounds are never too low (that is tested beside the similarities) and low enough to spare most words a look."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.link.traits import WordTraits, _ones_without_hardware, most_similar

WORDS = ["katherine", "catherine", "robert", "big red dog", "red dog", "blue"]


@pytest.mark.parametrize(
    ("metric", "left", "right", "bound"),
    [
        pytest.param("osa", 0, 1, 1 - 1 / 9, id="one-letter"),
        pytest.param("levenshtein", 0, 2, 1 - 6 / 9, id="few-letters-in-common"),
        pytest.param("jaro_winkler", 2, 5, 0.611, id="nothing-alike"),
        pytest.param("token_set", 3, 4, 1.0, id="words-inside"),
        pytest.param("token_set", 3, 5, 0.0, id="no-word-in-common"),
        pytest.param("contains", 4, 3, 7 / 11, id="letters-inside"),
        pytest.param("contains", 5, 3, 0.0, id="letters-missing"),
    ],
)
def test_bounds(metric: str, left: int, right: int, bound: float) -> None:
    traits = WordTraits(pa.array(WORDS))
    found = most_similar(traits, np.array([left], np.int32), np.array([right], np.int32), metric=metric)
    assert found.tolist() == pytest.approx([bound], abs=0.01)


def test_what_was_looked_up_before_is_the_same() -> None:
    traits = WordTraits(pa.array(WORDS))
    codes = np.array([3, 1, 3], np.int32)
    first = traits.characters(codes)
    assert np.array_equal(traits.characters(np.arange(6, dtype=np.int32))[codes], first)
    assert len(traits.characters(np.array([], np.int32))) == 0


@given(st.lists(st.integers(0, 2**64 - 1)))
def test_ones_are_counted_without_hardware(numbers: list[int]) -> None:
    counted = _ones_without_hardware(np.array(numbers, np.uint64))
    assert counted.tolist() == [number.bit_count() for number in numbers]

"""Wilson's interval against published values and closed form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.score.intervals import size_to_settle, wilson


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        pytest.param(3, 3, 0.4385, 1.0, id="three of three"),
        pytest.param(485, 500, 0.9511, 0.9817, id="485 of 500"),
        pytest.param(0, 10, 0.0, 0.2775, id="none of ten"),
        pytest.param(81, 263, 0.2553, 0.3662, id="Newcombe 1998, table I"),
    ],
)
def test_known_values(hits: int, n: int, low: float, high: float) -> None:
    assert list(wilson(hits / n, n)) == pytest.approx([low, high], abs=5e-5)


def test_no_sample_tells_nothing_and_a_census_everything() -> None:
    assert wilson(0.3, 0) == (0.0, 1.0)
    assert wilson(0.3, 50, population=50) == (0.3, 0.3)


@given(st.integers(1, 200), st.integers(0, 200), st.integers(0, 1000))
def test_the_share_lies_inside_and_a_finite_population_narrows_it(n: int, hits: int, more: int) -> None:
    share = min(hits, n) / n
    low, high = wilson(share, n)
    near, far = wilson(share, n, population=n + more)
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1
    assert low - 1e-12 <= near
    assert far <= high + 1e-12


def test_a_narrow_gap_needs_a_large_sample() -> None:
    assert size_to_settle(0.96, 0.95) > size_to_settle(0.99, 0.95)
    assert size_to_settle(0.95, 0.95) == 10**9
    assert size_to_settle(0.95, 0.95, population=800) == 800  # looking at all of them does

"""A few labels tell precision and recall: the intervals hold the truth as often as they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.errors import OptionError
from custdq.steps.link.estimate import LEAST, allocate, estimate_quality, sample_pairs, strata


@given(
    st.lists(st.integers(0, 500), min_size=1, max_size=20).filter(lambda sizes: sum(sizes) > 0),
    st.integers(1, 600),
)
def test_every_stratum_has_its_least_and_no_more_than_it_holds(sizes: list[int], labels: int) -> None:
    held = np.array(sizes, np.int64)
    given_out = allocate(held, np.linspace(0.1, 0.5, len(held)), labels)
    assert (given_out >= np.minimum(held, LEAST)).all()
    assert (given_out <= held).all()
    assert given_out.sum() == max(min(labels, held.sum()), np.minimum(held, LEAST).sum())


def test_bands_keep_linked_pairs_apart() -> None:
    assert strata(np.array([0.01, 0.5, 0.9999]), np.array([False, True, True])).tolist() == [0, 14, 19]


def _planted(seed: int, pairs: int = 20_000) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    chance = np.clip(draw.beta(0.25, 0.25, pairs), 0.01, 0.99999)
    match = draw.random(pairs) < np.clip(chance * 0.94 + 0.02, 0, 1)  # the model is a little too sure of itself
    return chance, chance > 0.5, match


def test_intervals_hold_the_truth() -> None:
    chance, linked, match = _planted(0)
    precision, recall = match[linked].mean(), match[linked].sum() / match.sum()
    inside = []
    for seed in range(200):
        at = sample_pairs(chance, linked, labels=400, seed=seed)
        assert len(at) == len(set(at.tolist())) == 400
        found = estimate_quality(chance, linked, labelled=at, match=match[at])
        inside.append(
            (
                found.precision_low <= precision <= found.precision_high,
                found.recall_low <= recall <= found.recall_high,
                abs(found.precision - precision) < 0.06,
            )
        )
    assert (np.mean(inside, axis=0) >= 0.93).all(), np.mean(inside, axis=0)


def test_all_labels_leave_no_doubt() -> None:
    chance, linked, match = _planted(1, 300)
    found = estimate_quality(chance, linked, labelled=np.arange(300), match=match)
    assert found.precision == found.precision_low == found.precision_high == pytest.approx(match[linked].mean())
    assert found.recall == pytest.approx(match[linked].sum() / match.sum())
    assert found.recall_low == found.recall_high
    assert found.matches == pytest.approx(match.sum())
    assert "blocking" in str(found)


def test_right_answers_alone_do_not_make_it_certain() -> None:
    chance = np.full(10_000, 0.999)
    at = np.arange(50)
    found = estimate_quality(chance, np.ones(10_000, bool), labelled=at, match=np.ones(50, bool))
    assert (found.precision, found.recall) == (1.0, 1.0)
    assert 0.9 < found.precision_low < 0.97


def test_a_side_without_labels_is_said() -> None:
    chance = np.array([0.2, 0.9])
    with pytest.raises(OptionError, match="not linked"):
        estimate_quality(chance, chance > 0.5, labelled=np.array([1]), match=np.array([True]))

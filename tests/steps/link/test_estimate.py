"""A few labels tell precision and recall: the intervals hold the truth as often as they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.errors import OptionError
from custdq.steps.link.estimate import LEAST, PairPopulation, allocate, estimate_quality, sample_pairs, strata


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


def _pairs(chance: np.ndarray, linked: np.ndarray, **known: object) -> PairPopulation:
    """Return a population of pairs of which nothing but their probability matters."""
    none = np.zeros(len(chance), np.int32)
    found = known.pop("found", np.zeros(len(chance), bool))
    return PairPopulation(none, none, chance, linked, found, **known)  # type: ignore[arg-type]


def test_bands_keep_linked_pairs_and_pairs_found_apart() -> None:
    chance, linked = np.array([0.01, 0.5, 0.9999, 0.3]), np.array([False, True, True, False])
    assert strata(_pairs(chance, linked, found=np.array([False, False, False, True]))).tolist() == [0, 14, 19, 22]


def _planted(seed: int, pairs: int = 20_000) -> tuple[PairPopulation, np.ndarray]:
    draw = np.random.default_rng(seed)
    chance = np.clip(draw.beta(0.25, 0.25, pairs), 0.01, 0.99999)
    match = draw.random(pairs) < np.clip(chance * 0.94 + 0.02, 0, 1)  # the model is a little too sure of itself
    return _pairs(chance, chance > 0.5), match


def test_intervals_hold_the_truth() -> None:
    pairs, match = _planted(0)
    linked = pairs.linked
    precision, recall = match[linked].mean(), match[linked].sum() / match.sum()
    inside = []
    for seed in range(200):
        at = sample_pairs(pairs, labels=400, seed=seed)
        assert len(at) == len(set(at.tolist())) == 400
        found = estimate_quality(pairs, labelled=at, match=match[at])
        inside.append(
            (
                found.precision_low <= precision <= found.precision_high,
                found.recall_low <= recall <= found.recall_high,
                abs(found.precision - precision) < 0.06,
            )
        )
    assert (np.mean(inside, axis=0) >= 0.93).all(), np.mean(inside, axis=0)


@pytest.mark.parametrize("share", [0.05, 0.3, 1.0])
def test_intervals_hold_what_was_never_made(share: float) -> None:
    # two thousand more matches that nobody kept, of which comparing some records with all finds a share
    kept, kept_match = _planted(2)
    inside = []
    for seed in range(200):
        draw = np.random.default_rng(seed)
        count = draw.binomial(6_000, share)
        chance = np.concatenate([kept.probability, np.clip(draw.beta(0.5, 1.0, count), 0.01, 0.9999)])
        lost_match = draw.random(count) < chance[len(kept.probability) :]
        linked, found = (np.concatenate(parts) for parts in (
            (kept.linked, np.zeros(count, bool)), (np.zeros(len(kept.linked), bool), np.ones(count, bool))
        ))  # fmt: skip
        pairs, match = _pairs(chance, linked, found=found, share=share), np.concatenate([kept_match, lost_match])
        at = sample_pairs(pairs, labels=400, seed=seed)
        answer = estimate_quality(pairs, labelled=at, match=match[at])
        recall = kept_match[kept.linked].sum() / (kept_match.sum() + 2_000)
        inside.append(answer.recall_low <= recall <= answer.recall_high)
    assert np.mean(inside) >= 0.93


def test_none_found_in_a_small_share_is_not_none() -> None:
    pairs, match = _planted(1, 300)
    every = np.arange(300)
    sure, unsure = (
        estimate_quality(_pairs(pairs.probability, pairs.linked, share=share), labelled=every, match=match)
        for share in (1.0, 0.02)
    )
    assert unsure.recall == sure.recall
    assert unsure.recall_low < sure.recall_low - 0.1


def test_what_the_model_expects_beyond_labels_counts_as_missed() -> None:
    pairs, match = _planted(1, 300)
    found, beyond = (
        estimate_quality(
            _pairs(pairs.probability, pairs.linked, beyond=more), labelled=np.arange(300), match=match
        )
        for more in (0.0, 50.0)
    )  # fmt: skip
    true = match[pairs.linked].sum()
    assert beyond.recall == pytest.approx(true / (match.sum() + 50))
    assert beyond.recall_low < true / (match.sum() + 150) < beyond.recall < found.recall
    assert beyond.matches - found.matches == pytest.approx(beyond.beyond) == 50
    assert "50" in str(beyond)


def test_all_labels_leave_no_doubt_of_precision() -> None:
    pairs, match = _planted(1, 300)
    found = estimate_quality(pairs, labelled=np.arange(300), match=match)
    assert found.precision == found.precision_low == found.precision_high == pytest.approx(match[pairs.linked].mean())
    assert found.recall == pytest.approx(match[pairs.linked].sum() / match.sum())
    # one match more may be anywhere
    assert found.recall_low < found.recall < found.recall_high < found.recall_low + 0.06
    assert found.matches == pytest.approx(match.sum())


def test_right_answers_alone_do_not_make_it_certain() -> None:
    pairs = _pairs(np.full(10_000, 0.999), np.ones(10_000, bool))
    found = estimate_quality(pairs, labelled=np.arange(50), match=np.ones(50, bool))
    assert (found.precision, found.recall) == (1.0, 1.0)
    assert 0.9 < found.precision_low < 0.97


@pytest.mark.parametrize(
    ("labelled", "missing"), [([1, 2], "that were not linked"), ([0, 2], "linked pairs"), ([0, 1], "nobody kept")]
)
def test_a_side_without_labels_is_said(labelled: list[int], missing: str) -> None:
    chance = np.array([0.2, 0.9, 0.3])
    pairs = _pairs(chance, chance > 0.5, found=np.array([False, False, True]))
    with pytest.raises(OptionError, match=missing):
        estimate_quality(pairs, labelled=np.array(labelled), match=np.array([True, True]))

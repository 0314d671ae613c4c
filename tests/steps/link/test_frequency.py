"""A rare value shared is worth more than a common one, and the average value is worth what the level says."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.link.made import Values, all_pairs, field

from custdq.fields.base import Comparison, Equal, Level, Similar
from custdq.steps.link.compare import NOT_ASSESSED, compare_pairs
from custdq.steps.link.frequency import MAX_ADJUSTMENT, FrequencyTable

NAMES: list[str | None] = ["wang"] * 8 + ["li"] * 4 + ["ouyang"] * 2 + [None] * 2


def _correction(values: Values, left: int, right: int) -> float:
    made = field("name", {"full": values})
    pair = np.array([left], np.int32), np.array([right], np.int32)
    return float(FrequencyTable([made]).adjust(compare_pairs([made], *pair), *pair)[0, 0])


def test_rarer_is_stronger() -> None:
    wang, li, ouyang = _correction(NAMES, 0, 1), _correction(NAMES, 8, 9), _correction(NAMES, 12, 13)
    assert wang < li < ouyang
    assert wang < 0 < ouyang


def test_the_correction_is_the_ratio_of_shares() -> None:
    # shares 8/14, 4/14, 2/14 among records with a name: sum of squares (64 + 16 + 4) / 196
    usual = 84 / 196
    assert _correction(NAMES, 0, 1) == pytest.approx(np.log2(usual / (8 / 14)))
    assert _correction(NAMES, 12, 13) == pytest.approx(np.log2(usual / (2 / 14)))
    assert _correction(NAMES, 0, 1) - _correction(NAMES, 8, 9) == pytest.approx(-1.0)


@pytest.mark.parametrize(
    ("left", "right"),
    [pytest.param(0, 8, id="differs"), pytest.param(0, 14, id="one-missing"), pytest.param(14, 15, id="both-missing")],
)
def test_what_does_not_agree_is_not_corrected(left: int, right: int) -> None:
    assert _correction(NAMES, left, right) == 0


def test_of_several_shared_values_the_rarest_counts() -> None:
    values = [["common", "rare"], ["common", "rare"], *([["common"]] * 6)]
    assert _correction(values, 0, 1) > _correction(values, 2, 3)


def test_values_that_only_resemble_each_other_are_never_made_stronger() -> None:
    comparison = Comparison((Level("near", Similar("full", "osa", 0.5), "full"),), ("full",))
    values: list[str | None] = ["wang", "wanq", *["wang"] * 10, *["xyzt", "xyzu"]]
    made = field("name", {"full": values}, comparison=comparison)
    left, right = np.array([0, 12], np.int32), np.array([1, 13], np.int32)
    common, rare = FrequencyTable([made]).adjust(compare_pairs([made], left, right), left, right)[:, 0]
    assert common < 0
    assert rare == 0


def test_levels_without_a_frequency_key_are_left_alone() -> None:
    made = field("name", {"full": NAMES}, comparison=Comparison((Level("same", Equal("full")),), ("full",)))
    left, right = all_pairs(len(NAMES))
    assert not FrequencyTable([made]).adjust(compare_pairs([made], left, right), left, right).any()


@given(st.lists(st.none() | st.sampled_from("abcdef"), min_size=2, max_size=12))
def test_corrections_are_bounded_and_fall_with_frequency(values: list[str | None]) -> None:
    made = field("name", {"full": values})
    left, right = all_pairs(len(values))
    levels = compare_pairs([made], left, right)
    out = FrequencyTable([made]).adjust(levels, left, right)[:, 0]
    assert (np.abs(out) <= MAX_ADJUSTMENT).all()
    assert (out[(levels[:, 0] == NOT_ASSESSED) | (levels[:, 0] == 1)] == 0).all()
    agreed = sorted((values.count(values[a]), weight) for a, weight in zip(left, out, strict=True) if values[a])
    same = [(n, w) for n, w in agreed if w != 0]
    assert all(w >= v for (n, w), (k, v) in pairwise(same) if n < k)


def test_a_key_without_values() -> None:
    assert _correction([None, None], 0, 1) == 0

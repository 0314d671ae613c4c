"""Slips on whole columns: each value is one slip away, empty stays empty, and days stay days."""

from datetime import date

import numpy as np
from benchmarks.linkage.customers_chinese import in_traditional, short, spelt
from benchmarks.linkage.customers_western import birthdays
from benchmarks.linkage.slips import typed, zipf
from rapidfuzz.distance import OSA


def test_a_slip_is_one_sign_lost_added_replaced_or_swapped() -> None:
    words = np.array(["Anderson", "Li", "", "X", "wu@example.org"] * 200)
    slipped = typed(np.random.default_rng(1), words, 1.0)
    apart = [OSA.distance(a, b) for a, b in zip(words.tolist(), slipped.tolist(), strict=True)]
    assert max(apart) == 1
    assert np.mean(apart) > 0.6
    assert set(slipped[2::5].tolist()) == {""}


def test_no_share_changes_nothing() -> None:
    words = np.array(["Anderson", "Li"])
    assert typed(np.random.default_rng(1), words, 0.0).tolist() == words.tolist()


def test_wrong_birthdays_are_still_days_of_the_calendar() -> None:
    days = np.datetime64("1930-01-01") + np.arange(28_000)
    dates = days.astype("U10")
    wrong = birthdays(np.random.default_rng(2), dates)
    changed = [(a, b) for a, b in zip(dates.tolist(), wrong.tolist(), strict=True) if a != b]
    assert 0.06 < len(changed) / len(dates) < 0.11
    for _, written in changed:
        date.fromisoformat(written)


def test_zipf_falls_with_the_rank_and_sums_to_one() -> None:
    cumulative = zipf(100, offset=4, power=1.2)
    shares = np.diff(cumulative, prepend=0.0)
    assert (np.diff(shares) < 0).all()
    assert np.isclose(cumulative[-1], 1)


def test_chinese_spellings() -> None:
    assert spelt(np.array(["单", "解放"]), surname=True).tolist() == ["shan", "xiefang"]
    assert spelt(np.array(["建国"])).tolist() == ["jianguo"]
    assert short(np.array(["上海市", "江苏省", "朝阳区", "沙市"])).tolist() == ["上海", "江苏", "朝阳区", "沙市"]
    assert in_traditional(np.random.default_rng(1), np.array(["东华", ""]), 1.0).tolist() == ["東華", ""]

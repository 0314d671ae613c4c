"""Alarms ring for a change that is large and no chance, and for nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from scipy.stats import chi2

from custdq.steps.score.alarms import alarms, stability


def entry(  # every name of an entry's parts may be given
    day: int, score: float | None = 0.9, *, size: int = 1000, rules: str = "r", missing: int = 50, invalid: int = 10,
    bins: Mapping[str, int] | None = None, groups: Mapping[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    column = {"rows": size, "missing": missing, "invalid": invalid, "bins": bins or {"a": size // 2, "b": size // 2}}
    return {
        "id": f"{day} {score}", "as_of": f"2025-01-{day:02}", "rules": rules,
        "scores": {"accuracy": [score, size], "mobile.accuracy": [0.9, size]}, "groups": groups or {},
        "columns": {"mobile": column},
    }  # fmt: skip


def rung(*entries: dict[str, Any]) -> list[tuple[str, str]]:
    return [(alarm.kind, alarm.name) for alarm in alarms(list(entries), entries[-1])]


@pytest.mark.parametrize(
    ("score", "size", "expected"),
    [
        pytest.param(0.9, 1000, [], id="unchanged"),
        pytest.param(0.8, 1000, [("drop", "accuracy")], id="a drop"),
        pytest.param(0.8, 20, [], id="a drop that chance may be"),
        pytest.param(0.895, 10_000_000, [], id="significant and too small to matter"),
        pytest.param(0.97, 1000, [], id="a rise"),
        pytest.param(None, 1000, [], id="not assessed"),
    ],
)
def test_drops(score: float | None, size: int, expected: list[tuple[str, str]]) -> None:
    half = {"missing": size // 20, "invalid": size // 100}
    assert rung(entry(1, size=size, **half), entry(2, score, size=size, **half)) == expected  # type: ignore[arg-type]


def test_a_group_that_drops_is_named() -> None:
    old, new = ({"by.owner.overall": {"Li": [score, 500], "Wu": [0.9, 500]}} for score in (0.9, 0.5))
    assert rung(entry(1, groups=old), entry(2, groups=new)) == [("drop", "by.owner.overall for Li")]


def test_other_rules_begin_a_new_series() -> None:
    assert rung(entry(1), entry(2, 0.5, rules="other")) == []
    assert rung(entry(1), entry(2, 0.9, rules="other"), entry(3, 0.5)) == [("drop", "accuracy")]


def test_a_slow_decline_rings_once_it_is_known_what_is_usual() -> None:
    usual = [entry(day, 0.9 + 0.001 * (day % 3)) for day in range(1, 10)]
    assert rung(*usual, entry(10, 0.885)) == [("low", "accuracy")]
    assert rung(*usual[:5], entry(10, 0.885)) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({"missing": 200}, [("drift", "mobile.missing")], id="more missing"),
        pytest.param({"missing": 0}, [("drift", "mobile.missing")], id="less missing"),
        pytest.param({"missing": 60}, [], id="a little more missing"),
        pytest.param({"invalid": 100}, [("drift", "mobile.invalid")], id="more invalid"),
        pytest.param({"bins": {"a": 100, "b": 900}}, [("drift", "mobile.values")], id="other values"),
        pytest.param({"bins": {"a": 480, "b": 520}}, [], id="nearly the same values"),
    ],
)
def test_drift(change: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert rung(entry(1), entry(2, **change)) == expected


def test_a_column_that_is_gone_is_told() -> None:
    now = entry(2)
    now["columns"] = {}
    assert rung(entry(1), now) == [("drift", "mobile.missing")]


def test_the_bound_of_the_index_is_what_chance_exceeds() -> None:
    """Draw both samples from one distribution: the index exceeds its bound about as often as it should."""
    generator = np.random.default_rng(5)
    shares, n, m, level = [0.4, 0.3, 0.2, 0.1], 800, 500, 0.05
    over = 0
    for _ in range(2000):
        old, new = (dict(zip("abcd", generator.multinomial(size, shares).tolist(), strict=True)) for size in (n, m))
        index, bound = stability(old, new, level=level)
        over += index is not None and index > bound
    assert over / 2000 == pytest.approx(level, abs=0.015)
    bound = stability({"a": 400, "b": 400}, {"a": 250, "b": 250}, level=level)[1]
    assert bound == pytest.approx((1 / n + 1 / m) * chi2.ppf(1 - level, 1), rel=0.03)


def test_unchanged_data_rarely_rings() -> None:
    """A run of the same data source, drawn anew each time: an alarm in at most a few of a hundred runs."""
    generator = np.random.default_rng(11)

    def drawn(day: int) -> dict[str, Any]:
        size = 2000
        spread = generator.multinomial(size, [0.5, 0.3, 0.1, 0.1]).tolist()
        return entry(
            day, float(generator.binomial(size, 0.9)) / size, size=size, missing=int(generator.binomial(size, 0.05)),
            invalid=int(generator.binomial(size, 0.02)), bins=dict(zip("abcd", spread, strict=True)),
        )  # fmt: skip

    rings = sum(bool(rung(drawn(1), drawn(2))) for _ in range(300))
    assert rings <= 9

"""Hazards of change and of being wrong, against planted ones."""

from __future__ import annotations

import numpy as np
import pytest

from custdq.steps.score.ageing import HAZARDS, NOBODY, Ageing, Told, exposure, fit


def test_change_and_error_are_told_apart() -> None:
    rng = np.random.default_rng(0)
    age = rng.uniform(200, 3_000, 40_000)
    gap = age * rng.random(40_000)
    systems = rng.integers(0, 2, (40_000, 2))
    hazard = np.log(2) * gap / 5_000 + np.array([0.01, 0.06])[systems].sum(axis=1)
    found = fit(Told(exposure(gap, age), systems, rng.random(40_000) > np.exp(-hazard)), 2)
    assert found.wrong == pytest.approx([0.01, 0.06], abs=0.01)
    assert found.gone(np.array([1_000.0, 2_500.0])) == pytest.approx(1 - 0.5 ** np.array([0.2, 0.5]), abs=0.02)


def test_what_happened_at_once_is_no_change() -> None:
    told = Told(np.zeros((100, HAZARDS)), np.full((100, 2), [0, NOBODY]), np.arange(100) < 30)
    found = fit(told, 2)
    assert found.wrong == pytest.approx([-np.log(0.7), 0.0], abs=1e-3)
    assert not found.change.any()


def test_nothing_seen_is_nothing_learnt() -> None:
    found = fit(Told(np.zeros((0, HAZARDS)), np.zeros((0, 2), dtype=np.int64), np.zeros(0, dtype=bool)), 3)
    assert not found.change.any()
    assert not found.wrong.any()


def test_a_system_that_is_always_wrong_has_a_finite_hazard() -> None:
    told = Told(np.zeros((50, HAZARDS)), np.full((50, 2), [0, NOBODY]), np.ones(50, dtype=bool))
    assert -np.expm1(-fit(told, 1).wrong[0]) == pytest.approx(1.0, abs=1e-2)


def test_a_part_of_the_time_and_the_rest_make_the_whole() -> None:
    ageing = Ageing(np.linspace(0.05, 0.4, HAZARDS), np.zeros(1))
    age, gap = np.array([900.0, 900.0, 900.0]), np.array([0.0, 300.0, 900.0])
    held = np.exp(-exposure(gap, age) @ ageing.change)
    assert held * (1 - ageing.after(gap, age)) == pytest.approx(1 - ageing.gone(age))


def test_a_value_of_today_holds() -> None:
    assert exposure(np.zeros(1), np.zeros(1)).tolist() == [[0.0] * HAZARDS]

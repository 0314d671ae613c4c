"""Grades are shares, and finer addresses never count less."""

from __future__ import annotations

from custdq.steps.score.grades import ADDRESS_LEVELS, GRADES


def test_grades_are_shares() -> None:
    assert all(0 <= grade <= 1 for grade in GRADES.values())


def test_a_finer_address_counts_more() -> None:
    grades = [GRADES[name] for name, _ in ADDRESS_LEVELS] + [GRADES["address_none"]]
    assert grades == sorted(grades, reverse=True)

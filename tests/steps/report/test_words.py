from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.errors import Reason
from custdq.steps.report.words import basis_words, dimension_words, number, percent, plural, signed, words_of


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_code_has_words_of_its_own(reason: Reason) -> None:
    assert words_of(str(reason)).meaning != str(reason).replace("_", " ")


def test_an_unknown_code_is_still_said() -> None:
    assert words_of("strange_thing").meaning == "strange thing"


@given(st.floats(0, 1))
def test_only_a_full_score_reads_as_100_percent(score: float) -> None:
    assert (percent(score) == "100%") is (score >= 1)


def test_an_unassessed_score_is_never_a_number() -> None:
    assert percent(None) == "not assessed"


@pytest.mark.parametrize("dimension", ["completeness", "accuracy", "consistency", "timeliness", "uniqueness"])
def test_every_dimension_has_words(dimension: str) -> None:
    assert dimension_words(dimension)


def test_a_basis_is_put_into_words() -> None:
    assert "upper bound" in basis_words("validity")
    assert basis_words(None) == ""


def test_counts_and_weights() -> None:
    assert (number(1234567), plural(1, "row"), plural(0, "row"), signed(-2.34)) == (
        "1,234,567",
        "1 row",
        "0 rows",
        "−2.3",
    )

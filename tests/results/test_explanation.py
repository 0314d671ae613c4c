"""An explanation's parts add up, in every form it is read in."""

from __future__ import annotations

import pytest

from custdq.results.explanation import Explanation
from custdq.steps.link import FieldEvidence, PairEvidence

EVIDENCE = PairEvidence(
    (FieldEvidence("name", "same name", 9.0, 1.0), FieldEvidence("mail", "differs", -2.0, 0.0)), -8.0, 7.0, 1 / 3
)


def test_words_rows_and_chart_say_the_same() -> None:
    why = Explanation(EVIDENCE)
    assert sum(row["match_weight"] for row in why.data) == pytest.approx(why.match_weight)
    assert "name: same name, 9.0 bits for" in str(why)
    assert why.match_probability == pytest.approx(1 / 3)
    assert "name: same name" in why.svg
    assert why._repr_html_() == why.svg

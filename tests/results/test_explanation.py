"""An explanation's parts add up, in every form it is read in."""

from __future__ import annotations

import pytest

from custdq.results.explanation import Explanation, ModelChart
from custdq.steps.link import FieldEvidence, FieldModel, LinkageModel, PairEvidence

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


def test_a_model_is_drawn_level_by_level() -> None:
    field = FieldModel("mail", ("same", "differs"), (0.9, 0.1), (0.01, 0.99), (0.1, 0.9), 1.0)
    chart = ModelChart(LinkageModel((field,), (), 0.1, 0.0, 10))
    assert chart.svg.count("<rect") == 4
    assert "m 0.9, u 0.01" in chart._repr_html_()

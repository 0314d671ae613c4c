"""The sample a steward checks, and what comes of the answers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from tests.steps.hand_built import hand_built

from custdq import fields as f
from custdq.errors import ColumnNotFoundError, OptionError
from custdq.schema import Schema
from custdq.steps.score.card import ScoreCard
from custdq.steps.score.intervals import size_for, wilson
from custdq.steps.score.sampling import draw_sample
from custdq.steps.score.scoring import score_records

SCHEMA = Schema({"mail": f.Email(), "note": f.Text()}, record_id="record_id", source="source", updated_at="seen")
ROWS = 1000


def _card(order: Any = None, **options: Any) -> ScoreCard:
    rows = np.arange(ROWS) if order is None else order
    columns: dict[str, Any] = {
        "record_id": [str(row) for row in rows],
        "source": ["crm" if row < 700 else "erp" for row in rows],
        "mail": [f"a{row}@x.org" if row >= 100 else ("bad", None, "bad_format") for row in rows],
        "note": ["x"] * len(rows), "seen": ["2025-01-01"] * len(rows),
    }  # fmt: skip
    return score_records(hand_built(columns), SCHEMA, as_of="2025-01-01", **options)


def _answers(sample: pa.Table, wrong: Any, **more: list[str]) -> pa.Table:
    at = sample.schema.get_field_index("correct")
    said = ["no" if wrong(int(row)) else "yes" for row in sample.column("record_id").to_pylist()]
    out = sample.set_column(at, "correct", pa.array(said))
    for name, cells in more.items():
        out = out.set_column(out.schema.get_field_index(name), name, pa.array(cells))
    return out


def _accuracy(card: ScoreCard) -> dict[str, Any]:
    line: dict[str, Any] = next(line for line in card.fields.to_pylist() if line["dimension"] == "accuracy")
    return line


def test_it_is_as_large_as_the_interval_needs_and_among_valid_values() -> None:
    sample = draw_sample(_card(), margin=0.03)
    assert sample.num_rows == size_for(0.03, share=0.9, population=900)
    assert set(sample.column("field").to_pylist()) == {"mail"}
    assert min(int(row) for row in sample.column("record_id").to_pylist()) >= 100


def test_strata_have_their_share() -> None:
    sample = draw_sample(_card(), by="source", margin=0.05)
    size = size_for(0.05, share=0.9, population=900)
    counts = {line["values"]: line["counts"] for line in pc.value_counts(sample.column("stratum")).to_pylist()}
    assert counts == {"crm": -(-size * 600 // 900), "erp": -(-size * 300 // 900)}


def test_the_order_of_rows_changes_nothing_and_another_seed_does() -> None:
    def drawn(order: Any = None, seed: int = 0) -> set[str]:
        return set(draw_sample(_card(order), seed=seed).column("record_id").to_pylist())

    assert drawn() == drawn(np.arange(ROWS)[::-1]) != drawn(seed=1)


def test_the_answers_give_accuracy_with_its_interval() -> None:
    sample = draw_sample(_card(), margin=0.05)
    n = sample.num_rows
    wrong = {int(row) for row in sample.column("record_id").to_pylist()[: n // 5]}
    line = _accuracy(_card(reference=_answers(sample, wrong.__contains__)))
    share = 1 - (n // 5) / n
    low, high = wilson(share, n, population=900)
    assert (line["basis"], line["checked"], line["population"]) == ("verified", n, 900)
    assert line["score"] == pytest.approx(0.9 * share)
    assert (line["lower"], line["upper"]) == (pytest.approx(0.9 * low), pytest.approx(0.9 * high))


def test_a_stratified_sample_is_weighed_by_its_strata() -> None:
    sample = draw_sample(_card(), by="source", margin=0.05)
    # all of erp's values are wrong: a third of the population
    line = _accuracy(_card(reference=_answers(sample, lambda row: row >= 700)))
    assert line["score"] == pytest.approx(0.9 * 2 / 3)


def test_what_nobody_could_tell_is_its_own_outcome() -> None:
    sample = draw_sample(_card(), margin=0.05)
    said = ["?", "", *["yes"] * (sample.num_rows - 2)]
    card = _card(reference=sample.set_column(sample.schema.get_field_index("correct"), "correct", pa.array(said)))
    (line,) = card.samples.to_pylist()
    assert (line["untold"], line["checked"], line["confirmed"]) == (1, sample.num_rows - 2, sample.num_rows - 2)


def test_a_true_value_is_compared_by_meaning() -> None:
    answers = pa.table({"record_id": ["100", "101"], "field": ["mail"] * 2, "true_value": ["A100@X.org", "b@x.org"]})
    (line,) = _card(reference=answers).samples.to_pylist()
    assert (line["checked"], line["confirmed"]) == (2, 1)


def test_an_answer_older_than_the_deadline_no_longer_counts() -> None:
    sample = draw_sample(_card(), margin=0.1)
    dates = ["2024-12-01", *["2020-01-01"] * (sample.num_rows - 1)]
    answers = _answers(sample, lambda _: False, checked_at=dates)
    card = _card(reference=answers, expectations={"field": {"mail": {"sla": "90d"}}})
    (line,) = card.samples.to_pylist()
    assert (line["checked"], line["expired"]) == (1, sample.num_rows - 1)


def test_answers_that_are_not_understood_are_refused() -> None:
    answers = pa.table({"record_id": ["100"], "field": ["mail"], "correct": ["perhaps"]})
    with pytest.raises(OptionError, match="Write yes, no or"):
        _card(reference=answers)


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        pytest.param({"margin": 0}, OptionError, "between 0 and 0.5", id="margin"),
        pytest.param({"fields": ["mial"]}, OptionError, 'Did you mean "mail"', id="field"),
        pytest.param({"by": "sorce"}, ColumnNotFoundError, 'Did you mean "source"', id="stratum"),
    ],
)
def test_a_wrong_call_is_an_error(options: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        draw_sample(_card(), **options)

"""Records to a score card: completeness, accuracy, consistency, timeliness, uniqueness. Start reading at `card`."""

from custdq.steps.score.card import ScoreCard, ScoreOptions, score_records
from custdq.steps.score.expectations import DIMENSIONS, Expectations
from custdq.steps.score.expectations_document import EXPECTATION_TABLES, evaluation_day, make_expectations
from custdq.steps.score.gate import GateOutcome, GateResult, gate, gate_columns, strictly
from custdq.steps.score.plain import card_to_dict

__all__ = [
    "DIMENSIONS", "EXPECTATION_TABLES", "Expectations", "GateOutcome", "GateResult", "ScoreCard", "ScoreOptions",
    "card_to_dict", "evaluation_day", "gate", "gate_columns", "make_expectations", "score_records", "strictly",
]  # fmt: skip

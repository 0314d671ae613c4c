"""Records to a score card: completeness, accuracy, consistency, timeliness, uniqueness. Start reading at `scoring`."""

from custdq.steps.score.card import ScoreCard
from custdq.steps.score.expectations import DIMENSIONS, Expectations
from custdq.steps.score.expectations_document import EXPECTATION_TABLES, evaluation_day, make_expectations
from custdq.steps.score.gate import GateOutcome, GateResult, gate
from custdq.steps.score.plain import card_to_dict
from custdq.steps.score.review import excess_table, missing_for, review_list
from custdq.steps.score.sampling import draw_sample
from custdq.steps.score.scoring import ScoreOptions, score_records
from custdq.steps.score.written import Written

__all__ = [
    "DIMENSIONS", "EXPECTATION_TABLES", "Expectations", "GateOutcome", "GateResult", "ScoreCard", "ScoreOptions",
    "Written", "card_to_dict", "draw_sample", "evaluation_day", "excess_table", "gate", "make_expectations",
    "missing_for", "review_list", "score_records",
]  # fmt: skip

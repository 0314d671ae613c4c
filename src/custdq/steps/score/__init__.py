"""Records to a score card: completeness, accuracy, consistency, timeliness, uniqueness. Start reading at `card`."""

from custdq.steps.score.alarms import Alarm, alarms
from custdq.steps.score.card import ScoreCard, ScoreOptions, score_records
from custdq.steps.score.columns import column_counts, missingness
from custdq.steps.score.distribution import distributions
from custdq.steps.score.expectations import DIMENSIONS, Expectations
from custdq.steps.score.expectations_document import EXPECTATION_TABLES, evaluation_day, make_expectations
from custdq.steps.score.gate import GateOutcome, GateResult, gate, gate_columns, strictly
from custdq.steps.score.history import append_entry, entry_of, previous, read_history, series
from custdq.steps.score.personal import inventory
from custdq.steps.score.plain import card_to_dict

__all__ = [
    "DIMENSIONS", "EXPECTATION_TABLES", "Alarm", "Expectations", "GateOutcome", "GateResult", "ScoreCard",
    "ScoreOptions", "alarms", "append_entry", "card_to_dict", "column_counts", "distributions", "entry_of",
    "evaluation_day", "gate", "gate_columns", "inventory", "make_expectations", "missingness", "previous",
    "read_history", "score_records", "series", "strictly",
]  # fmt: skip

"""Records to a score card: completeness, accuracy, consistency, timeliness, uniqueness. Start reading at `scoring`."""

from custdq.steps.score.alarms import Alarm, alarms
from custdq.steps.score.baseline import baseline_of
from custdq.steps.score.card import ScoreCard
from custdq.steps.score.columns import column_counts, missingness
from custdq.steps.score.distribution import distributions
from custdq.steps.score.expectations import DIMENSIONS, Expectations
from custdq.steps.score.expectations_document import EXPECTATION_TABLES, evaluation_day, make_expectations
from custdq.steps.score.gate import GateOutcome, GateResult, gate, gate_columns, strictly
from custdq.steps.score.history import append_entry, entry_of, previous, read_history, series
from custdq.steps.score.outdated import outdated_table
from custdq.steps.score.personal import inventory
from custdq.steps.score.plain import card_to_dict
from custdq.steps.score.review import excess_table, missing_for, review_list
from custdq.steps.score.sampling import draw_sample
from custdq.steps.score.scoring import ScoreOptions, score_records
from custdq.steps.score.written import Written

__all__ = [
    "DIMENSIONS",
    "EXPECTATION_TABLES",
    "Alarm",
    "Expectations",
    "GateOutcome",
    "GateResult",
    "ScoreCard",
    "ScoreOptions",
    "Written",
    "alarms",
    "append_entry",
    "baseline_of",
    "card_to_dict",
    "column_counts",
    "distributions",
    "draw_sample",
    "entry_of",
    "evaluation_day",
    "excess_table",
    "gate",
    "gate_columns",
    "inventory",
    "make_expectations",
    "missing_for",
    "missingness",
    "outdated_table",
    "previous",
    "read_history",
    "review_list",
    "score_records",
    "series",
    "strictly",
]  # fmt: skip

"""Records to one standard: `standardize_records`; how good each column was and is: `column_profiles`."""

from custdq.steps.standardize.divisions import DIVISION_COLUMNS, FILLED_COLUMNS
from custdq.steps.standardize.lone_record import RecordReader
from custdq.steps.standardize.part_columns import part_columns
from custdq.steps.standardize.profile import column_profiles
from custdq.steps.standardize.standardizing import standardize_records

__all__ = [
    "DIVISION_COLUMNS", "FILLED_COLUMNS", "RecordReader", "column_profiles", "part_columns", "standardize_records",
]  # fmt: skip

"""The error tree and the reason codes. A bad *call* is an error, a bad *value* is a finding.

::

    CustdqError
    ├── SchemaError(ValueError)            what the user declared does not hold together
    │   └── ColumnNotFoundError(KeyError)  a column was named that the table does not have
    ├── OptionError(ValueError)            an argument outside what it may be
    │   └── UnknownOptionError(TypeError)  an option that a kind does not have
    ├── ConfigError(ValueError)            custdq.toml cannot be understood
    ├── SourceError(ValueError)            a source cannot be read as a table
    │   ├── SourceNotFoundError(FileNotFoundError)
    │   └── LockedSourceError(PermissionError)   password-protected or unreadable
    ├── FrameError(TypeError)              an object that is no frame
    ├── NotFittedError(RuntimeError)       a linker was asked to predict before it was fitted
    ├── RecordNotFoundError(LookupError)   a record id that is not there, or is there twice
    ├── MissingExtraError(ImportError)     an optional library is needed and absent
    └── QualityGateError(AssertionError)   a gate fell short and the caller asked for an error

Every message says what was given, what was expected, the nearest right name, and what to do. The trap this
file guards against: `KeyError` prints its message in quotes, so the tree prints its own text.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum


class CustdqError(Exception):
    """Parent of every error custdq raises."""

    def __str__(self) -> str:
        return " ".join(str(part) for part in self.args)


class SchemaError(CustdqError, ValueError):
    """What the user declared about the columns does not hold together."""


class ColumnNotFoundError(SchemaError, KeyError):
    """A column was named that the table does not have."""


class OptionError(CustdqError, ValueError):
    """An argument lies outside what it may be."""


class UnknownOptionError(OptionError, TypeError):
    """An option was named that a kind does not have."""


class ConfigError(CustdqError, ValueError):
    """A configuration file cannot be understood."""


class SourceError(CustdqError, ValueError):
    """A source cannot be read as a table."""


class SourceNotFoundError(SourceError, FileNotFoundError):
    """A file, pattern or table that is not there."""


class LockedSourceError(SourceError, PermissionError):
    """A source that is protected by a password or may not be read."""


class FrameError(CustdqError, TypeError):
    """An object that is not a frame custdq knows."""


class NotFittedError(CustdqError, RuntimeError):
    """A linker was asked to predict before it was fitted."""


class RecordNotFoundError(CustdqError, LookupError):
    """A record id that no record has, or that several records share."""


class MissingExtraError(CustdqError, ImportError):
    """An optional library is needed for this and is not installed."""


class QualityGateError(CustdqError, AssertionError):
    """A quality gate fell short."""


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """Return a sentence naming the nearest known name and all that are allowed.

    >>> did_you_mean("moblie", ["mobile", "email"])
    'Did you mean "mobile"? Known: email, mobile.'
    """
    names = sorted({str(name) for name in known})
    close = get_close_matches(str(given), names, n=1, cutoff=0.5)
    hint = f'Did you mean "{close[0]}"? ' if close else ""
    return f"{hint}Known: {', '.join(names) if names else '(none)'}."


class Status(StrEnum):
    """How a value stands after parsing."""

    VALID = "valid"
    REPAIRED = "repaired"
    INVALID = "invalid"
    MISSING = "missing"


class Reason(StrEnum):
    """Reason codes of findings: stable names that pipelines may key on."""

    # values, any kind
    PLACEHOLDER = "placeholder"
    NOT_PARSED = "not_parsed"
    REFORMATTED = "reformatted"
    TOO_LONG = "too_long"
    CONTROL_CHARACTERS = "control_characters"
    AMBIGUOUS = "ambiguous"
    LIKELY_TYPO = "likely_typo"
    # phones
    DIGITS_LOST = "digits_lost"
    EXCEL_NUMBER = "excel_number"
    EXTRA_TEXT = "extra_text"
    SEVERAL_VALUES = "several_values"
    AREA_CODE_MISSING = "area_code_missing"
    AREA_CODE_INFERRED = "area_code_inferred"
    WRONG_LENGTH = "wrong_length"
    MASKED = "masked"
    # identifiers
    BAD_FORMAT = "bad_format"
    BAD_CHECK_DIGIT = "bad_check_digit"
    UNKNOWN_SCHEME = "unknown_scheme"
    # dates
    AMBIGUOUS_DAY_MONTH = "ambiguous_day_month"
    PARTIAL_DATE = "partial_date"
    OUT_OF_RANGE = "out_of_range"
    IN_THE_FUTURE = "in_the_future"
    SENTINEL_DATE = "sentinel_date"
    LUNAR_DATE = "lunar_date"
    TIMESTAMP = "timestamp"
    # addresses
    DIVISION_UNKNOWN = "division_unknown"
    DIVISION_AMBIGUOUS = "division_ambiguous"
    DIVISION_RENAMED = "division_renamed"
    DIVISION_FILLED = "division_filled"
    DIVISION_CONFLICT = "division_conflict"
    # names
    TITLE_REMOVED = "title_removed"
    SCRIPT_CONVERTED = "script_converted"
    NOT_A_NAME = "not_a_name"
    CELL_SPLIT = "cell_split"
    NOT_AN_ORGANIZATION = "not_an_organization"
    # repairs by another field of the record
    INFERRED = "inferred"
    # rows
    BLANK_ROW = "blank_row"
    PREFACE_ROW = "preface_row"
    HEADER_ROW = "header_row"
    REPEATED_HEADER = "repeated_header"
    TOTAL_ROW = "total_row"
    NOTE_ROW = "note_row"
    TEST_ROW = "test_row"
    NOISE_ROW = "noise_row"
    RAGGED_ROW = "ragged_row"
    DUPLICATE_RECORD_ID = "duplicate_record_id"
    # files and tables
    NOT_A_TABLE = "not_a_table"
    EMPTY_FILE = "empty_file"
    HEADER_ONLY = "header_only"
    UNREADABLE_FILE = "unreadable_file"
    UNREADABLE_ROW = "unreadable_row"
    UNDECODABLE_BYTES = "undecodable_bytes"
    NUL_BYTES = "nul_bytes"
    ENCODING_UNSURE = "encoding_unsure"
    ATTACHED_TABLE = "attached_table"
    EMPTY_COLUMN = "empty_column"
    COLUMN_UNSURE = "column_unsure"
    # consistency
    GENDER_CONFLICT = "gender_conflict"
    BIRTHDAY_CONFLICT = "birthday_conflict"
    UPDATED_BEFORE_CREATED = "updated_before_created"
    AREA_CODE_CONFLICT = "area_code_conflict"
    POSTCODE_CONFLICT = "postcode_conflict"
    SOURCES_DISAGREE = "sources_disagree"
    STALE = "stale"
    REQUIRED_MISSING = "required_missing"
    TYPE_UNKNOWN = "type_unknown"
    NOT_ALLOWED = "not_allowed"
    NOT_CONFIRMED = "not_confirmed"
    RULE_BROKEN = "rule_broken"
    DUPLICATE_RECORD = "duplicate_record"

"""The error tree and the reason codes. A bad *call* is an error, a bad *value* is a finding.

::

    CustdqError
    ├── SchemaError(ValueError)            what the user declared does not hold together
    │   ├── ColumnNotFoundError(KeyError)  a column was named that the table does not have
    │   └── ColumnExistsError              a column would be written over one of the user's own
    ├── OptionError(ValueError)            an argument outside what it may be
    │   └── CallError(TypeError)           an argument is missing, or one too many
    │       └── UnknownOptionError         an option that a function or a kind does not have
    ├── ConfigError(ValueError)            custdq.toml cannot be understood
    ├── SourceError(ValueError)            a source cannot be read as a table
    │   ├── SourceNotFoundError(FileNotFoundError)
    │   └── LockedSourceError(PermissionError)   password-protected or unreadable
    ├── TargetError(ValueError)            a file or database that cannot be written
    │   ├── TargetExistsError(FileExistsError)   it is there already, and was to be made new
    │   └── LockedTargetError(PermissionError)   whoever writes may not
    ├── FrameError(TypeError)              an object that is no frame
    ├── NotFittedError(RuntimeError)       a linker was asked to predict before it was fitted
    ├── NothingToFitError(ValueError)      a linker was asked to learn from records that have nothing to compare
    ├── RecordNotFoundError(LookupError)   a record id that is not there, or is there twice
    ├── EntityNotFoundError(LookupError)   an entity id that no golden record has
    ├── MissingExtraError(ImportError)     an optional library is needed and absent
    └── QualityGateError(AssertionError)   a gate fell short and the caller asked for an error

Every message says what was given, what was expected, the nearest right name, and what to do. The trap this
file guards against: `KeyError` prints its message in quotes, so the tree prints its own text.

What a user calls is `public`: a misspelt option is answered there by this tree and not by Python's bare `TypeError`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from functools import wraps
from types import FunctionType
from typing import Any, ParamSpec, TypeVar, cast

_P = ParamSpec("_P")
_R = TypeVar("_R")
_T = TypeVar("_T")


class CustdqError(Exception):
    """Parent of every error custdq raises."""

    def __str__(self) -> str:
        return " ".join(str(part) for part in self.args)


class SchemaError(CustdqError, ValueError):
    """What the user declared about the columns does not hold together."""


class ColumnNotFoundError(SchemaError, KeyError):
    """A column was named that the table does not have."""


class ColumnExistsError(SchemaError):
    """A column would be written over one of the user's own."""


class OptionError(CustdqError, ValueError):
    """An argument lies outside what it may be."""


class CallError(OptionError, TypeError):
    """A function was called without an argument it needs, or with one too many."""


class UnknownOptionError(CallError):
    """An option was named that a function or a kind does not have."""


class ConfigError(CustdqError, ValueError):
    """A configuration file cannot be understood."""


class SourceError(CustdqError, ValueError):
    """A source cannot be read as a table."""


class SourceNotFoundError(SourceError, FileNotFoundError):
    """A file, pattern or table that is not there."""


class LockedSourceError(SourceError, PermissionError):
    """A source that is protected by a password or may not be read."""


class TargetError(CustdqError, ValueError):
    """A file or a database cannot be written as asked."""


class TargetExistsError(TargetError, FileExistsError):
    """A target that is there already, and was to be made new."""


class LockedTargetError(TargetError, PermissionError):
    """A target that may not be written."""


class FrameError(CustdqError, TypeError):
    """An object that is not a frame custdq knows."""


class NotFittedError(CustdqError, RuntimeError):
    """A linker was asked to predict before it was fitted."""


class NothingToFitError(CustdqError, ValueError):
    """A linker was asked to learn from records that have nothing to compare."""


class RecordNotFoundError(CustdqError, LookupError):
    """A record id that no record has, or that several records share."""


class EntityNotFoundError(CustdqError, LookupError):
    """An entity id that no golden record has."""


class MissingExtraError(CustdqError, ImportError):
    """An optional library is needed for this and is not installed."""


class QualityGateError(CustdqError, AssertionError):
    """A quality gate fell short."""


#: Names a message lists; a frame may have thousands of columns.
_MOST_KNOWN = 60


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """Return a sentence naming the nearest known name and all that are allowed, of very many the first.

    >>> did_you_mean("moblie", ["mobile", "email"])
    'Did you mean "mobile"? Known: email, mobile.'
    """
    names = sorted({str(name) for name in known})
    close = get_close_matches(str(given), names, n=1, cutoff=0.5)
    hint = f'Did you mean "{close[0]}"? ' if close else ""
    more = f" and {len(names) - _MOST_KNOWN:,} more" if len(names) > _MOST_KNOWN else ""
    return f"{hint}Known: {', '.join(names[:_MOST_KNOWN]) if names else '(none)'}{more}."


def check_arguments(name: str, signature: inspect.Signature, given: Sequence[Any], options: Mapping[str, Any]) -> None:
    """Raise `CallError` where arguments do not fit a signature; `UnknownOptionError` names the nearest option.

    >>> check_arguments("mask", inspect.signature(lambda frame, *, strict=False: None), [1], {"strickt": True})
    Traceback (most recent call last):
    custdq.errors.UnknownOptionError: mask has no option "strickt". Did you mean "strict"? Known: frame, strict.
    """
    try:
        signature.bind(*given, **options)
    except TypeError as error:
        known = [each.name for each in signature.parameters.values() if each.name not in ("self", "cls")]
        unknown = next((option for option in options if option not in known), None)
        if unknown is not None:
            raise UnknownOptionError(f'{name} has no option "{unknown}". {did_you_mean(unknown, known)}') from None
        raise CallError(f"{name}: {error}. It takes: {', '.join(known) or 'nothing'}.") from None


def public(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Let a function of the public face answer a call that does not fit by `check_arguments`.

    Its signature, types and docstring stay as they are.
    """
    signature, check = inspect.signature(function), check_arguments
    name = function.__qualname__.removesuffix(".__init__")

    def call(*given: Any, **options: Any) -> Any:
        check(name, signature, given, options)
        return function(*given, **options)

    # with the globals of the function's own module: doctest finds by them where an example stands
    placed = FunctionType(call.__code__, getattr(function, "__globals__", {}), call.__name__, None, call.__closure__)
    return cast("Callable[_P, _R]", wraps(function)(placed))


def public_class(cls: type[_T]) -> type[_T]:
    """Make every public method of a class `public`, and the making of its objects."""
    for name, member in list(vars(cls).items()):
        if name.startswith("_") and name != "__init__":
            continue
        if isinstance(member, classmethod):
            setattr(cls, name, classmethod(public(member.__func__)))
        elif inspect.isfunction(member):
            setattr(cls, name, public(member))
    return cls


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
    REGION_INFERRED = "region_inferred"
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
    MIXED_TIME_ZONES = "mixed_time_zones"
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
    # decisions of a steward
    DECISION_RECORD_GONE = "decision_record_gone"
    DECISION_UNCLEAR = "decision_unclear"
    DECISIONS_DISAGREE = "decisions_disagree"
    STALE = "stale"
    REQUIRED_MISSING = "required_missing"
    TYPE_UNKNOWN = "type_unknown"
    NOT_ALLOWED = "not_allowed"
    NOT_CONFIRMED = "not_confirmed"
    NOT_IN_REFERENCE = "not_in_reference"
    PARTIAL_ADDRESS = "partial_address"
    RULE_BROKEN = "rule_broken"
    DUPLICATE_RECORD = "duplicate_record"
    # attached tables
    CUSTOMER_MISSING = "customer_missing"
    CUSTOMER_UNKNOWN = "customer_unknown"
    NEGATIVE_AMOUNT = "negative_amount"
    CANCELLED = "cancelled"

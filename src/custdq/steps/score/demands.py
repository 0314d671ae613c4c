"""What is demanded of the values of a column: allowed words, a pattern, a range, a function of the user's own.

The trap: `match` of two regular expression libraries differs beyond plain letters, so the quick one is asked about
plain text alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import OptionError
from custdq.steps.score.cells import as_bools
from custdq.steps.score.expectations import FieldExpectation
from custdq.steps.score.units import Bools

_NUMBER = r"^\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$"


def breaks(values: pa.Array, column: str, expects: FieldExpectation) -> Bools:
    """Tell which values break what is demanded of a column; a null breaks nothing.

    >>> breaks(pa.array(["a", "b", None]), "tier", FieldExpectation(allowed=("a",))).tolist()
    [False, True, False]
    """
    kept = np.ones(len(values), dtype=bool)
    if expects.allowed is not None:
        kept &= as_bools(pc.is_in(values, value_set=pa.array(expects.allowed, pa.string())))
    if expects.pattern is not None:
        kept &= _matches(values, expects.pattern)
    for bound, lowest in ((expects.minimum, True), (expects.maximum, False)):
        if bound is not None:
            kept &= _within(values, bound, lowest=lowest)
    if expects.check is not None:
        kept &= _passes(values, column, expects.check)
    return np.asarray(~kept & values.is_valid().to_numpy(zero_copy_only=False), dtype=bool)


def _matches(values: pa.Array, pattern: str) -> Bools:
    """Tell which values begin with a pattern, as `re.match` does."""
    plain = as_bools(pc.string_is_ascii(values))
    try:
        found = as_bools(pc.match_substring_regex(values, f"^(?:{pattern})"))
    except pa.ArrowInvalid:  # a pattern that only Python reads
        found, plain = np.zeros(len(values), dtype=bool), np.zeros(len(values), dtype=bool)
    at = np.flatnonzero(~plain & values.is_valid().to_numpy(zero_copy_only=False))
    if len(at):
        compiled = re.compile(pattern)
        found[at] = _once_a_value(values.take(pa.array(at)), lambda text: compiled.match(text) is not None)
    return found


def _within(values: pa.Array, bound: str, *, lowest: bool) -> Bools:
    """Compare as numbers where value and bound are both, else as text (ISO dates sort right)."""
    kept = as_bools((pc.greater_equal if lowest else pc.less_equal)(values, bound))
    limit = _number(bound)
    if limit is not None:
        at = np.flatnonzero(as_bools(pc.match_substring_regex(values, _NUMBER)))
        numbers = pc.cast(pc.utf8_trim_whitespace(values.take(pa.array(at))), pa.float64()).to_numpy()
        kept[at] = numbers >= limit if lowest else numbers <= limit
    return kept


def _number(text: str) -> float | None:
    return float(text) if re.match(_NUMBER, text) else None


def _passes(values: pa.Array, column: str, check: Callable[[str], Any]) -> Bools:
    """Ask a function of the user's about each distinct value; None lets a value pass."""

    def passes(text: str) -> bool:
        answer = check(text)
        return answer is None or bool(answer)

    try:
        return _once_a_value(values, passes)
    except Exception as error:
        # what the error says may quote a customer's value; it stands in the cause
        raise OptionError(f'The check of "{column}" failed: {type(error).__name__}.') from error


def _once_a_value(values: pa.Array, test: Callable[[str], bool]) -> Bools:
    coded = values.dictionary_encode()
    answers = np.array([*map(test, coded.dictionary.to_pylist()), False], dtype=bool)
    return np.asarray(answers[pc.fill_null(coded.indices, len(answers) - 1).to_numpy(zero_copy_only=False)], dtype=bool)

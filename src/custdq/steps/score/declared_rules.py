"""Rules of the user's own on whole records: comparisons of cells, conditions, functions, references to other tables.

The trap: a rule that fails open. A name that is not there is an error, a record that lacks an operand is not assessed,
and a function that gives another number of answers than there are records is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import ConfigError, OptionError, Reason, did_you_mean
from custdq.roles import epoch_days
from custdq.steps.score.cells import as_bools
from custdq.steps.score.evidence import Evidence, Held
from custdq.steps.score.expectations import Rule
from custdq.steps.score.units import Bools, Floats, Unit, holding

RULES = "rules"
_COMPARISON = re.compile(r"\s*(\S.*?)\s*(<=|>=|==|!=|<|>)\s*([^\s<>=!].*?)\s*")
_LITERAL = re.compile(r"""(["'])(?P<text>.*)\1|(?P<number>-?\d+(?:\.\d+)?)|(?P<date>\d{4}-\d\d-\d\d)""")
_NUMBER = r"^-?\d+(\.\d+)?$"
_ISO = r"^\d{4}(-\d\d(-\d\d([T ].*)?)?)?$"
_COMPARE = {
    "<=": np.less_equal, ">=": np.greater_equal, "<": np.less, ">": np.greater, "==": np.equal, "!=": np.not_equal,
}  # fmt: skip


def declared_rules(evidence: Evidence) -> Iterator[Unit]:
    """Return one unit for each rule of the expectations, and one for each column that refers to another table."""
    for rule in evidence.expectations.rules:
        yield declared_rule(evidence, rule)
    for column in evidence.columns:
        reference = evidence.expects(column).references
        if reference is not None:
            yield holding(
                f"{column} in {reference.name}",
                (_found(evidence, column, reference.values), evidence.cells(column).valid),
                reason=str(Reason.NOT_IN_REFERENCE), column=column, part=RULES,
            )  # fmt: skip


def declared_rule(evidence: Evidence, rule: Rule) -> Unit:
    """Return the unit of one declared rule.

    Raises
    ------
    ConfigError
        When it is not understood, or names a column that is not there.
    OptionError
        When a function of the user's fails or gives answers that do not fit the records.
    """
    if rule.function is not None:
        column, holds, applies = rule.column, *_called(evidence, rule)
    else:
        column, holds, applies = _compared(evidence, rule.text)
    if rule.when is not None:
        _, condition, known = _compared(evidence, rule.when)
        applies = applies & condition & known
    return holding(
        rule.name, (holds, applies), reason=str(Reason.RULE_BROKEN), column=column, part=RULES, weight=rule.weight
    )


def _found(evidence: Evidence, column: str, values: tuple[str, ...]) -> Bools:
    """Tell which values stand in another table, both sides in standard form."""
    kind = evidence.schema.columns.get(column)
    known = pa.array(values, pa.string())
    if kind is not None:
        known = pc.coalesce(kind.parse(known).column("value").combine_chunks(), known)
    return as_bools(pc.is_in(evidence.value(column), value_set=known))


def _called(evidence: Evidence, rule: Rule) -> tuple[Bools, Bools]:
    """Ask a function of the user's about all records at once, as a pandas frame of standard values."""
    frame = evidence.standardized.records.to_pandas()
    try:
        answers: Any = rule.function(frame) if rule.function is not None else []
        given = pa.array(answers, from_pandas=True).cast(pa.bool_())
    except Exception as error:
        # what the error says may quote a customer's value; it stands in the cause
        raise OptionError(f'The rule "{rule.name}" failed: {type(error).__name__}.') from error
    if len(given) != evidence.rows:
        raise OptionError(
            f'The rule "{rule.name}" gave {len(given)} answers for {evidence.rows} records. '
            "Expected one a record: True, False, or None where it does not apply."
        )
    return as_bools(given), given.is_valid().to_numpy(zero_copy_only=False)


def _compared(evidence: Evidence, text: str) -> tuple[str, Bools, Bools]:
    """Return the column a comparison is about, where it holds, and where both operands are there."""
    found = _COMPARISON.fullmatch(text)
    if found is None:
        raise ConfigError(f'The rule "{text}" was not understood. Write it as: updated_at >= created_at')
    left, operator, right = found.groups()
    literal = _LITERAL.fullmatch(right)
    names = evidence.standardized.names
    for name in (left,) if literal else (left, right):
        if name not in names:
            raise ConfigError(f'The rule "{text}" names "{name}". {did_you_mean(name, names)}')
    wanted = next(filter(None, literal.group("text", "number", "date")), "") if literal else None
    other = Held(pa.array([wanted], pa.string())) if literal else evidence.held(right)
    own = evidence.held(left)
    if literal and literal["number"]:
        own = Held(_numbers_of(own.values), own.rows)
    a, b = _comparable(own, other)
    applies = ~(np.isnan(a) | np.isnan(b))
    return left, np.asarray(_COMPARE[operator](a, b), dtype=bool), np.asarray(applies, dtype=bool)


def _numbers_of(values: pa.Array) -> pa.Array:
    """Return texts that are numbers, null else: one cell of words must not make 100 less than 60, as texts are."""
    return pc.if_else(pc.match_substring_regex(values, _NUMBER), values, pa.scalar(None, pa.string()))


def _comparable(left: Held, right: Held) -> tuple[Floats, Floats]:
    """Return both sides as numbers: as dates or numbers where both are, else as places in the order of their texts.

    A side of one value is held against all of the other.
    """
    sides = (left.once(), right.once())
    words = [side.values for side in sides]
    if all(_all(texts, _ISO) for texts in words):
        numbers = [epoch_days(texts) for texts in words]
    elif all(_all(texts, _NUMBER) for texts in words):
        numbers = [pc.cast(texts, pa.float64()).to_numpy(zero_copy_only=False) for texts in words]
    else:
        texts = pa.concat_arrays(words)
        places = pc.rank(texts, tiebreaker="dense").to_numpy(zero_copy_only=False).astype(float)
        places[texts.is_null().to_numpy(zero_copy_only=False)] = np.nan
        numbers = np.split(places, [len(words[0])])
    one, two = (side.of_rows(known) for side, known in zip(sides, numbers, strict=True))
    return one, np.broadcast_to(two, one.shape)


def _all(values: pa.Array, pattern: str) -> bool:
    return bool(pc.all(pc.match_substring_regex(values, pattern)).as_py() or len(values) == 0)

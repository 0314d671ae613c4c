"""The sample a steward checks, so that accuracy is known and not only bounded.

Of each field as many valid values as the wanted interval needs (Wilson, finite population), shared among strata by
their size. The trap: a sample that depends on the order of rows or on the run is another one every day; here chance is
a hash of the record's own name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from custdq.errors import ColumnNotFoundError, OptionError, did_you_mean
from custdq.steps.score.card import Measured, ScoreCard
from custdq.steps.score.cells import text_of
from custdq.steps.score.intervals import size_for
from custdq.steps.score.states import grouping
from custdq.steps.score.units import Floats, Ints, Unit
from custdq.steps.score.verification import CHECKED_AT, CORRECT, FIELD, STRATUM_BY, TRUE_VALUE

#: What accuracy is taken to be before anybody has looked: the size of the sample depends on it.
_EXPECTED = 0.9
SAMPLE_COLUMNS = ("record_id", "source", FIELD, "value", CORRECT, TRUE_VALUE, CHECKED_AT, STRATUM_BY, "stratum")


def draw_sample(
    card: ScoreCard, *, fields: Sequence[str] | None = None, margin: float = 0.03, by: str | None = None, seed: int = 0
) -> pa.Table:
    """Draw the values to check.

    Parameters
    ----------
    card
        The score card of the records.
    fields
        Fields to check; None: all whose accuracy is scored.
    margin
        How far the 95 % interval of a field's share may reach to either side (0 to 1).
    by
        Column to stratify by: each of its groups gets its share, and at least one.
    seed
        Another seed, another sample; the same records and seed, the same sample in any order of rows.

    Returns
    -------
    pyarrow.Table
        Strings: record_id, source, field, value (in standard form: personal data), and for the answer `correct` (yes,
        no, or ? where nobody could tell), `true_value` and `checked_at`, empty; stratum_by, stratum. Filled in, it is
        what `reference` takes.

    Raises
    ------
    OptionError
        When the margin is none, a field is not scored, or the card is one of several added up.
    ColumnNotFoundError
        When `by` names a column that is not there.
    """
    if not 0 < margin < 0.5:
        raise OptionError(f"margin was given as {margin!r}; expected a number between 0 and 0.5, such as 0.03.")
    if len(card.measured) != 1:
        raise OptionError("A sample is drawn from the card of one table; this one was added up. Draw from each part.")
    measured = card.measured[0]
    units = {unit.field: unit for unit in measured.units["accuracy"]}
    for field in fields or ():
        if field not in units:
            raise OptionError(f'The accuracy of "{field}" is not scored. {did_you_mean(field, units)}')
    if by is not None and by not in measured.evidence.standardized.names:
        raise ColumnNotFoundError(
            f'by names the column "{by}", which the table lacks. '
            f"{did_you_mean(by, measured.evidence.standardized.names)}"
        )
    chance = _chance(measured, seed)
    drawn = [_of_field(measured, units[field], by, (margin, chance)) for field in fields or units]
    return pa.concat_tables(drawn) if drawn else pa.table({name: pa.nulls(0, pa.string()) for name in SAMPLE_COLUMNS})


def _chance(measured: Measured, seed: int) -> Floats:
    """Return a number from 0 to 1 for each record that depends on its name and the seed alone."""
    from pandas.util import hash_array

    positions = measured.evidence.positions
    names = [text_of(positions, column).to_numpy(zero_copy_only=False) for column in ("source", "record_id")]
    joined = np.array([f"{seed}\x1f{source}\x1f{record}" for source, record in zip(*names, strict=True)], dtype=object)
    return np.asarray(hash_array(joined, categorize=False) / 2.0**64, dtype=float)


def _of_field(measured: Measured, unit: Unit, by: str | None, draw: tuple[float, Floats]) -> pa.Table:
    evidence, (margin, chance) = measured.evidence, draw
    good = np.flatnonzero((unit.values if unit.valid is None else unit.valid)[unit.codes] > 0)
    strata = pa.nulls(evidence.rows, pa.string()) if by is None else text_of(evidence.standardized.records, by)
    groups = grouping(by or "", strata.take(pa.array(good)))
    size = size_for(margin, share=_EXPECTED, population=len(good)) if len(good) else 0
    rows = np.sort(np.concatenate([*_chosen(groups.of_row, good, chance, size), np.empty(0, dtype=np.int64)]))
    at = pa.array(rows.astype(np.int64))
    nothing = pa.nulls(len(rows), pa.string())
    held = {
        "record_id": text_of(evidence.positions, "record_id").take(at),
        "source": text_of(evidence.positions, "source").take(at),
        FIELD: pa.array([unit.field] * len(rows), pa.string()), "value": evidence.value(unit.field).take(at),
        STRATUM_BY: pa.array([by] * len(rows), pa.string()), "stratum": strata.take(at),
    }  # fmt: skip
    return pa.table({name: held.get(name, nothing) for name in SAMPLE_COLUMNS})


def _chosen(group: Ints, rows: Ints, chance: Floats, size: int) -> Iterator[Ints]:
    """Choose of each group its share of the sample, rounded up: the rows that chance names first."""
    for number in range(int(group.max(initial=-1)) + 1):
        mine = rows[group == number]
        many = int(np.ceil(size * len(mine) / max(len(rows), 1) - 1e-9))
        yield mine[np.argsort(chance[mine], kind="stable")[:many]]

"""Rules within one record: two cells that cannot both be true.

A rule speaks only where all its operands are there. The trap: a gap is no contradiction, completeness has charged it
already; nor is a cell that could not be read, which is accuracy's.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason
from custdq.reference.area_codes import area_province
from custdq.steps.score.cells import as_bools
from custdq.steps.score.declared_rules import declared_rules
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.units import Bools, Unit, holding

RULES = "rules"
_DAY = 1.0


def record_rules(evidence: Evidence) -> list[Unit]:
    """Return one unit for every rule that the columns at hand allow, and for those the expectations declare.

    A rule that speaks of no record at hand is there all the same: it may speak of another part of the table.
    """
    return [
        *_identity(evidence), *_dates(evidence), *_area_codes(evidence), *_divisions(evidence), *_postcodes(evidence),
        *declared_rules(evidence),
    ]  # fmt: skip


def _rule(name: str, column: str, reason: Reason, holds: Bools, applies: Bools) -> Unit:
    return holding(name, (holds, applies), reason=str(reason), column=column, part=RULES)


def _of_kind(evidence: Evidence, kind: str, **options: str) -> list[str]:
    return [
        column for column in evidence.columns
        if evidence.kind(column) == kind
        and all(getattr(evidence.schema.columns[column], name, None) == value for name, value in options.items())
    ]  # fmt: skip


def _births(evidence: Evidence) -> list[str]:
    dates = _of_kind(evidence, "date")
    return [c for c in dates if c == "birthday" or getattr(evidence.schema.columns[c], "birth", False)]


def _identity(evidence: Evidence) -> Iterator[Unit]:
    """Gender and birthday against what a resident identity number says of them."""
    genders, birthdays = _of_kind(evidence, "category", scheme="gender"), _births(evidence)
    for number in _of_kind(evidence, "identifier", scheme="cn.resident_id"):
        for column, part, reason in (
            *((c, "gender", Reason.GENDER_CONFLICT) for c in genders),
            *((c, "birth_date", Reason.BIRTHDAY_CONFLICT) for c in birthdays),
        ):
            holds, applies = _agrees(evidence.value(column), evidence.part(number, part))
            yield _rule(f"{column} and {number}", column, reason, holds, applies)


def _agrees(given: pa.Array, said: pa.Array) -> tuple[Bools, Bools]:
    """Compare two columns of words or ISO dates; a partial date agrees with a full one that begins with it."""
    applies = as_bools(pc.and_(pc.is_valid(given), pc.is_valid(said)))
    holds = as_bools(pc.equal(given, said))
    unlike = np.flatnonzero(applies & ~holds)
    pairs = zip(given.take(pa.array(unlike)).to_pylist(), said.take(pa.array(unlike)).to_pylist(), strict=True)
    holds[unlike] = [a.startswith(b) or b.startswith(a) for a, b in pairs]
    return holds, applies


def _dates(evidence: Evidence) -> Iterator[Unit]:
    """Dates that lie after the day of evaluation, and records confirmed before they were entered."""
    stamps = evidence.schema.updated_at
    updated = [stamps] if isinstance(stamps, str) else list(dict.fromkeys(stamps.values())) if stamps else []
    created = ["created_at"] if "created_at" in evidence.standardized.names else []
    for column in dict.fromkeys([*updated, *created, *_births(evidence)]):
        codes, days = evidence.dates(column)
        past, known = (days < np.floor(evidence.as_of) + _DAY)[codes], ~np.isnan(days)[codes]
        yield _rule(f"{column} not in the future", column, Reason.IN_THE_FUTURE, past, known)
    for column in updated if created else []:
        start, end = evidence.dates(created[0]).of_row, evidence.dates(column).of_row
        holds, applies = np.floor(end) >= np.floor(start), ~np.isnan(start) & ~np.isnan(end)
        yield _rule(f"{column} not before {created[0]}", column, Reason.UPDATED_BEFORE_CREATED, holds, applies)


def _area_codes(evidence: Evidence) -> Iterator[Unit]:
    """A landline's area code against the province of the address."""
    address = next(iter(_of_kind(evidence, "address")), None)
    if address is None:
        return
    provinces = pc.utf8_slice_codeunits(evidence.part(address, "adcode"), 0, 2)
    for column in _of_kind(evidence, "phone"):
        region, code = evidence.part(column, "region"), evidence.part(column, "area_code")
        at = np.flatnonzero(as_bools(pc.and_(pc.equal(region, "CN"), pc.is_valid(code))))
        coded = code.take(pa.array(at)).dictionary_encode()
        known = pa.array([area_province(one) for one in coded.dictionary.to_pylist()], pa.string())
        holds, applies = np.zeros(evidence.rows, dtype=bool), np.zeros(evidence.rows, dtype=bool)
        holds[at], applies[at] = _agrees(provinces.take(pa.array(at)), known.take(coded.indices))
        yield _rule(f"{column} and {address}", column, Reason.AREA_CODE_CONFLICT, holds, applies)


def _divisions(evidence: Evidence) -> Iterator[Unit]:
    """Province, city and district that do not belong together, in an address that could be read."""
    for column in _of_kind(evidence, "address"):
        readable = evidence.cells(column).valid
        broken = as_bools(pc.equal(evidence.problem(column), str(Reason.DIVISION_CONFLICT))) & readable
        applies = (as_bools(pc.is_valid(evidence.part(column, "adcode"))) & readable) | broken
        yield _rule(f"divisions of {column}", column, Reason.DIVISION_CONFLICT, ~broken, applies)


def _postcodes(evidence: Evidence) -> Iterator[Unit]:
    """A postcode against the province of the address; the standardize step has compared them."""
    address = next(iter(_of_kind(evidence, "address")), None)
    for column in _of_kind(evidence, "postal_code") if address is not None else ():
        readable = evidence.cells(column).valid
        broken = as_bools(pc.equal(evidence.problem(column), str(Reason.POSTCODE_CONFLICT))) & readable
        applies = broken | (readable & as_bools(pc.is_valid(evidence.part(address or "", "adcode"))))
        yield _rule(f"{column} and {address}", column, Reason.POSTCODE_CONFLICT, ~broken, applies)

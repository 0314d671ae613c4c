"""Identifiers of which a customer has one: two of them that differ outright keep records apart, whoever chains them.

The traps: a number with a slip of the pen is no other number; a person has a passport and an identity card, a firm a
tax number in each country; and a column that holds the reseller's number, or one everybody is given, must part nobody.
So the data decide whether a customer has one: pairs that are one entity without the column must agree in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from custdq.fields import Identifier
from custdq.schema import Schema
from custdq.steps.link.cluster import Labels, connected_components
from custdq.steps.link.compare import NOT_ASSESSED
from custdq.steps.link.encode import ABSENT, Codes, Mask
from custdq.steps.link.field import Field
from custdq.steps.link.predict import ScoredPairs, Scorer
from custdq.steps.link.sources import SURE
from custdq.steps.link.weigh import probability
from custdq.tables import Standardized

#: Fewer pairs that are sure without the identifier, and have one on both sides, show nothing about it.
FEW_SURE = 20

#: Share of these pairs that may differ outright where a customer has one identifier.
DIFFERING_SHARE = 0.05


@dataclass(frozen=True)
class IdentifierCodes:
    """The valid identifiers of one column given by one country: the field's number, and each record's code."""

    field: int
    codes: Codes

    def of(self, order: npt.NDArray[np.int64]) -> IdentifierCodes:
        """Return the identifiers of the records in another order."""
        return IdentifierCodes(self.field, self.codes[order])


def identifier_codes(
    schema: Schema, standardized: Standardized, fields: Sequence[Field]
) -> tuple[IdentifierCodes, ...]:
    """Return the valid identifiers of each column whose scheme tells what is valid.

    Parameters
    ----------
    schema, standardized
        The records and their kinds.
    fields
        The fields of evidence.
    """
    out: list[IdentifierCodes] = []
    for number, field in enumerate(fields):
        kind = schema.columns.get(field.name)
        if not isinstance(kind, Identifier) or kind.scheme == Identifier().scheme or "compact" not in field.keys:
            continue
        parsed = standardized.parsed[field.name]
        valid = np.asarray(pc.is_valid(parsed.column("value")))
        codes = np.where(valid, field.keys["compact"].first, ABSENT).astype(np.int32)
        country = parsed.column("country").combine_chunks().dictionary_encode()
        given_by = np.asarray(country.indices.fill_null(ABSENT))
        for code in np.unique(given_by[codes != ABSENT]).tolist():
            out.append(IdentifierCodes(number, np.where(given_by == code, codes, ABSENT).astype(np.int32)))
    return tuple(out)


def contradicting(
    scorer: Scorer, scored: ScoredPairs, labels: Labels, identifiers: Sequence[IdentifierCodes]
) -> tuple[Codes, ...]:
    """Return codes of which an entity holds one, of the identifiers that entities hold several of and may not.

    Parameters
    ----------
    scorer, scored
        The weighed pairs.
    labels
        Entity of each record, found without regard to identifiers.
    identifiers
        Valid identifiers, in the scorer's order.

    Returns
    -------
    tuple of numpy.ndarray
        int32 codes, alike for identifiers that may be slips of one another; `ABSENT` where a record has none, or one
        that several entities share.
    """
    out = []
    for each in identifiers:
        if not _several(labels, each.codes).any():
            continue
        codes = _own(labels, _without_slips(scored, each, last=len(scorer.fields[each.field].comparison.levels)))
        if _several(labels, codes).any() and _one_a_customer(scorer, scored, each):
            out.append(codes)
    return tuple(out)


def _several(of: Labels, values: Labels | Codes) -> Mask:
    """Tell which groups hold several values, `ABSENT` being none."""
    held = np.flatnonzero((values != ABSENT) & (of != ABSENT))
    groups = int(of.max(initial=-1)) + 1
    lowest, highest = np.full(groups, np.iinfo(np.int64).max), np.full(groups, -1)
    np.minimum.at(lowest, of[held], values[held])
    np.maximum.at(highest, of[held], values[held])
    return np.asarray(highest > lowest)


def _without_slips(scored: ScoredPairs, identifier: IdentifierCodes, *, last: int) -> Codes:
    """Give identifiers that are near each other in a weighed pair one code."""
    codes = identifier.codes
    a, b = codes[scored.left], codes[scored.right]
    near = (a != ABSENT) & (b != ABSENT) & (a != b) & (scored.levels[:, identifier.field] < last)
    number = connected_components(int(codes.max(initial=-1)) + 1, a[near], b[near])
    return np.where(codes == ABSENT, ABSENT, np.append(number, ABSENT)[codes]).astype(np.int32)


def _own(labels: Labels, codes: Codes) -> Codes:
    """Leave out identifiers that several entities share: whoever has one may have been given it."""
    shared = _several(codes.astype(np.int64), labels)
    return np.where((codes != ABSENT) & ~np.append(shared, True)[codes], codes, ABSENT).astype(np.int32)


def _one_a_customer(scorer: Scorer, scored: ScoredPairs, identifier: IdentifierCodes) -> bool:
    """Tell whether pairs that are surely one entity without the identifier have one identifier."""
    codes, field = identifier.codes, identifier.field
    at = np.flatnonzero((codes[scored.left] != ABSENT) & (codes[scored.right] != ABSENT))
    left, right, levels = scored.left[at], scored.right[at], scored.levels[at].copy()
    differs = levels[:, field] == len(scorer.fields[field].comparison.levels)
    levels[:, field] = NOT_ASSESSED
    member = {
        rule: made for rule, made in scorer.any_membership(left, right).items() if field not in scorer.views[rule].own
    }
    odds, _ = scorer.weigh(left, right, levels, member=member)
    sure = probability(odds) >= SURE
    return bool(sure.sum() >= FEW_SURE and differs[sure].mean() <= DIFFERING_SHARE)

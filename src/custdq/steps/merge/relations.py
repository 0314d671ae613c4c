"""Which of an entity's values bear on each other: a part of a fuller one, the same in other words, a slip.

Everything is decided on pairs of values of one entity, all pairs of a column at once. The trap: an entity of ten
thousand records has millions of pairs, so only the values most cells stand for are held against each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from custdq.steps.merge.addresses import Likeness, compare_addresses
from custdq.steps.merge.cells import Bools, Cells, Floats, Ints, fold_column
from custdq.steps.merge.slips import Likeliness, is_slip
from custdq.steps.merge.support import (
    Organization,
    date_support,
    mask_support,
    name_support,
    organization_support,
    phone_support,
)
from custdq.steps.merge.wordings import Wordings
from custdq.tables import column_or_null

#: Values of one entity that are held against each other; the rest stand for themselves.
MOST_VALUES = 24

_SLIP = 0.4
_ORGANIZATIONS = ("organization_name", "party_name")
_NAMES = (*_ORGANIZATIONS, "person_name")
#: Names that are looked at to learn how names are worded.
_SAMPLE = 30_000
_NO_SLIPS = ("number", "coordinates", "country", "url")
_IN_WORDS = ("address", "email", "text", "category", "postal_code", *_NAMES)
_BY_TEXT: dict[str, Callable[[str, str], float]] = {
    "phone": phone_support, "date": date_support, "identifier": mask_support,
}  # fmt: skip


@dataclass(frozen=True)
class Relations:
    """Pairs of an entity's values (groups of cells) that bear on each other, in both directions where both hold.

    `strength` is how far `a` speaks for `b` (0 to 1), `written` how far for the way `b` is written: two that say the
    same in other words do not. `agrees` tells that they do not contradict; `likelier` by how much `b` is likelier meant
    where one is a slip of the other (nats), else 0.
    """

    a: Ints
    b: Ints
    strength: Floats
    written: Floats
    agrees: Bools
    likelier: Floats


def relate(cells: Cells, totals: Floats) -> Relations:
    """Find how the values of each entity bear on each other; `totals` is what each value's cells weigh."""
    a, b = _pairs(cells, totals)
    first = cells.first
    left, right = first[a], first[b]
    kind = kind_of(cells)
    if not len(a) or kind in _NO_SLIPS:
        none = np.zeros(len(a), dtype=bool)
        found = Likeness(np.zeros(len(a)), none, none, none.astype(object), none.astype(object))
    elif len(cells.columns) > 1 or kind == "address":
        found = compare_addresses(cells, left, right)
    else:
        found = _compare_texts(cells, left, right, kind)
    kept = np.flatnonzero((found.strength > 0) | found.agrees | found.slip)
    a, b, strength, agrees = a[kept], b[kept], found.strength[kept], found.agrees[kept]
    mutual = agrees & (_reversed(strength, a, b) > 0)
    likelier = np.zeros(len(kept))
    slip = found.slip[kept]
    if slip.any() and kind in _IN_WORDS:
        sides = (side[kept][slip].tolist() for side in (found.left, found.right))
        known = Likeliness(fold_column(cells.distinct), cells.value[first], cells.ranks - 1)
        likelier[slip] = known.compare(*sides)
    if mutual.any() and kind in _ORGANIZATIONS:
        likelier[mutual] = _likelier_worded(cells, first[a[mutual]], first[b[mutual]])
    return Relations(a, b, strength, np.where(mutual, 0.0, strength), agrees, likelier)


def kind_of(cells: Cells) -> str:
    """Return the name of the kind the cells' values are of, "" where the schema knows none."""
    kind = cells.context.schema.columns.get(cells.anchor)
    return "" if kind is None else kind.name


def _pairs(cells: Cells, totals: Floats) -> tuple[Ints, Ints]:
    """Return every ordered pair of readable values of an entity, of those that most stands for."""
    _, segment, _ = cells.group
    first = cells.first
    contested = np.bincount(segment)[segment] > 1 if len(segment) else np.zeros(0, dtype=bool)
    among = np.flatnonzero(contested & ~cells.invalid[first])
    order = among[np.lexsort((cells.ranks[cells.value[first[among]]], -np.round(totals[among], 6), segment[among]))]
    place = np.arange(len(order)) - np.searchsorted(segment[order], segment[order])
    order = order[place < MOST_VALUES]
    starts = np.flatnonzero(np.r_[True, np.diff(segment[order]) != 0][: len(order)])
    counts = np.diff(np.r_[starts, len(order)])
    return ordered_pairs(order, starts, counts)


def ordered_pairs(members: Ints, starts: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """Return all ordered pairs of different members of the same run.

    >>> [side.tolist() for side in ordered_pairs(np.array([7, 8, 9]), np.array([0, 2]), np.array([2, 1]))]
    [[7, 8], [8, 7]]
    """
    several = counts > 1
    starts, counts = starts[several], counts[several]
    squares = counts * counts
    within = np.arange(int(squares.sum())) - np.repeat(np.cumsum(squares) - squares, squares)
    begin, size = np.repeat(starts, squares), np.repeat(counts, squares)
    a, b = begin + within // np.maximum(size, 1), begin + within % np.maximum(size, 1)
    differ = a != b
    return members[a[differ]], members[b[differ]]


def _compare_texts(cells: Cells, left: Ints, right: Ints, kind: str) -> Likeness:
    values = cells.distinct.to_pylist()
    one, two = ([values[value] for value in cells.value[side]] for side in (left, right))
    function: Callable[[Any, Any], float] | None = _BY_TEXT.get(kind)
    if kind == "person_name":
        strength = np.array([name_support(a, b, organization=False) for a, b in zip(one, two, strict=True)], float)
    elif kind in _NAMES:
        strength = _compare_parties(cells, left, right)
    elif function is not None:
        strength = np.array([function(a, b) for a, b in zip(one, two, strict=True)], float)
    else:
        strength = np.zeros(len(one))
    agrees = strength > 0
    coded = kind == "category" and getattr(cells.context.schema.columns[cells.anchor], "scheme", None) is not None
    texts = fold_column(cells.distinct).to_numpy(zero_copy_only=False)
    folded = [texts[cells.value[side]] for side in (left, right)]
    slip = (
        np.zeros(len(one), dtype=bool)
        if coded
        else is_slip(*(side.tolist() for side in folded), shortest=2 if kind in _NAMES else 4)
    )
    slip &= ~agrees & (_reversed(strength, left, right) == 0)
    return Likeness(np.where(slip, _SLIP, strength), agrees, slip, *folded)


def _reversed(figures: Any, left: Ints, right: Ints) -> Any:
    """Return for each pair the figure of the pair the other way round; 0 where there is none."""
    if not len(left):
        return figures
    width = int(max(left.max(), right.max())) + 1
    codes, wanted = left * width + right, right * width + left
    order = np.argsort(codes)
    at = order[np.minimum(np.searchsorted(codes[order], wanted), len(codes) - 1)]
    return np.where(codes[at] == wanted, figures[at], 0)


def _compare_parties(cells: Cells, left: Ints, right: Ints) -> Floats:
    """Compare names of organizations by their parts, of persons by their text; one is no part of the other."""
    known = np.unique(np.r_[left, right])
    names = _organizations(cells, known)
    pairs = zip(np.searchsorted(known, left), np.searchsorted(known, right), strict=True)
    return np.array([_party_support(names[a], names[b]) for a, b in pairs], float)


def _organizations(cells: Cells, which: Ints) -> list[Organization]:
    """Return the parts of the names in some cells."""
    parsed = cells.context.standardized.parsed[cells.columns[0]]
    at = pa.array(cells.row[which])
    named = ("party", "region", "brand", "industry", "legal_form", "group", "branch")
    parts = [column_or_null(parsed, name).take(at).to_pylist() for name in named]
    values = cells.distinct.take(pa.array(cells.value[which])).to_pylist()
    return [Organization(*one) for one in zip(values, *parts, strict=True)]


def _likelier_worded(cells: Cells, left: Ints, right: Ints) -> Floats:
    """Return by how much the right one of two names that say the same is likelier worded so, by all names."""
    first = cells.first
    place = cells.ranks[cells.value[first]]
    sample = first[place % max(len(cells.distinct) // _SAMPLE, 1) == 0]
    known = Wordings(name for name in _organizations(cells, sample) if name.brand and name.legal_form)
    return known.compare(_organizations(cells, left), _organizations(cells, right))


def _party_support(part: Organization, whole: Organization) -> float:
    if part.party and whole.party and part.party != whole.party:
        return 0.0
    if "person" in (part.party, whole.party):
        return name_support(part.text, whole.text, organization=False)
    return organization_support(part, whole)

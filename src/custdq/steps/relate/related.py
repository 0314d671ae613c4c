"""Who stands near a customer and was deliberately kept apart: household, branch, almost the same, one phone.

The trap: a switchboard or a delivery station is shared by thousands; what so many share relates nobody, and is told as
a number instead of a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.steps.relate.naming import Numbers

HOUSEHOLD, NEARLY, BRANCH, PARENT, SHARES = (
    "same household", "nearly the same", "branch", "parent company", "shares a value",
)  # fmt: skip
#: A pair as likely as this that was kept apart is told.
_LIKELY = 0.2
#: A value that more entities share than this relates nobody.
_MOST = 20
#: Kinds of value that two customers seldom have in common by chance.
_TELLING = ("phone", "email", "address", "identifier")


@dataclass(frozen=True)
class ComparedPairs:
    """The pairs of records that were compared and kept.

    Attributes
    ----------
    left, right
        Positions of the records.
    probability
        Of being one customer (0 to 1).
    household
        Whether two of one household are the nearer explanation.
    levels, labels
        Agreement level of each field (pairs x fields), and field -> the levels' words.
    """

    left: npt.NDArray[np.integer]
    right: npt.NDArray[np.integer]
    probability: npt.NDArray[np.float64]
    household: npt.NDArray[np.bool_]
    levels: npt.NDArray[np.uint8]
    labels: Mapping[str, Sequence[str]]


class Related(NamedTuple):
    """Another entity, how it is related, why it is told and why it is apart, and how likely it is the same (0 to 1)."""

    entity: int
    relation: str
    reason: str
    probability: float | None = None


def related_entities(
    me: int, entity: Numbers, *, records: pa.Table, parsed: Mapping[str, pa.Table], kinds: Mapping[str, str],
    pairs: ComparedPairs,
) -> tuple[list[Related], list[str]]:  # fmt: skip
    """Return the entities near one, each once, the nearest first; and values too widely shared to relate anybody.

    Parameters
    ----------
    me
        Number of the entity.
    entity
        Number of each record's entity.
    records
        The records in standard form.
    parsed
        Column -> its parse result, for companies and their branches.
    kinds
        Column -> name of its kind.
    pairs
        The compared pairs.

    Returns
    -------
    tuple
        `Related` entities; sentences such as "mobile: shared with 1,204 others".
    """
    found: dict[int, Related] = {}
    crowds: list[str] = []
    mine = np.flatnonzero(entity == me)
    for each in (*_from_pairs(me, entity, pairs), *_branches(mine, entity, parsed)):
        found.setdefault(each.entity, each)
    for name, kind in kinds.items():
        if kind not in _TELLING or name not in records.column_names:
            continue
        others = _sharing(mine, entity, records.column(name))
        if len(others) > _MOST:
            crowds.append(f"{name}: shared with {len(others):,} others")
            continue
        for other in others.tolist():
            known = found.get(other, Related(other, SHARES, ""))
            said = f"the same {name}"
            found[other] = known._replace(reason=f"{known.reason}; {said}" if known.reason else said)
    order = (HOUSEHOLD, NEARLY, PARENT, BRANCH, SHARES)
    return sorted(found.values(), key=lambda r: (order.index(r.relation), -(r.probability or 0), r.entity)), crowds


def _from_pairs(me: int, entity: Numbers, pairs: ComparedPairs) -> Iterator[Related]:
    """Yield the entities whose records were compared with ours and kept apart, the likeliest pair of each."""
    left, right = entity[pairs.left], entity[pairs.right]
    apart = ((left == me) != (right == me)) & (pairs.household | (pairs.probability >= _LIKELY))
    at = np.flatnonzero(apart)
    for pair in at[np.argsort(-pairs.probability[at], kind="stable")].tolist():
        other = int(right[pair] if left[pair] == me else left[pair])
        relation = HOUSEHOLD if pairs.household[pair] else NEARLY
        yield Related(other, relation, _in_words(pairs, pair), round(float(pairs.probability[pair]), 4))


def _in_words(pairs: ComparedPairs, pair: int) -> str:
    """Return how the fields of a pair agree: mobile: same number; name: differs."""
    said = [
        f"{name}: {words[level]}"
        for (name, words), level in zip(pairs.labels.items(), pairs.levels[pair].tolist(), strict=True)
        if level < len(words)  # else one side is missing
    ]
    return "; ".join(said)


def _branches(mine: Numbers, entity: Numbers, parsed: Mapping[str, pa.Table]) -> Iterator[Related]:
    """Yield companies of the same name without a branch, or with another one."""
    for table in parsed.values():
        if not {"base", "branch"} <= set(table.column_names):
            continue
        base, branch = (table.column(name).combine_chunks() for name in ("base", "branch"))
        own = pc.unique(base.take(pa.array(mine)).drop_null())
        ours = set(branch.take(pa.array(mine)).to_pylist())
        near = np.flatnonzero(np.asarray(pc.is_in(base, value_set=own)) & (entity != entity[mine[0]]))
        for row, name in zip(near.tolist(), branch.take(pa.array(near)).to_pylist(), strict=True):
            if name is None and ours == {None}:
                continue  # two companies of one name: told where a pair or a value relates them
            yield Related(int(entity[row]), *_as_branch(name, ours))


def _as_branch(branch: str | None, ours: set[str | None]) -> tuple[str, str]:
    if branch is None:
        return PARENT, "the company whose branch this is"
    return BRANCH, f"{branch} of the same company" if None in ours else f"{branch}, another branch of the same company"


def _sharing(mine: Numbers, entity: Numbers, column: pa.ChunkedArray) -> Numbers:
    """Return the other entities a record of which has a value of ours."""
    values = pc.unique(column.take(pa.array(mine))).drop_null()
    if not len(values):
        return np.zeros(0, dtype=np.int64)
    shared = np.asarray(pc.is_in(column, value_set=values).combine_chunks())
    return np.unique(entity[shared & (entity != entity[mine[0]])])

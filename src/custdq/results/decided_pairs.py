"""What the user has decided: pairs of records that must be one entity, and pairs that cannot be.

The trap: decisions may contradict each other through others (a is b, b is c, a is not c), and whichever was obeyed, the
other would be lost without a word; so such decisions are refused together, and named.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from custdq.errors import ColumnNotFoundError, OptionError, did_you_mean
from custdq.frames import to_arrow
from custdq.results.record_keys import NamedRecord, RecordKey, named_record, record_positions

DecidedPairs = tuple[tuple[NamedRecord, NamedRecord], ...]

Node = TypeVar("Node", int, NamedRecord)


def named_decisions(option: str, pairs: Any) -> DecidedPairs:
    """Return decided pairs as pairs of (source, id).

    Parameters
    ----------
    option
        The option's name, for messages.
    pairs
        Pairs of record ids or (source, id), or a frame with the columns left and right (and left_source, right_source)
        such as `links.review()` gives.

    Examples
    --------
    >>> named_decisions("must_link", [("C1", ("erp", 7))])
    (((None, 'C1'), ('erp', '7')),)
    """
    if pairs is None:
        return ()
    if hasattr(pairs, "columns"):
        pairs = _of_frame(option, pairs)
    if isinstance(pairs, str | Mapping) or not isinstance(pairs, Iterable):
        raise OptionError(f"{option} was given as {pairs!r}; expected pairs of record ids, such as [(1, 2)].")
    return tuple(_pair(option, pair) for pair in pairs)


def _pair(option: str, pair: Any) -> tuple[NamedRecord, NamedRecord]:
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        raise OptionError(f"{option} holds {pair!r}; expected a pair of record ids, or of (source, id).")
    left, right = (named_record(tuple(one) if isinstance(one, list) else one) for one in pair)
    return left, right


def _of_frame(option: str, frame: Any) -> list[tuple[RecordKey, RecordKey]]:
    table = to_arrow(frame)
    for name in ("left", "right"):
        if name not in table.column_names:
            raise ColumnNotFoundError(f'{option} has no column "{name}". {did_you_mean(name, table.column_names)}')
    sides = []
    for name in ("left", "right"):
        keys, source = table.column(name).to_pylist(), f"{name}_source"
        has_source = source in table.column_names
        sides.append([*zip(table.column(source).to_pylist(), keys, strict=True)] if has_source else keys)
    return list(zip(*sides, strict=True))


def decided_positions(identity: pa.Table, decisions: DecidedPairs) -> npt.NDArray[np.int32]:
    """Return decided pairs as row positions (int32, pairs x 2); a record with itself is left out."""
    keys = [key for pair in decisions for key in pair]
    pairs = np.array(record_positions(identity, keys) if keys else [], np.int32).reshape(-1, 2)
    return np.asarray(pairs[pairs[:, 0] != pairs[:, 1]])


def refuse_contradictions(must_link: Sequence[tuple[Node, Node]], cannot_link: Sequence[tuple[Node, Node]]) -> None:
    """Raise `OptionError` where records that cannot be one entity must be, outright or through others.

    >>> refuse_contradictions([((None, "a"), (None, "b"))], [((None, "b"), (None, "a"))])
    Traceback (most recent call last):
    custdq.errors.OptionError: cannot_link parts "b" and "a", but must_link joins them: "b" = "a". Take one out.
    """
    near: dict[Node, list[Node]] = {}
    for left, right in must_link:
        near.setdefault(left, []).append(right)
        near.setdefault(right, []).append(left)
    for left, right in cannot_link:
        if left == right:
            raise OptionError(f"cannot_link parts {_said(left)} from itself. Take that pair out.")
        if left in near and right in near and (chain := _chain(near, left, right)):
            steps = ", ".join(f"{_said(a)} = {_said(b)}" for a, b in pairwise(chain))
            raise OptionError(
                f"cannot_link parts {_said(left)} and {_said(right)}, but must_link joins them: {steps}. Take one out."
            )


def _chain(near: Mapping[Node, Sequence[Node]], start: Node, end: Node) -> list[Node]:
    """Return the shortest way from one record to another; nothing where there is none."""
    came: dict[Node, Node] = {start: start}
    waiting = deque([start])
    while waiting and end not in came:
        here = waiting.popleft()
        for other in near[here]:
            if other not in came:
                came[other] = here
                waiting.append(other)
    if end not in came:
        return []
    way = [end]
    while way[-1] != start:
        way.append(came[way[-1]])
    return way[::-1]


def _said(record: Any) -> str:
    if isinstance(record, tuple):
        source, key = record
        return f'"{key}"' if source is None else f'"{source}:{key}"'
    return f"row {record}"

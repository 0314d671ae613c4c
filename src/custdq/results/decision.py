"""One decision, what it demands of the records it names, and whether decisions contradict each other.

The trap: decisions may contradict each other through third records (a is b, b is c, a is not c), and each alone looks
right; so the whole chain is looked for, and every decision on it is named.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from custdq.errors import OptionError
from custdq.results.decision_records import RecordName

#: What may be decided.
KINDS = ("together", "apart", "split", "move", "override")

#: Pairs of records that one decision may keep apart.
_MOST_PAIRS = 1_000_000

#: Records of a decision that are shown in its words.
_SHOWN = 4

Node = Hashable

#: Column and value of an override; None empties the cell.
Cell = tuple[str, str | None]


@dataclass(frozen=True)
class Decision:
    """One decision.

    number
        Counts decisions from 1; stays when others are withdrawn.
    do
        together: one part, whose records are one customer. apart, split: records of different parts are not. move: the
        record, those it goes to, those it leaves. override: one part, the records of the entity.
    parts
        The records.
    cell
        Column and value of an override.
    note
        Who, when (ISO 8601), why; each may be None.
    """

    number: int
    do: str
    parts: tuple[tuple[RecordName, ...], ...]
    cell: Cell | None = None
    note: tuple[str | None, str | None, str | None] = (None, None, None)

    @property
    def names(self) -> list[RecordName]:
        """Every record it names."""
        return [name for part in self.parts for name in part]

    def check(self) -> None:
        """Raise `OptionError` where it would keep more pairs of records apart than can be weighed."""
        sizes = [len(side) for side in self.apart(self.parts)]
        pairs = (sum(sizes) ** 2 - sum(size**2 for size in sizes)) // 2
        if pairs > _MOST_PAIRS:
            raise OptionError(
                f"{self.do} would keep {pairs:,} pairs of records apart, at most {_MOST_PAIRS:,} in one decision. "
                "Split off the records of one customer at a time, or raise the threshold."
            )

    def together(self, parts: Sequence[Sequence[Node]]) -> Sequence[Node]:
        """Return which of the records, given in the shape of `parts`, are one customer."""
        if self.do == "move":
            return [*parts[0], *parts[1]]
        return parts[0] if self.do == "together" else ()

    def apart(self, parts: Sequence[Sequence[Node]]) -> Sequence[Sequence[Node]]:
        """Return the groups of records, given in the shape of `parts`, each of which is apart from all the others."""
        if self.do == "move":
            return [parts[0], parts[2]]
        return parts if self.do in ("apart", "split") else ()

    def __str__(self) -> str:
        shown = [_said(part) for part in self.parts[:_SHOWN]]
        if self.do == "move":
            said = f"{shown[0]} to {shown[1]}"
        else:
            said = " | ".join([*shown, "..."] if len(self.parts) > _SHOWN else shown)
        cell = "" if self.cell is None else f', column "{self.cell[0]}"'
        by = "" if self.note[0] is None else f", by {self.note[0]}"
        return f"{self.do} {said}{cell}{by}"


def _said(part: Sequence[RecordName]) -> str:
    return " + ".join(map(str, part[:_SHOWN])) + (" + ..." if len(part) > _SHOWN else "")


class Demand(NamedTuple):
    """What a decision demands of nodes (names of records, or rows): some together, some groups apart."""

    said: str
    together: Sequence[Node]
    apart: Sequence[Sequence[Node]]


def demands_of(decisions: Iterable[Decision]) -> list[Demand]:
    """Return what decisions demand of the names of records."""
    return [
        Demand(f"decision {made.number} ({made})", made.together(made.parts), made.apart(made.parts))
        for made in decisions
    ]


def refuse_contradictions(decisions: Sequence[Decision]) -> None:
    """Raise `OptionError` where decisions contradict each other, and name them all."""
    refuse_demands(demands_of(decisions))
    cells: dict[tuple[RecordName, str], Decision] = {}
    for made in decisions:
        for name in made.names if made.cell is not None else ():
            column, value = made.cell or ("", None)
            before = cells.setdefault((name, column), made)
            if before.cell is not None and before.cell[1] != value:
                raise OptionError(
                    f"Decision {made.number} ({made}) contradicts decision {before.number} ({before}): each gives "
                    "another value. Withdraw one of them."
                )


def refuse_demands(demands: Sequence[Demand], *, show: Callable[[Any], str] = str) -> None:
    """Raise `OptionError` where nodes that are kept apart are together, outright or through others."""
    near: dict[Node, list[tuple[Node, Demand]]] = {}
    for demand in demands:
        for left, right in pairwise(demand.together):
            near.setdefault(left, []).append((right, demand))
            near.setdefault(right, []).append((left, demand))
    group = _groups(near)
    for demand in demands:
        met: dict[Node, tuple[int, Node]] = {}
        for side, nodes in enumerate(demand.apart):
            for node in nodes:
                before, other = met.setdefault(group.get(node, node), (side, node))
                if before != side:
                    _refuse(demand, _chain(near, other, node), show)


def _refuse(demand: Demand, chain: Sequence[tuple[Node, Demand | None]], show: Callable[[Any], str]) -> None:
    said = demand.said[0].upper() + demand.said[1:]
    steps = " = ".join(show(node) for node, _ in chain)
    through = list(dict.fromkeys(step.said for _, step in chain if step is not None))
    if not through:
        raise OptionError(f"{said} keeps {steps} apart from itself. Withdraw it.")
    raise OptionError(f"{said} contradicts {' and '.join(through)}: {steps}. Withdraw one of them.")


def _groups(near: Mapping[Node, Sequence[tuple[Node, Demand]]]) -> Mapping[Node, Node]:
    """Return one node of the group each node is in."""
    out: dict[Node, Node] = {}
    for start in near:
        if start in out:
            continue
        waiting = [start]
        out[start] = start
        while waiting:
            for other, _ in near[waiting.pop()]:
                if other not in out:
                    out[other] = start
                    waiting.append(other)
    return out


def _chain(
    near: Mapping[Node, Sequence[tuple[Node, Demand]]], start: Node, end: Node
) -> list[tuple[Node, Demand | None]]:
    """Return the shortest way from one node to another, each step with the decision it goes by."""
    came: dict[Node, tuple[Node, Demand | None]] = {start: (start, None)}
    waiting = deque([start])
    while waiting and end not in came:
        here = waiting.popleft()
        for other, demand in near[here]:
            if other not in came:
                came[other] = here, demand
                waiting.append(other)
    way = [(end, came[end][1])]
    while way[-1][0] != start:
        before = came[way[-1][0]][0]
        way.append((before, came[before][1]))
    return way[::-1]

"""Decisions on the records of one run: pairs that must and cannot be one entity, golden values, and what is not there.

The trap: a decision may name a record that is gone; the rest of it still holds, and that it does is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from custdq.errors import Reason
from custdq.results.decision import Decision, Demand, Node, refuse_demands
from custdq.results.decision_records import RecordFinder, RecordName
from custdq.steps.identify import NamedRecords
from custdq.steps.merge import Override
from custdq.tables import Finding, findings_table

Pairs = npt.NDArray[np.int32]
Rows = Sequence[int]


@dataclass(frozen=True)
class Effect:
    """What decisions come to in one run.

    together, apart
        int32, pairs x 2: row positions.
    overrides
        Golden values set by hand, in the order of the decisions.
    findings
        A finding for each record a decision names that is not there, or not clear.
    """

    together: Pairs
    apart: Pairs
    overrides: tuple[Override, ...]
    findings: pa.Table

    def settled_on(self, labels: npt.NDArray[np.int64], positions: pa.Table) -> Effect:
        """Return the effect without overrides that give one cell several values, each of these with a finding.

        An override goes to the entity most of its records are in; of equal ones to the one that comes first.
        """
        cells: dict[tuple[int, str], list[Override]] = {}
        for one in self.overrides:
            entity, records = np.unique(labels[list(one.rows)], return_counts=True)
            cells.setdefault((int(entity[records.argmax()]), one.column), []).append(one)
        torn = [given for given in cells.values() if len({one.value for one in given}) > 1]
        apart = {id(one) for given in torn for one in given}
        findings = [_disagree(given, positions.slice(given[0].rows[0], 1).to_pylist()[0]) for given in torn]
        return replace(
            self,
            overrides=tuple(one for one in self.overrides if id(one) not in apart),
            findings=pa.concat_tables([self.findings, findings_table(findings)]),
        )


def effect_of(decisions: Sequence[Decision], records: NamedRecords, own: tuple[Pairs, Pairs]) -> Effect:
    """Find the records decisions name, and return what the decisions come to.

    Parameters
    ----------
    decisions
        The decisions.
    records
        The records of the run.
    own
        Pairs of rows that must and that cannot be one entity besides.

    Raises
    ------
    OptionError
        When decisions contradict each other, outright or through others; all of them are named.
    """
    finder = RecordFinder(records, [name for made in decisions for name in made.names])
    found = [[[finder.rows(name) for name in part] for part in made.parts] for made in decisions]
    # what is not clear is as good as gone
    rows = [[[at[0] for at in part if len(at) == 1] for part in parts] for parts in found]
    demands = [
        Demand(f"decision {made.number} ({made})", made.together(parts), made.apart(parts))
        for made, parts in zip(decisions, rows, strict=True)
    ]
    if demands:
        ids = records.positions.column("record_id")
        refuse_demands([*demands, *_own_demands(*own)], show=lambda row: f'"{ids[row].as_py()}"')
    return Effect(
        _pairs([_linked(demand.together) for demand in demands]),
        _pairs([pair for demand in demands for pair in _parted(demand.apart)]),
        tuple(
            Override(tuple(parts[0]), *made.cell, _said(made))
            for made, parts in zip(decisions, rows, strict=True)
            if made.cell is not None and parts[0]
        ),
        findings_table(
            _not_found(made, name, at)
            for made, parts in zip(decisions, found, strict=True)
            for name, at in zip(made.names, (at for part in parts for at in part), strict=True)
            if len(at) != 1
        ),
    )


def _own_demands(must: Pairs, cannot: Pairs) -> list[Demand]:
    return [
        *(Demand("must_link", pair, ()) for pair in must.tolist()),
        *(Demand("cannot_link", (), [[one] for one in pair]) for pair in cannot.tolist()),
    ]


def _linked(rows: Sequence[Node]) -> Pairs:
    line = np.array(rows, np.int32)
    return np.column_stack([line[:-1], line[1:]])


def _parted(sides: Sequence[Sequence[Node]]) -> list[Pairs]:
    """Return every pair of rows of different sides."""
    lines = [np.array(side, np.int32) for side in sides]
    out = []
    for at, line in enumerate(lines[:-1]):
        rest = np.concatenate(lines[at + 1 :])
        out.append(np.column_stack([np.repeat(line, len(rest)), np.tile(rest, len(line))]))
    return out


def _pairs(parts: Sequence[Pairs]) -> Pairs:
    every = np.concatenate([np.empty((0, 2), np.int32), *parts])
    return np.unique(np.sort(every[every[:, 0] != every[:, 1]], axis=1), axis=0)


def _said(made: Decision) -> str:
    by, on, why = made.note
    return ", ".join(part for part in (f"decision {made.number}", by and f"by {by}", on, why) if part)


def _disagree(given: Sequence[Override], line: Mapping[str, Any]) -> Finding:
    said = "; ".join(str(one.said) for one in given)
    suggestion = f"one entity is given several values ({said}); neither counts"
    return Finding(Reason.DECISIONS_DISAGREE, **line, column=given[0].column, suggestion=suggestion)


def _not_found(made: Decision, name: RecordName, rows: Rows) -> Finding:
    what = f"{len(rows)} records are called so" if rows else "no record of this run is"
    return Finding(
        Reason.DECISION_UNCLEAR if rows else Reason.DECISION_RECORD_GONE,
        source=name.source,
        record_id=name.id or name.place,
        suggestion=f"decision {made.number} ({made.do}) names {name}, but {what}; the rest of it holds",
    )

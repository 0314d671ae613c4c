"""Narrow each entity's cells, rule by rule, until one stays.

The trap: a rule that has no opinion on any of an entity's cells must leave all of them to the next rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa

from custdq.steps.merge.cells import Bools, Cells, Floats, Ints
from custdq.steps.merge.rules import Candidate, Rule
from custdq.steps.merge.vote import Vote

ONLY_VALUE = "only_value"
VALIDITY = Rule("validity", lambda cells: (~cells.invalid).astype(float))
POSITION = Rule("position", lambda cells: -np.arange(len(cells), dtype=float))


@dataclass(frozen=True)
class Choice:
    """What was chosen for each entity that has cells.

    `cell` is the surviving cell; `decided` the place in `labels` of the rule that decided; `built` holds the values
    that no single cell gave (None: nothing survives), by segment.
    """

    cell: Ints
    decided: Ints
    labels: tuple[str, ...]
    built: dict[int, str | None]


def default_rules(vote: Vote, *, together: bool) -> tuple[Rule, ...]:
    """Return the default rule: the weighted vote; of equals the newest and the fullest (fullest first for a group)."""
    newest = Rule("most_recent", lambda cells: cells.days)
    fullest = Rule("most_complete", lambda cells: cells.filled.astype(float))
    ties = (fullest, newest) if together else (newest, fullest)
    return (Rule("weighted_vote", lambda _: vote.votes), *ties, POSITION)


def choose(cells: Cells, rules: Sequence[Rule], vote: Vote, *, first: Sequence[Rule] = ()) -> Choice:
    """Choose one cell for each entity: by validity, `first`, `rules`, then by the default rule."""
    chain = (VALIDITY, *first, *rules, *default_rules(vote, together=len(cells.columns) > 1))
    labels = (rules[0].name if rules else ONLY_VALUE, *(rule.name for rule in chain))
    alive = np.ones(len(cells), dtype=bool)
    decided = np.where(_single(cells, alive), 0, -1)
    built: dict[int, str | None] = {}
    for place, rule in enumerate(chain, start=1):
        if rule.build is not None:
            alive, made, kept = _build(cells, rule, alive, ~np.isin(cells.segment, list(built)))
            nothing = rule.or_nothing and rule is rules[-1]
            made = {segment: value for segment, value in made.items() if value is not None or nothing}
            built |= made
            decided[[*made, *kept]] = place
            continue
        alive = narrow(cells, rule, alive)
        decided[(decided < 0) & _single(cells, alive)] = place
    survivors = np.flatnonzero(alive)
    return Choice(survivors, decided, labels, built)


def narrow(cells: Cells, rule: Rule, alive: Bools) -> Bools:
    """Keep the cells that `rule` ranks highest in their entity."""
    scores = _scores(cells, rule)
    scores = np.where(alive & ~np.isnan(scores), scores, -np.inf)
    if rule.conditions:
        scores = np.where(rule.applies(cells), scores, -np.inf)
    return np.asarray(alive & (scores == cells.per_entity(np.maximum, scores)))


def _scores(cells: Cells, rule: Rule) -> Floats:
    if rule.by:
        return master_rows(cells, rule.by)[cells.row].astype(float)
    if rule.rank is None:
        return np.zeros(len(cells))
    return rule.rank(cells)


def master_rows(cells: Cells, by: Sequence[Rule]) -> Bools:
    """Return which record of each entity in `cells` is its master: the one that `by` ranks first."""
    context = cells.context
    inside = np.zeros(len(context.entity_ids), dtype=bool)
    inside[cells.entity] = True
    row = context.every if (inside & (context.single >= 0)).any() else context.several
    none = np.zeros(len(row), dtype=np.int64)
    records = Cells(
        context, ("*",), row, context.entity[row], none, pa.array([], pa.string()), none, none.astype(bool),
        context.filled[row],
    )  # fmt: skip
    alive = np.ones(len(row), dtype=bool)
    for rule in (*by, POSITION):
        alive = narrow(records, rule, alive)
    master = np.zeros(context.rows, dtype=bool)
    master[row[alive]] = True
    return master


def _single(cells: Cells, alive: Bools) -> Bools:
    """Tell for each entity whether the cells that stay all have one value."""
    if not len(cells):
        return np.zeros(0, dtype=bool)
    lowest = np.minimum.reduceat(np.where(alive, cells.key, np.iinfo(np.int64).max), cells.starts)
    highest = np.maximum.reduceat(np.where(alive, cells.key, -1), cells.starts)
    return np.asarray(lowest == highest)


def _build(cells: Cells, rule: Rule, alive: Bools, unbuilt: Bools) -> tuple[Bools, dict[int, str | None], list[int]]:
    """Let `rule` build a value for each entity it speaks for, as far as none is built yet (`unbuilt`, by cell).

    Returns the cells that stay, the values made by segment, and the segments where a candidate's own value was taken:
    there only that candidate's cell stays.
    """
    spoken = alive & unbuilt
    spoken = spoken & rule.applies(cells) if rule.conditions else spoken
    wanted = spoken if rule.always else spoken & ~_single(cells, alive)[cells.segment]
    members = np.flatnonzero(wanted)
    made, kept, stays = dict[int, str | None](), list[int](), alive.copy()
    if not len(members) or rule.build is None:
        return stays, made, kept
    bounds = np.flatnonzero(np.r_[True, np.diff(cells.segment[members]) != 0, True])
    ends = np.r_[cells.starts[1:], len(cells)]
    texts = cells.texts()
    for start, stop in pairwise(bounds.tolist()):
        own = members[start:stop]
        candidates = [_candidate(cells, int(cell), texts[cell]) for cell in own]
        value = rule.build(candidates)
        segment = int(cells.segment[own[0]])
        chosen = [cell for cell, c in zip(own, candidates, strict=True) if c is value]
        chosen = chosen or [cell for cell in own if value is not None and texts[cell] == str(value)]
        if not chosen:
            made[segment] = None if value is None else str(value)
            continue
        stays[cells.starts[segment] : ends[segment]] = False
        stays[chosen[0]] = True
        kept.append(segment)
    return stays, made, kept


def _candidate(cells: Cells, cell: int, text: str) -> Candidate:
    candidate, row = Candidate(text), int(cells.row[cell])
    positions = cells.context.positions
    candidate.source, candidate.sheet = positions.column("source")[row].as_py(), positions.column("sheet")[row].as_py()
    candidate.row, candidate.record_id = (
        positions.column("row")[row].as_py(),
        positions.column("record_id")[row].as_py(),
    )
    candidate.valid = not cells.invalid[cell]
    candidate.updated_at = None if np.isnan(cells.days[cell]) else float(cells.days[cell])
    return candidate

"""The score card: five dimensions, their fields, groups, records and findings, each score with its state.

A card is drawn up from states, which add up: `one + other` is the card of both tables' records. The trap: an
unassessed dimension read as a perfect one. Its score is null, it does not enter the overall score, and `unassessed`
names it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import OptionError
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.states import merge_states
from custdq.steps.score.units import Unit
from custdq.steps.score.views import MIXED, VALIDITY, VERIFIED, Views, draw_up, group_fields

__all__ = ["MIXED", "VALIDITY", "VERIFIED", "Measured", "ScoreCard"]


@dataclass(frozen=True)
class Measured:
    """What a card was made of: the evidence, and each dimension's units; later questions are answered from it."""

    evidence: Evidence
    units: Mapping[str, Sequence[Unit]]
    findings: Any


@dataclass(frozen=True)
class ScoreCard:
    """The quality of a table. Scores are 0 to 1, null where nothing could be assessed.

    `states`: the sums everything here comes from (`STATE_SCHEMA`); `samples`: what was checked, by field and stratum.
    `records`: position columns, one score a dimension, overall. `agreement`: by field and pair of systems;
    `conflicts`: by field and system. `run`: as_of, rows, passed_over (rows of the files that say nothing
    of anybody), by, rules (hash), weights, opaque (checks not taken over).
    `measured`: what it was made of; a tuple of them after adding cards.
    """

    states: pa.Table
    samples: pa.Table
    records: pa.Table
    agreement: pa.Table
    conflicts: pa.Table
    run: Mapping[str, Any]
    measured: tuple[Measured, ...] = field(default=(), repr=False, compare=False)

    @cached_property
    def _views(self) -> Views:
        return draw_up(self.states, self.samples, self.run["weights"])

    @property
    def overall(self) -> float | None:
        """Return the weighted mean of the assessed dimensions."""
        return self._views.overall

    @property
    def worst(self) -> str | None:
        """Return the lowest of the assessed dimensions."""
        return self._views.worst

    @property
    def complete_rate(self) -> float | None:
        """Return the share of records that have all that is required of them."""
        return self._views.complete_rate

    @property
    def dimensions(self) -> pa.Table:
        """dimension, score, numerator, denominator, assessed, rows, coverage, basis, lower, upper.

        `basis` of accuracy: verified, validity (an upper bound) or mixed.
        """
        return self._views.dimensions

    @property
    def parts(self) -> pa.Table:
        """Return the same for the parts of a dimension."""
        return self._views.parts

    @property
    def fields(self) -> pa.Table:
        """field, dimension, part, score ..., loss, weight, basis, validity, placeholders, in_sla, checked, population.

        `loss` is what a field takes from the dimension (they sum to 1 - score); `weight` 0: shown, not scored.
        """
        return self._views.fields

    @property
    def groups(self) -> pa.Table:
        """by, group, dimension, score, ..., lower (Wilson), rank: each group's dimensions and overall, best first."""
        return self._views.groups

    @cached_property
    def group_fields(self) -> pa.Table:
        """by, group, then the columns of `fields`: what each group's fields came to."""
        return group_fields(self.states, self.samples)

    @cached_property
    def findings(self) -> pa.Table:
        """Return one finding for each defect (`FINDING_COLUMNS`)."""
        return pa.concat_tables([one.findings() for one in self.measured])

    @property
    def unassessed(self) -> list[str]:
        """Return the dimensions in which nothing could be assessed."""
        missing = pc.is_null(self.dimensions.column("score"))
        return [str(name) for name in self.dimensions.filter(missing).column("dimension").to_pylist()]

    def __add__(self, other: ScoreCard) -> ScoreCard:
        """Return the card of the records of both; entities must not be split between them.

        Raises
        ------
        OptionError
            When they were scored under different rules, or grouped by different columns.
        """
        _check_addable(self, other)
        days = sorted((self.run["as_of"], other.run["as_of"]))
        run = {**self.run, "as_of": days[1], "rows": self.run["rows"] + other.run["rows"]}
        run["passed_over"] = sum(card.run.get("passed_over", 0) for card in (self, other))
        return ScoreCard(
            merge_states([self.states, other.states]),
            merge_states([self.samples, other.samples]),
            pa.concat_tables([self.records, other.records]),
            merge_states([self.agreement, other.agreement]),
            merge_states([self.conflicts, other.conflicts]),
            run | ({"as_of_first": days[0]} if days[0] != days[1] else {}),
            (*self.measured, *other.measured),
        )


def _check_addable(one: ScoreCard, other: ScoreCard) -> None:
    if one.run["rules"] != other.run["rules"]:
        raise OptionError(
            f"The cards were scored under different rules ({one.run['rules']} and {other.run['rules']}), so their "
            "scores do not add up. Score both with the same expectations."
        )
    grouped = [sorted(card.run["by"]) for card in (one, other)]
    if grouped[0] != grouped[1]:
        raise OptionError(
            f"The cards are grouped by different columns ({', '.join(grouped[0]) or 'none'} and "
            f"{', '.join(grouped[1]) or 'none'}). Give both the same `by`."
        )

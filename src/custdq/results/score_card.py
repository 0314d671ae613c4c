"""The score card as the user gets it: frames, a gate, and every form to show or send it in.

The trap: a card shown in a notebook or written to a file carries no value of a customer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from custdq.errors import OptionError, QualityGateError, public_class
from custdq.frames import from_arrow
from custdq.results.links import Links
from custdq.results.rows import row_by_row
from custdq.steps.link.sweep import sweep_thresholds
from custdq.steps.report import GateLine, card_html, card_markdown, card_page, card_text, gate_junit
from custdq.steps.score import GateResult, card_to_dict, draw_sample, excess_table, missing_for, review_list
from custdq.steps.score import ScoreCard as CardTables
from custdq.steps.score import gate as judge
from custdq.steps.score.uniqueness import share_unique


@public_class
class ScoreCard:
    """Scores of completeness, accuracy, consistency, timeliness and uniqueness; shows itself in a notebook.

    Attributes
    ----------
    overall
        Weighted mean of the assessed dimensions (0 to 1), None where none could be assessed.
    dimensions, fields, groups, records, findings
        Frames: one row a dimension, a field, a group, a record, a finding.
    """

    def __init__(self, card: CardTables, *, like: Any = None) -> None:
        self.card = card
        self._like = like
        self._gate: GateResult | None = None

    @property
    def overall(self) -> float | None:
        """Overall score (0 to 1) or None."""
        return self.card.overall

    @property
    def worst(self) -> str | None:
        """The lowest dimension."""
        return self.card.worst

    @property
    def unassessed(self) -> list[str]:
        """Dimensions in which nothing could be assessed."""
        return self.card.unassessed

    @property
    def dimensions(self) -> Any:
        """dimension, score, numerator, denominator, coverage, basis."""
        return from_arrow(self.card.dimensions, like=self._like)

    @property
    def fields(self) -> Any:
        """field, dimension, score, numerator, denominator, coverage, loss."""
        return from_arrow(self.card.fields, like=self._like)

    @property
    def groups(self) -> Any:
        """Scores by group, ranked by their lower bound."""
        return from_arrow(self.card.groups, like=self._like)

    @property
    def records(self) -> Any:
        """Scores of every record, in input order; pandas keeps the input's index."""
        return row_by_row(self.card.records, self._like)

    @property
    def findings(self) -> Any:
        """What the scores count against the records."""
        return from_arrow(self.card.findings, like=self._like)

    @property
    def group_fields(self) -> Any:
        """by, group, field, dimension, score, loss ...: what each group's fields came to."""
        return from_arrow(self.card.group_fields, like=self._like)

    @property
    def states(self) -> Any:
        """The sums that all scores come from: they add up over partitions, days and owners."""
        return from_arrow(self.card.states, like=self._like)

    @property
    def agreement(self) -> Any:
        """field, left, right (systems), charged (the one that does not own the field), entities, disagreeing, pairs."""
        return from_arrow(self.card.agreement, like=self._like)

    @property
    def conflicts(self) -> Any:
        """field, source, entities, conflicting, values, outdated, known, lacking."""
        return from_arrow(self.card.conflicts, like=self._like)

    @property
    def excess(self) -> Any:
        """field, rows, excess: cells held beyond what type and stage need, where the expectations set a limit."""
        return from_arrow(excess_table(self.card), like=self._like)

    def review(self, *, most: int | None = None) -> Any:
        """Return the records to verify again, ordered by weight and expected staleness; never confirmed ones last."""
        return from_arrow(review_list(self.card, most=most), like=self._like)

    def uniqueness_band(
        self, links: Links, *, low: float = 0.2, high: float = 0.9
    ) -> tuple[float | None, float | None]:
        """Return uniqueness as it would be if pairs were linked from a low and from a high probability on.

        Parameters
        ----------
        links
            The links of the scored frame.
        low, high
            Probabilities (0 to 1): below `low` hardly any pair is one customer, above `high` hardly any is not.

        Returns
        -------
        tuple
            The lower and the upper end (0 to 1), None without records; the doubt in the links, not of a sample.
        """
        if len(self.card.measured) != 1:
            raise OptionError("A band is of one table's links; this card was added up. Ask each part for its own.")
        lines = sweep_thresholds(links.outcome, (low, high))
        low_end, high_end = (share_unique(self.card.measured[0].evidence, line.labels) for line in lines)
        return low_end, high_end

    def missing_for(self, stage: str) -> Any:
        """Return what each record lacks to enter a stage: record_id and `missing`, only records that lack something."""
        return from_arrow(missing_for(self.card, stage), like=self._like)

    def sample(
        self, *, fields: Sequence[str] | None = None, margin: float = 0.03, by: str | None = None, seed: int = 0
    ) -> Any:
        """Draw the values a steward checks; filled in, it is what `score(reference=...)` takes.

        Parameters
        ----------
        fields
            Fields to check; None: all whose accuracy is scored.
        margin
            How far the 95 % interval of a field's share may reach to either side (0 to 1).
        by
            Column to stratify by.
        seed
            Another seed, another sample.

        Returns
        -------
        frame
            record_id, source, field, value, and empty: correct (yes, no, ?), true_value, checked_at; stratum.
        """
        return from_arrow(draw_sample(self.card, fields=fields, margin=margin, by=by, seed=seed), like=self._like)

    def __add__(self, other: ScoreCard) -> ScoreCard:
        """Return the card of both tables' records, scored under the same rules; no customer may be in both."""
        if not isinstance(other, ScoreCard):
            raise OptionError(f"A score card was to be added to {type(other).__name__}; expected another score card.")
        return ScoreCard(self.card + other.card, like=self._like)

    def gate(
        self,
        thresholds: Mapping[str, Any],
        *,
        raise_on_failure: bool = False,
        strict: bool = False,
        baseline: Mapping[str, Any] | None = None,
    ) -> GateResult:
        """Hold the scores against thresholds.

        Parameters
        ----------
        thresholds
            Score name ("completeness", "mobile.accuracy", "by.owner.completeness", "overall") to the least that
            passes (0 to 1), or {"min":, "warn":, "max_drop":}.
        raise_on_failure
            Raise `QualityGateError` where the gate does not pass.
        strict
            Warnings fail.
        baseline
            A score card of an earlier run (`to_dict`), for `max_drop`.

        Returns
        -------
        GateResult
            `passed`, `reasons`, `outcomes`. A score that could not be assessed does not pass.
        """
        if not isinstance(thresholds, Mapping):
            given = type(thresholds).__name__
            raise OptionError(f'gate was given {given}; expected score names to thresholds: {{"completeness": 0.95}}.')
        result = judge(self.card, thresholds, baseline=baseline, strict=strict)
        self._gate = result
        if raise_on_failure and not result.passed:
            raise QualityGateError("The quality gate fell short. " + " ".join(result.reasons))
        return result

    def to_dict(self) -> dict[str, Any]:
        """Return the card as JSON-able data, without any value of a customer."""
        return card_to_dict(self.card, gate=self._gate)

    def to_json(self, path: str | Path | None = None) -> str:
        """Return the card as JSON, and write it to `path` where one is given."""
        return _written(json.dumps(self.to_dict(), ensure_ascii=False, indent=1), path)

    def to_markdown(self, path: str | Path | None = None) -> str:
        """Return the card as Markdown, and write it to `path` where one is given."""
        return _written(card_markdown(self.to_dict()), path)

    def to_html(self, path: str | Path | None = None) -> str:
        """Return the card as one HTML page, and write it to `path` where one is given."""
        return _written(card_page(self.to_dict()), path)

    def to_junit(self, path: str | Path | None = None) -> str:
        """Return the last gate as JUnit XML (one test case a threshold), and write it to `path` where one is given."""
        lines = [GateLine(*outcome) for outcome in (self._gate.outcomes if self._gate else ())]
        return _written(gate_junit(lines), path)

    def __repr__(self) -> str:
        return card_text(self.to_dict())

    def _repr_html_(self) -> str:
        return card_html(self.to_dict())


def _written(text: str, path: str | Path | None) -> str:
    if path is not None:
        Path(path).write_text(text, encoding="utf-8")
    return text

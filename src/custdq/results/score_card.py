"""The score card as the user gets it: frames, a gate, and every form to show or send it in.

The trap: a card shown in a notebook or written to a file carries no value of a customer.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from custdq.config import write_text
from custdq.errors import OptionError, QualityGateError, public_class
from custdq.frames import from_arrow
from custdq.results.about import About, failing_rows
from custdq.results.card_history import CardHistory
from custdq.results.links import Links
from custdq.results.rows import row_by_row
from custdq.steps.link.sweep import sweep_thresholds
from custdq.steps.report import GateLine, Masker, card_html, card_markdown, card_page, card_text, gate_junit
from custdq.steps.score import (
    GateOutcome,
    GateResult,
    append_entry,
    baseline_of,
    card_to_dict,
    draw_sample,
    entry_of,
    excess_table,
    missing_for,
    outdated_table,
    read_history,
    review_list,
    strictly,
)
from custdq.steps.score import ScoreCard as CardTables
from custdq.steps.score import gate as judge
from custdq.steps.score.uniqueness import share_unique

#: Failing rows a report shows.
_FAILING = 30


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

    def __init__(self, card: CardTables, *, like: Any = None, about: About | None = None) -> None:
        self.card = card
        self._like = like
        self._about = about
        self._gate: GateResult | None = None
        self._history: CardHistory | None = None

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
        """field, source, entities, conflicting, known, lacking."""
        return from_arrow(self.card.conflicts, like=self._like)

    @property
    def outdated(self) -> Any:
        """field, source, values, outdated, settled: how many values no longer hold, as linked records let expect.

        `settled` is false where the estimation had not come to rest when it was ended: its figure is the last one. Null
        where fewer than twenty values can be held against another, or none has a date.
        """
        return from_arrow(outdated_table(self.card), like=self._like)

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

    def __radd__(self, other: object) -> ScoreCard:
        """Return the card itself for the 0 that `sum` begins with."""
        return self if other == 0 and not isinstance(other, bool) else self + other  # type: ignore[operator]

    def gate(
        self,
        thresholds: Mapping[str, Any],
        *,
        raise_on_failure: bool = False,
        strict: bool = False,
        baseline: ScoreCard | Mapping[str, Any] | str | Path | None = None,
        declared: Collection[str] = (),
        beside: Sequence[GateOutcome] = (),
    ) -> GateResult:
        """Hold the scores against thresholds.

        Parameters
        ----------
        thresholds
            Score name ("completeness", "mobile.accuracy", "by.owner.completeness", "overall") to the least that
            passes (0 to 1), or {"min":, "warn":, "max_drop":, "min_rows":}. Tables may nest.
        raise_on_failure
            Raise `QualityGateError` where the gate does not pass.
        strict
            Warnings fail.
        baseline
            A score card of an earlier run, for `max_drop`: the card, its `to_dict`, its scorecard.json or a history.
        declared
            Columns the data should have: a gate on one that is not there is not evaluated.
        beside
            Outcomes found elsewhere that count too: a file that could not be read.

        Returns
        -------
        GateResult
            `passed`, `reasons`, `outcomes`. A score that could not be assessed does not pass, nor one that rests on a
            sample too small to tell.
        """
        if not isinstance(thresholds, Mapping):
            given = type(thresholds).__name__
            raise OptionError(f'gate was given {given}; expected score names to thresholds: {{"completeness": 0.95}}.')
        if not thresholds and not beside:
            raise OptionError('gate was given no threshold, and nothing judged is not passed: {"completeness": 0.95}.')
        earlier = baseline_of(baseline.to_dict() if isinstance(baseline, ScoreCard) else baseline)
        result = judge(self.card, thresholds, baseline=earlier, strict=strict, declared=declared)
        result = GateResult((*(strictly(each, strict=strict) for each in beside), *result.outcomes))
        self._gate = result
        if raise_on_failure and not result.passed:
            raise QualityGateError("The quality gate fell short. " + " ".join(result.reasons))
        return result

    @property
    def gates(self) -> list[GateLine]:
        """What the last gate decided, a line a threshold; empty where none was asked."""
        return [GateLine(*outcome) for outcome in (() if self._gate is None else self._gate.outcomes)]

    @property
    def columns(self) -> Any:
        """column, kind, rows; cells valid, repaired, invalid, missing, placeholders (among the missing)."""
        return from_arrow(pa.Table.from_pylist(self._about.columns if self._about else []), like=self._like)

    @property
    def personal_data(self) -> Any:
        """Columns that hold personal data: column, kind, what, level (ordinary, sensitive), basis, cells, remark."""
        return from_arrow(pa.Table.from_pylist(self._personal()), like=self._like)

    def failing(self, most: int = 50, *, show_values: bool = False) -> Any:
        """Return rows that fail and why, a few of each problem: place, column, code, value, suggestion.

        Parameters
        ----------
        most
            How many rows.
        show_values
            Show the values instead of masking them.
        """
        return from_arrow(pa.Table.from_pylist(self._failing(most, show_values=show_values)), like=self._like)

    def append_history(self, path: str | Path) -> CardHistory:
        """Append this run to a history, one line of JSON a run; the reports then show change, trend and alarms.

        The same run again is one entry. The file holds scores, counts and bins, and no value.

        Parameters
        ----------
        path
            The file, made where it is missing.

        Returns
        -------
        CardHistory
            `change` since the last run, `alarms` on drops and drift, `added`.

        Raises
        ------
        ConfigError
            When the file is no history.
        """
        about, as_of = self._about, self.card.run["as_of"]
        entry = entry_of(card_to_dict(self.card), about.columns if about else [], about.bins(as_of) if about else {})
        added = append_entry(path, entry)
        self._history = CardHistory(read_history(path), entry, added)
        return self._history

    def to_dict(self, *, show_values: bool = False) -> dict[str, Any]:
        """Return the card as JSON-able data (docs/scorecard.schema.json), values masked unless asked for."""
        rows = self._failing(_FAILING, show_values=show_values)
        return card_to_dict(self.card, gate=self._gate) | {
            "columns": self._about.columns if self._about else [],
            "missingness": self._about.missingness if self._about else None,
            "personal_data": self._personal(),
            "failing": {"of": self.card.findings.num_rows, "rows": rows},
            "history": self._history.to_dict() if self._history else None,
            "redacted": not show_values,
        }

    def _personal(self) -> list[dict[str, Any]]:
        return self._about.personal_data(self.card.run["as_of"]) if self._about else []

    def _failing(self, most: int, *, show_values: bool) -> list[dict[str, Any]]:
        masker = self._about.masker(show_values=show_values) if self._about else Masker({}, show_values=show_values)
        return failing_rows(self.card.findings, masker, most=most)

    def to_json(self, path: str | Path | None = None, *, show_values: bool = False) -> str:
        """Return the card as JSON, and write it to `path` where one is given."""
        return _written(json.dumps(self.to_dict(show_values=show_values), ensure_ascii=False, indent=1), path)

    def to_markdown(self, path: str | Path | None = None, *, show_values: bool = False) -> str:
        """Return the card as Markdown, and write it to `path` where one is given."""
        return _written(card_markdown(self.to_dict(show_values=show_values)), path)

    def to_html(self, path: str | Path | None = None, *, show_values: bool = False) -> str:
        """Return the card as one HTML page, and write it to `path` where one is given."""
        return _written(card_page(self.to_dict(show_values=show_values), gate=self.gates), path)

    def to_junit(self, path: str | Path | None = None) -> str:
        """Return the last gate as JUnit XML (one test case a threshold), and write it to `path` where one is given."""
        return _written(gate_junit(self.gates), path)

    def __repr__(self) -> str:
        return card_text(self.to_dict())

    def _repr_html_(self) -> str:
        return card_html(self.to_dict())


def _written(text: str, path: str | Path | None) -> str:
    if path is not None:
        write_text(path, text)
    return text

"""What labelled pairs say about the patterns the fit counts, without bending what they say nothing about.

The trap: labels are no sample. A review queue holds the pairs a person should look at, many of them kept apart by other
records; taken at face value its answers would drag the prior, and with it every other pair. So a label says how far the
model is off on this pair, *given what was known when it was chosen*: its pattern, its odds with the frequency of its
values, and whether its records were joined. It speaks only for pairs of which all this is the same.

Sources: Nigam et al. 2000 (labelled and unlabelled data in one EM, the labelled part weighted); Little & Rubin 2002 and
Gelman et al. 2013, ch. 8 (a choice that depends on what is known may be ignored if the model conditions on it).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from custdq.steps.link.compare import Levels
from custdq.steps.link.encode import Mask, Positions
from custdq.steps.link.estimate import bands
from custdq.steps.link.model import Floats
from custdq.steps.link.patterns import RuleView, distinct_rows, outside_rows, pattern_rows
from custdq.steps.link.predict import Scorer
from custdq.steps.link.weigh import Fit, Fitted, Observed, probability, responsibilities

#: Share of labels that are taken for slips of whoever labelled.
LABEL_ERROR = 0.02

Rows = npt.NDArray[np.int64]

_LN2 = float(np.log(2.0))


@dataclass(frozen=True)
class LabelledPairs:
    """Decided pairs: positions in the scorer's order (left < right), each pair once, sorted; the answers."""

    left: Positions
    right: Positions
    match: Mask

    def only(self, some: Mask) -> LabelledPairs:
        """Return some of them."""
        return LabelledPairs(self.left[some], self.right[some], self.match[some])


@dataclass(frozen=True)
class PatternLabels:
    """Labels as the fit takes them: one entry for each label and each rule it counts under.

    rows
        The pattern each entry shows.
    match
        Its answer.
    offset
        What is known of the pair beyond its pattern (natural log odds): value frequencies, and how it was chosen.
    weight
        Pairs each entry speaks for.
    """

    rows: Rows
    match: Mask
    offset: Floats
    weight: Floats

    def corrected(self, shared: Floats, counts: Floats) -> Floats:
        """Return the shares of each pattern in one entity and in one household (2 x patterns), corrected."""
        before = shared[0]
        expected = logistic(logit(before[self.rows]) + self.offset)
        moved = self.weight * (answered(expected, self.match) - expected)
        matched = np.clip(before + np.bincount(self.rows, moved, len(before)) / counts, 0.0, 1.0)
        # a labelled "no" is two of one household or two strangers, as the model sees it
        return np.array([matched, shared[1] * (1 - matched) / np.maximum(1 - before, 1e-12)])


@dataclass(frozen=True)
class Lesson:
    """Labelled pairs as the model without labels sees them.

    pairs
        The labelled pairs.
    levels
        uint8, pairs x fields.
    odds
        Natural log odds of each without labels.
    choice
        1 or 0 as its records were joined or not, less the share joined among pairs as likely.
    original
        The fit without labels.
    fitted
        The same, with a pattern more for each labelled pair that no rule makes.
    label, rows, cell
        Entries, one for each label and rule it counts under: the label, its pattern, and how many pairs share its
        pattern, its band of probability and its being joined.
    """

    pairs: LabelledPairs
    levels: Levels
    odds: Floats
    choice: Floats
    original: Fitted
    fitted: Fitted
    label: Rows
    rows: Rows
    cell: Floats

    def patterns(self, some: Mask, *, weight: float, slope: float) -> PatternLabels:
        """Return some of the labels as the fit takes them.

        Parameters
        ----------
        some
            Which labels.
        weight
            The most pairs one label may speak for.
        slope
            What `choice` is worth (natural log odds).
        """
        used = np.flatnonzero(some[self.label])
        label, rows = self.label[used], self.rows[used]
        base = responsibilities(self.fitted.observed.patterns, self.fitted.fit)[0][0]
        offset = self.odds[label] + slope * self.choice[label] - logit(base[rows])
        return PatternLabels(rows, self.pairs.match[label], offset, np.minimum(weight, self.cell[used]))


def lesson(scorer: Scorer, fitted: Fitted, pairs: LabelledPairs, entity: Rows, joined: Floats) -> Lesson:
    """See labelled pairs as the model without labels does.

    Parameters
    ----------
    scorer
        Weighs pairs by the model without labels.
    fitted
        The fit that model comes from.
    pairs
        The labelled pairs.
    entity
        Entity of each record, found without labels.
    joined
        Share of the kept pairs that are joined, by band of probability.
    """
    seen = scorer.compare(pairs.left, pairs.right)
    member = scorer.any_membership(pairs.left, pairs.right)
    linked = entity[pairs.left] == entity[pairs.right]
    band = bands(probability(seen.log_odds), np.zeros(len(linked), bool))
    label, rows, cell = _entries(scorer, fitted, pairs, seen.levels, entity)
    free = np.flatnonzero(~np.any([*member.values(), np.zeros(len(linked), bool)], axis=0))
    extended = _with_outside(fitted, seen.levels[free], scorer)
    label = np.concatenate([label, free])
    rows = np.concatenate([rows, len(fitted.observed.patterns.counts) + np.arange(len(free))])
    cell = np.concatenate([cell, np.ones(len(free))])
    choice = linked - joined[band]
    return Lesson(pairs, seen.levels, seen.log_odds * _LN2, choice, fitted, extended, label, rows, cell)


def _entries(
    scorer: Scorer, fitted: Fitted, pairs: LabelledPairs, levels: Levels, entity: Rows
) -> tuple[Rows, Rows, Floats]:
    """Return label, pattern and cell size of each entry, of the labels that some rule makes."""
    parts = scorer.observed()
    nothing = np.array([], np.int32)
    left, right = (np.concatenate([nothing, *(getattr(made, side) for made, _ in parts)]) for side in ("left", "right"))
    every = np.concatenate([*(part for _, part in parts), levels])
    code, _ = distinct_rows(every, [len(field.labels) for field in scorer.fields])
    # the pairs that look as one of the labelled ones does, and these themselves at the end
    alike = np.append(np.flatnonzero(np.isin(code[: len(left)], code[len(left) :])), np.arange(len(left), len(code)))
    left, right = np.append(left, pairs.left)[alike], np.append(right, pairs.right)[alike]
    member = scorer.any_membership(left, right)
    odds, _ = scorer.weigh(left, right, every[alike], member=member)
    _, cell = np.unique(
        np.column_stack([code[alike], bands(probability(odds), entity[left] == entity[right])]),
        axis=0, return_inverse=True,
    )  # fmt: skip
    cell, asked = cell.ravel(), len(alike) - len(pairs.left)
    entries = [(np.array([], np.int64), np.array([], np.int64), np.array([]))]
    for rule, held in member.items():
        at = np.flatnonzero(held[asked:])
        row = pattern_rows(fitted.observed.patterns, levels[at], rule, fitted.observed.views)
        at, row = at[row >= 0], row[row >= 0]
        mine = cell[asked:][at]
        there = np.bincount(cell[:asked][held[:asked]], minlength=int(cell.max(initial=0)) + 1)[mine]
        labels = np.bincount(mine, minlength=1)[mine]
        entries.append((at, row, np.maximum(there, labels) / labels))
    label, rows, size = (np.concatenate(part) for part in zip(*entries, strict=True))
    return label, rows, size


def _with_outside(fitted: Fitted, levels: Levels, scorer: Scorer) -> Fitted:
    """Add pairs that no rule makes to what was fitted, under a rule of their own with a random pair's prior."""
    if not len(levels):
        return fitted
    seen, model = fitted.observed, scorer.model
    view = RuleView("", (), model.prior)
    observed = Observed(outside_rows(seen.patterns, levels, len(seen.views)), (*seen.views, view), seen.fields,
                        seen.sharing)  # fmt: skip
    shares = np.array([[model.prior], [model.household]])
    return replace(
        fitted, observed=observed, fit=Fit(fitted.fit.tables, np.concatenate([fitted.fit.priors, shares], axis=1))
    )


def answered(expected: Floats, match: Mask) -> Floats:
    """Return the probability of a match (0 to 1) after the answer of somebody who slips now and then."""
    yes = expected * np.where(match, 1 - LABEL_ERROR, LABEL_ERROR)
    no = (1 - expected) * np.where(match, LABEL_ERROR, 1 - LABEL_ERROR)
    return np.asarray(yes / (yes + no))


def logit(share: Floats) -> Floats:
    """Return natural log odds of a probability (0 to 1)."""
    inside = np.clip(share, 1e-300, 1 - 1e-16)
    return np.asarray(np.log(inside) - np.log1p(-inside))


def logistic(odds: Floats) -> Floats:
    """Return the probability of natural log odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -700, 700))))

"""A fit led on by few labels, and whether to trust it: the model without labels stays unless a better one is proved.

The trap: few labels, wrong or one-sided ones make a model worse that was good without them. So each candidate is judged
on labels it has not seen, the model without labels wins where the difference may be chance, and what is not shown to
join more of the labelled pairs rightly is not taken (`linking`).

Sources: Nigam et al. 2000 (the weight of labels chosen by cross-validation); Hastie, Tibshirani & Friedman 2009, §7.10
(the simpler model within the standard error; stricter here, for labels may be wrong).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from custdq.steps.link.cluster import connected_components
from custdq.steps.link.encode import Mask
from custdq.steps.link.labelled import LABEL_ERROR, Lesson, PatternLabels, Rows, logistic
from custdq.steps.link.model import Floats, LinkageModel
from custdq.steps.link.predict import Scorer
from custdq.steps.link.weigh import Fit, Fitted, agreement_speaks_for_match, responsibilities
from custdq.steps.link.weights import weight_tables

#: Pairs a label may speak for, of those that look as its own does.
WEIGHTS = (10.0, 100.0)

#: Fewer labels than this teach nothing that could be checked.
FEW_LABELS = 10

#: Parts the labels are divided into to judge a model on those it has not seen.
FOLDS = 5

#: Standard errors that any gain must exceed: 95 %, one-sided.
CHANCE = 1.645

#: Standard deviation of what being chosen joined or apart may be worth, before any data (natural log odds).
CHOICE_SPREAD = 3.0

#: The fit with labels ends when no rule's share changes by more.
SETTLED = 1e-5
MAX_ITERATIONS = 200

#: What `choice` may be worth, from which the likeliest is taken (natural log odds).
_SLOPES = np.linspace(-15.0, 15.0, 601)

_LN2 = float(np.log(2.0))


@dataclass(frozen=True)
class Learnt:
    """A model led on by labels, and the log loss on labels left out with and without it (nats)."""

    model: LinkageModel
    weight: float
    loss: float
    loss_without: float


def learn(scorer: Scorer, lesson: Lesson) -> Learnt | str:
    """Return the model the labels lead to, or why the one without labels stays.

    Parameters
    ----------
    scorer
        Weighs pairs by the model without labels.
    lesson
        The labelled pairs as that model sees them.
    """
    if lesson.original.unfit:
        return f"the model is rule-based: {lesson.original.unfit}"
    groups = _groups(scorer, lesson)
    if len(lesson.pairs.match) < FEW_LABELS or groups.max() + 1 < FOLDS:
        return f"fewer than {FEW_LABELS} that are independent of each other teach nothing that could be checked"
    without, losses = _left_out(scorer, lesson, groups)
    best = min(WEIGHTS, key=lambda weight: losses[weight].sum())
    gain, error = _gain(without - losses[best], groups)
    if gain <= CHANCE * error:
        return "on labels left out the model with them is not better by more than chance"
    everything = np.ones(len(lesson.odds), bool)
    fitted = relearnt(lesson.fitted, lesson.patterns(everything, weight=best, slope=_slope(lesson, everything)))
    if not agreement_speaks_for_match(fitted.fit, fitted.observed.patterns.fields):
        return "with them agreement would not speak for a match"
    model = scorer.of_all_pairs(replace(_model(lesson, fitted), repetitions=scorer.model.repetitions))
    return Learnt(model, best, float(losses[best].mean()), float(without.mean()))


def relearnt(fitted: Fitted, labels: PatternLabels) -> Fitted:
    """Go on from a fit by expectation-maximization with labels."""
    observed, fit = fitted.observed, fitted.fit
    for _ in range(MAX_ITERATIONS):
        shared, _ = responsibilities(observed.patterns, fit)
        tables, priors = observed.maximized(labels.corrected(shared, observed.patterns.counts), fit.tables)
        change = float(np.abs(priors - fit.priors).max(initial=0.0))
        fit = Fit(tables, priors)
        if change < SETTLED:
            break
    return replace(fitted, fit=fit)


def _left_out(scorer: Scorer, lesson: Lesson, groups: Rows) -> tuple[Floats, dict[float, Floats]]:
    """Return the log loss of each label by models that have not seen it: without labels, and with each weight."""
    fold = np.random.default_rng(0).permutation(int(groups.max()) + 1)[groups] % FOLDS
    without = np.zeros(len(fold))
    losses = {weight: np.zeros(len(fold)) for weight in WEIGHTS}
    for number in range(FOLDS):
        learning, asked = fold != number, fold == number
        slope = _slope(lesson, learning)
        without[asked] = log_loss(lesson.odds + slope * lesson.choice, lesson.pairs.match)[asked]
        for weight, loss in losses.items():
            fitted = relearnt(lesson.fitted, lesson.patterns(learning, weight=weight, slope=slope))
            odds = _odds(scorer, lesson, fitted)
            chosen = _slope(lesson, learning, odds)
            loss[asked] = log_loss(odds + chosen * lesson.choice, lesson.pairs.match)[asked]
    return without, losses


def _gain(differences: Floats, groups: Rows) -> tuple[float, float]:
    """Return the sum of differences and its standard error; labels that share a record count as one."""
    by_group = np.bincount(groups, differences)
    count = len(by_group)
    spread = float(((by_group - by_group.mean()) ** 2).sum())
    return float(by_group.sum()), float(np.sqrt(spread * count / max(count - 1, 1)))


def _groups(scorer: Scorer, lesson: Lesson) -> Rows:
    """Return the group of each label: labels joined by records they share."""
    pairs = lesson.pairs
    component = connected_components(scorer.candidates.records, pairs.left, pairs.right)
    return np.asarray(np.unique(component[pairs.left], return_inverse=True)[1].ravel(), np.int64)


def _slope(lesson: Lesson, some: Mask, odds: Floats | None = None) -> float:
    """Return what `choice` is worth among some of the labels: the likeliest, which seldom is far from nothing."""
    mine = (lesson.odds if odds is None else odds)[some]
    tried = log_loss(mine[:, None] + _SLOPES * lesson.choice[some][:, None], lesson.pairs.match[some][:, None])
    return float(_SLOPES[np.argmin(tried.sum(axis=0) + 0.5 * (_SLOPES / CHOICE_SPREAD) ** 2)])


def log_loss(odds: Floats, match: Mask) -> Floats:
    """Return the log loss (nats) of natural log odds by answers of which some are slips."""
    said = LABEL_ERROR + (1 - 2 * LABEL_ERROR) * logistic(np.where(match, odds, -odds))
    return np.asarray(-np.log(said))


def _odds(scorer: Scorer, lesson: Lesson, fitted: Fitted) -> Floats:
    """Return the natural log odds of the labelled pairs by another fit."""
    model = _model(lesson, fitted)
    known = scorer.model
    model = replace(model, prior=known.prior, household=known.household, repetitions=known.repetitions)
    tables = weight_tables(model, scorer.views, scorer.fields)
    pairs = lesson.pairs
    corrections = scorer.frequency.columns(lesson.levels, pairs.left, pairs.right)
    member = scorer.any_membership(pairs.left, pairs.right)
    return tables.highest(list(lesson.levels.T), corrections, member=member)[0] * _LN2


def _model(lesson: Lesson, fitted: Fitted) -> LinkageModel:
    """Return the model of a fit, without the rule of pairs that no rule makes."""
    fit = replace(fitted.fit, priors=fitted.fit.priors[:, : len(lesson.original.observed.views)])
    return replace(fitted, observed=lesson.original.observed, fit=fit).model

"""m, u and the priors without labels: expectation-maximization on counted agreement patterns, rule by rule.

Every blocking rule is a view of the data in which its own fields agree by construction. There they get an m and u of
their own (which say nothing where the key leaves one level), and the rule gets a prior of its own: the share of pairs
sharing that key that are one entity. All other m and u are common to all rules, so each field's are learnt from the
pairs of the other rules. A pair counts in every rule that makes it (a composite likelihood), so no rule's pairs are
selected by the failure of another. Two entities are of two sorts: those that have nothing to do with each other, and
those of one household, firm or building, which agree on what such share (phone, address, family name) as one entity
would and differ in all else as any two do; without them a table full of families takes them for matches.

Sources: Fellegi & Sunter 1969; Winkler 1988 (EM on counted patterns); Larsen & Rubin 2001 (households as a class);
Varin, Reid & Firth 2011 (composite likelihood). The traps it guards against: u from random pairs drives the prior to 1
on blocked candidates, u from all candidates hides the evidence of the blocking fields; label switching (several
starts); levels out of order (adjacent levels are pooled until weights fall with the level); data too thin for a fit
(pseudo-pairs that vanish with thousands of pairs and rule with a handful).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from custdq.steps.link.belief import believed, built_in, monotone, shows_customers, strangers_at_random
from custdq.steps.link.compare import Levels
from custdq.steps.link.field import Field
from custdq.steps.link.households import (
    RulesAskingLess,
    Tables,
    as_strangers_do,
    learnt_sharing,
    rules_asking_less,
    shared_among,
    sharing_at_first,
    show_households,
    with_households,
)  # fmt: skip
from custdq.steps.link.model import FITTED, RULES, FieldModel, Floats, LinkageModel, RulePrior
from custdq.steps.link.patterns import (
    Patterns,
    RuleView,
    assessed_shares,
    segment_fields,
    slot_weights,
    with_random,
)

#: Pseudo-pairs behind the prior m and u of each field, and behind the prior of each rule.
PRIOR_PAIRS = 4.0

#: Candidate pairs that those taken at random count for.
RANDOM_PAIRS = 1000.0

#: The rule under which pairs taken at random stand, and the share of them that are one entity, before any data.
_AT_RANDOM = RuleView("pairs taken at random", (), 0.001)

#: Share of pairs of two entities that are of one household, firm or building, before any data.
HOUSEHOLD_SHARE = 0.1

#: Rule priors the fit starts from; None: each rule's own expected prior, where it stays if the data tell nothing.
STARTS = (None, 0.05, 0.2, 0.5)
MAX_ITERATIONS = 400
TOLERANCE = 1e-6

#: Bits by which a pair of one entity must on average be told from two of one household, else nothing tells them apart.
PARTING_BITS = 1.0

_ONE_FIELD = (
    "one column is all there is, so what its agreement is worth is built in, or told by strangers inside a source"
)
_TOO_FEW = "{pairs} candidate pairs are too few to learn from, {needed} are needed, so the weights are mostly built in"

#: Pseudo-pairs against which no data count.
_CERTAIN = 1e12

#: A field whose levels tell less than this many bits about a match is noted as weak.
WEAK_BITS = 0.1

#: Fewer candidate pairs than this per field: the built-in weights decide, and the model says so. Fewer pairs of
#: households than this: they are not asked for.
FEW_PAIRS = 20


@dataclass(frozen=True)
class Fit:
    """Level tables of each segment and class shares of each rule, those of one entity and of one household."""

    tables: Tables
    priors: Floats
    posterior: float = -np.inf


@dataclass(frozen=True)
class Observed:
    """What a model is fitted to, and what stands behind every table before any data.

    Parameters
    ----------
    patterns, views, fields
        Agreement patterns counted by rule, the rules in the order the patterns name them, the fields. Pairs taken at
        random stand under a rule of their own.
    sharing
        How often households share each field, before any data.
    """

    patterns: Patterns
    views: Sequence[RuleView]
    fields: Sequence[Field]
    sharing: Sequence[float]

    @cached_property
    def of_segment(self) -> list[Field]:
        """The field each segment is of."""
        return [self.fields[number] for number in segment_fields(self.views, self.patterns.fields)]

    @cached_property
    def shares(self) -> list[Floats]:
        """How often each level of each segment is seen."""
        return _shares(slot_weights(self.patterns, self.patterns.counts * self.patterns.of_candidates))

    @cached_property
    def built_in(self) -> list[tuple[Floats, Floats]]:
        """Built-in m and u, before any data."""
        # a field says nothing under its own rule until the data say so: there m and u start, and are drawn, alike
        told = [True] * self.patterns.fields + [view.loose for view in self.views for _ in view.own]
        each = zip(self.of_segment, self.shares, told, strict=True)
        return [built_in(field) if tells else (share, share) for field, share, tells in each]

    @cached_property
    def expected(self) -> Floats:
        """Shares of one entity and of one household in each rule's pairs, before any data."""
        return _expected_shares(self.views, self.fields, self.sharing)

    @cached_property
    def pairs(self) -> Floats:
        """Pairs that count under each rule."""
        return np.asarray(np.bincount(self.patterns.rule, self.patterns.counts, len(self.views)), np.float64)

    @cached_property
    def asking_less(self) -> list[RulesAskingLess]:
        """Rules, each with those that ask the same but for fields no household shares."""
        named = [view.own for number, view in enumerate(self.views) if number != self.patterns.random]
        return rules_asking_less(named, self.fields, self.sharing)

    def maximized(self, shared: Floats, before: Tables, *, belief: float = PRIOR_PAIRS) -> tuple[Tables, Floats]:
        """Return the tables and priors that suit the shares each pattern has in one entity and in one household.

        `belief` are the pseudo-pairs behind built-in m.
        """
        weights = self.patterns.counts * shared
        found = np.array([np.bincount(self.patterns.rule, weight, len(self.views)) for weight in weights])
        pairs = self.pairs + PRIOR_PAIRS
        priors = as_strangers_do((found + PRIOR_PAIRS * self.expected) / pairs, pairs, self.asking_less)
        behind = [(m * belief, u * PRIOR_PAIRS) for m, u in self.built_in]
        return _maximized(self.patterns, weights, self.of_segment, behind, before), priors


@dataclass(frozen=True)
class Fitted:
    """A fit and what it was fitted to, from which labels may lead on.

    `unfit` says why the weights cannot be trusted as learnt, and what stands instead; empty where they can.
    """

    observed: Observed
    fit: Fit
    unfit: str = ""

    @property
    def model(self) -> LinkageModel:
        """The model, whose `prior` and `household` are not a number yet.

        What share of all pairs of records is a match, patterns counted once under each rule cannot tell; only the
        pairs can, when they have been weighed (`predict`).
        """
        seen = self.observed
        count = seen.patterns.fields
        models = _segment_models(seen.patterns, seen.views, self.fit, seen.fields)
        rules, following = [], count
        named = zip(seen.views, self.fit.priors.T, seen.pairs, strict=True)
        for view, (prior, household), pairs in named:
            if view is _AT_RANDOM:
                continue
            own = tuple(models[following : following + len(view.own)])
            following += len(view.own)
            rules.append(RulePrior(view.name, float(prior), float(household), int(pairs), own))
        total = float(seen.patterns.counts[seen.patterns.of_candidates].sum())
        notes = (f"Rule-based: {self.unfit}.",) if self.unfit else _notes(models[:count])
        basis = RULES if self.unfit else FITTED
        return LinkageModel(tuple(models[:count]), tuple(rules), np.nan, np.nan, int(total), notes, basis=basis)


def fit_patterns(
    patterns: Patterns, views: Sequence[RuleView], fields: Sequence[Field], *, random_levels: Levels,
    alone: tuple[Floats, Floats] | None = None,
) -> Fitted:  # fmt: skip
    """Fit m, u, household and the rules' priors on counted patterns.

    Parameters
    ----------
    patterns
        Agreement patterns counted by rule.
    views
        The rules, in the order the patterns name them.
    fields
        The fields the levels are of.
    random_levels
        uint8, pairs x fields: levels of some pairs taken at random. Where entities are large not a few of them are one.
    alone
        Where one field is all there is, the pairs on each of its levels and how often they are one entity (0 to 1).

    Returns
    -------
    Fitted
        The likeliest of several starts (pseudo-pairs counted in) in which agreement speaks for a match. Where pairs are
        too few to learn from, the pseudo-pairs decide; where there is no such start, the built-in weights stand.
    """
    pairs, needed = int(patterns.counts.sum()), FEW_PAIRS * len(fields)
    if len(fields) > 1 and len(random_levels):
        # where one field is all there is, that strangers seldom agree on it does not make one entity of those that do
        patterns = with_random(patterns, random_levels, len(views), pairs=RANDOM_PAIRS)
        views = (*views, _AT_RANDOM)

    def observed(*, learnt: bool) -> Observed:
        sharing = [sharing_at_first(field, learnt=learnt) for field in fields]
        return Observed(patterns, views, fields, sharing)

    if alone is not None:
        return _alone(observed(learnt=False), *alone)
    found = _likeliest(observed(learnt=False))
    matched = patterns.counts * responsibilities(patterns, found.fit)[0][0]
    if show_households(patterns, fields, matched):
        found = _likeliest(observed(learnt=True))
    if pairs < needed:
        found = replace(found, unfit=_TOO_FEW.format(pairs=pairs, needed=needed))
    return found


def _alone(observed: Observed, pairs: Floats, chances: Floats) -> Fitted:
    """Return the weights of the one field there is, under all rules alike: against itself it cannot be weighed."""
    # no level is quite without pairs
    matched, rest = (pairs + 1e-3) * chances, (pairs + 1e-3) * (1 - chances)
    m, u = ([(part / part.sum())] * len(observed.built_in) for part in (matched, rest))
    tables = with_households(m, u, observed.of_segment, u, sharing=[0.0] * len(m))
    share = matched.sum() / (matched.sum() + rest.sum())
    return Fitted(observed, Fit(tables, np.array([[share], [0.0]]) * np.ones(len(observed.views))), _ONE_FIELD)


def _likeliest(observed: Observed) -> Fitted:
    """Return the best of several sound starts, else what built-in m come to."""
    patterns = observed.patterns
    fits = [_expectation_maximization(observed, prior) for prior in STARTS]
    sound = [fit for fit in fits if agreement_speaks_for_match(fit, patterns.fields)]
    parted = [fit for fit in sound if _shows_customers(fit, observed) and _parts_households(fit, patterns)]
    if not parted:
        built = _expectation_maximization(observed, None, belief=_CERTAIN)
        return Fitted(observed, built, "no pairs stand out as one customer, so what one customer agrees on is built in")
    return Fitted(observed, max(parted, key=lambda fit: fit.posterior))


def _segment_models(
    patterns: Patterns, views: Sequence[RuleView], fit: Fit, fields: Sequence[Field]
) -> list[FieldModel]:
    """Return the fitted tables of every segment."""
    shares = assessed_shares(patterns)
    tables = zip(fit.tables.m, fit.tables.u, fit.tables.household, strict=True)
    out = []
    for number, share, (m, u, household) in zip(segment_fields(views, patterns.fields), shares, tables, strict=True):
        field = fields[number]
        levels = tuple(m.tolist()), tuple(u.tolist()), tuple(household.tolist())
        out.append(FieldModel(field.name, field.labels, *levels, share, field.columns))
    return out


def _notes(fields: Sequence[FieldModel]) -> tuple[str, ...]:
    weak = [field.name for field in fields if field.information < WEAK_BITS]
    return (f"Tell next to nothing about a match: {', '.join(weak)}.",) if weak else ()


def _expectation_maximization(observed: Observed, prior: float | None, *, belief: float = PRIOR_PAIRS) -> Fit:
    """Fit from one start: `prior` for all rules (None: what each is expected to have)."""
    expected, built_in, of_segment = observed.expected, observed.built_in, observed.of_segment
    u = [0.5 * b[1] + 0.5 * share for b, share in zip(built_in, observed.shares, strict=True)]
    sharing = [observed.sharing[number] for number in segment_fields(observed.views, observed.patterns.fields)]
    tables = with_households([b[0] for b in built_in], u, of_segment, u, sharing=sharing)
    priors = expected.copy()
    if prior is not None:
        priors[0] = prior
        priors[1] *= (1 - prior) / (1 - expected[0])
    likelihood = -np.inf
    for _ in range(MAX_ITERATIONS):
        shared, now = responsibilities(observed.patterns, Fit(tables, priors))
        tables, priors = observed.maximized(shared, tables, belief=belief)
        if abs(now - likelihood) < TOLERANCE * max(abs(now), 1.0):
            break
        likelihood = now
    # pairs that all look alike are as likely under any prior: then what was expected before any data must win
    classes = [(expected[0], priors[0]), (expected[1], priors[1]), (1 - expected.sum(axis=0), 1 - priors.sum(axis=0))]
    posterior = now + PRIOR_PAIRS * sum(float((a * np.log(np.maximum(b, 1e-300))).sum()) for a, b in classes)
    for fitted, before in zip(
        (*tables.m, *tables.u), (*(b[0] for b in built_in), *(b[1] for b in built_in)), strict=True
    ):
        posterior += PRIOR_PAIRS * float((before * np.log(fitted)).sum())
    return Fit(tables, priors, posterior)


def _expected_shares(views: Sequence[RuleView], fields: Sequence[Field], sharing: Sequence[float]) -> Floats:
    """Return the shares of one entity and of one household in each rule's pairs, before any data."""
    matches = np.array([view.expected for view in views])
    # without fields of both sorts a household cannot be told from one entity, or from nothing
    told = max(sharing, default=0.0) > 0 and any(field.personal and not field.shared for field in fields)
    return np.array([matches, (1 - matches) * (HOUSEHOLD_SHARE if told else 0.0)])


def _maximized(
    patterns: Patterns, classes: Floats, of_segment: Sequence[Field], behind: Sequence[tuple[Floats, Floats]],
    before: Tables,
) -> Tables:  # fmt: skip
    """Return the tables that suit the shares each pattern has in the classes."""
    matched, household = classes
    rest = patterns.counts - matched - household
    inside, among, outside = (slot_weights(patterns, weight) for weight in (matched, household, rest))
    tables = zip(among, before.m, before.u, before.sharing, strict=True)
    shared = [shared_among(seen, (m, u, share)) for seen, m, u, share in tables]
    # a household agrees on what it shares as one entity does, and is as different as any two in all else
    counted_u = [a if field.alike_level is not None and not field.shared else a + b - c
                 for a, b, c, field in zip(outside, among, shared, of_segment, strict=True)]  # fmt: skip
    for number, shown in enumerate(strangers_at_random(patterns, rest, of_segment)):
        counted_u[number] = counted_u[number] + shown
    u = _smoothed(counted_u, [b[1] for b in behind])
    m = _smoothed(inside, [b[0] for b in behind])
    # where names are all there is, nothing tells whether those that share a given name are one
    for number in range(len(m) if patterns.fields > 1 else patterns.fields):
        m[number] = believed(m[number], of_segment[number])
    m = [monotone(one, other) for one, other in zip(m, u, strict=True)]
    sharing = [learnt_sharing(*each) for each in zip(before.sharing, among, shared, strict=True)]
    seen = _smoothed(among, [PRIOR_PAIRS * table for table in u])
    return with_households(m, u, of_segment, seen, sharing=sharing)


def _flat(tables: Sequence[Floats]) -> Floats:
    """Join per-field log probabilities, 0 in each field's slot for "not assessed"."""
    return np.concatenate([np.append(np.log(table), 0.0) for table in tables])


def responsibilities(patterns: Patterns, fit: Fit) -> tuple[Floats, float]:
    """Return each pattern's share in one entity and in one household (2 x patterns), and the log likelihood."""
    tables, priors = fit.tables, fit.priors
    with np.errstate(divide="ignore"):
        shares = np.log(np.vstack([priors, 1 - priors.sum(axis=0)]))
    each = zip(shares, (tables.m, tables.household, tables.u), strict=True)
    logs = np.array([share[patterns.rule] + _flat(table)[patterns.slots].sum(axis=1) for share, table in each])
    every = np.logaddexp.reduce(logs, axis=0)
    return np.exp(logs[:2] - every), float((patterns.counts * every).sum())


def _shares(weights: Sequence[Floats]) -> list[Floats]:
    """Return weights as shares, never quite zero."""
    return [(w + 1e-6) / (w + 1e-6).sum() for w in weights]


def _smoothed(weights: Sequence[Floats], behind: Sequence[Floats]) -> list[Floats]:
    """Return weights as shares, with the pseudo-pairs that stand behind them."""
    return [(w + p) / (w.sum() + p.sum()) for w, p in zip(weights, behind, strict=True)]


def agreement_speaks_for_match(fit: Fit, fields: int) -> bool:
    """Tell whether, on most fields, the strongest level is oftener seen in one entity than in two."""
    speaks = [m[0] >= u[0] for m, u in zip(fit.tables.m[:fields], fit.tables.u[:fields], strict=True)]
    return float(np.mean(speaks)) > 0.5


def _shows_customers(fit: Fit, observed: Observed) -> bool:
    """Tell whether what is taken for one entity may be one, where there is enough of it to ask."""
    if (fit.priors[0] * observed.pairs).max(initial=0.0) < FEW_PAIRS:
        return True
    patterns = observed.patterns
    seen = slot_weights(patterns, patterns.counts * responsibilities(patterns, fit)[0][0])[: patterns.fields]
    return shows_customers([float(levels[-1] / max(levels.sum(), 1.0)) for levels in seen], observed.fields)


def _parts_households(fit: Fit, patterns: Patterns) -> bool:
    """Tell whether one entity is told from two of one household, where there are enough of them to ask."""
    pairs = np.bincount(patterns.rule, patterns.counts, fit.priors.shape[1])
    if (fit.priors[1] * pairs).max(initial=0.0) < FEW_PAIRS:
        return True
    tables = zip(assessed_shares(patterns), fit.tables.m, fit.tables.household, strict=True)
    bits = [share * float((m * np.log2(m / household)).sum()) for share, m, household in tables]
    return sum(bits[: patterns.fields]) >= PARTING_BITS


def probability(log_odds: Floats) -> Floats:
    """Return match probability (0 to 1) from log2 odds."""
    return np.asarray(1.0 / (1.0 + np.exp2(-np.clip(log_odds, -200, 200))))

"""Agreement patterns counted by rule: what the fit sees of all pairs, however many.

A few thousand patterns stand for millions of pairs. A rule's own fields are counted in tables of their own. The trap:
with many fields the number of possible patterns overflows an integer, so they are numbered anew on the way.
Source: Winkler 1988 (the fit on counts of patterns).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from custdq.steps.link.block import Candidates
from custdq.steps.link.compare import Levels
from custdq.steps.link.encode import Mask
from custdq.steps.link.field import Field, field_places
from custdq.steps.link.model import Floats

#: Names of which less than this share of pairs are one entity do not name it by themselves.
NAMESAKES = 0.5

#: Patterns there might be by the levels passed so far, above which they are numbered anew by those there are.
_MANY_PATTERNS = 2**40


@dataclass(frozen=True)
class Patterns:
    """Agreement patterns counted by rule.

    slots
        int64, patterns x fields: positions in one flat table of all fields' levels, "differs" and "not assessed".
    rule
        int64, the rule each pattern was seen under.
    counts
        Pairs that show it there.
    sizes
        Slots of each segment (a field, or a rule's own field): its levels, "differs", and one for "not assessed".
    fields
        How many of the segments are fields.
    random
        The rule under which pairs taken at random stand, which are no candidates; None: there are none.
    """

    slots: npt.NDArray[np.int64]
    rule: npt.NDArray[np.int64]
    counts: Floats
    sizes: tuple[int, ...]
    fields: int
    random: int | None = None

    @property
    def of_candidates(self) -> Mask:
        """Which patterns are those of candidate pairs."""
        return np.asarray(self.rule != (-1 if self.random is None else self.random))


@dataclass(frozen=True)
class RuleView:
    """A rule as the fit sees it: its own fields, and the share of its pairs that are one entity, before any data.

    `loose` tells whether its key is only a reason to look, such as a word of two texts: on how much they agree is open.
    """

    name: str
    own: tuple[int, ...]
    expected: float
    loose: bool = False


def count_patterns(
    levels: Levels, seen: Sequence[npt.NDArray[np.int64]], views: Sequence[RuleView], level_counts: Sequence[int]
) -> Patterns:
    """Count distinct agreement patterns under each rule.

    Parameters
    ----------
    levels
        uint8, pairs x fields, from `compare_pairs`.
    seen
        For each rule the pairs that count under it (rows of `levels`).
    views
        The rules; each one's own fields are counted apart.
    level_counts
        Number of levels of each field, "differs" included.
    """
    segments = segment_sizes(views, level_counts)
    pattern, example = distinct_rows(levels, level_counts)
    slots = [np.empty((0, len(level_counts)), np.int64)]
    rules, counts = [np.array([], np.int64)], [np.array([], np.float64)]
    for number, pairs in enumerate(seen):
        held = np.bincount(pattern[pairs], minlength=len(example))
        here = np.flatnonzero(held)
        shown, held = levels[example[here]], held[here]
        slots.append(_slots(shown, number, views, level_counts))
        rules.append(np.full(len(shown), number, np.int64))
        counts.append(held.astype(np.float64))
    return Patterns(np.concatenate(slots), np.concatenate(rules), np.concatenate(counts), segments, len(level_counts))


def _slots(levels: Levels, rule: int, views: Sequence[RuleView], level_counts: Sequence[int]) -> npt.NDArray[np.int64]:
    """Return where the levels of pairs stand in the flat table, as one rule sees them (pairs x fields)."""
    segments = segment_sizes(views, level_counts)
    starts = np.cumsum(segments) - np.array(segments)
    place = _segment_places(views, len(level_counts))[rule]
    return np.asarray(starts[place] + np.minimum(levels.astype(np.int64), np.array(level_counts, np.int64)))


def pattern_rows(patterns: Patterns, levels: Levels, rule: int, views: Sequence[RuleView]) -> npt.NDArray[np.int64]:
    """Return which of the counted patterns each pair shows under a rule; -1 where it is none of them."""
    counts = [size - 1 for size in patterns.sizes[: patterns.fields]]
    here = np.flatnonzero(patterns.rule == rule)
    known = {slots.tobytes(): row for row, slots in zip(here.tolist(), patterns.slots[here], strict=True)}
    shown = _slots(levels, rule, views, counts)
    return np.array([known.get(slots.tobytes(), -1) for slots in shown], np.int64)


def outside_rows(patterns: Patterns, levels: Levels, rule: int) -> Patterns:
    """Return patterns with one more for each of some pairs, under a rule that has no fields of its own."""
    counts = [size - 1 for size in patterns.sizes[: patterns.fields]]
    slots = _slots(levels, 0, [RuleView("", (), 0.0)], counts)
    rules = np.append(patterns.rule, np.full(len(levels), rule, np.int64))
    seen = np.append(patterns.counts, np.ones(len(levels)))
    return replace(patterns, slots=np.concatenate([patterns.slots, slots]), rule=rules, counts=seen)


def with_random(patterns: Patterns, levels: Levels, rule: int, *, pairs: float) -> Patterns:
    """Return patterns with those of pairs taken at random, under a rule that has no fields of its own.

    Parameters
    ----------
    patterns
        Agreement patterns of candidate pairs.
    levels
        uint8, pairs x fields: levels of the pairs taken at random.
    rule
        The number of that rule.
    pairs
        How many pairs they count for together, where they are more.
    """
    counts = [size - 1 for size in patterns.sizes[: patterns.fields]]
    pattern, example = distinct_rows(levels, counts)
    held = np.bincount(pattern, minlength=len(example)) * min(pairs / len(levels), 1.0)
    slots = _slots(levels[example], 0, [RuleView("", (), 0.0)], counts)
    return replace(
        patterns,
        slots=np.concatenate([patterns.slots, slots]),
        rule=np.append(patterns.rule, np.full(len(slots), rule, np.int64)),
        counts=np.append(patterns.counts, held),
        random=rule,
    )


def distinct_rows(levels: Levels, level_counts: Sequence[int]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the pattern of each row, numbered in an order of their own, and a row that shows each pattern."""
    code, patterns = np.zeros(len(levels), np.int64), 1
    for column, count in enumerate(level_counts):
        code = code * (count + 1) + np.minimum(levels[:, column], count)
        patterns *= count + 1
        if patterns > _MANY_PATTERNS or column == len(level_counts) - 1:
            code, patterns = _numbered(code)
    example = np.empty(patterns if len(levels) else 0, np.int64)
    example[code] = np.arange(len(code))
    return code, example


def _numbered(values: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], int]:
    """Return the place of each value among the distinct ones, ascending, and how many there are."""
    encoded = pa.array(values).dictionary_encode()
    distinct = np.asarray(encoded.dictionary)
    rank = np.empty(len(distinct), np.int64)
    rank[np.argsort(distinct)] = np.arange(len(distinct))
    return rank[np.asarray(encoded.indices)], len(distinct)


def segment_sizes(views: Sequence[RuleView], level_counts: Sequence[int]) -> tuple[int, ...]:
    """Return the slots of each field, then of each rule's own fields in rule order."""
    return (*(n + 1 for n in level_counts), *(level_counts[field] + 1 for view in views for field in view.own))


def _segment_places(views: Sequence[RuleView], fields: int) -> npt.NDArray[np.int64]:
    """Return which segment each field uses under each rule (rules x fields)."""
    place = np.tile(np.arange(fields), (len(views), 1))
    following = fields
    for number, view in enumerate(views):
        for field in view.own:
            place[number, field] = following
            following += 1
    return place


def segment_fields(views: Sequence[RuleView], fields: int) -> list[int]:
    """Return which field each segment is of: the fields, then each rule's own fields."""
    return [*range(fields), *(field for view in views for field in view.own)]


def slot_weights(patterns: Patterns, weight: Floats) -> list[Floats]:
    """Return the weight on each level of each segment, without the slot for "not assessed"."""
    flat = np.zeros(sum(patterns.sizes))
    for column in range(patterns.slots.shape[1]):
        flat += np.bincount(patterns.slots[:, column], weights=weight, minlength=len(flat))
    return [slots[:-1] for slots in np.split(flat, np.cumsum(patterns.sizes)[:-1])]


def assessed_shares(patterns: Patterns) -> list[float]:
    """Return the share of the candidate pairs in which each segment's field had a value on both sides."""
    counts = patterns.counts * patterns.of_candidates
    total = counts.sum() or 1.0
    return [float(weight.sum() / total) for weight in slot_weights(patterns, counts)]


def rule_views(fields: Sequence[Field], candidates: Candidates) -> list[RuleView]:
    """Return how the fit sees each rule."""
    place = field_places(fields)
    views = []
    for rule in candidates.rules:
        own = tuple(dict.fromkeys(place[name] for name in rule.fields))
        expected = max(fields[i].identifying for i in own)
        # where one field is all there is, nothing else could tell what its pairs are; but a name may be many people's
        alone = len(fields) == 1 and (fields[0].conflict_level is None or fields[0].identifying > NAMESAKES)
        # words in common are no more than a reason to look: on how much two texts agree is open then
        loose = {name for i in own for _, name, key in fields[i].blocking_names() if key == "words"}
        views.append(RuleView(rule.name, () if alone else own, expected, rule.name in loose))
    return views

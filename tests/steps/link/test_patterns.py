"""Every pair is counted once under each of its rules, in the tables its rule counts it in."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.link.compare import NOT_ASSESSED
from custdq.steps.link.patterns import RuleView, assessed_shares, count_patterns, segment_fields, slot_weights

#: Levels of each field, "differs" included.
COUNTS = [3, 2, 2, 3]

LEVELS = st.lists(st.tuples(*(st.sampled_from([*range(count), NOT_ASSESSED]) for count in COUNTS)), max_size=30)


@given(LEVELS, st.data())
def test_patterns_count_every_pair_once(rows: list[tuple[int, ...]], data: st.DataObject) -> None:
    rules = np.array([data.draw(st.integers(0, 1)) for _ in rows], np.int64)
    levels = np.array(rows, np.uint8).reshape(len(rows), len(COUNTS))
    counts = COUNTS
    patterns = count_patterns(
        levels, [np.flatnonzero(rules == n) for n in (0, 1)], [RuleView(n, (), 0.5) for n in "ab"], counts
    )
    starts = np.cumsum([count + 1 for count in counts]) - np.array([count + 1 for count in counts])
    seen = {
        (int(rule), *(slots - starts).tolist()): count
        for rule, slots, count in zip(patterns.rule, patterns.slots, patterns.counts, strict=True)
    }
    expected = Counter(
        (int(rule), *(counts[i] if level == NOT_ASSESSED else level for i, level in enumerate(row)))
        for rule, row in zip(rules, rows, strict=True)
    )
    assert seen == dict(expected)


def test_forty_fields_do_not_overflow() -> None:
    levels = np.random.default_rng(18).integers(0, 12, (200, 40)).astype(np.uint8)
    patterns = count_patterns(levels, [np.arange(200)], [RuleView("key", (), 0.5)], [12] * 40)
    assert len(patterns.counts) == len(np.unique(levels, axis=0))
    starts = np.arange(40) * 13
    assert {tuple(row) for row in (patterns.slots - starts).tolist()} == {tuple(row) for row in levels.tolist()}


def test_a_rules_own_fields_are_counted_apart() -> None:
    levels = np.array([[0, 1], [0, 0], [1, NOT_ASSESSED]], np.uint8)
    views = [RuleView("first", (0,), 0.5), RuleView("second", (1,), 0.5)]
    patterns = count_patterns(levels, [np.array([0, 1, 2]), np.array([0])], views, [2, 2])
    assert segment_fields(views, 2) == [0, 1, 0, 1]
    counted = [weight.tolist() for weight in slot_weights(patterns, patterns.counts)]
    # the fields under the other rule, then each rule's own
    assert counted == [[1, 0], [1, 1], [2, 1], [0, 1]]
    assert assessed_shares(patterns) == [1 / 4, 2 / 4, 3 / 4, 1 / 4]

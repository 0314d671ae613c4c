"""The same weighed pairs grouped anew under other decisions of the user; nothing is compared twice.

The traps: decisions are given by the user's rows, and the pairs are kept in the order of the records' content; and who
says that two records are one customer means their entities, whose other records the evidence would tear away.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from custdq.steps.link.cluster import Labels, connected_components
from custdq.steps.link.entities import Grouping, Pairs, find_entities
from custdq.steps.link.linking import LinkOutcome
from custdq.steps.link.sweep import scored_pairs


def regroup(outcome: LinkOutcome, must_link: Pairs, cannot_link: Pairs) -> LinkOutcome:
    """Return the outcome with decisions added to those it was made with.

    Entities that hold records which cannot be one part, as the evidence parts them; then entities are joined as they
    stand by the records that must be one. Where that would join records that cannot, the evidence divides them anew.
    Every other entity stays as it was.

    Parameters
    ----------
    outcome
        What linking gave.
    must_link, cannot_link
        int32, pairs x 2: positions of records that are one entity and that are not, no two contradicting each other.
    """
    must, cannot = outcome.place[must_link], outcome.place[cannot_link]
    before = outcome.grouping
    parted = replace(before, cannot_link=np.concatenate([before.cannot_link, cannot]))
    both = replace(parted, must_link=np.concatenate([before.must_link, must]))
    labels = _divided(outcome, _in_content_order(outcome), parted, cannot)
    ends = labels[must].astype(np.int32)
    joined = connected_components(len(labels), ends[:, 0], ends[:, 1])[labels]
    label = _divided(outcome, joined, both, cannot)[outcome.place]
    _, first, code = np.unique(label, return_index=True, return_inverse=True)
    return replace(outcome, labels=first[code], grouping=both)


def _divided(outcome: LinkOutcome, labels: Labels, grouping: Grouping, cannot: Pairs) -> Labels:
    """Return labels in which entities that hold records which cannot be one are divided as the evidence has it."""
    torn = np.isin(labels, labels[cannot[labels[cannot[:, 0]] == labels[cannot[:, 1]]]])
    if not torn.any():
        return labels
    evidence = np.where(torn, 1 + _grouped(outcome, grouping), 0)
    _, code = np.unique(labels * (len(labels) + 1) + evidence, return_inverse=True)
    return code.astype(np.int64)


def _grouped(outcome: LinkOutcome, grouping: Grouping) -> Labels:
    if outcome.scorer.fields and len(outcome.place) > 1:
        return find_entities(outcome.scorer, scored_pairs(outcome), grouping)
    return connected_components(len(outcome.place), *grouping.must_link.T)


def _in_content_order(outcome: LinkOutcome) -> Labels:
    labels = np.empty(len(outcome.place), np.int64)
    labels[outcome.place] = outcome.labels
    return labels


def own_decisions(outcome: LinkOutcome) -> tuple[Pairs, Pairs]:
    """Return the decisions an outcome was made with, as positions of records."""
    order = np.argsort(outcome.place).astype(np.int32)
    return order[outcome.grouping.must_link], order[outcome.grouping.cannot_link]

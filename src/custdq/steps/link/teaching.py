"""Records whose model has learnt from labels, where that is shown to be for the better.

The trap: weights that suit the labels better may still join worse. The records are therefore joined with both models,
and the one without labels stays unless the other joins or parts more of the labelled pairs rightly, by more than chance
(McNemar 1947: of the pairs decided otherwise, those now right less those now wrong, against its standard error).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from custdq.steps.link.encode import Mask
from custdq.steps.link.estimate import BANDS, bands
from custdq.steps.link.labelled import LabelledPairs, Rows, lesson
from custdq.steps.link.learning import CHANCE, Learnt, learn
from custdq.steps.link.linking import LinkOptions, LinkOutcome, ReadyRecords
from custdq.steps.link.model import Floats

Pairs = npt.NDArray[np.int64]


def taught(records: ReadyRecords, options: LinkOptions, pairs: Pairs, match: Mask) -> ReadyRecords:
    """Return records whose model has learnt from labels, or has not and says why.

    Parameters
    ----------
    records
        Records with the model fitted on them.
    options
        How they become entities.
    pairs
        int64, pairs x 2: positions of the labelled pairs in the input, each pair once.
    match
        Whether each is one entity.
    """
    plain = records.link(options)
    right = _right(plain, pairs, match)
    if right.all():
        return _told(records, len(match), "the entities found without them agree with every one")
    learnt = _learnt(records, plain, pairs, match)
    if isinstance(learnt, str):
        return _told(records, len(match), learnt)
    other = replace(records, scorer=records.scorer.with_model(learnt.model))
    now = _right(other.link(options), pairs, match)
    better, worse = int((now & ~right).sum()), int((right & ~now).sum())
    if better - worse <= CHANCE * np.sqrt(better + worse):
        why = (
            f"{better} of them would be joined or parted rightly that are not without, and {worse} the other way round"
        )
        return _told(records, len(match), why)
    said = (
        f"Labels: {len(match)}, each speaking for up to {learnt.weight:g} pairs like it; log loss on labels left out "
        f"{learnt.loss:.3f}, without them {learnt.loss_without:.3f}; {better} more are joined or parted rightly, "
        f"{worse} wrongly."
    )
    model = replace(learnt.model, labels=len(match), notes=(*learnt.model.notes, said))
    return replace(other, scorer=other.scorer.with_model(model))


def _learnt(records: ReadyRecords, plain: LinkOutcome, pairs: Pairs, match: Mask) -> Learnt | str:
    scorer = records.scorer
    if scorer.fitted is None:
        return "there is nothing to compare"
    place = np.sort(records.place[pairs], axis=1)
    order = np.lexsort((place[:, 1], place[:, 0]))
    labelled = LabelledPairs(place[order, 0], place[order, 1], match[order])
    entity = np.asarray(plain.labels[records.order], np.int64)
    return learn(scorer, lesson(scorer, scorer.fitted, labelled, entity, _joined(plain)))


def _joined(outcome: LinkOutcome) -> Floats:
    """Return the share of the kept pairs that are joined, by band of probability."""
    linked = outcome.labels[outcome.left] == outcome.labels[outcome.right]
    band = bands(outcome.probability, np.zeros(len(linked), bool))
    count = np.bincount(band, minlength=len(BANDS) + 1)
    return np.asarray((np.bincount(band, linked, len(BANDS) + 1) + 0.5) / (count + 1.0))


def _right(outcome: LinkOutcome, pairs: Rows, match: Mask) -> Mask:
    """Return which of the labelled pairs are joined as they should be, or parted."""
    return np.asarray((outcome.labels[pairs[:, 0]] == outcome.labels[pairs[:, 1]]) == match)


def _told(records: ReadyRecords, labels: int, why: str) -> ReadyRecords:
    said = f"Labels: {labels}, not used: {why}. The model is the one without labels."
    model = replace(records.model, notes=(*records.model.notes, said))
    return replace(records, scorer=records.scorer.with_model(model))

"""Sources that hold a customer once: found out from the entities, so that their look-alikes are not taken for one.

The traps: a source that holds every customer once is torn by look-alikes of its own, which meet through a record of
another source; and where duplicates are looked for inside the sources too, few duplicates are not yet none.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from custdq.steps.link.cluster import Labels
from custdq.steps.link.copies import Runs
from custdq.steps.link.encode import ABSENT, Codes
from custdq.steps.link.model import Floats
from custdq.steps.link.predict import ScoredPairs
from custdq.steps.link.weigh import probability

#: Share of a source's linked records that may meet another of the same source by mistake while it counts as clean.
CLEAN_SHARE = 0.05

#: Fewer linked records than this show nothing about a source.
FEW_LINKED = 20

#: A pair this likely to be one entity is sure.
SURE = 0.99


#: Sure pairs to be expected inside a source, if its pairs were duplicates, that show something where there are none:
#: by chance there would be none in 5 % of all cases.
EXPECTED_SURE = 3.0


def clean_sources(labels: Labels, source: Codes, scored: ScoredPairs | None = None) -> npt.NDArray[np.bool_]:
    """Tell which sources hold each entity once, but for a few look-alikes, and yet not always.

    Parameters
    ----------
    labels
        Entity of each record, found without regard to sources.
    source
        Source code of each record; `ABSENT` where it has none.
    scored
        The weighed pairs where those inside a source counted too: then pairs inside a clean source must be sure far
        less often than those across sources, which duplicates would not be. None: they did not count.

    Returns
    -------
    numpy.ndarray
        bool, one a source: few of its linked records share their entity with another of its own, and some do.
    """
    sources = int(source.max(initial=-1)) + 1
    told = source != ABSENT
    entity = np.unique(labels[told], return_inverse=True)[1].astype(np.int64)
    cell, held = np.unique(entity * sources + source[told], return_counts=True)
    kinds_of_source = np.bincount(cell // max(sources, 1), minlength=int(entity.max(initial=-1)) + 1)
    linked = kinds_of_source[cell // max(sources, 1)] > 1
    of = cell % max(sources, 1)
    in_linked = np.bincount(of[linked], held[linked], sources)
    repeated = np.bincount(of[linked], np.where(held[linked] > 1, held[linked], 0), sources)
    clean = (repeated > 0) & (in_linked >= FEW_LINKED) & (repeated <= CLEAN_SHARE * in_linked)
    return np.asarray(clean if scored is None else clean & _look_alikes(labels, source, scored, sources))


def _look_alikes(labels: Labels, source: Codes, scored: ScoredPairs, sources: int) -> npt.NDArray[np.bool_]:
    """Tell of which sources the pairs that share an entity are hardly ever sure, as duplicates would be."""
    told = source != ABSENT
    cell, held = np.unique(labels[told] * sources + source[told], return_counts=True)
    inside = np.bincount(cell % sources, held * (held - 1) / 2, sources)
    records = np.bincount(labels[told], minlength=len(labels))
    across = float((records * (records - 1) / 2).sum() - inside.sum())
    left, right = scored.left, scored.right
    sure = (labels[left] == labels[right]) & told[left] & told[right] & (probability(scored.log_odds) >= SURE)
    one_source = source[left] == source[right]
    sure_inside = np.bincount(source[left[sure & one_source]], minlength=sources)
    usual = float((sure & ~one_source).sum()) / max(across, 1.0)
    return np.asarray((sure_inside <= CLEAN_SHARE * inside) & (usual * inside >= EXPECTED_SURE))


def odds_beside_rivals(labels: Labels, source: Codes, scored: ScoredPairs) -> Floats:
    """Return the log2 odds of each pair, less where a record has its match in the other one's source already.

    A record has one match at most in a source that holds each entity once. So of several look-alikes with odds o only
    one is it, and a pair that was not joined has odds of o / (1 + o of the pair that was).

    Parameters
    ----------
    labels
        Entity of each record.
    source
        Source code of each record; `ABSENT` where it has none.
    scored
        The weighed pairs.
    """
    sources = int(source.max(initial=-1)) + 1
    told = source != ABSENT
    cell, held = np.unique(labels[told] * sources + source[told], return_counts=True)
    cell = cell[~np.isin(cell % sources, cell[held > 1] % sources)]
    odds = scored.log_odds.copy()
    for one, other in ((scored.left, scored.right), (scored.right, scored.left)):
        across = (source[one] != source[other]) & told[one] & told[other]
        joined = across & (labels[one] == labels[other])
        with_source = one.astype(np.int64) * sources + source[other]
        # the best pair of each record with each source, in its entity
        order = np.flatnonzero(joined)[np.lexsort((scored.log_odds[joined], with_source[joined]))]
        last = order[np.diff(with_source[order], append=-1) != 0]
        refused = np.flatnonzero(across & ~joined & np.isin(labels[one] * sources + source[other], cell))
        at = np.minimum(np.searchsorted(with_source[last], with_source[refused]), max(len(last) - 1, 0))
        # a record joined through others alone has its match there as well
        taken = np.zeros(len(refused))
        if len(last):
            known = with_source[last[at]] == with_source[refused]
            taken[known] = scored.log_odds[last[at[known]]]
        odds[refused] = np.minimum(odds[refused], scored.log_odds[refused] - np.logaddexp2(0.0, taken))
    return odds


def clean_codes(source: Codes, clean: npt.NDArray[np.bool_], copies: Runs) -> Codes:
    """Return the source codes that an entity holds once: those of clean sources, of copies in one the first alone.

    >>> source = np.array([0, 0, 1, 1], np.int32)
    >>> clean_codes(source, np.array([True, False]), np.array([[0, 2]], np.int32)).tolist()
    [0, -1, -1, -1]
    """
    out = np.where((source != ABSENT) & clean[source], source, ABSENT).astype(np.int32)
    record = np.repeat(np.arange(len(copies)), np.diff(copies)[:, 0])
    at = np.arange(len(record)) - np.repeat(np.cumsum(np.diff(copies)[:, 0]), np.diff(copies)[:, 0])
    at = at + np.repeat(copies[:, 1], np.diff(copies)[:, 0])
    _, first = np.unique(record * (int(source.max(initial=0)) + 2) + source[at] + 1, return_index=True)
    repeats = np.ones(len(at), bool)
    repeats[first] = False
    out[at[repeats]] = ABSENT
    return out

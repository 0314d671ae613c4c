"""Slips of the finger: which of two values is a mistyped form of the other, and which of them is likelier meant.

What is likelier meant is read off the column itself: the letters that only one of the two has stand together often
where they are a word (深南大道), hardly ever where a finger slipped (深南太道). The trap: a rare name is not a mistyped
common one, so this never outweighs a whole vote.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from custdq.steps.merge.cells import Bools, Floats, Ints

#: The most that likeliness counts (nats): less than one good source's vote.
MOST = 3.0
_LONG = 12
_SAMPLE = 30_000
_EDGE = "\x02"
_UNSEEN = 0.1
_BITS, _SIGN = 21, (1 << 21) - 1


def is_slip(left: Sequence[str | None], right: Sequence[str | None], *, shortest: int = 3) -> Bools:
    """Tell which pairs are one slip apart (two where both are long): a character lost, doubled, swapped or replaced.

    >>> is_slip(["深南大道", "Jon", "a"], ["深南太道", "Jno", "b"]).tolist()
    [True, True, False]
    """
    if not len(left):
        return np.zeros(0, dtype=bool)
    one, two = [text or "" for text in left], [text or "" for text in right]
    distance = cpdist(one, two, scorer=OSA.distance, score_cutoff=2, workers=1)
    length = np.minimum([len(text) for text in one], [len(text) for text in two])
    allowed = np.where(length >= _LONG, 2, 1)
    return np.asarray((distance > 0) & (distance <= allowed) & (length >= shortest))


class Likeliness:
    """How likely a text is as a value of its column: by how many hold it, and by which signs follow which there."""

    def __init__(self, texts: pa.Array, held: Ints, ranks: Ints) -> None:
        """Learn from distinct (folded) `texts` and `held`, the text that each value of each entity is.

        `ranks` are the texts' places in sorted order: of very many a sample is taken by them, so that no other order
        counts.
        """
        folded = texts.dictionary_encode()
        distinct = folded.dictionary.to_pylist()
        counts = np.bincount(folded.indices.to_numpy(zero_copy_only=False)[held], minlength=len(distinct))
        self.holders = dict(zip(distinct, counts.tolist(), strict=True))
        sampled = texts.filter(pa.array(ranks % max(len(texts) // _SAMPLE, 1) == 0)).unique()
        pairs = _bigrams(sampled.to_pylist())[0]
        self.known, self.count = np.unique(pairs, return_counts=True)
        self.first, place = np.unique(self.known >> _BITS, return_inverse=True)
        self.following, self.kinds = np.bincount(place, self.count), np.bincount(place)
        self.sign, place = np.unique(self.known & _SIGN, return_inverse=True)
        self.signs = np.bincount(place, self.count)
        # a sign put in by a slip is any of those in use: so much less likely is each longer text as a slip
        share = self.signs / self.signs.sum()
        self.choice = float(-(share * np.log(share)).sum())

    def compare(self, left: Sequence[str], right: Sequence[str]) -> Floats:
        """Return by how much each right text is likelier meant than the left one (nats, `MOST` at most)."""
        return np.clip(self._log_likelihood(right) - self._log_likelihood(left), -MOST, MOST)

    def _log_likelihood(self, texts: Sequence[str]) -> Floats:
        """Return the log-likelihood of texts, each by the others: what a text adds to the counts itself is left out."""
        pairs, text = _bigrams(texts)
        seen = np.maximum(_looked_up(self.known, self.count, pairs) - 1, 0)
        after = np.maximum(_looked_up(self.first, self.following, pairs >> _BITS) - 1, 0)
        kinds = np.maximum(_looked_up(self.first, self.kinds, pairs >> _BITS) - (seen == 0), 1)
        alone = np.maximum(_looked_up(self.sign, self.signs, pairs & _SIGN) - 1, _UNSEEN) / self.signs.sum()
        # after Witten and Bell (1991): what was never seen behind a sign is as likely as that new signs follow it
        chance = np.log((seen + kinds * alone) / (after + kinds))
        # a finger doubles the sign it is on, and hardly ever puts in just the one that would make another word
        chance += self.choice * (pairs >> _BITS != pairs & _SIGN)
        holders = np.array([self.holders.get(one, 1) for one in texts])
        return np.asarray(np.bincount(text, chance, minlength=len(texts)) + np.log(holders))


def _looked_up(keys: Ints, figures: Any, wanted: Ints) -> Any:
    """Return the figure of each wanted key, 0 where it is not among `keys` (sorted)."""
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, figures[at], 0)


def _bigrams(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Return every two neighbouring signs of the texts (edges included) as one number, and which text they are of."""
    joined = "".join(f"{_EDGE}{text}{_EDGE}" for text in texts)
    signs = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    lengths = np.fromiter((len(text) + 2 for text in texts), np.int64, len(texts))
    text = np.repeat(np.arange(len(texts)), lengths)
    inside = text[1:] == text[:-1]
    return (signs[:-1] << _BITS | signs[1:])[inside], text[1:][inside]

"""Which words stand in which texts of a vocabulary, and what each word tells: the rarer, the more.

What two texts share counts by how few texts hold it (Spärck Jones 1972): of "University of Melbourne, Australia" it is
Melbourne that says which. The trap: in a table of few texts every word is rare or in all of them; so some texts more
are taken for granted that hold none of the words, and there all words weigh nearly alike.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Numbers = npt.NDArray[np.int64]
Lengths = npt.NDArray[np.float64]

#: Texts without any of the words that are taken for granted beside those there are.
_TEXTS_BESIDE = 100.0


class WordTable:
    """The words of some texts.

    Parameters
    ----------
    texts
        Distinct strings; their words are parted by blanks.
    """

    def __init__(self, texts: pa.Array) -> None:
        from scipy.sparse import csr_matrix

        split = pc.utf8_split_whitespace(texts)
        token = pc.list_flatten(split).dictionary_encode()
        text = np.asarray(pc.list_parent_indices(split)).astype(np.int64)
        self.words = token.dictionary
        width = max(len(self.words), 1)
        # NumPy looks unique numbers up one by one, which takes many times as long as sorting them
        cell = np.sort(text * width + np.asarray(token.indices))
        # a word said twice counts once; a blank at either end is no word
        cell = cell[np.append(True, cell[1:] != cell[:-1])[: len(cell)]]
        row, column = np.divmod(cell, width)
        self.length = np.asarray(pc.utf8_length(self.words)).astype(np.float64)
        said = self.length[column] > 0
        row, column = row[said], column[said]
        self._ones = csr_matrix((np.ones(len(row)), (row, column)), shape=(len(texts), width))

    @cached_property
    def rarity(self) -> Lengths:
        """What each word tells: the log of all texts by those that hold it, a few added to both."""
        held = np.bincount(self._ones.indices, minlength=len(self.words))
        return np.asarray(np.log((self._ones.shape[0] + _TEXTS_BESIDE) / (held + 1.0)))

    @property
    def unheard_of(self) -> float:
        """What a word would tell that stands in no text."""
        return float(np.log(self._ones.shape[0] + _TEXTS_BESIDE))

    @cached_property
    def told(self) -> dict[str, float]:
        """What each word tells, by the word."""
        return dict(zip(self.words.to_pylist(), self.rarity.tolist(), strict=True))

    @cached_property
    def figures(self) -> Lengths:
        """1 for each word that is a number, else 0."""
        return np.asarray(pc.utf8_is_decimal(self.words)).astype(np.float64)

    def shared(self, left: Numbers, right: Numbers, weights: Lengths) -> tuple[Lengths, Lengths, Lengths]:
        """Return the weight of the words both texts of each pair have, and that of all words of each."""
        texts, place = np.unique(np.concatenate([left, right]), return_inverse=True)
        ones = self._ones[texts]
        weighed = ones.copy()
        weighed.data = weights.take(ones.indices)
        size = np.asarray(weighed.sum(axis=1)).ravel()
        a, b = place[: len(left)], place[len(left) :]
        shared = np.asarray(weighed[a].multiply(ones[b]).sum(axis=1)).ravel()
        return shared, size[a], size[b]


def rare_share(shared: Lengths, a: Lengths, b: Lengths) -> Lengths:
    """Return how much of what two texts tell they tell alike, from what both tell and what each does (0 to 1)."""
    told = np.minimum(a, b) > 0
    out = np.zeros(len(shared))
    shared, a, b = shared[told], a[told], b[told]
    # what is added up in another order is not quite alike
    out[told] = np.minimum(shared / np.minimum(a, b) / 2 + shared / (a + b), 1.0)
    return out

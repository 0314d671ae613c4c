"""The distinct values of a key and what is known of each, worked out once and when first asked for.

The trap: a large vocabulary made strings of Python whole takes more memory than the records, so only a small one is.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from custdq.steps.link.traits import WordTraits
from custdq.steps.link.word_table import WordTable
from custdq.text.fingerprint import Fingerprints, string_fingerprints

#: Of a vocabulary of so many words each is made a string once, and not whenever it is compared.
_FEW_WORDS = 65_536


class Vocabulary:
    """The distinct values of a key, as an Arrow array, and what is known of each."""

    NO_WORDS = pa.array([], pa.string())

    def __init__(self, words: pa.Array, fingerprints: Fingerprints | None = None) -> None:
        self.words, self._fingerprints = words, fingerprints

    def __len__(self) -> int:
        return len(self.words)

    def spelled(self, codes: npt.NDArray[np.integer]) -> list[str]:
        """Return the strings of `codes`."""
        if len(self) <= _FEW_WORDS:
            return list(self._strings.take(codes).tolist())
        return list(self.words.take(pa.array(codes)).to_pylist())

    @cached_property
    def _strings(self) -> npt.NDArray[np.object_]:
        return np.asarray(self.words.to_numpy(zero_copy_only=False), object)

    @property
    def fingerprints(self) -> Fingerprints:
        """A number for each value that does not depend on row order."""
        if self._fingerprints is None:
            self._fingerprints = string_fingerprints(self.words)
        return self._fingerprints

    def some_fingerprints(self, codes: npt.NDArray[np.integer]) -> Fingerprints:
        """Return the numbers of some codes, without making those of all values where nobody has."""
        if self._fingerprints is None:
            return string_fingerprints(self.words.take(pa.array(codes)))
        return self._fingerprints.take(codes)

    @cached_property
    def traits(self) -> WordTraits:
        """What the values are made of."""
        return WordTraits(self.words)

    @cached_property
    def table(self) -> WordTable:
        """Which words stand in which values."""
        return WordTable(self.words)


__all__ = ["Vocabulary"]

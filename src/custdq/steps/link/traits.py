"""What each word of a vocabulary is made of, so that an upper bound of a similarity costs no look at the word itself.

A word's characters fall into 64 classes; a bit says that a class is there, another that it is there twice. What one
word has and the other lacks, bit for bit, no edit and no match can bridge for less. The trap: a bound must never be
too low, or a pair would lose a level it has; so every shortcut here (classes, only two of a character, four letters of
the beginning cut to 16 bits) errs upward.
Source: bag distance (Bartolini, Ciaccia & Patella 2002).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.text.fingerprint import string_fingerprints

Bits = npt.NDArray[np.uint64]
Shares = npt.NDArray[np.float32]

#: Columns of the table of traits.
_ONCE, _TWICE, _BEGINNING, _LENGTH = range(4)

_PREFIX = 4
_BIT_OF_CLASS = np.uint64(1) << np.arange(64, dtype=np.uint64)

#: Share of a vocabulary below which words are looked at again rather than kept in a table of all of them.
_FEW = 0.01

#: Words at a time: what is worked on stays in the processor's cache.
_ROWS = 1 << 14


class WordTraits:
    """Traits of the words of one vocabulary, worked out when first asked for.

    Parameters
    ----------
    words
        Distinct strings, none of them empty.
    """

    def __init__(self, words: pa.Array) -> None:
        self.words = words
        self._characters = np.zeros((len(words), 4), np.uint64)
        self._tokens = np.zeros((len(words), 1), np.uint64)
        self._seen = {False: np.zeros(len(words), bool), True: np.zeros(len(words), bool)}

    def characters(self, codes: npt.NDArray[np.int32]) -> Bits:
        """Return the traits of the characters of the words of `codes`, codes x 4."""
        if len(codes) < _FEW * len(self.words):
            return _character_traits(self.words.take(pa.array(codes)))
        self._look_up(codes, tokens=False)
        return self._characters.take(codes, axis=0)

    def tokens(self, codes: npt.NDArray[np.int32]) -> Bits:
        """Return one bit a class of words (tokens) that stand in each text of `codes`."""
        if len(codes) < _FEW * len(self.words):
            return _token_bits(self.words.take(pa.array(codes)))[:, 0]
        self._look_up(codes, tokens=True)
        return self._tokens[:, 0].take(codes)

    def _look_up(self, codes: npt.NDArray[np.int32], *, tokens: bool) -> None:
        seen = self._seen[tokens]
        fresh = np.sort(codes[~seen.take(codes)])
        if len(fresh):
            new = fresh[np.append(True, fresh[1:] != fresh[:-1])]
            table, traits = (self._tokens, _token_bits) if tokens else (self._characters, _character_traits)
            for begin in range(0, len(new), _ROWS):
                part = new[begin : begin + _ROWS]
                table[part] = traits(self.words.take(pa.array(part)))
            # only now: another thread may read what is marked as seen
            seen[new] = True


def _character_traits(words: pa.Array) -> Bits:
    letters, length = _letters(words)
    # the longest first, so that those that still have a letter at some place stand in front
    order = np.argsort(-length, kind="stable")
    start, length = (np.cumsum(length) - length)[order], length[order]
    counts = len(length) - np.cumsum(np.bincount(length))
    found = np.zeros((4, len(words)), np.uint64)
    for place, some in enumerate(counts.tolist()):
        letter = letters.take(start[:some] + place)
        bit = _BIT_OF_CLASS.take((letter * np.uint32(2654435761)) >> np.uint32(26))
        found[_TWICE, :some] |= found[_ONCE, :some] & bit
        found[_ONCE, :some] |= bit
        if place < _PREFIX:
            found[_BEGINNING, :some] |= (letter & np.uint32(0xFFFF)).astype(np.uint64) << np.uint64(16 * place)
    found[_LENGTH] = length
    out = np.empty((len(words), 4), np.uint64)
    out[order] = found.T
    return out


def _letters(words: pa.Array) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """Return the characters of all words, one after another, and how many each has."""
    _, offsets, data = words.cast(pa.string()).buffers()
    first, last = np.frombuffer(offsets, np.int32)[[words.offset, words.offset + len(words)]]
    letters = data[int(first) : int(last)].to_pybytes().decode().encode("utf-32-le")
    return np.frombuffer(letters, np.uint32), np.asarray(pc.utf8_length(words)).astype(np.int64)


def _token_bits(texts: pa.Array) -> Bits:
    split = pc.utf8_split_whitespace(texts)
    text = np.asarray(pc.list_parent_indices(split)).astype(np.int64)
    bits = np.uint64(1) << (string_fingerprints(pc.list_flatten(split)) >> np.uint64(58))
    out = np.zeros((len(texts), 1), np.uint64)
    if len(text):
        begin = np.flatnonzero(np.append(True, text[1:] != text[:-1]))
        out[text[begin], 0] = np.bitwise_or.reduceat(bits, begin)
    return out


class Traits(Protocol):
    """What a bound asks of words."""

    def characters(self, codes: npt.NDArray[np.int32]) -> Bits:
        """Return the traits of the characters of the words of `codes`, codes x 4."""

    def tokens(self, codes: npt.NDArray[np.int32]) -> Bits:
        """Return one bit a class of words (tokens) that stand in each text of `codes`."""


class SomeTraits:
    """Traits of some words of a vocabulary, numbered anew by their places, each looked up when first asked for.

    Parameters
    ----------
    traits
        Those of the vocabulary.
    codes
        Some of its words.
    """

    def __init__(self, traits: WordTraits, codes: npt.NDArray[np.int32]) -> None:
        self._traits, self._codes = traits, codes
        self._known: dict[str, tuple[Bits, npt.NDArray[np.bool_]]] = {}

    def characters(self, codes: npt.NDArray[np.int32]) -> Bits:
        """Return the traits of the characters of the words at these places."""
        return self._looked_up("characters", codes, self._traits.characters, width=4)

    def tokens(self, codes: npt.NDArray[np.int32]) -> Bits:
        """Return the bits of the texts at these places."""
        found = self._looked_up("tokens", codes, lambda some: self._traits.tokens(some)[:, None], width=1)
        return found[:, 0]

    def _looked_up(
        self, name: str, places: npt.NDArray[np.int32], look_up: Callable[[npt.NDArray[np.int32]], Bits], *, width: int
    ) -> Bits:
        size = len(self._codes)
        table, known = self._known.setdefault(name, (np.empty((size, width), np.uint64), np.zeros(size, bool)))
        asked = np.zeros(size, bool)
        asked[places] = True
        new = np.flatnonzero(asked & ~known)
        if len(new):
            table[new] = look_up(self._codes.take(new))
            known[new] = True
        return table.take(places, axis=0)


def most_similar(traits: Traits, left: npt.NDArray[np.int32], right: npt.NDArray[np.int32], *, metric: str) -> Shares:
    """Return a bound that the similarity (0 to 1) of each pair of words does not exceed.

    >>> import numpy as np, pyarrow as pa
    >>> words = WordTraits(pa.array(["anna", "ann", "bob"]))
    >>> most_similar(words, np.array([0, 0]), np.array([1, 2]), metric="osa").tolist()
    [0.75, 0.0]
    """
    if metric in ("ratio", "figures"):
        return np.ones(len(left), np.float32)  # the digits of a number say nothing of those of one near to it
    if metric in ("token_set", "token_dice", "rare_words"):
        bound = _most_tokens(traits.tokens(left), traits.tokens(right))
        # a word nearly all texts have may tell next to nothing
        return np.where(bound > 0, np.float32(1), bound) if metric == "rare_words" else bound
    a, b = traits.characters(left), traits.characters(right)
    length_a, length_b = a[:, _LENGTH].astype(np.float32), b[:, _LENGTH].astype(np.float32)
    alone_a, alone_b = _lacking(a, b), _lacking(b, a)
    longer = np.maximum(length_a, length_b)
    if metric in ("osa", "levenshtein"):
        edits = np.maximum(np.maximum(alone_a, alone_b), np.abs(length_a - length_b))
        return np.asarray(1 - edits / longer, np.float32)
    if metric == "contains":
        missing = np.where(length_a < length_b, alone_a, np.where(length_b < length_a, alone_b, 0))
        return np.asarray(np.where(missing == 0, np.minimum(length_a, length_b) / longer, 0), np.float32)
    common = np.minimum(length_a - alone_a, length_b - alone_b)
    jaro = (common / length_a + common / length_b + 1) / 3
    jaro[common <= 0] = 0
    gain = np.float32(0.1) * _same_beginning(a, b) * (1 - jaro)
    return np.asarray(np.where(jaro > 0.7 - 1e-6, jaro + gain, jaro), np.float32)


def _lacking(mine: Bits, other: Bits) -> Shares:
    """Count what `mine` has and `other` lacks, at the least."""
    once = _ones(mine[:, _ONCE] & ~other[:, _ONCE])
    return np.asarray(once + _ones(mine[:, _TWICE] & ~other[:, _TWICE]), np.float32)


def _same_beginning(a: Bits, b: Bits) -> Shares:
    apart = a[:, _BEGINNING] ^ b[:, _BEGINNING]
    out = np.zeros(len(apart), np.float32)
    for letters in range(1, _PREFIX + 1):
        out += (apart & np.uint64((1 << 16 * letters) - 1)) == 0
    return out


def _most_tokens(a: Bits, b: Bits) -> Shares:
    out = np.ones(len(a), np.float32)
    # each has a word the other lacks: not all of the shorter can stand in the longer
    out[((a & ~b) != 0) & ((b & ~a) != 0)] = np.float32(1 - 1e-4)
    out[(a & b) == 0] = 0
    return out


def _ones_without_hardware(bits: Bits) -> npt.NDArray[Any]:
    """Count ones as NumPy 1.26 must (Hacker's Delight, 5-1)."""
    pairs = bits - ((bits >> np.uint64(1)) & np.uint64(0x5555555555555555))
    fours = (pairs & np.uint64(0x3333333333333333)) + ((pairs >> np.uint64(2)) & np.uint64(0x3333333333333333))
    bytes_ = (fours + (fours >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.asarray((bytes_ * np.uint64(0x0101010101010101)) >> np.uint64(56))


_ones = getattr(np, "bitwise_count", _ones_without_hardware)

"""Matching keys as integers: every key column is encoded once, and equality is a comparison of codes from then on.

A key with several values per record (phones, name readings) is a matrix of codes padded with `ABSENT`. The trap:
codes are numbered as the values come and so depend on row order: nothing may be sorted or broken by a code, only told
apart by it. What must have an order takes it from `Vocabulary.fingerprints`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.steps.link.vocabulary import Vocabulary
from custdq.text.distinct import distinct_strings
from custdq.text.fingerprint import Fingerprints, string_fingerprints

Codes = npt.NDArray[np.int32]
Positions = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

#: Code of "no value"; it never equals anything, itself included.
ABSENT = -1

#: A record keeps at most this many values of one key for comparing (a cell with more is a list, not a value).
MAX_VALUES = 12

#: Bits of a fingerprint that tell most values apart.
_LAST_BITS = np.uint64((1 << 20) - 1)

#: Share of the values of a key that may differ from those known to be distinct.
_FEW_OTHERS = 0.25


@dataclass(frozen=True, eq=False)
class EncodedKey:
    """One key of all records: `codes` (records x values, int32, `ABSENT`-padded) into the `vocabulary`.

    `everywhere` is the key of all records where this one is of those that can be compared; None: it is of all.
    """

    codes: Codes
    vocabulary: Vocabulary
    everywhere: EncodedKey | None = None

    @property
    def first(self) -> Codes:
        """The first value's code of each record."""
        return self.codes[:, 0]

    @property
    def present(self) -> Mask:
        """Which records have any value."""
        return np.asarray(self.codes[:, 0] != ABSENT)

    def counts(self) -> npt.NDArray[np.int64]:
        """How many records hold each value of the vocabulary, those that cannot be compared included."""
        return (self.everywhere or self)._counts

    @cached_property
    def _counts(self) -> npt.NDArray[np.int64]:
        return np.bincount(self.codes.ravel() + 1, minlength=len(self.vocabulary) + 1)[1:].astype(np.int64)

    def holders(self) -> int:
        """How many records have any value, those that cannot be compared included."""
        return int((self.everywhere or self).present.sum())

    def says_what(self, other: EncodedKey) -> bool:
        """Tell whether another key has the same values, numbered alike."""
        alike = len(self.vocabulary) == len(other.vocabulary) and np.array_equal(self.codes, other.codes)
        return bool(alike and self.vocabulary.words.equals(other.vocabulary.words))

    def of(self, records: npt.NDArray[np.integer]) -> EncodedKey:
        """Return the key of some records, in the order given."""
        return EncodedKey(taken(self.codes, records), self.vocabulary, self.everywhere)

    def near(self, records: npt.NDArray[np.integer]) -> EncodedKey:
        """Return the key of the records that can be compared; how common a value is among all is not forgotten."""
        return EncodedKey(taken(self.codes, records), self.vocabulary, self.everywhere or self)


Makers = Mapping[str, EncodedKey | Callable[[], EncodedKey]]


class EncodedKeys(Mapping[str, EncodedKey]):
    """Keys by name, each encoded when it is first asked for: not every comparison asks for all of them.

    Parameters
    ----------
    keys
        The keys, or what makes them.
    narrowed
        Returns what makes the keys of some records from what these hold alone, with vocabularies of their own; None:
        they are taken out of those of all records.
    """

    def __init__(self, keys: Makers, narrowed: Callable[[npt.NDArray[np.integer]], Makers] | None = None) -> None:
        self._keys, self._narrowed = dict(keys), narrowed

    def __getitem__(self, name: str) -> EncodedKey:
        key = self._keys[name]
        if not isinstance(key, EncodedKey):
            key = self._keys[name] = key()
        return key

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, name: object) -> bool:
        return name in self._keys

    def is_made(self, name: str) -> bool:
        """Tell whether a key has been asked for."""
        return isinstance(self._keys[name], EncodedKey)

    def of(self, records: npt.NDArray[np.integer]) -> EncodedKeys:
        """Return the keys of some records, in the order given, each taken when it is asked for."""
        return EncodedKeys({name: partial(_taken_out, key, records) for name, key in self._keys.items()})

    def near(self, records: npt.NDArray[np.integer], *, counted: Sequence[str] = ()) -> EncodedKeys:
        """Return the keys of the records that can be compared.

        A key nobody has asked for yet is encoded for them alone, but not those of which all values are `counted`.
        """
        for name in counted:
            self[name]
        made = {name: key.near(records) for name, key in self._keys.items() if isinstance(key, EncodedKey)}
        if self._narrowed is None:
            return EncodedKeys({name: made.get(name) or partial(self._near, name, records) for name in self})
        makers = cache(partial(self._narrowed, records))
        return EncodedKeys({name: made.get(name) or partial(_made, makers, name) for name in self})

    def settle(self) -> None:
        """Encode every key, those that say the same as one; what they are made from is let go of."""
        made: list[EncodedKey] = []
        for name in self._keys:
            made.append(next((key for key in made if key.says_what(self[name])), self[name]))
            self._keys[name] = made[-1]
        self._narrowed = None

    def moved(self, records: npt.NDArray[np.integer]) -> EncodedKeys:
        """Return settled keys in another order of the records; each is let go of here once it stands there."""
        names, moved = list(self._keys), dict[str, EncodedKey]()
        while self._keys:
            key = self[next(iter(self._keys))]
            moved |= dict.fromkeys([name for name, other in self._keys.items() if other is key], key.of(records))
            self._keys = {name: other for name, other in self._keys.items() if other is not key}
        return EncodedKeys({name: moved[name] for name in names})

    def _near(self, name: str, records: npt.NDArray[np.integer]) -> EncodedKey:
        return self[name].near(records)


def _taken_out(key: EncodedKey | Callable[[], EncodedKey], records: npt.NDArray[np.integer]) -> EncodedKey:
    return (key if isinstance(key, EncodedKey) else key()).of(records)


def _made(makers: Callable[[], Makers], name: str) -> EncodedKey:
    key = makers()[name]
    return key if isinstance(key, EncodedKey) else key()


class Known(NamedTuple):
    """Distinct strings, and their fingerprints where somebody has made them."""

    words: pa.Array
    fingerprints: Fingerprints | None = None


def encode_key(
    arrays: Sequence[pa.Array], rows: Sequence[Codes | None] | None = None, *, known: Known | None = None
) -> EncodedKey:
    """Encode one key given as one or more aligned arrays (strings or lists of strings), their values pooled.

    Parameters
    ----------
    arrays
        The values, one array a column.
    rows
        Which value of its array each record has, for each array; None: the arrays stand record by record.
    known
        Distinct strings that the first values of the only array may well be equal to, place by place: what is, need
        not be told apart again.
    """
    of = rows or [None] * len(arrays)
    size = len(arrays[0]) if of[0] is None else len(of[0])
    if all(array.null_count == len(array) for array in arrays):
        # most kinds know keys a table has none of: they take no memory
        return EncodedKey(np.broadcast_to(np.array([[ABSENT]], np.int32), (size, 1)), Vocabulary(Vocabulary.NO_WORDS))
    if len(arrays) == 1 and not pa.types.is_list(arrays[0].type):
        found = None if known is None else _told_apart(arrays[0], known)
        code, words = found or _dictionary(arrays[0])
        return EncodedKey(_spread(code[:, None], of[0]), Vocabulary(*words))
    lists = [_flatten(array) for array in arrays]
    code, words = _dictionary(pa.concat_arrays([values for _, values in lists]))
    vocabulary = Vocabulary(*words)
    codes = np.split(code, np.cumsum([len(values) for _, values in lists])[:-1])
    if len(arrays) == 1:
        return EncodedKey(_spread(_pad(lists[0][0], codes[0], len(arrays[0]), vocabulary), of[0]), vocabulary)
    entries = [_entries(row, each, some) for (row, _), each, some in zip(lists, codes, of, strict=True)]
    row, code = (np.concatenate(parts) for parts in zip(*entries, strict=True))
    return EncodedKey(_pad(row, code, size, vocabulary), vocabulary)


def taken(codes: Codes, rows: npt.NDArray[np.integer]) -> Codes:
    """Return some rows of a key's codes."""
    if not codes.strides[0] and len(codes):
        return np.broadcast_to(codes[:1], (len(rows), codes.shape[1]))
    # one column by itself is taken three times as fast
    return codes[:, 0].take(rows)[:, None] if codes.shape[1] == 1 else codes.take(rows, axis=0)


def _spread(codes: Codes, rows: Codes | None) -> Codes:
    return codes if rows is None else taken(codes, rows)


def _entries(value: npt.NDArray[np.int64], code: Codes, rows: Codes | None) -> tuple[npt.NDArray[np.int64], Codes]:
    """Return record and code of every value there is; `value`, ascending, tells of which distinct value a code is."""
    some = code != ABSENT
    value, code = value[some], code[some]
    if rows is None:
        return value, code
    counts = np.bincount(value, minlength=int(rows.max(initial=0)) + 1)
    begin = np.cumsum(counts) - counts
    each = counts.take(rows)
    place = np.arange(int(each.sum())) - np.repeat(np.cumsum(each) - each, each)
    return np.repeat(np.arange(len(rows)), each), code.take(np.repeat(begin.take(rows), each) + place)


def _told_apart(values: pa.Array, known: Known) -> tuple[Codes, Known] | None:
    """Return what `_dictionary` does, of values most of which are the known distinct ones; None where they are not.

    Those few of the known that do not occur stay among the words.
    """
    values, size = values.cast(pa.string()), len(known.words)
    same = pc.and_(pc.equal(values.slice(0, size), known.words), pc.greater(pc.binary_length(known.words), 0))
    own = np.zeros(len(values), bool)
    own[:size] = np.asarray(pc.fill_null(same, fill_value=False))
    rest = np.flatnonzero(~own)
    if len(rest) > _FEW_OTHERS * len(values):
        return None
    code = np.arange(len(values), dtype=np.int32)
    others, (new, _) = _dictionary(values.take(pa.array(rest)))
    if not len(new):
        code[rest] = ABSENT
        return code, known
    # what was repaired may well be another's own spelling
    met = _held(known, new)
    place = np.asarray(pc.fill_null(pc.index_in(new, value_set=known.words.take(pa.array(met))), ABSENT))
    fresh = place == ABSENT
    number = size + np.cumsum(fresh) - 1
    number[~fresh] = met[place[~fresh]]
    code[rest] = np.append(number, ABSENT)[others]
    added, prints = new.filter(pa.array(fresh)), known.fingerprints
    prints = None if prints is None else np.concatenate([prints, string_fingerprints(added)])
    return code, Known(pa.concat_arrays([known.words, added]), prints)


def _held(known: Known, values: pa.Array) -> npt.NDArray[np.int64]:
    """Return which of the known strings are among some values."""
    if known.fingerprints is None:
        return np.flatnonzero(np.asarray(pc.is_in(known.words, value_set=values)))
    # hardly any of the others has the last bits of a value's fingerprint
    some = np.zeros(int(_LAST_BITS) + 1, bool)
    some[string_fingerprints(values) & _LAST_BITS] = True
    near = np.flatnonzero(some.take((known.fingerprints & _LAST_BITS).astype(np.int64)))
    found: npt.NDArray[np.bool_] = np.asarray(pc.is_in(known.words.take(pa.array(near)), value_set=values))
    return near[found]


def _dictionary(values: pa.Array) -> tuple[Codes, Known]:
    """Return the code of each value, `ABSENT` where it is null or empty, and the values that occur."""
    code, words, prints = distinct_strings(values)
    empty = pc.index(words, pa.scalar("", words.type)).as_py() if len(words) else -1
    if empty >= 0:
        code = np.where(code == empty, ABSENT, code - (code > empty)).astype(np.int32)
        words = pa.concat_arrays([words.slice(0, empty), words.slice(empty + 1)])
        prints = None if prints is None else np.delete(prints, empty)
    return code, Known(words, prints)


def _flatten(array: pa.Array) -> tuple[npt.NDArray[np.int64], pa.Array]:
    if pa.types.is_list(array.type):
        return np.asarray(pc.list_parent_indices(array)).astype(np.int64), pc.list_flatten(array)
    return np.arange(len(array)), array


def _pad(row: npt.NDArray[np.int64], code: Codes, size: int, vocabulary: Vocabulary) -> Codes:
    """Lay (row, code) entries out as one matrix, each row's codes distinct, in an order of their own, and padded."""
    row, code = row[code != ABSENT], code[code != ABSENT]
    order = np.argsort(row, kind="stable")
    row, code = row[order], code[order]
    # which values a row too long for the matrix keeps, and which comes first, must not depend on row order
    several = np.flatnonzero(np.bincount(row, minlength=size)[row] > 1)
    inner = np.lexsort((vocabulary.fingerprints[code[several]], row[several])) if len(several) else several
    code[several] = code[several[inner]]
    fresh = np.append(True, (row[1:] != row[:-1]) | (code[1:] != code[:-1])) if len(row) else np.zeros(0, bool)
    row, code = row[fresh], code[fresh]
    counts = np.bincount(row, minlength=size)
    width = int(min(max(counts.max(initial=1), 1), MAX_VALUES))
    place = np.arange(len(row)) - (np.cumsum(counts) - counts)[row]
    out = np.full((size, width), ABSENT, np.int32)
    fits = place < width
    out[row[fits], place[fits]] = code[fits]
    return out


def shared_codes(parts: Sequence[Codes]) -> Codes:
    """Return codes of the combinations of values that two records or more share; `ABSENT` for all other records.

    >>> shared_codes([np.array([0, 0, 0, 1], np.int32), np.array([5, 5, 6, 5], np.int32)]).tolist()
    [0, 0, -1, -1]
    """
    code = parts[0]
    for part in parts[1:]:
        code = _combined(code, part)
    return code if len(parts) > 1 else np.where(_repeated(code), code, ABSENT).astype(np.int32)


def sorted_with_places(values: npt.NDArray[np.integer]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return numbers from 0 on in ascending order, and where each stood.

    >>> sorted_with_places(np.array([7, 3, 7]))
    (array([3, 7, 7]), array([1, 0, 2]))
    """
    bits = len(values).bit_length()
    if int(values.max(initial=0)).bit_length() + bits > 63:
        order = np.argsort(values, kind="stable")
        return values.take(order).astype(np.int64), order
    # value and place as one number: sorting numbers is several times as fast as finding their order
    both = values.astype(np.int64)
    both <<= bits
    both |= np.arange(len(values))
    both.sort()
    places = both & ((1 << bits) - 1)
    both >>= bits
    return both, places


def _repeated(code: Codes) -> Mask:
    """Tell which records have a value that others have too."""
    several = np.bincount(code + 1, minlength=1) > 1
    several[0] = False
    return np.asarray(several.take(code + 1))


def _combined(first: Codes, second: Codes) -> Codes:
    out = np.full(len(first), ABSENT, np.int32)
    at = np.flatnonzero((first | second) >= 0)
    packed = first.take(at).astype(np.int64)
    packed *= int(second.max(initial=0)) + 1
    packed += second.take(at)
    packed, order = sorted_with_places(packed)
    again = np.append(False, packed[1:] == packed[:-1])[: len(packed)]
    # the first of several that are alike stands before one that is like it
    shared = np.flatnonzero(again | np.append(again[1:], False))
    out[at.take(order.take(shared))] = np.cumsum(~again.take(shared), dtype=np.int32) - 1
    return out

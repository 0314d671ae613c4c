"""A person's name in two columns: given name and family name, which clerks put into each other's place.

The trap: compared column by column, Evelyn May and May Evelyn agree in nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.fields import Kind, PersonName
from custdq.fields.base import Comparison, Equal, Level
from custdq.infer.labels import label_of
from custdq.steps.link.encode import ABSENT, EncodedKey, EncodedKeys, encode_key, sorted_with_places
from custdq.steps.link.field import Field
from custdq.steps.link.model import LinkageModel
from custdq.steps.link.vocabulary import Vocabulary
from custdq.tables import ParsedColumn, ParsedColumns
from custdq.text.script import fold_script

#: Share of a column's names that are one word (or two characters) in a column of given names or of surnames.
_ONE_WORD = 0.8

_ONE = r"^(\S+|[\p{Han}]{1,2})$"

_EXCHANGED = "given name and family name exchanged"

#: The key of both names together.
PAIR_KEY = "pair"


def split_columns(columns: Mapping[str, Kind], parsed: ParsedColumns) -> tuple[str, ...]:
    """Return the columns of given name and family name; none where there are others, or a whole name."""
    names = [name for name, kind in columns.items() if kind.names_identity]
    found = [n for n in names if isinstance(columns[n], PersonName) and _one_word(parsed.column(n))]
    if not len(found) == len(names) == 2:
        return ()
    meant = {label_of(name).meaning: name for name in found}
    given, family = meant.get("given_name"), meant.get("surname")
    if given is not None:
        return given, next(name for name in found if name != given)
    if family is not None:
        return next(name for name in found if name != family), family
    # there are more family names than given names
    return tuple(sorted(found, key=lambda name: (_distinct(parsed.column(name)), name)))


def fitted_split(model: LinkageModel, columns: Mapping[str, Kind]) -> tuple[str, ...]:
    """Return the columns of given name and family name a model was fitted on; none where it knows no such pair."""
    names = [field for field in model.fields if _EXCHANGED in field.labels]
    # the family name is shared by a household: there it agrees as often as in one entity
    found = [field.name for field in sorted(names, key=lambda field: field.household == field.m)]
    if len(found) == 1:  # the other is compared in a way of the user's own
        others = [name for name, kind in columns.items() if kind.names_identity and name not in found]
        found = others + found if names[0].household == names[0].m else found + others
    return tuple(found)


def _one_word(parsed: ParsedColumn) -> bool:
    one = np.asarray(pc.fill_null(pc.match_substring_regex(parsed.results.column("value"), _ONE), fill_value=False))
    present = int(parsed.present().sum())
    words = int((one if parsed.rows is None else one.take(parsed.rows)).sum())
    return present > 0 and words >= _ONE_WORD * present


def _distinct(parsed: ParsedColumn) -> int:
    return len(parsed.part("value").unique())


def with_exchange(fields: tuple[Field, Field], parsed: tuple[ParsedColumn, ParsedColumn]) -> tuple[Field, Field]:
    """Return the two fields with what only both columns tell: the same two names exchanged."""
    key = _either_way(*parsed)
    given, family = (
        replace(
            field,
            keys=EncodedKeys({**field.keys, "full": _in_full(field, column.part("value")), PAIR_KEY: key}),
            comparison=_exchangeable(field.comparison),
            names=True,
        )
        for field, column in zip(fields, parsed, strict=True)
    )
    return given, replace(family, shared=True)


def _either_way(*parsed: ParsedColumn) -> EncodedKey:
    """Return a key of the two names of each record, whichever column holds which; told apart as numbers."""
    names = [
        pc.if_else(_spelled(held), pc.utf8_lower(held), None) for held in (c.results.column("value") for c in parsed)
    ]
    words = pc.unique(pa.chunked_array([chunk for column in names for chunk in column.chunks], pa.string())).drop_null()
    words = words.take(pc.sort_indices(words))
    codes = [np.asarray(pc.fill_null(pc.index_in(column, value_set=words), ABSENT)) for column in names]
    codes = [code if c.rows is None else code.take(c.rows) for code, c in zip(codes, parsed, strict=True)]
    both = np.flatnonzero((codes[0] | codes[1]) >= 0)
    first, second = (code.take(both).astype(np.int64) for code in codes)
    packed, place = sorted_with_places(np.minimum(first, second) * len(words) + np.maximum(first, second))
    fresh = np.append(True, packed[1:] != packed[:-1])[: len(packed)]
    out = np.full((len(codes[0]), 1), ABSENT, np.int32)
    out[both.take(place), 0] = np.cumsum(fresh, dtype=np.int32) - np.int32(1)
    sides = (words.take(pa.array(side)) for side in np.divmod(packed[fresh], max(len(words), 1)))
    return EncodedKey(out, Vocabulary(pc.binary_join_element_wise(*sides, " ")))


def exchanged_key(first: str | None, second: str | None) -> str | None:
    """Return the key of two names that may stand in each other's place.

    >>> exchanged_key("May", "Evelyn") == exchanged_key("Evelyn", "May"), exchanged_key("E.", "May")
    (True, None)
    """
    if first is None or second is None:
        return None
    names = pa.array([first, second])
    return " ".join(sorted(pc.utf8_lower(names).to_pylist())) if pc.all(_spelled(names)).as_py() else None


def name_in_full(name: str) -> str:
    """Return the key `full` of a name that is all its column has."""
    return fold_script(name).casefold()


def _in_full(field: Field, names: pa.Array) -> EncodedKey:
    """Return the key `full`: half a name in Chinese characters is no whole one, but here it is all of its column's."""
    full = field.keys["full"]
    absent = full.first == ABSENT
    if not (absent & np.asarray(names.is_valid())).any():
        return full
    half = names.dictionary_encode()
    folded = pa.array([name_in_full(name) for name in half.dictionary.to_pylist()], pa.string())
    whole = full.vocabulary.words.take(pa.array(full.first, mask=absent))
    return encode_key([pc.coalesce(whole, folded.take(half.indices))])


def _spelled(names: pa.Array) -> pa.Array:
    """Tell which names are more than an initial."""
    bare = pc.replace_substring(names, ".", "")
    return pc.or_(pc.greater(pc.utf8_length(bare), 1), pc.match_substring_regex(bare, r"[\p{Han}\p{Hangul}]"))


def _exchangeable(comparison: Comparison) -> Comparison:
    same, *others = comparison.levels
    exchanged = Level(_EXCHANGED, Equal(PAIR_KEY), PAIR_KEY)
    return replace(comparison, levels=(same, exchanged, *others))

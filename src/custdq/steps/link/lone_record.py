"""The keys of one record by itself, field by field, as its row among the encoded keys of a table would have them.

The trap: a field may join several columns, take one side of a column, or look at two columns at once; what is left out
here weighs nothing, and the pair would look as if nothing were known. A test holds every field to its encoded keys.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from custdq.fields import Kind
from custdq.fields.base import MISSING, Key, Parsed
from custdq.steps.link.encode import MAX_VALUES
from custdq.steps.link.field import Field
from custdq.steps.link.split_name import PAIR_KEY, exchanged_key, name_in_full
from custdq.text.fingerprint import string_fingerprints

#: Keys of one field with their values.
Values = Mapping[str, tuple[str, ...]]


class RecordKeys:
    """Makes the keys that a model asks for out of the parsed cells of one record.

    Parameters
    ----------
    fields
        The fields of evidence, of any records.
    kinds
        Kinds of the columns.
    asked
        For each field the keys that are asked for, and whether the order of their values matters.
    """

    def __init__(
        self, fields: Sequence[Field], kinds: Mapping[str, Kind], *, asked: Sequence[Mapping[str, bool]]
    ) -> None:
        self._fields, self._kinds, self._asked = fields, kinds, asked
        # of a name in two columns each sees the other
        self._split = [number for number, field in enumerate(fields) if PAIR_KEY in field.keys]

    def of(self, parsed: Mapping[str, Parsed]) -> list[Values]:
        """Return the values of each field's keys, as an encoded key has them.

        Parameters
        ----------
        parsed
            Parse result of each column; one that is left out is missing.
        """
        made = [self._made(field, parsed) for field in self._fields]
        if self._split:
            self._with_exchange(made, parsed)
        return [
            {key: _told_apart(keys[key], ordered=ordered) for key, ordered in asked.items()}
            for keys, asked in zip(made, self._asked, strict=True)
        ]

    def _made(self, field: Field, parsed: Mapping[str, Parsed]) -> dict[str, list[Key]]:
        out: dict[str, list[Key]] = {}
        for column in field.columns:
            kind, value = self._kinds[column].value_aspects(parsed.get(column, MISSING))[field.aspect]
            front = f"{column}:" if field.is_ladder else ""
            for name, key in kind.value_keys(value).items():
                out.setdefault(f"{front}{name}", []).append(key)
        return out

    def _with_exchange(self, made: list[dict[str, list[Key]]], parsed: Mapping[str, Parsed]) -> None:
        names = [parsed.get(self._fields[number].columns[0], MISSING).value for number in self._split]
        pair = exchanged_key(*names)
        for number, name in zip(self._split, names, strict=True):
            full = made[number]["full"]
            made[number] |= {PAIR_KEY: [pair], "full": full if full[0] or name is None else [name_in_full(name)]}


def _told_apart(keys: Sequence[Key], *, ordered: bool) -> tuple[str, ...]:
    """Return the values of a key, each once; where it matters, in the order of an encoded key."""
    if len(keys) == 1 and (keys[0] is None or isinstance(keys[0], str)):
        return (keys[0],) if keys[0] else ()
    words = [
        *dict.fromkeys(value for key in keys if key for value in ((key,) if isinstance(key, str) else key) if value)
    ]
    if len(words) < 2 or not (ordered or len(words) > MAX_VALUES):
        return tuple(words)
    order = np.argsort(string_fingerprints(pa.array(words, pa.string())), kind="stable")
    return tuple(words[place] for place in order.tolist()[:MAX_VALUES])

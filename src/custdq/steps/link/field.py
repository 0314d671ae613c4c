"""One field of evidence: where its values come from, how they are compared, its keys as integers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from custdq.fields.base import Comparison, Every
from custdq.steps.link.encode import EncodedKey, EncodedKeys


@dataclass(frozen=True)
class Field:
    """One comparison: where its values come from, its agreement levels, its encoded keys.

    `identifying` is the expected share of pairs sharing a key that are one entity (0 to 1), before any data; `shared`
    tells whether several entities commonly have the same value (None: not known, the data may tell); `steady` whether
    one entity is known to have mostly one value, as a birthday, a phone or an address is; `personal` whether two of one
    household have each a value of their own, as names are, or may have. `aspect` is which of the comparisons of its
    columns it is (`Kind.aspects`); `names` whether it names the entity.
    """

    name: str
    columns: tuple[str, ...]
    comparison: Comparison
    keys: EncodedKeys
    blocking_keys: tuple[str, ...]
    identifying: float
    shared: bool | None = False
    steady: bool = False
    personal: bool = True
    aspect: str = ""
    names: bool = False

    @property
    def is_ladder(self) -> bool:
        """Whether it joins columns of which one tells the next; their keys bear their names."""
        return len(self.columns) > 1 and all(":" in key for key in self.keys)

    @property
    def labels(self) -> tuple[str, ...]:
        """Level labels, strongest first, the last for pairs that pass no test."""
        return self.comparison.labels

    @property
    def conflict_level(self) -> int | None:
        """The first level that means another identity."""
        label = self.comparison.conflict_from
        return None if label is None else self.labels.index(label)

    @property
    def alike_level(self) -> int | None:
        """The first level on which two of one household may stand for being of one household."""
        label = self.comparison.alike_from
        return self.conflict_level if label is None else self.labels.index(label)

    @property
    def until_alike(self) -> int:
        """The first level on which two values do not agree: they mean another identity, or pass no test."""
        return len(self.comparison.levels) if self.conflict_level is None else self.conflict_level

    @property
    def records(self) -> int:
        """How many records there are."""
        return len(self.keys[self.comparison.present[0]].codes)

    def present(self) -> npt.NDArray[np.uint16]:
        """Return what each record can be compared on, a bit a column: 0 where there is nothing.

        Two records can be compared where they share a bit: a postcode here and a town there say nothing together.
        """
        out = np.zeros(self.records, np.uint16)
        for key in self.comparison.present:
            if key in self.keys:
                out |= self.keys[key].present.astype(np.uint16) << self.present_bit(key)
        return out

    def present_bit(self, key: str) -> int:
        """Return which of the joined columns a key is of; those beyond the sixteenth count as one."""
        return self._bits[key]

    @cached_property
    def _bits(self) -> dict[str, int]:
        columns = {key: key.rpartition(":")[0] for key in self.comparison.present}
        places = [*dict.fromkeys(columns.values())]
        return {key: min(places.index(column), 15) for key, column in columns.items()}

    @property
    def compared(self) -> tuple[str, ...]:
        """The keys its comparison asks for, in the order of `keys`."""
        levels = self.comparison.levels
        asked = {*self.comparison.present, *(key for level in levels for key in keys_of(level.test))}
        asked |= {level.frequency_key for level in levels if level.frequency_key}
        return tuple(key for key in self.keys if key in asked)

    @property
    def counted(self) -> tuple[str, ...]:
        """The keys of which it counts how common their values are among all records."""
        often = {level.frequency_key for level in self.comparison.levels if level.frequency_key}
        return tuple(key for key in self.keys if key in often or key in self.comparison.present)

    def blocking_names(self) -> list[tuple[str, str, str]]:
        """Return column, name and which of `keys` each blocking key is; of one column the most selective first."""
        if not any(":" in key for key in self.blocking_keys):
            return [(self.name, f"{self.name}.{key}", key) for key in self.blocking_keys if key in self.keys]
        # a column's own name may hold a colon, a key's does not
        named = [(*key.rsplit(":", 1), key) for key in self.blocking_keys]
        return [(column, f"{column}.{short}", key) for column, short, key in named]

    def blocking(self) -> list[tuple[str, str, EncodedKey]]:
        """Return column, name and each blocking key itself."""
        return [(column, name, self.keys[key]) for column, name, key in self.blocking_names()]


def keys_of(test: Any) -> list[str]:
    """Return the keys a test asks for."""
    return [key for one in test.tests for key in keys_of(one)] if isinstance(test, Every) else [test.key]


def field_places(fields: Sequence[Field]) -> dict[str, int]:
    """Return the number of each field by its name, by the columns it joins, and by the names of its blocking keys."""
    named = [(number, names) for number, field in enumerate(fields) for names in field.blocking_names()]
    places = {key: number for number, (_, key, _) in named} | {column: number for number, (column, _, _) in named}
    return places | {field.name: number for number, field in enumerate(fields)}


class BlockingKeys(Sequence[tuple[str, str, EncodedKey]]):
    """The blocking keys of all fields, encoded when one is looked at: stated rules may need few of them."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._fields = fields

    @cached_property
    def _keys(self) -> list[tuple[str, str, EncodedKey]]:
        return [key for field in self._fields for key in field.blocking()]

    def __getitem__(self, place: Any) -> Any:
        return self._keys[place]

    def __len__(self) -> int:
        return len(self._keys)

"""One field of evidence: where its values come from, how they are compared, its keys as integers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from custdq.fields.base import Comparison
from custdq.steps.link.encode import EncodedKey


@dataclass(frozen=True)
class Field:
    """One comparison: where its values come from, its agreement levels, its encoded keys.

    `identifying` is the expected share of pairs sharing a key that are one entity (0 to 1), before any data; `shared`
    tells whether several entities commonly have the same value (None: not known, the data may tell).
    """

    name: str
    columns: tuple[str, ...]
    comparison: Comparison
    keys: Mapping[str, EncodedKey]
    blocking_keys: tuple[str, ...]
    identifying: float
    shared: bool | None = False

    @property
    def labels(self) -> tuple[str, ...]:
        """Level labels, strongest first, the last for pairs that pass no test."""
        return self.comparison.labels

    @property
    def conflict_level(self) -> int | None:
        """The first level that means another identity."""
        label = self.comparison.conflict_from
        return None if label is None else self.labels.index(label)

    def present(self) -> npt.NDArray[np.uint16]:
        """Return what each record can be compared on, a bit a column: 0 where there is nothing.

        Two records can be compared where they share a bit: a postcode here and a town there say nothing together.
        """
        out = np.zeros(len(self.keys[self.comparison.present[0]].codes), np.uint16)
        for key in self.comparison.present:
            if key in self.keys:
                out |= self.keys[key].present.astype(np.uint16) << self.present_bit(key)
        return out

    def present_bit(self, key: str) -> int:
        """Return which of the joined columns a key is of; those beyond the sixteenth count as one."""
        columns = [*dict.fromkeys(name.rpartition(":")[0] for name in self.comparison.present)]
        return min(columns.index(key.rpartition(":")[0]), 15)

    def blocking(self) -> list[tuple[str, str, EncodedKey]]:
        """Return column, name and key of each blocking key, those of one column together, most selective first."""
        if not any(":" in key for key in self.blocking_keys):
            return [(self.name, f"{self.name}.{key}", self.keys[key]) for key in self.blocking_keys if key in self.keys]
        # a column's own name may hold a colon, a key's does not
        named = [(*key.rsplit(":", 1), key) for key in self.blocking_keys]
        return [(column, f"{column}.{short}", self.keys[key]) for column, short, key in named]


def field_places(fields: Sequence[Field]) -> dict[str, int]:
    """Return the number of each field by its name and by the columns it joins."""
    places = {column: number for number, field in enumerate(fields) for column, _, _ in field.blocking()}
    return places | {field.name: number for number, field in enumerate(fields)}

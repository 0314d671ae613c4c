"""Columns of which one determines the next: postcode, city and state are one fact told three times.

Fellegi-Sunter adds fields up as if they were independent. Where a postcode says which city it is in, agreement on both
is hardly more than agreement on the postcode; added up, "the same town" would outweigh "another person", and in a large
table the fit would take neighbours for matches. Such columns become one field, a ladder from the most telling to the
least. They are found by their values: in groups too large to be one customer, the second column hardly varies. The
trap: a record with the postcode alone and one with the city alone do not differ; nothing is known of the two.

Source: one comparison a group of correlated fields, as Winkler 1993 advises before any interaction is modelled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from custdq.fields.base import Comparison, Equal, Every, Level, Meet, Test
from custdq.steps.link.encode import ABSENT, Codes, EncodedKey, EncodedKeys
from custdq.steps.link.field import Field

#: One column determines another where of two records that share the first this share also share the second.
_DETERMINED = 0.7

#: ... and where two records taken at random share the second seldom enough for that to mean something.
_COMMON = 0.5

#: Records of one value that are too many to be one customer's.
_MANY = 40

#: Fewer pairs of records in such groups show nothing.
_MIN_PAIRS = 500.0


def ladders(fields: Mapping[str, Field]) -> list[tuple[str, ...]]:
    """Return the groups of fields of which one determines the others, each from the most telling to the least.

    Parameters
    ----------
    fields
        Name -> field, in schema order, of the fields that may form a ladder.
    """
    codes = _codes(fields)
    telling = most_telling_first(fields)
    below: dict[str, list[str]] = {}
    for upper, lower in combinations(telling, 2):
        if _determines(codes[upper], codes[lower]):
            below.setdefault(upper, []).append(lower)
    groups: list[tuple[str, ...]] = []
    for name in telling:
        if name in below and not any(name in group for group in groups):
            free = [lower for lower in below[name] if not any(lower in group for group in groups)]
            if free:
                groups.append((name, *free))
    return groups


def most_telling_first(fields: Mapping[str, Field]) -> tuple[str, ...]:
    """Return the names of fields by how seldom two records at random agree on them."""
    codes = _codes(fields)
    return tuple(sorted(codes, key=lambda name: (_random_agreement(codes[name]), name)))


def _codes(fields: Mapping[str, Field]) -> dict[str, Codes]:
    return {name: field.keys[field.comparison.present[0]].first for name, field in fields.items()}


def _random_agreement(codes: Codes) -> float:
    counts = np.bincount(codes[codes != ABSENT]).astype(np.float64)
    return float((counts**2).sum() / max(counts.sum(), 1.0) ** 2)


def _determines(upper: Codes, lower: Codes) -> bool:
    if _random_agreement(lower) > _COMMON:
        return False
    both = (upper != ABSENT) & (lower != ABSENT)
    upper, lower = upper[both], lower[both]
    large = np.bincount(upper, minlength=1)[upper] >= _MANY
    upper, lower = upper[large], lower[large]
    pairs = _agreeing_pairs(upper)
    together = upper.astype(np.int64) * (int(lower.max(initial=0)) + 1) + lower
    return pairs >= _MIN_PAIRS and _agreeing_pairs(np.unique(together, return_inverse=True)[1]) >= _DETERMINED * pairs


def _agreeing_pairs(codes: npt.NDArray[Any]) -> float:
    counts = np.bincount(codes, minlength=1).astype(np.float64)
    return float((counts * (counts - 1) / 2).sum())


def ladder_field(fields: Sequence[Field], *, labels: Sequence[str] | None = None) -> Field:
    """Join fields, the most telling first, into one whose levels are theirs, those of the rarest agreement first.

    `labels` are the levels of a fitted model, whose order stands: how rare an agreement is in other records tells
    nothing of it.
    """
    keys: dict[str, EncodedKey] = {}
    ranked: list[tuple[float, Level]] = []
    for field in fields:
        keys |= {f"{field.name}:{key}": encoded for key, encoded in field.keys.items()}
        chance = 0.0
        for level in field.comparison.levels:
            # how often a likeness comes about by chance is not known, only that it is no rarer than what stands above
            if isinstance(level.test, Equal | Meet):
                chance = max(chance, _random_agreement(field.keys[level.test.key].first))
            ranked.append((chance, _renamed(level, field.name)))
    levels = tuple(level for _, level in sorted(ranked, key=lambda pair: pair[0]))
    if labels is not None and {level.label for level in levels} == set(labels[:-1]):
        levels = tuple(sorted(levels, key=lambda level: labels.index(level.label)))
    present = tuple(f"{field.name}:{key}" for field in fields for key in field.comparison.present)
    return replace(
        fields[0],
        name=", ".join(field.name for field in fields),
        columns=tuple(column for field in fields for column in field.columns),
        comparison=Comparison(levels, present),
        keys=EncodedKeys(keys),
        blocking_keys=tuple(f"{field.name}:{key}" for field in fields for key in field.blocking_keys),
        shared=True,
    )


def _renamed(level: Level, column: str) -> Level:
    frequency = level.frequency_key and f"{column}:{level.frequency_key}"
    return Level(f"{column}: {level.label}", _prefixed(level.test, column), frequency)


def _prefixed(test: Test, column: str) -> Test:
    if isinstance(test, Every):
        return Every(tuple(replace(part, key=f"{column}:{part.key}") for part in test.tests))
    return replace(test, key=f"{column}:{test.key}")

"""One field by itself: strangers are counted inside a clean source; else nothing is learnt."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from custdq import Schema, dedupe, link
from custdq.fields.text import Text
from custdq.steps.link.one_field import _as_in_the_cleanest, _falling

SORTS = "general hospital|grammar school|town hall|central library|railway station|botanical garden".split("|")

MORE = ("old", "new", "great", "little", "upper", "lower", "north", "south", "eastern", "western")


def places(count: int) -> list[str]:
    """Return names of places, many of which have one word of two and the sort in common with others."""
    draw = np.random.default_rng(7)
    towns = ["".join(letters) for letters in draw.choice([*"abcdefghijklmnopqrstuvwxyz"], (300, 7))]
    one, two, sort = (draw.integers(0, size, count) for size in (150, 150, len(SORTS)))
    return [f"{towns[a]} {towns[150 + b]} {SORTS[c]}" for a, b, c in zip(one, two, sort, strict=True)]


def listed(names: list[str]) -> Any:
    return pd.DataFrame({"name": names})


def test_chances_fall_with_the_level() -> None:
    found = _falling(np.array([0.9, 0.2, 0.6, 0.1]), np.array([1.0, 1.0, 3.0, 1.0]))
    assert found.tolist() == pytest.approx([0.9, 0.5, 0.5, 0.1])


def test_a_clean_source_tells_how_many_strangers_look_alike() -> None:
    seen, alike = np.array([50.0, 40.0, 1000.0]), np.array([True, False, False])
    inside = np.array([[0.0, 19.5, 499.5], [4.0, 9.0, 99.5]])
    expected = np.array([1.0, 40.0, 1000.0])
    assert _as_in_the_cleanest(inside, seen, np.array([900, 100]), alike) == pytest.approx(expected)
    # a source with duplicates of its own is no measure, nor one with hardly any pairs
    assert _as_in_the_cleanest(inside[1:], seen, np.array([50]), alike) is None
    assert _as_in_the_cleanest(np.array([[0.0, 0.0, 7.0]]), seen, np.array([90]), alike) is None


def test_names_with_a_word_more_are_found_in_another_list() -> None:
    names = places(900)
    other = [f"{name} {MORE[number % len(MORE)]}" for number, name in enumerate(names[:300])]
    links = link({"a": listed(names), "b": listed(other)}, schema=Schema(columns={"name": Text()}))
    homes: dict[str, set[str]] = {}
    for row, name in zip(links.entities_table.to_pylist(), [*names, *other], strict=True):
        homes.setdefault(row["entity_id"], set()).add(name)
    right = [some for some in homes.values() if any(" ".join(name.split()[:-1]) in some for name in some)]
    assert len(right) > 240


def test_a_list_without_copies_joins_hardly_anything() -> None:
    links = dedupe(listed(places(800)), schema=Schema(columns={"name": Text()}))
    assert len({row["entity_id"] for row in links.entities_table.to_pylist()}) > 700

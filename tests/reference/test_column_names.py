"""The lexicon of column names."""

from __future__ import annotations

from collections import Counter

from custdq.infer.labels import fold_name
from custdq.reference.column_names import COLUMN_NAMES, HEADS
from custdq.tables import CUSTOMER_COLUMNS


def test_every_name_means_one_thing() -> None:
    counts = Counter(name for names in COLUMN_NAMES.values() for name in names.split())
    assert [name for name, count in counts.items() if count > 1] == []


def test_names_are_stored_folded() -> None:
    names = [name for names in COLUMN_NAMES.values() for name in names.split()]
    assert [name for name in names if fold_name(name) not in (name, "")] == []


def test_every_unified_column_knows_its_own_name() -> None:
    assert [name for name in CUSTOMER_COLUMNS if name not in COLUMN_NAMES.get(name, "").split()] == []


def test_heads_are_meanings() -> None:
    assert set(HEADS) <= set(COLUMN_NAMES)

"""The lexicon of column names."""

from __future__ import annotations

from collections import Counter

from custdq.infer.labels import fold_name
from custdq.reference.column_names import ALONE, COLUMN_NAMES, HEADS
from custdq.reference.column_names_abroad import COLUMN_NAMES_ABROAD, SHORT_ABROAD
from custdq.reference.column_names_systems import COLUMN_NAMES_OF_SYSTEMS
from custdq.tables import CUSTOMER_COLUMNS

TABLES = (COLUMN_NAMES, COLUMN_NAMES_ABROAD, COLUMN_NAMES_OF_SYSTEMS)


def all_names() -> list[str]:
    return [name for table in TABLES for names in table.values() for name in names.split()]


def test_every_name_means_one_thing() -> None:
    counts = Counter(all_names())
    assert [name for name, count in counts.items() if count > 1] == []


def test_names_are_stored_folded() -> None:
    assert [name for name in all_names() if fold_name(name) not in (name, "")] == []


def test_every_unified_column_knows_its_own_name() -> None:
    assert [name for name in CUSTOMER_COLUMNS if name not in COLUMN_NAMES.get(name, "").split()] == []


def test_heads_are_meanings() -> None:
    assert set(HEADS) <= set(COLUMN_NAMES)


def test_meanings_are_the_same_in_every_language() -> None:
    assert set(COLUMN_NAMES_ABROAD) <= set(COLUMN_NAMES)


def test_short_names_of_other_languages_are_theirs() -> None:
    assert {name for names in COLUMN_NAMES_ABROAD.values() for name in names.split()} >= SHORT_ABROAD


def test_names_that_stand_alone_are_known() -> None:
    assert set(all_names()) >= ALONE

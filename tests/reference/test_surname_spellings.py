"""Spellings of Chinese surnames outside mainland China."""

from __future__ import annotations

from custdq.reference.surname_spellings import surname_spellings
from custdq.reference.words import surnames
from custdq.text.pinyin import split_syllables, surname_reading


def test_a_spelling_stands_for_several_surnames() -> None:
    assert set(surname_spellings()["ng"]) >= {"huang", "wu"}
    assert surname_spellings()["cheung"][0] == "zhang"


def test_every_reading_is_a_surname_in_pinyin() -> None:
    readings = {surname_reading(name) for name in surnames()}
    found = {reading for readings in surname_spellings().values() for reading in readings}
    assert all(split_syllables(reading) for reading in found)
    assert found <= readings

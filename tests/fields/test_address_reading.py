"""An address while it is being read."""

from __future__ import annotations

from custdq.fields.address_line import read_line
from custdq.fields.address_reading import Reading


def test_words_are_taken_once() -> None:
    reading = Reading(read_line("Flat 2, Flat 3"))
    reading.put("unit", 0, 2)
    reading.put("unit", 2, 4)
    assert reading.parts == {"unit": "Flat 2, Flat 3"}
    assert reading.line.segments() == []


def test_notes_are_joined() -> None:
    reading = Reading(read_line("x"))
    reading.note(" near the church,")
    reading.note("")
    reading.note("back door")
    assert reading.parts["note"] == "near the church, back door"


def test_what_words_may_be() -> None:
    reading = Reading(read_line("Dublin 1, 12 Elm Street London, rue de Paris"))
    assert reading.is_numbered_town(0, 2)
    assert reading.is_street(2, 6)
    assert reading.leaves_street(2, 5)
    assert not reading.leaves_street(6, 8)
    assert reading.has_figure(2, 3)
    assert reading.may_lie_in("GB")

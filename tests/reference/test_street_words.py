"""Words of street addresses: groups, languages, no empty rows."""

from __future__ import annotations

from custdq.reference.street_words import street_words


def test_one_spelling_in_several_languages() -> None:
    assert street_words()["before"]["av"].keys() >= {"fr", "es", "pt"}
    assert street_words()["after"]["st"] == {"en": "street"}


def test_every_group_has_words() -> None:
    groups = street_words()
    assert {"after", "before", "glued", "unit", "building", "floor", "room", "number", "link", "venue"} <= set(groups)
    assert all(groups.values())
    assert all(spelling.strip() == spelling != "" for table in groups.values() for spelling in table)

"""How far words are given or family names."""

from __future__ import annotations

from custdq.text.personal_names import SURELY_FAMILY, SURELY_GIVEN, name_lean


def test_words_lean() -> None:
    assert (name_lean("Jennifer") or 0) >= SURELY_GIVEN
    assert (name_lean("RODRIGUEZ") or 0) <= SURELY_FAMILY
    assert name_lean("Zoë") == name_lean("zoe")
    assert name_lean("O'Neil") == name_lean("oneil")
    assert name_lean("") is None

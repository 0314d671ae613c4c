"""Names in Hangul and kana."""

from __future__ import annotations

import pytest

from custdq.fields.person_scripts import read_hangul, read_kana


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("박서준", ("박서준", "박", "서준", None), id="plain"),
        pytest.param("박 서준 님", ("박서준", "박", "서준", "님"), id="space and courtesy"),
        pytest.param("황보 관", ("황보관", "황보", "관", None), id="surname of two syllables"),
        pytest.param("뷁서준", ("뷁서준", None, "뷁서준", None), id="no surname"),
        pytest.param("서울시 강남구", ("서울시 강남구", None, None, None), id="two words, no name"),
        pytest.param("Park", None, id="other script"),
    ],
)
def test_hangul(text: str, parts: tuple[str | None, ...] | None) -> None:
    assert read_hangul(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("すずき はな", ("すずき はな", "すずき", "はな", None), id="Japanese order"),
        pytest.param("メアリー・ストーン", ("メアリー・ストーン", "ストーン", "メアリー", None), id="foreign"),
        pytest.param("はなさん", ("はな", None, "はな", "さん"), id="given name"),
        pytest.param("花", None, id="other script"),
        pytest.param("・" * 999 + "A", None, id="a long row of dots comes to an end"),
    ],
)
def test_kana(text: str, parts: tuple[str | None, ...] | None) -> None:
    assert read_kana(text) == parts

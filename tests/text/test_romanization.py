"""Wade-Giles and Cantonese syllables."""

from __future__ import annotations

import pytest

from custdq.text.romanization import cantonese_reading, cantonese_spelling, fold_cantonese, wade_readings


@pytest.mark.parametrize(
    ("written", "pinyin"),
    [
        pytest.param("Hsiao", "xiao", id="hs"),
        pytest.param("ch'iang", "qiang", id="apostrophe"),
        pytest.param("Tzu-yi", "ziyi", id="two syllables"),
        pytest.param("Kuo", "guo", id="k"),
        pytest.param("Jih", "ri", id="j"),
        pytest.param("yüeh", "yue", id="umlaut"),
    ],
)
def test_wade_giles(written: str, pinyin: str) -> None:
    assert pinyin in wade_readings(written)


def test_no_apostrophe_is_either() -> None:
    assert set(wade_readings("chang")) == {"chang", "zhang"}
    assert wade_readings("ch'ang") == ["chang"]
    assert wade_readings("stone") == []


@pytest.mark.parametrize(
    ("han", "spelling"),
    [
        pytest.param("志明", "Chi Ming", id="plain"),
        pytest.param("子诗", "Tsz-sze", id="tsz"),
        pytest.param("淑贤", "Shuk Yin", id="sh"),
        pytest.param("国权", "Kwok Kuen", id="uen"),
        pytest.param("华", "Wah", id="h behind"),
    ],
)
def test_cantonese(han: str, spelling: str) -> None:
    assert cantonese_reading(han) == cantonese_spelling(spelling)


def test_spellings_fold() -> None:
    assert fold_cantonese("Sum") == fold_cantonese("Sam")
    assert cantonese_reading("A") is None
    assert cantonese_spelling("Stone") is None

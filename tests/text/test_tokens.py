"""Words of a western text, character pairs of a Chinese one, endings."""

from __future__ import annotations

import pytest

from custdq.text.tokens import bigrams, longest_ending, words


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("O'Neill & Co.", ["oneill", "and", "co"], id="apostrophe and ampersand"),
        pytest.param("I.B.M. Ltd", ["ibm", "ltd"], id="initials"),
        pytest.param("Crème-Brûlée", ["creme", "brulee"], id="accents and hyphen"),
        pytest.param("ＡＢ１", ["ab1"], id="full-width"),
        pytest.param("", [], id="empty"),
    ],
)
def test_words(text: str, tokens: list[str]) -> None:
    assert words(text) == tokens


def test_bigrams() -> None:
    assert bigrams("abc") == ["ab", "bc"]
    assert bigrams("a") == ["a"]


def test_the_longest_ending_wins() -> None:
    known = {"公司", "有限公司"}
    assert longest_ending("甲乙有限公司", known) == "有限公司"
    assert longest_ending("甲乙公司", known) == "公司"
    assert longest_ending("甲乙", known) is None
    assert longest_ending("甲乙有限公司", known, longest=2) == "公司"

"""Cleaning takes out what no reader sees, and nothing else; a placeholder is no value."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.text.clean import clean_text, is_placeholder


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("plain", "plain", id="plain"),
        pytest.param("  a b ", "a b", id="ends"),
        pytest.param("a  b", "a b", id="run-of-spaces"),
        pytest.param("王\u3000伟", "王 伟", id="ideographic-space"),
        pytest.param("a\u00a0b", "a b", id="no-break-space"),
        pytest.param("a\r\nb", "a b", id="windows-line-end"),
        pytest.param("a\rb", "a b", id="old-line-end"),
        pytest.param("a\x0bb", "a b", id="vertical-tab"),
        pytest.param("a\tb", "a b", id="tab"),
        pytest.param("a\u0085b", "a b", id="next-line"),
        pytest.param("\ufeff王\u200b伟\u200e", "王伟", id="zero-width"),
        pytest.param("a\x00b\x07", "ab", id="control"),
        pytest.param("Mu\u0308ller", "Müller", id="composed"),
        pytest.param("e\u200b\u0301", "é", id="accent-behind-zero-width"),
        pytest.param("ＡＢＣ１２３", "ＡＢＣ１２３", id="full-width-kept"),
        pytest.param("①", "①", id="compatibility-kept"),
        pytest.param("", "", id="empty"),
        pytest.param(" \u200b ", "", id="nothing-visible"),
    ],
)
def test_clean(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@given(st.text())
def test_cleaning_twice_is_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.text())
def test_letters_and_digits_are_never_lost(text: str) -> None:
    def visible(value: str) -> list[str]:
        return [c for c in unicodedata.normalize("NFC", value) if c.isalnum()]

    assert visible(clean_text(text)) == visible(text)


@pytest.mark.parametrize(
    "text",
    [
        "-",
        "---",
        "—",
        "/",
        "...",
        "……",
        "***",
        "（）",
        "（无）",
        "无",
        "无。",
        "无无",
        "略略",
        "未知未知",
        "N/A",
        "n.a.",
        "#N/A",
        "NULL",
        "未知",
        "暂无",
        "不详",
        "暂无暂无",
        "0",
    ],
)
def test_a_placeholder_stands_for_nothing(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text", ["吴", "无锡", "nano", "00", "0571", "张三", "无无锡", "a-b", "无名", "-1", "Nagel", "★", "+"]
)
def test_a_value_is_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)


@pytest.mark.parametrize("text", ["Na", "Nan", "Nil", "(Nan)", "Ｎａｎ"])
def test_as_a_name_a_capitalised_word_is_no_placeholder(text: str) -> None:
    assert is_placeholder(text)
    assert not is_placeholder(text, name=True)


@pytest.mark.parametrize(
    "text", ["nan", "NAN", "NaN", "na", "NA", "nil", "N/A", "n/a", "None", "Unknown", "Test", "无"]
)
def test_as_a_name_the_other_words_stand_for_nothing_still(text: str) -> None:
    assert is_placeholder(text, name=True)


def test_as_a_name_a_word_typed_twice_is_one() -> None:
    assert is_placeholder("空空")
    assert not is_placeholder("空空", name=True)

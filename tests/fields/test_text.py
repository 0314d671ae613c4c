"""Free text: kept as written, folded only for keys."""

from __future__ import annotations

import re
import unicodedata

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from tests.fields.columns import assert_as_alone, drawn

from custdq.fields.text import Text, folded_words
from custdq.text.clean import PLACEHOLDERS


def test_text_is_kept_and_its_key_is_folded() -> None:
    kind = Text()
    parsed = kind.parse([" Call  BACK！", "ｃａｌｌ back", "-", "!!"])
    assert parsed.column("value").to_pylist() == ["Call BACK！", "ｃａｌｌ back", None, "!!"]
    assert kind.keys(parsed)["text"].to_pylist() == ["call back", "call back", None, None]


def test_mask() -> None:
    assert Text().mask("下周回访") == "下***"


@given(st.lists(st.none() | st.text(" aB1_-.\t\x00é王ß²Ａ", max_size=8), max_size=6), st.integers(0, 2))
def test_a_key_is_the_words_whatever_their_script(texts: list[str | None], before: int) -> None:
    def words(text: str | None) -> str | None:
        return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text or "").casefold())) or None

    found = folded_words(pa.array(["Before"] * before + texts, pa.string()).slice(before))
    assert found.to_pylist() == [words(text) for text in texts]


def test_words_meet_in_any_order() -> None:
    keys = Text().keys(Text().parse(["Query Processing for Arrays", "arrays: processing of a query"]))
    first, second = keys["words"].to_pylist()
    assert set(first) & set(second) == {"query", "proces", "arrays"}


def test_a_column_is_read_as_its_cells() -> None:
    words = ["Ann", "n/a", "N/A", "7", "-", "", "null", "x", "Zoë", "王", "(na)", "none.", "#N/A", "5th"]
    gaps = ["", " ", "  ", "-", "\n", "\u200b", ".", " ("]
    texts = drawn(words, gaps, words, ["", " ", ")", "!"], count=900)
    assert_as_alone(Text(), [*texts, *PLACEHOLDERS, "a" * 199, "a" * 201, "a" * 2_001], beside=("words",))

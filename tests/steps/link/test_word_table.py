"""Words weigh by how few texts hold them; what is told of pairs of texts is told of them one by one as well."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.link.word_table import WordTable


def test_the_rarer_a_word_the_more_it_tells() -> None:
    table = WordTable(pa.array(["university of melbourne", "university of vienna", "university of"]))
    told = table.told
    assert told["melbourne"] > told["university"] == told["of"] > 0
    assert table.unheard_of > told["melbourne"]


@given(st.lists(st.text("ab 1", max_size=6), min_size=2, max_size=6, unique=True))
def test_what_two_texts_share_is_told_by_their_words(texts: list[str]) -> None:
    table = WordTable(pa.array(texts))
    left, right = (side.ravel() for side in np.indices((len(texts), len(texts))))
    shared, mine, other = table.shared(left, right, table.rarity)
    for a, b, *found in zip(left.tolist(), right.tolist(), shared, mine, other, strict=True):
        one, two = set(texts[a].split()), set(texts[b].split())
        assert found == pytest.approx([sum(table.told[word] for word in some) for some in (one & two, one, two)])


def test_numbers_are_words_of_digits() -> None:
    table = WordTable(pa.array(["a 12 b3"]))
    assert dict(zip(table.words.to_pylist(), table.figures.tolist(), strict=True)) == {"a": 0, "12": 1, "b3": 0}

"""Pieces of texts: codes however they are written, stems, Chinese two by two; the rarest bring texts together."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.link.made import field

from custdq.fields.text import Text, folded_words
from custdq.fields.text_pieces import MOST_PIECES, pieces, rarest
from custdq.steps.link.compare import compare_pairs


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Haier MG-53", "haier mg53", id="a code with a hyphen"),
        pytest.param("Universität Zürich", "Universitat Zurich", id="accents"),
        pytest.param("Departments of Physics", "Department of Physics", id="an ending"),
        pytest.param("iPhone 12", "iphone12", id="a number by itself"),
    ],
)
def test_what_is_one_text_in_other_spellings_has_the_same_pieces(one: str, other: str) -> None:
    found = pieces(folded_words(pa.array([one, other]))).to_pylist()
    assert found[0] == found[1]


def test_a_chinese_title_is_compared_by_two_characters_at_a_time() -> None:
    assert pieces(folded_words(pa.array(["华为手机P40黑色"]))).to_pylist() == ["华为 为手 手机 p 40 黑色"]


@given(st.lists(st.none() | st.text("abé1 王国", max_size=30), max_size=6))
def test_the_rarest_pieces_that_others_have_are_looked_for(texts: list[str | None]) -> None:
    parts = pieces(folded_words(pa.array(texts, pa.string())))
    held = [set((text or "").split()) for text in parts.to_pylist()]
    often = Counter(piece for some in held for piece in some)
    # of a text by itself all are looked for
    least = 2 if sum(map(bool, held)) > 1 else 1
    for mine, found in zip(held, rarest(parts).to_pylist(), strict=True):
        shared = [piece for piece in mine if often[piece] >= least]
        shared.sort(key=lambda piece: (often[piece], -len(piece), piece))
        assert (found or []) == shared[:MOST_PIECES]


IPHONES = "Apple iPhone 12 64GB black", "Apple iPhone 13 64GB black"
MELBOURNES = "University of Melbourne, Australia", "Melbourne University, Australia"


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        pytest.param("Sony Bravia TV KDL 40", "sony bravia tv: KDL-40", "same text", id="signs"),
        pytest.param(*IPHONES, "more than half in common, other numbers", id="another model"),
        pytest.param(*MELBOURNES, "nearly all in common", id="another order"),
        pytest.param("Chicago", "Chigaco", "similar spelling", id="a slip in a short one"),
        pytest.param("红色连衣裙", "蓝牙耳机", "differs", id="another thing"),
    ],
)
def test_levels(one: str, other: str, level: str) -> None:
    kind = Text()
    keys = kind.keys(kind.parse([one, other]))
    values = {name: keys[name].to_pylist() for name in ("text", "pieces")}
    made = field("x", values, comparison=kind.comparison())
    found = compare_pairs([made], np.array([0], np.int32), np.array([1], np.int32))[0, 0]
    assert kind.comparison().labels[found] == level

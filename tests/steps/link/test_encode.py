"""Codes stand for values whatever the row order, and no value equals no value."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.link.made import key

from custdq.steps.link.encode import ABSENT, MAX_VALUES, EncodedKey, combine_codes, encode_key

WORDS = st.none() | st.sampled_from(["", "a", "b", "c", "王", "é"])
LISTS = st.none() | st.lists(WORDS, max_size=4)


def _values(encoded: EncodedKey, row: int) -> list[str]:
    return [encoded.vocabulary[code] for code in encoded.codes[row] if code != ABSENT]


@given(st.lists(WORDS, min_size=1))
def test_strings_come_back_from_their_codes(words: list[str | None]) -> None:
    encoded = key(words)
    assert encoded.codes.shape == (len(words), 1)
    assert [_values(encoded, row) for row in range(len(words))] == [[word] if word else [] for word in words]
    assert encoded.present.tolist() == [bool(word) for word in words]
    assert list(encoded.vocabulary) == sorted({word for word in words if word})


@given(st.lists(LISTS, min_size=1))
def test_lists_come_back_sorted_and_distinct(lists: list[list[str | None] | None]) -> None:
    encoded = encode_key([pa.array(lists, pa.list_(pa.string()))])
    expected = [sorted({word for word in words or [] if word}) for words in lists]
    assert [_values(encoded, row) for row in range(len(lists))] == expected
    assert encoded.codes.shape[1] == max(1, *(len(words) for words in expected), 1)


@given(st.lists(WORDS, min_size=1), st.randoms(use_true_random=False))
def test_codes_do_not_depend_on_row_order(words: list[str | None], random: object) -> None:
    order = list(range(len(words)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight, mixed = key(words), key([words[i] for i in order])
    assert mixed.vocabulary == straight.vocabulary
    assert np.array_equal(mixed.codes, straight.codes[order])


def test_several_columns_are_pooled() -> None:
    encoded = encode_key([pa.array(["2", None, "1"]), pa.array([["1", "2"], None, ["1"]])])
    assert [_values(encoded, row) for row in range(3)] == [["1", "2"], [], ["1"]]
    assert encoded.counts().tolist() == [2, 1]


def test_a_slice_of_a_table_is_read_as_what_it_is() -> None:
    whole = pa.array([["x"], ["a", "b"], None, ["c"]])
    encoded = encode_key([whole.slice(1, 3)])
    assert [_values(encoded, row) for row in range(3)] == [["a", "b"], [], ["c"]]


def test_a_list_in_place_of_a_value_is_cut() -> None:
    encoded = key([[f"{i:02d}" for i in range(30)]])
    assert encoded.codes.shape == (1, MAX_VALUES)


@pytest.mark.parametrize("rows", [0, 3])
def test_a_key_without_values(rows: int) -> None:
    encoded = key([None] * rows)
    assert encoded.codes.shape == (rows, 1)
    assert encoded.vocabulary == ()
    assert not encoded.present.any()
    assert encoded.counts().tolist() == []


@given(st.lists(st.tuples(WORDS, WORDS)))
def test_a_combined_code_is_the_pair_of_values(rows: list[tuple[str | None, str | None]]) -> None:
    first, second = key([row[0] for row in rows]), key([row[1] for row in rows])
    code = combine_codes(first.first, second.first)
    pairs = [row if all(row) else None for row in rows]
    for i, mine in enumerate(pairs):
        assert (code[i] == ABSENT) == (mine is None)
        assert all((code[i] == code[j]) == (mine == other) for j, other in enumerate(pairs) if mine and other)
    held = sorted({int(c) for c in code if c != ABSENT})
    assert held == list(range(len(held)))

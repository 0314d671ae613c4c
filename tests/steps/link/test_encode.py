"""Codes stand for values, no value equals no value, and what must not depend on row order does not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.link.made import key

from custdq.steps.link.encode import ABSENT, MAX_VALUES, EncodedKey, Known, encode_key, shared_codes
from custdq.steps.link.order import RecordFingerprints
from custdq.text.fingerprint import string_fingerprints

WORDS = st.none() | st.sampled_from(["", "a", "b", "c", "王", "é"])
LISTS = st.none() | st.lists(WORDS, max_size=4)


def _values(encoded: EncodedKey, row: int) -> list[str]:
    return encoded.vocabulary.spelled(encoded.codes[row][encoded.codes[row] != ABSENT])


@given(st.lists(WORDS, min_size=1))
def test_strings_come_back_from_their_codes(words: list[str | None]) -> None:
    encoded = key(words)
    assert encoded.codes.shape == (len(words), 1)
    assert [_values(encoded, row) for row in range(len(words))] == [[word] if word else [] for word in words]
    assert encoded.present.tolist() == [bool(word) for word in words]
    assert sorted(encoded.vocabulary.words.to_pylist()) == sorted({word for word in words if word})


@given(st.lists(LISTS, min_size=1))
def test_lists_come_back_distinct(lists: list[list[str | None] | None]) -> None:
    encoded = encode_key([pa.array(lists, pa.list_(pa.string()))])
    expected = [sorted({word for word in words or [] if word}) for words in lists]
    assert [sorted(_values(encoded, row)) for row in range(len(lists))] == expected
    assert encoded.codes.shape[1] == max(1, *(len(words) for words in expected), 1)


@given(st.lists(LISTS, min_size=1), st.randoms(use_true_random=False))
def test_values_and_fingerprints_do_not_depend_on_row_order(lists: list[list[str | None] | None], random: Any) -> None:
    lists = [*lists, [f"{i:02d}" for i in range(30)]]
    order = list(range(len(lists)))
    random.shuffle(order)
    straight = encode_key([pa.array(lists, pa.list_(pa.string()))])
    mixed = encode_key([pa.array([lists[i] for i in order], pa.list_(pa.string()))])
    assert [_values(mixed, row) for row in range(len(lists))] == [_values(straight, i) for i in order]
    of_mixed, of_straight = (RecordFingerprints(key, len(key.codes))[:] for key in (mixed, straight))
    assert np.array_equal(of_mixed, of_straight[order])


def test_several_columns_are_pooled() -> None:
    encoded = encode_key([pa.array(["2", None, "1"]), pa.array([["1", "2"], None, ["1"]])])
    assert [sorted(_values(encoded, row)) for row in range(3)] == [["1", "2"], [], ["1"]]
    assert sorted(encoded.counts().tolist()) == [1, 2]


def test_a_slice_of_a_table_is_read_as_what_it_is() -> None:
    whole = pa.array([["x"], ["a", "b"], None, ["c"]])
    encoded = encode_key([whole.slice(1, 3)])
    assert [sorted(_values(encoded, row)) for row in range(3)] == [["a", "b"], [], ["c"]]


def test_a_list_in_place_of_a_value_is_cut() -> None:
    encoded = key([[f"{i:02d}" for i in range(30)]])
    assert encoded.codes.shape == (1, MAX_VALUES)


@pytest.mark.parametrize("rows", [0, 3])
def test_a_key_without_values(rows: int) -> None:
    encoded = key([None] * rows)
    assert encoded.codes.shape == (rows, 1)
    assert len(encoded.vocabulary) == 0
    assert not encoded.present.any()
    assert encoded.counts().tolist() == []


@given(st.lists(st.tuples(WORDS, WORDS, WORDS)), st.integers(1, 3))
def test_a_shared_code_is_a_combination_of_values_of_two_records(
    rows: list[tuple[str | None, str | None, str | None]], parts: int
) -> None:
    code = shared_codes([key([row[part] for row in rows]).first for part in range(parts)])
    combined = [row[:parts] if all(row[:parts]) else None for row in rows]
    for i, mine in enumerate(combined):
        assert (code[i] == ABSENT) == (mine is None or combined.count(mine) < 2)
        for j, other in enumerate(combined):
            assert code[i] == ABSENT or code[j] == ABSENT or (code[i] == code[j]) == (mine == other)


@given(st.lists(WORDS, min_size=1), st.data())
def test_values_near_known_ones_are_told_apart_the_same(words: list[str | None], data: st.DataObject) -> None:
    known = pa.array([str(place) for place in range(8)])
    keys = pa.array([*(data.draw(st.sampled_from([text, "7", "new", None])) for text in known.to_pylist()), *words])
    rows = np.arange(len(keys))[::-1].astype(np.int32)
    told = Known(known), Known(known, string_fingerprints(known))
    for encoded in (encode_key([keys], [rows]), *(encode_key([keys], [rows], known=each) for each in told)):
        spelled = [_values(encoded, row) for row in range(len(keys))]
        assert spelled == [[text] if text else [] for text in keys.to_pylist()[::-1]]
        assert len(encoded.vocabulary.words.unique()) == len(encoded.vocabulary)
        assert encoded.vocabulary.fingerprints.tolist() == string_fingerprints(encoded.vocabulary.words).tolist()


@given(st.lists(LISTS, min_size=4, max_size=4), st.lists(WORDS, min_size=4, max_size=4), st.lists(st.integers(0, 3)))
def test_a_key_held_once_a_distinct_value_is_the_one_record_by_record(
    several: list[list[str | None] | None], one: list[str | None], rows: list[int]
) -> None:
    arrays = [pa.array(several, pa.list_(pa.string())), pa.array(one, pa.string())]
    some = np.array(rows, np.int32)
    for chosen in (arrays, arrays[:1], arrays[1:]):
        held = encode_key(chosen, [some] * len(chosen))
        plain = encode_key([array.take(pa.array(some)) for array in chosen])
        assert [set(_values(held, row)) for row in range(len(rows))] == [
            set(_values(plain, row)) for row in range(len(rows))
        ]

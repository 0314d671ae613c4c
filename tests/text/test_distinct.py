"""Both ways of telling strings apart come to the same, and strings that only share a fingerprint stay two."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.text import distinct
from custdq.text.distinct import Distinct, distinct_strings, sorted_apart
from custdq.text.fingerprint import StringBytes, string_fingerprints

WORDS = st.none() | st.sampled_from(["", "a", "ab", "ba", "abcdefgh", "abcdefghi", "王", "é"]) | st.text(max_size=20)


def _as_arrow(values: pa.Array) -> tuple[list[int], list[str]]:
    coded = values.dictionary_encode()
    return coded.indices.fill_null(-1).to_pylist(), coded.dictionary.to_pylist()


@given(st.lists(WORDS), st.integers(0, 3))
def test_sorting_tells_apart_what_a_hash_table_does(words: list[str | None], skipped: int) -> None:
    values = pa.array(words, pa.string()).slice(skipped)
    found = sorted_apart(values)
    assert found is not None
    assert (found.codes.tolist(), found.words.to_pylist()) == _as_arrow(values)
    assert found.fingerprints is not None
    assert found.fingerprints.tolist() == string_fingerprints(found.words).tolist()


@pytest.mark.parametrize("repeats", [1, 40], ids=["hardly-any-repeats", "many-repeat"])
def test_a_column_in_chunks_is_one_column(monkeypatch: pytest.MonkeyPatch, repeats: int) -> None:
    monkeypatch.setattr(distinct, "_MANY", 100)
    monkeypatch.setattr(distinct, "_SHOWN", 200)
    words = [f"w{number // repeats}" for number in range(400)]
    column = pa.chunked_array([[None], words[:150], words[150:], words[:1]], pa.string())
    found = distinct_strings(column)
    assert (found.codes.tolist(), found.words.to_pylist()) == _as_arrow(column.combine_chunks())
    assert (found.fingerprints is None) == (repeats > 1)


def test_strings_of_one_fingerprint_stay_two(monkeypatch: pytest.MonkeyPatch) -> None:
    values = pa.array(["a", "b", "a"])
    monkeypatch.setattr(StringBytes, "fingerprints", lambda _: np.zeros(len(values), np.uint64))
    assert sorted_apart(values) is None
    monkeypatch.setattr(distinct, "_MANY", 0)
    assert isinstance(found := distinct_strings(values), Distinct)
    assert found.words.to_pylist() == ["a", "b"]

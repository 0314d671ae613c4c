"""Fingerprints tell strings apart, and are the same tomorrow."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.text.fingerprint import mixed, string_fingerprints

WORDS = st.lists(st.none() | st.text("ab王\0", max_size=20), max_size=8)


@given(WORDS, WORDS)
def test_equal_strings_and_no_others_have_equal_fingerprints(words: list[str | None], before: list[str | None]) -> None:
    whole = pa.array([*before, *words], pa.string())
    found = string_fingerprints(whole.slice(len(before))).tolist()
    assert found == [string_fingerprints(pa.array([word], pa.string()))[0] for word in words]
    for one, a in zip(words, found, strict=True):
        for other, b in zip(words, found, strict=True):
            assert (a == b) == ((one or "") == (other or ""))


def test_they_are_the_same_in_every_process() -> None:
    found = string_fingerprints(pa.array(["", "a", "twelve bytes", "王小明和李小红"]))
    expected = [16294208416658607535, 6774081908283191102, 17084727947152344747, 1700102529404856182]
    assert found.tolist() == expected


@pytest.mark.parametrize("rows", [0, 2])
def test_of_nothing(rows: int) -> None:
    assert len(string_fingerprints(pa.nulls(rows, pa.string()))) == rows


def test_every_bit_is_spread() -> None:
    one = mixed(np.array([1 << bit for bit in range(64)], np.uint64)) ^ mixed(np.zeros(64, np.uint64))
    ones = [int(value).bit_count() for value in one]
    assert min(ones) > 15
    assert len(set(one.tolist())) == 64

"""The distinct values of a key."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from custdq.steps.link import vocabulary
from custdq.steps.link.vocabulary import Vocabulary
from custdq.text.fingerprint import string_fingerprints

WORDS = pa.array(["ab", "王伟", "xy"])


@pytest.mark.parametrize("few", [0, 65_536])
def test_values_are_spelled_whether_they_are_held_as_strings_or_not(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "_FEW_WORDS", few)
    assert Vocabulary(WORDS).spelled(np.array([2, 1, 1])) == ["xy", "王伟", "王伟"]


def test_fingerprints_are_made_where_none_were_given() -> None:
    made = string_fingerprints(WORDS)
    assert Vocabulary(WORDS).fingerprints.tolist() == made.tolist()
    assert Vocabulary(WORDS, made).fingerprints is made
    assert len(Vocabulary(Vocabulary.NO_WORDS)) == 0

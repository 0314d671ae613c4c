"""Slips of the finger, and which of two texts is likelier meant."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from custdq.steps.merge.slips import MOST, Likeliness, is_slip


@pytest.mark.parametrize(
    ("left", "right", "slip"),
    [
        pytest.param("深南大道", "深南太道", True, id="replaced"),
        pytest.param("Thompson", "Thomson", True, id="lost"),
        pytest.param("Barbara", "Barbbara", True, id="doubled"),
        pytest.param("创业街", "业创街", True, id="swapped"),
        pytest.param("王伟", "王韦", False, id="too short to tell"),
        pytest.param("Smith", "Smith", False, id="the same"),
        pytest.param("Smithson", "Smithers", False, id="two of eight"),
        pytest.param("12 market street", "12 markte stret", True, id="two of sixteen"),
        pytest.param(None, "a", False, id="nothing"),
    ],
)
def test_slips(left: str | None, right: str, slip: bool) -> None:
    assert is_slip([left], [right]).tolist() == is_slip([right], [left]).tolist() == [slip]


def test_no_pairs() -> None:
    assert is_slip([], []).tolist() == []


def _likeliness(texts: list[str]) -> Likeliness:
    return Likeliness(pa.array(texts), np.arange(len(texts)), np.arange(len(texts)))


ROADS = [f"深南大道{number}号" for number in range(40)] + ["深南太道7号", "滨河大道7号"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("深南太道7号", "深南大道7号", id="replaced"),
        pytest.param("深南道7号", "深南大道7号", id="lost"),
        pytest.param("深南大大道7号", "深南大道7号", id="doubled"),
        pytest.param("南深大道7号", "深南大道7号", id="swapped"),
    ],
)
def test_what_stands_together_often_is_a_word(left: str, right: str) -> None:
    known = _likeliness([*ROADS, left])
    assert 0 < known.compare([left], [right])[0] <= MOST
    assert known.compare([right], [left])[0] == -known.compare([left], [right])[0]


def test_what_many_hold_is_likelier_than_what_one_holds() -> None:
    known = Likeliness(pa.array(["emma", "ema", "gemma", "emmanuel"]), np.array([0] * 9 + [1, 2, 3]), np.arange(4))
    assert known.compare(["ema"], ["emma"])[0] > 1


def test_a_text_does_not_speak_for_itself() -> None:
    # both stand once, and both begin as nothing else does: neither is likelier by its own appearance
    known = _likeliness(["xqab", "yqab", *[f"ab{i}" for i in range(9)]])
    assert known.compare(["xqab"], ["yqab"])[0] == pytest.approx(0.0)


def test_of_very_many_a_sample_is_learnt_whatever_their_order() -> None:
    texts = [f"{number * 7919 % 99991:05d}" for number in range(70_000)]
    places = np.argsort(np.argsort(texts))
    other = np.random.default_rng(1).permutation(len(texts))
    one = Likeliness(pa.array(texts), np.arange(len(texts)), places)
    two = Likeliness(pa.array([texts[at] for at in other]), np.arange(len(texts)), places[other])
    assert one.compare(["00123"], ["12345"])[0] == two.compare(["00123"], ["12345"])[0]

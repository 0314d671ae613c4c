"""A shape shows how a text is written and nothing of what it says."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from custdq.text.shape import outline, shape


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1))
def test_shape_keeps_length_and_no_letter_or_digit(text: str) -> None:
    hidden = shape(text)
    assert len(hidden) == len(text)
    assert set(hidden) <= set("9９AＡaａ〇")


def test_shape_keeps_what_shows_how_it_was_written() -> None:
    assert shape("王先生，(0571) 8888-1234 转 8") == "〇〇〇，(9999) 9999-9999 〇 9"


@given(st.text())
def test_an_outline_has_no_run_of_one_sign(text: str) -> None:
    drawn = outline(text)
    assert all(left != right for left, right in pairwise(drawn))

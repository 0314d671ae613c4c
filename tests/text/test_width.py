"""Folding is for keys: it must be stable and must not touch what it does not fold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.text.width import fold_marks, fold_width, half_width, squash


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("ＡＢｃ１２", "abc12", id="full-width"),
        pytest.param("Straße", "strasse", id="case folding"),
        pytest.param("plain", "plain", id="ascii"),
    ],
)
def test_width_and_case_fold(text: str, folded: str) -> None:
    assert fold_width(text) == folded


def test_half_width_changes_only_the_ascii_forms() -> None:
    assert half_width("（３号）①　甲") == "(3号)① 甲"
    assert half_width("abc") == "abc"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("Müller", "Muller", id="umlaut"),
        pytest.param("Łódź", "Lodz", id="stroke"),
        pytest.param("王", "王", id="no latin"),
    ],
)
def test_accents_go(text: str, plain: str) -> None:
    assert fold_marks(text) == plain


@given(st.text(max_size=30))
def test_squash_is_stable(text: str) -> None:
    once = squash(text)
    assert squash(once) == once or not once.isascii()
    assert " " not in once

"""The table of schemes: each judges, none raises, and each knows a number it accepts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.errors import Reason
from custdq.fields.identifier_schemes import SCHEMES, judge_resident_id, judge_uscc

judges = pytest.mark.parametrize("scheme", [pytest.param(scheme, id=scheme) for scheme in SCHEMES])


@judges
@given(text=st.text("0123456789ABCXYZ", max_size=40))
def test_a_verdict_is_a_value_or_a_reason(scheme: str, text: str) -> None:
    verdict = SCHEMES[scheme](text)
    assert (verdict.value is None) == isinstance(verdict.problem, Reason)
    if verdict.value is not None:
        assert SCHEMES[scheme](verdict.value).value == verdict.value


@pytest.mark.parametrize("position", range(2, 18))
def test_one_wrong_character_of_a_credit_code_is_noticed(position: int) -> None:
    right = "91350100M000100Y43"
    wrong = f"{right[:position]}{'2' if right[position] != '2' else '3'}{right[position + 1 :]}"
    assert judge_uscc(wrong).value is None


@pytest.mark.parametrize("position", range(17))
def test_one_wrong_digit_of_an_identity_number_is_noticed(position: int) -> None:
    right = "11010519491231002X"
    wrong = f"{right[:position]}{(int(right[position]) + 1) % 10}{right[position + 1 :]}"
    assert judge_resident_id(wrong).value is None

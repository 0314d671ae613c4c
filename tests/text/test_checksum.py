"""Check characters: every algorithm against numbers printed in its standard, and against every single wrong digit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.text.checksum import (
    luhn_is_valid,
    mod_11_2,
    mod_11_10,
    mod_97_10,
    org_code_check,
    uscc_check,
    weighted_sum,
)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(mod_11_2("11010519491231002"), "X", id="GB 11643, a woman of 1949"),
        pytest.param(mod_11_2("44052418800101001"), "4", id="GB 11643, a man of 1880"),
        pytest.param(mod_97_10("WEST12345698765432GB82"), 1, id="IBAN of the United Kingdom"),
        pytest.param(mod_11_10("0794"), 5, id="ISO 7064, the standard's example"),
        pytest.param(org_code_check("D2143569"), "X", id="GB 11714"),
        pytest.param(uscc_check("91350100M000100Y4"), "3", id="GB 32100, the standard's example"),
        pytest.param(weighted_sum("A1", (2, 3)), 23, id="letters count from 10"),
    ],
)
def test_published_examples(found: object, expected: object) -> None:
    assert found == expected


@given(digits=st.text("0123456789", min_size=2, max_size=30), position=st.integers(0, 29), step=st.integers(1, 9))
def test_luhn_notices_every_wrong_digit(digits: str, position: int, step: int) -> None:
    place = position % len(digits)
    wrong = f"{digits[:place]}{(int(digits[place]) + step) % 10}{digits[place + 1 :]}"
    assert not (luhn_is_valid(digits) and luhn_is_valid(wrong))


@given(digits=st.text("0123456789", min_size=17, max_size=17), position=st.integers(0, 16), step=st.integers(1, 9))
def test_mod_11_2_notices_every_wrong_digit(digits: str, position: int, step: int) -> None:
    wrong = f"{digits[:position]}{(int(digits[position]) + step) % 10}{digits[position + 1 :]}"
    assert mod_11_2(digits) != mod_11_2(wrong)

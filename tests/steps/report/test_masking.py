from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq import fields as f
from custdq.steps.report.masking import Masker, kind_mask, shorten


@pytest.mark.parametrize(
    ("kind", "raw", "secret"),
    [
        pytest.param(f.Phone(region="CN"), "打给王伟 13900001234 或 139", "王伟", id="phone-in-prose"),
        pytest.param(f.Phone(region="CN"), "no number here, ask 王伟", "王伟", id="no-phone"),
        pytest.param(f.Email(), "lin.yifan at example.com", "yifan", id="email-in-words"),
        pytest.param(f.Email(), "ask lin.yifan", "yifan", id="no-email"),
        pytest.param(f.Date(), "1984年春节前后，王伟", "王伟", id="no-date"),
    ],
)
def test_text_as_it_came_never_slips_through_a_mask_made_for_standard_values(
    kind: f.Kind, raw: str, secret: str
) -> None:
    assert secret not in kind_mask(kind)(raw)


@pytest.mark.parametrize(
    ("kind", "standard"),
    [
        pytest.param(f.Phone(region="CN"), "+8613900001234", id="phone"),
        pytest.param(f.Email(), "lin.yifan@example.com", id="email"),
    ],
)
def test_a_standard_value_is_masked_as_its_kind_masks_it(kind: f.Kind, standard: str) -> None:
    assert kind_mask(kind)(standard) == kind.mask(standard)


def test_a_mask_that_leaves_a_number_or_an_address_in_sight_is_not_trusted() -> None:
    masker = Masker({"note": str})
    assert masker.standard("note", "call 13900001234") == "aaaa 99999999999"
    assert masker.standard("note", "mail lin.yifan@example.com") == "aaaa aaa.aaaaa@aaaaaaa.aaa"
    assert masker.standard("note", "regular") == "regular"


def test_a_column_without_a_mask_shows_its_shape() -> None:
    assert Masker({}).standard("wechat", "lin_yf88") == "aaa_aa99"


def test_missing_stays_missing() -> None:
    masker = Masker({})
    assert masker.standard("a", None) is None
    assert masker.raw(None) is None


def test_values_are_shown_when_asked_for_but_not_endlessly() -> None:
    masker = Masker({}, show_values=True)
    assert masker.raw("139 0000-1234") == "139 0000-1234"
    assert len(masker.standard("note", "x" * 10_000_000) or "") == 120


@given(st.text(), st.integers(1, 40))
def test_shortened_text_is_short(text: str, longest: int) -> None:
    assert len(shorten(text, longest)) <= longest


def test_a_cell_with_a_book_in_it_is_hidden_in_no_time() -> None:
    assert Masker({"note": str}).standard("note", "a" * 5_000_000) == "a" * 47 + "…"

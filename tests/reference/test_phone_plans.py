"""Numbering plans: the compiled patterns and libphonenumber's own parser must say the same."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.errors import Reason
from custdq.reference import phone_plans
from custdq.reference.phone_plans import PhoneNumber, area_code, calling_code, is_short_number, read_number, why_invalid

_KINDS = {kind for name, kind in vars(phonenumbers.PhoneNumberType).items() if name.isupper() and name != "UNKNOWN"}
EXAMPLES = [
    (region, phonenumbers.format_number(number, style))
    for region in sorted(phonenumbers.SUPPORTED_REGIONS)
    for kind in sorted(_KINDS)
    if (number := phonenumbers.example_number_for_type(region, kind)) is not None
    for style in (phonenumbers.PhoneNumberFormat.E164, phonenumbers.PhoneNumberFormat.NATIONAL)
]


def test_both_ways_agree_on_every_example_of_the_metadata() -> None:
    assert len(EXAMPLES) > 2_000
    for region, text in EXAMPLES:
        assert read_number(text, region) == phone_plans._parsed(text, region), (region, text)


@given(
    digits=st.text("0123456789", min_size=5, max_size=15),
    plus=st.sampled_from(["", "+", "00", "0"]),
    region=st.sampled_from(["CN", "US", "DE", "IT", "GB", "BR", "AR", "RU", "JP", "MX", "AU", "FR", "IN", None]),
)
def test_both_ways_agree_on_any_digits(digits: str, plus: str, region: str | None) -> None:
    found = read_number(plus + digits, region)
    if found is None or found.region != "CN" or found.type != "fixed_line":
        assert found == phone_plans._parsed(plus + digits, region)


@pytest.mark.parametrize(
    ("text", "region", "reason"),
    [
        pytest.param("555-0123", "US", Reason.AREA_CODE_MISSING, id="local"),
        pytest.param("1390013800123", "CN", Reason.WRONG_LENGTH, id="too long"),
        pytest.param("0000000", None, Reason.AMBIGUOUS, id="no region"),
        pytest.param("+", "CN", Reason.NOT_PARSED, id="no digits"),
        pytest.param("+8612000138001", "CN", Reason.BAD_FORMAT, id="no such number"),
    ],
)
def test_why_invalid(text: str, region: str | None, reason: Reason) -> None:
    assert why_invalid(text, region) == reason


@pytest.mark.parametrize("digits", ["110", "120", "10086", "95588", "12345", "12306", "96110"])
def test_chinese_short_numbers(digits: str) -> None:
    assert is_short_number(digits, "CN")


@pytest.mark.parametrize(
    ("digits", "region"),
    [("123", "CN"), ("13900138001", "CN"), ("62345678", "CN"), ("5551234", "US"), ("", "US"), ("12", "AQ")],
)
def test_other_numbers_are_not_short(digits: str, region: str) -> None:
    assert not is_short_number(digits, region)


@pytest.mark.parametrize("e164", ["+861062345678", "+8675526001234", "+4930901820", "+442079460018", "+12125550123"])
def test_area_codes_agree_with_libphonenumber(e164: str) -> None:
    found = read_number(e164, None)
    assert found is not None
    assert area_code(found) == phone_plans._formatted_area_code(e164)


def test_mobiles_have_no_area_code() -> None:
    assert area_code(PhoneNumber("+8613900138001", "CN", "mobile", "13900138001")) is None


def test_calling_codes() -> None:
    assert calling_code("US") == calling_code("CA") == ("1",)
    assert calling_code("AQ") == ()

"""Numbering plans: digits are read as libphonenumber reads them, in every region."""

from __future__ import annotations

import random

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.errors import Reason
from custdq.reference.phone_plans import (
    calling_code,
    is_calling_code,
    is_service_number,
    lengths_behind,
    longest_dialled,
    parse_with_library,
    read_digits,
    why_invalid,
)

_KINDS = {kind for name, kind in vars(phonenumbers.PhoneNumberType).items() if name.isupper() and name != "UNKNOWN"}
EXAMPLES = [
    (region, number)
    for region in sorted(phonenumbers.SUPPORTED_REGIONS)
    for kind in sorted(_KINDS)
    if (number := phonenumbers.example_number_for_type(region, kind)) is not None
]
REGIONS = st.sampled_from(["CN", "US", "DE", "IT", "GB", "BR", "AR", "RU", "JP", "MX", "AU", "FR", "IN", "BB", None])


def test_every_example_of_the_metadata_is_read_as_libphonenumber_reads_it() -> None:
    assert len(EXAMPLES) > 1_000
    for region, number in EXAMPLES:
        for style in (phonenumbers.PhoneNumberFormat.E164, phonenumbers.PhoneNumberFormat.NATIONAL):
            text = phonenumbers.format_number(number, style)
            digits = "".join(char for char in text if char.isdigit())
            found = read_digits(digits, region, plus=text.startswith("+"))
            assert found == parse_with_library(text, region), (region, text)


def test_mutated_examples_are_read_as_libphonenumber_reads_them() -> None:
    draw = random.Random(3)  # noqa: S311 - a fixed sample, no secret
    for _ in range(4_000):
        region, number = draw.choice(EXAMPLES)
        digits = list(draw.choice(["", "", "0", "1", "00"]) + phonenumbers.national_significant_number(number))
        at = draw.randrange(len(digits))
        digits[at : at + 1] = draw.choice([[], [digits[at]] * 2, [draw.choice("0123456789")]])
        text = draw.choice(["", "", f"+{number.country_code}"]) + "".join(digits)
        found = read_digits(text.lstrip("+"), region, plus=text.startswith("+"))
        assert found == parse_with_library(text, region), (region, text)


@given(digits=st.text("0123456789", min_size=3, max_size=18), plus=st.booleans(), region=REGIONS)
def test_any_digits_are_read_as_libphonenumber_reads_them(digits: str, plus: bool, region: str | None) -> None:
    assert read_digits(digits, region, plus=plus) == parse_with_library(f"+{digits}" if plus else digits, region)


@pytest.mark.parametrize(
    ("digits", "plus", "region", "reason"),
    [
        pytest.param("5550123", False, "US", Reason.AREA_CODE_MISSING, id="local"),
        pytest.param("1390013800123", False, "CN", Reason.WRONG_LENGTH, id="too long"),
        pytest.param("0000000", False, None, Reason.AMBIGUOUS, id="no region"),
        pytest.param("", False, "CN", Reason.NOT_PARSED, id="no digits"),
        pytest.param("8612000138001", True, "CN", Reason.BAD_FORMAT, id="no such number"),
        pytest.param("210212345678", True, "CN", Reason.NOT_PARSED, id="no such calling code"),
    ],
)
def test_why_invalid(digits: str, plus: bool, region: str | None, reason: Reason) -> None:
    assert why_invalid(digits, region, plus=plus) == reason


@pytest.mark.parametrize("digits", ["110", "120", "10086", "95588", "12345", "12306", "96110"])
def test_chinese_service_numbers(digits: str) -> None:
    assert is_service_number(digits, "CN")


@pytest.mark.parametrize(
    ("digits", "region"),
    [("123", "CN"), ("13900138001", "CN"), ("62345678", "CN"), ("911", "US"), ("", "US"), ("95588", None)],
)
def test_other_numbers_are_no_chinese_service_numbers(digits: str, region: str | None) -> None:
    assert not is_service_number(digits, region)


@pytest.mark.parametrize(
    ("e164", "area_code"),
    [
        pytest.param("861062345678", "010", id="Beijing"),
        pytest.param("8675526001234", "0755", id="Shenzhen"),
        pytest.param("4930901820", "030", id="Berlin"),
        pytest.param("442079460018", "020", id="London"),
        pytest.param("12125550123", "212", id="New York"),
        pytest.param("81312345678", "03", id="Tokyo"),
        pytest.param("8613900138001", None, id="a mobile has none"),
        pytest.param("6561234567", None, id="Singapore has none"),
    ],
)
def test_area_codes(e164: str, area_code: str | None) -> None:
    found = read_digits(e164, None, plus=True)
    assert found is not None
    assert found.area_code == area_code


def test_calling_codes() -> None:
    assert calling_code("US") == calling_code("CA") == "1"
    assert calling_code("AQ") is None
    assert is_calling_code("1")
    assert not is_calling_code("800")
    assert lengths_behind("852") == (5, 6, 7, 8, 9, 11)


def test_how_long_a_number_may_be() -> None:
    assert longest_dialled("2125550123", "US") == 10
    assert longest_dialled("+1 212", "CN") == 11
    assert longest_dialled("+21 0", "CN") == longest_dialled("1", None) == 15

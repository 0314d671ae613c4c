"""Cells of one or more numbers: what is read beyond libphonenumber, and what is left alone because two readings are."""

from __future__ import annotations

import pytest

from custdq.errors import Reason
from custdq.fields.phone_reading import PhoneReading, calling_codes, complete_local
from custdq.text.phone_cell import read_phone_cell


def read(text: str, region: str | None = "CN", area_code: str | None = None) -> tuple[list[str], PhoneReading]:
    reading = PhoneReading(region, area_code, read_phone_cell(text))
    return [number.e164 for number in reading.numbers()], reading


@pytest.mark.parametrize(
    ("text", "region", "numbers"),
    [
        pytest.param("00 49 30 901820", "US", ["+4930901820"], id="00 where 011 is dialled"),
        pytest.param("0033 1 42 34 56 78", None, ["+33142345678"], id="00 without a region"),
        pytest.param("49 30 901820", "DE", ["+4930901820"], id="own calling code as a group"),
        pytest.param("4930901820", "DE", ["+4930901820"], id="own calling code in front"),
        pytest.param("(49)30901820", "DE", ["+4930901820"], id="own calling code in brackets"),
        pytest.param("(44)7707297816", "CN", ["+447707297816"], id="any calling code in brackets, in China"),
        pytest.param("852-2123 4567", "CN", ["+85221234567"], id="Hong Kong in China"),
        pytest.param("86 139 0013 8001", "HK", ["+8613900138001"], id="China in Hong Kong"),
        pytest.param("886-0912-345-678", "CN", ["+886912345678"], id="Taiwan with its trunk 0"),
        pytest.param("10193 13900138001", "CN", ["+8613900138001"], id="a carrier's prefix the plan lacks"),
        pytest.param("010-62345678-62345679", "CN", ["+861062345678", "+861062345679"], id="second number by a dash"),
        pytest.param("0571/88234567/88234568", "CN", ["+8657188234567", "+8657188234568"], id="area code by a slash"),
        pytest.param("010-62345678、62345679", "CN", ["+861062345678", "+861062345679"], id="area code said once"),
        pytest.param("010-62345678/79", "CN", ["+861062345678", "+861062345679"], id="last digits"),
        pytest.param("0755 2600 1234 / 0755 2600 1235", "CN", ["+8675526001234", "+8675526001235"], id="with spaces"),
        pytest.param("(212) 555-0123 / 646-555-0121", "US", ["+12125550123", "+16465550121"], id="American"),
        pytest.param("1-800-FLOWERS", "US", ["+18003569377"], id="vanity"),
        pytest.param("030 901820 home", "DE", ["+4930901820"], id="a word is no vanity behind a whole number"),
        pytest.param("房间3 13900138001", "CN", ["+8613900138001"], id="a room"),
        pytest.param("tel:033316005;phone-context=+64", None, ["+6433316005"], id="RFC 3966 context"),
    ],
)
def test_other_ways_to_write_a_number(text: str, region: str | None, numbers: list[str]) -> None:
    assert read(text, region)[0] == numbers


@pytest.mark.parametrize(
    ("text", "region"),
    [
        pytest.param("00312345678", "JP", id="a trunk 0 twice, or the Netherlands"),
        pytest.param("558-001-23456", "BR", id="the calling code is no group"),
        pytest.param("(784) 266-12044", "VC", id="an area code in brackets with a digit too many"),
        pytest.param("44 20 7946 0018", "US", id="a foreign calling code without plus"),
        pytest.param("212-555-0123-45", "US", id="a dash is no extension there"),
        pytest.param("021-12345-6789", "CN", id="nor behind a number without subscriber"),
        pytest.param("2/13900138001", "CN", id="of digits alone all must be read"),
        pytest.param("030 901820 extension 123456789012345678901", "DE", id="no extension is so long"),
        pytest.param("010-80051234", "CN", id="a range the plan does not have"),
        pytest.param("0+4930901820", "DE", id="a plus among the digits"),
        pytest.param("tel:555-1234;phone-context=+", "US", id="no phone context"),
    ],
)
def test_what_could_be_two_things_is_neither(text: str, region: str) -> None:
    assert read(text, region)[0] == []


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param("手机：13900138001（备用）", "手机 备用", id="label and remark"),
        pytest.param("13900138001 / 1390013", "1390013", id="a broken number"),
        pytest.param("13900138001，010-62345678转12", "+861062345678 ext. 12", id="extension of a second number"),
        pytest.param("010-62345678王经理转801", "王经理", id="words before the extension"),
        pytest.param("139-0013-8001", None, id="punctuation"),
        pytest.param("030 901820 ab", "ab", id="letters too few to be dialled"),
    ],
)
def test_nothing_is_lost(text: str, note: str | None) -> None:
    numbers, reading = read(text, "DE" if text.startswith("030") else "CN")
    assert numbers
    assert reading.note() == note


def test_a_service_number_that_may_be_a_local_one_is_doubted() -> None:
    numbers, reading = read("57195123")
    assert (numbers, reading.reason) == (["+8657195123"], Reason.AMBIGUOUS)
    numbers, reading = read("57195123", area_code="010")
    assert (numbers, reading.reason) == (["+861057195123"], Reason.AREA_CODE_INFERRED)
    assert read("0571 95123")[1].reason is None


def test_an_extension_of_a_number_said_twice_is_kept() -> None:
    reading = PhoneReading("CN", None, read_phone_cell("010-62345678，010-62345678转12"))
    assert [(number.e164, number.extension) for number in reading.numbers()] == [("+861062345678", "12")]


@pytest.mark.parametrize(
    ("digits", "area_code", "e164"),
    [
        pytest.param("62345678", "010", "+861062345678", id="eight digits"),
        pytest.param("62345678", "10", "+861062345678", id="without trunk 0"),
        pytest.param("6234567", "010", None, id="too short for the city"),
        pytest.param("62345678", "0262", None, id="no such area"),
    ],
)
def test_a_local_number_is_completed(digits: str, area_code: str, e164: str | None) -> None:
    found = complete_local(digits, area_code)
    assert (found.e164 if found else None) == e164


def test_calling_codes_read_without_plus() -> None:
    assert calling_codes("CN") == calling_codes("TW") == ("852", "853", "886", "86")
    assert calling_codes("FR") == ("33",)
    assert calling_codes(None) == calling_codes("AQ") == ()

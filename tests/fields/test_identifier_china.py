"""Chinese identifiers: what they say, and that a wrong character is noticed."""

from __future__ import annotations

import pytest

from custdq.errors import Reason
from custdq.fields.identifier_schemes import SCHEMES


@pytest.mark.parametrize("position", range(2, 18))
def test_one_wrong_character_of_a_credit_code_is_noticed(position: int) -> None:
    right = "91350100M000100Y43"
    wrong = f"{right[:position]}{'2' if right[position] != '2' else '3'}{right[position + 1 :]}"
    assert SCHEMES["cn.uscc"].judge(wrong).value is None


@pytest.mark.parametrize("position", range(17))
def test_one_wrong_digit_of_an_identity_number_is_noticed(position: int) -> None:
    right = "11010519491231002X"
    wrong = f"{right[:position]}{(int(right[position]) + 1) % 10}{right[position + 1 :]}"
    assert SCHEMES["cn.resident_id"].judge(wrong).value is None


@pytest.mark.parametrize(
    ("scheme", "text"),
    [
        pytest.param("hk.id", "A1234563", id="Hong Kong"),
        pytest.param("hk.id", "AB9876543", id="Hong Kong, two letters"),
        pytest.param("tw.id", "A123456789", id="Taiwan"),
        pytest.param("cn.passport", "E12345678", id="passport"),
        pytest.param("cn.hk_macao_permit", "C12345678", id="permit for Hong Kong and Macao"),
        pytest.param("cn.home_return_permit", "H12345678", id="permit of a Hong Kong resident"),
        pytest.param("cn.tax", "110105D2143569X", id="taxpayer number of the old form: region and organization code"),
        pytest.param("cn.tax", "91350100M000100Y43", id="taxpayer number of today: the credit code"),
        pytest.param("cn.tax", "11010519491231002X", id="taxpayer number of a person"),
        pytest.param("cn.licence", "110108000000016", id="business licence"),
    ],
)
def test_a_number_fits(scheme: str, text: str) -> None:
    assert SCHEMES[scheme].judge(text).value == text


@pytest.mark.parametrize(
    ("scheme", "text"),
    [
        pytest.param("hk.id", "A1234564", id="Hong Kong"),
        pytest.param("tw.id", "A123456788", id="Taiwan"),
        pytest.param("cn.tax", "110105D21435690", id="taxpayer number of the old form"),
        pytest.param("cn.licence", "110108000000017", id="business licence"),
    ],
)
def test_a_wrong_check_character_is_noticed(scheme: str, text: str) -> None:
    assert SCHEMES[scheme].judge(text).problem == Reason.BAD_CHECK_DIGIT


def test_residents_of_hong_kong_and_foreigners_have_numbers_of_the_same_make() -> None:
    permit = SCHEMES["cn.resident_id"].judge("810000199408230021")
    assert permit.parts["region_code"] == "810000"
    assert permit.problem in (None, Reason.BAD_CHECK_DIGIT)
    # 9, the province, the nationality: no region of China
    assert SCHEMES["cn.resident_id"].judge("911156198108030024").parts["region_code"] is None


def test_a_taxpayer_number_of_the_old_form_tells_its_organization_code() -> None:
    assert SCHEMES["cn.tax"].judge("110105D2143569X").parts == {"region_code": "110105", "org_code": "D2143569X"}

"""Accounts, banks, securities."""

from __future__ import annotations

import pytest

from custdq.errors import Reason
from custdq.fields.identifier_schemes import SCHEMES


@pytest.mark.parametrize(
    ("scheme", "text", "value"),
    [
        pytest.param("iban", "DE89370400440532013000", "DE89370400440532013000", id="the IBAN of the standard"),
        pytest.param("bic", "DEUTDEFF500", "DEUTDEFF500", id="bank and branch"),
        pytest.param("isin", "US0378331005", "US0378331005", id="Apple"),
        pytest.param("cusip", "037833100", "037833100", id="Apple in its country"),
        pytest.param("gb.sedol", "B15KXQ8", "B15KXQ8", id="London"),
        pytest.param("figi", "BBG000BLNQ16", "BBG000BLNQ16", id="FIGI"),
        pytest.param("lei", "5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R12", id="LEI"),
        pytest.param("credit_card", "4111111111111111", "4111111111111111", id="card"),
    ],
)
def test_a_number_of_the_scheme_fits(scheme: str, text: str, value: str) -> None:
    assert SCHEMES[scheme].judge(text).value == value


@pytest.mark.parametrize(
    ("scheme", "text", "problem"),
    [
        pytest.param("iban", "ES9121000418450200051333", Reason.BAD_CHECK_DIGIT, id="IBAN"),
        pytest.param("iban", "DE8937040044053201300", Reason.BAD_FORMAT, id="IBAN too short"),
        pytest.param("bic", "DEUTXXFF", Reason.BAD_FORMAT, id="no such country"),
        pytest.param("isin", "US0378331006", Reason.BAD_CHECK_DIGIT, id="ISIN"),
        pytest.param("lei", "5493001KJTIIGC8Y1R13", Reason.BAD_CHECK_DIGIT, id="LEI"),
    ],
)
def test_what_is_wrong_says_why(scheme: str, text: str, problem: Reason) -> None:
    assert SCHEMES[scheme].judge(text).problem == problem

"""One scheme: form before check, prefixes, lost zeros, printed forms."""

from __future__ import annotations

from custdq.errors import Reason
from custdq.fields.identifier_scheme import Scheme, fill, in_thousands, is_date, zeros

SCHEME = Scheme(r"\d{4}", lambda text: text[-1] == "0", ("##-##",), "XX YY", zeros(4))


def test_the_form_is_judged_before_the_check_digit() -> None:
    assert SCHEME.judge("12345").problem == Reason.BAD_FORMAT
    assert SCHEME.judge("1234").problem == Reason.BAD_CHECK_DIGIT
    assert SCHEME.judge("1230").problem is None


def test_a_prefix_goes_and_lost_zeros_come_back() -> None:
    assert [SCHEME.judge(text).value for text in ("XX1230", "YY120", "ZZ1230")] == ["1230", "0120", None]


def test_the_printed_form_is_the_template_of_its_length() -> None:
    assert SCHEME.judge("1230").formatted == "12-30"
    assert Scheme(r"\d{4}").judge("1230").formatted is None
    assert fill("#/##", "123") == "1/23"
    assert in_thousands("12345") == "12.345"


def test_a_day_that_never_was() -> None:
    assert [is_date(2024, "02", "29"), is_date(2023, "02", "29"), is_date(0, "01", "01")] == [True, False, False]

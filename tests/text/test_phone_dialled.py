"""The grammar of one number: what is punctuation, what an extension, what a letter of the keypad."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.text.phone_dialled import ascii_digits, dial_string, is_clean


@pytest.mark.parametrize(
    ("text", "digits", "plus", "extension"),
    [
        pytest.param("0571-88234567", "057188234567", False, None, id="plain"),
        pytest.param("(+49) 30/901-820", "4930901820", True, None, id="brackets and slash"),
        pytest.param("Tel: 030 901820", "030901820", False, None, id="words in front"),
        pytest.param("030 901820 ext. 45", "030901820", False, "45", id="ext"),
        pytest.param("030 901820x45", "030901820", False, "45", id="x"),
        pytest.param("030 901820 #45", "030901820", False, "45", id="hash"),
        pytest.param("tel:+49-30-901820;ext=45", "4930901820", True, "45", id="RFC 3966"),
        pytest.param("030 901820,,45#", "030901820", False, "45", id="dialled by the phone"),
        pytest.param("030 901820 - 45#", "030901820", False, "45", id="American"),
        pytest.param("030 901820 доб 45", "030901820", False, "45", id="Russian"),
        pytest.param("030 901820 x45/x46", "030901820", False, "45", id="second extension"),
        pytest.param("030 901820;isub=1", "030901820", False, None, id="subaddress"),
        pytest.param("1-800-FLOWERS", "18003569377", False, None, id="vanity"),
        pytest.param("030 901820 ab", "030901820", False, None, id="two letters are none"),
    ],
)
def test_what_is_dialled(text: str, digits: str, plus: bool, extension: str | None) -> None:
    found = dial_string(text)
    assert found is not None
    assert (found.digits, found.plus, found.extension) == (digits, plus, extension)


@pytest.mark.parametrize("text", ["", "+", "1", "abc", "030 901820 王", "1" * 300, "13900138001、13900138002", "²³"])
def test_what_is_no_number(text: str) -> None:
    assert dial_string(text) is None


def test_where_a_number_stands() -> None:
    found = dial_string("Tel: 030 901820 ext 4.")
    assert found is not None
    assert (found.start, found.end, found.written) == (5, 21, "030 901820")


@given(st.text("0123456789+-/.,;:()#xX ~extnint*_a[]", max_size=25))
def test_libphonenumber_reads_the_same(text: str) -> None:
    try:
        number = phonenumbers.parse(text, "DE", keep_raw_input=True)
    except phonenumbers.NumberParseException:
        return
    found = dial_string(text)
    assert found is not None
    assert found.extension == number.extension
    assert found.digits.endswith(str(number.national_number).lstrip("0"))


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    plain = ascii_digits(text)
    assert len(plain) == len(text)
    assert is_clean(text) <= (dial_string(text) is not None)

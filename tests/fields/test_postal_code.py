"""Postal codes: the country's form, and zeros a spreadsheet dropped."""

from __future__ import annotations

import pytest

from custdq.errors import OptionError, Reason, Status
from custdq.fields.postal_code import PostalCode


@pytest.mark.parametrize(
    ("region", "text", "value", "problem"),
    [
        pytest.param("CN", "邮编：２０００４０", "200040", None, id="label and width"),
        pytest.param("CN", "200040.0", "200040", None, id="float"),
        pytest.param("CN", "10010", "010010", "excel_number", id="Hohhot's zero"),
        pytest.param("CN", "1234", None, "bad_format", id="too short"),
        pytest.param("US", "941051234", "94105-1234", None, id="nine digits"),
        pytest.param("US", "1001", "01001", "excel_number", id="Agawam's zero"),
        pytest.param("PR", "926", "00926", "excel_number", id="San Juan's two zeros"),
        pytest.param("LV", "1010", "LV-1010", None, id="Riga without its letters"),
        pytest.param("LV", "LV-1010", "LV-1010", None, id="Riga"),
        pytest.param("AR", "c1070aam", "C1070AAM", None, id="Buenos Aires"),
        pytest.param("JE", "je1 1aa", "JE1 1AA", None, id="Jersey"),
        pytest.param("LB", "20383054", "2038 3054", None, id="Beirut"),
        pytest.param("GB", "sw1a1aa", "SW1A 1AA", None, id="Westminster"),
        pytest.param("DE", "D-10115", "10115", None, id="country in front"),
        pytest.param("JP", "〒1000001", "100-0001", None, id="Tokyo"),
        pytest.param("NL", "1234ab", "1234 AB", None, id="Dutch"),
        pytest.param("CA", "k1a0b1", "K1A 0B1", None, id="Ottawa"),
        pytest.param("TW", "100", "100", None, id="Taipei, three digits"),
        pytest.param(None, "ec1a  1bb", "EC1A 1BB", None, id="any form"),
        pytest.param(None, "no code", None, "bad_format", id="words"),
    ],
)
def test_a_code_takes_its_country_form(region: str | None, text: str, value: str | None, problem: str | None) -> None:
    row = PostalCode(region).parse([text]).to_pylist()[0]
    assert (row["value"], row["problem"]) == (value, problem)


def test_keys() -> None:
    kind = PostalCode("GB")
    keys = kind.keys(kind.parse(["SW1A 1AA", "sw1a1ab"]))
    assert keys["postcode"].to_pylist() == ["SW1A1AA", "SW1A1AB"]
    assert keys["area"].to_pylist() == ["SW1", "SW1"]


def test_an_unknown_region_is_an_error() -> None:
    with pytest.raises(OptionError, match="is no ISO 3166-1"):
        PostalCode("XX")


def test_mask() -> None:
    assert PostalCode().mask("200040") == "20****"


@pytest.mark.parametrize(
    ("region", "text"),
    [
        ("CN", "000000"),
        ("US", "00000"),
        ("US", "00000-0000"),
        (None, "0000"),
        ("CN", "000000.0"),
        ("CN", "P00 000"),
        ("CN", "I00 00 00"),
        ("GN", "000"),
    ],
)
def test_zeros_alone_are_a_placeholder(region: str | None, text: str) -> None:
    parsed = PostalCode(region).parse_cell(text)
    assert (parsed.value, parsed.status, parsed.problem) == (None, Status.MISSING, Reason.PLACEHOLDER)


def test_no_zero_is_put_back_before_zeros_alone() -> None:
    assert PostalCode("GN").parse_cell("00").problem is Reason.BAD_FORMAT


@pytest.mark.parametrize(
    "text", ["90210", "US ZIP 90210", "ZIP 90210", "CA 90210", "USA 90210", "90210 USA", "U.S. 90210", "US-90210"]
)
def test_a_zip_code_with_its_country_or_label(text: str) -> None:
    assert PostalCode("US").parse_cell(text).value == "90210"

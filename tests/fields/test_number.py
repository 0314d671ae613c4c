"""Numbers: separators, signs, units, magnitudes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.errors import OptionError
from custdq.fields.number import Number


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        pytest.param("1,234.50", "1234.5", None, id="comma groups"),
        pytest.param("1.234,56", "1234.56", None, id="point groups"),
        pytest.param("1 234,56", "1234.56", None, id="space groups"),
        pytest.param("1'234.5", "1234.5", None, id="Swiss groups"),
        pytest.param("1,23,456", "123456", None, id="Indian groups"),
        pytest.param("12,345", "12345", None, id="one group"),
        pytest.param("1,5", "1.5", None, id="decimal comma"),
        pytest.param("0,125", "0.125", None, id="decimal comma behind zero"),
        pytest.param("(1,200)", "-1200", None, id="bookkeeper's minus"),
        pytest.param("－５", "-5", None, id="full width"),
        pytest.param("¥ 3.2万", "32000", "¥", id="ten thousands"),
        pytest.param("3亿元", "300000000", "元", id="hundred millions with unit"),
        pytest.param("93元", "93", "元", id="unit"),
        pytest.param("12 %", "12", "%", id="per cent"),
        pytest.param("1e5", "100000", None, id="exponent"),
        pytest.param("0", "0", None, id="zero is a number"),
        pytest.param("-0.0", "0", None, id="minus zero"),
        pytest.param("007", "7", None, id="leading zeros"),
        pytest.param("¥3.2万元", "32000", "¥ 元", id="two signs of money"),
        pytest.param("USD 1.5M", "1500000", "USD", id="millions"),
        pytest.param("1,234.50-", "-1234.5", None, id="ledger's minus"),
        pytest.param("叁万伍仟元整", "35000", "元整", id="financial characters"),
        pytest.param("三万五", "35000", None, id="the unit below is understood"),
        pytest.param("5 kg", "5", "kg", id="unit behind a space"),
        pytest.param("2 million", "2000000", None, id="word for a magnitude"),
        pytest.param("١٢٣٫٥", "123.5", None, id="Arabic digits and mark"),
    ],
)
def test_a_cell_becomes_plain_digits(text: str, value: str, unit: str | None) -> None:
    row = Number().parse([text]).to_pylist()[0]
    assert (row["value"], row["unit"]) == (value, unit)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("abc", "not_parsed", id="word"),
        pytest.param("12-34", "not_parsed", id="range"),
        pytest.param("3 4", "ambiguous", id="two numbers"),
        pytest.param("1.2.3", "ambiguous", id="separators that contradict"),
        pytest.param("1E+99", "out_of_range", id="exponent out of all proportion"),
        pytest.param("9" * 80, "out_of_range", id="more digits than any amount has"),
    ],
)
def test_what_is_no_number_says_why(text: str, problem: str) -> None:
    row = Number().parse([text]).to_pylist()[0]
    assert (row["value"], row["problem"]) == (None, problem)


def test_the_decimal_mark_can_be_said() -> None:
    assert Number(",").parse(["1.234"]).column("value").to_pylist() == ["1234"]
    assert Number(".").parse(["1,234"]).column("value").to_pylist() == ["1234"]
    with pytest.raises(OptionError, match="expected"):
        Number(";")


def test_the_column_tells_a_decimal_comma() -> None:
    assert Number().parse(["1.234", "99,50", "7,5"]).column("value").to_pylist() == ["1234", "99.5", "7.5"]
    assert Number().parse(["1.234", "99.50", "7.5"]).column("value").to_pylist() == ["1.234", "99.5", "7.5"]
    assert Number().parse(["1,234", "99"]).column("value").to_pylist() == ["1234", "99"]


def test_words_around_a_number_are_kept() -> None:
    row = Number().parse(["合同金额：1,200元"]).to_pylist()[0]
    assert (row["value"], row["currency"], row["note"]) == ("1200", "CNY", "合同金额")
    assert Number().parse(["约100"]).to_pylist()[0]["note"] == "约"


@pytest.mark.parametrize("text", ["1,5", "1.234,5", "0,125", "1,2345", "12,125", "1.234"])
def test_a_value_read_with_a_decimal_comma_reads_again_as_itself(text: str) -> None:
    kind = Number(",")
    value = kind.parse_cell(text).value
    assert value is not None
    assert kind.parse_cell(value).value == value


@given(number=st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_every_amount_reads_as_itself(number: Decimal) -> None:
    value = Number().parse_cell(f"{number:,.2f}").value
    assert value is not None
    assert Decimal(value) == number


def test_mask() -> None:
    assert Number().mask("-1234.5") == "-****.*"


def test_a_number_too_long_to_be_written_out_is_out_of_range() -> None:
    assert Number().parse(["8e60", "8e50"]).column("problem").to_pylist() == ["out_of_range", None]


@pytest.mark.parametrize(("cell", "value"), [("零一", "1"), ("〇〇二二", "22"), ("零零", "0"), ("一零", "10")])
def test_zeros_in_front_say_nothing_in_characters_either(cell: str, value: str) -> None:
    assert Number().parse([cell, value]).column("value").to_pylist() == [value, value]

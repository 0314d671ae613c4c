"""Numbers read as arrays: what is settled is what the same digits come to one by one."""

from __future__ import annotations

import random

import numpy as np
import phonenumbers
import pytest

from custdq.reference.phone_arrays import END, PADDING, PhoneColumn, answer_arrays, phone_arrays
from custdq.reference.phone_plans import read_digits
from custdq.reference.phone_table import LONGEST


def column_of(numbers: list[str]) -> PhoneColumn:
    matrix = np.full((LONGEST + PADDING, len(numbers)), END, np.uint8)
    for place, number in enumerate(numbers):
        matrix[: len(number), place] = [int(digit) for digit in number]
    return PhoneColumn(matrix, np.array([len(number) for number in numbers], np.int32))


def drawn(region: str, count: int) -> list[str]:
    """Return numbers of a region and numbers that nearly are, with the prefixes people dial."""
    draw = random.Random(region)  # noqa: S311 - a fixed sample, no secret
    kinds = [phonenumbers.example_number_for_type(region, kind) for kind in range(11)]
    examples = [number for number in kinds if number is not None]
    numbers = []
    for _ in range(count):
        number = draw.choice(examples)
        national = phonenumbers.national_significant_number(number)
        prefix = draw.choice(["", "", "0", "1", "00", f"00{number.country_code}", "01144", str(number.country_code)])
        digits = list(prefix + national[:-3] + f"{draw.randrange(1000):03d}")
        if draw.random() < 0.4:
            digits[draw.randrange(len(digits))] = draw.choice("0123456789")
        numbers.append("".join(digits)[:LONGEST])
    return numbers


@pytest.mark.parametrize("region", ["CN", "US", "DE", "GB", "AR", "BR", "JP", "RU", "IT", "SG", "BB", "HU", "KZ", "CA"])
@pytest.mark.parametrize("plus", [pytest.param(True, id="plus"), pytest.param(False, id="national")])
def test_a_column_is_read_as_its_numbers_are(region: str, plus: bool) -> None:
    numbers = drawn(region, 300)
    outcome = column_of(numbers).read(np.full(len(numbers), plus), region)
    valid, codes = answer_arrays().valid, phone_arrays().codes
    assert outcome.settled.any()
    for place in np.flatnonzero(outcome.settled):
        alone = read_digits(numbers[place], region, plus=plus)
        answer = outcome.answer[place]
        assert (alone is not None) == valid[answer], numbers[place]
        if alone is not None:
            national = numbers[place][outcome.start[place] :]
            assert alone.e164 == f"+{codes[outcome.code[place]]}{national}"
            assert (alone.region, alone.type) == (
                answer_arrays().regions[answer].as_py(),
                answer_arrays().types[answer].as_py(),
            )


def test_most_numbers_are_settled() -> None:
    numbers = ["13900138001", "01062345678", "8613900138001", "008613900138001", "4006761644", "12345678901"]
    assert column_of(numbers).read(np.zeros(len(numbers), np.bool_), "CN").settled.all()


def test_without_a_region_only_international_numbers_are_settled() -> None:
    outcome = column_of(["13900138001", "8613900138001"]).read(np.array([False, True]), None)
    assert outcome.settled.tolist() == [False, True]


def test_a_calling_code_that_is_none_is_left() -> None:
    outcome = column_of(["2109001234567"]).read(np.array([True]), "CN")
    assert not outcome.settled[0]

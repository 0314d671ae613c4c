"""Telephone numbers beside phonenumbers: metadata examples, messy cells, mutated numbers, and speed.

    python -m benchmarks.standardize.phone --wrong

The mutated strings are made here from the metadata's examples of every region: digits changed, dropped, doubled and
exchanged, prefixes and punctuation varied. What phonenumbers makes of them is what is expected, so that its own row
only says how fast it is; custdq's wrong ones are where it reads more (00 where another prefix is dialled ...).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

import phonenumbers as pn
from benchmarks.standardize.cases import Case, Tally, read_cases, show, tally

from custdq.fields import Phone

TYPES = {value: name.lower() for name, value in vars(pn.PhoneNumberType).items() if name.isupper()}
DIGITS = "0123456789"
WIDE = str.maketrans(DIGITS, "０１２３４５６７８９")
Answers = Callable[[Sequence[Case]], Sequence[Any]]


def tallies() -> Iterator[Tally]:
    """Judge the files of cases, the mutated strings, and columns that are all valid for their speed."""
    for name in ("phone", "phone_messy"):
        cases = sorted(read_cases(name), key=lambda case: case.country or "")
        for tool, answers in (("custdq", _custdq), ("phonenumbers", _phonenumbers)):
            yield tally(name, tool, cases, answers=answers, right=_is_right)
    yield from mutated(100_000)
    for name, cases in columns(40_000).items():
        for tool, answers in (("custdq", _custdq_e164), ("phonenumbers", _phonenumbers_e164)):
            yield tally(name, tool, cases, answers=answers, right=lambda _, got: got is not None)


def mutated(count: int) -> Iterator[Tally]:
    """Judge `count` mutated strings by what phonenumbers makes of them."""
    cases = _mutated_cases(count)
    for case, answer in zip(cases, _phonenumbers(cases), strict=True):
        case.expected.update(answer)
    for tool, answers in (("custdq", _custdq), ("phonenumbers", _phonenumbers)):
        yield tally("phone_mutated", tool, cases, answers=answers, right=is_same)


def _custdq(cases: Sequence[Case]) -> list[Any]:
    answers: list[Any] = []
    for region, group in groupby(cases, key=lambda case: case.country):
        parsed = Phone(region=region or "ZZ" if region else None).parse([case.input for case in group])
        answers += parsed.to_pylist()
    return [
        {
            "e164": row["value"], "region": row["region"], "type": row["type"], "ext": row["extension"],
            "e164_list": [n for n in (row["value"], *(row["others"] or "").split(";")) if n],
        }
        for row in answers
    ]  # fmt: skip


def _phonenumbers(cases: Sequence[Case]) -> list[Any]:
    answers: list[Any] = []
    for case in cases:
        try:
            number = pn.parse(str(case.input), case.country)
        except pn.NumberParseException:
            answers.append({"e164": None})
            continue
        valid = pn.is_valid_number(number)
        e164 = pn.format_number(number, pn.PhoneNumberFormat.E164)
        answers.append(
            {
                "e164": e164 if valid else None, "region": pn.region_code_for_number(number),
                "type": TYPES[pn.number_type(number)], "ext": number.extension, "e164_list": [e164],
            }
        )  # fmt: skip
    return answers


def _custdq_e164(cases: Sequence[Case]) -> list[Any]:
    """Parse a column as a user does; its parts are made too."""
    values: list[Any] = Phone(region=cases[0].country).parse([case.input for case in cases]).column("value").to_pylist()
    return values


def _phonenumbers_e164(cases: Sequence[Case]) -> list[Any]:
    """Parse, validate and format each number, and nothing more."""
    answers: list[Any] = []
    for case in cases:
        try:
            number = pn.parse(case.input, case.country)
        except pn.NumberParseException:
            answers.append(None)
            continue
        valid = pn.is_valid_number(number)
        answers.append(pn.format_number(number, pn.PhoneNumberFormat.E164) if valid else None)
    return answers


def _is_right(case: Case, got: dict[str, Any]) -> bool:
    want = case.expected
    if not want["valid"]:
        return got["e164"] is None
    if "e164_list" in want:
        return bool(got.get("e164_list") == want["e164_list"])
    known = [name for name in ("e164", "region", "type", "ext") if want.get(name) is not None]
    return all(got.get(name) == want[name] for name in known)


def is_same(case: Case, got: dict[str, Any]) -> bool:
    """Tell whether an answer is that of phonenumbers: the number, its region, type and extension, or none."""
    if case.expected["e164"] is None:
        return got["e164"] is None
    return all(got.get(name) == case.expected[name] for name in ("e164", "region", "type", "ext"))


# --- cases made here ----------------------------------------------------------------------------------------------


def _examples() -> list[tuple[str, Any]]:
    """Return every example number of the metadata with its region."""
    regions, kinds = sorted(pn.SUPPORTED_REGIONS), sorted(set(TYPES) - {pn.PhoneNumberType.UNKNOWN})
    found = ((region, pn.example_number_for_type(region, kind)) for region in regions for kind in kinds)
    return [(region, number) for region, number in found if number is not None]


def _mutated_cases(count: int) -> list[Case]:
    draw = random.Random(20261125)
    examples = _examples()
    cases = []
    for _ in range(count):
        region, number = draw.choice(examples)
        text = pn.format_number(number, draw.choice([0, 1, 2, 3]))
        if draw.random() < 0.3:
            text = _other_prefix(number, draw)
        for _ in range(draw.choice([1, 1, 2, 3])):
            text = _other_digits(text, draw)
        if draw.random() < 0.4:
            text = _other_punctuation(text, draw)
        cases.append(Case(text, region, {}, "mutated", f"phonenumbers {pn.__version__} metadata"))
    return sorted(cases, key=lambda case: case.country or "")


def _other_prefix(number: Any, draw: random.Random) -> str:
    code, national = number.country_code, pn.national_significant_number(number)
    before = ["", "0", "1", "8", f"{code}", f"{code} ", f"00{code}", f"011{code}", "+", f"+{code} (0)", f"(+{code})"]
    return draw.choice(before) + national


def _other_digits(text: str, draw: random.Random) -> str:
    places = [place for place, char in enumerate(text) if char.isdigit()]
    if not places:
        return text
    at, other = draw.choice(places), draw.choice(places)
    chars = list(text)
    how = draw.randrange(4)
    if how == 0:
        chars[at] = draw.choice(DIGITS)
    elif how == 1:
        del chars[at]
    elif how == 2:
        chars.insert(at, chars[at])
    else:
        chars[at], chars[other] = chars[other], chars[at]
    return "".join(chars)


def _other_punctuation(text: str, draw: random.Random) -> str:
    at = draw.randrange(len(text) + 1)
    separator = draw.choice(["", " ", "-", ".", "/", " - ", "\u00a0", "–"])
    return draw.choice(
        [
            "".join(char for char in text if char.isdigit() or char == "+"),
            text.replace(" ", separator).replace("-", separator),
            text[:at] + draw.choice(" -.()/") + text[at:],
            f"({text[:3]}){text[3:]}",
            text.translate(WIDE),
        ]
    )


def columns(count: int) -> dict[str, list[Case]]:
    """Return columns of distinct valid numbers: of China, of the United States, and of all regions mixed."""
    draw = random.Random(7)
    made: dict[str, list[tuple[str, str | None]]] = {
        "speed: China": [(_chinese(draw), "CN") for _ in range(count)],
        "speed: United States": [(_american(draw), "US") for _ in range(count)],
        "speed: regions mixed": [(_from_anywhere(draw), None) for _ in range(count)],
    }
    return {
        name: [Case(text, region, {}, "speed", "made here") for text, region in dict.fromkeys(cells)]
        for name, cells in made.items()
    }


def _digits(draw: random.Random, size: int) -> str:
    return f"{draw.randrange(10**size):0{size}d}"


def _chinese(draw: random.Random) -> str:
    mobile = draw.choice(["130", "136", "139", "150", "158", "177", "186", "189"]) + _digits(draw, 8)
    area = draw.choice(["010", "021", "025", "0512", "0571", "0755"])
    landline = draw.choice("5678") + _digits(draw, 7)
    spaced = f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}"
    forms = [mobile, mobile, mobile, f"+86 {mobile}", f"+86{mobile}", f"0086{mobile}", f"86{mobile}", spaced]
    return draw.choice([*forms, spaced.replace(" ", "-"), f"{area}-{landline}", f"({area}){landline}", area + landline])


def _american(draw: random.Random) -> str:
    area = draw.choice(["201", "212", "305", "310", "415", "512", "617", "646", "702", "808"])
    local, line = f"{draw.randrange(2, 10)}{_digits(draw, 2)}", _digits(draw, 4)
    local = "234" if local.endswith("11") else local
    form = draw.choice(["({}) {}-{}", "{}-{}-{}", "{}{}{}", "+1{}{}{}", "1-{}-{}-{}", "{}.{}.{}", "+1 {}-{}-{}"])
    return form.format(area, local, line)


def _from_anywhere(draw: random.Random) -> str:
    while True:
        _, number = draw.choice(_EXAMPLES)
        national = pn.national_significant_number(number)
        text = f"+{number.country_code}{national[:-3]}{_digits(draw, 3)}"
        number = pn.parse(text, None)
        if pn.is_valid_number(number):
            return str(pn.format_number(number, draw.choice([0, 1])))


_EXAMPLES = _examples()

if __name__ == "__main__":
    show(tallies())

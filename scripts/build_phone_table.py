"""Rebuild src/custdq/reference/phone_plans.tsv.gz from the metadata of the installed phonenumbers.

    python scripts/build_phone_table.py

What decides the country and type of a number is its first few digits and its length. Each calling code's patterns
(general, types, leading digits, formats) are merged into one automaton over digits whose leaves say, for each length,
what libphonenumber says of any such number; that answer is asked of phonenumbers itself, once a leaf and length. The
trap: two prefixes may only share a leaf where *every* pattern asked on the way treats them alike, so states are tuples
of the states of all patterns, and a leaf is one in which none of them looks at a digit any more.
"""

from __future__ import annotations

import json
import re
import zlib
from array import array
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from typing import Any

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata, PhoneNumber, PhoneNumberType
from table_file import write_table

from custdq.reference.phone_table import metadata_digest

LONGEST = 17
TYPES = (
    "general_desc", "premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail",
    "fixed_line", "mobile",
)  # fmt: skip
TYPE_NAMES = {value: name.lower() for name, value in vars(PhoneNumberType).items() if name.isupper()}
EVERY_DIGIT = frozenset(range(10))

# --- one pattern as a minimal automaton: a state is the number of (accepts here, next state for each digit) ---------

NOTHING, ANYTHING = 0, 1
_states: dict[Any, int] = {"nothing": NOTHING, "anything": ANYTHING}
_rows: list[tuple[bool, tuple[int, ...]]] = [(False, (NOTHING,) * 10), (True, (ANYTHING,) * 10)]


def _state(following: tuple[int, ...], *, accepts: bool) -> int:
    if not accepts and set(following) == {NOTHING}:
        return NOTHING
    if accepts and set(following) == {ANYTHING}:
        return ANYTHING
    key = (accepts, following)
    if key not in _states:
        _states[key] = len(_rows)
        _rows.append(key)
    return _states[key]


EMPTY = _state((NOTHING,) * 10, accepts=True)


@cache
def either(left: int, right: int) -> int:
    if right in (left, NOTHING):
        return left
    if left == NOTHING:
        return right
    if ANYTHING in (left, right):
        return ANYTHING
    (one, ones), (two, twos) = _rows[left], _rows[right]
    return _state(tuple(either(a, b) for a, b in zip(ones, twos, strict=True)), accepts=one or two)


@cache
def then(left: int, right: int) -> int:
    if NOTHING in (left, right):
        return NOTHING
    if left == EMPTY:
        return right
    accepts, following = _rows[left]
    rest = _state(tuple(then(state, right) for state in following), accepts=False)
    return either(rest, right) if accepts else rest


class Pattern:
    """A recursive-descent reader of the patterns of the metadata: digits, sets, groups, `|`, `?`, `{m,n}`, `$`."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def alternatives(self, end: int) -> int:
        state = self.sequence(end)
        while self.at < len(self.text) and self.text[self.at] == "|":
            self.at += 1
            state = either(state, self.sequence(end))
        return state

    def sequence(self, end: int) -> int:
        items: list[int] = []
        closing = end
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            if self.text[self.at] == "$":
                self.at, closing = self.at + 1, EMPTY
                continue
            items.append(self.repeated(self.atom()))
        state = closing
        for item in reversed(items):
            state = then(item, state)
        return state

    def atom(self) -> int:
        char = self.text[self.at]
        self.at += 1
        if char == "(":
            self.at += 2 if self.text.startswith("?:", self.at) else 0
            state = self.alternatives(EMPTY)
            if self.text[self.at] != ")":
                raise ValueError(self.text)
            self.at += 1
            return state
        if char == "[":
            close = self.text.index("]", self.at)
            digits = set()
            for piece in _ranges(self.text[self.at : close]):
                digits |= piece
            self.at = close + 1
            return _one_of(frozenset(digits))
        if char == "\\":
            if self.text[self.at] != "d":
                raise ValueError(self.text)
            self.at += 1
            return _one_of(EVERY_DIGIT)
        return _one_of(frozenset((int(char),)))

    def repeated(self, item: int) -> int:
        if self.text.startswith("?", self.at):
            self.at += 1
            return either(item, EMPTY)
        if not self.text.startswith("{", self.at):
            return item
        close = self.text.index("}", self.at)
        least, _, most = self.text[self.at + 1 : close].partition(",")
        self.at = close + 1
        state = EMPTY
        for _ in range(int(most or least) - int(least)):
            state = either(then(item, state), EMPTY)
        for _ in range(int(least)):
            state = then(item, state)
        return state


def _ranges(text: str) -> Iterator[set[int]]:
    at = 0
    while at < len(text):
        if text.startswith("\\d", at):
            yield set(EVERY_DIGIT)
            at += 2
        elif text[at + 1 : at + 2] == "-":
            yield set(range(int(text[at]), int(text[at + 2]) + 1))
            at += 3
        else:
            yield {int(text[at])}
            at += 1


def _one_of(digits: frozenset[int]) -> int:
    return _state(tuple(EMPTY if digit in digits else NOTHING for digit in range(10)), accepts=False)


@cache
def whole(pattern: str | None) -> int:
    """Return the state before a pattern that must match the whole number."""
    return NOTHING if not pattern else Pattern(pattern).alternatives(EMPTY)


@cache
def beginning(pattern: str | None) -> int:
    """Return the state before a pattern that must match the beginning of the number."""
    return NOTHING if not pattern else Pattern(pattern).alternatives(ANYTHING)


@cache
def looks_no_further(state: int) -> bool:
    """Tell whether only the number of further digits matters."""
    following = _rows[state][1]
    first = following[0]
    return all(other == first for other in following) and (first in (state, NOTHING) or looks_no_further(first))


# --- many patterns as one automaton with answers at its leaves -----------------------------------------------------


class Automaton:
    """Rows of ten next nodes and one for the end of the number; leaves are rows of answers by length."""

    def __init__(self) -> None:
        self.branches: dict[tuple[int, ...], int] = {}
        self.leaves: dict[tuple[int, ...], int] = {}
        self.answers: dict[tuple[Any, ...], int] = {(): 0}

    def leaf(self, by_length: list[tuple[Any, ...]]) -> int:
        """Return the node (negative: a leaf) that answers by the number's length alone."""
        row = tuple(self.answers.setdefault(answer, len(self.answers)) for answer in by_length)
        return -1 - self.leaves.setdefault(row, len(self.leaves))

    def branch(self, following: tuple[int, ...]) -> int:
        if len(set(following)) == 1:
            return following[0]
        return self.branches.setdefault(following, len(self.branches))


def build(automaton: Automaton, start: tuple[int, ...], ask: Any) -> int:
    """Add the automaton of some patterns; `ask(digits, states)` is the answer for a number of these digits."""
    known: dict[tuple[int, tuple[int, ...]], int] = {}

    def node(path: str, states: tuple[int, ...]) -> int:
        key = (len(path), states)
        if key not in known:
            known[key] = made(path, states)
        return known[key]

    def made(path: str, states: tuple[int, ...]) -> int:
        if len(path) >= LONGEST or all(looks_no_further(state) for state in states):
            by_length: list[tuple[Any, ...]] = [()] * (LONGEST + 1)
            at = states
            for length in range(len(path), LONGEST + 1):
                by_length[length] = ask(path + "0" * (length - len(path)), at)
                at = tuple(_rows[state][1][0] for state in at)
            return automaton.leaf(by_length)
        children = [node(path + str(digit), tuple(_rows[state][1][digit] for state in states)) for digit in range(10)]
        ends: list[tuple[Any, ...]] = [()] * (LONGEST + 1)
        ends[len(path)] = ask(path, states)
        return automaton.branch((*children, automaton.leaf(ends)))

    return node("", start)


# --- what is asked ----------------------------------------------------------------------------------------------


def metadata_of(code: int, region: str) -> Any:
    return PhoneMetadata.metadata_for_region_or_calling_code(code, region)


def answer_of(code: int, national: str) -> tuple[Any, ...]:
    """Return (region, type, length of the area code), or () where libphonenumber calls the number invalid."""
    if len(national) < 2:
        return ()
    zeros = len(national[:-1]) - len(national[:-1].lstrip("0"))
    number = PhoneNumber(
        country_code=code,
        national_number=int(national),
        italian_leading_zero=True if zeros else None,
        number_of_leading_zeros=zeros if zeros > 1 else None,
    )
    if phonenumbers.national_significant_number(number) != national:
        raise ValueError(national)
    if not phonenumbers.is_valid_number(number):
        return ()
    region = phonenumbers.region_code_for_number(number)
    kind = TYPE_NAMES[phonenumbers.number_type(number)]
    return (region, kind, _area_length(number, national, kind))


def _area_length(number: PhoneNumber, national: str, kind: str) -> int:
    if not kind.startswith("fixed_line"):
        return 0
    if number.country_code == 86:
        return 2 if national[0] in "12" else 3
    if number.country_code == 1:
        return 3
    return int(phonenumbers.length_of_geographical_area_code(number))


def classification(automaton: Automaton, code: int, regions: tuple[str, ...]) -> int:
    """Return the root that classifies the national numbers of a calling code."""
    states: list[int] = []
    generals = []
    for region in regions:
        metadata = metadata_of(code, region)
        generals.append(len(states))
        for name in TYPES:
            description = getattr(metadata, name)
            states.append(whole(None if description is None else description.national_number_pattern))
        if metadata.leading_digits:
            states.append(beginning(metadata.leading_digits))
    # an Italian leading zero has an area code where other numbers have none; China's are told by the first digit
    states += [beginning("0"), beginning("[12]")]
    main = metadata_of(code, regions[0])
    for style in main.intl_number_format or main.number_format:
        states.append(beginning(style.leading_digits_pattern[-1]) if style.leading_digits_pattern else ANYTHING)
        states.append(whole(style.pattern))

    def ask(national: str, at: tuple[int, ...]) -> tuple[Any, ...]:
        return answer_of(code, national) if any(_rows[at[index]][0] for index in generals) else ()

    return build(automaton, tuple(states), ask)


def membership(automaton: Automaton, state: int) -> int:
    """Return the root that tells whether one pattern accepts: the answer is ("yes",) or ()."""
    return build(automaton, (state,), lambda _, at: ("yes",) if _rows[at[0]][0] else ())


def plan_row(automaton: Automaton, code: int, region: str) -> dict[str, Any]:
    """Return what reading a number dialled in a region needs beside the classification."""
    metadata = metadata_of(code, region)
    general = metadata.general_desc
    return {
        "code": code,
        "idd": metadata.international_prefix,
        "prefix": metadata.national_prefix_for_parsing,
        "transform": metadata.national_prefix_transform_rule,
        "trunk": metadata.national_prefix,
        "lengths": list(general.possible_length),
        "local": list(general.possible_length_local_only),
        "general": membership(automaton, whole(general.national_number_pattern)),
        "begins_prefix": membership(automaton, beginning(metadata.national_prefix_for_parsing)),
        "begins_idd": membership(automaton, beginning(metadata.international_prefix)),
        "prefix_sizes": "".join(prefix_size(metadata, f"{n:02d}") for n in range(100)),
        "idd_of_two": list(fixed(metadata.international_prefix, 2)),
        "idd_of_three": list(fixed(metadata.international_prefix, 3)),
    }


def prefix_size(metadata: Any, beginning_digits: str) -> str:
    """Return how many digits a prefix has in numbers beginning so; `?` where more digits must be seen."""
    pattern = metadata.national_prefix_for_parsing
    if not pattern:
        return "0"
    sizes, state = set(), whole(pattern)
    for size, digit in enumerate(beginning_digits, 1):
        state = _rows[state][1][int(digit)]
        sizes |= {size} if _rows[state][0] else set()
    size = len(beginning_digits)
    # behind 12 the carrier codes of China have three more digits, whichever
    while state != NOTHING and looks_no_further(state):
        state, size = _rows[state][1][0], size + 1
        sizes |= {size} if _rows[state][0] else set()
    if state != NOTHING or len(sizes) > 1:
        return "?"
    size = max(sizes, default=0)
    found = re.match(pattern, beginning_digits + "0" * LONGEST)
    ends = found.end() if found else 0
    transformed = metadata.national_prefix_transform_rule and found is not None and found.groups()[-1] is not None
    return "?" if ends != size or transformed else str(size)


def fixed(pattern: str | None, size: int) -> Iterator[str]:
    """Return the strings of `size` digits that a pattern matches and that no longer match of it begins with."""
    for number in range(10**size):
        state = whole(pattern)
        for digit in f"{number:0{size}d}":
            state = NOTHING if state == EMPTY else _rows[state][1][int(digit)]
        if state == EMPTY:
            yield f"{number:0{size}d}"


def main() -> None:
    automaton = Automaton()
    codes: dict[str, Any] = {}
    plans: dict[str, Any] = {}
    for code, regions in sorted(COUNTRY_CODE_TO_REGION_CODE.items()):
        codes[str(code)] = {
            "regions": regions,
            "root": classification(automaton, code, regions),
            "digest": metadata_digest(code),
        }
        for region in regions:
            plans[region if region != "001" else str(code)] = plan_row(automaton, code, region)
        print(code, regions, len(automaton.branches), len(automaton.leaves), len(automaton.answers))
    branches = array("i", [node for row in automaton.branches for node in row])
    leaves = array("H", [answer for row in automaton.leaves for answer in row])
    tables = {"answers": list(automaton.answers), "codes": codes, "plans": plans}
    lines = [f"version\t{phonenumbers.__version__}"]
    lines += [f"{name}\t{json.dumps(table, separators=(',', ':'))}" for name, table in tables.items()]
    lines += [f"{name}\t{packed(numbers)}" for name, numbers in (("branches", branches), ("leaves", leaves))]
    write_table("phone_plans.tsv.gz", f"numbering plans of phonenumbers {phonenumbers.__version__} (Apache-2.0)", lines)


def packed(numbers: array[int]) -> str:
    """Return numbers as text: zlib, then base 64."""
    return b64encode(zlib.compress(numbers.tobytes(), 9)).decode()


if __name__ == "__main__":
    main()

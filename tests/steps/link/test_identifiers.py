"""Two firms with two numbers are two, whoever chains them; slips, other countries and poor columns part nobody."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
import pytest

from custdq import fields as f
from custdq.fields.base import Kind
from custdq.schema import Schema
from custdq.steps.link import LinkOutcome, entity_quality, link_records
from custdq.steps.link.identifiers import identifier_codes
from custdq.steps.link.linking import LinkOptions, evidence_fields
from custdq.steps.standardize import standardize_records

KINDS: dict[str, Kind] = {
    "name": f.OrganizationName(), "phone": f.Phone(region="CN"), "address": f.Address(region="CN"),
    "uscc": f.Identifier("cn.uscc"),
}  # fmt: skip

Row = tuple[str | None, ...]
#: Firms, and how many of them have a sister of the same name, phone and door.
FIRMS, SISTERS = 300, 6


def _numbers(count: int, seed: int) -> list[str]:
    """Return valid credit codes, no two alike."""
    draw = random.Random(seed)  # noqa: S311 - made-up numbers
    bodies = ["91310000MA" + "".join(draw.choices("0123456789ABCDEFGHJKLMNPQRTUWXY", k=7)) for _ in range(count)]
    tried = [body + check for body in bodies for check in "0123456789ABCDEFGHJKLMNPQRTUWXY"]
    value = f.Identifier("cn.uscc").parse(tried).column("value").to_pylist()
    valid = dict.fromkeys(number for number in value if number)
    assert len(valid) >= count
    return list(valid)[:count]


class Register:
    """A list of firms, each twice; some have a sister, chained to them by a record without a number."""

    def __init__(self, *, number: Callable[[int, int], str | None] | None = None) -> None:
        self.draw = random.Random(9)  # noqa: S311 - made-up firms
        numbers = _numbers(FIRMS + SISTERS, 4)
        self.rows: list[Row] = []
        self.truth: list[int] = []
        self.sisters: list[tuple[int, int]] = []
        given = number or (lambda firm, _: numbers[firm])
        for firm in range(FIRMS):
            name, phone, place = self._name(), self._phone(), self._place()
            for copy in range(2):
                self._add(firm, (name, phone, place if copy else None, given(firm, copy)))
            if firm < SISTERS:
                # the record between them has nothing but what both share
                self._add(firm, (name, phone, place, None))
                self._add(FIRMS + firm, (name, phone, place, given(FIRMS + firm, 0)))
                self.sisters.append((len(self.rows) - 4, len(self.rows) - 1))

    def _name(self) -> str:
        brand = "".join(self.draw.choices("鑫宏盛恒瑞祥昌达顺丰泰利源通联华中信诚", k=3))
        return f"上海{brand}{self.draw.choice(['电子', '贸易', '机械', '纺织', '物流', '食品'])}有限公司"

    def _phone(self) -> str:
        return "139" + "".join(self.draw.choices("0123456789", k=8))

    def _place(self) -> str:
        return f"上海市浦东新区张杨路{self.draw.randint(1, 900)}号{self.draw.randint(1, 30)}室"

    def _add(self, firm: int, row: Row) -> None:
        self.rows.append(row)
        self.truth.append(firm)

    def link(self, kinds: dict[str, Kind] | None = None, **options: object) -> LinkOutcome:
        return _link(self.rows, kinds or KINDS, **options)

    def split(self, labels: Sequence[int]) -> float:
        """Return the share of firms whose two records with a number stand apart, sisters left out."""
        pairs = [(row, row + 1) for row in range(len(self.rows) - 1) if self.truth[row] == self.truth[row + 1]]
        pairs = [(a, b) for a, b in pairs if self.rows[a][3] and self.rows[b][3] and self.truth[a] >= SISTERS]
        return float(np.mean([labels[a] != labels[b] for a, b in pairs]))


def _link(rows: Sequence[Row], kinds: dict[str, Kind], **options: object) -> LinkOutcome:
    schema = Schema(kinds)
    columns = {name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(kinds)}
    return link_records(standardize_records(pa.table(columns), schema), schema, LinkOptions(**options))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def register() -> tuple[Register, LinkOutcome]:
    made = Register()
    return made, made.link()


def test_firms_with_two_numbers_are_not_chained(register: tuple[Register, LinkOutcome]) -> None:
    made, outcome = register
    labels = outcome.labels.tolist()
    assert all(labels[a] != labels[b] for a, b in made.sisters)
    assert made.split(labels) <= 0.02


def test_no_entity_holds_two_numbers(register: tuple[Register, LinkOutcome]) -> None:
    made, outcome = register
    held = {(label, row[3]) for label, row in zip(outcome.labels.tolist(), made.rows, strict=True) if row[3]}
    assert len({label for label, _ in held}) == len(held)
    assert not entity_quality(outcome).conflicts[:, 3].any()


def test_without_the_numbers_they_would_be_one() -> None:
    made = Register()
    made.rows = [(*row[:3], None) for row in made.rows]
    labels = made.link().labels
    assert np.mean([labels[a] == labels[b] for a, b in made.sisters]) >= 0.9


def test_what_the_user_has_joined_is_one_and_stands_among_the_conflicts(
    register: tuple[Register, LinkOutcome],
) -> None:
    made, _ = register
    outcome = made.link(must_link=np.array(made.sisters[:3], np.int32))
    assert all(outcome.labels[a] == outcome.labels[b] for a, b in made.sisters[:3])
    assert all(outcome.labels[a] != outcome.labels[b] for a, b in made.sisters[3:])
    quality = entity_quality(outcome)
    joined = np.isin(quality.label, [outcome.labels[a] for a, _ in made.sisters[:3]])
    assert quality.conflicts[joined, 3].all()


def test_row_order_changes_nothing(register: tuple[Register, LinkOutcome]) -> None:
    made, outcome = register
    order = np.random.default_rng(1).permutation(len(made.rows))
    mixed = _link([made.rows[at] for at in order], KINDS).labels
    first = np.full(len(order), len(order))
    np.minimum.at(first, outcome.labels[order], np.arange(len(order)))
    assert np.array_equal(mixed, first[outcome.labels[order]])


POOR = [
    pytest.param(0.5, id="half-hold-the-resellers-number"),
    pytest.param(0.1, id="a-tenth-hold-the-resellers-number"),
    pytest.param(0.03, id="a-few-hold-the-resellers-number"),
]


@pytest.mark.parametrize("share", POOR)
def test_the_resellers_number_parts_no_firm(share: float) -> None:
    numbers = _numbers(FIRMS + SISTERS + 1, 4)
    draw = random.Random(2)  # noqa: S311 - made-up numbers
    made = Register(number=lambda firm, copy: numbers[-1] if copy and draw.random() < share else numbers[firm])
    assert made.split(made.link().labels.tolist()) <= 0.02


def test_numbers_that_do_not_belong_to_firms_part_nobody() -> None:
    # a number of the order and not of the firm: another in every record
    numbers = iter(_numbers(3 * FIRMS, 6))
    made = Register(number=lambda *_: next(numbers))
    assert made.split(made.link().labels.tolist()) <= 0.02


def test_a_slip_of_the_pen_is_no_other_number() -> None:
    numbers = _numbers(FIRMS + SISTERS, 4)

    def slipped(firm: int, copy: int) -> str:
        number = numbers[firm]
        return number[:9] + number[10] + number[9] + number[11:] if copy and firm % 4 == 0 else number

    made = Register(number=slipped)
    assert made.split(made.link().labels.tolist()) <= 0.02


def test_a_passport_beside_an_identity_number_is_no_conflict() -> None:
    numbers = _numbers(FIRMS + SISTERS, 4)
    made = Register(number=lambda firm, copy: None if copy else numbers[firm])
    other = iter(_numbers(2 * FIRMS, 8))
    rows = [(*row, None if row[3] else next(other)) for row in made.rows]
    labels = _link(rows, KINDS | {"second": f.Identifier("cn.uscc")}).labels
    pairs = [(row, row + 1) for row in range(len(rows) - 1) if made.truth[row] == made.truth[row + 1] >= SISTERS]
    assert np.mean([labels[a] == labels[b] for a, b in pairs]) >= 0.98


def test_numbers_of_several_countries_and_of_no_scheme_are_not_compared() -> None:
    kinds: dict[str, Kind] = {"name": f.OrganizationName(), "vat": f.Identifier("eu.vat"), "own": f.Identifier()}
    rows: list[Row] = [
        ("Acme GmbH", "DE136695976", "1"), ("Acme GmbH", "FR40303265045", "2"), ("Bolt AG", "DE136695977", "3"),
        ("Acme", "DE136695976", "1"),
    ]  # fmt: skip
    schema = Schema(kinds)
    table = pa.table({name: [row[i] for row in rows] for i, name in enumerate(kinds)})
    standardized = standardize_records(table, schema)
    fields = evidence_fields(standardized, schema, LinkOptions())
    found = identifier_codes(schema, standardized, fields)
    assert {fields[each.field].name for each in found} == {"vat"}
    held = sorted(np.flatnonzero(each.codes >= 0).tolist() for each in found)
    assert held == [[0, 3], [1]], "one a country, and only valid ones"

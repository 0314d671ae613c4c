"""Who shares a phone and an address is not yet one customer: households, branches and firms with a contact stay apart.

Made-up customers of a Chinese trade list, every rule learnt from nothing but the records themselves.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pyarrow as pa
import pytest

from custdq import fields as f
from custdq.fields.base import Kind
from custdq.schema import Schema
from custdq.steps.link import LinkOutcome, link_records
from custdq.steps.link.explain import explain_pair
from custdq.steps.standardize import standardize_records

KINDS: dict[str, Kind] = {
    "kind": f.Category("kind"), "name": f.PartyName(), "mobile": f.Phone(region="CN"), "email": f.Email(),
    "address": f.Address(region="CN"),
}  # fmt: skip

Row = tuple[str | None, ...]

FAMILY, GIVEN = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰建国志文"
PLACES = [
    "上海市浦东新区张杨路",
    "北京市朝阳区建国路",
    "广州市天河区体育西路",
    "深圳市南山区科技园路",
    "杭州市西湖区文三路",
]
TRADES = ["电子", "贸易", "机械", "纺织", "物流", "食品"]
BRANDS = "鑫宏盛恒瑞祥昌达顺丰泰利源通联华中信诚"


class Town:
    """Draws customers: each record a row, with the customer it is as truth."""

    def __init__(self, seed: int, *, told: bool) -> None:
        self.draw, self.told = random.Random(seed), told  # noqa: S311 - made-up customers
        self.rows: list[Row] = []
        self.truth: list[int] = []
        self.customers = 0
        self.registered: set[str] = set()

    def person(self) -> str:
        return self.draw.choice(FAMILY) + self.draw.choice(GIVEN) + self.draw.choice(GIVEN)

    def company(self) -> str:
        """Return a registered name: no other firm has it, or nothing would tell its second phone from another firm."""
        city = self.draw.choice(["上海", "北京", "广州", "深圳", "杭州"])
        brand = self.draw.choice(BRANDS) + self.draw.choice(BRANDS)
        name = f"{city}{brand}{self.draw.choice(TRADES)}有限公司"
        if name in self.registered:
            return self.company()
        self.registered.add(name)
        return name

    def phone(self) -> str:
        return self.draw.choice(["138", "139", "186", "150"]) + "".join(self.draw.choices("0123456789", k=8))

    def place(self) -> str:
        return f"{self.draw.choice(PLACES)}{self.draw.randint(1, 900)}号{self.draw.randint(1, 30)}室"

    def add(self, kind: str, name: str, phones: Sequence[str | None], place: str | None) -> int:
        """Add one customer, a record for each of its phones; return its number."""
        for phone in phones:
            mail = f"u{self.customers}@x{self.customers % 7}.org" if self.draw.random() < 0.3 else None
            kept = place if self.draw.random() < 0.8 else None
            self.rows.append((kind if self.told else None, name, phone, mail, kept))
            self.truth.append(self.customers)
        self.customers += 1
        return self.customers - 1

    def fill(self, count: int) -> None:
        """Add customers as a list has them: some once, some twice or three times."""
        for _ in range(count):
            phone, place = self.phone(), self.place()
            kind, name = ("person", self.person()) if self.draw.random() < 0.6 else ("organization", self.company())
            self.add(kind, name, [phone] * self.draw.choice([1, 1, 2, 3]), place)

    def link(self) -> LinkOutcome:
        columns = {name: pa.array([row[i] for row in self.rows], pa.string()) for i, name in enumerate(KINDS)}
        schema = Schema(KINDS)
        return link_records(standardize_records(pa.table(columns), schema), schema)

    def together(self, labels: Sequence[int], *customers: int) -> float:
        """Return the share of pairs of the customers' records that were called one."""
        rows = [row for row, customer in enumerate(self.truth) if customer in customers]
        pairs = list(combinations(rows, 2))
        if len(customers) > 1:
            pairs = [(a, b) for a, b in pairs if self.truth[a] != self.truth[b]]
        return sum(labels[a] == labels[b] for a, b in pairs) / len(pairs)


Planted = dict[str, list[tuple[int, ...]]]
Linked = tuple[Town, Planted, LinkOutcome]


def _town(seed: int, *, told: bool) -> tuple[Town, Planted]:
    """Return a town with twenty-five of each case planted in it; `told`: a column says person or organization."""
    town = Town(seed, told=told)
    town.fill(250)
    planted: Planted = {"relatives": [], "couples": [], "branches": [], "contacts": [], "two phones": []}
    for _ in range(25):
        phone, place, family = town.phone(), town.place(), town.draw.choice(FAMILY)
        first, second = (family + given + town.draw.choice(GIVEN) for given in town.draw.sample(GIVEN, 2))
        relatives = town.add("person", first, [phone, phone], place), town.add("person", second, [phone], place)
        planted["relatives"].append(relatives)
        phone, place = town.phone(), town.place()
        husband, wife = town.draw.sample(FAMILY, 2)
        couple = (
            town.add("person", husband + first[1:], [phone], place),
            town.add("person", wife + second[1:], [phone, phone], place),
        )
        planted["couples"].append(couple)
        phone, place, name = town.phone(), town.place(), town.company()
        branch = name + town.draw.choice(["第二", "苏州", "成都"]) + "分公司"
        pair = town.add("organization", name, [phone, phone], place), town.add("organization", branch, [phone], place)
        planted["branches"].append(pair)
        phone, place = town.phone(), town.place()
        firm = town.add("organization", town.company(), [phone, phone], place)
        planted["contacts"].append((firm, town.add("person", town.person(), [phone], place)))
        twice = town.add("organization", town.company(), [town.phone(), town.phone()], town.place())
        planted["two phones"].append((twice,))
    return town, planted


@pytest.fixture(
    scope="module",
    params=[pytest.param((1, True), id="kind-told"), pytest.param((2, False), id="kind-read-off-the-name")],
)
def linked(request: pytest.FixtureRequest) -> Linked:
    seed, told = request.param
    town, planted = _town(seed, told=told)
    return town, planted, town.link()


def _joined(linked: Linked, case: str) -> float:
    """Return the mean share of pairs called one over the planted customers of a case."""
    town, planted, outcome = linked
    labels = outcome.labels.tolist()
    return sum(town.together(labels, *customers) for customers in planted[case]) / len(planted[case])


@pytest.mark.parametrize("case", ["relatives", "couples", "branches", "contacts"])
def test_two_identities_that_share_phone_and_address_stay_two(linked: Linked, case: str) -> None:
    assert _joined(linked, case) <= 0.04


def test_one_company_with_two_phones_is_one(linked: Linked) -> None:
    assert _joined(linked, "two phones") >= 0.9


@pytest.mark.parametrize("seed", [3, 9])
def test_whatever_the_draw_two_phones_are_one_company_and_two_identities_are_two(seed: int) -> None:
    town, planted = _town(seed, told=True)
    linked = town, planted, town.link()
    assert _joined(linked, "two phones") >= 0.9
    assert max(_joined(linked, case) for case in ("relatives", "couples", "branches", "contacts")) <= 0.04


def test_customers_that_stand_twice_are_still_found(linked: Linked) -> None:
    town, _, outcome = linked
    labels = outcome.labels.tolist()
    twice = [customer for customer in range(town.customers) if town.truth.count(customer) > 1]
    assert sum(town.together(labels, customer) for customer in twice) / len(twice) >= 0.97


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95], ids=["few-couples", "many-couples", "nearly-all-couples"])
def test_the_share_of_couples_decides_nothing(share: float) -> None:
    town = Town(5, told=False)
    couples, twice = [], []
    for _ in range(200):
        phone, place = town.phone(), town.place()
        if town.draw.random() < share:
            couples.append(tuple(town.add("person", town.person(), [phone], place) for _ in range(2)))
        else:
            twice.append(town.add("person", town.person(), [phone, phone], place))
    labels = town.link().labels.tolist()
    assert sum(town.together(labels, *couple) for couple in couples) / len(couples) <= 0.04
    assert sum(town.together(labels, customer) for customer in twice) / len(twice) >= 0.9


# --- too few records to learn anything from: the built-in weights decide ------------------------------------------

HOME, OFFICE = "上海市浦东新区张杨路500号3室", "北京市朝阳区建国路88号1201室"
ONE, TWO = "13812345678", "13987654321"
WANG: Row = ("person", "王建国", ONE, None, HOME)
XINHONG: Row = ("organization", "北京鑫宏电子有限公司", ONE, None, OFFICE)
STRANGER: Row = ("person", "张敏华", "13700001111", None, None)

FEW = [
    pytest.param(WANG, ("person", "李娜芳", ONE, None, HOME), False, id="a-couple"),
    pytest.param(WANG, ("person", "王建军", ONE, None, HOME), False, id="two-brothers"),
    pytest.param(XINHONG, ("organization", f"{XINHONG[1]}上海分公司", ONE, None, OFFICE), False, id="a-branch"),
    pytest.param(XINHONG, ("person", "李娜芳", ONE, None, OFFICE), False, id="a-firm-and-its-contact"),
    pytest.param(XINHONG, ("organization", XINHONG[1], TWO, None, OFFICE), True, id="a-firm-with-two-phones"),
    pytest.param(WANG, ("person", "王建国 先生", f"+86 {ONE}", None, None), True, id="the-same-person"),
    pytest.param(WANG, ("person", "王总", ONE, None, HOME), True, id="a-title-for-a-name"),
]


@pytest.mark.parametrize("told", [True, False], ids=["kind-told", "kind-read-off-the-name"])
@pytest.mark.parametrize(("left", "right", "one"), FEW)
def test_three_records(left: Row, right: Row, one: bool, told: bool) -> None:
    town = Town(0, told=told)
    town.rows = [(row[0] if told else None, *row[1:]) for row in (left, right, STRANGER)]
    outcome = town.link()
    assert bool(outcome.labels[0] == outcome.labels[1]) is one
    assert outcome.labels[2] == 2
    assert (explain_pair(outcome, 0, 1).match_probability > 0.5) is one


# --- persons of companies, in columns of their own ----------------------------------------------------------------


def test_colleagues_of_one_switchboard_stay_two_and_a_person_who_changed_phones_is_one() -> None:
    town = Town(7, told=True)
    rows: list[Row] = []
    pairs: dict[str, list[tuple[int, int]]] = {"colleagues": [], "twice": [], "another phone": []}
    for number in range(200):
        name, company, phone, place = town.person(), town.company(), town.phone(), town.place()
        case = ["colleagues", "twice", "another phone", "alone"][number % 4]
        rows.append((name, company, phone, place))
        if case != "alone":
            pairs[case].append((len(rows) - 1, len(rows)))
            other = town.person() if case == "colleagues" else name
            rows.append((other, company, town.phone() if case == "another phone" else phone, place))
    kinds: dict[str, Kind] = {
        "name": f.PersonName(), "company": f.OrganizationName(), "mobile": f.Phone(region="CN"),
        "address": f.Address(region="CN"),
    }  # fmt: skip
    columns = {name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(kinds)}
    schema = Schema(kinds)
    labels = link_records(standardize_records(pa.table(columns), schema), schema).labels
    joined = {case: float(np.mean([labels[a] == labels[b] for a, b in found])) for case, found in pairs.items()}
    assert joined["colleagues"] <= 0.04
    assert min(joined["twice"], joined["another phone"]) >= 0.95

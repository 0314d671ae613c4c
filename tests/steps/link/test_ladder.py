"""Postcode, city and state are one fact: found by the values, ordered by chance, and still open to blocking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pytest
from tests.steps.link import made

from custdq import fields as f
from custdq.errors import OptionError
from custdq.fields.base import Comparison, Equal, Every, Kind, Level, Similar
from custdq.schema import Schema
from custdq.steps.link.compare import compare_pairs
from custdq.steps.link.field import Field
from custdq.steps.link.ladder import ladder_field, ladders
from custdq.steps.link.linking import LinkOptions, LinkOutcome, link_records, ready_records
from custdq.steps.link.pair import _level
from custdq.steps.standardize import standardize_records

Column = list[str | None]


def _places(towns: int = 30, people: int = 60) -> dict[str, Column]:
    """Return a table of people: each town has one postcode, three towns a county, ten a state."""
    town = np.repeat(np.arange(towns), people)
    return {
        "state": [f"state {t // 10}" for t in town],
        "city": [f"city {t // 3}" for t in town],
        "postcode": [f"{10_000 + t}" for t in town],
    }


def _fields(columns: Mapping[str, Column]) -> dict[str, Field]:
    return {name: made.field(name, {"text": values}, blocking=["text"]) for name, values in columns.items()}


def test_a_postcode_that_determines_city_and_state_is_one_ladder_from_the_most_telling() -> None:
    assert ladders(_fields(_places())) == [("postcode", "city", "state")]


def test_a_postcode_determines_a_city_that_it_names_in_most_records_only() -> None:
    columns = _places()
    columns["city"] = [city if i % 8 else f"another {i % 5}" for i, city in enumerate(columns["city"])]
    assert ("postcode", "city") in [group[:2] for group in ladders(_fields(columns))]


def test_columns_that_have_nothing_to_do_with_each_other_are_no_ladder() -> None:
    draw = np.random.default_rng(1)
    columns: dict[str, Column] = {
        name: [f"{name} {i}" for i in draw.integers(0, 20, 2_000)] for name in ("colour", "taste", "size")
    }
    assert ladders(_fields(columns)) == []


@pytest.mark.parametrize("copies", [2, 20, 39])
def test_copies_of_one_customer_show_nothing(copies: int) -> None:
    # an account number goes with one surname, but only because it is one customer
    columns: dict[str, Column] = {
        "account": [f"{i}" for i in range(100) for _ in range(copies)],
        "surname": [f"name {i % 60}" for i in range(100) for _ in range(copies)],
    }
    assert ladders(_fields(columns)) == []


def test_groups_of_forty_are_enough_and_need_not_be_all() -> None:
    columns: dict[str, Column] = {
        "account": [f"{i}" for i in range(100) for _ in range(40)],
        "surname": [f"name {i % 60}" for i in range(100) for _ in range(40)],
    }
    assert ladders(_fields(columns)) == [("account", "surname")]
    # one large group has 780 pairs: enough to show it
    few = {name: values[:40] + values[40::40] for name, values in columns.items()}
    assert ladders(_fields(few)) == [("account", "surname")]


def test_what_most_records_share_anyway_is_determined_by_nothing() -> None:
    columns = _places()
    columns["state"] = ["all" if i % 5 else "few" for i in range(len(columns["city"]))]
    assert ladders(_fields(columns)) == [("postcode", "city")]


def test_missing_values_neither_make_nor_break_a_ladder() -> None:
    columns = _places()
    columns["city"] = [None if i % 3 == 0 else city for i, city in enumerate(columns["city"])]
    assert ladders(_fields(columns)) == [("postcode", "city", "state")]
    assert ladders(_fields(columns | {"city": [None] * len(columns["city"])})) == [("postcode", "state")]


def test_two_facts_are_two_ladders_and_no_column_is_in_both() -> None:
    columns = _places()
    shop = np.random.default_rng(2).integers(0, 40, len(columns["city"]))
    columns |= {"shop": [f"shop {s}" for s in shop], "manager": [f"manager {s // 4}" for s in shop]}
    assert sorted(ladders(_fields(columns))) == [("postcode", "city", "state"), ("shop", "manager")]


def test_the_order_of_columns_and_rows_does_not_matter() -> None:
    columns = _places()
    rows = np.random.default_rng(3).permutation(len(columns["city"])).tolist()
    turned = {name: [columns[name][row] for row in rows] for name in reversed(columns)}
    assert ladders(_fields(turned)) == ladders(_fields(columns))


# --- the joined field ---------------------------------------------------------------------------------------------


def _with_levels(name: str, values: Sequence[str | None]) -> Field:
    levels = (
        Level("same", Equal("text"), "text"),
        Level("alike", Similar("text", "osa", 0.9)),
        Level("begins alike", Every((Equal("begin"), Similar("text", "osa", 0.5)))),
    )
    keys = {"text": values, "begin": [value and value[:1] for value in values]}
    return made.field(name, keys, comparison=Comparison(levels, ("text",)), blocking=["text"])


def test_the_levels_are_ordered_by_how_seldom_they_come_about_by_chance() -> None:
    columns = _places()
    field = ladder_field([_with_levels(name, columns[name]) for name in ("postcode", "city", "state")])
    same = [label for label in field.labels if label.endswith(": same")]
    assert same == ["postcode: same", "city: same", "state: same"]
    for name in columns:
        mine = [label for label in field.labels if label.startswith(name)]
        assert mine == [f"{name}: same", f"{name}: alike", f"{name}: begins alike"]
    # a likeness stands no higher than the equality above it
    assert field.labels.index("postcode: alike") < field.labels.index("city: same")


def test_tests_and_frequencies_of_the_joined_field_speak_of_its_own_keys() -> None:
    columns = _places()
    field = ladder_field([_with_levels(name, columns[name]) for name in ("postcode", "city")])
    for level in field.comparison.levels:
        tests = level.test.tests if isinstance(level.test, Every) else (level.test,)
        assert {test.key for test in tests} <= set(field.keys)
        assert level.frequency_key is None or level.frequency_key in field.keys
    assert field.columns == ("postcode", "city")
    assert field.name == "postcode, city"
    assert field.shared


MET = [
    pytest.param((None, "a"), ("1", None), 255, id="a-town-here-and-a-postcode-there"),
    pytest.param((None, "a"), (None, "a"), 1, id="both-have-the-town-alone"),
    pytest.param((None, "a"), (None, "b"), 2, id="two-towns"),
    pytest.param(("1", "a"), (None, "a"), 1, id="the-postcode-is-missing-on-one-side"),
    pytest.param(("1", "a"), (None, "b"), 2, id="and-the-towns-contradict"),
    pytest.param(("1", None), ("2", "a"), 2, id="two-postcodes"),
    pytest.param((None, None), ("1", "a"), 255, id="nothing-on-one-side"),
]


@pytest.mark.parametrize(("left", "right", "level"), MET)
def test_columns_that_do_not_meet_say_nothing_and_coarser_ones_may_contradict(
    left: tuple[str | None, str | None], right: tuple[str | None, str | None], level: int
) -> None:
    # among others, so that a postcode is rarer than a town
    others: list[list[str | None]] = [[str(number) for number in range(10, 20)], ["c"] * 10]
    columns = [[one, other, *more] for one, other, more in zip(left, right, others, strict=True)]
    field = ladder_field([made.field(n, {"text": c}) for n, c in zip(("zip", "city"), columns, strict=True)])
    assert field.labels == ("zip: same", "city: same", "differs")
    pair = np.array([0], np.int32), np.array([1], np.int32)
    assert compare_pairs([field], *pair).tolist() == [[level]]
    mine, theirs = (
        {"zip:text": tuple(filter(None, [z])), "city:text": tuple(filter(None, [c]))} for z, c in (left, right)
    )
    assert _level(field, mine, theirs) == level, "a pair weighed alone is weighed alike"


def test_a_record_with_any_of_the_columns_can_be_compared() -> None:
    upper, lower = _with_levels("zip", ["1", None, None]), _with_levels("city", ["a", "a", None])
    present = ladder_field([upper, lower]).present()
    assert (present != 0).tolist() == [True, True, False]


# --- through the whole of linking ---------------------------------------------------------------------------------

KINDS: dict[str, Kind] = {
    "name": f.PersonName(), "postcode": f.Text(), "city": f.Text(), "state": f.Category(), "email": f.Email(),
}  # fmt: skip


def _people() -> dict[str, Column]:
    draw = np.random.default_rng(4)
    columns = _places(towns=20, people=50)
    some = draw.permutation(1_000)[:60].tolist()
    names = [f"{a}{b} {c}{d}" for a, b, c, d in zip(*_syllables(draw, 1_000), strict=True)]
    columns = {"name": [*names], **columns, "email": [f"u{i}@x{i % 9}.org" for i in range(1_000)]}
    return {name: values + [values[row] for row in some] for name, values in columns.items()}


def _syllables(draw: np.random.Generator, count: int) -> list[list[str]]:
    first, second = ["Ma", "Lu", "Jo", "An", "Be", "Ka", "Ti", "Ro"], ["na", "ra", "li", "ton", "ver", "del", "mir"]
    return [draw.choice(first if place % 2 == 0 else second, count).tolist() for place in range(4)]


def _link(options: LinkOptions) -> LinkOutcome:
    schema = Schema(KINDS)
    return link_records(standardize_records(pa.table(_people()), schema), schema, options)


def test_a_ladder_stands_where_its_first_column_stands_and_blocks_by_each() -> None:
    outcome = _link(LinkOptions())
    assert [field.name for field in outcome.fields] == ["name", "postcode, city, state", "email"]
    used = {name for row in outcome.blocking for name in str(row["rule"]).replace(" + ", " ").split()}
    assert {"postcode.text", "city.text"} <= used
    assert len(set(outcome.labels.tolist())) == pytest.approx(1_000, abs=20)


def test_blocking_may_be_declared_by_a_column_inside_a_ladder() -> None:
    outcome = _link(LinkOptions(blocking=[["city", "name"]]))
    assert {row["rule"] for row in outcome.blocking} == {"city + name"}
    assert len(set(outcome.labels.tolist())) == pytest.approx(1_000, abs=20)


def test_a_column_inside_a_ladder_that_has_no_blocking_key_is_named() -> None:
    with pytest.raises(OptionError, match=r'"state", whose kind has no blocking key'):
        _link(LinkOptions(blocking=[["state"]]))


def test_a_column_the_user_compares_otherwise_stands_alone() -> None:
    own = Comparison((Level("same city", Equal("text")),), ("text",))
    outcome = _link(LinkOptions(comparisons={"city": own}))
    assert [field.name for field in outcome.fields] == ["name", "postcode, state", "city", "email"]
    assert outcome.fields[2].labels == ("same city", "differs")


def test_a_fitted_ladder_is_one_in_records_too_few_to_show_it() -> None:
    schema = Schema(KINDS)
    model = ready_records(standardize_records(pa.table(_people()), schema), schema).model
    few = pa.table({name: values[:5] * 2 for name, values in _people().items()})
    outcome = link_records(standardize_records(few, schema), schema, LinkOptions(model=model))
    assert [field.name for field in outcome.fields] == [field.name for field in model.fields]
    assert len(set(outcome.labels.tolist())) == 5

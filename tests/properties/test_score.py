"""What holds of the scores of any table: they add up, they charge a defect once, and no row's place matters.

Frames, expectations, entities and partitions are drawn, and scored. One line of the field's lore needs care: "making a
valid value null never lowers validity". Of a share of present values it is false: 9 of 10 becomes 8 of 9. It would hold
were a gap counted as valid, and a gap is no score. What does hold, and is held here: a gap costs accuracy nothing (no
more values are wrong, every other value is graded as before, a column without a wrong value stays at 1), an invalid
value made null never lowers validity, and the gap is charged once, by completeness.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import custdq
from custdq import fields as f
from custdq.errors import OptionError
from custdq.prepared import prepare
from custdq.steps.score import DIMENSIONS
from custdq.steps.score.card import ScoreCard
from custdq.steps.score.scoring import score_records

AS_OF = "2025-06-30"
POOLS: dict[str, Sequence[str | None]] = {
    "name": ["王伟", "Ann Lee", "李娜", "无", "", None],
    "mobile": ["13812345678", "138 1234 5679", "13987654321", "1381234", "not a number", "n/a", None],
    "email": ["a@example.com", "B@example.com", "no mail", "c@", None, "-"],
    "limit": ["5", "50", "5,000", "much", None],
    "start": ["2024-01-01", "2024-06-01", None],
    "end": ["2024-03-01", "2023-12-31", "later", None],
    "seen": ["2025-06-30", "2025-01-01", "2022-02-02", "2026-01-01", None],
    "owner": ["Li", "Wu", None],
    "stage": ["lead", "customer", "???", None],
}
SCHEMA = custdq.Schema(
    {
        "name": f.PersonName(), "mobile": f.Phone(region="CN"), "email": f.Email(), "limit": f.Number(),
        "start": f.Date(), "end": f.Date(),
    },
    record_id="id", source="system", updated_at="seen", owner="owner", stage="stage",
)  # fmt: skip
INVALID = {"mobile": ("1381234", "not a number"), "email": ("no mail", "c@"), "limit": ("much",), "end": ("later",)}
VALID = {"mobile": ("13812345678", "13987654321"), "email": ("a@example.com",), "limit": ("5", "50")}

Row = tuple[Any, ...]
ROWS = st.lists(st.tuples(*map(st.sampled_from, POOLS.values())), min_size=1, max_size=14)
EXPECTATIONS = st.fixed_dictionaries(
    {},
    optional={
        "completeness": st.sampled_from([
            {"require": ["name", {"any": ["mobile", "email"]}]},
            {"stage": {"lead": {"require": ["name"]}, "customer": {"require": ["email", "limit"]}}},
            {"require": ["mobile"], "allowed": ["email"]},
        ]),
        "field": st.sampled_from([
            {"mobile": {"weight": 3, "half_life": "90d"}, "email": {"sla": "1y", "pattern": ".*example.*"}},
            {"limit": {"minimum": 10, "maximum": 100}, "name": {"allowed": ["王伟", "Ann Lee"], "weight": 0.5}},
        ]),
        "rules": st.sampled_from([
            ["end >= start"], ["end >= start", {"rule": "limit > 5", "when": 'stage == "lead"'}],
        ]),
        "weights": st.dictionaries(st.sampled_from(DIMENSIONS), st.sampled_from([0.5, 2, 7]), max_size=5),
        "row_weight": st.just({"column": "owner", "values": {"Li": 3, "Wu": 0.5}}),
    },
)  # fmt: skip
SYSTEMS = ("crm", "erp")
#: Without shrinking: a card takes its time, and these rows are small enough to be read as they are.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
SLOW = settings(max_examples=20, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])


def table_of(rows: Sequence[Row]) -> pa.Table:
    """Return rows as a table; a row keeps its id and its system wherever it stands."""
    columns = {name: pa.array([row[at] for row in rows], pa.string()) for at, name in enumerate([*POOLS, "id"])}
    return pa.table(columns | {"system": pa.array([SYSTEMS[int(row[-1]) % 2] for row in rows], pa.string())})


def numbered(rows: Sequence[Row]) -> list[Row]:
    """Return rows with an id each."""
    return [(*row, str(at)) for at, row in enumerate(rows)]


def scored(rows: Sequence[Row], expectations: Any = None, entities: Sequence[int] | None = None) -> ScoreCard:
    """Score rows that have their ids."""
    codes = None if entities is None else np.array(entities, dtype=np.int64)
    ready = prepare(table_of(rows), SCHEMA, as_of=AS_OF)
    return score_records(
        ready.standardized, SCHEMA, entity_codes=codes, expectations=expectations, as_of=AS_OF, by=["owner", "system"]
    )


def figures(card: ScoreCard) -> dict[str, dict[str, Any]]:
    """Return every figure of a card by what it is of, those of a field or a group nobody has left out."""
    out = {}
    for name in ("dimensions", "parts", "fields", "groups", "group_fields", "agreement", "conflicts"):
        for line in getattr(card, name).to_pylist():
            what = " ".join(f"{value}" for value in line.values() if isinstance(value, str) or value is None)
            found = {key: value for key, value in line.items() if isinstance(value, int | float)}
            if any(found.values()):
                out[f"{name} {what}"] = found
    whole = {"overall": card.overall, "complete_rate": card.complete_rate}
    return out | {"whole": {name: score for name, score in whole.items() if score is not None}}


def line_of(card: ScoreCard, dimension: str, field: str | None = None) -> dict[str, Any]:
    """Return the line of a dimension, or of a field in it."""
    table = card.dimensions if field is None else card.fields
    return next(
        (line for line in table.to_pylist() if line["dimension"] == dimension and field in (None, line.get("field"))),
        {"score": None, "numerator": 0.0, "denominator": 0.0, "loss": 0.0},
    )


# --- they add up ------------------------------------------------------------------------------------------------------


@SLOW
@given(ROWS, EXPECTATIONS, st.lists(st.integers(0, 3), min_size=14, max_size=14))
def test_cards_of_any_partition_add_up_to_the_whole(rows: list[Row], expects: Any, part: list[int]) -> None:
    all_rows = numbered(rows)
    parts = [[row for row, own in zip(all_rows, part, strict=False) if own == number] for number in range(4)]
    merged = scored(parts[0], expects)
    for own in parts[1:]:
        merged = merged + scored(own, expects)
    whole = scored(all_rows, expects)
    found, expected = figures(merged), figures(whole)
    assert found.keys() == expected.keys()
    for name, values in expected.items():
        assert found[name] == pytest.approx(values, abs=1e-12), name
    assert merged.worst == whole.worst
    assert merged.unassessed == whole.unassessed


@SLOW
@given(ROWS, EXPECTATIONS, st.lists(st.integers(0, 5), min_size=14, max_size=14), st.sets(st.integers(0, 5)))
def test_cards_of_a_partition_of_customers_add_up(
    rows: list[Row], expects: Any, entity: list[int], first: set[int]
) -> None:  # fmt: skip
    """With linked records a customer stands in one part: what its records say of each other is known in one place."""
    pairs = list(zip(numbered(rows), entity, strict=False))
    sides = [[pair for pair in pairs if (pair[1] in first) is side] for side in (True, False)]
    one, other, whole = (
        scored([row for row, _ in side], expects, [own for _, own in side]) for side in (*sides, pairs)
    )
    found, expected = figures(one + other), figures(whole)
    assert found.keys() == expected.keys()
    for name, values in expected.items():
        assert found[name] == pytest.approx(values, abs=1e-12), name


def test_public_cards_add_up_with_sum() -> None:
    frames = [table_of(numbered([("王伟", mobile, *[None] * 7)])) for mobile in ("13812345678", "1381234", None)]
    cards = [custdq.score(frame, SCHEMA, as_of=AS_OF) for frame in frames]
    whole = sum(cards)
    assert isinstance(whole, type(cards[0]))
    assert whole.overall == pytest.approx((cards[0] + cards[1] + cards[2]).overall)
    assert whole.records.num_rows == 3
    with pytest.raises(OptionError, match="expected another score card"):
        1 + cards[0]


# --- what is lost is what is missing ----------------------------------------------------------------------------------


@SLOW
@given(ROWS, EXPECTATIONS, st.none() | st.lists(st.integers(0, 5), min_size=14, max_size=14))
def test_losses_sum_to_one_minus_the_score(rows: list[Row], expects: Any, entity: list[int] | None) -> None:
    card = scored(numbered(rows), expects, None if entity is None else entity[: len(rows)])
    lines, groups = card.fields.to_pylist(), card.group_fields.to_pylist()
    for one in card.dimensions.to_pylist():
        losses = sum(line["loss"] for line in lines if line["dimension"] == one["dimension"])
        assert losses == pytest.approx(0 if one["score"] is None else 1 - one["score"], abs=1e-9)
    for one in card.groups.to_pylist():
        if one["dimension"] in DIMENSIONS:
            own = [line for line in groups if all(line[key] == one[key] for key in ("by", "group", "dimension"))]
            losses = sum(line["loss"] for line in own)
            assert losses == pytest.approx(0 if one["score"] is None else 1 - one["score"], abs=1e-9)


# --- a gap is charged once, by completeness ---------------------------------------------------------------------------


@SLOW
@given(ROWS, EXPECTATIONS, st.sampled_from([*VALID]), st.data())
def test_a_valid_value_made_null_costs_accuracy_nothing(rows: list[Row], expects: Any, column: str, data: Any) -> None:
    at, before, after = _made_null(rows, column, VALID[column], data)
    (one, own), (two, other) = (
        (card := scored(side, expects), line_of(card, "accuracy", column)) for side in (before, after)
    )
    # of what is present no more is wrong, and a column without a wrong value stays without one
    assert other["denominator"] - other["numerator"] <= own["denominator"] - own["numerator"] + 1e-12
    if own["score"] == 1:
        assert other["score"] in (1, None)
    # no other column is judged otherwise, nor any other record
    for name in SCHEMA.columns:
        if name != column:
            assert line_of(two, "accuracy", name)["score"] == line_of(one, "accuracy", name)["score"]
    here, there = (card.records.column("accuracy").to_pylist() for card in (one, two))
    assert [*here[:at], *here[at + 1 :]] == [*there[:at], *there[at + 1 :]]
    # the gap is completeness' matter
    gone, left = (line_of(card, "completeness")["score"] for card in (two, one))
    assert (gone is None) is (left is None)
    assert gone is None or gone <= left + 1e-12


@SLOW
@given(ROWS, EXPECTATIONS, st.sampled_from([*INVALID]), st.data())
def test_an_invalid_value_made_null_never_lowers_validity(
    rows: list[Row], expects: Any, column: str, data: Any
) -> None:  # fmt: skip
    at, before, after = _made_null(rows, column, INVALID[column], data)
    one, two = scored(before, expects), scored(after, expects)
    own, other = line_of(one, "accuracy", column)["score"], line_of(two, "accuracy", column)["score"]
    assert other is None or other >= own - 1e-12
    here, there = (card.records.column("accuracy")[at].as_py() for card in (one, two))
    assert there is None or there >= here - 1e-12
    # never charged twice: what was wrong is missing now
    assert (
        other is None
        or line_of(two, "accuracy", column)["denominator"] < line_of(one, "accuracy", column)["denominator"]
    )


def _made_null(rows: list[Row], column: str, cells: Sequence[str], data: Any) -> tuple[int, list[Row], list[Row]]:
    """Return a row's place, the rows with one of `cells` in a column there, and the same rows with nothing in it."""
    at, place = data.draw(st.integers(0, len(rows) - 1)), list(POOLS).index(column)
    sides: list[list[Row]] = []
    for cell in (data.draw(st.sampled_from(cells)), None):
        changed = (*rows[at][:place], cell, *rows[at][place + 1 :])
        sides.append(numbered([*rows[:at], changed, *rows[at + 1 :]]))
    return at, *sides


# --- duplicates, order, what nobody assessed --------------------------------------------------------------------------


@SLOW
@given(ROWS, st.lists(st.integers(0, 5), min_size=14, max_size=14), st.integers(0, 13), st.booleans())
def test_an_exact_duplicate_never_raises_uniqueness(rows: list[Row], entity: list[int], at: int, unique: bool) -> None:
    own, at = entity[: len(rows)], at % len(rows)
    expects = {"field": {"mobile": {"unique": True}, "email": {"unique": True}}} if unique else None
    before = scored(numbered(rows), expects, own)
    after = scored(numbered([*rows, rows[at]]), expects, [*own, own[at]])
    for field in ("record", "mobile", "email"):
        one, two = line_of(before, "uniqueness", field)["score"], line_of(after, "uniqueness", field)["score"]
        assert one is None or two <= one + 1e-12, field
    one, two = (line_of(card, "uniqueness")["score"] for card in (before, after))
    assert (one is None) is (two is None)


PEOPLE = [
    (name, f"138{7 * at + 13:04d}{9999 - 7 * at}", f"{mail}@example.com")
    for at, (name, mail) in enumerate([
        ("王伟", "wangwei"), ("李娜", "nana88"), ("Ann Lee", "ann.lee"), ("陈静", "jchen"), ("刘洋", "sunny"),
        ("张敏", "minz"), ("Bob Ray", "bobray"), ("赵磊", "leizhao"), ("孙丽", "lisun77"), ("周杰", "jayz"),
    ])
]  # fmt: skip


@settings(max_examples=10, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=12), st.integers(0, 11))
def test_an_exact_duplicate_that_is_linked_never_raises_uniqueness(people: list[Row], at: int) -> None:
    schema = custdq.Schema({name: SCHEMA.columns[name] for name in ("name", "mobile", "email")})

    def uniqueness(own: list[Row]) -> Any:
        frame = pa.table({name: [row[place] for row in own] for place, name in enumerate(schema.columns)})
        card = custdq.score(frame, schema, links=custdq.dedupe(frame, schema), as_of=AS_OF)
        return line_of(card.card, "uniqueness")["score"]

    again = [*people, people[at % len(people)]]
    assert uniqueness(people) == pytest.approx(len(set(people)) / len(people))
    assert uniqueness(again) == pytest.approx(len(set(again)) / len(again))


@SLOW
@given(ROWS, EXPECTATIONS, st.lists(st.integers(0, 5), min_size=14, max_size=14), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    rows: list[Row], expects: Any, entity: list[int], order: random.Random
) -> None:  # fmt: skip
    pairs = list(zip(numbered(rows), entity, strict=False))
    shuffled = order.sample(pairs, len(pairs))
    one, two = (scored([row for row, _ in side], expects, [own for _, own in side]) for side in (pairs, shuffled))
    for name in ("states", "dimensions", "parts", "fields", "groups", "group_fields", "agreement", "conflicts"):
        assert getattr(one, name).equals(getattr(two, name)), name
    assert (one.overall, one.worst, one.complete_rate) == (two.overall, two.worst, two.complete_rate)
    names = [name for name in one.records.column_names if name != "row"]
    first, second = (
        {line["record_id"]: line for line in card.records.select(names).to_pylist()} for card in (one, two)
    )
    assert first == second


@SLOW
@given(ROWS, EXPECTATIONS, st.sets(st.sampled_from(["seen", "stage"])), st.sampled_from([0.01, 1, 50]))
def test_an_unassessed_dimension_never_changes_the_overall(
    rows: list[Row], expects: Any, blank: set[str], weight: float
) -> None:  # fmt: skip
    gone = [list(POOLS).index(name) for name in blank]
    bare = numbered([tuple(None if at in gone else cell for at, cell in enumerate(row)) for row in rows])
    card = scored(bare, expects)
    scores = {line["dimension"]: line["score"] for line in card.dimensions.to_pylist() if line["score"] is not None}
    assert set(card.unassessed) == set(DIMENSIONS) - scores.keys()
    assert "uniqueness" in card.unassessed  # nothing is linked
    weights = expects.get("weights", {})
    total = sum(weights.get(name, 1.0) for name in scores)
    expected = sum(weights.get(name, 1.0) * score for name, score in scores.items()) / total if total else None
    assert card.overall == (None if expected is None else pytest.approx(expected))
    heavier = expects | {"weights": weights | dict.fromkeys(card.unassessed, weight)}
    assert scored(bare, heavier).overall == card.overall
    assert scored(bare, heavier).records.column("overall").equals(card.records.column("overall"))

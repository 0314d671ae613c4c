"""The score card on sixty records whose every score was worked out by hand, and what holds of any card.

The sixty: rows 0-47 have a name (then 6 nulls, 4 placeholders, 2 blanks), 0-29 a mobile in standard form, 30-41 one
written otherwise, 42-47 one that cannot be read; 0-11 and 48-53 an email. Rows 0 and 1 are one customer with one
number, 2 and 3 one with two. Leads (0-19) need a name, customers (20-54) a way to reach them too, the stage of 55-59 is
unknown. Confirmed today: 0-9 and 45-59; 365 days ago: 10-19; 730: 20-29; never: 30-39; in the future: 40-44.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.errors import ColumnNotFoundError, ConfigError
from custdq.schema import Schema
from custdq.steps.score.card import ScoreCard
from custdq.steps.score.expectations import DIMENSIONS
from custdq.steps.score.intervals import wilson
from custdq.steps.score.scoring import score_records

ROWS = 60
ROOT_HALF = math.sqrt(0.5)


def _number(row: int) -> str:
    return f"+86139{max(row, 1):08d}"


def _mobile(row: int) -> Cell:
    if row < 30:
        return _number(row)
    if row < 42:
        return f"139 {row:08d}", _number(row)
    return ("12", None, "wrong_length") if row < 48 else None


def _date(row: int) -> str | None:
    for before, date in ((10, "2025-01-01"), (20, "2024-01-02"), (30, "2023-01-02"), (40, None), (45, "2026-01-01")):
        if row < before:
            return date
    return "2025-01-01"


NAMES: list[Cell] = [
    *["Ann Lee"] * 48,
    *[None] * 6,
    *[("n/a", None, "placeholder")] * 4,
    *[(" ", None, "placeholder")] * 2,
]
SIXTY: dict[str, list[Cell]] = {
    "record_id": [str(row) for row in range(ROWS)],
    "name": NAMES,
    "mobile": [_mobile(row) for row in range(ROWS)],
    "email": ["ann@x.org" if row < 12 or 48 <= row < 54 else None for row in range(ROWS)],
    "stage": ["lead" if row < 20 else "customer" if row < 55 else "???" for row in range(ROWS)],
    "owner": ["Li" if row < 30 else "Wu" if row < 54 else None for row in range(ROWS)],
    "updated_at": [_date(row) for row in range(ROWS)],
}
ENTITIES = np.array([0, 0, 2, 2, *range(4, ROWS)], dtype=np.int64)
SCHEMA = Schema(
    {"name": f.PersonName(), "mobile": f.Phone(region="CN"), "email": f.Email()},
    record_id="record_id", updated_at="updated_at", owner="owner", stage="stage",
)  # fmt: skip
EXPECTATIONS = {
    "completeness": {
        "stage": {"lead": {"require": ["name"]}, "customer": {"require": [{"any": ["mobile", "email"]}]}},
    },
    "field": {"mobile": {"half_life": 365}, "email": {"half_life": "730d"}},
}


def sixty(order: np.ndarray[Any, Any] | None = None) -> ScoreCard:
    """Return the card of the sixty, in another order where one is given."""
    at = np.arange(ROWS) if order is None else order
    records = hand_built({name: [cells[i] for i in at] for name, cells in SIXTY.items()})
    return score_records(records, SCHEMA, entity_codes=ENTITIES[at], expectations=EXPECTATIONS, as_of="2025-01-01")


@pytest.fixture(scope="module")
def card() -> ScoreCard:
    """Return the card of the sixty."""
    return sixty()


def _line(card: ScoreCard, table: str, **where: object) -> dict[str, Any]:
    lines: list[dict[str, Any]] = getattr(card, table).to_pylist()
    (found,) = [line for line in lines if all(line[name] == value for name, value in where.items())]
    return found


@pytest.mark.parametrize(
    ("dimension", "numerator", "denominator"),
    [
        # 48 rows have all; 6 customers lack the name (1/2 each); row 54 lacks both
        pytest.param("completeness", 48 + 6 / 2, 55, id="completeness"),
        # 48 rows with all present values valid; 6 rows with one of two
        pytest.param("accuracy", 48 + 6 / 2, 54, id="accuracy"),
        # 43 rows at 1, two at 8/9, ten at 1/2, two at 1/4, three at 1/2
        pytest.param("consistency", 43 + 2 * 8 / 9 + 10 / 2 + 2 / 4 + 3 / 2, 60, id="consistency"),
        pytest.param("timeliness", 24 + (0.5 + ROOT_HALF) + 8 / 2 + 10 / 4, 44, id="timeliness"),
        pytest.param("uniqueness", 50 + 4 / 2, 54, id="uniqueness"),
    ],
)
def test_dimensions(card: ScoreCard, dimension: str, numerator: float, denominator: float) -> None:
    line = _line(card, "dimensions", dimension=dimension)
    assert line["numerator"] == pytest.approx(numerator)
    assert line["denominator"] == denominator
    assert line["score"] == pytest.approx(numerator / denominator)
    assert line["coverage"] == pytest.approx(denominator / ROWS)


@pytest.mark.parametrize(
    ("part", "numerator", "denominator"),
    [
        pytest.param("rules", 45, 50, id="five of fifty dates lie in the future"),
        pytest.param("sources", 2 + 2 * 2 / 3, 4, id="of four linked records two disagree on one field of three"),
        pytest.param("format", 42 + 12 / 2, 54, id="twelve rows write the mobile otherwise"),
    ],
)
def test_the_parts_of_consistency(card: ScoreCard, part: str, numerator: float, denominator: float) -> None:
    line = _line(card, "parts", dimension="consistency", part=part)
    assert (line["numerator"], line["denominator"]) == (pytest.approx(numerator), denominator)


@pytest.mark.parametrize(
    ("field", "dimension", "numerator", "denominator", "loss"),
    [
        pytest.param("name", "completeness", 48, 55, 3.5 / 55, id="name required of all"),
        pytest.param("any of mobile, email", "completeness", 34, 35, 0.5 / 55, id="contact required of customers"),
        pytest.param("email", "completeness", 18, 60, 0, id="email shown, not required"),
        pytest.param("mobile", "accuracy", 42, 48, 3 / 54, id="mobile valid"),
        pytest.param("email", "accuracy", 18, 18, 0, id="email valid"),
        pytest.param("mobile", "timeliness", 10 + 5 + 2.5 + 8, 38, None, id="mobile current"),
        pytest.param("email", "timeliness", 16 + 2 * ROOT_HALF, 18, None, id="email current"),
        pytest.param("record", "uniqueness", 52, 54, 2 / 54, id="records"),
    ],
)
def test_fields(
    card: ScoreCard, field: str, dimension: str, numerator: float, denominator: float, loss: float | None
) -> None:  # fmt: skip
    line = _line(card, "fields", field=field, dimension=dimension)
    assert (line["numerator"], line["denominator"]) == (pytest.approx(numerator), denominator)
    if loss is not None:
        assert line["loss"] == pytest.approx(loss)


def test_losses_sum_to_what_is_missing(card: ScoreCard) -> None:
    for dimension in DIMENSIONS:
        losses = sum(line["loss"] for line in card.fields.to_pylist() if line["dimension"] == dimension)
        assert losses == pytest.approx(1 - _line(card, "dimensions", dimension=dimension)["score"], abs=1e-12)


def test_overall_worst_and_complete_rate(card: ScoreCard) -> None:
    scores = [line["score"] for line in card.dimensions.to_pylist()]
    assert card.overall == pytest.approx(sum(scores) / 5)
    assert card.worst == "timeliness"
    assert card.complete_rate == pytest.approx(48 / 55)
    assert card.unassessed == []


def test_groups_rank_by_their_lower_bound(card: ScoreCard) -> None:
    lines = [line for line in card.groups.to_pylist() if line["dimension"] == "completeness"]
    assert [(line["group"], line["numerator"], line["assessed"], line["rows"], line["rank"]) for line in lines] == [
        ("Li", 30, 30, 30, 1), ("Wu", 21, 24, 24, 2), (None, 0, 1, 6, 3),
    ]  # fmt: skip
    assert lines[1]["lower"] == pytest.approx(wilson(21 / 24, 24)[0])


def test_every_record_has_its_scores(card: ScoreCard) -> None:
    lines = card.records.to_pylist()
    assert [line["record_id"] for line in lines] == [str(row) for row in range(ROWS)]
    assert lines[54]["completeness"] == 0
    assert lines[59]["completeness"] is None
    assert lines[59]["overall"] == 1  # the rule on dates is all that could be assessed


def test_findings_match_what_was_planted(card: ScoreCard) -> None:
    codes = card.findings.column("code").to_pylist()
    assert {code: codes.count(code) for code in set(codes)} == {
        "type_unknown": 5, "required_missing": 8, "wrong_length": 6, "in_the_future": 5, "sources_disagree": 2,
        "stale": 10, "duplicate_record": 2,
    }  # fmt: skip


@given(st.permutations(range(ROWS)))
def test_scores_do_not_depend_on_the_order_of_rows(order: list[int]) -> None:
    one, two = sixty(), sixty(np.array(order))
    for name in ("dimensions", "parts", "fields", "groups"):
        a, b = (getattr(card, name).to_pylist() for card in (one, two))
        assert len(a) == len(b)
        for left, right in zip(a, b, strict=True):
            assert left.keys() == right.keys()
            assert all(left[key] == pytest.approx(right[key]) for key in left)


def test_nulling_an_invalid_required_value_moves_its_loss() -> None:
    schema = Schema({"mobile": f.Phone(region="CN")})

    def scores(cell: Cell) -> dict[str, float | None]:
        records = hand_built({"mobile": ["+8613900138001", cell]})
        card = score_records(records, schema, as_of="2025-01-01")
        return {line["dimension"]: line["score"] for line in card.dimensions.to_pylist()}

    invalid, missing = scores(("12", None)), scores(None)
    assert (invalid["completeness"], invalid["accuracy"]) == (1.0, 0.5)
    assert (missing["completeness"], missing["accuracy"]) == (0.5, 1.0)


def test_an_unassessed_dimension_is_null_and_does_not_change_the_overall() -> None:
    records = hand_built({"mobile": ["+8613900138001", None]})
    card = score_records(records, Schema({"mobile": f.Phone(region="CN")}), as_of="2025-01-01")
    scores = {line["dimension"]: line["score"] for line in card.dimensions.to_pylist()}
    assert card.unassessed == ["timeliness", "uniqueness"]
    assert scores["timeliness"] is None
    assert card.overall == pytest.approx((0.5 + 1 + 1) / 3)


def test_no_records_no_scores() -> None:
    card = score_records(
        hand_built({"mobile": []}), Schema({"mobile": f.Phone(region="CN")}), entity_codes=np.array([], dtype=np.int64)
    )
    assert card.overall is None
    assert card.worst is None
    assert card.unassessed == list(DIMENSIONS)


def test_dimension_weights_and_row_weights(scored: Callable[..., ScoreCard]) -> None:
    plain = scored()
    heavy = scored(expectations={"weights": {"accuracy": 3}})
    lines = {line["dimension"]: line["score"] for line in plain.dimensions.to_pylist()}
    assert heavy.overall == pytest.approx((sum(lines.values()) + 2 * lines["accuracy"]) / 7)
    tiers = scored(expectations={"row_weight": {"column": "kind", "values": {"person": 2}}})
    line = _line(tiers, "fields", field="name", dimension="completeness")
    assert (line["numerator"], line["denominator"]) == (7, 10)


def test_by_takes_any_column(scored: Callable[..., ScoreCard]) -> None:
    card = scored(by=["source", "kind"])
    assert set(card.groups.column("by").to_pylist()) == {"source", "kind"}
    with pytest.raises(ColumnNotFoundError, match='Did you mean "source"'):
        scored(by="sorce")


def test_the_run_is_recorded(scored: Callable[..., ScoreCard]) -> None:
    run = scored(expectations={"as_of": "2025-03-01"}, as_of=None).run
    assert (run["as_of"], run["rows"]) == ("2025-03-01", 6)
    assert run["rules"] != scored(expectations={"require": ["email"]}).run["rules"]
    with pytest.raises(ConfigError, match="as_of"):
        scored(as_of="yesterday")


def test_accuracy_names_its_basis_and_its_interval(scored: Callable[..., ScoreCard]) -> None:
    import pyarrow as pa

    reference = pa.table({"record_id": ["1", "2"], "mobile": ["13900138001", "13900138009"]})
    line = _line(scored(reference=reference), "dimensions", dimension="accuracy")
    assert line["basis"] == "mixed"
    assert line["lower"] < line["score"] < line["upper"]
    assert _line(scored(), "dimensions", dimension="accuracy")["basis"] == "validity"

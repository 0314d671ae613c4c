"""Linking as a whole: identical rows are one, unlike rows are not, and the order of rows changes nothing."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custdq import fields as f
from custdq.errors import ConfigError, OptionError
from custdq.fields.base import Comparison, Equal, Kind, Level
from custdq.schema import Schema
from custdq.steps.link import LinkOptions, LinkOutcome, link_records, ready_records
from custdq.steps.link.block import BLOCK_CAP
from custdq.steps.standardize import standardize_records

Row = tuple[str | None, ...]

KINDS: dict[str, Kind] = {"name": f.PersonName(), "mail": f.Email(), "city": f.Category(), "tel": f.Phone(region="CN")}
WANG: Row = ("王伟", "wang@x.org", "深圳", "13800138001")
WANG_NEW_PHONE: Row = ("王伟", "wang@x.org", "深圳", "13900139002")
LI: Row = ("李娜", "lina@y.org", "北京", "13700137003")
ZHANG: Row = ("张敏", None, "广州", "13600136004")
OTHER_WANG: Row = ("王伟", "weiwei@z.org", "上海", "13500135005")
EMPTY: Row = (None, None, None, None)


def _link(rows: Sequence[Row], kinds: Mapping[str, Kind] = KINDS, **options: Any) -> LinkOutcome:
    columns = {name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(kinds)}
    schema = Schema(kinds)
    return link_records(standardize_records(pa.table(columns), schema), schema, LinkOptions(**options))


def _labels(rows: Sequence[Row], kinds: Mapping[str, Kind] = KINDS, **options: Any) -> list[int]:
    return [int(label) for label in _link(rows, kinds, **options).labels]


# --- a handful of rows --------------------------------------------------------------------------------------------

HANDFUL = [
    pytest.param([], [], id="no-rows"),
    pytest.param([WANG], [0], id="one-row"),
    pytest.param([WANG, WANG], [0, 0], id="two-the-same"),
    pytest.param([WANG, LI], [0, 1], id="two-unlike"),
    pytest.param([WANG, WANG_NEW_PHONE], [0, 0], id="another-phone"),
    pytest.param([WANG, OTHER_WANG], [0, 1], id="namesakes"),
    pytest.param([WANG, WANG, LI], [0, 0, 2], id="two-of-three"),
    pytest.param([LI, WANG, ZHANG, WANG_NEW_PHONE], [0, 1, 2, 1], id="two-of-four"),
    pytest.param([WANG, LI, WANG, LI, ZHANG], [0, 1, 0, 1, 4], id="two-pairs-of-five"),
    pytest.param([WANG] * 5, [0] * 5, id="five-the-same"),
    pytest.param([EMPTY, EMPTY, WANG], [0, 1, 2], id="rows-that-say-nothing"),
    pytest.param([EMPTY, EMPTY], [0, 1], id="nothing-but-empty-rows"),
]


@pytest.mark.parametrize(("rows", "expected"), HANDFUL)
def test_a_handful_of_rows(rows: Sequence[Row], expected: list[int]) -> None:
    assert _labels(rows) == expected


def test_more_copies_than_a_block_holds_are_one() -> None:
    labels = _labels([WANG] * (BLOCK_CAP + 5) + [LI, ZHANG])
    assert labels == [0] * (BLOCK_CAP + 5) + [BLOCK_CAP + 5, BLOCK_CAP + 6]


def test_a_table_of_nothing_but_copies_is_one() -> None:
    assert set(_labels([WANG] * 30)) == {0}


def test_a_name_alone_held_by_many_is_no_identity() -> None:
    rows: list[Row] = [(name,) for name in ["王伟"] * (BLOCK_CAP + 5) + [f"李{c}" for c in "娜芳敏静丽强磊军洋勇"]]
    assert len(set(_labels(rows, {"name": f.PersonName()}))) == len(rows)


@pytest.mark.parametrize(
    "kinds", [pytest.param({"city": f.Category()}, id="nothing-to-block-on"), pytest.param({}, id="no-columns")]
)
def test_without_evidence_everybody_is_somebody(kinds: dict[str, Kind]) -> None:
    rows: list[Row] = [("Rome",), ("Rome",), ("Bonn",)]
    columns = pa.table({"city": [row[0] for row in rows]})
    schema = Schema(kinds)
    assert link_records(standardize_records(columns, schema), schema).labels.tolist() == [0, 1, 2]


# --- many people with planted duplicates --------------------------------------------------------------------------


def _people(seed: int, entities: int = 150) -> tuple[list[Row], list[int]]:
    """Return rows of made-up people, each once to three times, some cells missing or mistyped, and who is who."""
    draw = random.Random(seed)  # noqa: S311 - made-up people
    family, given_names = "王李张刘陈杨赵黄周吴徐孙马朱胡", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚"
    rows: list[tuple[Row, int]] = []
    for entity in range(entities):
        name = draw.choice(family) + draw.choice(given_names) + draw.choice(given_names)
        mail = f"{''.join(draw.choices('abcdefghij', k=6))}{entity}@{draw.choice(['qq.com', '163.com', 'x.org'])}"
        tel = "13" + "".join(draw.choices("0123456789", k=9))
        city = draw.choice(["北京", "上海", "广州", "深圳", "成都"])
        for _ in range(draw.choice([1, 1, 2, 3])):
            typed = mail.replace("a", "s", 1) if draw.random() < 0.1 else mail
            cells = (name, typed, city, tel)
            kept = [None if draw.random() < 0.1 and i else cell for i, cell in enumerate(cells)]
            rows.append((tuple(kept), entity))
    draw.shuffle(rows)
    return [row for row, _ in rows], [entity for _, entity in rows]


def _partition(labels: Sequence[int]) -> set[frozenset[int]]:
    groups: dict[int, set[int]] = {}
    for record, label in enumerate(labels):
        groups.setdefault(label, set()).add(record)
    return {frozenset(group) for group in groups.values()}


def test_planted_duplicates_are_found() -> None:
    rows, truth = _people(1)
    found = _labels(rows)
    mine = {(i, j) for i in range(len(rows)) for j in range(i) if found[i] == found[j]}
    true = {(i, j) for i in range(len(rows)) for j in range(i) if truth[i] == truth[j]}
    assert len(mine & true) >= 0.97 * len(mine)
    assert len(mine & true) >= 0.9 * len(true)


@settings(max_examples=8)
@given(st.integers(0, 1000), st.randoms(use_true_random=False))
def test_row_order_changes_nothing(seed: int, shuffler: random.Random) -> None:
    rows, _ = _people(seed, entities=40)
    order = list(range(len(rows)))
    shuffler.shuffle(order)
    straight, mixed = _link(rows), _link([rows[i] for i in order])
    back = {frozenset(order[i] for i in group) for group in _partition(mixed.labels.tolist())}
    assert back == _partition(straight.labels.tolist())
    assert mixed.model == straight.model
    pairs = {
        (min(order[a], order[b]), max(order[a], order[b]), p)
        for a, b, p in zip(mixed.left.tolist(), mixed.right.tolist(), mixed.probability.tolist(), strict=True)
    }
    expected = zip(straight.left.tolist(), straight.right.tolist(), straight.probability.tolist(), strict=True)
    assert pairs == set(expected)


def test_the_outcome_holds_together() -> None:
    rows, _ = _people(2)
    outcome = _link(rows)
    labels = outcome.labels
    assert (labels[labels] == labels).all()
    assert (labels <= np.arange(len(rows))).all()
    assert (outcome.left < outcome.right).all()
    pairs = list(zip(outcome.left.tolist(), outcome.right.tolist(), strict=True))
    assert pairs == sorted(set(pairs))
    assert outcome.levels.shape == (len(pairs), len(outcome.fields))
    odds = outcome.weight + outcome.model.prior_weight
    assert outcome.probability == pytest.approx(1 / (1 + np.exp2(-odds)))
    assert (outcome.probability >= 0.01 - 1e-9).all()
    assert sorted(outcome.place.tolist()) == list(range(len(rows)))


def test_a_higher_threshold_never_joins_more() -> None:
    rows, _ = _people(3)
    entities = [len(set(_labels(rows, threshold=t))) for t in (0.005, 0.5, 0.999999)]
    assert entities == sorted(entities)


# --- across sources -----------------------------------------------------------------------------------------------


def test_across_sources_no_pair_lies_inside_one() -> None:
    rows, _ = _people(5)
    source = np.array([i % 2 for i in range(len(rows))], np.int32)
    outcome = _link(rows, across=source)
    assert len(outcome.left)
    assert (source[outcome.left] != source[outcome.right]).all()


def test_one_to_one_never_joins_two_of_a_source() -> None:
    rows, _ = _people(6)
    source = [i % 3 for i in range(len(rows))]
    labels = _labels(rows, across=np.array(source, np.int32), one_to_one=True)
    held = list(zip(labels, source, strict=True))
    assert len(set(held)) == len(held)
    assert len(set(labels)) < len(rows)


# --- what may be changed ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("threshold", [0, 1, -1, 1.5, float("nan")])
def test_a_threshold_is_a_probability(threshold: float) -> None:
    with pytest.raises(OptionError, match="threshold"):
        LinkOptions(threshold=threshold)


def test_declared_blocking_is_the_only_blocking() -> None:
    rows, _ = _people(7)
    outcome = _link(rows, blocking=[["mail"], ["name", "tel"]])
    assert {row["rule"] for row in outcome.blocking} <= {"mail", "name + tel"}
    assert len(outcome.left)


@pytest.mark.parametrize(
    ("blocking", "said"),
    [
        pytest.param([["nmae"]], 'Did you mean "name"', id="misspelt"),
        pytest.param([["city"]], "no blocking key", id="cannot-block"),
    ],
)
def test_a_wrong_blocking_is_said(blocking: list[list[str]], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        _link([WANG, LI, ZHANG], blocking=blocking)


def test_a_comparison_may_be_replaced() -> None:
    mine = Comparison((Level("same mailbox", Equal("canonical")),), ("email",))
    outcome = _link([WANG, WANG, LI, ZHANG], comparisons={"mail": mine})
    labels = {field.name: field.labels for field in outcome.fields}
    assert labels["mail"] == ("same mailbox", "differs")


def test_a_comparison_of_one_pooled_column_is_that_of_the_pool() -> None:
    kinds: dict[str, Kind] = {"name": f.PersonName(), "mobile": f.Phone(region="CN"), "landline": f.Phone(region="CN")}
    rows: list[Row] = [
        ("王伟", "13800138001", None),
        ("王伟", None, "13800138001"),
        ("李娜", "13700137003", "13600136004"),
    ]
    mine = Comparison((Level("shares a number", Equal("numbers")),), ("numbers",))
    outcome = _link(rows, kinds, comparisons={"landline": mine})
    assert {field.name: field.labels for field in outcome.fields}["phone"] == ("shares a number", "differs")
    assert outcome.labels[0] == outcome.labels[1]


COMPARISONS = [
    pytest.param({"nmae": Comparison((Level("same", Equal("full")),), ("full",))}, 'Did you mean "name"', id="column"),
    pytest.param({"mail": Comparison((Level("x", Equal("emial")),), ("email",))}, 'Did you mean "email"', id="key"),
    pytest.param({"mail": Comparison((Level("x", Equal("email")),), ("emial",))}, 'Did you mean "email"', id="present"),
    pytest.param({"mail": Comparison((Level("x", Equal("email"), "emial"),), ("email",))}, '"email"', id="frequency"),
    pytest.param({"mail": Comparison((Level("x", Equal("email")),), ())}, "must be present", id="nothing-present"),
    pytest.param(
        {"mail": Comparison((Level("x", Equal("email")),), ("email",), "y")}, '"y" as conflict_from', id="conflict"
    ),
]


@pytest.mark.parametrize(("comparisons", "said"), COMPARISONS)
def test_a_wrong_comparison_is_said(comparisons: dict[str, Comparison], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        _link([WANG, LI, ZHANG, WANG], comparisons=comparisons)


def test_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    rows, _ = _people(8)
    columns = pa.table({name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(KINDS)})
    schema = Schema(KINDS)
    link_records(standardize_records(columns, schema), schema, progress=lambda *step: told.append(step))
    assert {step[0] for step in told} == {"fit", "predict"}
    assert all(done <= total for _, done, total in told)


# --- a fitted model -----------------------------------------------------------------------------------------------


def test_a_fitted_model_gives_the_same_again() -> None:
    rows, _ = _people(9)
    fitted = _link(rows)
    again = _link(rows, model=fitted.model)
    assert again.labels.tolist() == fitted.labels.tolist()
    assert again.weight == pytest.approx(fitted.weight)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([WANG, WANG], [0, 0], id="two-the-same"),
        pytest.param([WANG, LI], [0, 1], id="two-unlike"),
        pytest.param([WANG], [0], id="one"),
        pytest.param([], [], id="none"),
        pytest.param([(*WANG[:1], None, *WANG[2:])] * 2 + [(*LI[:1], None, *LI[2:])], [0, 0, 2], id="a-column-empty"),
    ],
)
def test_a_fitted_model_serves_few_records_and_empty_columns(rows: list[Row], expected: list[int]) -> None:
    model = _link(_people(10)[0]).model
    assert _labels(rows, model=model) == expected


def test_a_model_of_other_fields_is_refused() -> None:
    model = _link(_people(11)[0]).model
    with pytest.raises(ConfigError, match="fitted on"):
        _link([("a",), ("b",), ("a",)], {"name": f.Text()}, model=model)


def test_a_model_of_other_levels_is_refused() -> None:
    rows, _ = _people(12)
    mine = Comparison((Level("same mailbox", Equal("canonical")),), ("email",))
    model = _link(rows, comparisons={"mail": mine}).model
    with pytest.raises(ConfigError, match="levels"):
        _link(rows, model=model)


@pytest.mark.parametrize("rows", [[], [WANG], [WANG, WANG_NEW_PHONE, LI, ZHANG, OTHER_WANG]])
def test_a_fit_alone_gives_the_model_of_linking(rows: list[Row]) -> None:
    table = pa.table({name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(KINDS)})
    schema = Schema(KINDS)
    assert ready_records(standardize_records(table, schema), schema).model == _link(rows).model

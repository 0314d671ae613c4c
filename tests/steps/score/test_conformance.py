"""Sixty raw records with every trap, their scores worked out by hand, the same from every kind of frame.

Weights: mobile 2, all else 1. Of each record a name and a way to reach the customer (weight 2) are required; of an
organization the tier, of a customer the email. A mobile's half-life is 365 days, an email's 730; the day is 2025-01-01.
A record in order has six values that can be judged, of weight 7 together: name, mobile, email, tier, start, end.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from custdq import fields as f
from custdq.prepared import prepare
from custdq.schema import Schema
from custdq.steps.score.card import ScoreCard
from custdq.steps.score.expectations import DIMENSIONS
from custdq.steps.score.scoring import score_records

ROWS = 60
AS_OF = "2025-01-01"
SCHEMA = Schema(
    {
        "name": f.PersonName(), "mobile": f.Phone(region="CN"), "email": f.Email(), "tier": f.Category(),
        "start": f.Date(), "end": f.Date(),
    }, record_id="id", source="source", updated_at="updated_at", owner="owner", stage="stage",
)  # fmt: skip
EXPECTATIONS: dict[str, Any] = {
    "completeness": {
        "require": ["name", {"any": ["mobile", "email"]}],
        "type": {"person": [], "organization": ["tier"]},
        "stage": {"lead": [], "customer": ["email"]},
    },
    "field": {
        "mobile": {"weight": 2, "half_life": 365}, "email": {"half_life": 730}, "tier": {"allowed": ["A", "B"]},
        "start": {"minimum": "2000-01-01"},
    },
    "rules": ["end >= start"],
}  # fmt: skip

#: What differs from a record in order, row by row.
PLANTED: dict[int, dict[str, str | None]] = {
    10: {"name": None}, 11: {"name": ""}, 12: {"name": "   "}, 13: {"name": "n/a"}, 14: {"name": "无"},
    15: {"name": "-"}, 16: {"mobile": None}, 17: {"mobile": "00000000000"}, 18: {"mobile": None, "email": None},
    19: {"mobile": "1390000001922"}, 20: {"mobile": "139 0000 0020"}, 21: {"email": "not an email"}, 22: {"tier": "Z"},
    23: {"start": "1999-01-01"}, 24: {"end": "2019-01-01"}, 25: {"end": None}, 26: {"end": "soon"},
    27: {"updated_at": "2024-01-02"}, 28: {"updated_at": "2023-01-02"}, 29: {"updated_at": None},
    30: {"updated_at": "2026-01-01"}, 31: {"updated_at": "n/a"}, 32: {"updated_at": "yesterday"},
    33: {"kind": "organization"}, 34: {"kind": "organization"}, 35: {"kind": "organization"},
    36: {"kind": "organization", "tier": None}, 37: {"kind": "organization", "tier": " "},
    38: {"kind": "organization", "tier": "N/A"}, 39: {"kind": "robot"}, 40: {"kind": "robot"}, 41: {"kind": None},
    42: {"stage": "???"}, 43: {"stage": None}, 44: {"stage": "customer"}, 45: {"stage": "customer", "email": None},
    46: {"stage": "customer", "email": "n/a"},
    47: {"stage": "customer", "email": None, "kind": "organization", "tier": None},
    49: {"mobile": "+8613900000048", "email": "ann48@x.org", "source": "erp"},
    51: {"mobile": "+8613900000050", "email": "ann50@x.org", "source": "erp"},
    52: {"email": "ann50@x.org", "source": "web"}, 54: {"name": "A. Lee", "mobile": "+8613900000053", "email": None},
    55: {"email": "a***@x.org"}, 56: dict.fromkeys(("name", "mobile", "email", "tier", "start", "end", "updated_at")),
    57: dict.fromkeys(("name", "mobile", "email", "tier", "start", "end", "updated_at"), " "),
    59: {"mobile": "１３９０００００059"},
}  # fmt: skip
#: Rows that are one customer.
ENTITIES = {49: 48, 51: 50, 52: 50, 54: 53}

#: By hand: completeness, accuracy, consistency, timeliness, uniqueness; "-" is not assessed.
BY_HAND = """
0-9    in order                                       1    1    1      1    1
10-15  null, blank or a placeholder for a name        2/3  1    1      1    1
16     no mobile, an email is enough                  1    1    1      1    1
17     zeros are no mobile                            1    1    1      1    1
18     no way to reach, nothing that ages             1/3  1    1      -    1
19     a mobile that cannot be: accuracy alone        1    5/7  1      1    1
20     written otherwise: 5/7 of the writing          1    1    6/7    1    1
21     an email that cannot be                        1    6/7  1      1    1
22     a tier that is not allowed                     1    6/7  1      1    1
23     a start before its minimum                     1    6/7  1      1    1
24     the end before the start: one rule of two      1    1    3/4    1    1
25     no end: no contradiction                       1    1    1      1    1
26     an end that cannot be read: accuracy alone     1    6/7  1      1    1
27     a year old: (2 x 1/2 + root of 1/2) / 3        1    1    1      year 1
28     two years old: (2 x 1/4 + 1/2) / 3             1    1    1      1/3  1
29     no date: not fresh and not stale               1    1    1      -    1
30     a date to come: age 0, one rule of two         1    1    3/4    1    1
31-32  a placeholder or a word for a date             1    1    1      -    1
33-35  an organization with its tier                  1    1    1      1    1
36-38  an organization without                        3/4  1    1      1    1
39-41  of a type nobody declared, or of none          -    1    1      1    1
42-43  at a stage nobody declared, or at none         -    1    1      1    1
44     a customer with an email                       1    1    1      1    1
45-46  a customer without                             3/4  1    1      1    1
47     an organization, a customer, without both      3/5  1    1      1    1
48-49  copies in two systems                          1    1    1      1    1/2
50-51  two of three agree on the mobile: 6/7          1    1    20/21  1    1/3
52     the third does not: 5/7                        1    1    19/21  1    1/3
53-54  a short form and a gap contradict nothing      1    1    1      1    1/2
55     a masked email cannot be judged                1    1    1      1    1
56-57  nothing at all                                 0    -    -      -    -
58     in order                                       1    1    1      1    1
59     full-width digits: 5/7 of the writing          1    1    6/7    1    1
"""
YEAR_OLD = (1 + math.sqrt(0.5)) / 3
FRAMES = ("pandas", "polars", "arrow", "parquet", "csv")


def raw() -> dict[str, list[str | None]]:
    """Return the records as columns."""
    rows: list[dict[str, str | None]] = []
    for row in range(ROWS):
        order: dict[str, str | None] = {
            "id": str(row), "source": "crm", "name": "Ann Lee", "mobile": f"+86139{row:08d}",
            "email": f"ann{row}@x.org", "kind": "person", "stage": "lead",
            "owner": "Zhao" if row in (56, 57) else "Li" if row < 30 else "Wu" if row < 59 else None, "tier": "A",
            "start": "2020-01-01", "end": "2021-01-01", "updated_at": AS_OF,
        }  # fmt: skip
        rows.append(order | PLANTED.get(row, {}))
    return {name: [one[name] for one in rows] for name in rows[0]}


def frame(kind: str, folder: Path) -> Any:
    """Return the records as one kind of frame, or the path of a file."""
    columns = raw()
    table = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
    if kind == "polars":
        import polars as pl

        return pl.from_arrow(table)
    if kind == "parquet":
        parquet.write_table(table, folder / "sixty.parquet")
        return folder / "sixty.parquet"
    if kind == "csv":
        pd.DataFrame(columns).to_csv(folder / "sixty.csv", index=False)
        return pd.read_csv(folder / "sixty.csv", dtype=str, keep_default_na=False)
    return pd.DataFrame(columns) if kind == "pandas" else table


def card_of(given: Any) -> ScoreCard:
    """Score the sixty."""
    ready = prepare(given, SCHEMA, as_of=AS_OF)
    entities = np.array([ENTITIES.get(row, row) for row in range(ROWS)], dtype=np.int64)
    options: dict[str, Any] = {"expectations": EXPECTATIONS, "as_of": AS_OF, "by": ["owner", "source"]}
    return score_records(ready.standardized, SCHEMA, entity_codes=entities, **options)


def by_hand() -> dict[str, list[float | None]]:
    """Read the table: each dimension's score of each row."""
    out: dict[str, list[float | None]] = {name: [] for name in DIMENSIONS}
    for line in BY_HAND.strip().splitlines():
        words = line.split()
        first, _, last = words[0].partition("-")
        for name, text in zip(DIMENSIONS, words[-5:], strict=True):
            score = None if text == "-" else YEAR_OLD if text == "year" else float(Fraction(text))
            out[name] += [score] * (int(last or first) - int(first) + 1)
    return out


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], ScoreCard]:
    """Return a function that gives the card made from one kind of frame."""
    made: dict[str, ScoreCard] = {}

    def card(kind: str) -> ScoreCard:
        if kind not in made:
            made[kind] = card_of(frame(kind, tmp_path_factory.mktemp(kind)))
        return made[kind]

    return card


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_record_scores_what_was_worked_out(cards: Any, kind: str, dimension: str) -> None:
    found = cards(kind).records.column(dimension).to_pylist()
    for row, (score, expected) in enumerate(zip(found, by_hand()[dimension], strict=True)):
        assert score == (None if expected is None else pytest.approx(expected)), (row, PLANTED.get(row))


@pytest.mark.parametrize("kind", FRAMES)
def test_a_dimension_is_the_mean_of_its_records(cards: Any, kind: str) -> None:
    lines = {line["dimension"]: line for line in cards(kind).dimensions.to_pylist()}
    for dimension, scores in by_hand().items():
        known = [score for score in scores if score is not None]
        assert lines[dimension]["score"] == pytest.approx(sum(known) / len(known))
        assert (lines[dimension]["assessed"], lines[dimension]["rows"]) == (len(known), ROWS)
    assert cards(kind).complete_rate == pytest.approx(40 / 55)


@pytest.mark.parametrize(
    ("field", "dimension", "part", "numerator", "denominator"),
    [
        pytest.param("name", "completeness", None, 47, 55, id="name: 55 of known type and stage, 8 without"),
        pytest.param("any of mobile, email", "completeness", None, 52, 55, id="contact: rows 18, 56 and 57 lack both"),
        pytest.param("tier", "completeness", None, 3, 7, id="tier: of seven organizations four lack it"),
        pytest.param("email", "completeness", None, 1, 4, id="email: of four customers three lack it"),
        pytest.param("mobile", "accuracy", None, 54, 55, id="mobile: row 19; five have none"),
        pytest.param("email", "accuracy", None, 51, 52, id="email: row 21; seven have none, one is masked"),
        pytest.param("tier", "accuracy", None, 53, 54, id="tier: row 22; six have none"),
        pytest.param("start", "accuracy", None, 57, 58, id="start: row 23; two have none"),
        pytest.param("end", "accuracy", None, 56, 57, id="end: row 26; three have none"),
        pytest.param("end >= start", "consistency", "rules", 55, 56, id="rule: row 24; four lack an operand"),
        pytest.param("updated_at not in the future", "consistency", "rules", 54, 55, id="dates: row 30; five lack one"),
        pytest.param("mobile", "consistency", "sources", 2 + 1 / 2 + 1 / 2 + 2, 7, id="mobile: rows 50 to 52"),
        pytest.param("name", "consistency", "sources", 7, 7, id="name: a short form is none"),
        pytest.param("mobile", "consistency", "format", 52, 54, id="writing: rows 20 and 59"),
        pytest.param("record", "uniqueness", "record", 51 + 2 / 2 + 3 / 3 + 2 / 2, 58, id="58 records of 54 customers"),
    ],
)
def test_fields(
    cards: Any, field: str, dimension: str, part: str | None, numerator: float, denominator: float
) -> None:  # fmt: skip
    lines = cards("pandas").fields.to_pylist()
    (line,) = [x for x in lines if (x["field"], x["dimension"], x["part"]) == (field, dimension, part)]
    assert (line["numerator"], line["denominator"]) == (pytest.approx(numerator), denominator)


def test_an_empty_group_is_shown_and_not_ranked(cards: Any) -> None:
    groups = {(line["group"], line["dimension"]): line for line in cards("pandas").groups.to_pylist()}
    zhao = groups["Zhao", "accuracy"]
    assert (zhao["score"], zhao["rank"], zhao["assessed"], zhao["rows"]) == (None, None, 0, 2)
    assert groups[None, "consistency"]["score"] == pytest.approx(6 / 7)
    assert groups["Li", "completeness"]["score"] == pytest.approx((10 + 6 * 2 / 3 + 2 + 1 / 3 + 11) / 30)


@pytest.mark.parametrize("kind", FRAMES[1:])
def test_every_kind_of_frame_gives_the_same_card(cards: Any, kind: str) -> None:
    one, other = cards("pandas"), cards(kind)
    for name in ("dimensions", "parts", "fields", "groups", "group_fields", "agreement", "conflicts"):
        assert getattr(one, name).equals(getattr(other, name)), name


def test_one_defect_is_charged_once(cards: Any) -> None:
    records = cards("pandas").records.to_pylist()
    for row in PLANTED:
        charged = [name for name in DIMENSIONS if records[row][name] is not None and records[row][name] < 1]
        linked = row in (48, 49, 50, 51, 52, 53, 54)
        assert len(charged) <= (2 if linked else 1), (row, charged)

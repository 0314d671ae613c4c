"""Rows that fail are shown with their reasons, a few of each, and no value of theirs."""

from __future__ import annotations

import pandas as pd
import pytest

import custdq
from custdq import fields as f
from custdq.results import ScoreCard
from custdq.schema import Schema

SCHEMA = Schema({"name": f.PersonName(), "mail": f.Email()}, record_id="id", owner="owner")
BAD = [f"no address of {number}" for number in range(20)]


@pytest.fixture
def people() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": [f"1390000{number:04}" for number in range(20)],
            "name": ["王伟明", None] * 10,
            "mail": BAD,
            "owner": ["Li"] * 20,
        }
    )


def card(people: pd.DataFrame) -> ScoreCard:
    return custdq.score(people, SCHEMA, as_of="2025-06-30", expectations={"require": ["name", "mail"]})


def test_a_few_rows_of_each_problem_with_what_is_wrong(people: pd.DataFrame) -> None:
    rows = card(people).failing(6)
    assert len(rows) == 6
    assert rows["column"].value_counts().to_dict() == {"mail": 3, "name": 3}
    assert set(rows.loc[rows["column"] == "name", "code"]) == {"required_missing"}


def test_values_and_telling_ids_are_masked_unless_asked_for(people: pd.DataFrame) -> None:
    found = card(people)
    text = found.failing().to_csv() + str(found.to_dict())
    assert not [value for value in [*BAD, "王伟明", "13900000003"] if value in text]
    assert found.to_dict()["redacted"]
    shown = found.failing(show_values=True).to_csv() + str(found.to_dict(show_values=True))
    assert BAD[0] in shown
    assert "13900000000" in shown
    assert not found.to_dict(show_values=True)["redacted"]


def test_the_same_rows_in_another_order_show_the_same_examples(people: pd.DataFrame) -> None:
    mixed = people.sample(frac=1, random_state=3)
    assert card(mixed).failing(6).to_dict() == card(people).failing(6).to_dict()


def test_columns_and_personal_data_are_told(people: pd.DataFrame) -> None:
    found = card(people)
    columns = found.columns.set_index("column")
    assert (columns.loc["mail", "invalid"], columns.loc["name", "missing"]) == (20, 10)
    assert dict(zip(found.personal_data["column"], found.personal_data["level"], strict=True)) == {
        "id": "ordinary", "name": "ordinary", "mail": "ordinary",
    }  # fmt: skip
    assert found.to_dict()["missingness"]["columns"] == ["name", "mail"]

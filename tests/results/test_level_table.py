"""How fields are compared and which rules make pairs, as tables that are read, changed and given back."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import custdq
from custdq import Linker, Schema
from custdq import fields as f
from custdq.errors import ColumnNotFoundError, OptionError
from custdq.fields.base import Comparison, Equal, Level

SCHEMA = Schema({"name": f.PersonName(), "post code": f.PostalCode(), "city": f.Category(), "mail": f.Email()})
PEOPLE = pd.DataFrame(
    {
        "name": [
            f"{given} {family}" for family in ("Smith", "Jones", "Brown") for given in ("Ann", "Bob", "Eve", "Tom")
        ],
        "post code": [f"{10000 + i}" for i in range(12)],
        "city": ["Rome", "Bonn", "Oslo"] * 4,
        "mail": [f"{name}@x.org" for name in "abcdefghijkl"],
    }
)
TWICE = pd.concat([PEOPLE, PEOPLE.assign(name=PEOPLE["name"].str.replace("Ann", "Anna"))], ignore_index=True)


@pytest.fixture(scope="module")
def links() -> Any:
    return custdq.dedupe(TWICE, SCHEMA)


def test_the_table_tells_every_level_of_every_field(links: Any) -> None:
    table = links.comparisons
    assert list(table.columns) == [
        "field", "level", "test", "rarity", "present", "conflict", "alike", "m", "u", "match_weight",
    ]  # fmt: skip
    fields = {field.name: field for field in links.outcome.fields}
    for name, rows in table.groupby("field", sort=False):
        assert rows["level"].tolist() == list(fields[name].labels)
        assert rows["m"].sum() == pytest.approx(1)
    assert table.loc[table["level"] == "differs", "test"].isna().all()


def test_given_back_unchanged_it_changes_nothing(links: Any, tmp_path: Path) -> None:
    path = tmp_path / "levels.csv"
    links.comparisons.to_csv(path, index=False)
    for given in (links.comparisons, str(path)):
        again = Linker(SCHEMA, comparisons=given).fit(TWICE).predict(TWICE)
        assert [each.comparison for each in again.outcome.fields] == [each.comparison for each in links.outcome.fields]
        assert again.model.rows() == links.model.rows()


def test_a_level_is_taken_out_and_another_made_stricter(links: Any) -> None:
    table = links.comparisons
    mail = table[(table["field"] == "mail") & (table["level"] != "a letter differs")].copy()
    similar = mail["test"].str.startswith("similar", na=False)
    mail.loc[similar, "test"] = mail.loc[similar, "test"].str.replace(r"0\.\d+\)", "0.97)", regex=True)
    again = Linker(SCHEMA, comparisons=mail).fit(TWICE).predict(TWICE)
    changed = next(each for each in again.outcome.fields if each.name == "mail")
    assert "a letter differs" not in changed.labels
    assert {level.test.at_least for level in changed.comparison.levels if hasattr(level.test, "at_least")} == {0.97}
    others = [each.comparison for each in again.outcome.fields if each.name != "mail"]
    assert others == [each.comparison for each in links.outcome.fields if each.name != "mail"]


def test_what_is_no_table_of_levels_is_refused(links: Any) -> None:
    with pytest.raises(ColumnNotFoundError, match=r'no column "test".*Did you mean "tests"'):
        Linker(SCHEMA, comparisons=links.comparisons.rename(columns={"test": "tests"}))
    with pytest.raises(OptionError, match="is no test of two values"):
        Linker(SCHEMA, comparisons=links.comparisons.assign(test="the same"))
    with pytest.raises(OptionError, match='no level with a test for "mail"'):
        Linker(SCHEMA, comparisons=links.comparisons.query("field == 'mail' and level == 'differs'"))
    with pytest.raises(OptionError, match='str for "mail"'):
        Linker(SCHEMA, comparisons={"mail": "exact"})
    wrong = Comparison((Level("same", Equal("whole")),), ("email",))
    with pytest.raises(OptionError, match='asks for the key "whole"'):
        Linker(SCHEMA, comparisons={"mail": wrong}).fit(TWICE)


def test_the_rules_of_a_run_are_given_back_too(links: Any, tmp_path: Path) -> None:
    rules = links.blocking
    assert {"name.full", "mail.email"} <= set(rules["rule"])
    path = tmp_path / "rules.csv"
    rules.assign(used=rules["rule"].isin(["name.full", "mail.email"])).to_csv(path, index=False)
    for given in (path, [["name.full"], "mail.email"], [["name.full"], ["mail.email"]]):
        again = Linker(SCHEMA, blocking=given).fit(TWICE).predict(TWICE)
        assert sorted(again.blocking["rule"]) == ["mail.email", "name.full"]
    both = Linker(SCHEMA, blocking=["name.phonetic + mail", ["name"]]).fit(TWICE)
    both.save(tmp_path / "model.json")
    loaded = Linker.load(tmp_path / "model.json").predict(TWICE)
    assert sorted(loaded.blocking["rule"]) == ["name", "name.phonetic + mail"]
    assert loaded.entity_codes.tolist() == both.predict(TWICE).entity_codes.tolist()


def test_what_is_no_table_of_rules_is_refused(links: Any) -> None:
    with pytest.raises(ColumnNotFoundError, match='no column "rule"'):
        Linker(SCHEMA, blocking=links.comparisons)
    with pytest.raises(OptionError, match="expected rules"):
        Linker(SCHEMA, blocking=links.blocking.assign(used=False))
    with pytest.raises(OptionError, match=r'blocking names "name.fall".*Did you mean "name.full"'):
        Linker(SCHEMA, blocking=[["name.fall"]]).fit(TWICE)


def test_a_model_is_told_in_a_line(links: Any) -> None:
    assert repr(links.model).startswith("<LinkageModel: ")
    assert len(repr(links.model)) < 150
    assert repr(replace(links.model, prior=0.0)).startswith("<LinkageModel: ")


def test_what_compares_texts_is_not_loaded_before_there_are_any() -> None:
    code = "import custdq.checking, sys; print('scipy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"

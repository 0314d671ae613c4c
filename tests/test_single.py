"""A single pair weighs what it weighs in its table, fast, and a misspelt column is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from tests.test_linker import SCHEMA, _people

from custdq import fields as f
from custdq.errors import ColumnNotFoundError, FrameError, NotFittedError, OptionError
from custdq.linker import Linker
from custdq.schema import Schema


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    return _people(200)


@pytest.fixture(scope="module")
def linker(people: pd.DataFrame) -> Linker:
    return Linker(SCHEMA).fit(people)


def test_a_pair_weighs_what_it_weighs_in_its_table(linker: Linker, people: pd.DataFrame) -> None:
    links = linker.predict(people)
    rows = {row["id"]: row for row in people.to_dict("records")}
    ids = people["id"].tolist()
    pairs = [*zip(links.pairs["left"], links.pairs["right"], strict=True), *zip(ids, ids[7:], strict=False)]
    for left, right in pairs[::5]:
        alone, there = linker.score(rows[left], rows[right]), links.explain(left, right)
        assert alone.match_weight == pytest.approx(there.match_weight), (left, right)
        assert [row["level"] for row in alone.data] == [row["level"] for row in there.data]


def test_a_value_too_common_for_its_block_makes_no_pair_here_either() -> None:
    people = _people(300)
    crowded = people.assign(name=["王伟" if i % 3 == 0 else name for i, name in enumerate(people["name"])])
    fitted = Linker(SCHEMA).fit(crowded)
    links = fitted.predict(crowded)
    rows = {row["id"]: row for row in crowded.to_dict("records")}
    for left, right in [*zip(links.pairs["left"], links.pairs["right"], strict=True)][::20]:
        why = fitted.score(rows[left], rows[right])
        assert why.match_weight == pytest.approx(links.explain(left, right).match_weight), (left, right)


def test_a_loaded_model_knows_no_frequencies(linker: Linker, people: pd.DataFrame, tmp_path: Path) -> None:
    linker.save(tmp_path / "model.json")
    left, right = people.iloc[[1]], people.iloc[[2]]
    alone = Linker.load(tmp_path / "model.json").score(left, right)
    assert all(row["frequency"] == 0 for row in alone.data)
    assert alone.match_probability > 0.9
    common = people.assign(name=["王伟" if i % 5 == 4 else name for i, name in enumerate(people["name"])])
    fitted = Linker(SCHEMA).fit(common)
    common_name, rare_name = (fitted.score({"name": name}, {"name": name}).data[0] for name in ("王伟", "尉迟恭"))
    assert common_name["frequency"] < 0 < rare_name["frequency"]


def test_what_a_record_leaves_out_is_missing(linker: Linker) -> None:
    why = linker.score({"name": "王伟", "mail": "a@x.org"}, {"mail": "A@x.org", "note": "x"})
    assert {row["field"]: row["level"] for row in why.data}["name"] == "not assessed"
    assert linker.score({"name": "王伟"}, {"name": None}).match_weight == pytest.approx(0.0, abs=0.001)


WRONG = [
    pytest.param({"nmae": "王伟"}, ColumnNotFoundError, '"name"', id="misspelt"),
    pytest.param({}, ColumnNotFoundError, "none of the columns", id="nothing"),
    pytest.param(_people(2), OptionError, "3 rows", id="rows"),
    pytest.param("a", FrameError, "str", id="text"),
    pytest.param(None, FrameError, "NoneType", id="none"),
]


@pytest.mark.parametrize(("record", "error", "said"), WRONG)
def test_what_is_no_record_is_refused(linker: Linker, record: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        linker.score({"name": "王伟"}, record)


def test_nothing_is_weighed_before_fit() -> None:
    with pytest.raises(NotFittedError):
        Linker(SCHEMA).score({"name": "王伟"}, {"name": "王伟"})


def test_a_single_record_is_read_as_its_column_was() -> None:
    schema = Schema({"name": f.PersonName(), "tel": f.Phone(), "born": f.Date()})
    frame = pd.DataFrame(
        {
            "name": [f"{given} {family}" for given in ("mary", "john", "anna") for family in ("smith", "jones")] * 6,
            "tel": [f"(312) 555-0{100 + i % 18}" for i in range(36)],
            "born": [f"{13 + i % 12}/0{1 + i % 9}/1980" for i in range(36)],
        }
    )
    linker = Linker(schema).fit(frame)
    links = linker.predict(frame)
    rows = frame.to_dict("records")
    alone, there = linker.score(rows[0], rows[18]), links.explain(0, 18)
    assert [row["level"] for row in alone.data] == [row["level"] for row in there.data]
    assert alone.match_weight == pytest.approx(there.match_weight)


def test_names_in_two_columns_are_known_again(tmp_path: Path) -> None:
    schema = Schema({"given_name": f.PersonName(), "surname": f.PersonName(), "born": f.Date()})
    frame = pd.DataFrame(
        {
            "given_name": ["mary", "john", "anna", "bob"] * 15,
            "surname": ["smith", "jones", "lee"] * 20,
            "born": ["1980-01-01", "1990-02-02"] * 30,
        }
    )
    Linker(schema).fit(frame).save(tmp_path / "model.json")
    loaded = Linker.load(tmp_path / "model.json")
    for first in ({"given_name": "mary ann", "surname": "smith"}, {"given_name": "bob"}):
        assert loaded.score(first, {"given_name": "john", "surname": "smith"}).data

"""A single pair weighs what it weighs in its table, fast, and a misspelt column is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
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


WIDE = Schema(
    {
        "name": f.PersonName(), "company": f.OrganizationName(), "mobile": f.Phone(region="CN"),
        "landline": f.Phone(region="CN"), "mail": f.Email(), "address": f.Address(region="CN"), "born": f.Date(),
        "id_card": f.Identifier("cn.resident_id"), "gender": f.Category("gender"), "site": f.Url(), "note": f.Text(),
        "staff": f.Number(), "at": f.Coordinates(),
    },
    record_id="id", updated_at={"mail": "stamp"},
)  # fmt: skip


def _customers(count: int = 90) -> pd.DataFrame:
    """Return customers written twice, once cleanly and once as a clerk would."""
    draw = np.random.default_rng(11)
    family, given = "王李张刘陈杨赵黄欧", "伟芳娜敏静丽强磊军洋"
    rows: list[dict[str, Any]] = []
    for i in range(count):
        name = family[i % 9] + given[i % 10] + given[i * 7 % 10]
        number = f"{i * 7919 % 100_000_000:08d}"
        row: dict[str, Any] = {
            "name": name,
            "company": f"上海{given[i % 10]}{family[i % 9]}电子有限公司" if i % 3 else None,
            "mobile": f"138{number}",
            "landline": f"010-6{i:07d}" if i % 4 else None,
            "mail": f"user{i:03d}@x{i % 5}.org",
            "address": f"北京市朝阳区建国路{i}号{i % 9 + 1}栋{i % 7 + 1}01室",
            "born": f"19{60 + i % 40}-0{1 + i % 9}-{10 + i % 18}",
            "id_card": None,
            "gender": "男女"[i % 2],
            "site": f"https://www.s{i}.com/a",
            "note": f"下周 回访 case {i % 6}",
            "staff": str(i % 12 * 100),
            "at": f"31.{i:04d}, 121.{i:04d}",
            "stamp": "2024-01-01",
        }
        again = row | {
            "mobile": f"+86 138 {number[:4]} {number[4:]}", "mail": row["mail"].upper(), "gender": "MF"[i % 2],
            "company": name if i % 10 == 3 else row["company"], "landline": None if i % 5 else f"6{i:07d}",
            "born": row["born"].replace("-", "/"), "address": row["address"].replace("北京市", "北京"),
        }  # fmt: skip
        for side in (row, again):
            kept = {k: v if k == "name" or draw.random() > 0.12 else None for k, v in side.items()}
            rows.append(kept | {"id": f"r{len(rows)}"})
    return pd.DataFrame(rows)


def test_every_kind_of_value_weighs_what_it_weighs_in_its_table(tmp_path: Path) -> None:
    people = _customers()
    fitted = Linker(WIDE).fit(people)
    fitted.save(tmp_path / "model.json")
    loaded = Linker.load(tmp_path / "model.json")
    links, rows = fitted.predict(people), people.to_dict("records")
    for left, right in [*((i, i + 1) for i in range(0, 120, 2)), *((i, i + 40) for i in range(40))]:
        there = links.explain(f"r{left}", f"r{right}")
        alone, unlearnt = (linker.score(rows[left], rows[right]) for linker in (fitted, loaded))
        assert [row["level"] for row in alone.data] == [row["level"] for row in there.data], (left, right)
        assert alone.match_weight == pytest.approx(there.match_weight), (left, right)
        # a table of two knows no more than the schema says
        two = loaded.predict(people.iloc[[left, right]]).explain(f"r{left}", f"r{right}")
        assert [row["level"] for row in unlearnt.data] == [row["level"] for row in two.data], (left, right)


def test_a_city_beside_an_address_is_read_with_it_though_it_is_not_declared(tmp_path: Path) -> None:
    schema = Schema({"name": f.PersonName(), "address": f.Address(region="CN")})
    frame = pd.DataFrame(
        {
            "name": [f"{'王李张刘陈'[i % 5]}{'伟芳娜敏静丽强'[i % 7]}" for i in range(60)],
            "address": [f"中山路{i % 30}号" for i in range(60)],
            "city": ["杭州市", "南京市"] * 30,
        }
    )
    linker = Linker(schema).fit(frame)
    links, rows = linker.predict(frame), frame.to_dict("records")
    for left, right in ((0, 30), (0, 35), (1, 31)):
        alone, there = linker.score(rows[left], rows[right]), links.explain(left, right)
        assert [row["level"] for row in alone.data] == [row["level"] for row in there.data], (left, right)


def test_half_a_character_is_no_error(linker: Linker) -> None:
    assert linker.score({"name": "王\ud83d伟"}, {"name": "王伟"}).data


def test_another_order_of_how_rare_places_are_is_the_models_all_the_same(tmp_path: Path) -> None:
    schema = Schema({"name": f.PersonName(), "city": f.Text(), "postcode": f.PostalCode("IT"), "mail": f.Email()})
    places = [(f"{town}", f"{area}{i:03d}") for town, area in (("Rome", "00"), ("Milan", "20")) for i in range(9)]
    rows = [(f"Ann{i % 50} Lee{i % 7}", *places[i % 18], f"u{i // 2}@x.org") for i in range(300)]
    frame = pd.DataFrame(rows, columns=[*schema.columns])
    Linker(schema).fit(frame).save(tmp_path / "model.json")
    loaded = Linker.load(tmp_path / "model.json")
    towns = [("Ann Lee", "Rome", "00118", None), ("Ann Lee", "Ostia", "00119", None)]
    few = pd.DataFrame(towns, columns=[*schema.columns])
    two = loaded.predict(few).explain(0, 1)
    alone = loaded.score(*few.to_dict("records"))
    assert [row["level"] for row in two.data] == [row["level"] for row in alone.data]

"""What the user declares is checked at once, and is the same after TOML."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import custdq
from custdq import fields as f
from custdq.errors import ColumnNotFoundError, ConfigError, CustdqError, SchemaError
from custdq.schema import Schema

FULL = Schema(
    {
        "name": f.PersonName(),
        "mobile": f.Phone(region="CN"),
        "uscc": f.Identifier("cn.uscc"),
        "born": f.Date(birth=True),
        "gender": f.Category("gender"),
        '列 "1"': f.Text(),
    },
    record_id="id",
    source="system",
    updated_at={"mobile": "mobile_at", "*": "at"},
    owner="salesperson",
    stage="stage",
)

EVERYTHING = [*FULL.columns, "id", "system", "mobile_at", "at", "salesperson", "stage"]


@pytest.mark.parametrize("kind", [f.Email, "email", None])
def test_a_kind_must_be_an_instance(kind: Any) -> None:
    with pytest.raises(SchemaError, match='"mail"'):
        Schema({"mail": kind})


@pytest.mark.parametrize("columns", [["name"], None, "name"])
def test_columns_must_be_a_mapping(columns: Any) -> None:
    with pytest.raises(SchemaError, match=type(columns).__name__):
        Schema(columns)


@pytest.mark.parametrize("role", ["record_id", "source", "updated_at", "owner", "stage"])
def test_a_role_must_be_a_column_name(role: str) -> None:
    roles: dict[str, Any] = {role: 5}
    with pytest.raises(SchemaError, match=role):
        Schema({}, **roles)


def test_only_updated_at_may_name_several_columns() -> None:
    wrong: dict[str, Any] = {"owner": {"mobile": "x"}}
    with pytest.raises(SchemaError, match="owner"):
        Schema({}, **wrong)


def test_a_schema_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        FULL.owner = "x"  # type: ignore[misc]


def test_toml_gives_the_same_schema_back(tmp_path: Path) -> None:
    path = tmp_path / "schema.toml"
    text = FULL.to_toml(path)
    assert path.read_text(encoding="utf-8") == text
    assert Schema.from_toml(path) == FULL


@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8")),
        st.sampled_from([f.Email(), f.Phone(), f.Phone(region="DE"), f.Text(), f.Date(order="dmy"), f.Number()]),
        max_size=5,
    )
)
def test_any_column_names_survive_toml(columns: dict[str, Any]) -> None:
    import tomllib

    schema = Schema(columns)
    back = Schema.from_dict(tomllib.loads(schema.to_toml()))
    assert back == schema
    assert list(back.columns) == list(columns)


@pytest.mark.parametrize("kind", list(f.KINDS.values()), ids=list(f.KINDS))
def test_every_kind_survives_toml(kind: type[f.Kind]) -> None:
    import tomllib

    schema = Schema({"x": kind()})
    assert Schema.from_dict(tomllib.loads(schema.to_toml())) == schema


@pytest.mark.parametrize(
    ("document", "said"),
    [
        pytest.param({"schema": {"ownr": "x"}}, 'Did you mean "owner"', id="role"),
        pytest.param({"schema": "x"}, r"\[schema\]", id="schema-no-table"),
        pytest.param({"columns": ["x"]}, r"\[columns\]", id="columns-no-table"),
        pytest.param({"columns": {"a": {"region": "CN"}}}, '"a" has no kind', id="no-kind"),
        pytest.param({"columns": {"a": 5}}, '"a" has no kind', id="number"),
        pytest.param({"columns": {"a": {"kind": ["phone"]}}}, '"a" has no kind', id="list"),
        pytest.param({"columns": {"a": "phon"}}, 'Did you mean "phone"', id="kind"),
        pytest.param({"columns": {"a": {"kind": "phone", "regoin": "CN"}}}, "regoin", id="option"),
        pytest.param({"columns": {"a": {"kind": "phone", "name": "x"}}}, "name", id="option-called-name"),
        pytest.param({"schema": {"owner": 5}}, "owner", id="role-number"),
    ],
)
def test_a_document_that_does_not_hold_together(document: dict[str, Any], said: str) -> None:
    with pytest.raises(CustdqError, match=said):
        Schema.from_dict(document)


def test_an_unknown_kind_option_is_an_error_of_the_configuration() -> None:
    with pytest.raises(ConfigError):
        Schema.from_dict({"columns": {"a": {"kind": "email", "region": "CN"}}})


def test_asking_for_a_column_that_is_not_there() -> None:
    assert FULL.kind("mobile") == f.Phone(region="CN")
    with pytest.raises(ColumnNotFoundError, match='Did you mean "mobile"'):
        FULL.kind("moblie")


@pytest.mark.parametrize(
    "missing", ["name", "id", "system", "mobile_at", "salesperson", "stage"], ids=lambda name: f"without-{name}"
)
def test_check_finds_every_column_that_is_not_there(missing: str) -> None:
    FULL.check(EVERYTHING)
    with pytest.raises(ColumnNotFoundError, match=f'"{missing}"'):
        FULL.check([name for name in EVERYTHING if name != missing])


def test_restricted_keeps_what_is_there() -> None:
    small = FULL.restricted(["mobile", "at", "id"], optional=EVERYTHING)
    assert small == Schema({"mobile": f.Phone(region="CN")}, record_id="id", updated_at={"*": "at"})
    small.check(["mobile", "at", "id"])


def test_restricted_to_nothing_names_nothing() -> None:
    assert FULL.restricted([], optional=EVERYTHING) == Schema({})


def test_restricted_refuses_what_may_not_be_missing() -> None:
    with pytest.raises(ColumnNotFoundError, match='"uscc"'):
        FULL.restricted([name for name in EVERYTHING if name != "uscc"], optional=["name"])


def test_roles_are_the_single_columns() -> None:
    assert FULL.roles() == {"record_id": "id", "source": "system", "owner": "salesperson", "stage": "stage"}


def test_a_declared_schema_prints_as_a_table() -> None:
    lines = str(FULL).splitlines()
    assert lines[0].split() == ["column", "kind", "evidence", "confidence"]
    assert len(lines) == 2 + len(FULL.columns)
    assert lines[-1].startswith("roles: record_id = id")


# --- inference ------------------------------------------------------------------------------------------------------

PEOPLE = {
    "id": ["C1", "C2", "C3", "C4"],
    "姓名": ["王伟", "李娜", "张敏", "刘洋"],
    "手机号码": ["13800138001", "139 0013 9002", "+86 13700137003", "15900159004"],
    "邮箱": ["a@qq.com", "b@163.com", "c@qq.com", None],
}


@pytest.mark.parametrize("make", [pd.DataFrame, pa.table], ids=["pandas", "pyarrow"])
def test_a_schema_is_inferred_from_any_frame(make: Any) -> None:
    schema = Schema.infer(make(PEOPLE), region="CN")
    assert isinstance(schema.kind("手机号码"), f.Phone)
    assert isinstance(schema.kind("邮箱"), f.Email)
    schema.check(PEOPLE)
    assert len(schema.guesses) == len(PEOPLE)
    assert "手机号码" in str(schema)


def test_an_inferred_schema_survives_toml_but_for_its_evidence() -> None:
    import tomllib

    schema = Schema.infer(pd.DataFrame(PEOPLE))
    assert Schema.from_dict(tomllib.loads(schema.to_toml())) == schema


def test_a_restricted_schema_prints_only_what_it_has() -> None:
    shown = str(Schema.infer(pd.DataFrame(PEOPLE)).restricted(["邮箱"], optional=PEOPLE))
    assert "邮箱" in shown
    assert "手机号码" not in shown


def test_inference_from_a_path_that_is_not_there_says_so() -> None:
    with pytest.raises(CustdqError, match=r"crm\.csv"):
        custdq.Schema.infer("no-such-folder/crm.csv")


def test_a_frame_without_rows_can_be_inferred() -> None:
    Schema.infer(pd.DataFrame({"name": pd.Series([], dtype=object)}))
    Schema.infer(pd.DataFrame())


def test_a_schema_is_inferred_from_a_path(tmp_path: Path) -> None:
    path = tmp_path / "crm.csv"
    path.write_text("姓名,手机\n王伟,13800138001\n李娜,13900139002\n", encoding="gb18030")
    assert custdq.Schema.infer(path) == custdq.Schema.infer(custdq.read(path))


def test_dates_are_judged_on_a_day_unless_they_name_their_own() -> None:
    schema = Schema({"a": f.Date(), "b": f.Date(as_of="2020-01-01"), "c": f.Text()})
    dated = schema.judged_on("2025-06-30")
    assert dated.columns == {"a": f.Date(as_of="2025-06-30"), "b": f.Date(as_of="2020-01-01"), "c": f.Text()}
    assert schema.judged_on(None) is schema

"""Given name and family name in two columns: which is which, and what they say when a clerk exchanged them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from custdq import fields as f
from custdq.fields.base import Kind
from custdq.schema import Schema
from custdq.steps.link.compare import compare_pairs
from custdq.steps.link.evidence import build_fields
from custdq.steps.link.field import Field
from custdq.steps.link.linking import LinkOptions, LinkOutcome, link_records, ready_records
from custdq.steps.link.split_name import fitted_split, split_columns
from custdq.steps.standardize import standardize_records
from custdq.tables import Standardized

Columns = Mapping[str, Sequence[str | None]]

GIVEN = ["Evelyn", "Martin", "Evelyn", "Paula", "Martin", "Evelyn"]
FAMILY = ["May", "Stone", "Fisher", "Baker", "Young", "Carter"]

EXCHANGED = "given name and family name exchanged"


def _parsed(columns: Columns) -> tuple[dict[str, Kind], Standardized]:
    kinds: dict[str, Kind] = dict.fromkeys(columns, f.PersonName())
    table = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    return kinds, standardize_records(table, Schema(kinds))


def _split(columns: Columns) -> tuple[str, ...]:
    kinds, standardized = _parsed(columns)
    return split_columns(kinds, standardized.parsed)


def _fields(columns: Columns) -> dict[str, Field]:
    kinds, standardized = _parsed(columns)
    return {field.name: field for field in build_fields(Schema(kinds), standardized)}


def _level(field: Field, left: int, right: int) -> str:
    level = int(compare_pairs([field], np.array([left], np.int32), np.array([right], np.int32))[0, 0])
    return field.labels[level] if level < len(field.labels) else "not assessed"


# --- which column is which ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "family"),
    [
        pytest.param("first_name", "last_name", id="both-named"),
        pytest.param("given_name", "b", id="given-named"),
        pytest.param("a", "surname", id="family-named"),
    ],
)
@pytest.mark.parametrize("more_family_names", [True, False])
def test_the_names_of_the_columns_decide(given: str, family: str, more_family_names: bool) -> None:
    first, last = (GIVEN, FAMILY) if more_family_names else (FAMILY, GIVEN)
    assert _split({given: first, family: last}) == (given, family)
    assert _split({family: last, given: first}) == (given, family)


def test_else_there_are_more_family_names_than_given_names() -> None:
    assert _split({"name_a": GIVEN, "name_b": FAMILY}) == ("name_a", "name_b")
    assert _split({"name_a": FAMILY, "name_b": GIVEN}) == ("name_b", "name_a")


def test_chinese_names_of_one_or_two_characters_are_one_word() -> None:
    assert _split({"姓": ["王", "李", "欧阳", "赵"], "名": ["芳", "建国", "娜", "小明"]}) == ("名", "姓")


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({"first_name": GIVEN}, id="one-column"),
        pytest.param({"a": GIVEN, "b": FAMILY, "c": FAMILY[::-1]}, id="three-columns"),
        pytest.param({"first_name": GIVEN, "last_name": [f"Ann {name}" for name in FAMILY]}, id="a-whole-name"),
        pytest.param({"first_name": GIVEN, "last_name": [None] * 6}, id="an-empty-column"),
    ],
)
def test_anything_else_is_no_name_in_two_columns(columns: Columns) -> None:
    assert _split(columns) == ()


def test_a_name_beside_a_company_is_no_name_in_two_columns() -> None:
    kinds: dict[str, Kind] = {"name": f.PersonName(), "company": f.OrganizationName()}
    table = pa.table({"name": GIVEN, "company": ["Acme", "Bolt", "Crown", "Delta", "Eagle", "Falcon"]})
    assert split_columns(kinds, standardize_records(table, Schema(kinds)).parsed) == ()


# --- what an exchange says ----------------------------------------------------------------------------------------

PEOPLE: Columns = {
    "first_name": ["Evelyn", "May", "Evelyn", "Evelyn", "E.", "M.", None, "Paula"],
    "last_name": ["May", "Evelyn", "May", "Stone", "May", "E.", "Evelyn", None],
}


def test_two_names_exchanged_are_one_level_in_both_columns() -> None:
    for field in _fields(PEOPLE).values():
        assert _level(field, 0, 1) == EXCHANGED
        assert _level(field, 0, 2) == "same name"
        assert field.labels[:2] == ("same name", EXCHANGED)


def test_one_name_alone_or_an_initial_is_not_exchanged() -> None:
    fields = _fields(PEOPLE)
    for other in (3, 4, 5):
        assert EXCHANGED not in {_level(field, 1, other) for field in fields.values()}
    assert _level(fields["last_name"], 1, 7) == "not assessed"


def test_case_and_chinese_of_one_character_do_not_matter() -> None:
    columns = {"first_name": ["EVELYN", "may", "王", "芳"], "last_name": ["May", "evelyn", "芳", "王"]}
    for field in _fields(columns).values():
        assert _level(field, 0, 1) == EXCHANGED
        assert _level(field, 2, 3) == EXCHANGED


def test_a_household_shares_the_family_name_and_not_the_given_name() -> None:
    fields = _fields({"first_name": GIVEN, "last_name": FAMILY})
    assert fields["last_name"].shared
    assert not fields["first_name"].shared


# --- through the whole of linking ---------------------------------------------------------------------------------

KINDS: dict[str, Kind] = {"name_a": f.PersonName(), "name_b": f.PersonName(), "email": f.Email(), "born": f.Date()}


def _people(count: int = 300) -> pa.Table:
    """Return people, each third of them twice, every tenth copy with the names exchanged."""
    draw = np.random.default_rng(5)
    first = draw.choice(["Evelyn", "Martin", "Paula", "Oscar", "Nadia", "Victor", "Helen", "Simon"], count).tolist()
    last = [f"{a}{b}" for a, b in draw.choice(["Bar", "Cal", "Dor", "Fen", "Gar", "Hol", "Kem"], (count, 2)).tolist()]
    rows: list[Sequence[str | None]] = []
    for i, (given, family) in enumerate(zip(first, last, strict=True)):
        born = f"19{50 + i % 50}-0{1 + i % 9}-1{i % 7}"
        rows.append((given, family.title(), f"u{i}@x.org", born))
    for i, row in enumerate(rows[::3]):
        rows.append((row[1], row[0], None, row[3]) if i % 10 == 0 else row)
    return pa.table({name: pa.array(list(column)) for name, column in zip(KINDS, zip(*rows, strict=True), strict=True)})


def _link(table: pa.Table, options: LinkOptions | None = None) -> LinkOutcome:
    schema = Schema(KINDS)
    return link_records(standardize_records(table, schema), schema, options)


def test_customers_whose_names_were_exchanged_are_found() -> None:
    labels = _link(_people()).labels.tolist()
    exchanged = [(i * 3, 300 + i) for i in range(0, 100, 10)]
    assert [pair for pair in exchanged if labels[pair[0]] != labels[pair[1]]] == []


def test_a_model_knows_which_column_is_which_where_few_records_do_not_tell() -> None:
    schema = Schema(KINDS)
    model = ready_records(standardize_records(_people(), schema), schema).model
    assert fitted_split(model, KINDS) == ("name_a", "name_b")
    for kept in ("name_a", "name_b"):  # the other is compared in a way of the user's own
        own = replace(model, fields=tuple(replace(f, labels=f.labels[1:2] * (f.name == kept)) for f in model.fields))
        assert fitted_split(own, KINDS) == ("name_a", "name_b")
    few = pa.table({
        "name_a": ["Anna Maria", "Bo", "Anna Maria"], "name_b": ["Lee"] * 3, "email": ["a@x.org", None, "a@x.org"],
        "born": ["1970-01-11", None, "1970-01-11"],
    })  # fmt: skip
    outcome = _link(few, LinkOptions(model=model))
    assert [field.shared for field in outcome.fields] == [False, True, False, False]
    assert outcome.labels.tolist() == [0, 1, 0]


def test_half_a_chinese_name_is_the_same_in_its_own_column() -> None:
    fields = _fields({"given_name": ["浩", "浩", "直樹", "王"], "surname": ["王", "王", "李", "浩"]})
    assert _level(fields["given_name"], 0, 1) == "same name"
    assert _level(fields["surname"], 0, 1) == "same name"
    assert _level(fields["given_name"], 0, 3) == EXCHANGED

"""Only columns about the customer are evidence; the same sort of thing under several names is one field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pytest

from custdq import fields as f
from custdq.fields.base import Kind
from custdq.schema import Schema
from custdq.steps.link.evidence import build_fields, evidence_columns
from custdq.steps.link.field import Field
from custdq.steps.link.model import FieldModel, LinkageModel
from custdq.steps.standardize import standardize_records
from custdq.tables import CONTEXT_COLUMNS, Standardized

Columns = Mapping[str, Sequence[str | None]]


def _standardized(columns: Columns, schema: Schema) -> Standardized:
    return standardize_records(pa.table({n: pa.array(c, pa.string()) for n, c in columns.items()}), schema)


def _evidence(columns: Columns, kinds: dict[str, Kind], **roles: Any) -> list[str]:
    schema = Schema(kinds, **roles)
    return list(evidence_columns(schema, _standardized(columns, schema)))


def _fields(columns: Columns, kinds: dict[str, Kind], fitted: Sequence[tuple[str, ...]] | None = None) -> list[Field]:
    schema = Schema(kinds)
    model = None if fitted is None else _fitted_on(fitted)
    return build_fields(schema, _standardized(columns, schema), fitted=model)


def _fitted_on(columns: Sequence[tuple[str, ...]]) -> LinkageModel:
    shares = (0.9, 0.1), (0.1, 0.9), (0.1, 0.9)
    fields = tuple(FieldModel(names[0], ("same", "differs"), *shares, 1.0, names) for names in columns)
    return LinkageModel(fields, (), 0.01, 0.0, 10)


MAILS = ["a@x.org", "b@x.org", "c@x.org"]


@pytest.mark.parametrize("name", CONTEXT_COLUMNS)
def test_what_describes_the_dealing_is_no_evidence(name: str) -> None:
    assert _evidence({"mail": MAILS, name: ["1", "2", "3"]}, {"mail": f.Email(), name: f.Text()}) == ["mail"]


@pytest.mark.parametrize("role", ["record_id", "source", "updated_at", "owner", "stage"])
def test_a_column_in_a_role_is_no_evidence(role: str) -> None:
    kinds: dict[str, Kind] = {"mail": f.Email(), "x": f.Text()}
    assert _evidence({"mail": MAILS, "x": ["1", "2", "3"]}, kinds, **{role: "x"}) == ["mail"]


def test_dates_of_single_fields_are_no_evidence() -> None:
    schema = Schema({"mail": f.Email(), "seen": f.Date()}, updated_at={"mail": "seen"})
    columns = {"mail": MAILS, "seen": ["2020-01-01", "2020-01-02", "2020-01-03"]}
    assert list(evidence_columns(schema, _standardized(columns, schema))) == ["mail"]


def test_divisions_read_into_the_address_are_no_evidence_of_their_own() -> None:
    columns = {
        "address": ["天河路464号", "天河路466号", "天河路468号"], "province": ["广东省"] * 3, "city": ["深圳市"] * 3,
        "district": ["福田区", "福田区", "南山区"],
    }  # fmt: skip
    kinds: dict[str, Kind] = {"address": f.Address(), "province": f.Text(), "city": f.Text(), "district": f.Text()}
    assert _evidence(columns, kinds) == ["address"]


@pytest.mark.parametrize(
    ("cells", "speaks"),
    [
        pytest.param([None] * 12, False, id="empty"),
        pytest.param(["vip", *[None] * 11], False, id="one-value"),
        pytest.param(["vip"] * 12, False, id="always-the-same"),
        pytest.param(["vip", "vip", *[None] * 10], True, id="two-values"),
        pytest.param(["vip"] * 11 + ["new"], True, id="one-exception"),
    ],
)
def test_a_column_that_tells_nothing_is_left_out(cells: list[str | None], speaks: bool) -> None:
    mails = [f"a{i}@x.org" for i in range(12)]
    found = _evidence({"mail": mails, "note": cells}, {"mail": f.Email(), "note": f.Text()})
    assert ("note" in found) is speaks


def test_in_a_few_rows_or_among_copies_agreement_counts() -> None:
    assert _evidence({"mail": MAILS, "note": ["vip"] * 3}, {"mail": f.Email(), "note": f.Text()}) == ["mail", "note"]
    assert _evidence({"mail": ["a@x.org"] * 20, "note": [None] * 20}, {"mail": f.Email(), "note": f.Text()}) == ["mail"]


def test_phones_are_one_field_whatever_the_column() -> None:
    kinds: dict[str, Kind] = {"mobile": f.Phone(region="CN"), "mail": f.Email(), "landline": f.Phone(region="CN")}
    columns: Columns = {
        "mobile": ["13800138001", None, "13700137003"],
        "mail": MAILS,
        "landline": [None, "13800138001", "13600136004"],
    }
    phone, mail = _fields(columns, kinds)
    assert (phone.name, phone.columns) == ("phone", ("mobile", "landline"))
    assert (mail.name, mail.columns) == ("mail", ("mail",))
    numbers = phone.keys["numbers"]
    assert numbers.codes[0, 0] == numbers.codes[1, 0]
    assert phone.present().tolist() == [True, True, True]
    assert phone.labels[-1] == "differs"


def test_a_fitted_column_is_evidence_however_little_it_holds() -> None:
    kinds: dict[str, Kind] = {"mail": f.Email(), "mobile": f.Phone(region="CN"), "landline": f.Phone(region="CN")}
    columns: Columns = {"mail": ["a@x.org"], "mobile": [None], "landline": [None]}
    names = [(field.name, field.columns) for field in _fields(columns, kinds, [("mail",), ("mobile", "landline")])]
    assert names == [("mail", ("mail",)), ("phone", ("mobile", "landline"))]
    assert [field.name for field in _fields(columns, kinds, [("mobile",)])] == ["mobile"]


def test_a_column_put_together_from_others_is_left_out() -> None:
    first, last = ["Ann", "Bob", "Cyd", "Dan", "Eva", "Fay"], ["Lee", "Ray", "Fox", "Day", "Kim", "Orr"]
    columns = {"full": [f"{a} {b}" for a, b in zip(first, last, strict=True)], "first": first, "last": last}
    fields = _fields(columns, dict.fromkeys(columns, f.Text()))
    assert [field.name for field in fields] == ["first", "last"]


def test_every_kind_gives_fields_that_can_be_compared() -> None:
    for name, kind in f.KINDS.items():
        made = kind()
        for field in _fields({"x": ["1", "2", "a@b.org"]}, {"x": made}, [("x",)]):
            assert field.present().shape == (3,), name
            assert len(field.labels) >= 2, name


PLACES = {"city": ["Rome", "Bonn", "Bonn"], "state": ["LZ", "NW", "NW"], "zip": ["00118", "53111", "53113"]}
PLACE_KINDS: dict[str, Kind] = {"city": f.Text(), "state": f.Text(), "zip": f.PostalCode()}


def test_columns_of_one_place_are_one_ladder_however_few_the_rows() -> None:
    names: dict[str, Kind] = {"first_name": f.PersonName(), "surname": f.PersonName()}
    columns = {"first_name": ["Ann", "Bob", "Eve"], "surname": ["Lee", "Lee", "Ray"], **PLACES}
    by_name = {field.name: field for field in _fields(columns, names | PLACE_KINDS)}
    assert by_name["zip, city, state"].shared is True


@pytest.mark.parametrize(("kind", "shared"), [(f.PersonName(), True), (f.OrganizationName(), None)])
def test_a_family_shares_its_city_of_firms_nobody_knows(kind: Kind, shared: bool | None) -> None:
    columns = {"name": ["Ann Lee", "Bob Lee", "Eve Ray"], "city": PLACES["city"]}
    by_name = {field.name: field for field in _fields(columns, {"name": kind, "city": f.Text()})}
    assert by_name["city"].shared is shared


def test_a_family_name_by_itself_names_nobody() -> None:
    fields = _fields({"surname": ["Lee", "Lee", "Ray"], "mail": MAILS}, {"surname": f.PersonName(), "mail": f.Email()})
    assert [(field.name, field.shared, field.conflict_level) for field in fields] == [
        ("surname", True, None),
        ("mail", False, None),
    ]


@pytest.mark.parametrize(
    ("columns", "naming"),
    [
        pytest.param(["first_name", "last_name", "employer_name"], [], id="a name in two columns beside an employer"),
        pytest.param(["姓名", "工作单位"], ["姓名"], id="a name in one column beside an employer"),
    ],
)
def test_the_column_called_a_name_is_the_entity_s(columns: list[str], naming: list[str]) -> None:
    raw = pa.table({name: ["Ann", "Bob", "Cy"] for name in columns})
    schema = Schema({name: f.OrganizationName() if name == columns[-1] else f.PersonName() for name in columns})
    fields = build_fields(schema, standardize_records(raw, schema))
    assert [field.name for field in fields if field.conflict_level is not None] == naming


@pytest.mark.parametrize(
    ("columns", "shared"),
    [
        pytest.param(["first_name", "last_name", "guardian name"], [False, True, True], id="named in parts"),
        pytest.param(["cognome", "nome", "guardian name"], [True, False, True], id="a family name and a name"),
        pytest.param(["full name", "guardian name"], [False, False], id="named twice"),
        pytest.param(["person name", "contact person"], [False, True], id="named in one column"),
    ],
)
def test_names_of_others_are_shared(columns: list[str], shared: list[bool]) -> None:
    fields = _fields(
        {name: ["Ann Lee", "Bob Ray", "Cy Orr"] for name in columns}, dict.fromkeys(columns, f.PersonName())
    )
    assert [field.shared for field in fields] == shared


def test_what_is_of_the_dealing_tells_nobody_from_another_at_one_address() -> None:
    kinds: dict[str, Kind] = {
        "mail": f.Email(),
        "born": f.Date(birth=True),
        "seen": f.Date(),
        "spent": f.Number(),
        "said": f.Text(),
    }
    cells: Columns = {
        "mail": MAILS,
        "born": ["1980-01-05", "1991-02-06", None],
        "seen": ["2024-01-05", "2024-02-06", None],
        "spent": ["12", "13", None],
        "said": ["Ann", "Bob", None],
    }
    personal = {field.name: field.personal for field in _fields(cells, kinds)}
    assert personal == {"mail": True, "born": True, "seen": False, "spent": False, "said": True}

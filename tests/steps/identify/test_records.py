"""What a record says does not depend on where it stands, in which columns, nor on a running number."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from tests.steps.identify.made import named

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.identify.records import fingerprints_of, name_records
from custdq.text.fingerprint import Fingerprints

SCHEMA = Schema({}, record_id="id", source="system")


def content_of(records: pa.Table, schema: Schema) -> Fingerprints:
    """Return the fingerprint of all a record says."""
    return fingerprints_of(records, schema)["content"]


def test_a_place_is_no_id_of_its_own() -> None:
    records = named([("a.csv", None, "Ann"), ("a.csv", "a.csv:3", "Bob"), ("a.csv", "7", "Cid")])
    assert records.positions.column("record_id").to_pylist() == ["a.csv:2", "a.csv:3", "7"]
    assert records.own.tolist() == [False, False, True]


def test_rows_of_a_frame_without_ids_have_none() -> None:
    assert name_records(pa.table({"name": ["Ann"]}), Schema({})).own.tolist() == [False]


def test_content_is_the_cells_and_nothing_else() -> None:
    one = pa.table({"id": ["1"], "system": ["crm"], "name": ["Ann"], "mail": ["a@x.org"], "序号": ["1"]})
    two = pa.table({"e-mail": ["a@x.org"], "序号": ["9"], "fax": [""], "id": ["2"], "row": ["7"], "who": ["Ann"]})
    assert content_of(one, SCHEMA).tolist() == content_of(two, SCHEMA).tolist()
    other = one.set_column(2, "name", pa.array(["Anne"]))
    assert content_of(one, SCHEMA).tolist() != content_of(other, SCHEMA).tolist()


def test_a_column_that_repeats_gives_the_same_content_as_one_that_does_not() -> None:
    cities = [["Rome", "Bonn", None, ""][row % 4] for row in range(200)]
    repeated = content_of(pa.table({"city": cities}), SCHEMA)
    single = [content_of(pa.table({"city": pa.array([city], pa.string())}), SCHEMA)[0] for city in cities[:4]]
    assert repeated[:4].tolist() == np.array(single).tolist()
    assert single[2] == single[3] == 0


def test_what_tells_of_the_dealing_says_not_who_the_customer_is() -> None:
    kinds = {"name": f.PersonName(), "mail": f.Email(), "stage": f.Category(), "called": f.Date(), "note": f.Text()}
    schema = Schema(kinds, stage="stage", updated_at={"*": "called"})
    row = {"name": "Ann", "mail": "a@x.org", "stage": "lead", "called": "2025-01-01", "note": "rings back"}
    one, two = (
        {name: int(values[0]) for name, values in fingerprints_of(pa.Table.from_pylist([each]), schema).items()}
        for each in (row, row | {"stage": "customer", "called": "2025-06-30", "note": "nice"})
    )
    assert one["content"] != two["content"]
    assert {name: value for name, value in one.items() if name != "content"} == {
        name: value for name, value in two.items() if name != "content"
    }
    assert len(set(one.values())) == 4
    nobody = name_records(pa.Table.from_pylist([{"note": "rings back"}]), schema)
    assert nobody.says["core"].tolist() == [0]
    assert nobody.core.tolist() == nobody.says["content"].tolist() != [0]

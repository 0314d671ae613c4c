"""A record read by itself comes to what it comes to as a table of one row."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custdq import fields as f
from custdq.fields import Kind
from custdq.schema import Schema
from custdq.steps.standardize import RecordReader, standardize_records

CELLS = {
    "name": ["张伟", "Ann Lee", "李经理", "周大福", "", "无"],
    "company": ["张伟", "云帆电子有限公司", "Acme Ltd", "李经理", "王小明", "", "Ann Lee"],
    "phone": ["62345678", "010-62345678", "13900138001", "030 123456", "+49 30 123456", "(312) 555-0142", "", "x"],
    "address": [
        "朝阳区建国路88号",
        "北京市朝阳区建国路88号",
        "文三路478号",
        "1 Main St, Springfield, IL 62701",
        "",
        "朝阳路1号",
    ],
    "born": ["1949-12-31", "1949", "12/31/49", "05/01/1949", "", "31 Dec"],
    "number": ["11010519491231002X", "110105194912310021", ""],
    "gender": ["男", "F", "", "?"],
    "country": ["CN", "Germany", "美国", ""],
    "postcode": ["100020", "310012", "62701", ""],
    "city": ["杭州", "北京市", "Springfield", ""],
    "province": ["浙江", "IL", ""],
}
KINDS: dict[str, Kind] = {
    "name": f.PersonName(), "company": f.OrganizationName(), "phone": f.Phone(region="CN"), "address": f.Address(),
    "born": f.Date(birth=True), "number": f.Identifier("cn.resident_id"), "gender": f.Category("gender"),
    "country": f.Country(), "postcode": f.PostalCode(), "city": f.Text(), "province": f.Text(),
}  # fmt: skip
SCHEMAS = [
    pytest.param(names.split(), id=names)
    for names in (
        "name company phone address", "born number gender", "phone country", "phone address", "company",
        "name phone address born", "address postcode", "address city province", " ".join(KINDS),
    )
]  # fmt: skip


@pytest.mark.parametrize("names", SCHEMAS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_record_alone_comes_to_what_its_table_does(names: list[str], data: st.DataObject) -> None:
    cells = {name: data.draw(st.sampled_from(CELLS[name])) or None for name in names}
    schema = Schema({name: KINDS[name] for name in names})
    alone = RecordReader(schema).read(cells)
    table = standardize_records(pa.table({n: pa.array([c], pa.string()) for n, c in cells.items()}), schema).parsed
    for name in names:
        expected = table[name].to_pylist()[0]
        assert alone[name].value == expected["value"], name
        for part in KINDS[name].part_names:
            assert alone[name].parts.get(part) == expected.get(part), (name, part)


def test_what_is_read_with_an_address_belongs_to_the_record() -> None:
    reader = RecordReader(Schema({"address": f.Address(region="CN"), "name": f.PersonName()}))
    assert reader.beside(["address", "city", "note", "country"]) == ["city", "country"]
    assert RecordReader(Schema({"name": f.PersonName()})).beside(["city"]) == []
    read = reader.read({"address": "文三路478号", "name": None, "city": "杭州市"})
    assert read["address"].parts["city"] == "杭州市"
    assert set(read) == {"address", "name"}


def test_roles_are_not_asked_of_a_record() -> None:
    schema = Schema({"born": f.Date()}, record_id="id", updated_at={"born": "stamp"})
    assert RecordReader(schema).read({"born": "5 May 2000"})["born"].value == "2000-05-05"

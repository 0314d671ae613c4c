"""Every kind answers every question, on any text there is: the walk over `KINDS` that a new kind must pass."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import signature

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custdq.errors import OptionError, Reason, Status
from custdq.fields import KINDS, make_kind
from custdq.fields.base import Absent, Equal, Every, Kind, Meet, Similar
from custdq.fields.bulk import FEW

EXAMPLES = {
    "person_name": ["王小明", "Ms. Anna-Maria O'Neill", "歐陽娜娜"],
    "organization_name": ["上海华信科技有限公司", "Acme Widgets, Inc."],
    "party_name": ["王小明", "上海华信科技有限公司", "Acme Widgets, Inc."],
    "phone": ["+8613900138001", "010-62345678转8001", "13900138001/13900138002", "62345678", "139****8001"],
    "address": ["浙江省杭州市西湖区文三路478号", "350 Fifth Avenue, New York, NY 10118"],
    "email": ["ann.lee@example.com", "Wang＠QQ.com; b@x.cn"],
    "date": ["2024-01-05", "2024年5月", "5月3日", "45296", "Jan 5 2024 10:30"],
    "identifier": ["91350100M000100Y43", "11010519491231002X", "C-0001", "110105********002X"],
    "category": ["成交", "VIP"],
    "number": ["1,234.50", "3.2万", "-5"],
    "text": ["下周回访", "prefers to be called after 6 pm"],
    "url": ["HTTP://Example.com:80/a?b=c", "www.example.com"],
    "country": ["中国", "United Kingdom"],
    "postal_code": ["200040", "SW1A 1AA"],
    "coordinates": ["31.2304,121.4737", "N31°13'49\" E121°28'25\""],
}
SCHEMES = "cn.uscc cn.resident_id iban luhn lei us.ein br.cnpj in.gstin eu.vat fr.siren za.idnr jp.cn au.abn"
OPTIONS: dict[str, list[dict[str, object]]] = {
    "phone": [{"region": "CN"}, {"region": "CN", "area_code": "010"}, {"region": "US"}, {"region": "DE"}],
    "organization_name": [{"region": "US"}],
    "address": [{"region": "CN"}, {"region": "US"}, {"region": "DE"}, {"region": "JP"}],
    "date": [{"order": "dmy"}, {"birth": True}, {"serials": True}],
    "identifier": [{"scheme": scheme} for scheme in SCHEMES.split()],
    "category": [{"scheme": "gender"}, {"scheme": "kind"}],
    "postal_code": [{"region": "CN"}, {"region": "GB"}, {"region": "US"}],
    "number": [{"decimal_mark": ","}],
    "country": [{"codes": True}],
}
#: Kinds whose values name no person may show them in a report.
OPEN = ("category", "country", "organization_name", "party_name")


def _all() -> Iterator[object]:
    for name in KINDS:
        for options in ({}, *OPTIONS.get(name, [])):
            words = ",".join(f"{key}={value}" for key, value in options.items())
            yield pytest.param(make_kind(name, **options), id=f"{name}({words})")


every_kind = pytest.mark.parametrize("kind", list(_all()))

# text as it comes, and text made of what the parsers look for
LIKELY = st.text("0123456789+-/.,:;()（）@#*xX转 年月日省市区县路号室a Zé北京王·'\"\n\t\u200b", max_size=40)
ANY_TEXT = st.one_of(
    st.text(max_size=60), LIKELY, st.sampled_from([text for values in EXAMPLES.values() for text in values])
)


@every_kind
@settings(max_examples=120)
@given(text=ANY_TEXT)
def test_no_text_breaks_a_kind_and_its_result_is_sound(kind: Kind, text: str) -> None:
    result = kind.parse_cell(text)
    assert isinstance(result.status, Status)
    assert result.problem is None or isinstance(result.problem, Reason)
    assert (result.value is not None) == (result.status in (Status.VALID, Status.REPAIRED))
    assert result.value != ""
    assert all(isinstance(result.parts.get(name), str | None) for name in kind.part_names)


@every_kind
@settings(max_examples=120)
@given(text=ANY_TEXT)
def test_standardizing_twice_is_once(kind: Kind, text: str) -> None:
    value = kind.parse_cell(text).value
    if value is not None:
        again = kind.parse_cell(value)
        assert again.value == value
        assert again.status == Status.VALID


@every_kind
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1" * 1_999, id="digits"),
        pytest.param("1 " * 999, id="spaced digits"),
        pytest.param("(" * 1_999, id="brackets"),
        pytest.param("a." * 999, id="dots"),
        pytest.param("-1" * 999, id="dashes"),
        pytest.param("北京" * 999, id="characters"),
        pytest.param("1/" * 999, id="slashes"),
        pytest.param("1e9" * 600, id="exponents"),
        pytest.param("a@" * 999, id="ats"),
        pytest.param("138 0013 8000 " * 140, id="numbers"),
        pytest.param("\x00\ud7ff\uffff" * 600, id="odd characters"),
    ],
)
def test_no_text_makes_a_kind_hang(kind: Kind, text: str) -> None:
    # a pattern that backtracks over two thousand characters does not end
    assert isinstance(kind.parse_cell(text).status, Status)


@every_kind
def test_the_keys_fit_the_rows_and_the_comparison(kind: Kind) -> None:
    parsed = kind.parse([*EXAMPLES[kind.name], None, "???"])
    keys = kind.keys(parsed)
    assert {len(array) for array in keys.values()} == {parsed.num_rows}
    assert all(_is_key_type(array.type) for array in keys.values())
    assert all(array.type == keys[name].type for name, array in kind.keys(kind.parse([None])).items())
    assert set(kind.blocking_keys) <= set(keys)
    comparison = kind.comparison()
    assert comparison.levels
    assert set(comparison.present) <= set(keys)
    for level in comparison.levels:
        assert level.label
        assert level.frequency_key is None or level.frequency_key in keys
        for test in _leaves(level.test):
            assert test.key in keys
            if isinstance(test, Meet) and keys[test.key].null_count < len(keys[test.key]):
                assert pa.types.is_list(keys[test.key].type)


@every_kind
def test_the_keys_of_no_rows_and_of_nulls_are_there(kind: Kind) -> None:
    names = set(kind.keys(kind.parse(EXAMPLES[kind.name])))
    assert set(kind.keys(kind.parse([]))) == names
    assert set(kind.keys(kind.parse([None, ""]))) == names
    assert all(array.null_count == 2 for array in kind.keys(kind.parse([None, ""])).values())


@every_kind
@settings(max_examples=120)
@given(text=ANY_TEXT)
def test_a_value_alone_is_read_and_keyed_as_a_column_of_it(kind: Kind, text: str) -> None:
    column, alone = kind.parse([text]), kind.parse_alone(text)
    row = {"value": alone.value, "status": alone.status, "problem": alone.problem, **alone.parts}
    assert column.to_pylist() == [{name: row.get(name) for name in column.column_names}]
    several = pa.concat_tables([column] * FEW).combine_chunks()
    sides = zip(kind.aspects(several).items(), kind.value_aspects(alone).items(), strict=True)
    for (suffix, (_, parsed)), (other, (known, value)) in sides:
        assert suffix == other
        keys = known.value_keys(value)
        assert {name: key[0].as_py() for name, key in known.keys(parsed).items()} == keys
        assert {name: key[0].as_py() for name, key in known.keys(parsed.slice(0, 1)).items()} == keys


@every_kind
def test_equal_values_have_equal_keys_whatever_the_order_of_rows(kind: Kind) -> None:
    values = EXAMPLES[kind.name]
    forth, back = kind.keys(kind.parse(values)), kind.keys(kind.parse(values[::-1]))
    for name, array in forth.items():
        assert array.to_pylist() == back[name].to_pylist()[::-1]


@every_kind
def test_the_mask_hides(kind: Kind) -> None:
    values = [value for value in kind.parse(EXAMPLES[kind.name]).column("value").to_pylist() if value]
    for value in values:
        masked = kind.mask(value)
        assert masked
        assert kind.name in OPEN or (masked != value and "*" in masked)


@every_kind
@given(text=st.text(min_size=1, max_size=20))
@settings(max_examples=40)
def test_the_mask_takes_any_text(kind: Kind, text: str) -> None:
    assert isinstance(kind.mask(text), str)


@every_kind
def test_a_kind_is_rebuilt_from_its_options(kind: Kind) -> None:
    assert make_kind(kind.name, **kind.options()) == kind


@every_kind
@pytest.mark.parametrize(
    "given", [["x"], {"a": 1}, object(), 5, b"x", float("nan")], ids=lambda given: type(given).__name__
)
def test_what_is_no_option_is_refused_and_named(kind: Kind, given: object) -> None:
    for name in signature(type(kind)).parameters:
        with pytest.raises(OptionError, match=name):
            type(kind)(**{name: given})


@pytest.mark.parametrize("name", ["address", "organization_name", "phone", "postal_code"])
def test_a_region_nobody_knows_is_refused(name: str) -> None:
    assert make_kind(name, region="de") == make_kind(name, region="DE")
    with pytest.raises(OptionError, match="ISO 3166-1"):
        make_kind(name, region="Germany")


def _leaves(test: object) -> Iterator[Equal | Meet | Similar | Absent]:
    if isinstance(test, Every):
        for inner in test.tests:
            yield from _leaves(inner)
    elif isinstance(test, Equal | Meet | Similar | Absent):
        yield test


def _is_key_type(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or (pa.types.is_list(kind) and pa.types.is_string(kind.value_type)))

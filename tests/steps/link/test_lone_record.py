"""A record by itself has the keys it has in a table, whatever its fields join, share or exchange."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pytest
from tests.fields.test_conformance import EXAMPLES

from custdq import fields as f
from custdq.fields import KINDS, Kind, make_kind
from custdq.fields.base import Parsed
from custdq.schema import Schema
from custdq.steps.link.encode import ABSENT, EncodedKey
from custdq.steps.link.evidence import build_fields
from custdq.steps.link.field import Field
from custdq.steps.link.lone_record import RecordKeys
from custdq.steps.standardize import standardize_records
from custdq.tables import Standardized

ROWS = 60
SIGNS = ["", "-", "a", "Ann", "王", "1", "  x ", "Zoë", "İ", "ß", "n/a", "!!"]
PLACES = [
    ("00184", "Rome", "RM"),
    ("00185", "Rome", "RM"),
    ("20121", "Milan", "MI"),
    ("", "Milan", ""),
    ("7", "", "BA"),
]
CASES: list[tuple[str, Mapping[str, Kind], Mapping[str, Sequence[str]]]] = [
    *((name, {"a": make_kind(name)}, {"a": [*EXAMPLES[name], *SIGNS]}) for name in KINDS),
    (
        "pooled",
        {"mobile": f.Phone(region="CN"), "landline": f.Phone(region="CN")},
        {"mobile": EXAMPLES["phone"], "landline": [*EXAMPLES["phone"], "010-62345678/13900138001"]},
    ),
    (
        "exchange",
        {"given_name": f.PersonName(), "surname": f.PersonName()},
        {"given_name": ["Evelyn", "MAY", "E.", "伟", "Zoë", ""], "surname": ["May", "Evelyn", "王", "İpek", "O'Neill"]},
    ),
]


def _drawn(values: Mapping[str, Sequence[str]]) -> pa.Table:
    draw = np.random.default_rng(5)
    return pa.table(
        {
            name: pa.array([some[int(draw.integers(len(some)))] or None for _ in range(ROWS)])
            for name, some in values.items()
        }
    )


def _row(standardized: Standardized, row: int) -> dict[str, Parsed]:
    found = {name: table.slice(row, 1).to_pylist()[0] for name, table in standardized.parsed.items()}
    return {name: Parsed(cell["value"], cell["status"], cell["problem"], cell) for name, cell in found.items()}


def _held(key: EncodedKey, row: int) -> tuple[str, ...]:
    return tuple(key.vocabulary.spelled(key.codes[row][key.codes[row] != ABSENT]))


def _assert_as_in_the_table(records: pa.Table, kinds: Mapping[str, Kind]) -> list[Field]:
    standardized = standardize_records(records, Schema(dict(kinds)))
    fields = build_fields(Schema(dict(kinds)), standardized)
    assert fields
    alone = RecordKeys(fields, kinds, asked=[dict.fromkeys(field.keys, True) for field in fields])
    for row in range(records.num_rows):
        for field, values in zip(fields, alone.of(_row(standardized, row)), strict=True):
            held = {name: _held(key, row) for name, key in field.keys.items()}
            # which words are rare is known beside others only: alone, a text is looked for by all it has
            wordy = [name for name in held if name.rpartition(":")[2] == "words"]
            for name in wordy:
                assert set(held.pop(name)) <= set(values[name]), (field.name, row)
            assert {name: value for name, value in values.items() if name not in wordy} == held, (field.name, row)
    return fields


@pytest.mark.parametrize(("kinds", "values"), [pytest.param(*case, id=name) for name, *case in CASES])
def test_a_record_has_the_keys_of_its_row(kinds: Mapping[str, Kind], values: Mapping[str, Sequence[str]]) -> None:
    _assert_as_in_the_table(_drawn(values), kinds)


def test_a_ladder_of_places_has_the_keys_of_its_row() -> None:
    columns = [pa.array([cell or None for cell in column]) for column in zip(*(PLACES * 20), strict=True)]
    kinds = {"postcode": f.PostalCode(), "city": f.Text(), "province": f.Text()}
    (field,) = _assert_as_in_the_table(pa.table(dict(zip(kinds, columns, strict=True))), kinds)
    assert field.is_ladder


def test_a_cell_of_many_numbers_keeps_those_it_keeps_in_a_table() -> None:
    cells = [",".join(f"139{20 + i:02d}{i:02d}{n:04d}" for i in range(20)) for n in range(8)]
    _assert_as_in_the_table(pa.table({"phone": cells * 2}), {"phone": f.Phone(region="CN")})


def test_only_what_is_asked_for_is_told() -> None:
    records = pa.table({"mail": ["ann@x.org", "bob@x.org"]})
    kinds = {"mail": f.Email()}
    standardized = standardize_records(records, Schema(dict(kinds)))
    fields = build_fields(Schema(dict(kinds)), standardized)
    alone = RecordKeys(fields, kinds, asked=[{"local": False}])
    assert alone.of({}) == [{"local": ()}]
    assert alone.of(_row(standardized, 1)) == [{"local": ()}]
    assert RecordKeys(fields, kinds, asked=[{"email": True}]).of(_row(standardized, 1)) == [{"email": ("bob@x.org",)}]

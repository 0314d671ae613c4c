"""A frame made ready: read once, its schema checked, every row named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from custdq import fields as f
from custdq.errors import ColumnNotFoundError, FrameError, OptionError
from custdq.prepared import identity_columns, linked, merged, prepare, scored
from custdq.schema import Schema
from custdq.steps.link import LinkOptions

SCHEMA = Schema({"mail": f.Email(), "city": f.Category()})
PEOPLE = pd.DataFrame({"mail": ["ann@x.org", "ANN@x.org", "bob@x.org"], "city": ["Rome", "Rome", "Bonn"]})


def test_a_frame_is_read_and_standardized() -> None:
    ready = prepare(PEOPLE, SCHEMA)
    assert ready.like is PEOPLE
    assert ready.schema is SCHEMA
    assert ready.table.column("mail").to_pylist() == PEOPLE["mail"].tolist()
    assert ready.standardized.records.column("mail").to_pylist() == ["ann@x.org", "ann@x.org", "bob@x.org"]


def test_without_a_schema_one_is_inferred() -> None:
    assert isinstance(prepare(PEOPLE, None).schema.kind("mail"), f.Email)


def test_a_path_is_read(tmp_path: Path) -> None:
    PEOPLE.to_csv(tmp_path / "a.csv", index=False)
    ready = prepare(tmp_path / "a.csv", SCHEMA)
    assert ready.table.num_rows == 3
    assert isinstance(ready.like, pd.DataFrame)


@pytest.mark.parametrize("schema", ["mail", {"mail": f.Email()}, f.Email()])
def test_a_schema_of_another_kind_is_refused(schema: Any) -> None:
    with pytest.raises(OptionError, match=type(schema).__name__):
        prepare(PEOPLE, schema)


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(ColumnNotFoundError, match='Did you mean "mail"'):
        prepare(PEOPLE, Schema({"mial": f.Email()}))


def test_what_is_no_frame_is_refused() -> None:
    with pytest.raises(FrameError, match="list"):
        prepare([1, 2], SCHEMA)


IDENTITIES = [
    pytest.param({"mail": ["a"]}, {}, {"record_id": ["0"], "source": [None]}, id="nothing-known"),
    pytest.param({"id": ["C1"]}, {"record_id": "id"}, {"record_id": ["C1"], "source": [None]}, id="id"),
    pytest.param(
        {"id": ["C1"], "system": ["crm"]}, {"record_id": "id", "source": "system"},
        {"record_id": ["C1"], "source": ["crm"]}, id="id-and-source",
    ),
    pytest.param(
        {"source": ["a.csv"], "sheet": ["S"], "row": [7], "record_id": [None]}, {},
        {"record_id": [None], "source": ["a.csv"], "sheet": ["S"], "row": [7]}, id="places",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("columns", "roles", "expected"), IDENTITIES)
def test_a_row_is_named_by_its_id_and_its_place(
    columns: dict[str, list[Any]], roles: dict[str, Any], expected: dict[str, list[Any]]
) -> None:
    assert identity_columns(pa.table(columns), Schema({}, **roles)).to_pydict() == expected


def test_the_steps_behind_standardizing_follow_one_another() -> None:
    ready = prepare(PEOPLE, SCHEMA)
    links = linked(ready, LinkOptions())
    assert links.entity_codes.tolist() == [0, 0, 2]
    assert merged(ready, links).records["city"].tolist() == ["Rome", "Bonn"]
    assert scored(ready, links, as_of="2025-06-30").overall is not None
    assert "uniqueness" in scored(ready, None, as_of="2025-06-30").unassessed


def test_a_reference_may_be_a_frame_or_a_path(tmp_path: Path) -> None:
    schema = Schema({"mail": f.Email()}, record_id="id")
    people = pd.DataFrame({"id": ["1", "2"], "mail": ["ann@x.org", "bob@x.org"]})
    checked = pd.DataFrame({"record_id": ["1", "2"], "mail": ["ann@x.org", "bert@x.org"]})
    checked.to_csv(tmp_path / "checked.csv", index=False)
    ready = prepare(people, schema)
    cards = [scored(ready, None, reference=r, as_of="2025-06-30") for r in (checked, tmp_path / "checked.csv")]
    for card in cards:
        accuracy = card.dimensions.set_index("dimension")["score"]["accuracy"]
        assert accuracy == pytest.approx(0.5)

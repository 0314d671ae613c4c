"""A frame made ready: read once, its schema checked, every row named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from custdq import fields as f
from custdq.errors import ColumnNotFoundError, FrameError, OptionError
from custdq.prepared import check_links, identity_columns, linked, merged, prepare, scored
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
        {"record_id": ["a.csv#S:7"], "source": ["a.csv"], "sheet": ["S"], "row": [7]}, id="places",
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


# --- links belong to the rows they were made from -----------------------------------------------------------------

WITH_IDS = PEOPLE.assign(id=["C1", "C2", "C3"])
BY_ID = Schema(SCHEMA.columns, record_id="id")


@pytest.mark.parametrize(
    ("frame", "schema"),
    [
        pytest.param(WITH_IDS, BY_ID, id="the-same"),
        pytest.param(WITH_IDS.assign(city="Rome"), BY_ID, id="other-values-of-the-same-rows"),
        pytest.param(WITH_IDS, SCHEMA, id="ids-not-declared"),
    ],
)
def test_links_fit_the_rows_they_were_made_from(frame: pd.DataFrame, schema: Schema) -> None:
    check_links(prepare(frame, schema), linked(prepare(WITH_IDS, BY_ID), LinkOptions()))


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        pytest.param(WITH_IDS.head(2), r"2 rows, the links were made from 3", id="fewer"),
        pytest.param(WITH_IDS.iloc[[0, 2, 1]], r'row 1 is "C2" there and "C3" here', id="another-order"),
        pytest.param(WITH_IDS.assign(id=["D1", "D2", "D3"]), r'row 0 is "C1" there', id="other-records"),
    ],
)
def test_links_of_other_rows_are_refused(frame: pd.DataFrame, said: str) -> None:
    with pytest.raises(OptionError, match=said):
        check_links(prepare(frame, BY_ID), linked(prepare(WITH_IDS, BY_ID), LinkOptions()))


@pytest.mark.parametrize("links", [None, WITH_IDS, [0, 0, 2]])
def test_what_is_no_links_is_refused(links: Any) -> None:
    with pytest.raises(OptionError, match=type(links).__name__):
        check_links(prepare(WITH_IDS, BY_ID), links)


def test_named_frames_are_stacked_where_the_schema_is_known() -> None:
    ready = prepare({"crm": PEOPLE, "erp": PEOPLE.head(1)}, SCHEMA)
    assert ready.identity.column("source").to_pylist() == ["crm"] * 3 + ["erp"]
    assert isinstance(ready.like, pd.DataFrame)

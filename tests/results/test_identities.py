"""An earlier run is taken in any form, what cannot be one is said, and an interrupted run counts for nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

import custdq
from custdq import fields as f
from custdq.errors import ColumnNotFoundError, OptionError, RecordNotFoundError, SourceError, SourceNotFoundError

SCHEMA = custdq.Schema({"mail": f.Email(), "city": f.Category()}, record_id="id")
PEOPLE = pd.DataFrame(
    {"id": ["a1", "a2", "b1"], "mail": ["a@x.org", "A@x.org", "b@x.org"], "city": ["Rome", "Rome", "Bonn"]}
)
#: b's entity is the first in this order
TURNED = PEOPLE.iloc[[2, 0, 1]].assign(id=["b1", "c1", "c2"])


def _ids(links: Any) -> list[str]:
    return [str(one) for one in links.entities["entity_id"]]


@pytest.fixture
def first() -> Any:
    """Return the links of the first run."""
    return custdq.dedupe(PEOPLE.iloc[2:], SCHEMA)


def test_every_form_of_an_earlier_run_is_taken(first: Any, tmp_path: Path) -> None:
    golden = custdq.merge(PEOPLE.iloc[2:], first, SCHEMA)
    golden.identities.save(tmp_path)
    table = tmp_path / "xref.csv"
    golden.xref[["entity_id", "record_id"]].to_csv(table, index=False)
    loaded = custdq.Identities.load(tmp_path)
    frames = [golden.xref, golden.xref[["entity_id", "record_id"]], pa.Table.from_pandas(golden.xref), table]
    for previous in (first, golden, golden.identities, loaded, tmp_path, str(tmp_path), *frames):
        assert _ids(custdq.dedupe(PEOPLE, SCHEMA, previous=previous)) == ["E000002", "E000002", "E000001"], previous


def test_every_verb_keeps_ids(first: Any) -> None:
    wanted = ["E000002", "E000002", "E000001"]
    links = custdq.dedupe(PEOPLE, SCHEMA)
    assert _ids(links) == ["E000001", "E000001", "E000002"]
    assert custdq.merge(PEOPLE, links, SCHEMA, previous=first).xref["entity_id"].tolist() == wanted
    assert _ids(links.with_ids(first)) == wanted
    assert _ids(custdq.Linker(SCHEMA).fit(PEOPLE).predict(PEOPLE, previous=first)) == wanted
    both = {"crm": PEOPLE, "erp": TURNED}
    linked = custdq.link(both, SCHEMA, within=True)
    assert _ids(custdq.link(both, SCHEMA, within=True, previous=linked)) == _ids(linked)


def test_golden_tells_what_happened(first: Any) -> None:
    golden = custdq.merge(PEOPLE, custdq.dedupe(PEOPLE, SCHEMA, previous=first), SCHEMA)
    assert golden.events["event"].tolist() == ["created", "created"]
    assert golden.resolve("E000001") == ("E000001",)
    assert repr(golden.identities) == "<Identities: 2 entities of 3 records, run 2>"
    with pytest.raises(RecordNotFoundError, match='No run gave the entity id "E00002"'):
        golden.resolve("E00002")


def test_a_table_of_places_cannot_tell_records_again() -> None:
    schema = custdq.Schema({"mail": f.Email(), "city": f.Category()})
    people = PEOPLE.drop(columns="id")
    golden = custdq.merge(people, custdq.dedupe(people, schema), schema)
    with pytest.raises(OptionError, match="none of their own"):
        custdq.dedupe(people, schema, previous=golden.xref)
    turned = people.iloc[::-1]
    assert _ids(custdq.dedupe(turned, schema, previous=golden)) == ["E000002", "E000001", "E000001"]


def test_an_id_of_several_sources_is_not_guessed() -> None:
    both = {"crm": PEOPLE, "erp": PEOPLE}
    with pytest.raises(OptionError, match=r'by id alone, but "a1" stands in the sources "crm" and "erp"'):
        custdq.link(both, SCHEMA, previous=pd.DataFrame({"entity_id": ["E1"], "record_id": ["a1"]}))


@pytest.mark.parametrize(
    ("previous", "error", "said"),
    [
        (7, OptionError, "previous was given as int"),
        (pd.DataFrame({"entity": ["E1"], "record_id": ["a1"]}), ColumnNotFoundError, 'no column "entity_id"'),
        ("nowhere", SourceNotFoundError, "has no identities.parquet"),
    ],
)
def test_what_is_no_earlier_run_is_said(previous: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        custdq.dedupe(PEOPLE, SCHEMA, previous=previous)


def test_damaged_files_are_said(first: Any, tmp_path: Path) -> None:
    first.identities.save(tmp_path)
    (tmp_path / "events.parquet").write_text("no table")
    with pytest.raises(SourceError, match="cannot be read as events"):
        custdq.Identities.load(tmp_path)


def test_a_run_that_died_between_the_files_had_not_been(first: Any, tmp_path: Path) -> None:
    first.identities.save(tmp_path)
    records = (tmp_path / "identities.parquet").read_bytes()
    second = custdq.dedupe(PEOPLE, SCHEMA, previous=tmp_path).identities
    second.save(tmp_path)
    (tmp_path / "identities.parquet").write_bytes(records)
    again = custdq.dedupe(PEOPLE, SCHEMA, previous=tmp_path).identities
    assert again.tables.events.equals(second.tables.events)

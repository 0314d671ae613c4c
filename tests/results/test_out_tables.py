"""What is written where nothing is asked for, and what may be asked for."""

from __future__ import annotations

import pandas as pd
import pytest

import custdq
from custdq import fields as f
from custdq.errors import OptionError
from custdq.results import Golden
from custdq.results.out_tables import out_tables


@pytest.fixture(scope="module")
def golden() -> Golden:
    people = pd.DataFrame({"mail": ["a@x.org", "A@x.org", "b@x.org"], "born": ["1990-05-01", None, "1990"]})
    schema = custdq.Schema({"mail": f.Email(), "born": f.Date(birth=True)})
    return custdq.merge(people, custdq.dedupe(people, schema), schema)


USUAL = {
    ".csv": ["records"],
    ".xlsx": ["records", "review"],
    ".json": ["records", "lineage", "xref"],
    "sqlite": ["records"],
}


@pytest.mark.parametrize(("ending", "names"), USUAL.items())
def test_what_is_usual_for_a_target(golden: Golden, ending: str, names: list[str]) -> None:
    assert [table.name for table in out_tables(golden.tables, golden.origin, None, ending=ending)] == names


@pytest.mark.parametrize(("ending", "more"), [(".csv", []), ("sqlite", ["born_text"])])
def test_text_files_have_no_types_and_databases_have(golden: Golden, ending: str, more: list[str]) -> None:
    table = out_tables(golden.tables, golden.origin, "records", ending=ending)[0]
    assert table.data.column_names == ["entity_id", "mail", "born", *more]
    assert table.unique


@pytest.mark.parametrize("asked", [[], ["records", "records"], ["linage"]])
def test_what_cannot_be_asked_for(golden: Golden, asked: list[str]) -> None:
    with pytest.raises(OptionError):
        out_tables(golden.tables, golden.origin, asked, ending=".csv")

"""The whole company, 29,000 customer rows in twelve files: accurate, and every row accounted for."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from benchmarks.pipeline.one_company import labels
from benchmarks.sets import scenario_truth
from tests.end_to_end.account import accounted

import custdq
from custdq.steps.link.evaluate import evaluate_clusters
from custdq.steps.standardize import standardize_records


@pytest.fixture(scope="module")
def result(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return one run over the company's files and a page of prose among them."""
    folder = tmp_path_factory.mktemp("company")
    for path in (shared_data / "scenario").iterdir():
        if path.is_file() and path.name != "README.md":
            shutil.copy(path, folder)
    (folder / "notes.txt").write_text("These are notes.\nThey are no table, and nobody should read them as one.\n")
    return custdq.run(folder)


def test_pairwise_f1_is_at_least_090(result: Any) -> None:
    figures = evaluate_clusters(*labels(result))
    assert figures.f1 >= 0.90, figures


def test_every_row_is_in_the_cross_reference_or_the_findings(result: Any) -> None:
    wanted = {(row["source"], row["sheet"], row["row"]) for row in scenario_truth().to_pylist()}
    assert wanted - accounted(result) == set()


def test_standardizing_twice_is_once(result: Any) -> None:
    once = result.outcome.standardized.records
    again = standardize_records(once, result.outcome.schema).records
    assert [name for name in once.column_names if not again.column(name).equals(once.column(name))] == []


def test_a_file_that_is_no_table_is_passed_over(result: Any) -> None:
    found = result.findings
    assert "not_a_table" in set(found.loc[found["source"] == "notes.txt", "code"])


def test_orders_find_their_customer(result: Any, shared_data: Path) -> None:
    truth = pd.read_parquet(shared_data / "scenario" / "truth" / "truth_links.parquet")
    truth = truth.rename(columns={"entity_id": "true"})[["source", "sheet", "row", "true"]]
    xref = result.golden.xref.fillna({"sheet": ""}).merge(truth, on=["source", "sheet", "row"])
    means = xref.groupby("entity_id")["true"].agg(lambda true: true.mode().iloc[0] if true.notna().any() else None)
    orders = result.golden.attached["orders"].merge(truth[truth["source"] == "orders.csv"], on="row")
    named = orders[orders["entity_id"].notna()]
    assert len(orders) == 19_798
    assert len(named) >= 0.97 * len(orders)
    assert (named["entity_id"].map(means) == named["true"]).mean() >= 0.97


def test_the_view_accounts_for_every_order(result: Any) -> None:
    view = result.golden.view()
    orders = result.golden.attached["orders"]
    assert view["orders_rows"].sum() + view["orders_cancelled"].sum() == orders["entity_id"].notna().sum()
    rfm = result.golden.rfm("orders", as_of="2025-06-30")
    assert rfm["entity_id"].tolist() == view["entity_id"].tolist()
    assert set(rfm["stage"]) == {"new", "active", "cooling", "dormant", "lost", "never bought"}


def test_golden_records_survive_a_database(result: Any, tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/crm.db?table=customers"
    result.golden.write(address)
    read = custdq.read(address).set_index("entity_id")
    for name, column in result.golden.records.set_index("entity_id").items():
        text = read.get(f"{name}_text", pd.Series(pd.NA, read.index))
        pd.testing.assert_series_equal(
            read[name].fillna(text).reindex(column.index), column, check_names=False, check_dtype=False
        )

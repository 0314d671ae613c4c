"""The whole company, 29,000 customer rows in twelve files: accurate, and every row accounted for."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

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

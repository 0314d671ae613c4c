"""The main job on the example: accurate, complete, and the same whatever the order of rows and files."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from tests.end_to_end.account import accounted, places

import custdq


@pytest.fixture(scope="module")
def truth(repository: Path) -> dict[tuple[str, str, int], str | None]:
    """Return who each row of the example is; None for rows that are nobody."""
    with (repository / "tests" / "data" / "customers_truth.csv").open(encoding="utf-8", newline="") as file:
        return {(r["source"], r["sheet"], int(r["row"])): r["entity_id"] or None for r in csv.DictReader(file)}


def entity_of(result: Any) -> dict[tuple[str, str, int], str]:
    """Return the entity each row was given."""
    xref = result.golden.xref
    keys = zip(xref["source"], xref["sheet"].fillna(""), xref["row"], strict=True)
    return {(str(s), str(h), int(r)): e for (s, h, r), e in zip(keys, xref["entity_id"], strict=True)}


def pairs(sizes: Any) -> int:
    """Return how many pairs groups of these sizes hold."""
    counts = np.asarray(sizes, dtype=np.int64)
    return int((counts * (counts - 1) // 2).sum())


def partition(result: Any) -> set[frozenset[tuple[str, str, int]]]:
    """Return the entities as sets of rows, free of their names."""
    groups: dict[str, set[tuple[str, str, int]]] = {}
    for place, entity in entity_of(result).items():
        groups.setdefault(entity, set()).add(place)
    return {frozenset(group) for group in groups.values()}


def test_pairwise_f1_is_at_least_090(example_result: Any, truth: dict[tuple[str, str, int], str | None]) -> None:
    given = entity_of(example_result)
    table = pd.DataFrame(
        [(entity, given.get(place, f"missing {place}")) for place, entity in truth.items() if entity is not None],
        columns=["true", "given"],
    )
    hit = pairs(table.groupby(["true", "given"]).size())
    true, made = pairs(table.groupby("true").size()), pairs(table.groupby("given").size())
    precision, recall = hit / made, hit / true
    f1 = 2 * precision * recall / (precision + recall)
    assert f1 >= 0.90, f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"


def test_every_row_is_in_the_cross_reference_or_the_findings(
    example_result: Any, truth: dict[tuple[str, str, int], str | None]
) -> None:
    assert set(truth) - accounted(example_result) == set()


def test_customers_are_records_and_nobody_is_not(
    example_result: Any, truth: dict[tuple[str, str, int], str | None]
) -> None:
    recorded = places(example_result.golden.xref)
    customers = {place for place, entity in truth.items() if entity is not None}
    nobody = set(truth) - customers
    assert len(customers - recorded) <= 2
    assert len(nobody & recorded) <= 0.1 * len(nobody)


def test_the_cross_reference_names_each_row_once(example_result: Any) -> None:
    assert not example_result.golden.xref.duplicated(["source", "sheet", "row"]).any()


def test_golden_has_one_row_an_entity(example_result: Any) -> None:
    records, xref = example_result.golden.records, example_result.golden.xref
    assert records["entity_id"].is_unique
    assert set(records["entity_id"]) == set(xref["entity_id"])


def test_every_golden_cell_is_traced_to_a_source_row(example_result: Any) -> None:
    lineage = example_result.golden.lineage
    assert places(lineage) <= places(example_result.golden.xref)
    long = example_result.golden.records.melt("entity_id", var_name="column").dropna()
    traced = set(zip(lineage["entity_id"], lineage["column"], strict=True))
    assert {pair for pair in zip(long["entity_id"], long["column"], strict=True) if pair not in traced} == set()


def test_orders_are_attached_and_the_readme_is_passed_over(example_result: Any) -> None:
    assert "orders.csv" not in set(example_result.golden.xref["source"])
    found = example_result.findings
    assert "attached_table" in set(found.loc[found["source"] == "orders.csv", "code"])
    assert "not_a_table" in set(found.loc[found["source"] == "README.md", "code"])


def test_two_runs_give_the_same_bytes(customers: Path, tmp_path: Path) -> None:
    sources = [customers / "02_李强_客户.csv", customers / "04_chenwei_customers.csv"]
    for name in ("a", "b"):
        custdq.run(sources, output=tmp_path / name)
    for name in ("golden.csv", "pairs.parquet", "lineage.parquet", "standardized.parquet"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_row_and_file_order_change_nothing(customers: Path, tmp_path: Path) -> None:
    names = ["02_李强_客户.csv", "04_chenwei_customers.csv", "crm_customers.csv"]
    encodings = ["gb18030", "utf-8-sig", "utf-8"]
    moved: dict[tuple[str, str, int], tuple[str, str, int]] = {}
    order = np.random.default_rng(7)
    for name, encoding in zip(names, encodings, strict=True):
        head, *body = (customers / name).read_bytes().decode(encoding).splitlines(keepends=True)
        shuffled = order.permutation(len(body))
        (tmp_path / name).write_bytes((head + "".join(body[i] for i in shuffled)).encode(encoding))
        moved |= {(name, "", new + 2): (name, "", int(old) + 2) for new, old in enumerate(shuffled)}
    first = partition(custdq.run([customers / name for name in names]))
    second = partition(custdq.run([tmp_path / name for name in reversed(names)]))
    assert {frozenset(moved[place] for place in group) for group in second} == first


def test_the_score_card_is_honest(example_result: Any, tmp_path: Path) -> None:
    card = example_result.scorecard
    assert set(card.dimensions["dimension"]) == {"completeness", "accuracy", "consistency", "timeliness", "uniqueness"}
    scores = card.dimensions["score"].dropna()
    assert ((scores >= 0) & (scores <= 1)).all()
    assert card.overall is not None
    assert 0 < card.overall < 1
    assert json.loads(card.to_json())

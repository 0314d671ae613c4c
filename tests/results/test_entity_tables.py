"""Tables of entities and thresholds name what they are about, also where there is nothing to tell."""

from __future__ import annotations

import pandas as pd
import pytest
from tests.results.test_links import PEOPLE, SCHEMA, TRUTH

import custdq


def test_quality_names_entities_as_entities_do() -> None:
    links = custdq.dedupe(PEOPLE, SCHEMA)
    table = links.quality
    assert list(table.columns) == [
        "entity_id", "records", "pairs_compared", "weakest_link", "bridges", "lowest_weight", "conflicts",
    ]  # fmt: skip
    assert table.iloc[0]["entity_id"] == "E000002"
    assert table.iloc[0]["records"] == 2
    assert table["conflicts"].isna().all()


def test_a_sweep_with_truth() -> None:
    links = custdq.dedupe(PEOPLE, SCHEMA)
    plain, judged = links.thresholds(), links.thresholds(TRUTH)
    assert list(plain.columns) == ["threshold", "pairs", "entities", "largest"]
    row = judged.set_index("threshold").loc[0.5]
    assert (row["precision"], row["recall"], row["f1"]) == (1, 1, 1)
    assert row["entities"] == links.entities["entity_id"].nunique()


@pytest.mark.parametrize("rows", [0, 1])
def test_hardly_any_records(rows: int) -> None:
    links = custdq.dedupe(PEOPLE.head(rows), SCHEMA)
    assert len(links.quality) == 0
    assert links.thresholds()["entities"].tolist() == [rows] * 11
    assert isinstance(links.sample(), pd.DataFrame)
    assert links.model_chart().svg.startswith("<svg")

"""Public sets whose truth is known, with no settings at all: a floor under the accuracy, not a target to tune to."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import custdq


@pytest.mark.parametrize(("name", "floor"), [pytest.param("restaurants", 0.95), pytest.param("febrl3", 0.99)])
def test_f1_of_a_run_without_settings(name: str, floor: float, shared_data: Path, tmp_path: Path) -> None:
    frame = pd.read_parquet(shared_data / "linkage" / f"{name}.parquet")
    truth = frame[["record_id", "entity_id"]]
    path = tmp_path / f"{name}.parquet"
    frame.drop(columns="entity_id").to_parquet(path)
    result = custdq.run(path)
    assert result.links.evaluate(truth).f1 >= floor

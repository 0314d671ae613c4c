"""The made-up customers quality is measured on, and that the full score card is one of them."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from benchmarks.quality.customers import COLUMNS, DEFECT, OWNERS, customers, entities
from benchmarks.quality.peers.custdq_score import main

COUNT = 20_000


def test_each_kind_of_defect_is_in_two_of_a_hundred_cells() -> None:
    table = customers(COUNT)
    assert tuple(table.column_names) == COLUMNS
    for column in ("name", "email", "phone", "country", "updated_at"):
        assert table.column(column).null_count / COUNT == pytest.approx(DEFECT, abs=0.005)
    assert table.column("email").to_pylist().count("not an email") / COUNT == pytest.approx(DEFECT, abs=0.005)
    assert len(set(table.column("owner").to_pylist())) == OWNERS
    assert 0.97 < len(set(entities(table).tolist())) / COUNT < 1
    assert customers(COUNT).equals(table)


def test_the_card_finds_the_planted_rates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pq.write_table(customers(COUNT), tmp_path / "customers.parquet")
    main(str(tmp_path / "customers.parquet"))
    said = json.loads(capsys.readouterr().out)
    assert said["groups"] == 6 * OWNERS
    assert said["scores"]["completeness"] == pytest.approx(1 - DEFECT, abs=0.003)
    # of six fields judged four have two bad values of a hundred
    assert said["scores"]["accuracy"] == pytest.approx(1 - 4 * DEFECT / 6, abs=0.003)
    assert said["scores"]["uniqueness"] == pytest.approx(1 - DEFECT, abs=0.003)

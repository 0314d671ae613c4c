"""One row of the comparison with the peers, run as it is run there."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from benchmarks.environments import PACKAGES
from benchmarks.linkage import compare, speed


def test_a_row_of_our_own_is_made_in_a_process_of_its_own_and_judged(shared_data: Path) -> None:
    row = compare.run("custdq", "fake_1000")
    assert "note" not in row
    assert row["f1"] > 0.9
    assert row["cpu_s"] > 0
    assert row["peak_mb"] > 50
    assert row["pairs"] > 1000


def test_a_set_a_tool_has_no_settings_for_is_not_run() -> None:
    assert compare.run("dedupe", "febrl3") == {"set": "febrl3", "tool": "dedupe", "note": "no documented settings"}


def test_every_tool_of_the_table_has_an_environment_and_a_runner() -> None:
    runners = Path(compare.__file__).parent / "peers"
    for tool, _, _ in compare.TOOLS.values():
        assert tool == "custdq" or tool in PACKAGES
        assert (runners / f"{tool}.py").exists()


def test_what_a_tool_left_out_is_an_entity_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "entities.parquet"
    pq.write_table(pa.table({"record_id": [3, 1], "entity_id": ["x", "x"]}), file)
    labels = compare.entities(file, 5)
    assert labels[1] == labels[3]
    assert len(set(labels.tolist())) == 4


def test_the_best_threshold_is_shown_and_the_files_are_gone(tmp_path: Path) -> None:
    found, truth = tmp_path / "splink_train.entities", tmp_path / "truth.parquet"
    pq.write_table(pa.table({"entity_id": [1, 1, 2]}), truth)
    for file, labels in ((found, [1, 2, 3]), (found.with_suffix(".0.99"), [5, 5, 6])):
        pq.write_table(pa.table({"record_id": np.arange(3), "entity_id": labels}), file)
    figures = speed.best(found, truth)
    assert (figures["f1"], figures["threshold"]) == (1.0, 0.99)
    assert not list(tmp_path.glob("splink_train*"))


def test_customers_for_the_comparison_come_without_their_truth(tmp_path: Path) -> None:
    records, truth = speed.prepare(200, "western", tmp_path)
    assert "entity_id" not in pq.read_schema(records).names
    assert pq.read_table(truth).num_rows == pq.read_table(records).num_rows == 200


@pytest.mark.parametrize("job", list(speed.JOBS))
def test_every_job_has_a_row_of_ours(job: str) -> None:
    assert "custdq" in {tool for tool, _, _ in speed.JOBS[job]}

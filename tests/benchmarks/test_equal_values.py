"""The tables of equal values are what they are called; no test asserts their cost."""

import pytest
from benchmarks.linkage.equal_values import TABLES, run, table


@pytest.mark.parametrize("name", TABLES)
def test_nearly_everybody_has_one_name(name: str) -> None:
    made = table(name, 1_000)
    assert made.num_rows == 1_000
    largest = max(made["last"].value_counts().to_pylist(), key=lambda value: int(value["counts"]))
    assert largest["counts"] == (100 if name == "copies" else 999)


def test_a_line_tells_entities_pairs_and_cost() -> None:
    line = run("copies", 2_000)
    assert line["entities"] == 100
    assert {"pairs", "cpu_s", "wall_s", "peak_mb"} <= set(line)

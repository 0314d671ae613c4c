"""Which sets there are and where: public linkage sets and the made-up company, beside the repository.

The trap: truth that leaks. What a set knows about entities is taken off here, before the library sees a row.
"""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

REPOSITORY = Path(__file__).resolve().parent.parent
TRUTH_COLUMN = "entity_id"

#: Sets of which each is one table; those with a `source` column are links between files.
LINKAGE = ("restaurants", "febrl3", "febrl4", "fake_1000", "historical_50k_A", "chicago_sites_A", "dblp_acm")
PIPELINE = ("scenario",)


def data_folder() -> Path:
    """Return the folder of shared data (`CUSTDQ_SHARED_DATA`, else beside the repository)."""
    given = os.environ.get("CUSTDQ_SHARED_DATA")
    return Path(given) if given else REPOSITORY.parent / "shared" / "data"


def is_here(name: str) -> bool:
    """Tell whether a set is on this machine."""
    path = data_folder() / ("scenario" if name in PIPELINE else f"linkage/{name}.parquet")
    return path.exists()


def linkage_set(name: str) -> tuple[pa.Table, pa.Table]:
    """Return the records without their truth, and the truth as (source,) record_id, entity_id."""
    table = pq.read_table(data_folder() / "linkage" / f"{name}.parquet")
    keys = [column for column in ("source", "record_id", TRUTH_COLUMN) if column in table.column_names]
    return table.drop_columns([TRUTH_COLUMN]), table.select(keys)


def scenario_files() -> list[Path]:
    """Return the data files of the scenario, without its README and truth."""
    return sorted(p for p in (data_folder() / "scenario").iterdir() if p.is_file() and p.name != "README.md")


def scenario_truth() -> pa.Table:
    """Return source, sheet, row, entity_id of each row of the scenario; entity_id is null for rows that are nobody."""
    truth = pq.read_table(data_folder() / "scenario" / "truth" / "truth_links.parquet")
    return truth.filter(pa.compute.not_equal(truth["kind"], "order"))

"""custdq: a raw frame to twelve checks and full five-dimension scores with 200 owners, measured in its own process.

    python -m benchmarks.quality.peers.custdq_score out/quality.parquet pandas

Prints one line of JSON: CPU seconds (and how many of them were the system's) of `custdq.score` on the frame as it was
read, card, groups and fields included, then with every finding; peak megabytes beyond what was there before. The trap:
imports and reading the file are left out, and what is worked out only when asked for is asked for. Which records are
one customer is given, as a user gives the links of an earlier run.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from types import SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from benchmarks.quality.customers import AS_OF, COUNTRIES, entities
from benchmarks.quality.peers.measure import peak

import custdq
from custdq import fields as f
from custdq.frames import from_arrow
from custdq.prepared import identity_columns
from custdq.results import Links
from custdq.schema import Schema

SCHEMA = Schema(
    {
        "name": f.PersonName(), "email": f.Email(), "phone": f.Phone(region="US"), "country": f.Category(),
        "city": f.Category(), "start": f.Date(), "end": f.Date(), "code": f.Text(),
    }, updated_at="updated_at", owner="owner", record_id="id",
)  # fmt: skip
#: Five columns required, two patterns, a range, a set, a key, a rule on two columns, a deadline: twelve.
EXPECTATIONS: dict[str, Any] = {
    "require": ["name", "email", "phone", "country", "updated_at"],
    "field": {
        "email": {"pattern": r"[^@\s]+@[^@\s]+\.[a-zA-Z]+$", "half_life": "2y"},
        "phone": {"pattern": r"\+\d{8,15}$", "sla": "365d", "half_life": "3y"},
        "start": {"minimum": "1990-01-01", "maximum": "2025-12-31"},
        "country": {"allowed": list(COUNTRIES)},
        "code": {"unique": True},
    },
    "rules": ["end >= start"],
}


def links_of(table: pa.Table) -> Links:
    """Return links that say which customer each record is of."""
    codes = entities(table)
    first = np.zeros(int(codes.max(initial=-1)) + 1, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    outcome: Any = SimpleNamespace(labels=first[codes])
    unnamed: Any = None
    return Links(outcome, identity_columns(table, SCHEMA), named=unnamed)


def frame_of(table: pa.Table, kind: str) -> Any:
    """Return the table as a frame of a kind: arrow, pandas or polars."""
    if kind == "polars":
        import polars as pl

        return pl.from_arrow(table)
    return from_arrow(table) if kind == "pandas" else table


def main(path: str, kind: str = "arrow") -> None:
    """Print one line of JSON."""
    table = pq.read_table(path)
    table = table.append_column("code", table.column("id")).combine_chunks()
    links, frame = links_of(table), frame_of(table, kind)
    del table
    before, begin, system = peak(), time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_stime
    card = custdq.score(frame, SCHEMA, expectations=EXPECTATIONS, links=links, as_of=AS_OF, by="owner")
    figures = {"groups": card.card.groups.num_rows, "fields": card.card.fields.num_rows}
    scored, system = time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_stime - system
    beyond = peak() - before
    figures["group_fields"], figures["findings"] = card.card.group_fields.num_rows, card.card.findings.num_rows
    whole = time.process_time() - begin
    scores = {line["dimension"]: line["score"] for line in card.card.dimensions.to_pylist()}
    print(json.dumps({
        "frame": kind, "score_cpu_s": round(scored, 2), "of_the_system_s": round(system, 2),
        "with_findings_cpu_s": round(whole, 2), "beyond_mb": round(beyond),
        "with_findings_beyond_mb": round(peak() - before), "before_mb": round(before), **figures, "scores": scores,
    }))  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])

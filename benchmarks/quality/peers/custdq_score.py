"""custdq: twelve checks and full five-dimension scores with 200 owners, each stage measured in its own process.

    python -m benchmarks.quality.peers.custdq_score out/quality.parquet

Prints one line of JSON: `standardize` (raw cells to standard form) and `score` (from there: card, groups, fields, every
finding), CPU seconds and peak megabytes beyond what was there before. The trap: imports and reading the file are left
out, and what is worked out only when asked for is asked for.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import pyarrow.parquet as pq
from benchmarks.quality.customers import AS_OF, COUNTRIES, entities
from benchmarks.quality.peers.measure import peak

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.score import score_records
from custdq.steps.standardize import standardize_records

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


def main(path: str) -> None:
    """Print one line of JSON."""
    table = pq.read_table(path)
    table = table.append_column("code", table.column("id"))
    codes = entities(table)
    table = table.combine_chunks()
    begin = time.process_time()
    ready = standardize_records(table, SCHEMA)
    standardized = time.process_time() - begin
    before, begin = peak(), time.process_time()
    card = score_records(ready, SCHEMA, entity_codes=codes, expectations=EXPECTATIONS, as_of=AS_OF, by="owner")
    figures = {"groups": card.groups.num_rows, "fields": card.fields.num_rows}
    scored = time.process_time() - begin
    figures["group_fields"], figures["findings"] = card.group_fields.num_rows, card.findings.num_rows
    whole = time.process_time() - begin
    scores = {line["dimension"]: line["score"] for line in card.dimensions.to_pylist()}
    print(json.dumps({
        "standardize_cpu_s": round(standardized, 2), "score_cpu_s": round(scored, 2),
        "with_findings_cpu_s": round(whole, 2), "beyond_mb": round(peak() - before), "before_mb": round(before),
        **figures, "scores": scores,
    }))  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1])

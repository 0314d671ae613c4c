"""Link one public set with no settings and print what it cost and how right it was, as one line of JSON.

    python -m benchmarks.linkage.one_set febrl3

A set with a `source` column is linked across sources only; any other is deduplicated. All true pairs count, also those
that blocking never made. Importing the library is not timed, inferring the schema is.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import pyarrow.compute as pc
from benchmarks.cost import measured
from benchmarks.sets import linkage_set

import custdq


def run(name: str) -> dict[str, Any]:
    """Return the figures of one set."""
    records, truth = linkage_set(name)
    linked = "source" in records.column_names
    with measured() as cost:
        links = custdq.link(by_source(records)) if linked else custdq.dedupe(records)
    figures = links.evaluate(truth)
    return {
        "set": name,
        "rows": records.num_rows,
        "pairs": len(links.pairs),
        "entities": pc.count_distinct(links.entities["entity_id"]).as_py(),
        "precision": figures.precision,
        "recall": figures.recall,
        "f1": figures.f1,
        "b3_f1": figures.b3_f1,
        **vars(cost),
    }


def by_source(records: Any) -> dict[str, Any]:
    """Return one table a source."""
    names = pc.unique(records["source"]).to_pylist()
    return {name: records.filter(pc.equal(records["source"], name)).drop_columns(["source"]) for name in sorted(names)}


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1])))

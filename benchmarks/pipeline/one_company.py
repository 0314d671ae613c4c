"""Run the whole flow on the made-up company's files and print what it cost and how right it was, as one line of JSON.

    python -m benchmarks.pipeline.one_company scenario

Twelve files in, every output written. Pairwise figures are over the rows that are customers; a customer's row that was
passed over counts as an entity of its own, so it costs recall.
"""

from __future__ import annotations

import json
import sys
import tempfile
from typing import Any

import numpy as np
from benchmarks.cost import measured
from benchmarks.sets import scenario_files, scenario_truth

import custdq
from custdq.steps.link.evaluate import evaluate_clusters


def run(name: str) -> dict[str, Any]:
    """Return the figures of one run."""
    with tempfile.TemporaryDirectory() as output, measured() as cost:
        result = custdq.run([str(path) for path in scenario_files()], output=output)
    found, truth = labels(result)
    figures = evaluate_clusters(found, truth)
    return {
        "set": name,
        "rows": len(result.golden.xref),
        "pairs": len(result.links.pairs),
        "entities": len(result.golden.records),
        "precision": figures.precision,
        "recall": figures.recall,
        "f1": figures.f1,
        "b3_f1": figures.b3_f1,
        **vars(cost),
    }


def labels(result: Any) -> tuple[Any, Any]:
    """Return the found and the true entity of each customer's row, as numbers."""
    xref = result.golden.xref
    places = zip(xref["source"], xref["sheet"].fillna(""), xref["row"], strict=True)
    given = {(s, h, int(r)): entity for (s, h, r), entity in zip(places, xref["entity_id"], strict=True)}
    rows = [row for row in scenario_truth().to_pylist() if row["entity_id"]]
    found = [given.get((row["source"], row["sheet"], row["row"]), f"row {at}") for at, row in enumerate(rows)]
    true = [row["entity_id"] for row in rows]
    return np.unique(found, return_inverse=True)[1], np.unique(true, return_inverse=True)[1]


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1])))

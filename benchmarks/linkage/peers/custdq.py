"""Run custdq on a set: no settings, the same code for all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from benchmarks.linkage.peers.exchange import finish, job, write_candidates

import custdq


def main() -> None:
    """Link the records of the job; across sources where there are several."""
    asked = job()
    records = asked.records
    if "source" in records.column_names:
        parts = by_source(records)
        links = custdq.link(parts)
        # entities come in the order of the rows given, source after source
        ids = np.concatenate([part["record_id"].to_numpy() for part in parts.values()])
    else:
        links = custdq.dedupe(records)
        ids = records["record_id"].to_numpy()
    blocking = links.blocking
    asked.figures["pairs"] = pc.sum(blocking["pairs"].filter(blocking["used"])).as_py() or 0
    if asked.candidates is not None:
        chunks = list(compared(links))
        left, right = (np.concatenate([ids[:0], *(ids[chunk[side]] for chunk in chunks)]) for side in (0, 1))
        write_candidates(asked, left, right)
    finish(asked, ids, links.entities["entity_id"])


def by_source(records: pa.Table) -> dict[str, pa.Table]:
    """Return one table a source."""
    names = sorted(pc.unique(records["source"]).to_pylist())
    return {name: records.filter(pc.equal(records["source"], name)).drop_columns(["source"]) for name in names}


def compared(links: custdq.Links) -> Iterator[tuple[Any, Any]]:
    """Yield the pairs that were compared, each once, as rows of the input; the public surface has only those kept."""
    from custdq.steps.link.pairs import CHUNK_PAIRS, batches, make_pairs

    outcome = links.outcome
    candidates = outcome.scorer.candidates
    row = np.argsort(outcome.place)
    for number, some in batches(candidates, CHUNK_PAIRS):
        made = make_pairs(candidates, number, some)
        yield row[made.left], row[made.right]


if __name__ == "__main__":
    main()

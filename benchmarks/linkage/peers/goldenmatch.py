"""Run GoldenMatch on a set: `zero` is its zero-configuration call, `fs` its automatic Fellegi-Sunter configuration.

Links go through its `match_df` (zero) or the two files stacked (fs). The trap: its search for a configuration is cut by
the clock unless told otherwise, so its answer may change with the load of the machine; it is left as it comes.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from benchmarks.linkage.peers.exchange import components, finish, job


def stacked(gm: Any, records: pa.Table, settings: str) -> list[tuple[int, int]]:
    """Return linked pairs of positions of one table."""
    config = gm.auto_configure_probabilistic_df(records) if settings == "fs" else None
    result = gm.dedupe_df(records, config=config, allow_red_config=True)
    return [(c["members"][0], member) for c in result.clusters.values() for member in c["members"][1:]]


def linked(gm: Any, records: pa.Table, source: pa.ChunkedArray) -> list[tuple[int, int]]:
    """Return linked pairs of positions across two sources."""
    first, second = sorted(pc.unique(source).to_pylist())
    places = [pc.indices_nonzero(pc.equal(source, name)) for name in (first, second)]
    result = gm.match_df(records.take(places[0]), records.take(places[1]), allow_red_config=True)
    if result.matched is None:
        return []
    here, there = (place.to_pylist() for place in places)
    sides = (result.matched[name].to_pylist() for name in ("__target_row_id__", "__ref_row_id__"))
    # it counts the rows of the reference on from those of the target
    return [(here[a], there[b - len(here)]) for a, b in zip(*sides, strict=True)]


def main() -> None:
    """Link the records of the job."""
    import goldenmatch as gm  # type: ignore[import-not-found]

    asked = job()
    columns = asked.records.drop_columns([c for c in ("record_id", "source") if c in asked.records.column_names])
    if asked.settings == "zero" and "source" in asked.records.column_names:
        pairs = linked(gm, columns, asked.records["source"])
    else:
        pairs = stacked(gm, columns, asked.settings)
    labels = components(columns.num_rows, pairs)
    finish(asked, asked.records["record_id"].to_pylist(), labels)


if __name__ == "__main__":
    main()

"""Run dedupe on a set: the settings of its CSV example (sites of Chicago) and of its own benchmark (restaurants).

It has to be taught: sixty of the questions it asks are answered from the truth, which no other tool sees. The trap: its
sampling follows several random generators; all are seeded, or two runs of one script differ by ten points of F1.
"""

from __future__ import annotations

import random
import re
import unicodedata
from typing import Any

import numpy as np
from benchmarks.linkage.peers.exchange import finish, job

QUESTIONS = 60


def fields(name: str) -> list[Any]:
    """Return the fields documented for a set."""
    from dedupe import variables as of  # type: ignore[import-not-found]

    if name == "restaurants":
        return [
            of.String("name"), of.Exact("name"), of.String("addr"), of.ShortString("type", has_missing=True),
            of.ShortString("city"),
        ]  # fmt: skip
    return [
        of.String("Site name"), of.String("Address"), of.Exact("Zip", has_missing=True),
        of.String("Phone", has_missing=True),
    ]  # fmt: skip


def cleaned(value: str | None) -> str | None:
    """Return a value as the CSV example cleans it."""
    text = unicodedata.normalize("NFKD", value or "").encode("ascii", "ignore").decode()
    return re.sub(r"\s+", " ", text).strip().strip("\"'").lower().strip() or None


def main() -> None:
    """Teach dedupe, then let it partition the records of the job."""
    import dedupe

    asked = job()
    assert asked.labels is not None
    random.seed(1)
    np.random.seed(1)
    seeded = np.random.default_rng
    np.random.default_rng = lambda seed=None: seeded(1 if seed is None else seed)
    entity = dict(zip(asked.records["record_id"].to_pylist(), asked.labels, strict=True))
    data = {row.pop("record_id"): {k: cleaned(v) for k, v in row.items()} for row in asked.records.to_pylist()}
    for row_id, row in data.items():
        row["__row"] = row_id
    deduper = dedupe.Dedupe(fields(asked.name), num_cores=0)
    deduper.prepare_training(data, sample_size=10_000 if asked.name == "restaurants" else 1500)
    for _ in range(QUESTIONS):
        (pair,) = deduper.uncertain_pairs()
        same = entity[pair[0]["__row"]] == entity[pair[1]["__row"]]
        deduper.mark_pairs({"match": [pair] if same else [], "distinct": [] if same else [pair]})
    deduper.train()
    found = [(record, number) for number, (ids, _) in enumerate(deduper.partition(data, 0.5)) for record in ids]
    asked.figures["note"] = f"{QUESTIONS} labels"
    finish(asked, [record for record, _ in found], [number for _, number in found])


if __name__ == "__main__":
    main()

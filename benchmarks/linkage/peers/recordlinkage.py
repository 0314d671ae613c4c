"""Run the Python Record Linkage Toolkit on a set: its guides' settings, which are for the Febrl sets.

`guide` is the guides' full code (block on the given name, more than three of six agreements). `ecm` compares the same
on three blocking keys (given name, surname, social security number) and lets its unsupervised classifier decide.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import recordlinkage as rl
from benchmarks.linkage.peers.exchange import components, finish, job, write_candidates

#: Column -> the similarity that must reach 0.85, None for equality: what the guides compare.
AGREEMENTS = {
    "given_name": None, "surname": "jarowinkler", "date_of_birth": None, "suburb": None, "state": None,
    "address_1": "levenshtein",
}  # fmt: skip


def compared(frames: list[Any], keys: list[str]) -> Any:
    """Return agreement on the six fields of the guides, one row a candidate pair."""
    index = rl.Index()
    for key in keys:
        index.block(key)
    compare = rl.Compare()
    for column, method in AGREEMENTS.items():
        if method is None:
            compare.exact(column, column, label=column)
        else:
            compare.string(column, column, method=method, threshold=0.85, label=column)
    return compare.compute(index.index(*frames), *frames)


def main() -> None:
    """Link the records of the job."""
    asked = job()
    table = asked.records.to_pandas().set_index("record_id")
    frames = [table]
    if "source" in table:
        frames = [part.drop(columns="source") for _, part in table.groupby("source")]
    if asked.settings == "ecm":
        features = compared(frames, ["given_name", "surname", "soc_sec_id"])
        matches = rl.ECMClassifier(binarize=0.5).fit_predict(features)
    else:
        features = compared(frames, ["given_name"])
        matches = features[features.sum(axis=1) > 3].index
    asked.figures["pairs"] = len(features)
    write_candidates(asked, features.index.get_level_values(0), features.index.get_level_values(1))
    labels = components(len(table), ((int(a), int(b)) for a, b in matches))
    finish(asked, table.index.to_numpy(), pd.Series(labels).reindex(table.index).to_numpy())


if __name__ == "__main__":
    main()

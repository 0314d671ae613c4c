"""Run Splink 5 on many customers, stage by stage: `train`, `wide` (more rules), or `saved` (a model read again).

`--settings` is the number of random pairs that u is estimated from: its documentation recommends ten million or more,
its demos take one million. The trap: Splink keeps what it computed; every stage reads what the one before left.
"""

from __future__ import annotations

import json
import logging
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from benchmarks.linkage.peers.exchange import Job, finish, job, milliseconds, stage
from benchmarks.linkage.peers.rules import RULES, SURE, SURE_RECALL, WIDE, new_pair


def settings(rules: tuple[tuple[str, ...], ...]) -> Any:
    """Return Splink's settings for these rules, in its own defaults."""
    import splink.comparison_library as cl  # type: ignore[import-not-found]
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record_id",
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
        comparisons=[
            cl.NameComparison("first_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.DamerauLevenshteinAtThresholds("phone", [1, 2]),
            cl.EmailComparison("email"),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
        ],
    )


def linker_of(asked: Job) -> Any:
    """Return a linker over the records, with the saved model where there is one to read."""
    from splink import DuckDBAPI, Linker

    database = DuckDBAPI(connection=duckdb.connect())
    table = database.register(asked.records)
    if asked.name == "saved":
        assert asked.model is not None
        return Linker(table, json.loads(asked.model.read_text(encoding="utf-8")))
    return Linker(table, settings(WIDE if asked.name == "wide" else RULES))


def train(linker: Any, asked: Job) -> None:
    """Estimate prior, u and m."""
    from splink import block_on

    with stage(asked.figures, "prior"):
        rules = [block_on(*rule) for rule in SURE]
        linker.training.estimate_probability_two_random_records_match(rules, recall=SURE_RECALL)
    with stage(asked.figures, "u"):
        linker.training.estimate_u_using_random_sampling(max_pairs=float(asked.settings), seed=1)
    for rule in (("surname", "dob"), ("email",)):
        with stage(asked.figures, "m " + "+".join(rule)):
            linker.training.estimate_parameters_using_expectation_maximisation(
                block_on(*rule), estimate_without_term_frequencies=True
            )


def main() -> None:
    """Do what the job names."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    asked = job()
    with stage(asked.figures, "load"):
        linker = linker_of(asked)
    if asked.name != "saved":
        train(linker, asked)
        if asked.model is not None:
            linker.misc.save_model_to_json(str(asked.model), overwrite=True)
    with stage(asked.figures, "predict"):
        predicted = linker.inference.predict()
    asked.figures["threshold"] = 0.9
    with stage(asked.figures, "cluster"):
        clusters = clustered(linker, predicted, 0.9)
    counted = predicted.query_sql("select count(*) as pairs from {this}").as_pyarrow_table()
    asked.figures["pairs"] = counted["pairs"][0].as_py()
    if asked.name == "saved":
        scored = milliseconds(lambda number: linker.inference.score_pair(*new_pair(number)).as_record_list())
        asked.figures["one_pair_ms"] = round(scored, 2)
    else:
        for threshold in (0.5, 0.99, 0.999, 0.9999):  # not part of what is timed: its best F1 is looked for
            other = asked.entities.with_suffix(f".{threshold}")
            pq.write_table(labels(clustered(linker, predicted, threshold)), other)
    table = labels(clusters)
    finish(asked, table["record_id"].to_pylist(), table["entity_id"])


def clustered(linker: Any, predicted: Any, threshold: float) -> Any:
    """Return Splink's clusters at a probability."""
    return linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_probability=threshold)


def labels(clusters: Any) -> pa.Table:
    """Return record_id and entity_id of clusters."""
    table = clusters.as_pyarrow_table()
    return pa.table({"record_id": table["record_id"], "entity_id": pc.cast(table["cluster_id"], pa.string())})


if __name__ == "__main__":
    main()

"""Run Splink 5 on a set with the settings of its documentation.

`documented` clusters at the threshold its demo names, `half` at a probability of 0.5, as custdq does.
"""

from __future__ import annotations

import logging
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from benchmarks.linkage.peers.exchange import Job, finish, job, write_candidates


def linker_of(model: Any, records: pa.Table) -> Any:
    """Return a linker over the records, which are two tables where they have two sources."""
    from splink import DuckDBAPI, Linker, SettingsCreator  # type: ignore[import-not-found]

    connection = duckdb.connect()
    prepared = connection.sql(model.prepare).to_arrow_table()
    database = DuckDBAPI(connection=connection)
    linked = "source" in prepared.column_names
    parts = [prepared]
    if linked:
        names = sorted(pc.unique(prepared["source"]).to_pylist())
        parts = [prepared.filter(pc.equal(prepared["source"], name)).drop_columns(["source"]) for name in names]
    settings = SettingsCreator(
        link_type="link_only" if linked else "dedupe_only",
        unique_id_column_name="record_id",
        blocking_rules_to_generate_predictions=model.blocking,
        comparisons=model.comparisons(),
        retain_intermediate_calculation_columns=True,
    )
    tables = [database.register(part) for part in parts]
    return Linker(tables if linked else tables[0], settings)


def train(linker: Any, model: Any) -> None:
    """Estimate prior, u and m as the demo does."""
    linker.training.estimate_probability_two_random_records_match(model.prior, recall=model.recall)
    linker.training.estimate_u_using_random_sampling(max_pairs=model.u_pairs, seed=model.seed)
    for rule in model.training:
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, estimate_without_term_frequencies=True
        )  # fmt: skip


def main() -> None:
    """Link the records of the job."""
    from benchmarks.linkage.peers.splink_models import MODELS

    logging.getLogger("splink").setLevel(logging.ERROR)
    asked: Job = job()
    model = MODELS[asked.name]()
    linker = linker_of(model, asked.records)
    train(linker, model)
    predicted = linker.inference.predict()
    threshold = 0.5 if asked.settings == "half" else model.threshold
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        predicted, threshold_match_probability=threshold
    )
    counted = predicted.query_sql("select count(*) as pairs from {this}").as_pyarrow_table()
    asked.figures["pairs"] = counted["pairs"][0].as_py()
    if asked.candidates is not None:
        pairs = predicted.query_sql("select record_id_l, record_id_r from {this}").as_pyarrow_table()
        write_candidates(asked, pairs["record_id_l"].to_pylist(), pairs["record_id_r"].to_pylist())
    entities = clusters.as_pyarrow_table()
    finish(asked, entities["record_id"].to_pylist(), pc.cast(entities["cluster_id"], pa.string()))


if __name__ == "__main__":
    main()

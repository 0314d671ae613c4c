"""Failures documented of other quality tools, and that custdq does not have them.

Each test names the tool and where it was reported. They are about failing open, counting twice, pooling what does not
belong together, and answers that depend on the engine.
"""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import custdq
from custdq import fields as f
from custdq.errors import ConfigError, OptionError, QualityGateError
from custdq.prepared import prepare
from custdq.schema import Schema
from custdq.steps.score.card import ScoreCard
from custdq.steps.score.gate import gate
from custdq.steps.score.scoring import score_records

SCHEMA = Schema({"mail": f.Email(), "name": f.PersonName()}, record_id="id", updated_at="seen")
AS_OF = "2025-01-01"
Rows = dict[str, list[Any]]


def table(mails: Sequence[str | None], **more: list[Any]) -> Rows:
    """Return records with given emails, all else in order."""
    count = len(mails)
    columns: Rows = {"id": [str(row) for row in range(count)], "mail": [*mails], "name": ["Ann Lee"] * count,
                     "seen": [AS_OF] * count}  # fmt: skip
    return columns | more


def score(columns: Rows, **options: Any) -> ScoreCard:
    """Score records."""
    ready = prepare(pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()}), SCHEMA)
    return score_records(ready.standardized, SCHEMA, as_of=AS_OF, **options)


def field(card: ScoreCard, name: str, dimension: str, part: str | None = None) -> dict[str, Any]:
    """Return one field's line."""
    lines: list[dict[str, Any]] = card.fields.to_pylist()
    return next(x for x in lines if (x["field"], x["dimension"]) == (name, dimension) and part in (None, x["part"]))


def dimension(card: ScoreCard, name: str) -> Any:
    """Return one dimension's score."""
    return next(line["score"] for line in card.dimensions.to_pylist() if line["dimension"] == name)


def test_tolerance_is_a_threshold_on_a_share() -> None:
    """pandera #456, #183: no acceptable fraction of bad values."""
    card = score(table(["a@x.org"] * 98 + ["bad"] * 2))
    assert gate(card, {"mail.accuracy": 0.98}).passed
    assert not gate(card, {"mail.accuracy": 0.99}).passed


def test_a_lazy_frame_is_checked_like_any_other() -> None:
    """pandera #1662, #1776, #1566: a polars LazyFrame passes every check silently."""
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(table(["a@x.org", "bad"]))
    for given_frame in (frame, frame.lazy()):
        card = custdq.score(given_frame, SCHEMA, as_of=AS_OF)
        assert field(card.card, "mail", "accuracy")["score"] == 0.5


def test_unique_is_enforced_and_says_what_it_counts() -> None:
    """pandera on ibis: unique is not enforced. cuallee: members on one engine, surplus on another (item 14)."""
    card = score(table(["a@x.org", "a@x.org", "b@x.org", None]), expectations={"field": {"mail": {"unique": True}}})
    line = field(card, "mail", "uniqueness", "key")
    # three values, two different ones: the surplus is one of three, whichever kind of frame it was
    assert (line["numerator"], line["denominator"]) == (2, 3)
    codes = card.findings.column("code").to_pylist()
    assert codes.count("duplicate_record") == 1


def test_a_column_of_nulls_is_not_assessed_and_fails_nothing_else() -> None:
    """pandera #2294: an all-null column fails; OHDSI #110: a check without a denominator counted as passed."""
    card = score(table([None, None]), expectations={"require": ["name"]})
    line = field(card, "mail", "accuracy")
    assert (line["score"], line["denominator"], line["coverage"]) == (None, 0, 0)
    assert dimension(card, "accuracy") == 1.0  # the names
    result = gate(card, {"mail.accuracy": 0.9})
    assert not result.passed
    assert result.unevaluated


def test_a_broken_rule_on_two_columns_is_one_finding_a_row() -> None:
    """pandera #1302, #1069: a cross-column check gives a failure for every column of the frame."""
    columns = table(["a@x.org"] * 3, start=["2024-01-02"] * 3, end=["2024-01-01", "2024-01-03", "2024-01-01"])
    found = score(columns, expectations={"rules": ["end >= start"]}).findings.to_pylist()
    assert [line["record_id"] for line in found if line["code"] == "rule_broken"] == ["0", "2"]


def test_missing_values_are_counted_and_not_one_expression() -> None:
    """pandera on ibis: not-null reports one failure, whatever the number."""
    card = score(table(["a@x.org", None, None]), expectations={"require": ["mail"]})
    assert [line["code"] for line in card.findings.to_pylist()].count("required_missing") == 2


def test_one_call_and_a_frame_are_enough() -> None:
    """Great Expectations #1801, #1618: context, source, asset, batch, suite and validation before one check."""
    frame = pd.DataFrame(table(["a@x.org", "bad"]))
    assert custdq.score(frame, SCHEMA, as_of=AS_OF).overall is not None


def test_importing_scores_does_not_import_everything() -> None:
    """Great Expectations #2984, #573: seconds to import; no optional library comes with ours."""
    said = "import sys, custdq.steps.score; print(*sorted({n.split('.')[0] for n in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout.split()
    assert not {"polars", "duckdb", "pandera", "scipy", "matplotlib"} & set(loaded)


def test_failing_rows_of_rules_on_two_columns_are_named_and_complete() -> None:
    """Great Expectations #1473, #6840, #10269: failing rows late, without index, incomplete. deequ #111: which rows?"""
    columns = table(["a@x.org"] * 500, start=["2024-01-02"] * 500, end=["2024-01-01"] * 500)
    found = score(columns, expectations={"rules": ["end >= start"]}).findings
    broken = [line["record_id"] for line in found.to_pylist() if line["code"] == "rule_broken"]
    assert broken == columns["id"]


def test_a_stale_table_is_not_healthy_because_its_cells_are() -> None:
    """pointblank: freshness is one unit among a million, so a table 400 days stale has health 100."""
    columns = table(["a@x.org"] * 1000, seen=["2023-11-28"] * 1000)
    card = score(columns, expectations={"field": {"mail": {"sla": "90d"}}})
    assert dimension(card, "timeliness") == 0.0
    assert card.worst == "timeliness"
    assert card.overall is not None
    assert card.overall < 0.8


def test_nothing_checked_is_no_score() -> None:
    """pointblank: nothing checked is 100.0; dataprof #394: dimensions with nothing to assess counted as perfect."""
    card = score_records(prepare(pa.table({"x": pa.array(["1"])}), Schema({})).standardized, Schema({}), as_of=AS_OF)
    assert card.overall is None
    assert len(card.unassessed) == 5
    assert not gate(card, {"overall": 0.0}).passed


def test_a_check_on_a_column_that_is_not_there_is_an_error() -> None:
    """pointblank: a check on a missing column gives health 100."""
    with pytest.raises(ConfigError, match='Did you mean "mail"'):
        score(table(["a@x.org"]), expectations={"field": {"mial": {"pattern": "x"}}})
    with pytest.raises(ConfigError, match='Did you mean "seen"'):
        score(table(["a@x.org"]), expectations={"rules": ["sene >= id"]})


def test_a_gate_on_an_unmeasured_dimension_does_not_pass() -> None:
    """pointblank: assert_dimension_scores on an unmeasured dimension passes."""
    card = custdq.score(pd.DataFrame(table(["a@x.org"])), SCHEMA, as_of=AS_OF)
    with pytest.raises(QualityGateError, match="could not be assessed"):
        card.gate({"uniqueness": 0.5}, raise_on_failure=True)


def test_missing_is_not_invalid() -> None:
    """pointblank, cuallee: nulls count as invalid, so a half-empty column without a bad value has validity 50."""
    card = score(table(["a@x.org", None]), expectations={"require": ["mail"]})
    line = field(card, "mail", "accuracy")
    assert (line["score"], line["denominator"]) == (1.0, 1)
    assert field(card, "mail", "completeness")["score"] == 0.5


def test_the_denominator_is_printed() -> None:
    """GX divides by present values, soda by all rows: one bad of three present in four rows is 33.3 % or 25 %."""
    line = field(score(table(["a@x.org", "b@x.org", "bad", None])), "mail", "accuracy")
    assert (line["numerator"], line["denominator"], line["rows"], line["coverage"]) == (2, 3, 4, 0.75)


def test_findings_are_there_without_an_account() -> None:
    """soda #362, #878, #1555: failed rows only in the cloud; no local file output."""
    card = custdq.score(pd.DataFrame(table(["bad"])), SCHEMA, as_of=AS_OF)
    assert card.findings["code"].tolist() == ["bad_format"]
    assert '"scores"' in card.to_json() or '"dimensions"' in card.to_json()


def test_thresholds_are_shares_and_min_alone_fails() -> None:
    """dbt #4723, #2219: only absolute thresholds; #3611: error_if alone still warns."""
    card = score(table(["a@x.org", "bad"]))
    (outcome,) = gate(card, {"mail.accuracy": {"min": 0.9}}).outcomes
    assert outcome.outcome == "failed"


def test_a_missing_threshold_is_refused() -> None:
    """Several: a gate without a threshold is passed over."""
    with pytest.raises(OptionError, match="asks for nothing"):
        gate(score(table(["a@x.org"])), {"mail.accuracy": {"min_rows": 3}})


def test_a_rule_on_the_table_is_not_drowned_by_rules_on_cells() -> None:
    """DQX PR 1428 chose equal rules so that one on the table is not drowned; here dimensions are never pooled."""
    card = score(table(["a@x.org"] * 999 + ["bad"], seen=[None] * 1000))
    assert dimension(card, "timeliness") is None
    assert "timeliness" in card.unassessed


def test_every_field_has_its_result() -> None:
    """dataframely #272: result per rule; #122: counts by an id and readable names; #282: example keys."""
    columns = table(["a@x.org", "bad", "bad"], owner=["Li", "Li", "Wu"])
    card = score(columns, by="owner")
    lines = {line["group"]: line["score"] for line in card.group_fields.to_pylist()
             if (line["field"], line["dimension"]) == ("mail", "accuracy")}  # fmt: skip
    assert lines == {"Li": 0.5, "Wu": 0.0}
    assert {line["record_id"] for line in card.findings.to_pylist() if line["column"] == "mail"} == {"1", "2"}


def test_a_row_has_a_score() -> None:
    """CDC prime-reportstream #1187: a score per row and per sender; every tool read has flags at best."""
    records = score(table(["a@x.org", "bad"])).records
    assert records.column("accuracy").to_pylist() == [1.0, 0.5]


def test_failing_rows_are_shown_capped_and_counted_in_full() -> None:
    """pointblank #129: reports slow because every failing row is kept in them."""
    card = custdq.score(pd.DataFrame(table(["bad"] * 2_000)), SCHEMA, as_of=AS_OF)
    assert 0 < len(card.failing(most=5)) <= 5
    assert len(card.findings) >= 2_000
    assert len(card.to_html()) < 200_000


def test_nothing_is_needed_beyond_what_is_declared() -> None:
    """Great Expectations #1618, #975: dozens of dependencies; soda: telemetry, switched on."""
    wanted = importlib.metadata.requires("custdq") or []
    assert len([line for line in wanted if "extra ==" not in line]) <= 10


def test_text_alone_does_not_lift_a_score() -> None:
    """dataprof PR 394: dimensions with nothing to assess counted as perfect, so that text could not score below 70."""
    schema = Schema({"note": f.Text()}, record_id="id")
    found = custdq.score(pd.DataFrame({"id": ["1", "2"], "note": [None, None]}), schema, as_of=AS_OF)
    scores = found.dimensions.set_index("dimension")["score"]
    assert scores["completeness"] == 0
    assert scores[["accuracy", "timeliness"]].isna().all()
    assert found.overall == 0


def test_a_warning_is_no_skipped_test_and_an_error_no_failure() -> None:
    """datacontract-cli #650: JUnit with warnings as skipped, and one exit code for failed and could not run."""
    card = custdq.score(pd.DataFrame(table(["a@x.org", "bad"])), SCHEMA, as_of=AS_OF)
    card.gate({"mail.accuracy": {"min": 0.1, "warn": 0.9}, "completeness": 1.0, "uniqueness": 0.5})
    told = card.to_junit()
    assert "<skipped" not in told
    assert told.count("<error") == 1
    assert "<failure" not in told


def test_the_days_of_a_month_add_up() -> None:
    """deequ: what users love, and no other tool has: states that merge, so that no day is read twice."""
    days = [score(table(mails)) for mails in (["a@x.org", "bad"], ["b@x.org"])]
    whole = score(table(["a@x.org", "bad", "b@x.org"]))
    assert dimension(days[0] + days[1], "accuracy") == pytest.approx(dimension(whole, "accuracy"))


def test_an_error_of_a_rule_is_no_pass() -> None:
    """cuallee, pointblank: a rule that fails to run is swallowed."""
    with pytest.raises(OptionError, match="failed: ZeroDivisionError"):
        score(table(["a@x.org"]), expectations={"rules": [lambda _: 1 / 0]})


def test_an_opaque_check_is_listed() -> None:
    """pandera import: a check that is a function is not silently dropped."""
    pandera = pytest.importorskip("pandera.pandas")
    schema = pandera.DataFrameSchema({"mail": pandera.Column(str, checks=pandera.Check(lambda x: x > 1, name="own"))})
    assert score(table(["a@x.org"]), expectations=schema).run["opaque"] == ["mail: own"]


@given(st.lists(st.sampled_from(["a@x.org", "bad", None, "n/a"]), min_size=1, max_size=12), st.integers(0, 11))
def test_a_gap_never_costs_validity(mails: list[str | None], at: int) -> None:
    """A value made null is charged by completeness; what validity charges does not grow, and an invalid one made null
    never lowers it."""
    at %= len(mails)
    before = field(score(table(mails)), "mail", "accuracy")
    after = field(score(table([*mails[:at], None, *mails[at + 1 :]])), "mail", "accuracy")
    assert after["denominator"] - after["numerator"] <= before["denominator"] - before["numerator"]
    if mails[at] == "bad" and after["score"] is not None:
        assert after["score"] >= before["score"]
    if "bad" not in mails:
        assert after["score"] in (1.0, None)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=12), st.integers(0, 11))
def test_an_exact_duplicate_never_raises_uniqueness(entities: list[int], at: int) -> None:
    def uniqueness(rows: list[int]) -> float:
        columns = table([f"a{entity}@x.org" for entity in rows])
        return float(dimension(score(columns, entity_codes=np.array(rows, dtype=np.int64)), "uniqueness"))

    assert uniqueness([*entities, entities[at % len(entities)]]) <= uniqueness(entities) + 1e-12


@given(st.permutations(range(8)))
def test_the_order_of_rows_changes_nothing(order: list[int]) -> None:
    columns = table(["a@x.org", "bad", None, "n/a", "b@x.org", "B@x.org", "c@x.org", "d@"],
                    seen=[AS_OF, "2024-01-01", None, "2023-05-05", AS_OF, AS_OF, "2026-01-01", AS_OF])  # fmt: skip
    entities = np.array([0, 1, 2, 3, 4, 4, 5, 6])
    one = score(columns, entity_codes=entities)
    other = score(
        {name: [cells[row] for row in order] for name, cells in columns.items()}, entity_codes=entities[order]
    )
    assert one.states.equals(other.states)
    assert one.fields.equals(other.fields)


def test_an_unassessed_dimension_never_changes_the_overall() -> None:
    columns = table(["a@x.org", "bad"], seen=[None, None])
    light, heavy = (
        score(columns, expectations={"weights": {"timeliness": weight, "uniqueness": weight}}) for weight in (0.1, 9)
    )
    assert light.unassessed == heavy.unassessed == ["timeliness", "uniqueness"]
    assert light.overall == heavy.overall

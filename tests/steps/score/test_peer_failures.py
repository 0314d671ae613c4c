"""Every failure of peers that our research documents (its quality notes, section 2), and the test that shows ours
does not have it.

`LIST` follows that section item by item, trap by trap; the test at the end holds it to the tests there are, so that the
list cannot speak of one that is gone. Speed is measured in benchmarks and asserted nowhere; what stands for it here is
that it is measured against the peers. The failures that had no test elsewhere have theirs in this file.
"""

from __future__ import annotations

import ast
import socket
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from tests.steps.score.test_known_failures import AS_OF, SCHEMA, dimension, field, score, table

import custdq
from custdq import cli
from custdq.steps.score.gate import gate

KNOWN, HERE = "steps/score/test_known_failures.py", "steps/score/test_peer_failures.py"

#: Number of the item, who has the failure, what it is, and the tests: file below tests/, function.
LIST: list[tuple[int, str, str, list[tuple[str, str]]]] = [
    (1, "pandera", "no acceptable fraction of bad values", [(KNOWN, "test_tolerance_is_a_threshold_on_a_share")]),
    (2, "pandera", "a LazyFrame passes every check", [(KNOWN, "test_a_lazy_frame_is_checked_like_any_other")]),
    (2, "PUDL on pandera", "checks that never ran", [
        (KNOWN, "test_an_opaque_check_is_listed"), (KNOWN, "test_an_error_of_a_rule_is_no_pass"),
        ("steps/score/test_pandera_schema.py", "test_what_is_not_taken_over_is_listed"),
    ]),
    (3, "pandera on ibis", "unique is not enforced", [
        (KNOWN, "test_unique_is_enforced_and_says_what_it_counts"), (HERE, "test_every_frame_counts_the_same"),
    ]),
    (3, "pandera on ibis", "all-null columns fail", [
        (KNOWN, "test_a_column_of_nulls_is_not_assessed_and_fails_nothing_else"),
    ]),
    (3, "pandera on ibis", "strict is ignored", [
        ("steps/score/test_pandera_schema.py", "test_what_is_not_taken_over_is_listed"),
        ("test_checking.py", "test_a_declared_column_that_is_gone_holds_the_gate_up"),
    ]),
    (4, "pandera", "a cross-column failure for every column", [
        (KNOWN, "test_a_broken_rule_on_two_columns_is_one_finding_a_row"),
    ]),
    (4, "pandera on ibis", "not-null is one failure, not a count", [
        (KNOWN, "test_missing_values_are_counted_and_not_one_expression"), (HERE, "test_every_frame_counts_the_same"),
    ]),
    (5, "Great Expectations", "six objects before one check", [(KNOWN, "test_one_call_and_a_frame_are_enough")]),
    (6, "Great Expectations", "dozens of dependencies", [
        (KNOWN, "test_nothing_is_needed_beyond_what_is_declared"),
    ]),
    (7, "Great Expectations", "seconds to import", [
        (KNOWN, "test_importing_scores_does_not_import_everything"),
        ("test_import.py", "test_importing_the_package_imports_nothing_heavy"),
    ]),
    (8, "Great Expectations", "minutes where seconds would do", [
        ("benchmarks/test_quality_speed.py", "test_the_card_finds_the_planted_rates"),
    ]),
    (8, "Great Expectations", "the command line was dropped", [
        ("test_cli_check.py", "test_check_leaves_with_the_code_of_the_gate"),
    ]),
    (9, "Great Expectations", "failing rows late, incomplete, without index for pairs", [
        (KNOWN, "test_failing_rows_of_rules_on_two_columns_are_named_and_complete"),
    ]),
    (10, "pointblank", "reports slow because every failing row is in them", [
        (KNOWN, "test_failing_rows_are_shown_capped_and_counted_in_full"),
    ]),
    (11, "pointblank", "a table 400 days stale is healthy", [
        (KNOWN, "test_a_stale_table_is_not_healthy_because_its_cells_are"),
    ]),
    (11, "pointblank", "a wrong row count is drowned", [
        (HERE, "test_too_few_rows_are_not_drowned_by_good_cells"),
        ("test_checking.py", "test_rows_without_anything_cannot_make_a_file_look_complete"),
    ]),
    (12, "pointblank", "nothing checked is 100", [
        (KNOWN, "test_nothing_checked_is_no_score"), (KNOWN, "test_a_missing_threshold_is_refused"),
    ]),
    (12, "pointblank", "a check on a missing column is 100", [
        (KNOWN, "test_a_check_on_a_column_that_is_not_there_is_an_error"),
        ("test_checking.py", "test_a_gate_on_a_column_that_is_not_there_is_not_evaluated"),
    ]),
    (12, "pointblank", "an assertion on an unmeasured dimension passes", [
        (KNOWN, "test_a_gate_on_an_unmeasured_dimension_does_not_pass"),
        ("steps/score/test_gate.py", "test_a_result_is_as_true_as_it_passed"),
    ]),
    (12, "pointblank", "the command line says passed, then breaks", [
        (HERE, "test_a_check_that_breaks_never_says_passed"),
    ]),
    (13, "pointblank, cuallee", "nulls count as invalid, so a gap is charged twice", [
        (KNOWN, "test_missing_is_not_invalid"),
        ("properties/test_score.py", "test_an_invalid_value_made_null_never_lowers_validity"),
        ("properties/test_score.py", "test_a_valid_value_made_null_costs_accuracy_nothing"),
    ]),
    (14, "Great Expectations, soda", "denominators differ and are not said", [
        (KNOWN, "test_the_denominator_is_printed"),
    ]),
    (14, "cuallee", "members or surplus, by engine", [
        (KNOWN, "test_unique_is_enforced_and_says_what_it_counts"), (HERE, "test_every_frame_counts_the_same"),
    ]),
    (15, "soda", "failed rows only in the cloud, no local output", [
        (KNOWN, "test_findings_are_there_without_an_account"),
        ("test_cli_check.py", "test_check_writes_junit_and_json"),
    ]),
    (15, "soda", "frames no longer taken", [(HERE, "test_every_frame_counts_the_same")]),
    (15, "soda", "telemetry, switched on", [(HERE, "test_nothing_is_sent_anywhere")]),
    (16, "dbt", "thresholds only absolute", [(KNOWN, "test_thresholds_are_shares_and_min_alone_fails")]),
    (16, "dbt", "error_if alone still warns", [(KNOWN, "test_thresholds_are_shares_and_min_alone_fails")]),
    (16, "dbt", "JUnit refused", [("steps/report/test_junit.py", "test_each_outcome_has_its_own_element")]),
    (17, "deequ", "which rows failed came years later", [
        (KNOWN, "test_failing_rows_of_rules_on_two_columns_are_named_and_complete"),
    ]),
    (17, "deequ", "what is loved: history, alarms, states that merge", [
        (KNOWN, "test_the_days_of_a_month_add_up"),
        ("properties/test_score.py", "test_cards_of_any_partition_add_up_to_the_whole"),
        ("steps/score/test_alarms.py", "test_a_slow_decline_rings_once_it_is_known_what_is_usual"),
        ("steps/score/test_history.py", "test_the_same_run_twice_is_one_entry"),
    ]),
    (17, "deequ", "locked to a version of Spark", [(KNOWN, "test_nothing_is_needed_beyond_what_is_declared")]),
    (18, "DQX", "no error or warning by rate", [("steps/score/test_gate.py", "test_warnings_pass_unless_strict")]),
    (18, "DQX", "a rule on the table drowned by rules on cells", [
        (KNOWN, "test_a_rule_on_the_table_is_not_drowned_by_rules_on_cells"),
    ]),
    (19, "OHDSI", "denominator 0 counted as passed", [
        (KNOWN, "test_a_column_of_nulls_is_not_assessed_and_fails_nothing_else"),
    ]),
    (20, "dataprof", "what could not be assessed counted as perfect", [
        (KNOWN, "test_text_alone_does_not_lift_a_score"),
        (KNOWN, "test_an_unassessed_dimension_never_changes_the_overall"),
        ("properties/test_score.py", "test_an_unassessed_dimension_never_changes_the_overall"),
    ]),
    (21, "datacontract-cli", "warnings as skipped in JUnit", [
        (KNOWN, "test_a_warning_is_no_skipped_test_and_an_error_no_failure"),
    ]),
    (21, "datacontract-cli", "one exit code for failed and could not run", [
        ("test_cli_check.py", "test_check_leaves_with_the_code_of_the_gate"),
        ("test_cli_check.py", "test_data_that_cannot_be_judged_never_passes"),
    ]),
    (22, "dataframely", "no result per rule, no counts by an id, no example keys", [
        (KNOWN, "test_every_field_has_its_result"),
    ]),
    (22, "dataframely", "names of rules nobody can read", [(HERE, "test_a_rule_is_called_what_it_says")]),
    (23, "prime-reportstream", "no score a row, a sender, over time", [
        (KNOWN, "test_a_row_has_a_score"), (HERE, "test_a_sender_has_a_score_that_can_be_followed"),
    ]),
]  # fmt: skip
#: How many items the section has.
ITEMS = 23


def test_every_item_is_listed_and_every_test_listed_is_there() -> None:
    tests = Path(__file__).resolve().parents[2]
    assert {item for item, *_ in LIST} == set(range(1, ITEMS + 1))
    for item, _, trap, named in LIST:
        for file, function in named:
            parsed = ast.parse((tests / file).read_text(encoding="utf-8"))
            there = {node.name for node in parsed.body if isinstance(node, ast.FunctionDef)}
            assert function in there, f"{item}. {trap}: {file} has no {function}"


def _frames() -> dict[str, Any]:
    """Return one table in every kind of frame this machine has."""
    columns = table(["a@x.org", "a@x.org", "b@x.org", None, None])
    arrow = pa.table(columns)
    found = {"pandas": pd.DataFrame(columns), "arrow": arrow}
    try:
        import polars
    except ImportError:
        return found
    found |= {"polars": polars.from_arrow(arrow), "lazy": polars.from_arrow(arrow).lazy()}
    try:
        import duckdb
    except ImportError:
        return found
    return found | {"duckdb": duckdb.connect().from_arrow(arrow)}


def test_every_frame_counts_the_same() -> None:
    """pandera: 38,782, 19,391 or 0 duplicates by engine, one missing value or all; soda: no frames at all."""
    expects = {"require": ["mail"], "field": {"mail": {"unique": True}}}
    for name, frame in _frames().items():
        card = custdq.score(frame, SCHEMA, expectations=expects, as_of=AS_OF).card
        key, filled = field(card, "mail", "uniqueness", "key"), field(card, "mail", "completeness")
        assert (key["numerator"], key["denominator"]) == (2, 3), name
        assert (filled["numerator"], filled["denominator"]) == (3, 5), name
        codes = card.findings.column("code").to_pylist()
        assert (codes.count("duplicate_record"), codes.count("required_missing")) == (1, 2), name


def test_too_few_rows_are_not_drowned_by_good_cells() -> None:
    """pointblank: volume 0 and health 100."""
    card = score(table(["a@x.org"] * 10))
    (outcome,) = gate(card, {"accuracy": {"min": 0.9, "min_rows": 1000}}).outcomes
    assert (outcome.outcome, outcome.score) == ("unevaluated", 1.0)


def test_a_check_that_breaks_never_says_passed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """pointblank: the command line prints "passed", and then a traceback."""

    def break_(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    file = tmp_path / "crm.csv"
    file.write_text("姓名,手机\n王伟,13800138001\n李娜,13900139002\n", encoding="utf-8")
    for place in ("custdq.checking.scored", "custdq.steps.report.card_text", "custdq.steps.report.gate_text"):
        with monkeypatch.context() as patched:
            patched.setattr(place, break_)
            assert cli.main(["check", str(file), "--gate", "completeness=0.1"]) == 3, place
        said = capsys.readouterr()
        assert "passed" not in said.out + said.err, place


def test_nothing_is_sent_anywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """soda: telemetry is switched on."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    card = custdq.score(pd.DataFrame(table(["a@x.org", "bad"])), SCHEMA, as_of=AS_OF)
    card.gate({"accuracy": 0.9})
    card.append_history(tmp_path / "history.jsonl")
    assert all((card.to_html(), card.to_json(), card.to_junit(), card.to_markdown()))


def test_a_rule_is_called_what_it_says() -> None:
    """dataframely #122: names of rules that can be read."""
    rules = ["end >= start", {"rule": "end >= start", "name": "ends after it began", "when": "id == '0'"}]
    columns = table(["a@x.org"] * 2, start=["2024-01-02"] * 2, end=["2024-01-01", "2024-01-03"])
    card = score(columns, expectations={"rules": rules})
    lines = {line["field"]: line["score"] for line in card.fields.to_pylist() if line["part"] == "rules"}
    assert lines["end >= start"] == 0.5
    assert lines["ends after it began"] == 0.0


def test_a_sender_has_a_score_that_can_be_followed(tmp_path: Path) -> None:
    """prime-reportstream #1187, #1461: a score per row, per sender, queryable over time."""
    for day, mails in (("2024-12-01", ["a@x.org", "b@x.org"]), (AS_OF, ["a@x.org", "bad"])):
        frame = pd.DataFrame(table(mails, sender=["Li", "Wu"]))
        card = custdq.score(frame, SCHEMA, as_of=day, by="sender")
        history = card.append_history(tmp_path / "history.jsonl")
    (first, second) = (run["groups"]["by.sender.accuracy"] for run in history.entries)
    assert (first["Wu"][0], second["Wu"][0], second["Li"][0]) == (1.0, 0.5, 1.0)
    assert dimension(card.card, "accuracy") == 0.75

from __future__ import annotations

import tomllib

import pytest

from custdq.steps.report.gate import GateLine, gate_markdown, gate_positions, gate_text, github_annotations, judged

GATES = [
    GateLine("completeness", "passed", 0.97, 0.95),
    GateLine("mobile.accuracy", "failed", 0.912, 0.98, "short by 6.8 points"),
    GateLine("timeliness", "unevaluated", None, 0.8, "no dates"),
    GateLine("accuracy", "warned", 0.985, 0.98, "below 99%"),
]


def test_text_has_one_line_a_gate_with_its_mark() -> None:
    assert [line.split()[0] for line in gate_text(GATES).splitlines()] == ["✓", "✗", "?", "!"]


def test_markdown_names_every_outcome() -> None:
    text = gate_markdown(GATES)
    assert all(f"| {line.outcome} | {line.name} |" in text for line in GATES)


def test_a_missing_score_is_said_and_never_a_number() -> None:
    assert judged(GATES[2]) == "not assessed (at least 80.0%)"


def test_annotations_leave_out_what_passed_and_tell_warnings_from_errors() -> None:
    lines = github_annotations(GATES, config="custdq.toml", positions={"mobile.accuracy": 12})
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::error", "::warning"]
    assert lines[0].startswith("::error file=custdq.toml,line=12,title=custdq mobile.accuracy::")


def test_annotations_cannot_be_broken_out_of() -> None:
    (line,) = github_annotations([GateLine("a:b,c", "failed", reason="one\n::set-output name=x::y")])
    assert "\n" not in line
    assert "title=custdq a%3Ab%2Cc::" in line


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('[gate]\ncompleteness = 0.9\n"mobile.accuracy" = 0.9\n', id="plain"),
        pytest.param(
            "# [gate]\n[columns]\ncompleteness = 'text'\n\n[ gate ]\n'completeness'=0.9\n", id="spaces-and-quotes"
        ),
        pytest.param(
            '[gate]\ntimeliness = {min = 0.8, max_drop = 0.02} # = x\n[score]\nby = "owner"\n', id="inline-table"
        ),
    ],
)
def test_positions_are_those_of_the_keys_of_the_gate_table(text: str) -> None:
    positions = gate_positions(text)
    assert set(positions) == set(tomllib.loads(text)["gate"])
    lines = text.splitlines()
    assert all(name in lines[at - 1] for name, at in positions.items())

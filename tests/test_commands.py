from __future__ import annotations

import pytest

from custdq.commands import gate_code
from custdq.steps.report import GateLine


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        pytest.param([], 0, id="no-gates"),
        pytest.param(["passed", "passed"], 0, id="all-passed"),
        pytest.param(["passed", "warned"], 0, id="a-warning-passes"),
        pytest.param(["passed", "failed"], 1, id="one-failed"),
        pytest.param(["failed", "unevaluated"], 3, id="unevaluated-outranks-failed"),
        pytest.param(["never heard of"], 3, id="an-unknown-outcome-is-no-pass"),
    ],
)
def test_exit_code_follows_the_worst_gate(outcomes: list[str], code: int) -> None:
    assert gate_code([GateLine("accuracy", outcome) for outcome in outcomes]) == code

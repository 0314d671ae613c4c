"""Email addresses, beside email-validator where it is installed.

A text that holds more than an address (a display name, brackets, a line break) is no address to email-validator;
custdq takes the address out and says `repaired` with a reason. Such a case is right where the status is not `valid`.

python -m benchmarks.standardize.email --wrong
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from benchmarks.standardize.cases import Case, Tally, read_cases, show, tally

from custdq.fields import Email


def tallies() -> Iterator[Tally]:
    """Judge the file of cases."""
    cases = read_cases("email")
    tools = {"custdq": _custdq} | ({"email-validator": _email_validator} if find_spec("email_validator") else {})
    for tool, answers in tools.items():
        yield tally("email", tool, cases, answers=answers, right=is_right)


def _custdq(cases: Sequence[Case]) -> list[Any]:
    rows: list[Any] = Email().parse([case.input for case in cases]).to_pylist()
    return rows


def _email_validator(cases: Sequence[Case]) -> list[Any]:
    from email_validator import EmailNotValidError, validate_email

    answers: list[Any] = []
    for case in cases:
        try:
            checked = validate_email(case.input, check_deliverability=False)
            answers.append({"value": checked.normalized, "status": "valid"})
        except EmailNotValidError:
            answers.append({"value": None, "status": "invalid"})
    return answers


def is_right(case: Case, got: dict[str, Any]) -> bool:
    """Tell whether an address came out in its standard form, and what is none was not called one."""
    want = case.expected
    return bool(got["value"] == want["normalized"] if want["valid"] else got["status"] != "valid")


if __name__ == "__main__":
    show(tallies())

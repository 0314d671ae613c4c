"""A quality gate as JUnit XML, the form every CI server can show.

The traps: a failure is `<failure>`, what could not be evaluated is `<error>` and never `<skipped>`, a warning passes
with its text in `<system-out>`; and XML cannot hold control characters, not even escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from custdq.steps.report.gate import GateLine, judged

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def gate_junit(lines: Iterable[GateLine], *, name: str = "custdq") -> str:
    """Return the gate as JUnit XML, a testcase a gate.

    Parameters
    ----------
    lines
        The gates.
    name
        Name of the test suite.

    Examples
    --------
    >>> from custdq.steps.report.gate import GateLine
    >>> '<failure message="short">' in gate_junit([GateLine("completeness", "failed", 0.9, 0.95, "short")])
    True
    """
    cases = list(lines)
    failed = sum(line.outcome == "failed" for line in cases)
    broken = sum(line.outcome not in ("passed", "warned", "failed") for line in cases)
    counts = f'tests="{len(cases)}" failures="{failed}" errors="{broken}" skipped="0"'
    body = "\n".join(_case(line, name) for line in cases)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {counts}>\n<testsuite name={_attribute(name)} {counts}>\n'
        f"{body}\n</testsuite>\n</testsuites>\n"
    )


def _case(line: GateLine, suite: str) -> str:
    start = f"  <testcase classname={_attribute(suite)} name={_attribute(line.name)}"
    said = _clean(f"{line.name}: {judged(line)}. {line.reason}".strip())
    if line.outcome == "passed":
        return f"{start}/>"
    if line.outcome == "warned":
        return f"{start}><system-out>{escape(said)}</system-out></testcase>"
    tag = "failure" if line.outcome == "failed" else "error"
    message = _attribute(line.reason or line.outcome)
    return f"{start}><{tag} message={message}>{escape(said)}</{tag}></testcase>"


def _clean(text: str) -> str:
    return _NOT_XML.sub("�", text)


def _attribute(text: str) -> str:
    return '"' + escape(_clean(text)).replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;") + '"'

"""Golden values are right: on the whole company, and on customers whose past is made up.

The shares asked for are of the values that stand whole, letter by letter, in some one cell of the customer. Where the
truth counts an address without its road, or a firm without its city, as seen, no choice among cells can be right.
"""

from __future__ import annotations

from typing import Any

import pytest
from benchmarks.merge.accuracy import COMPANY, Line, company_lines, history_lines, history_records, records_of

#: Fields on which a plain rule may be as good: former numbers and typing errors are rare in them.
EVEN = {"uscc", "resident_id", "wechat", "birthday", "province", "city", "district"}


@pytest.fixture(scope="module")
def lines(company: Any) -> dict[str, Line]:
    """Return the company's figures by field."""
    return {line.field: line for line in company_lines(*records_of(company))}


@pytest.mark.parametrize("field", COMPANY)
def test_golden_values_are_right(lines: dict[str, Line], field: str) -> None:
    line = lines[field]
    assert line.of_these["own"] >= line.asked, line
    assert line.of_these["true"] >= line.asked + 0.02, line


@pytest.mark.parametrize("field", [name for name in COMPANY if name not in EVEN])
def test_and_more_often_than_by_a_plain_rule(lines: dict[str, Line], field: str) -> None:
    right = lines[field].right
    assert right["true"] > max(right["majority"], right["newest"], right["longest"]), right


@pytest.mark.parametrize("kind", ["chinese", "western"])
def test_on_customers_with_a_past(kind: str) -> None:
    found = {line.field: line.right for line in history_lines(*history_records(kind, 2000, 5))}
    assert {field: right["true"] for field, right in found.items() if right["true"] < 0.95} == {}
    ahead = [
        field for field, right in found.items() if right["true"] >= max(right["majority"], right["longest"]) - 1e-9
    ]
    assert len(ahead) >= len(found) - 1

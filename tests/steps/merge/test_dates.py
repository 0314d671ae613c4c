"""Dates that merging cannot go by are said, and never win."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from custdq import fields as f
from custdq.errors import Reason
from custdq.schema import Schema
from custdq.steps.merge import survivorship as s
from custdq.steps.merge.golden import Golden, merge_records
from custdq.steps.standardize import standardize_records


def _merge(
    seen: list[str | None], *, as_of: str | None = "2025-06-30", rules: Any = None, declared: bool = True
) -> Golden:
    mails = [f"{name}@x.org" for name in "abcdefgh"[: len(seen)]]
    table = pa.table({"id": [str(row) for row in range(len(seen))], "mail": mails, "seen": pa.array(seen, pa.string())})
    kinds = {"mail": f.Email()} | ({"seen": f.Date(as_of=as_of)} if declared else {})
    schema = Schema(kinds, record_id="id", updated_at="seen")
    ids = pa.array(["e"] * len(seen))
    codes = np.zeros(len(seen), dtype=np.int64)
    return merge_records(standardize_records(table, schema), codes, ids, schema, survivorship=rules)


def _mail(golden: Golden) -> str:
    return str(golden.records.column("mail")[0].as_py())


@pytest.mark.parametrize("rules", [None, {"mail": s.most_recent()}, {"mail": s.trust({"": (0.9, 0.1, 900)})}])
@pytest.mark.parametrize("declared", [True, False])
def test_a_date_in_the_future_does_not_win_and_is_found(rules: Any, declared: bool) -> None:
    golden = _merge(["2024-05-01", "2999-01-01", "2025-05-01"], rules=rules, declared=declared)
    assert _mail(golden) == "c@x.org"
    assert golden.records.column("seen").to_pylist() == ["2025-05-01"]
    found = golden.findings.to_pylist()
    assert [(line["code"], line["record_id"], line["column"], line["value"]) for line in found] == [
        (Reason.IN_THE_FUTURE, "1", "seen", "2999-01-01")
    ]


def test_the_day_it_is_judged_on_is_not_in_the_future() -> None:
    golden = _merge(["2025-06-30 23:30", "2025-07-01"])
    assert [line["record_id"] for line in golden.findings.to_pylist()] == ["1"]


def test_without_a_day_today_counts() -> None:
    assert _merge(["2025-06-30", "2025-07-01"], as_of=None).findings.num_rows == 0


def test_times_are_compared_by_utc() -> None:
    # the first is the later moment: 03:00 in UTC, where the second is 02:00
    golden = _merge(["2025-05-01T03:00:00Z", "2025-05-01T10:00:00+08:00"], rules={"mail": s.most_recent()})
    assert _mail(golden) == "a@x.org"
    assert [(line["code"], line["value"]) for line in golden.findings.to_pylist()] == [
        (Reason.MIXED_TIME_ZONES, "+00:00, +08:00")
    ]


def test_a_time_of_day_decides_between_two_of_one_day() -> None:
    golden = _merge(["2025-05-01 09:00", "2025-05-01 17:00", "2025-05-01 12:00"], rules={"mail": s.most_recent()})
    assert _mail(golden) == "b@x.org"
    assert golden.findings.num_rows == 0


def test_a_time_without_zone_among_times_with_one_is_found() -> None:
    golden = _merge(["2025-05-01T03:00:00+08:00", "2025-05-01 10:00", "2025-04-01"])
    assert [line["value"] for line in golden.findings.to_pylist()] == ["without zone, +08:00"]

"""A small good file, and the account of every row: in the cross-reference, or named among the findings."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable
from typing import Any

GOOD = (
    "客户编号,姓名,手机,邮箱,地址\n"
    "A001,王伟,13812345678,wangwei@example.com,上海市浦东新区张杨路500号\n"
    "A002,李娜,13987654321,lina@example.com,北京市朝阳区建国路88号\n"
    "A003,张敏,13711112223,,广州市天河区体育西路101号\n"
    "A004,刘洋,,liuyang@example.com,深圳市南山区科技园路1号\n"
    "A005,王 伟,+86 138-1234-5678,,浦东新区张杨路500号\n"
)
GOOD_ROWS = frozenset(range(2, 7))

Command = Callable[..., subprocess.CompletedProcess[str]]


def codes(result: Any) -> set[str]:
    """Return the reason codes among the findings."""
    return set(result.findings["code"])


def places(frame: Any) -> set[tuple[str, str, int]]:
    """Return (source, sheet, row) of each row of a frame that names one."""
    rows = frame.dropna(subset=["row"])
    sheets = rows["sheet"].fillna("")
    return {(str(s), str(h), int(r)) for s, h, r in zip(rows["source"], sheets, rows["row"], strict=True)}


def accounted(result: Any) -> set[tuple[str, str, int]]:
    """Return where every row ended: in the cross-reference or among the findings."""
    return places(result.golden.xref) | places(result.findings)


def lost(result: Any, source: str, rows: Iterable[int], sheet: str = "") -> set[int]:
    """Return the rows of one source that are in neither."""
    known = accounted(result)
    return {row for row in rows if (source, sheet, row) not in known}

"""Chinese divisions: hand-made addresses, the whole table of divisions, names no longer in use, beside cpca.

python -m benchmarks.standardize.divisions --wrong

An answer is right where province, city, district and code are those of the case, each level the case states; or where
it says that the name is ambiguous, gives no code, and the right one is among its candidates. The trap: counting every
"ambiguous" as right; so `guessed` in the printed answer tells a wrong code from none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from benchmarks.standardize.cases import Case, Tally, read_cases, show, tally

from custdq.fields import Address
from custdq.reference.divisions import division_path, divisions

_LEVELS = ("province", "city", "district")
_SIX = 6
_LONG_ENOUGH = 3


def tallies() -> Iterator[Tally]:
    """Judge the hand-made cases, the table of divisions, the renamed ones and names that several have."""
    yield from _judged({"custdq": _custdq} | ({"cpca": _cpca} if _has_cpca() else {}))


def custdq_tallies() -> Iterator[Tally]:
    """Judge custdq alone."""
    yield from _judged({"custdq": _custdq})


def _judged(tools: dict[str, Callable[[Sequence[Case]], list[dict[str, Any]]]]) -> Iterator[Tally]:
    admin = read_cases("address_cn_admin")
    sets = {
        "address_cn divisions": read_cases("address_cn"),
        "admin table": [case for case in admin if case.kind != "admin/renamed"],
        "admin renamed": [case for case in admin if case.kind == "admin/renamed"],
    }
    for name, cases in sets.items():
        for tool, answers in tools.items():
            yield tally(name, tool, cases, answers=answers, right=is_right)
    for tool, answers in tools.items():
        yield tally("shared district alone", tool, shared_districts(), answers=answers, right=_is_not_guessed)


def shared_districts() -> list[Case]:
    """Return every name that several counties have, with nothing that tells which is meant."""
    shared = {
        name: [code for code in names.full if len(code) == _SIX]
        for name, names in divisions().by_name.items()
        if len(name) >= _LONG_ENOUGH
    }
    return [
        Case(f"{name}文苑路18号", "CN", {"candidates": codes}, "made", "division table")
        for name, codes in shared.items()
        if len(codes) > 1
    ]


def _is_not_guessed(case: Case, got: dict[str, Any]) -> bool:
    named = set(got["candidates"])
    return got["adcode"] is None and (not named or named >= set(case.expected["candidates"]))


def _custdq(cases: Sequence[Case]) -> list[dict[str, Any]]:
    rows = Address(region="CN").parse([case.input for case in cases]).to_pylist()
    return [
        {
            **{level: row[level] for level in (*_LEVELS, "adcode")},
            "candidates": re.findall(r"\d{6}", str(row.get("candidates") or "")),
        }
        for row in rows
    ]  # fmt: skip


def _has_cpca() -> bool:
    try:
        import cpca  # noqa: F401
    except ImportError:
        return False
    return True


def _cpca(cases: Sequence[Case]) -> list[dict[str, Any]]:
    import cpca

    frame = cpca.transform([case.input for case in cases])
    frame = frame.astype(object).where(frame.notna(), None)
    return [
        {"province": row["省"], "city": row["市"], "district": row["区"], "adcode": row["adcode"], "candidates": []}
        for row in frame.to_dict("records")
    ]


def is_right(case: Case, got: dict[str, Any]) -> bool:
    """Tell whether an answer has the levels the case states, or is rightly ambiguous."""
    if got["adcode"] is None and got["candidates"]:
        return any(_agrees(case, _answer(code)) for code in got["candidates"])
    return _agrees(case, got)


def _answer(code: str) -> dict[str, Any]:
    return {**division_path(code)._asdict(), "adcode": code}


def _agrees(case: Case, got: dict[str, Any]) -> bool:
    accept = case.more.get("accept") or {}
    for level in _LEVELS:
        if level not in case.expected or got[level] in accept.get(level, ()):
            continue
        want = case.expected[level]
        # a municipality is its own city; peers write 市辖区 for it, and for the city of a county under the province
        given = got["province"] if got[level] == "市辖区" and level == "city" else got[level]
        if given != want and not (level == "city" and want is None and (given or "").endswith("直辖县级行政区划")):
            return False
    code = case.expected.get("adcode")
    return code is None or "district" in accept or (got["adcode"] or "")[:6] == code


if __name__ == "__main__":
    show(tallies())

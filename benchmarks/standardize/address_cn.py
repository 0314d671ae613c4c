"""Chinese addresses: published cases, the made-up company's addresses as typed and in standard form, beside cpca.

python -m benchmarks.standardize.address_cn --wrong

The trap: an address is right as a whole or not at all; here each part is a case of its own, so that a parser that
finds the district and nothing else (all peers) is seen for what it is. The rows of distinct addresses tell the speed:
a value met again costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import pyarrow.parquet as pq
from benchmarks.sets import data_folder
from benchmarks.standardize.cases import Case, Tally, read_cases, show, tally

from custdq.fields import Address
from custdq.text.script import to_simplified

#: parts of an address below its district -> column of the scenario's truth
PARTS = {"road": "road", "number": "road_no", "place": "place", "building": "building", "unit": "unit", "room": "room"}
_DIVISIONS = ("province", "city", "district", "adcode")
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")


def tallies() -> Iterator[Tally]:
    """Judge the published cases by division and by stated part, then each part of the scenario's addresses."""
    yield from published_tallies()
    for form in ("standard", "as typed"):
        yield from scenario_tallies(form)


def published_tallies() -> Iterator[Tally]:
    """Judge the published cases by division, beside cpca, then by stated part."""
    cases = [case for name in ("address_cn", "address_cn_silver") for case in read_cases(name)]
    by_set = {
        "address_cn": [case for case in cases if "silver" not in case.kind],
        "address_cn (silver)": [case for case in cases if "silver" in case.kind],
    }
    for name, some in by_set.items():
        yield tally(name, "custdq", some, answers=_custdq, right=_same_division)
        yield tally(name, "cpca", some, answers=_cpca, right=_same_division)
    parts = [Case(c.input, c.country, {k: v}, c.kind, c.source, c.more) for c in cases for k, v in c.expected.items()]
    for key in ("town", "road", "number", "building", "detail"):
        some = [case for case in parts if key in case.expected]
        yield tally(f"address_cn {key}", "custdq", some, answers=_custdq, right=partial(_same_part, key))
    yield tally("address_tw", "custdq", read_cases("address_tw"), answers=_custdq_tw, right=_same_tokens)


def scenario_tallies(name: str) -> Iterator[Tally]:
    """Judge each part of the scenario's addresses, "standard" or "as typed"."""
    rows = true_addresses() if name == "standard" else typed_addresses()
    texts = [Case(row["text"], "CN", row, "made", "scenario") for row in rows]
    distinct = list({case.input: case for case in texts}.values())
    yield tally(f"{name}: distinct, read", "custdq", distinct, answers=_read, right=lambda _, value: value is not None)
    given = {id(case): row for case, row in zip(texts, _custdq(texts), strict=True)}
    for part in ("district", "town", *PARTS):
        some = [case for case in texts if _is_stated(case, part)]
        right = _right_in_scenario(part)
        yield tally(f"{name}: {part}", "custdq", some, answers=partial(_taken, given), right=right)


def _taken(given: dict[int, Any], cases: Sequence[Case]) -> list[Any]:
    return [given[id(case)] for case in cases]


def true_addresses() -> list[dict[str, Any]]:
    """Return the scenario's Chinese customers with their standard address as `text`."""
    table = pq.read_table(_truth("truth_golden"))
    rows = [row for row in table.to_pylist() if row["country"] == "CN" and row["address"]]
    return [row | {"text": row["address"], "whole": True} for row in rows]


def typed_addresses() -> list[dict[str, Any]]:
    """Return the addresses of the scenario's rows whose cell is current and whole, with the truth beside."""
    truth = {row["entity_id"]: row for row in true_addresses()}
    places = ("source", "sheet", "row")
    entity = {
        tuple(row[p] for p in places): row["entity_id"] for row in pq.read_table(_truth("truth_links")).to_pylist()
    }
    cells = pq.read_table(_truth("truth_cells")).to_pylist()
    fine = {tuple(c[p] for p in places) for c in cells if c["field"] == "address" and c["status"] == "ok"}
    rows = []
    for raw in pq.read_table(_truth("rows_raw")).to_pylist():
        place = tuple(raw[p] for p in places)
        text = raw["address"] or raw["combined"]
        if place in fine and text and entity.get(place) in truth and re.search("[\u4e00-\u9fff]", text):
            beside = "".join(dict.fromkeys(raw[level] or "" for level in ("province", "city", "district")))
            rows.append(truth[entity[place]] | {"text": beside + text, "whole": False})
    return rows


def _truth(name: str) -> str:
    return str(data_folder() / "scenario" / "truth" / f"{name}.parquet")


def _is_stated(case: Case, part: str) -> bool:
    """Tell whether the text says anything of the part: what was left out cannot be read."""
    row = case.expected
    if part == "town":
        return bool(row["town"]) and row["town"] in case.input
    if part == "district":
        return bool(row["district"]) and row["district"][:2] in case.input
    truth = row[PARTS[part]]
    if not truth:
        return bool(row["whole"])
    if part == "place":
        return truth in case.input
    return bool(row["whole"]) or truth[:2] in to_simplified(case.input)


def _right_in_scenario(part: str) -> Callable[[Case, Any], bool]:
    def right(case: Case, got: dict[str, Any]) -> bool:
        row = case.expected
        want = row[PARTS.get(part, part)] or None
        found = got[part]
        if re.fullmatch(r".*\d+组\d+号", row["address"]) and part in ("unit", "road"):
            want, found = (row["unit"], (got["group"] or "").removesuffix("组")) if part == "unit" else (None, found)
        return _bare(found) == _bare(want)

    return right


def _bare(text: str | None) -> str | None:
    """Return a part without the word that names it: 7栋 and 7, 288号 and 288; 2号楼 and B座 keep theirs."""
    return re.sub(r"(?<=\d)(?:栋|号|弄|单元|室)$", "", text) if text else None


def _custdq(cases: Sequence[Case]) -> list[Any]:
    return list(Address(region="CN").parse([case.input for case in cases]).to_pylist())


def _read(cases: Sequence[Case]) -> list[Any]:
    return list(Address(region="CN").parse([case.input for case in cases]).column("value").to_pylist())


def _custdq_tw(cases: Sequence[Case]) -> list[Any]:
    return list(Address(region="TW").parse([case.input for case in cases]).to_pylist())


def _cpca(cases: Sequence[Case]) -> list[Any]:
    try:
        import cpca
    except ImportError:
        return [dict.fromkeys(_DIVISIONS)] * len(cases)
    found = cpca.transform([case.input for case in cases])
    rows = zip(found["省"], found["市"], found["区"], found["adcode"], strict=True)
    return [{"province": p, "city": p if c == "市辖区" else c, "district": d, "adcode": code} for p, c, d, code in rows]


def _same_division(case: Case, got: dict[str, Any]) -> bool:
    also = case.more.get("accept") or {}
    return all(
        got[level] in [case.expected[level], *also.get(level, [])] for level in _DIVISIONS if level in case.expected
    )


def _same_part(key: str, case: Case, got: dict[str, Any]) -> bool:
    want = case.expected[key]
    if key == "detail":
        head = "".join(dict.fromkeys(got[level] or "" for level in ("province", "city", "district")))
        return _words((got["value"] or "").removeprefix(head)) == _words(want)
    if key == "building":
        door = "".join(f"{got[n]}{w}" for n, w in (("building", ""), ("unit", "单元"), ("room", "室")) if got[n])
        return _figures(door) == _figures(want)
    return bool(got[key] == want)


def _words(text: str | None) -> str:
    return re.sub(r"[室\W]", "", text or "")


def _figures(text: str | None) -> list[str]:
    return re.findall(r"[A-Za-z]+|\d+", text or "")


def _same_tokens(case: Case, got: dict[str, Any]) -> bool:
    value = got["value"] or ""
    wanted = case.expected.get("tokens") or [case.expected["normalized"]]
    return bool(to_simplified(value) == to_simplified("".join(wanted)))


if __name__ == "__main__":
    show(tallies())

"""JSON lines, JSON arrays of objects, and objects one after the other -> table; nested objects become dotted columns.

The traps: one broken line must not stop the others; a number such as 13800138000.0 must not lose or gain digits on
the way through a float.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import numpy as np
import pyarrow as pa

from custdq.cells import as_text
from custdq.errors import Reason
from custdq.steps.read.assemble import Outcome, Place, text_column, unique_names
from custdq.tables import SourceTable

_HALF_PAIR = re.compile(r"\\u[dD][89a-fA-F]")
_WHOLE = re.compile(r"-?\d+\.0+")
_SHOWN = 200
#: Keys by which an interface says how many records it sends and whether that went well.
_ENVELOPE = frozenset(
    "total count size page pages page_size pagesize per_page limit offset next previous prev cursor has_more "
    "hasmore code status success ok error errors message msg".split()
)
_DEPTH = 30  # objects nested deeper than this stay JSON text
_Objects = list[tuple[int, dict[str, Any]]]
_Broken = list[tuple[int, str]]


def looks_like_json(text: str) -> bool:
    """Tell whether a text begins with a JSON object or an array of them.

    >>> looks_like_json('{"a": 1}'), looks_like_json("[note] to all"), looks_like_json("a,b")
    (True, False, False)
    """
    return (
        re.match(r'\s*(?:\[\s*)*\{\s*(?:"|\}|$)', text[:4_000]) is not None
        or re.match(r"\s*\[\s*\]\s*$", text[:100]) is not None
    )


def read_json(text: str, place: Place) -> Outcome:
    """Read the objects of a text.

    Parameters
    ----------
    text
        JSON lines, one array of objects, an object that wraps such an array, or objects one after another.
    place
        Where it stands.

    Returns
    -------
    Outcome
        At most one table, columns in order of first appearance. `row` is the line an object begins on; where
        several begin on one line it is the object's number. A line that cannot be read is a finding.
    """
    objects, broken = _by_line(text)
    if len(broken) > len(objects) or text.lstrip().startswith("["):
        objects, broken = _by_scan(text)
    if len(objects) == 1 and not broken:
        objects = _inner_records(objects)
    why = "The line is not a JSON object; no record could be made of it."
    findings = [place.finding(Reason.UNREADABLE_ROW, why, row=line, value=found[:_SHOWN]) for line, found in broken]
    if not objects:
        findings.append(place.finding(Reason.NOT_A_TABLE, "No JSON object could be read in it."))
        return Outcome([], findings)
    flat = [flatten(found) for _, found in objects]
    if _HALF_PAIR.search(text):
        flat = [{_whole(name): _whole(cell) for name, cell in record.items()} for record in flat]
    names = list(dict.fromkeys(name for record in flat for name in record))
    if not names:
        findings.append(place.finding(Reason.NOT_A_TABLE, "Its JSON objects are empty."))
        return Outcome([], findings)
    lines = [line for line, _ in objects]
    if len(set(lines)) < len(lines):
        lines = list(range(1, len(lines) + 1))
    data = pa.table([text_column([record.get(name, "") for record in flat]) for name in names], unique_names(names))
    table = SourceTable(place.source, place.sheet, data.combine_chunks(), np.array(lines, np.int64), place.encoding)
    return Outcome([table], findings)


def flatten(record: dict[str, Any]) -> dict[str, str]:
    """Return a JSON object as flat text: nested objects by dotted names, lists joined by "; ".

    >>> flatten({"a": {"b": 1, "c": [True, None, "x"]}, "d": [{"e": 2}, {"e": 3}]})
    {'a.b': '1', 'a.c': 'true; x', 'd.e': '2; 3'}
    """
    flat: dict[str, str] = {}
    for name, text in _leaves(record, "", 0):
        before = flat.get(name)
        flat[name] = f"{before}; {text}" if before and text else before or text
    return flat


def _leaves(value: Any, name: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEPTH or not isinstance(value, dict | list):
        yield name, json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else as_text(value) or ""
    elif not value:
        if depth:
            yield name, ""
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item, name, depth + 1)
    else:
        for key, item in value.items():
            yield from _leaves(item, f"{name}.{key}" if depth else key, depth + 1)


def _whole(text: str) -> str:
    """Return text in which half a surrogate pair, as a broken escape leaves it, is shown as \ufffd."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _number(text: str) -> str:
    if _WHOLE.fullmatch(text):
        return text.partition(".")[0]
    return (as_text(float(text)) or text) if "e" in text.lower() else text


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    kept: dict[str, Any] = {}
    for key, value in pairs:
        name, number = key, 2
        while name in kept:
            name, number = f"{key}_{number}", number + 1
        kept[name] = value
    return kept


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique_keys, parse_float=_number, parse_int=str, parse_constant=lambda _: None, strict=False
)


def _by_line(text: str) -> tuple[_Objects, _Broken]:
    objects: _Objects = []
    broken: _Broken = []
    for line, found in enumerate(text.split("\n"), start=1):
        if not found.strip():
            continue
        try:
            value = _DECODER.decode(found)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            objects.append((line, value))
        else:
            broken.append((line, found))
    return objects, broken


def _by_scan(text: str) -> tuple[_Objects, _Broken]:
    """Read objects wherever they begin; behind what cannot be read, go on at the next line."""
    objects: _Objects = []
    broken: _Broken = []
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    at, line = 0, 1
    between = re.compile(r"[\s,\[\]]*")
    while True:
        skipped = between.match(text, at)
        at = skipped.end() if skipped else at
        if at >= len(text):
            return objects, broken
        while starts[line] <= at:
            line += 1
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            value, end = None, starts[line]
        if isinstance(value, dict):
            objects.append((line, value))
        else:
            broken.append((line, text[at:end].strip()))
        at = end


def _inner_records(objects: _Objects) -> _Objects:
    """Where the only object is a wrapper ({"data": [{…}, …]}), return the records inside.

    Beside the list an envelope says only how the answer went; with any other key the object may be a record itself, a
    person with orders, and nothing is taken off it.
    """
    found = objects[0][1]
    inside = [name for name in found if str(name).lower() not in _ENVELOPE]
    inner = found[inside[0]] if len(inside) == 1 else None
    if isinstance(inner, list) and len(inner) > 1 and all(isinstance(item, dict) for item in inner):
        return list(enumerate(inner, start=1))
    return objects

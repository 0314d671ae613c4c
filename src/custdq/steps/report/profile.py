"""One customer from all sides, on a terminal and in a notebook. Values are shown: the user asked for this customer.

The trap: a cell of a file may hold `<script>`; only `markup` makes tags.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from custdq.steps.report.drawing import fit, text_width
from custdq.steps.report.markup import Markup, element, join, spoken, table
from custdq.steps.report.style import PROFILE_STYLE
from custdq.steps.report.words import number, percent

_POSITION = ("source", "sheet", "row", "record_id")
_WIDEST = 34
_MOST_RECORDS = 12


class ProfileData(NamedTuple):
    """What a profile says, as plain data; columns as `results.Profile` names them."""

    entity_id: str
    golden: Mapping[str, Any]
    records: Sequence[Mapping[str, Any]]
    differs: Sequence[Mapping[str, Any]]
    related: Sequence[Mapping[str, Any]]
    crowds: Sequence[str] = ()
    attached: Sequence[Mapping[str, Any]] = ()


def profile_text(data: ProfileData) -> str:
    """Return a profile as lines of text.

    Examples
    --------
    >>> print(profile_text(ProfileData("E1", {"city": "Rome"}, [{"record_id": "7", "city": "Roma"}], [], [])))
    E1: 1 record
    city  Rome
    <BLANKLINE>
    records
      id 7  city Roma
    """
    parts = [f"{data.entity_id}: {_counted(len(data.records), 'record')}", *_pairs_of(data.golden)]
    parts += _chapter("records", [_record_line(record, data.golden) for record in data.records])
    parts += _chapter("differs", [_difference(line) for line in data.differs])
    parts += _chapter("kept apart", [_relation(line) for line in data.related] + list(data.crowds))
    parts += _chapter("attached", [_attached_line(line) for line in data.attached])
    return "\n".join(parts)


def _counted(count: int, what: str) -> str:
    return f"{number(count)} {what if count == 1 else f'{what}s'}"


def _pairs_of(golden: Mapping[str, Any]) -> list[str]:
    filled = {name: str(value) for name, value in golden.items() if value is not None}
    width = max((text_width(name) for name in filled), default=0)
    return [f"{name}{' ' * (width - text_width(name))}  {value}" for name, value in filled.items()]


def _chapter(title: str, lines: Sequence[str]) -> list[str]:
    return ["", title, *(f"  {line}" for line in lines)] if lines else []


def _place(record: Mapping[str, Any]) -> str:
    source, sheet, row, key = (record.get(name) for name in _POSITION)
    where = " ".join(str(part) for part in (source, sheet) if part)
    at = f"row {row}" if row is not None else f"id {key}" if key is not None else ""
    return " ".join(part for part in (where, at) if part)


def _record_line(record: Mapping[str, Any], golden: Mapping[str, Any]) -> str:
    other = [
        f"{name} {fit(str(record[name]), _WIDEST)}"
        for name in golden
        if record.get(name) is not None and record[name] != golden[name]
    ]
    return f"{_place(record)}  {', '.join(other) or 'agrees'}"


def _difference(line: Mapping[str, Any]) -> str:
    where = f" ({line['sources']})" if line["sources"] else ""
    return f"{line['column']}: {line['kept']} by {line['rule']}, not {line['other']}{where}"


def _relation(line: Mapping[str, Any]) -> str:
    chance = line["match_probability"]
    likely = "" if chance is None else f", {percent(chance)} likely the same"
    return f"{line['entity_id']} {line['relation']}{likely}: {line['reason']}"


def _attached_line(line: Mapping[str, Any]) -> str:
    said = [f"{name} {_figure(value)}" for name, value in line.items() if name != "table" and value is not None]
    return f"{line['table']}: {', '.join(said)}"


def _figure(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.2f}"
    return number(value) if isinstance(value, int) else str(value)


def profile_html(data: ProfileData) -> str:
    """Return a profile as a piece of a page: golden cells beside the records, who is near, what was bought."""
    title = element("p", element("b", data.entity_id), f" {_counted(len(data.records), 'record')}", class_="title")
    parts = [title, element("div", _side_by_side(data), class_="beside")]
    if data.differs:
        rows = [[None if line[name] is None else spoken(str(line[name])) for name in _DIFFERS] for line in data.differs]
        parts += [element("h3", "What differs"), table(_DIFFERS, rows)]
    if data.related or data.crowds:
        parts += [element("h3", "Kept apart"), _related_table(data)]
    if data.attached:
        parts += [element("h3", "Attached tables"), _attached_table(data.attached)]
    return element("div", element("style", Markup(PROFILE_STYLE)), *parts, class_="custdq-profile")


_DIFFERS = ("column", "kept", "rule", "other", "sources")


def _side_by_side(data: ProfileData) -> Markup:
    shown = data.records[:_MOST_RECORDS]
    more = len(data.records) - len(shown)
    head = ["field", "golden", *(_place(record) for record in shown), *([f"and {number(more)} more"] if more else [])]
    rows = [
        [spoken(name), element("b", spoken(str(value))) if value is not None else spoken(None),
         *(_cell(record.get(name), value) for record in shown)]
        for name, value in data.golden.items()
        if value is not None or any(record.get(name) is not None for record in shown)
    ]  # fmt: skip
    return table(head, rows)


def _cell(value: Any, kept: Any) -> Markup:
    if value is None:
        return spoken(None)
    return element("span", "same", class_="none") if value == kept else spoken(str(value), "other")


def _related_table(data: ProfileData) -> Markup:
    rows = [
        [element("code", line["entity_id"]), spoken(line["relation"]), spoken(line["shown"]), spoken(line["reason"]),
         percent(line["match_probability"]) if line["match_probability"] is not None else None]
        for line in data.related
    ]  # fmt: skip
    crowds = [element("p", crowd, class_="says") for crowd in data.crowds]
    head = ("entity", "relation", "who", "why it is told, and what agrees", "likely the same")
    return join([table(head, rows, numeric=(4,)) if rows else None, *crowds])


def _attached_table(lines: Sequence[Mapping[str, Any]]) -> Markup:
    names = list(dict.fromkeys(name for line in lines for name in line))
    rows = [[_figure(line[name]) if line.get(name) is not None else None for name in names] for line in lines]
    return table(names, rows, numeric=range(1, len(names)))

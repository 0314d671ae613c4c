"""Decisions as TOML, written to be read and edited by people.

The trap: a misspelt word in a file edited by hand must be an error; passed over, it would be a decision nobody honours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from custdq.config import toml_value
from custdq.errors import ConfigError, OptionError, did_you_mean
from custdq.results.decision import KINDS, Decision
from custdq.results.decision_records import RecordName
from custdq.results.record_keys import named_record

_HEAD = """\
# What stewards have decided about records; custdq honours it at every run. To take a decision back, delete its lines.
# A record is {source, id}; one without an id of its own, or whose id may change, is known by content: what it said.
"""

#: What the parts of a decision are called in the file; None: a list of them.
_PARTS: Mapping[str, tuple[str, ...] | None] = {
    "together": ("records",), "apart": None, "split": None, "move": ("record", "to", "from"), "override": ("records",),
}  # fmt: skip
_NOTE = ("by", "on", "why")
_RECORD = ("source", "id", "content", "copy", "place")


def decisions_text(decisions: Iterable[Decision]) -> str:
    """Return decisions as TOML, in their order."""
    return "\n".join([_HEAD, *map(_entry, decisions)])


def _entry(made: Decision) -> str:
    lines = ["[[decision]]", f"number = {made.number}", f"do = {toml_value(made.do)}"]
    for name, value in zip(_NOTE, made.note, strict=True):
        if value is not None:
            lines.append(f"{name} = {value if name == 'on' else toml_value(value)}")
    names = _PARTS[made.do]
    if names is None:
        lines.append("parts = [")
        lines += [f"  [{', '.join(map(_record, part))}]," for part in made.parts]
        lines.append("]")
    else:
        for name, part in zip(names, made.parts, strict=True):
            lines.append(f"{name} = [")
            lines += [f"  {_record(one)}," for one in part]
            lines.append("]")
    if made.cell is not None:
        lines.append(f"column = {toml_value(made.cell[0])}")
        lines += [] if made.cell[1] is None else [f"value = {toml_value(made.cell[1])}"]
    return "\n".join(lines) + "\n"


def _record(name: RecordName) -> str:
    content = None if name.content is None else f"{name.content:016x}"
    given = name._asdict() | {"content": content, "copy": name.copy if name.copy > 1 else None}
    return toml_value({key: value for key, value in given.items() if value is not None})


def decisions_from(document: Mapping[str, Any], path: str) -> list[Decision]:
    """Return the decisions of a TOML document; `ConfigError` names the file and the entry that is none."""
    for name in document:
        if name != "decision":
            raise ConfigError(f'"{path}" has "{name}". {did_you_mean(name, ["decision"])}')
    entries = document.get("decision", [])
    if not isinstance(entries, list):
        raise ConfigError(f'"{path}" has [decision]; expected [[decision]], once for each.')
    taken = [entry.get("number") for entry in entries]
    out: list[Decision] = []
    for at, entry in enumerate(entries, 1):
        number = entry.get("number", max((n for n in taken if isinstance(n, int)), default=0) + 1)
        taken[at - 1] = number
        try:
            if isinstance(number, bool) or not isinstance(number, int) or taken.count(number) > 1:
                raise OptionError(f"number was given as {number!r}; expected a number that no other decision has.")
            made = _decision(number, entry)
            made.check()
        except OptionError as error:
            raise ConfigError(f'"{path}", decision {at} of {len(entries)}: {error}') from error
        out.append(made)
    return out


def _decision(number: int, entry: Mapping[str, Any]) -> Decision:
    do = entry.get("do")
    if do not in KINDS:
        raise OptionError(f"do was given as {do!r}. {did_you_mean(str(do), KINDS)}")
    names = _PARTS[do]
    cell = ("column", "value") if do == "override" else ()
    _only(entry, ("number", "do", *_NOTE, *(names or ("parts",)), *cell), do)
    parts = _lists(entry, "parts") if names is None else [entry.get(name, []) for name in names]
    read = tuple(tuple(_name(one) for one in _listed(part)) for part in parts)
    least = {"together": [2], "move": [1, 1, 0], "override": [1]}.get(do, [1] * max(len(read), 2))
    if len(read) < len(least) or any(len(part) < count for part, count in zip(read, least, strict=False)):
        raise OptionError(f"{do} names too few records; expected {_expected(do)}.")
    note = tuple(_text(entry, name) for name in _NOTE)
    if do != "override":
        return Decision(number, do, read, note=(note[0], note[1], note[2]))
    column = _text(entry, "column")
    if not column:
        raise OptionError("override names no column.")
    return Decision(number, do, read, cell=(column, _text(entry, "value")), note=(note[0], note[1], note[2]))


def _expected(do: str) -> str:
    return {
        "together": "records = [...] with two or more",
        "move": "record = [...], to = [...], from = [...]",
        "override": "records = [...]",
    }.get(do, "parts = [[...], [...]]")


def _lists(entry: Mapping[str, Any], name: str) -> list[Any]:
    return _listed(entry.get(name, []))


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise OptionError(f"{value!r} was given; expected a list of records.")
    return value


def _name(given: Any) -> RecordName:
    if not isinstance(given, Mapping):
        return RecordName(*named_record(tuple(given) if isinstance(given, list) else given))
    _only(given, _RECORD, "A record")
    name = RecordName(**{key: None if value is None else str(value) for key, value in given.items()})  # type: ignore[arg-type]
    try:
        content = None if name.content is None else int(str(name.content), 16)
        copy = int(name.copy)
    except ValueError:
        raise OptionError(f"A record was given as {given!r}; expected content as 16 hexadecimal digits.") from None
    if (name.id is None and content is None) or copy < 1:
        raise OptionError(f"A record was given as {given!r}; expected its id, or its content.")
    return name._replace(content=content, copy=copy)


def _only(given: Mapping[str, Any], known: Sequence[str], what: str) -> None:
    for name in given:
        if name not in known:
            raise OptionError(f'{what} has "{name}". {did_you_mean(name, known)}')


def _text(entry: Mapping[str, Any], name: str) -> str | None:
    value = entry.get(name)
    if value is not None and not isinstance(value, str | int | float | date):
        raise OptionError(f"{name} was given as {value!r}; expected text.")
    return None if value is None else str(value)

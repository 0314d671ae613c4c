"""Parsing until the result stands: the standard form of a standard form is itself, whatever text comes.

The trap: cutting one remark can lay bare another, so a parser run twice on odd text gives two values, and a pipeline
that standardizes its own output would never come to rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from custdq.errors import Reason, Status
from custdq.fields.base import Parsed
from custdq.text.clean import clean_text, is_placeholder

_MOST_ROUNDS = 5


def settled(
    text: str,
    parse: Callable[[str], Parsed],
    first: Parsed | None = None,
    *,
    stands_for_nothing: Callable[[str], bool] = is_placeholder,
) -> Parsed:
    """Parse `text`, then its value, until the value parses to itself; keep the text as it is where that never happens.

    Parameters
    ----------
    text
        A cleaned cell.
    parse
        Parser of one value.
    first
        What `text` parses to, where that is known.
    stands_for_nothing
        Tells a placeholder, as the kind does.

    Examples
    --------
    >>> settled("a!!", lambda text: Parsed(text.rstrip("!"), Status.VALID)).value
    'a'
    """
    first = parse(text) if first is None else first
    if first.value is None or first.value == text:
        return first
    value, parts = clean_text(first.value), first.parts
    for _ in range(_MOST_ROUNDS):
        if not value or stands_for_nothing(value):
            return Parsed(None, Status.MISSING, Reason.PLACEHOLDER)
        again = parse(value)
        if again.value == value and again.status is Status.VALID:
            return first if value == first.value else first._replace(value=value, parts=parts)
        if again.value is None:
            break
        value, parts = clean_text(again.value), _both(parts, again.parts)
    return Parsed(text, Status.VALID, None)


def _both(first: Mapping[str, str | None], again: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return the parts of the later round, with those of the earlier where it has none; what was noted stays noted."""
    parts = {**again, **{name: part for name, part in first.items() if again.get(name) is None}}
    notes = [part for part in (first.get("note"), again.get("note")) if part]
    return parts | {"note": "；".join(dict.fromkeys(notes))} if len(notes) > 1 else parts

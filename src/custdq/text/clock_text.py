"""Cutting a time of day and its zone out of text: 10:30, 下午3点, 7 гадзін 10 хвілін, noon, 11h30, T103000Z.

The trap: `5.45` is a time only beside a word that says so (5.45 ip., 5.45 pm); elsewhere it is a day and a month. A
zone is kept beside the time and never applied: the day is the one that was written.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.reference.month_names import day_half, month_of, time_unit


class Clock(NamedTuple):
    """A time of day as HH:MM:SS, and its zone as written: `Z`, `+08:00`, `CST`; each None where there is none."""

    time: str | None = None
    zone: str | None = None


NO_CLOCK = Clock()
_PLAIN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,]\d{1,9})?)?(z|[+-]\d\d:?\d\d)?")
_ZONE = (
    r"z\b|(?:utc|gmt)\s?[+−-]\d{1,2}\b(?!:)|(?:utc|gmt)?\s?[+−-]\d{1,2}:?\d{2}\b|[+−-]\d{2}\b(?![:\-./])|"
    r"\(?(?:utc|gmt|cst|est|edt|mst|mdt|cdt|pst|pdt|wet|west|cet|cest|eet|eest|msk|bst|ist|jst|kst|hkt|sgt|aest|aedt|nzst)\b\)?"
)
_ZONE_BEHIND = re.compile(r"[\s\d,](utc|gmt|cst|est|edt|mst|mdt|cdt|pst|pdt|cet|cest|msk|jst|hkt|sgt)$")
_CLOCK = re.compile(
    r"(?<![\d.])(?P<h>[01]?\d|2[0-4])\s*(?::|点|點|时|時|시|h(?=\d))\s*(?P<m>[0-5]?\d)"
    r"(?:\s*(?::|分|분|m|m:)\s*(?P<s>[0-5]?\d|60)(?!\d)(?:[.,]\d{1,9})?)?\s*(?:[分秒분초]|[ms]\b)?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?\s*(?P<zone>" + _ZONE + ")?"
)
_HOUR = re.compile(
    r"(?<![\d.:])(?P<h>[01]?\d|2[0-4])"
    r"(?:(?P<fraction>[.,]\d)\s*h|\s*(?:h\b|点半?|點半?|时|時|시|uhr\b)|\s*(?P<half>[ap]\.?\s?m\b\.?))"
)
_ISO_HOUR = re.compile(r"(?<=\d)t([01]\d|2[0-4])(?:([0-5]\d)([0-5]\d)?)?(?:[.,]\d{1,9})?(z|[+-]\d\d:?\d\d)?$")
_DOTTED = re.compile(r"(?<![\d.])([01]?\d|2[0-3])\.([0-5]\d)\s*([^\W\d]{1,9}(?:\.[^\W\d])?)\.?(?!\w)")
#: The T of ISO 8601 and the @ of notes, which stand between a day and its time.
_SIGN_BEFORE = re.compile(r"(?<=\d)t(?=\s|$)|@")
_AFTER_OCLOCK = re.compile(
    r"\b(?:kl|klo|klokka|klokken|ora|ore|um|at|jam|pukul)\.?\s*([01]?\d|2[0-3])\.([0-5]\d)(?![\d.])"
)
#: What JavaScript and Java write behind an offset: (China Standard Time), [Asia/Shanghai].
_ZONE_NAME = re.compile(r"(?<=[\dz])\s*(?:\([^()\d]{2,40}\)|\[[a-z_/+\-]{3,40}\])$")
_CJK_HALF = re.compile(r"凌晨|清晨|早晨|早上|上午|下午|晚上|傍晚|夜里|晚|中午|正午|午前|午後")
_AFTER_NOON = frozenset("下午 晚上 傍晚 夜里 晚 午後".split())
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_])*")


def cut_clock(text: str) -> tuple[Clock, str]:
    """Cut a time of day out of lower-case text: the time with its zone, and the rest.

    >>> cut_clock("5 jan 2024 10:17 pm")
    (Clock(time='22:17:00', zone=None), '5 jan 2024')
    >>> cut_clock("2024-01-05t10:30:00+08:00")
    (Clock(time='10:30:00', zone='+08:00'), '2024-01-05')
    """
    if found := _PLAIN.fullmatch(text):
        return Clock(f"{found[1]}:{found[2]}:{found[3] or '00'}", _zone(found[4])), ""
    if text.isdigit():
        return NO_CLOCK, text
    text = _ZONE_NAME.sub("", text) if text[-1:] in ")]" else text
    if found := _ISO_HOUR.search(text):
        return Clock(f"{found[1]}:{found[2] or '00'}:{found[3] or '00'}", _zone(found[4])), text[: found.start()]
    text = _AFTER_OCLOCK.sub(r"\1:\2", text) if "." in text else text
    if (found := _DOTTED.search(text)) and (found[3] in ("uhr", "h", "น") or day_half(found[3])):
        text = f"{text[: found.start()]} {found[1]}:{found[2]} {found[3]} {text[found.end() :]}"
    found = _CLOCK.search(text) or _HOUR.search(text)
    return _cut_numbers(text, found) if found else _cut_words(text)


def _cut_numbers(text: str, found: re.Match[str]) -> tuple[Clock, str]:
    """Read the groups of a match; a word for half of the day may stand anywhere in the rest."""
    groups = found.groupdict()
    hour, minute, second = int(groups["h"]), int(groups.get("m") or 0), int(groups.get("s") or 0)
    if fraction := groups.get("fraction"):
        minute = round(float("0" + fraction.replace(",", ".")) * 60)
    if found[0].rstrip().endswith("半"):
        minute = 30
    half = {"a": "am", "p": "pm"}.get((groups["half"] or "")[:1])
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    if half is None:
        half, rest = _half(rest)
    if half == "pm" and hour <= 12:
        hour = hour % 12 + 12
    elif half == "am":
        hour %= 12
    clock = Clock(f"{hour % 24:02d}:{minute:02d}:{second % 60:02d}", _zone(groups.get("zone")))
    rest = _SIGN_BEFORE.sub("", rest).strip()
    if clock.zone is None and (named := _ZONE_BEHIND.search(rest)):
        clock, rest = clock._replace(zone=_zone(named[1])), rest[: named.start()]
    return clock, rest


def _half(text: str) -> tuple[str | None, str]:
    """Cut a word for half of the day out of text: am, pm or None, and the rest."""
    if found := _CJK_HALF.search(text):
        half = "pm" if found[0] in _AFTER_NOON else None
        return half, f"{text[: found.start()]} {text[found.end() :]}"
    for found in _WORD.finditer(text):
        half = day_half(found[0])
        if half and not month_of(found[0]):
            return half if half in ("am", "pm") else None, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _cut_words(text: str) -> tuple[Clock, str]:
    """Read a time that is all words: noon, midnight, 7 hours 10 minutes in any language."""
    if found := re.search("中午|正午", text):
        return Clock("12:00:00"), f"{text[: found.start()]} {text[found.end() :]}"
    taken: list[tuple[int, int]] = []
    parts: dict[str, int] = {}
    clock = None
    for found in _WORD.finditer(text):
        half = day_half(found[0])
        if half in ("noon", "midnight") and not month_of(found[0]):
            clock = "12:00:00" if half == "noon" else "00:00:00"
            taken.append(found.span())
            continue
        unit = time_unit(found[0])
        number = re.search(r"(?<!\d)(\d{1,2})\s*$", text[max(0, found.start() - 6) : found.start()])
        if unit and number and unit not in parts and int(number[1]) < (24 if unit == "hour" else 60):
            parts[unit] = int(number[1])
            taken.append((max(0, found.start() - 6) + number.start(), found.end()))
    if "hour" in parts:
        clock = f"{parts['hour']:02d}:{parts.get('minute', 0):02d}:{parts.get('second', 0):02d}"
    if clock is None:
        return NO_CLOCK, text
    for start, end in reversed(taken):
        text = f"{text[:start]} {text[end:]}"
    return Clock(clock), text.strip()


def _zone(written: str | None) -> str | None:
    """Return a zone in one spelling: Z for UTC, an offset as +HH:MM, a name in capitals."""
    if not written or not written.strip():
        return None
    if len(written) == 6 and written[3] == ":":
        return written
    plain = written.strip(" ()").upper().replace("−", "-")
    if plain in ("Z", "UTC", "GMT"):
        return "Z"
    offset = re.fullmatch(r"(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?(\d{2}))?", plain)
    return f"{offset[1]}{int(offset[2]):02d}:{offset[3] or '00'}" if offset else plain

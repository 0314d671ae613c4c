"""Number cells taken apart: each number to the column of what it is, whichever column it stood in.

The trap: a cell that is cut loses its second number, and a cell that is kept whole rings nowhere. A cell that is one
number and nothing else stays exactly as written; any other is read by the phone kind, number by number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa

from custdq.fields.phone import Phone
from custdq.steps.unify.arrays import first_filled, is_nothing

_PUNCTUATION = re.compile(r"[\s\-‐‑‒–—―−.()（）+'’/]+")
_ONLY_NUMBER = re.compile(r"[\s\d\-‐‑‒–—―−.()（）+'’/]+")
_FLOAT = re.compile(r"(?<=\d{7})\.0+$")
_MOBILE = re.compile(r"(?:0086|86|0)?1[3-9]\d{9}")
_LANDLINE = re.compile(r"(?:(?:0086|86)0?|0)(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}")
_HOTLINE = re.compile(r"[48]00\d{7}")
_LOCAL = re.compile(r"[2-9]\d{6,7}")
_LOCAL_EXTENSION = re.compile(r"([2-9]\d{2,3}[- ]?\d{4})\s*(?:转|轉|分机|ext\.?|[-#*x])+\s*(\d{1,6})", re.IGNORECASE)
_WECHAT_TOO = re.compile(r"微信|wechat|wx|vx", re.IGNORECASE)
_TARGET_OF_TYPE = {
    "mobile": "mobile", "fixed_line": "landline", "voip": "landline", "toll_free": "hotline", "shared_cost": "hotline",
    "uan": "hotline",
}  # fmt: skip
TARGETS = ("mobile", "landline", "extension", "hotline", "other_phones")


class PhoneCell(NamedTuple):
    """What one number cell holds: numbers by type (None: the column decides), an extension, and further numbers."""

    numbers: tuple[tuple[str | None, str], ...] = ()
    extension: str | None = None
    wechat_too: bool = False
    #: The cell as it stands, where no number could be read in it.
    unread: str | None = None


class PhoneColumn(NamedTuple):
    """A column of number cells and the target its name asks for ("phone": the values decide)."""

    cells: pa.Array
    meaning: str


def read_phone_cells(cells: Sequence[str], region: str | None) -> dict[str, PhoneCell]:
    """Read distinct number cells.

    Examples
    --------
    >>> read_phone_cells(["138 1234 5678", "0571-87654321"], "CN")["138 1234 5678"].numbers
    (('mobile', '138 1234 5678'),)
    """
    read: dict[str, PhoneCell] = {}
    hard = []
    for cell in cells:
        quick = PhoneCell(unread=cell) if is_nothing(cell) else _read_plain(cell) if region == "CN" else None
        if quick is None:
            hard.append(cell)
        else:
            read[cell] = quick
    if hard:
        read |= _read_by_kind(hard, region)
    return read


def _read_plain(cell: str) -> PhoneCell | None:
    """Read a cell that is one mainland number and nothing else; None where it is not."""
    text = _FLOAT.sub("", unicodedata.normalize("NFKC", cell).strip())
    if _ONLY_NUMBER.fullmatch(text) is None:
        return None
    digits = _PUNCTUATION.sub("", text)
    if _MOBILE.fullmatch(digits):
        return PhoneCell((("mobile", cell),))
    if _HOTLINE.fullmatch(digits):
        return PhoneCell((("hotline", cell),))
    if _LANDLINE.fullmatch(digits):
        return PhoneCell((("landline", cell),))
    return PhoneCell(((None, cell),)) if _LOCAL.fullmatch(digits) else None


def _read_by_kind(cells: Sequence[str], region: str | None) -> dict[str, PhoneCell]:
    kind = Phone(region=region)
    table = kind.parse(pa.array(cells, pa.string()))
    values, types = table.column("value").to_pylist(), table.column("type").to_pylist()
    extensions, others = table.column("extension").to_pylist(), table.column("others").to_pylist()
    further = sorted({number for text in others if text for number in text.split(";")})
    type_of = dict(
        zip(further, Phone(region=region).parse(pa.array(further, pa.string())).column("type").to_pylist(), strict=True)
    )
    read = {}
    for cell, value, kind_of_number, extension, rest in zip(cells, values, types, extensions, others, strict=True):
        if value is None:
            read[cell] = _read_local(cell)
            continue
        alone = not rest and not extension and _ONLY_NUMBER.fullmatch(unicodedata.normalize("NFKC", cell)) is not None
        numbers = [(_TARGET_OF_TYPE.get(kind_of_number or ""), cell if alone else value)]
        numbers += [
            (_TARGET_OF_TYPE.get(type_of[number] or ""), number) for number in (rest or "").split(";") if number
        ]
        wechat_too = numbers[0][0] == "mobile" and _WECHAT_TOO.search(cell) is not None
        read[cell] = PhoneCell(tuple(numbers), extension, wechat_too)
    return read


def _read_local(cell: str) -> PhoneCell:
    """Read a local number with an extension; anything else stays as it is."""
    found = _LOCAL_EXTENSION.search(unicodedata.normalize("NFKC", cell))
    if found is None:
        return PhoneCell(unread=cell)
    return PhoneCell((("landline", found[1]),), found[2])


class Distributed(NamedTuple):
    """The numbers of a table by target, and the mobile that a cell calls a WeChat number too."""

    columns: dict[str, pa.Array]
    wechat: pa.Array


def distribute(columns: Sequence[PhoneColumn], region: str | None) -> Distributed:
    """Give each number of some columns to the column of what it is.

    Parameters
    ----------
    columns
        Number columns, in table order, all of one length.
    region
        ISO 3166-1 alpha-2 code for numbers in national form.

    Returns
    -------
    Distributed
        String columns `mobile`, `landline`, `extension`, `hotline`, `other_phones` (joined by ";"), and the numbers
        that are WeChat names too.
    """
    distinct = sorted({text for column in columns for text in column.cells.unique().to_pylist() if text is not None})
    cells = read_phone_cells(distinct, region)
    rows = len(columns[0].cells)
    laid = [_lay_out(column, cells) for column in columns]
    result = {}
    for target in TARGETS[:4]:
        order = sorted(range(len(columns)), key=lambda at: (_foreign(columns[at].meaning, target), at))
        result[target] = first_filled(
            *[laid[at][target] for at in order], *[laid[at][f"unread_{target}"] for at in order]
        )
    result["other_phones"] = _others(columns, cells, result, rows)
    return Distributed(result, first_filled(*[parts["wechat"] for parts in laid]))


def _foreign(meaning: str, target: str) -> int:
    """Rank a column for a target: named so, named for any number, named for another."""
    return 0 if meaning == target else 1 if meaning == "phone" else 2


def _default_target(column: PhoneColumn, cells: Mapping[str, PhoneCell]) -> str:
    """Return where numbers go that do not say what they are: by the column's name, else by its other numbers."""
    if column.meaning in ("mobile", "landline", "hotline"):
        return column.meaning
    counts = {"mobile": 0, "landline": 0}
    for text in column.cells.unique().to_pylist():
        if text is not None and cells[text].numbers and cells[text].numbers[0][0] in counts:
            counts[str(cells[text].numbers[0][0])] += 1
    return "landline" if counts["landline"] > counts["mobile"] else "mobile"


def _lay_out(column: PhoneColumn, cells: Mapping[str, PhoneCell]) -> dict[str, pa.Array]:
    """Return, for one column, the first number of each target, its extension, and cells no number was read in."""
    default = _default_target(column, cells)
    codes = column.cells.dictionary_encode()
    names = (
        "mobile",
        "landline",
        "hotline",
        "extension",
        "wechat",
        "unread_mobile",
        "unread_landline",
        "unread_hotline",
        "unread_extension",
    )
    laid: dict[str, list[str | None]] = {name: [] for name in names}
    for text in codes.dictionary.to_pylist():
        cell = cells[text]
        first: dict[str, str] = {}
        for target, number in cell.numbers:
            first.setdefault(resolve(target, number, default), number)
        if cell.extension:
            first["extension"] = cell.extension
        if cell.wechat_too:
            first["wechat"] = re.sub(r"^\+86|\D", "", cell.numbers[0][1])
        if cell.unread is not None:
            first[f"unread_{default}"] = cell.unread
        for name in names:
            laid[name].append(first.get(name))
    indices = codes.indices
    return {name: pa.array(values, pa.string()).take(indices) for name, values in laid.items()}


def resolve(target: str | None, number: str, default: str) -> str:
    """Return the target of a number: what it is, else what its column holds; a local number is a landline."""
    if target is not None:
        return target
    local = _LOCAL.fullmatch(_PUNCTUATION.sub("", number)) is not None
    return "landline" if local and default != "mobile" else default


def number_key(number: str) -> str:
    """Return a number's digits without country and trunk prefix, to see that two writings are one number."""
    digits = re.sub(r"\D", "", _FLOAT.sub("", unicodedata.normalize("NFKC", number)))
    return re.sub(r"^(?:0086|86(?=\d{9,}))?0?", "", digits)


def _others(
    columns: Sequence[PhoneColumn], cells: Mapping[str, PhoneCell], placed: Mapping[str, pa.Array], rows: int
) -> pa.Array:
    """Return the numbers that found their place taken; only rows with more numbers than places are looked at."""
    counts = [0] * rows
    texts = [column.cells.to_pylist() for column in columns]
    for column in texts:
        for row, text in enumerate(column):
            if text is not None:
                counts[row] += len(cells[text].numbers)
    taken = {target: placed[target].to_pylist() for target in ("mobile", "landline", "hotline")}
    result: list[str | None] = [None] * rows
    for row in [row for row, count in enumerate(counts) if count > 1]:
        seen = {number_key(taken[target][row]) for target in taken if taken[target][row]}
        more = []
        for column in texts:
            text = column[row]
            for _, number in cells[text].numbers if text is not None else ():
                if number_key(number) not in seen:
                    seen.add(number_key(number))
                    more.append(number.strip())
        result[row] = ";".join(more) or None
    return pa.array(result, pa.string())

"""What the XML of an xlsx workbook says and calamine does not: cells that show an error, and how far a sheet reaches.

The traps: calamine returns #N/A as a blank cell, so that a failed look-up would read as a customer who has no phone;
and it holds a sheet as one dense block, so that a stray cell in the last row and column would take all memory.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from posixpath import join, normpath
from typing import NamedTuple
from xml.etree import ElementTree

_ERROR = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*?\bt="e")[^>]*?\br="([A-Z]+)(\d+)"[^>]*>.*?<(?:\w+:)?v>([^<]*)<', re.DOTALL)
_FAR_COLUMN = re.compile(rb' r="([A-Z]{2,3})\d+"[^>/]*><')  # a filled cell behind column Z
_ROW = re.compile(rb' r="[A-Z]+(\d+)"')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, ElementTree.ParseError, LookupError, OSError, EOFError, ValueError, RuntimeError,
)  # fmt: skip


class SheetFacts(NamedTuple):
    """Error cells {(row, column) counted from 0: text}, and the number of the last filled row and column."""

    errors: dict[tuple[int, int], str]
    rows: int
    columns: int


def sheet_facts(data: bytes) -> dict[str, SheetFacts]:
    """Return the facts of every sheet of an xlsx file by its name; another kind of file, or a damaged one, has none."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return {name: _facts(archive.read(path)) for name, path in _sheet_paths(archive).items()}
    except _DAMAGED:
        return {}


def _sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    paths = {}
    for sheet in book.iter():
        target = targets.get(sheet.get(_RELATION))
        if sheet.tag.endswith("}sheet") and target and "worksheets/" in target:
            paths[sheet.get("name", "")] = normpath(join("xl", target)).lstrip("/")
    return paths


def _facts(xml: bytes) -> SheetFacts:
    last = xml.rfind(b"<c ", 0, max(0, xml.rfind(b"</c>")))
    row = _ROW.search(xml, last) if last >= 0 else None
    far = max((_column(letters.decode()) for letters in set(_FAR_COLUMN.findall(xml))), default=25)
    found = _ERROR.findall(xml) if b't="e"' in xml else []
    errors = {
        (int(number) - 1, _column(letters.decode())): text.decode("utf-8", "replace") for letters, number, text in found
    }
    return SheetFacts(errors, int(row.group(1)) if row else 0, far + 1)


def _column(letters: str) -> int:
    """Return the position of a column by its letters, counted from 0.

    >>> _column("A"), _column("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1

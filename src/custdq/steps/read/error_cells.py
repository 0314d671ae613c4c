"""Cells of an xlsx workbook that show an error (#N/A, #REF!), as text.

The trap: calamine returns them blank, so that a failed look-up would read as a customer who has no phone.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from posixpath import join, normpath
from xml.etree import ElementTree

_CELL = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*?\bt="e")[^>]*?\br="([A-Z]+)(\d+)"[^>]*>.*?<(?:\w+:)?v>([^<]*)<', re.DOTALL)
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, ElementTree.ParseError, LookupError, OSError, EOFError, ValueError, RuntimeError,
)  # fmt: skip
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def error_cells(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Return {sheet name: {(row, column) counted from 0: text}} of the error cells of an xlsx file.

    Another kind of workbook, or a damaged one, has none: the cells stay blank there.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return {
                name: found for name, path in _sheet_paths(archive).items() if (found := _errors(archive.read(path)))
            }
    except (
        zipfile.BadZipFile,
        zlib.error,
        ElementTree.ParseError,
        LookupError,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
    ):
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


def _errors(xml: bytes) -> dict[tuple[int, int], str]:
    if b't="e"' not in xml:
        return {}
    return {
        (int(row) - 1, _column(letters.decode())): text.decode("utf-8", "replace")
        for letters, row, text in _CELL.findall(xml)
    }


def _column(letters: str) -> int:
    """Return the position of a column by its letters, counted from 0.

    >>> _column("A"), _column("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1

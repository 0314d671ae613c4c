"""Workbooks (xlsx, xlsm, xls, xlsb, ods) -> one table a sheet, through calamine.

The traps: rows are counted from the top of the sheet, blank leading rows included; a phone kept as a number is a
float; a cell merged over several rows holds its value for all of them and stores it once.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from custdq.errors import Reason, SourceNotFoundError, did_you_mean
from custdq.steps.read.assemble import Outcome, Place, Row, assemble
from custdq.steps.read.cell_text import cell_text
from custdq.steps.read.sheet_xml import SheetFacts, sheet_facts

_BOF = b"\x09\x08\x10\x00\x00\x06\x05\x00"  # beginning of a BIFF8 workbook stream
_FILE_PASS = 0x2F
_FIRST_RECORDS = 10
_MOST_CELLS = 200_000_000  # a dense block of this many cells is what memory bears
_NO_FACTS = SheetFacts({}, 0, 0)
_LOCKED = "The workbook is password-protected. Remove the password (or save a copy without one) and read it again."


def read_workbook(data: bytes, *, source: str, sheet: str | None = None) -> Outcome:
    """Read every sheet of a workbook, or the one named.

    Parameters
    ----------
    data
        The whole file.
    source
        The file's name.
    sheet
        Name of the only sheet to read; None: all.

    Returns
    -------
    Outcome
        One table a sheet that holds one. A protected or damaged workbook is a finding UNREADABLE_FILE.

    Raises
    ------
    SourceNotFoundError
        When the workbook has no sheet of that name.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    place = Place(source)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError:
        return Outcome([], [place.finding(Reason.UNREADABLE_FILE, _LOCKED)])
    except CalamineError as error:
        if is_locked(data):
            return Outcome([], [place.finding(Reason.UNREADABLE_FILE, _LOCKED)])
        why = f"The workbook is damaged or of an unknown kind ({error}). Open it in Excel or WPS and save it again."
        return Outcome([], [place.finding(Reason.UNREADABLE_FILE, why)])
    if sheet is not None and sheet not in book.sheet_names:
        raise SourceNotFoundError(f'"{source}" has no sheet "{sheet}". {did_you_mean(sheet, book.sheet_names)}')
    facts = sheet_facts(data)
    result = Outcome([], [])
    for name in book.sheet_names if sheet is None else [sheet]:
        found = _read_sheet(book, Place(source, name), facts.get(name, _NO_FACTS))
        result.tables.extend(found.tables)
        result.findings.extend(found.findings)
    return result


def _read_sheet(book: Any, place: Place, facts: SheetFacts) -> Outcome:
    from python_calamine import CalamineError

    if facts.rows * facts.columns > _MOST_CELLS:
        why = (
            f"The sheet reaches to row {facts.rows} and column {facts.columns}, most likely by a stray cell far from "
            "the table. Delete it, or copy the table into a new sheet."
        )
        return Outcome([], [place.finding(Reason.UNREADABLE_FILE, why)])
    try:
        return assemble(_rows(book.get_sheet_by_name(place.sheet), facts.errors), place)
    except CalamineError as error:
        why = f"The sheet is damaged ({error}). Open the workbook in Excel or WPS and save it again."
        return Outcome([], [place.finding(Reason.UNREADABLE_FILE, why)])


def is_locked(data: bytes) -> bool:
    """Tell whether a workbook calamine cannot open is encrypted.

    An encrypted xlsx is an OLE file with a stream EncryptedPackage; an encrypted xls has a FilePass record among the
    first of its workbook stream ([MS-XLS] 2.4.117).
    """
    if "EncryptedPackage".encode("utf-16-le") in data:
        return True
    at = data.find(_BOF, 512)
    for _ in range(_FIRST_RECORDS):
        if at < 0 or at + 4 > len(data):
            return False
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == _FILE_PASS:
            return True
        at += 4 + length
    return False


def _rows(sheet: Any, errors: dict[tuple[int, int], str]) -> Iterator[Row]:
    shown: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in errors.items():
        shown.setdefault(row, []).append((column, text))
    covered = _covered(sheet.merged_cell_ranges or ())
    above: list[str] = []
    for at, values in enumerate(sheet.iter_rows()):
        cells = [value if type(value) is str else _shown(value) for value in values]
        for column, text in shown.get(at, ()):
            if column < len(cells):
                cells[column] = text
        for column in covered.get(at, ()):
            if column < len(cells):
                cells[column] = cells[column] or above[column]
        above = list(cells) if covered else above  # a copy: the table may lengthen the row it is given
        yield at + 1, cells


def _shown(value: Any) -> str:
    """Return a cell as the sheet shows it: Excel and WPS write booleans in capitals."""
    return str(value).upper() if isinstance(value, bool) else cell_text(value)


def _covered(merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> dict[int, list[int]]:
    """Return, by row, the columns of cells merged with the one above; cells merged sideways are not meant."""
    covered: dict[int, list[int]] = {}
    for (top, left), (bottom, right) in merged:
        if left == right:
            for row in range(top + 1, bottom + 1):
                covered.setdefault(row, []).append(left)
    return covered

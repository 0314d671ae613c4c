"""Workbooks (xlsx, xlsm, xls, xlsb, ods) -> one table a sheet, through calamine.

The traps: rows are counted from the top of the sheet, blank leading rows included; a phone kept as a number is a
float; a cell merged over several rows holds its value for all of them and stores it once.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from custdq.errors import Reason, SourceNotFoundError, did_you_mean
from custdq.steps.read.assemble import Outcome, Place, Row, assemble
from custdq.steps.read.cell_text import cell_text
from custdq.steps.read.error_cells import error_cells

_BOF = b"\x09\x08\x10\x00\x00\x06\x05\x00"  # beginning of a BIFF8 workbook stream
_FILE_PASS = 0x2F
_FIRST_RECORDS = 10
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
    errors = error_cells(data)
    result = Outcome([], [])
    for name in book.sheet_names if sheet is None else [sheet]:
        place = Place(source, name)
        try:
            found = assemble(_rows(book.get_sheet_by_name(name), errors.get(name, {})), place)
        except CalamineError as error:
            why = f"The sheet is damaged ({error}). Open the workbook in Excel or WPS and save it again."
            found = Outcome([], [place.finding(Reason.UNREADABLE_FILE, why)])
        result.tables.extend(found.tables)
        result.findings.extend(found.findings)
    return result


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
    spans = {
        (row, left): top
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        if left == right
        for row in range(top + 1, bottom + 1)
    }
    covered: dict[int, list[int]] = {}
    for row, column in spans:
        covered.setdefault(row, []).append(column)
    broken: dict[int, list[int]] = {}
    for row, column in errors:
        broken.setdefault(row, []).append(column)
    last: dict[int, str] = {}
    for at, values in enumerate(sheet.iter_rows()):
        cells = [value if type(value) is str else cell_text(value) for value in values]
        for column in broken.get(at, ()):
            if column < len(cells):
                cells[column] = errors[at, column]
        for column in covered.get(at, ()):
            if column < len(cells):
                cells[column] = cells[column] or last.get(column, "")
        if covered:
            last = {column: cells[column] for column in {c for _, c in spans} if column < len(cells)}
        yield at + 1, cells

"""One file -> tables: what it is is decided by its content first and by its name second.

The traps: a CSV named .xls, a web page saved as .xls, a picture among the exports; a file that is no table is a
finding and never stops the others.
"""

from __future__ import annotations

import os
import re
import zipfile
from io import BytesIO
from pathlib import Path

from custdq.errors import Reason, SourceNotFoundError, did_you_mean
from custdq.steps.read.assemble import Outcome, Place
from custdq.steps.read.columnar import read_columnar
from custdq.steps.read.delimited import read_delimited
from custdq.steps.read.encoding import check_encoding, detect, read_text
from custdq.steps.read.jsonlines import looks_like_json, read_json
from custdq.steps.read.workbook import read_workbook
from custdq.tables import Finding, SourceTable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARROW = (b"PAR1", b"ARROW1", b"FEA1", b"\xff\xff\xff\xff")
_FOREIGN = (
    (b"%PDF", "a PDF document", "Export the table itself, as a workbook or CSV."),
    (b"\x89PNG", "a picture", "Read the table off it first (OCR), or ask for the file it was made from."),
    (b"\xff\xd8\xff", "a picture", "Read the table off it first (OCR), or ask for the file it was made from."),
    (b"GIF8", "a picture", "Read the table off it first (OCR), or ask for the file it was made from."),
    (b"RIFF", "a sound or picture file", "Name the table's own file."),
    (b"II*\0", "a picture", "Read the table off it first (OCR), or ask for the file it was made from."),
    (b"MM\0*", "a picture", "Read the table off it first (OCR), or ask for the file it was made from."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"BZh", "a compressed file", "Unpack it first."),
    (b"\xfd7zXZ", "a compressed file", "Unpack it first."),
    (b"Rar!", "an archive", "Unpack it first."),
    (b"7z\xbc\xaf", "an archive", "Unpack it first."),
    (b"SQLite format 3\0", "a SQLite database", "Name it as sqlite:///FILE?table=NAME."),
    (b"{\\rtf", "a text document", "Copy the table into a workbook or CSV."),
)
_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|table|meta|head|body|svg|div|workbook)", re.IGNORECASE)


def read_file(
    path: str | os.PathLike[str], *, encoding: str | None = None, sheet: str | None = None, name: str | None = None
) -> tuple[list[SourceTable], list[Finding]]:
    r"""Read every table of one file.

    Parameters
    ----------
    path
        The file.
    encoding
        Encoding of a text file; None: found out.
    sheet
        The only sheet to read of a workbook; None: all.
    name
        What the source is called; None: the file's name.

    Returns
    -------
    tuple
        Tables (`SourceTable`, in sheet order) and findings. A file that is empty, damaged, protected or no table gives
        findings and no table.

    Raises
    ------
    SourceNotFoundError
        When there is no such file, or the workbook has no such sheet.
    OptionError
        When there is no such encoding.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "crm.csv"
    >>> _ = file.write_text("name,phone\nAnn,5550100\n")
    >>> tables, findings = read_file(file)
    >>> tables[0].source, tables[0].data.to_pylist(), tables[0].rows.tolist(), findings
    ('crm.csv', [{'name': 'Ann', 'phone': '5550100'}], [2], [])
    """
    check_encoding(encoding)
    file = Path(path)
    if not file.is_file():
        folder = file.parent
        near = [other.name for other in folder.iterdir() if other.is_file()] if folder.is_dir() else []
        raise SourceNotFoundError(f'There is no file "{file}". {did_you_mean(file.name, near)}')
    source = os.fsencode(name or file.name).decode("utf-8", "replace")
    try:
        data = file.read_bytes()
    except OSError as error:
        why = f"The file may not be read ({error.strerror or error})."
        return [], [Finding(Reason.UNREADABLE_FILE, source, "", suggestion=why)]
    tables, findings = _read_bytes(data, source=source, encoding=encoding, sheet=sheet)
    return tables, findings


def _read_bytes(data: bytes, *, source: str, encoding: str | None, sheet: str | None) -> Outcome:
    place = Place(source)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xfe\xff"):
        return Outcome([], [place.finding(Reason.EMPTY_FILE, "The file is empty.")])
    for magic, kind, advice in _FOREIGN:
        if data.startswith(magic):
            return _no_table(place, f"The file is {kind}, not a table. {advice}")
    if data.startswith(b"PK\x03\x04"):
        return _read_zip(data, place, sheet)
    if data.startswith(_OLE):
        return _read_ole(data, place, sheet)
    if data.startswith(_ARROW):
        return read_columnar(data, place)
    return _read_text(data, place, encoding)


def _read_text(data: bytes, place: Place, encoding: str | None) -> Outcome:
    if encoding is None and _is_binary(data):
        return _no_table(place, "The file holds binary data of an unknown kind, not a table.")
    decoded, findings = read_text(data, source=place.source, encoding=encoding)
    place = place._replace(encoding=decoded.encoding)
    if not decoded.text.strip():
        return Outcome([], [*findings, place.finding(Reason.EMPTY_FILE, "The file holds nothing but blanks.")])
    if _MARKUP.match(decoded.text):
        return _no_table(
            place,
            "The file is a web page or XML, whatever its name says. Open it in Excel or WPS and save it as .xlsx.",
        )
    found = read_json(decoded.text, place) if looks_like_json(decoded.text) else read_delimited(decoded.text, place)
    return Outcome(found.tables, [*findings, *found.findings])


def _read_zip(data: bytes, place: Place, sheet: str | None) -> Outcome:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        why = "The workbook is cut off or damaged. Open it in Excel or WPS and save it again, or copy it anew."
        return Outcome([], [place.finding(Reason.UNREADABLE_FILE, why)])
    if any(name.startswith(("word/", "ppt/")) for name in names):
        return _no_table(place, "The file is a text document or slides, not a table. Copy the table into a workbook.")
    if "content.xml" in names or any(name.startswith("xl/") for name in names):
        return read_workbook(data, source=place.source, sheet=sheet)
    return _no_table(place, "The file is an archive, not a table. Unpack it first.")


def _read_ole(data: bytes, place: Place, sheet: str | None) -> Outcome:
    if "WordDocument".encode("utf-16-le") in data or "PowerPoint Document".encode("utf-16-le") in data:
        return _no_table(place, "The file is a text document or slides, not a table. Copy the table into a workbook.")
    return read_workbook(data, source=place.source, sheet=sheet)


def _is_binary(data: bytes) -> bool:
    """Tell whether bytes are no text: many control characters, in an encoding without NULs of its own."""
    head = data[:20_000]
    if detect(head)[0].startswith("utf-16") or detect(head)[0].startswith("utf-32"):
        return False
    control = sum(head.count(bytes([code])) for code in (*range(1, 9), *range(14, 27), 28, 29))
    return control > 0.02 * len(head)


def _no_table(place: Place, why: str) -> Outcome:
    return Outcome([], [place.finding(Reason.NOT_A_TABLE, why)])

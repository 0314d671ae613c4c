"""Paths, patterns, folders and database addresses -> the files they name, then their tables in a fixed order.

The traps: a pattern that matches nothing must not pass silently; a file may be named `客户[1].csv`, which is a pattern
and a name at once; two folders may each hold a `customers.csv`.
"""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from custdq.database_address import is_address
from custdq.errors import OptionError, Reason, SourceError, SourceNotFoundError, did_you_mean
from custdq.steps.read.database import read_database
from custdq.steps.read.encoding import check_encoding
from custdq.steps.read.files import read_file
from custdq.tables import Finding, SourceTable

_SUFFIXES = (
    ".csv", ".tsv", ".tab", ".txt", ".dat", ".psv", ".xls", ".xlsx", ".xlsm", ".xlsb", ".xlt", ".xltx", ".et", ".ods",
    ".json", ".jsonl", ".ndjson", ".parquet", ".pq", ".feather", ".arrow", ".ipc",
)  # fmt: skip


def read_sources(
    sources: Sequence[str | os.PathLike[str]], *, encoding: str | None = None, sheet: str | None = None
) -> tuple[list[SourceTable], list[Finding]]:
    r"""Read every table of several sources.

    Parameters
    ----------
    sources
        Paths, patterns (`exports/*.xlsx`), folders (the data files directly inside), or addresses of a database
        table (`sqlite:///crm.db?table=customers`).
    encoding
        Encoding of the text files; None: found out for each.
    sheet
        The only sheet to read of the workbooks; None: all.

    Returns
    -------
    tuple
        Tables in the order given, the files of a pattern or folder sorted by name; and findings, every file that gave
        no table among them.

    Raises
    ------
    SourceNotFoundError
        When a file, database or table is not there, a pattern matches nothing, or no workbook has the sheet.
    OptionError
        When no source is given, there is no such encoding, or a database address names no table and there are several.
    MissingExtraError
        When a database needs SQLAlchemy or a driver that is not installed.
    SourceError
        When a database server cannot be reached or refuses.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "b.csv").write_text("name,phone\nAnn,5550100\n")
    >>> _ = (folder / "a.csv").write_text("")
    >>> tables, findings = read_sources([folder])
    >>> [table.source for table in tables], [(f.source, f.code.value) for f in findings]
    (['b.csv'], [('a.csv', 'empty_file')])
    """
    given = [sources] if isinstance(sources, str | os.PathLike) else list(sources)
    if not given:
        raise OptionError("No source was given. Name at least one file, pattern, folder or database address.")
    check_encoding(encoding)
    findings: list[Finding] = []
    places: dict[str, Path | None] = {}
    for source in given:
        text = os.fspath(source)
        if is_address(text):
            places.setdefault(text, None)
            continue
        for path in _files(text, findings):
            places.setdefault(str(path.absolute()), path)
    tables, read = _read_all(places, encoding, sheet)
    return tables, findings + read


def _read_all(
    places: dict[str, Path | None], encoding: str | None, sheet: str | None
) -> tuple[list[SourceTable], list[Finding]]:
    names = _source_names([path for path in places.values() if path is not None])
    tables: list[SourceTable] = []
    findings: list[Finding] = []
    missing: SourceError | None = None
    for address, path in places.items():
        try:
            found = (
                read_database(address)
                if path is None
                else read_file(path, encoding=encoding, sheet=sheet, name=names[path])
            )
        except SourceNotFoundError as error:
            if sheet is None or path is None:
                raise
            missing = error
            found = [], [Finding(Reason.NOT_A_TABLE, names[path], sheet, suggestion=str(error))]
        tables += found[0]
        findings += found[1]
    if missing is not None and not any(table.sheet == sheet for table in tables):
        raise missing
    return tables, findings


def _files(source: str, findings: list[Finding]) -> list[Path]:
    path = Path(source).expanduser()
    if path.is_file():
        return [path]
    if path.is_dir():
        found = sorted(file for file in path.iterdir() if file.is_file())
        kept = [file for file in found if _is_data_file(file, findings)]
        if not kept:
            raise SourceNotFoundError(f'The folder "{path}" holds no data file (csv, xlsx, json, parquet or the like).')
        return kept
    matches = sorted(Path(name) for name in glob.glob(str(path), recursive=True))  # noqa: PTH207
    files = [match for match in matches if match.is_file() and not match.name.startswith("~$")]
    if not files:
        raise SourceNotFoundError(_missing(path))
    return files


def _is_data_file(file: Path, findings: list[Finding]) -> bool:
    if file.name.startswith((".", "~$")):
        return False
    if file.suffix.lower() in _SUFFIXES:
        return True
    why = "The folder holds this file too; by its name it is no data file. Name it on its own to have it read."
    findings.append(Finding(Reason.NOT_A_TABLE, file.name, "", suggestion=why))
    return False


def _missing(path: Path) -> str:
    folder = next((parent for parent in path.parents if parent.is_dir()), Path())
    if glob.has_magic(str(path)):
        near = sorted(file.name for file in folder.iterdir() if file.is_file())
        there = ", ".join(near[:10]) or "(nothing)"
        return f'No file matches "{path}". In "{folder}" there is: {there}.'
    if path.parent != folder:
        return f'There is no file "{path}": the folder "{path.parent}" does not exist.'
    return f'There is no file "{path}". {did_you_mean(path.name, [file.name for file in folder.iterdir()])}'


def _source_names(paths: list[Path]) -> dict[Path, str]:
    """Name each file by its own name, or with its folder where two files share a name."""
    counts = Counter(path.name for path in paths)
    names = {
        path: path.name if counts[path.name] == 1 else f"{path.absolute().parent.name}/{path.name}" for path in paths
    }
    again = Counter(names.values())
    return {path: name if again[name] == 1 else path.absolute().as_posix() for path, name in names.items()}

"""One table as CSV, Parquet or JSON lines; a file is there whole or not at all.

The traps: Excel reads a CSV as UTF-8 only where it begins with a byte-order mark, and runs a cell that begins with `=`
as a formula, which a customer may have typed into a form; a process that is killed must leave the old file whole.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from custdq.errors import LockedTargetError, TargetError

_LINES = 50_000
#: What makes a spreadsheet read text as a formula (OWASP, CSV Injection), in full width too. A sign before nothing but
#: a number, as every phone in standard form has, is none.
_FORMULA = r"^(?:[=@\t\r\n＝＠]|[-+－＋][0-9 .,()/-]*[^0-9 .,()/-])"


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path to write to; it takes the place of `path` once all is written, and never before.

    Raises
    ------
    LockedTargetError
        When the folder or the file may not be written.
    TargetError
        When the disk cannot hold it.
    """
    scratch = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        scratch = Path(name)
        scratch.chmod(mode & 0o777)
        yield scratch
        scratch.replace(path)
    except PermissionError as error:
        raise LockedTargetError(f'"{path}" may not be written ({error.strerror}). Close it, or name another.') from None
    except OSError as error:
        raise TargetError(f'"{path}" cannot be written: {error.strerror or type(error).__name__}.') from None
    finally:
        if scratch is not None:
            with suppress(OSError):
                scratch.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_csv(table: pa.Table, path: Path, *, for_excel: bool = True) -> dict[str, int]:
    r"""Write a table as CSV in UTF-8.

    Parameters
    ----------
    table
        What to write.
    path
        Where to.
    for_excel
        Begin with a byte-order mark, and set an apostrophe before a cell that a spreadsheet would run.

    Returns
    -------
    dict
        Column -> cells that were given an apostrophe.

    Examples
    --------
    >>> path = Path(tempfile.mkdtemp()) / "a.csv"
    >>> write_csv(pa.table({"name": ["=1+1", "+8613800138000"]}), path)
    {'name': 1}
    >>> path.read_text(encoding="utf-8-sig")
    '"name"\n"\'=1+1"\n"+8613800138000"\n'
    """
    table, changed = _disarmed(table) if for_excel else (table, {})
    with whole_file(path) as scratch, scratch.open("wb") as file:
        if for_excel:
            file.write(b"\xef\xbb\xbf")
        pa_csv.write_csv(table, file)
    return changed


def _disarmed(table: pa.Table) -> tuple[pa.Table, dict[str, int]]:
    """Return the table with an apostrophe before every formula, and how many cells of which column got one."""
    changed = {}
    for at, name in enumerate(table.column_names):
        column = table.column(name)
        if not pa.types.is_string(column.type):
            continue
        formula = pc.fill_null(pc.match_substring_regex(column, _FORMULA), fill_value=False)
        found = pc.sum(formula).as_py()
        if found:
            changed[name] = found
            armed = pc.if_else(formula, pc.binary_join_element_wise("'", column, ""), column)
            table = table.set_column(at, name, armed)
    safe = [f"'{name}" if pc.match_substring_regex(pa.array([name]), _FORMULA)[0].as_py() else name
            for name in table.column_names]  # fmt: skip
    return table.rename_columns(safe), changed


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write a table as Parquet."""
    with whole_file(path) as scratch:
        pq.write_table(table, scratch)


def write_lines(table: pa.Table, path: Path) -> None:
    """Write a table as JSON lines, one object a row."""
    with whole_file(path) as scratch, scratch.open("w", encoding="utf-8", newline="\n") as file:
        for batch in table.to_batches(max_chunksize=_LINES):
            file.writelines(json_text(row) + "\n" for row in batch.to_pylist())


def json_text(value: Any) -> str:
    """Return a value as JSON, dates as text."""
    return json.dumps(value, ensure_ascii=False, default=str)

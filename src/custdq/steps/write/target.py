"""What a target is: a file, by its ending, or a table of a database, by its address.

The trap: what cannot be written must be said before the work and not after it; and an address holds a password, which
may stand in no message.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from custdq.database_address import is_address, masked_address, table_in
from custdq.errors import MissingExtraError, OptionError, TargetError, TargetExistsError, did_you_mean

#: Endings of a file that is written.
ENDINGS = (".csv", ".json", ".jsonl", ".parquet", ".xlsx")
#: What to do with what is there already: put the new in its place, renew the entities written, or refuse.
MODES = ("replace", "upsert", "fail")
SCHEMES = ("postgres", "postgresql", "sqlite")
#: The table written where neither the call nor the address names one.
DEFAULT_TABLE = "customers"
#: PostgreSQL cuts names beyond 63 bytes without a word; `custdq_gone_` and `_conflicts` must have room around it.
_LONGEST_TABLE = 40
_DATABASE_FILES = (".db", ".sqlite", ".sqlite3")


@dataclass(frozen=True)
class Target:
    """Where to write: `path` for a file, `address` for a database.

    `ending` is that of the file in small letters, or the scheme of the database; `table` the name of the database's
    table or of the workbook's sheet, `schema` that of a PostgreSQL schema.
    """

    ending: str
    path: Path | None = None
    address: str = ""
    schema: str | None = None
    table: str = DEFAULT_TABLE

    def __str__(self) -> str:
        return masked_address(self.address) if self.path is None else str(self.path)


def target_of(target: str | os.PathLike[str], table: str | None = None, *, mode: str = "replace") -> Target:
    """Return what a target is; raise where it cannot be written.

    Parameters
    ----------
    target
        A path by its ending (`ENDINGS`), or `sqlite:///file.db?table=name`, `postgresql://ann@host/db?table=name`.
    table
        Table of the database, `schema.name` too, or sheet of the workbook; None: as the address says, else customers.
    mode
        One of `MODES`; upsert is for databases.

    Raises
    ------
    OptionError
        When the ending, the scheme, the table or the mode is none that is written.
    TargetExistsError
        When the mode is fail and the file is there.
    MissingExtraError
        When the library that writes it is not installed.

    Examples
    --------
    >>> target_of("postgresql://ann@host/crm?table=sales.customers").schema, target_of("out/customers.CSV").ending
    ('sales', '.csv')
    """
    if not isinstance(target, str | os.PathLike):
        raise OptionError(
            f"The target was given as {type(target).__name__}; expected a path or the address of a database."
        )
    if mode not in MODES:
        raise OptionError(f'mode was given as "{mode}". {did_you_mean(str(mode), MODES)}')
    text = os.fspath(target)
    return _database(text, table) if is_address(text) else _file(Path(text).expanduser(), table, mode)


def _file(path: Path, table: str | None, mode: str) -> Target:
    ending = path.suffix.lower()
    if ending in _DATABASE_FILES:
        raise OptionError(f'"{path}": write a SQLite database by its address, sqlite:///{path}?table=customers.')
    if ending not in ENDINGS:
        expected = f"{did_you_mean(ending, ENDINGS)} A database is given as sqlite:///file.db or postgresql://host/db."
        raise OptionError(f'The target "{path}" ends in "{ending}", which is not written. {expected}')
    if mode == "upsert":
        raise OptionError(f'mode "upsert" is for databases: the file "{path}" is written anew. Give replace or fail.')
    if table is not None and ending != ".xlsx":
        raise OptionError(f'table="{table}" was given, but the file "{path}" has no tables. Leave it out.')
    for parent in path.parents:
        if parent.exists() and not parent.is_dir():
            raise TargetError(f'"{parent}" is a file; expected a folder to write "{path.name}" into.')
    if path.is_dir():
        raise TargetError(f'"{path}" is a folder; expected a file.')
    if mode == "fail" and path.exists():
        raise TargetExistsError(f'"{path}" is there already. Give mode="replace" to write over it, or another name.')
    if ending == ".xlsx":
        _check_installed("xlsxwriter", "excel", "Writing .xlsx")
    return Target(ending, path, table=DEFAULT_TABLE if table is None else table)


def _database(address: str, table: str | None) -> Target:
    scheme = urlsplit(address).scheme.partition("+")[0].lower()
    if scheme not in SCHEMES:
        known = ", ".join(SCHEMES[1:])
        raise OptionError(f'{masked_address(address)}: a database of "{scheme}" is not written. Known: {known}.')
    named = table_in(address)
    if table is not None and named is not None and table != named:
        raise OptionError(f'The address names the table "{named}" and the call "{table}". Give one of them.')
    schema, _, name = _first(table, named, DEFAULT_TABLE).rpartition(".")
    if not name or len(name.encode()) > _LONGEST_TABLE or "\0" in name:
        raise OptionError(f'The table is named "{name}"; expected a name of 1 to {_LONGEST_TABLE} bytes.')
    if scheme == "sqlite":
        name, schema = (f"{schema}.{name}" if schema else name), ""
        if not urlsplit(address).path.removeprefix("/"):
            raise OptionError(f'"{masked_address(address)}" names no file; expected sqlite:///file.db?table=name.')
        if name.lower().startswith("sqlite_"):
            raise OptionError(f'The table is named "{name}"; SQLite keeps names that begin with sqlite_ for itself.')
    else:
        _check_installed("adbc_driver_postgresql", "postgres", "Writing to PostgreSQL")
    return Target(scheme, None, address, schema or None, name)


def _first(*names: str | None) -> str:
    return next(name for name in names if name is not None)


def _check_installed(module: str, extra: str, doing: str) -> None:
    """Raise where a module cannot be found; it is not imported, that costs time."""
    try:
        there = find_spec(module) is not None
    except ValueError:  # tried before, and known not to be there
        there = False
    if not there:
        raise MissingExtraError(f"{doing} needs {module}, which is not installed: pip install 'custdq[{extra}]'")

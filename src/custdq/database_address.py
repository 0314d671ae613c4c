"""The address of a database table: `sqlite:///customers.db?table=customers`, `postgresql://ann@host/crm?table=customers`.

Reading and writing know one grammar. The trap: an address holds a password, which may stand in no message.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

_ADDRESS = re.compile(r"[a-z][a-z0-9]+(?:\+[a-z0-9_]+)?://", re.IGNORECASE)
# `=` may be written `%3D` where a whole ODBC string is one value; there `%3B` parts its settings
_SECRET = re.compile(
    r"((?:pass(?:word|wd|phrase)?|pwd|token|secret|api_?key)(?:=|(%3D)))(?(2)(?:(?!%3B|&).)*|[^&]*)", re.IGNORECASE
)
_TABLE = re.compile(r"(?<=[?&])table=[^&]*&?")


def is_address(source: str) -> bool:
    """Tell whether a source is the address of a database.

    >>> is_address("sqlite:///a.db?table=t"), is_address("C:/a.csv")
    (True, False)
    """
    return _ADDRESS.match(source) is not None


def masked_address(address: str) -> str:
    """Return an address without its password, before the host or in the query, for messages.

    >>> masked_address("postgresql://ann:secret@host/crm?table=t")
    'postgresql://ann:***@host/crm?table=t'
    >>> masked_address("postgresql://host/crm?user=ann&password=secret&table=t")
    'postgresql://host/crm?user=ann&password=***&table=t'
    """
    return _SECRET.sub(r"\1***", re.sub(r"(?<=://)([^/@:]*):\S*@", r"\1:***@", address))


def table_in(address: str) -> str | None:
    """Return the table an address names, with its schema where one is given; None where it names none.

    >>> table_in("postgresql://host/crm?table=sales.customers"), table_in("sqlite:///a.db")
    ('sales.customers', None)
    """
    return dict(parse_qsl(urlsplit(address).query)).get("table")


def without_table(address: str) -> str:
    """Return an address without the table, as a driver takes it.

    >>> without_table("postgresql://host/crm?table=t&sslmode=require"), without_table("sqlite:///a.db?table=t")
    ('postgresql://host/crm?sslmode=require', 'sqlite:///a.db')
    """
    return _TABLE.sub("", address).rstrip("?&")


def libpq_address(address: str) -> str:
    """Return a PostgreSQL address as its own library takes it: without the table and the name of a driver.

    >>> libpq_address("postgresql+psycopg://ann@host/crm?table=customers")
    'postgresql://ann@host/crm'
    """
    return urlunsplit(urlsplit(without_table(address))._replace(scheme="postgresql"))


def sqlite_file(address: str) -> Path:
    """Return the file of a SQLite address.

    >>> sqlite_file("sqlite:///folder/a.db?table=t").as_posix(), sqlite_file("sqlite:////data/a.db").as_posix()
    ('folder/a.db', '/data/a.db')
    """
    return Path(unquote(urlsplit(address).path.removeprefix("/")))

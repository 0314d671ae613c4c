"""A PostgreSQL server of the tests' own, from Debian's packages; skipped, with a word, where there is none.

The trap: PostgreSQL refuses to run as root, and the folders of pytest are closed to everybody else.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    there = [path for path in found if (path / "initdb").is_file() and (path / "postgres").is_file()]
    if there:
        return there[-1]
    initdb = shutil.which("initdb")
    return None if initdb is None else Path(initdb).parent


def _as_whom() -> dict[str, Any]:
    """Return how to start a process as somebody who is not root."""
    if os.geteuid():
        return {}
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": name, "extra_groups": []}
    pytest.skip("PostgreSQL does not run as root, and there is no user postgres or nobody")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Return the address of an empty database on a server that only listens on a socket of its own."""
    if find_spec("adbc_driver_postgresql") is None:
        pytest.skip("no driver for PostgreSQL (pip install 'custdq[postgres]')")
    binaries = _binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL server here (Debian: apt-get install postgresql)")
    whom = _as_whom()
    # a socket's path may have about a hundred bytes, and its folder must be open to the server's user
    folder = Path(tempfile.mkdtemp(prefix="custdq-pg-", dir="/tmp"))
    if whom:
        shutil.chown(folder, whom["user"])
    quiet: dict[str, Any] = {"cwd": folder, "stdout": subprocess.DEVNULL} | whom
    control = [str(binaries / "pg_ctl"), "-D", str(folder / "data"), "-w", "-t", "60"]
    settings = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=20"
    try:
        init = [str(binaries / "initdb"), "-D", str(folder / "data"), "-A", "trust", "-U", "owner", "-E", "UTF8"]
        subprocess.run([*init, "--locale=C", "--no-sync"], check=True, **quiet)
        subprocess.run([*control, "-l", str(folder / "log"), "-o", settings, "start"], check=True, **quiet)
        try:
            yield f"postgresql://owner@/postgres?host={folder}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, **quiet)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """Return the address of the server, its schema `public` empty."""
    yield postgres_server
    driver = import_module("adbc_driver_postgresql.dbapi")
    with driver.connect(postgres_server) as connection, connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
        connection.commit()

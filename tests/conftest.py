"""What every test may ask for: where the shared data is, and one run over the example customers.

The trap: a suite that silently skips half of itself. Data that is absent is named in the skip message, and
`make test` lists every skip.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).resolve().parent.parent

# A slow machine is no failure, and a suite that passes must pass again on the same code.
settings.register_profile("house", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("house")


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the folder that holds pyproject.toml."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of shared data sets, or skip: they stand beside the repository and are not part of it."""
    given = os.environ.get("CUSTDQ_SHARED_DATA")
    folder = Path(given) if given else REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no shared data beside the repository (set CUSTDQ_SHARED_DATA to its folder)")
    return folder


@pytest.fixture(scope="session")
def customers() -> Path:
    """Return the folder of example customer files."""
    return REPOSITORY / "examples" / "customers"

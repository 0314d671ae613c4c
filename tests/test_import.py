"""`import custdq` costs next to nothing, and every public name is there.

The trap: one convenient import at the top of a module, and a command-line call waits a second for pandas.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import custdq

HEAVY = (
    "numpy",
    "pandas",
    "pyarrow",
    "scipy",
    "rapidfuzz",
    "jellyfish",
    "phonenumbers",
    "python_calamine",
    "polars",
    "duckdb",
)


def modules_after(code: str) -> set[str]:
    """Return the top-level modules a fresh Python holds after running `code`."""
    report = f"import json, sys; {code}; print(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
    # -I: neither the folder at hand nor the user's own packages may bring modules in
    done = subprocess.run([sys.executable, "-I", "-c", report], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_importing_the_package_imports_nothing_heavy() -> None:
    assert modules_after("import custdq").isdisjoint(HEAVY)


def test_listing_the_names_imports_nothing_heavy() -> None:
    assert modules_after("import custdq; dir(custdq); custdq.__version__").isdisjoint(HEAVY)


@pytest.mark.parametrize("name", custdq.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(custdq, name) is not None


def test_all_is_sorted_and_without_repeats() -> None:
    assert sorted(set(custdq.__all__)) == sorted(custdq.__all__)
    assert dir(custdq) == list(custdq.__all__)


def test_an_unknown_name_says_which_are_known() -> None:
    with pytest.raises(AttributeError, match=r"Known: .*dedupe"):
        custdq.no_such_name  # noqa: B018 - the access is what is tested


def test_the_package_is_typed() -> None:
    assert (Path(custdq.__file__).parent / "py.typed").is_file()

"""Where a configuration says something: errors name the file and the line of the name they are about.

The trap: "unknown name" without a place sends somebody through two hundred lines of TOML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Any

from custdq.errors import ConfigError
from custdq.steps.score.expectations import UnknownNameError


class Written(dict[str, Any]):
    """A part of a configuration that knows the file it was read from."""

    def __init__(self, tables: Mapping[str, Any], path: str | PathLike[str]) -> None:
        super().__init__(tables)
        self.path = str(path)


@contextmanager
def located(given: Any) -> Iterator[None]:
    """Let an unknown name in a configuration that was read from a file be told with file and line."""
    path = given.path if isinstance(given, Written) else given
    if not isinstance(path, str | PathLike):
        yield
        return
    try:
        yield
    except UnknownNameError as error:
        line = line_of(Path(path).read_text(encoding="utf-8-sig"), error.name)
        place = f"{Path(path)}:{line}" if line else str(Path(path))
        raise ConfigError(f"{place}: {error}") from error
    except ConfigError as error:
        raise ConfigError(f"{Path(path)}: {error}") from error


def line_of(text: str, name: str) -> int | None:
    r"""Return the line, counted from 1, on which a name stands in TOML as key, table or text; None where it does not.

    >>> line_of('[field.mobile]\n# wieght\nwieght = 2', "wieght")
    3
    """
    word = re.compile(rf"""(?<![\w-]){re.escape(name)}(?![\w-])""")
    for number, line in enumerate(text.splitlines(), start=1):
        if word.search(re.sub(r"#[^\"']*$", "", line)):
            return number
    return None

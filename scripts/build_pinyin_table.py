"""Rebuild src/custdq/reference/pinyin.tsv.gz from pypinyin's character table (PyPI package `pypinyin`, MIT).

Run: `pip install pypinyin==0.55.0 && python scripts/build_pinyin_table.py`
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from importlib.metadata import version

from pypinyin.constants import PINYIN_DICT
from table_file import write_table

_MOST_READINGS = 3


def toneless(reading: str) -> str:
    """`lǜ` -> `lv`: the umlaut is written v, tone marks go."""
    plain = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(char for char in plain if not unicodedata.combining(char))


def main() -> None:
    groups: dict[str, list[str]] = defaultdict(list)
    for code, readings in PINYIN_DICT.items():
        char = chr(int(code))
        if not ("\u4e00" <= char <= "\u9fff" or char == "〇"):
            continue
        unique = list(dict.fromkeys(toneless(reading.strip()) for reading in readings.split(",")))
        groups[",".join(reading for reading in unique if reading.isalpha())].append(char)
    kept: dict[str, list[str]] = defaultdict(list)
    for key, chars in groups.items():
        kept[",".join(key.split(",")[:_MOST_READINGS])].extend(chars)
    lines = [f"{key}\t{''.join(sorted(chars))}" for key, chars in sorted(kept.items()) if key]
    write_table("pinyin.tsv.gz", f"pypinyin {version('pypinyin')} character readings (MIT), tones removed", lines)


if __name__ == "__main__":
    main()

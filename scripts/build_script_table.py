"""Rebuild src/custdq/reference/script.tsv.gz from OpenCC's TSCharacters table (PyPI package `opencc`, Apache-2.0).

Run: `pip install opencc==1.4.2 && python scripts/build_script_table.py`
"""

from __future__ import annotations

import subprocess
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from table_file import write_table

# Radicals that Unicode's EquivalentUnifiedIdeograph.txt maps to a simplified or common ideograph but NFKC leaves alone.
_RADICALS = (
    "⺁厂⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺋㔾⺌小⺍小⺎尢⺏尣⺐尢⺑尣⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歹⺟母⺠民⺡氵⺢水⺣灬⺤爫"
    "⺥爪⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱网⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹老⺺聿⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠"
    "⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑长⻒长⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟饣⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐"
    "⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟"
)


def main() -> None:
    spec = find_spec("opencc")
    if spec is None or spec.origin is None:
        raise SystemExit("Install the package first: pip install opencc")
    home = Path(spec.origin).parent / "clib"
    tool = home / "bin" / "opencc_dict"
    tool.chmod(0o755)
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "ts.txt"
        table = home / "share" / "opencc" / "TSCharacters.ocd2"
        subprocess.run([tool, "-i", table, "-o", text, "-f", "ocd2", "-t", "text"], check=True)
        rows = [line.split("\t") for line in text.read_text(encoding="utf-8").splitlines()]
    sure, fold = [], []
    for traditional, targets in rows:
        choices = targets.split(" ")
        if len(traditional) != 1 or len(choices[0]) != 1 or choices[0] == traditional:
            continue
        (fold if traditional in choices else sure).append((traditional, choices[0]))
    radicals = list(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))
    lines = [
        f"{name}\t{''.join(a for a, _ in pairs)}\t{''.join(b for _, b in pairs)}"
        for name, pairs in (("convert", sure), ("fold", fold), ("radical", radicals))
    ]
    source = f"OpenCC {version('opencc')} TSCharacters (Apache-2.0); radicals: Unicode EquivalentUnifiedIdeograph"
    write_table("script.tsv.gz", source, lines)


if __name__ == "__main__":
    main()

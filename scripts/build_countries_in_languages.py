"""Rebuild src/custdq/reference/countries_in_languages.tsv.gz from CLDR as babel carries it (PyPI `babel`, BSD-3).

Names of countries in the languages that are official somewhere, and their ISO 3166-1 numeric codes, folded as they are
looked up. A name that stands for two countries in two languages is left out; countries.tsv is asked first.

Run: `pip install babel==2.18.0 && python scripts/build_countries_in_languages.py`
"""

from __future__ import annotations

import sys
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

from babel import Locale, localedata
from babel.core import get_global
from babel.languages import get_official_languages
from table_file import write_table

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from custdq.reference.countries import country_codes, fold_country


def locales() -> list[Locale]:
    """One locale a language and script that is official in some country."""
    official: set[str] = {"zh", "en"}
    for territory in get_global("territory_languages"):
        official |= {name.split("_")[0] for name in get_official_languages(territory, de_facto=True)}
    every = [Locale.parse(name) for name in sorted(localedata.locale_identifiers())]
    return [locale for locale in every if locale.territory is None and locale.language in official]


def main() -> None:
    codes: dict[str, set[str]] = defaultdict(set)
    for locale in locales():
        for code, name in locale.territories.items():
            if code in country_codes() and len(name) > 2:
                codes[fold_country(name)].add(code)
    for number, names in get_global("territory_aliases").items():
        if number.isdigit() and len(names) == 1 and names[0] in country_codes():
            codes[number].add(names[0])
    rows: dict[str, list[str]] = defaultdict(list)
    for name, found in sorted(codes.items()):
        if len(found) == 1 and len(name) > 2:
            rows[next(iter(found))].append(name)
    lines = [f"{code}\t{';'.join(names)}" for code, names in sorted(rows.items())]
    source = (
        f"CLDR names of countries by way of babel {version('babel')} (BSD-3-Clause; data under the Unicode licence)"
    )
    write_table("countries_in_languages.tsv.gz", source, lines)


if __name__ == "__main__":
    main()

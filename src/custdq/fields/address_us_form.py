"""USPS Publication 28 form of the parts of an American address: upper-case, no punctuation, standard abbreviations.

The trap: only the last suffix, the outer directions and the unit's word are abbreviated; North in North St, Avenue in
Avenue of the Americas and the first suffix of Lake Street Dr are names and stay.
"""

from __future__ import annotations

import re

from custdq.fields.address_us_words import COUNTING, GLUED_UNIT, HIGHWAYS, ORDINAL_WORDS, is_figure, is_ordinal
from custdq.reference.us_words import us_words, zip_in_state

_NUMBER_WORDS = dict(zip("ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN".split(), range(1, 11), strict=True))
_ORDINAL_NUMBERS = {
    word: f"{number}" for number, word in enumerate(
        "FIRST SECOND THIRD FOURTH FIFTH SIXTH SEVENTH EIGHTH NINTH TENTH ELEVENTH TWELFTH THIRTEENTH FOURTEENTH "
        "FIFTEENTH SIXTEENTH SEVENTEENTH EIGHTEENTH NINETEENTH TWENTIETH".split(), start=1,
    )
}  # fmt: skip
#: Numbered roads, appendix F: words before the number -> standard.
_HIGHWAY_FORMS = {
    "HWY": "HIGHWAY", "HIWAY": "HIGHWAY", "HGWY": "HIGHWAY", "HWAY": "HIGHWAY", "HIGHWY": "HIGHWAY", "RTE": "ROUTE",
    "RT": "ROUTE", "RD": "ROAD", "CNTY": "COUNTY", "CTY": "COUNTY", "I": "INTERSTATE", "EXPWY": "EXPRESSWAY",
    "TWP": "TOWNSHIP",
}  # fmt: skip
_INTERSTATE = re.compile(r"I-?(\d{1,3}[NSEW]?)")
_US_ROAD = re.compile(r"US-?(\d{1,3}[A-Z]?)")
_ROUTES = {
    "HC": "HC", "HCR": "HC", "HIGHWAY": "HC", "HWY": "HC", "PSC": "PSC", "CMR": "CMR", "UNIT": "UNIT",
    **dict.fromkeys(("SR", "RR", "RFD", "RD", "RT", "RTE", "ROUTE", "STAR", "RURAL"), "RR"),
}  # fmt: skip
_BOXES = frozenset(("BOX", "BX", "DRAWER", "BO", "BOXES", "B"))


def standard_number(keys: list[str]) -> str:
    """Return a house number.

    >>> standard_number(["ONE"]), standard_number(["12", "-", "14"]), standard_number(["12", "1/2"])
    ('1', '12-14', '12 1/2')
    """
    if len(keys) == 1:
        return str(_NUMBER_WORDS.get(keys[0], keys[0]))
    return re.sub(r" ?- ?", "-", " ".join(keys))


def standard_road(keys: list[str]) -> str:
    """Return a road with its outer directions and last suffix abbreviated.

    >>> [standard_road(road.split()) for road in ("NORTH MAIN STREET", "NORTH STREET", "E STREET NW", "US HWY 9 SOUTH")]
    ['N MAIN ST', 'NORTH ST', 'E ST NW', 'US HIGHWAY 9 S']
    >>> standard_road("AVENUE OF THE AMERICAS".split()), standard_road("26TH STREET DRIVE SOUTH EAST".split())
    ('AVENUE OF THE AMERICAS', '26TH STREET DR SE')
    """
    table = us_words()
    words = [key for key in _joined(keys) if key != "-"]
    first, last = 0, len(words)
    ahead, behind = _direction_ahead(words), None
    if ahead:
        first = ahead[1]
    size = 2 if _direction_size(words[max(first, last - 2) :]) == 2 else _direction_size(words[-1:])
    if size and last - first > size and (last - first > size + 1 or words[last - size - 1] not in table.strong):
        behind = _direction(words[last - size : last])
        last -= size
    inner = words[first:last]
    numbered = _numbered(inner)
    if numbered is not None:
        inner = numbered
    elif len(inner) > 1 and inner[-1] in table.suffixes:
        inner = [*inner[:-1], table.suffixes[inner[-1]]]
    return " ".join([*([ahead[0]] if ahead else []), *inner, *([behind] if behind else [])])


def _joined(keys: list[str]) -> list[str]:
    """Join U S and N E; part I-35 and US41."""
    words: list[str] = []
    for at, key in enumerate(keys):
        if key == "S" and words and words[-1] == "U" and at == 1:
            words[-1] = "US"
        elif match := _INTERSTATE.fullmatch(key):
            words += ["INTERSTATE", match.group(1)]
        elif match := _US_ROAD.fullmatch(key):
            words += ["US", match.group(1)]
        else:
            words.append(key)
    return words


def _direction_size(words: list[str]) -> int:
    """Return how many words at the beginning of `words` are a direction (North, N E)."""
    table = us_words().directionals
    if not words or words[0] not in table:
        return 0
    if len(words) < 2 or words[1] not in table:
        return 1
    return 2 if (table[words[0]], table[words[1]]) in _PAIRS else 1


# East North Water St is no northeast
_PAIRS = frozenset((("N", "E"), ("N", "W"), ("S", "E"), ("S", "W")))


def _direction(words: list[str]) -> str:
    table = us_words().directionals
    return "".join(table[word] for word in words)


def _direction_ahead(words: list[str]) -> tuple[str, int] | None:
    """Return the direction a road begins with; None where it is the road's name (North St, E St NW)."""
    table = us_words()
    size = _direction_size(words)
    if not size or len(words) <= size:
        return None
    if size == 2 and (len(words) == 3 and words[2] in table.suffixes):
        size = 1
    rest = words[size:]
    if rest[0] in table.strong and all(word in table.strong or word in table.directionals for word in rest):
        return None
    if len(rest) == 1 and rest[0] in table.directionals:
        return None
    return (_direction(words[:size]), size)


def _numbered(words: list[str]) -> list[str] | None:
    """Return a numbered road (County Rd 12, US Hwy 41 BYP) in the words of appendix F; None for another road."""
    at = next((at for at, word in enumerate(words) if at and word[0].isdigit() and not is_ordinal(word)), None)
    before = words[at - 1 - (words[at - 1] == "NO" and at > 1)] if at else ""
    if at is None or not (before in HIGHWAYS or before in ("RD", "ROAD")):
        return None
    ahead = [_HIGHWAY_FORMS.get(word, word) for word in words[: at - (words[at - 1] == "NO")]]
    if ahead[0] in ("CO", "CR") and len(ahead) + (ahead[0] == "CR") > 1:
        ahead[:1] = ["COUNTY", *(["ROAD"] if ahead[0] == "CR" else [])]
    if ahead[0] == "ST" and len(ahead) > 1:
        ahead[0] = "STATE"
    if ahead[:2] == ["INTERSTATE", "HIGHWAY"]:
        del ahead[1]
    tail = words[at + 1 :]
    tail[-1:] = [us_words().suffixes.get(word, word) for word in tail[-1:]]
    return [*ahead, words[at], *tail]


def standard_unit(keys: list[str]) -> str:
    """Return a unit, floor or building; `#` where its word is not known.

    >>> [standard_unit(unit.split()) for unit in ("APARTMENT NO 4", "# 4B", "301", "SIXTH FLOOR", "REAR", "STE200")]
    ['APT 4', '# 4B', '# 301', 'FL 6', 'REAR', 'STE 200']
    """
    table = us_words()
    out: list[str] = []
    for key in keys:
        glued = GLUED_UNIT.fullmatch(key)
        if glued and key not in table.numbered:
            out += [table.numbered.get(glued.group(1), glued.group(1)), glued.group(2)]
        elif key in table.numbered and (not out or table.numbered[key] != out[-1]):
            out.append(table.numbered[key])
        elif key in table.standing and not out:
            out.append(table.standing[key])
        elif key in ("#", "NO", "NUMBER", "NUM") and (not out or out[-1] not in table.numbered.values()):
            if len(keys) > 1:
                out.append("#")
        elif key not in ("#", "NO", "NUMBER", "NUM"):
            out.append(key)
    if len(out) > 1 and out[-1] == "FL":
        out = ["FL", _floor(out[-2])]
    if len(out) == 1 and is_figure(out[0]) and out[0] not in table.standing:
        out = ["#", *out]
    if out[-1] in _NUMBER_WORDS and (len(out) < 2 or out[-2] not in COUNTING):
        out[-1] = str(_NUMBER_WORDS[out[-1]])
    return re.sub(r" - ", "-", " ".join(out))


def _floor(key: str) -> str:
    if key in ORDINAL_WORDS:
        return _ORDINAL_NUMBERS[key]
    return key[:-2] if is_ordinal(key) else key


def standard_box(keys: list[str]) -> str:
    """Return a box: PO BOX n, RR n BOX n, HC n BOX n; leading zeros off.

    >>> [standard_box(box.split()) for box in ("P O BOX # 012", "POST OFFICE DRAWER 7", "ROUTE 3 BOX 18", "HCR 1 BX 2")]
    ['PO BOX 12', 'PO BOX 7', 'RR 3 BOX 18', 'HC 1 BOX 2']
    """
    glued = GLUED_UNIT.fullmatch(keys[0])
    if glued:
        return f"PO BOX {_bare(glued.group(2))}"
    box = next((at for at, key in enumerate(keys) if key in _BOXES), None)
    last = " ".join(_bare(key) for key in keys[-1 if box is None else box + 1 :] if key not in ("#", "NO"))
    route = _ROUTES.get(keys[0])
    if route is None:
        return f"PO BOX {last}"
    figures = [_bare(key) for key in keys[:box] if key[-1].isdigit() or key[0].isdigit()]
    return " ".join([route, *figures[:1], *([] if box is None else ["BOX", last])])


def _bare(figure: str) -> str:
    return figure.lstrip("0") or figure if figure[0] == "0" else figure


def standard_zip(figure: str, code: str | None) -> str:
    """Return a ZIP code as 5 or 5+4 figures; a zero that a spreadsheet lost is put back where the state says so.

    >>> standard_zip("627011234", "IL"), standard_zip("6851", "CT"), standard_zip("6851", None)
    ('62701-1234', '06851', '6851')
    """
    compact = figure.replace("-", "").replace(" ", "")
    if len(compact) == 4 and code is not None and zip_in_state(f"0{compact}", code):
        return f"0{compact}"
    return f"{compact[:5]}-{compact[5:]}" if len(compact) == 9 else compact

"""The words of an American address with their places in the text, and what each may be by its form alone.

The trap: a part must come out as it was written, so words keep their place in the text, and only their keys
(upper-case, no dots, no apostrophes) are looked up.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.reference.us_words import us_words
from custdq.text.width import fold_marks

Span = tuple[int, int]

# an abbreviation glued to the next word (N.Main, P.O.Box, Ste.200), a number sign, a separator, any other word
_WORD = re.compile(r"(?:[A-Za-z]\.)+(?=[A-Za-z]{2})|(?:[A-Za-z]\.){2,}(?=\d)|[A-Za-z]{2,5}\.(?=\w)|#|[,;|]|[^\s,;|#]+")
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_STATE_AND_ZIP = re.compile(r"([A-Za-z]{2})[-.]?(\d{5}(?:-\d{4})?)")
_DROPPED = str.maketrans({".": None, "'": None, "’": None, "‘": None, "`": None, '"': None, "“": None, "”": None})
_DASHES = frozenset("-–—/~•·")

_HOUSE_NUMBER = re.compile(
    r"\d+(?:-\d+)?[A-Z]?|\d+-[A-Z]|\d+[A-Z]\d+|[NSEW]\d+[NSEW]\d+|\d+-\d+-\d+|\d+/\d+|\d+-\d+/\d+|\d+\.\d|\d+&\d+"
)
_GRID_NUMBER = re.compile(r"[NSEW]\d+")
_LETTER_NUMBER = re.compile(r"[A-Z]\d{1,6}")
_ORDINAL = re.compile(r"\d*(?:1ST|2ND|3RD|\dTH)")
_FIGURE = re.compile(r"[A-Z]{0,3}-?\d+(?:[-/][A-Z0-9]+)*[A-Z]{0,2}|[A-Z]|\d+[A-Z]{1,2}\d+|[A-Z]{1,2}-[A-Z]")
_ZIP = re.compile(r"\d{5}(?:-?\d{4}|-)?")
_FRACTIONS = frozenset(("1/2", "1/4", "3/4", "1/3", "2/3"))
#: Words for units that no figure gives.
COUNTING = frozenset(
    "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE TWENTY THIRTY FORTY FIFTY HUNDRED THOUSAND".split()
)
_WORD_FIGURES = COUNTING | frozenset("LL GF MZ MEZZ UL PH LOBBY AB BB AA CC DD EE".split())
ORDINAL_WORDS = frozenset(
    "FIRST SECOND THIRD FOURTH FIFTH SIXTH SEVENTH EIGHTH NINTH TENTH ELEVENTH TWELFTH THIRTEENTH FOURTEENTH FIFTEENTH "
    "SIXTEENTH SEVENTEENTH EIGHTEENTH NINETEENTH TWENTIETH".split()
)
#: Words before the number of a road: Highway 12, Route 9, US 41, FM 1960.
HIGHWAYS = frozenset(
    "HIGHWAY HWY HIWAY HWAY HGWY HIGHWY ROUTE RTE RT INTERSTATE I US SR CR FM RM SH CTH CSAH STH USH EXPRESSWAY LOOP "
    "SPUR FR BIA CO CH TWP PR PVR BUSINESS CARR CARRETERA KM".split()
)
#: Words that make a road a numbered one: County Road 12, State Route 9, Old Hwy 7.
_ROAD_OWNERS = frozenset(
    "US STATE COUNTY COUNTRY CO CNTY TOWNSHIP TWP FARM RANCH INTERSTATE FOREST INDIAN FEDERAL RURAL NATIONAL OLD ST "
    "CTY PRIVATE SERVICE MARKET".split()
)
#: Types of road that stand before the name.
TYPES_AHEAD = frozenset("CALLE AVENIDA AVDA CAMINO PASEO VIA CALLEJON RUE CARR CARRETERA".split())
#: Words that open a remark: where the place lies, or into whose hands.
WHEREABOUTS = frozenset(("BETWEEN", "BTWN", "BETW", "NEAR", "OPPOSITE", "OPP", "BEHIND", "ACROSS", "BESIDE"))
CARE_OF = frozenset(("C/O", "ATTN", "ATTENTION", "ATN", "CARE", "CO/", "%"))
REMARKS = WHEREABOUTS | CARE_OF
#: Every word the reading treats in a way of its own, beside those of the tables.
SPECIAL = (
    frozenset(
        "BOX BOXES DRAWER LOCK CALLER FIRM LOCKBOX POST OFFICE RURAL STAR CORNER MAIL CONTRACT COUNTY PARISH BROADWAY "
        "AMERICAS MILE GROUND".split()
    )
    | REMARKS
    | COUNTING
    | ORDINAL_WORDS
    | HIGHWAYS
    | TYPES_AHEAD
    | _ROAD_OWNERS
    | frozenset(
        "AND THE IN NEAR TOWNSHIP BORO BOROUGH CITY VILLAGE TOWN APO FPO DPO SAINT NORTH SOUTH EAST WEST USA".split()
    )
)
#: A unit and its figure in one word.
GLUED_UNIT = re.compile(r"(APT|STE|SUITE|UNIT|RM|BLDG|LOT|TRLR|SPC|FL|POBOX|POB|PMB)-?(\d[\w-]*)")


class Words(NamedTuple):
    """Words of an address: keys, places in `text`, where commas stand, and what stood in brackets."""

    text: str
    keys: list[str]
    spans: list[Span]
    #: numbers of the words that a comma stands before
    breaks: frozenset[int]
    brackets: tuple[str, ...] = ()

    def part(self, span: Span | None) -> str | None:
        """Return the words of `span` as written, without the punctuation around them."""
        if span is None or span[0] >= span[1]:
            return None
        raw = self.text[self.spans[span[0]][0] : self.spans[span[1] - 1][1]]
        return (" ".join(raw.split()) if "  " in raw else raw).strip(" ,;:-")

    def segment(self, at: int) -> int:
        """Return the first word of the piece between commas that ends before word `at`."""
        while at > 0:
            at -= 1
            if at in self.breaks:
                return at
        return 0


def split_words(text: str) -> Words:
    """Split an address into words.

    >>> words = split_words("P.O.Box 12, St. Louis MO63101 (rear)")
    >>> words.keys, sorted(words.breaks), words.brackets
    (['PO', 'BOX', '12', 'ST', 'LOUIS', 'MO', '63101'], [3], ('rear',))
    """
    brackets: tuple[str, ...] = ()
    if "(" in text or "[" in text or "{" in text:
        brackets = tuple(inside.strip() for inside in _BRACKETS.findall(text) if inside.strip())
        text = _BRACKETS.sub(lambda match: " " * len(match.group()), text)
    keys: list[str] = []
    spans: list[Span] = []
    breaks: set[int] = set()
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isalnum() and word.isascii():
            key = word.upper()
        elif word in ",;|" or word in _DASHES:
            if keys and not (word in _DASHES and keys[-1][0].isdigit() and text[match.end() :].lstrip()[:1].isdigit()):
                breaks.add(len(keys))
                continue
            key = "-"
        else:
            key = _key(word)
        if key == "-" and not keys:
            continue
        if key:
            keys.append(key)
            spans.append(match.span())
            if len(key) > 6 and key[1].isalpha() and key[2] in "-.0123456789":
                _part_zip(word, keys, spans)
    return Words(text, keys, spans, frozenset(at for at in breaks if at < len(keys)), brackets)


def _key(word: str) -> str:
    if word == "#":
        return word
    plain = word if word.isascii() else fold_marks(word).replace("½", "1/2").replace("¼", "1/4").replace("–", "-")
    return plain.translate(_DROPPED).upper().strip("-:*!?_<>=+")


def _part_zip(word: str, keys: list[str], spans: list[Span]) -> None:
    """Part `IL62701` into state and ZIP."""
    match = _STATE_AND_ZIP.fullmatch(word)
    if match and match.group(1).upper() in us_words().states:
        start = spans.pop()[0]
        keys[-1:] = [match.group(1).upper(), match.group(2)]
        spans += [(start, start + 2), (start + match.start(2), start + match.end(2))]


# --- what a word may be ----------------------------------------------------------------------------------------


def is_ordinal(key: str) -> bool:
    """Tell 5TH and FIFTH."""
    return key in ORDINAL_WORDS or (key[0].isdigit() and _ORDINAL.fullmatch(key) is not None)


def is_figure(key: str) -> bool:
    """Tell what may name a unit: 4, 4B, B100, 12-A, B, LL."""
    if key in _WORD_FIGURES:
        return True
    return _FIGURE.fullmatch(key) is not None


def is_zip(key: str) -> bool:
    """Tell 62701, 62701-1234 and 627011234."""
    return key[0].isdigit() and _ZIP.fullmatch(key) is not None


def is_house_number(key: str) -> bool:
    """Tell 12, 12A, 12-14, N6W23001 by their form."""
    return _HOUSE_NUMBER.fullmatch(key) is not None and not _ORDINAL.fullmatch(key)


def number_end(keys: list[str], at: int, end: int) -> int:
    """Return where the house number that begins at word `at` ends; `at` where none begins.

    >>> number_end(["12", "1/2", "ELM", "ST"], 0, 4), number_end(["5TH", "AVE"], 0, 2)
    (2, 0)
    """
    key = keys[at]
    if key[0].isdigit():
        if not (key.isdigit() or is_house_number(key)):
            return at
        after = at + 1
        if after >= end or (len(keys[after]) > 3 and keys[after].isalpha()):
            return after
        if keys[after] in _FRACTIONS or (after + 1 < end and _is_suffix_letter(keys, after, end)):
            return after + 1
        if after + 1 < end and keys[after] in ("-", "&", "AND", "TO") and keys[after + 1].isdigit():
            return after + 2 if after + 2 < end or keys[after] == "-" else after
        return after
    if _GRID_NUMBER.fullmatch(key) and at + 2 < end and _GRID_NUMBER.fullmatch(keys[at + 1]):
        return at + 2
    if key[0] in "NSEW" and _HOUSE_NUMBER.fullmatch(key):
        return at + 1
    lettered = at + 1 < end and _LETTER_NUMBER.fullmatch(key) and len(key) > 3
    return at + 1 if lettered and (at == 0 or keys[at - 1] not in HIGHWAYS) else at


def _is_suffix_letter(keys: list[str], at: int, end: int) -> bool:
    """Tell whether the letter at word `at` belongs to the number before it: 12 B Oak St, not 12 B St or 12 N Oak."""
    letter, words = keys[at], us_words()
    following = keys[at + 1]
    if len(letter) > 1 or not letter.isalpha() or letter in words.directionals or (letter, following) == ("U", "S"):
        return False
    return following not in words.strong and following[0].isalpha() and following not in ("&", "AND") and (
        at + 2 < end or following in words.directionals or end - at == 2
    )  # fmt: skip


def is_numbered_road(keys: list[str], at: int, first: int) -> bool:
    """Tell whether the figure or letter at word `at` is the number of a road whose name begins at word `first`."""
    if at <= first or not (keys[at][0].isdigit() or len(keys[at]) < 3):
        return False
    before, words = keys[at - 1], us_words()
    if before == "NO" and at - 1 > first:
        before = keys[at - 2]
    if before in HIGHWAYS or words.strong.get(before) in ("HWY", "RTE"):
        return True
    kind = words.strong.get(before)
    if kind in ("RD", "AVE", "ST", "PKWY", "LN", "TRL") and at - 1 == first:
        return True
    if kind == "RD" and (keys[at - 2] in _ROAD_OWNERS or keys[at - 2] in words.states):
        return True
    return at - 1 == first and before in words.states and keys[at].isdigit()


def closes_street(keys: list[str], at: int, first: int) -> bool:
    """Tell whether a delivery line that begins at word `first` may well end before word `at`.

    >>> keys = "12 OAK ST NW SALEM".split()
    >>> [closes_street(keys, at, 0) for at in range(1, 6)]
    [False, False, True, True, False]
    """
    size = at - first
    if size < 2:
        return False
    words, last, before = us_words(), keys[at - 1], keys[at - 2]
    if last in words.strong:
        return size > 2 or not keys[first][0].isdigit() or is_ordinal(keys[first])
    if last in words.directionals:
        pair = len(words.directionals[last]) == 2
        return size > 2 and (pair or before.isdigit() or closes_street(keys, at - 1, first))
    if last[0].isdigit() or len(last) == 1 or last in _WORD_FIGURES:
        return _closes_by_figure(keys, at, first)
    if last in words.standing or words.numbered.get(last) == "FL":
        return size > 2 and (is_ordinal(before) or closes_street(keys, at - 1, first))
    return last in ("BROADWAY", "AMERICAS")


def _closes_by_figure(keys: list[str], at: int, first: int) -> bool:
    """Tell whether the figure or letter before word `at` is that of a unit, a box or a numbered road."""
    last, before, size = keys[at - 1], keys[at - 2], at - first
    if before in us_words().numbered or before in ("#", "BOX", "NO"):
        return True
    if not is_figure(last):
        return False
    if size < 3:
        return not keys[first][0].isdigit() and is_numbered_road(keys, at - 1, first)
    if len(last) == 1 and before.isdigit() and keys[at - 3] == "BOX":
        return True
    return is_numbered_road(keys, at - 1, first + 1) or (size > 3 and closes_street(keys, at - 1, first))


def names_number(keys: list[str], at: int) -> bool:
    """Tell whether the figure at word `at` is no ZIP code or house number but that of a box, a unit or a road."""
    before = keys[at - 1]
    if before in us_words().states:
        return False
    return before in HIGHWAYS or before in ("BOX", "#", "NO", "-") or before in us_words().numbered

"""American addresses taken apart, and their standard form of USPS Publication 28.

The trap: parts come out as they were written, so that nothing is altered; the standard form is only given where the
reading is sure, for a wrong word abbreviated for good cannot be told from a right one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from custdq.errors import Reason, Status
from custdq.fields.address_us_extra import second_reading
from custdq.fields.address_us_form import standard_box, standard_number, standard_road, standard_unit, standard_zip
from custdq.fields.address_us_last_line import COUNTRIES, COUNTRY_ENDS, LastLine, read_last_line
from custdq.fields.address_us_ordinary import read_ordinary
from custdq.fields.address_us_parts import UsAddress, on_one_line
from custdq.fields.address_us_street import Delivery, read_delivery
from custdq.fields.address_us_town import is_town
from custdq.fields.address_us_words import Span, Words, split_words
from custdq.fields.base import Parsed, status_of
from custdq.reference.countries import countries_by_name
from custdq.reference.us_words import us_places, us_words, zip_in_state
from custdq.text.width import half_width

#: More words than any address has; such a text is not read.
_MOST_WORDS = 60
#: Telephone numbers, mail addresses and remarks behind one address; what is before them is not looked for more.
_MOST_REMARKS = 4
_EDGE = " ,;:-/"
_FOREIGN_CODE = re.compile(
    r"(?i)\b(?:[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d)\s*,?\s*(?:[A-Z .]+)?$"
)
#: A telephone number or a mail address behind the address.
_CONTACT = re.compile(
    r"(?i)(?:\b(?:tel|phone|ph|fax|call|mobile|cell|t)\b[.:]*\s*)?"
    r"(?:(?:\+?1[-. ])?(?:\(\d{3}\) ?|\b\d{3}[-. ])\d{3}[-. ]\d{4}|\b[\w.+-]{1,64}@[\w.-]{1,255})$"
)
#: Words behind a state and its ZIP code: Chicago IL 60613, Wrigley Field.
_REMARK = re.compile(r"(?i)\b([a-z]{2})\.?,? \d{5}(?:-\d{4})?([,;]\s*(\D{3,60}))$")
_PROVINCES = frozenset("ON QC BC AB MB SK NS NB NL PE YT NU NSW VIC QLD TAS ACT".split())


#: The United States and the territories its mail is delivered in.
_REGIONS = frozenset("US PR GU VI AS MP UM".split())


def parse_us_address(text: str, region: str | None) -> Parsed | None:
    """Parse an American address; None where nothing shows that it is one. An unsure one keeps its own spelling.

    >>> parse_us_address("9 elm st salem or 97301", None).value
    '9 ELM ST, SALEM OR 97301'
    >>> parse_us_address("Birch Rd , Oakvil", "US")[:3]
    ('Birch Rd, Oakvil', <Status.REPAIRED: 'repaired'>, <Reason.AMBIGUOUS: 'ambiguous'>)
    """
    found = read_us_address(half_width(text), region="US" if region in _REGIONS else None)
    if found is None:
        return None
    value = found.value or _TIDY.sub(",", text).strip(" ,;")
    if not value:
        return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
    problem = found.problem or (None if value == text else Reason.REFORMATTED)
    return Parsed(value, status_of(text, value), problem, found.parts())


_TIDY = re.compile(r"\s+,")


def read_us_address(text: str, *, region: str | None = None) -> UsAddress | None:
    """Take an American address apart; None where nothing shows that it is one.

    Parameters
    ----------
    text
        One address, on one line.
    region
        "US" where the column is known to be American; then a street alone is read too.

    Examples
    --------
    >>> found = read_us_address("840 N. Main Street #2F, Springfield, Ill. 62701, USA")
    >>> found.number, found.road, found.unit, found.city, found.state, found.postcode
    ('840', 'N. Main Street', '#2F', 'Springfield', 'Ill.', '62701')
    >>> found.value
    '840 N MAIN ST # 2F, SPRINGFIELD IL 62701'
    >>> read_us_address("10 Downing Street, London SW1A 2AA") is None
    True
    """
    ordinary = read_ordinary(text, region)
    if ordinary is not None:
        return ordinary
    behind = _behind(text)
    return (_without(text, behind, region) if behind else None) or _read(text, region)


def _read(text: str, region: str | None) -> UsAddress | None:
    """Take apart an address that is not ordinary and that nothing stands behind."""
    if region != "US" and not _may_be_american(text):
        return None
    words = split_words(text)
    if not words.keys or len(words.keys) > _MOST_WORDS:
        return None
    last = read_last_line(words)
    if not (_is_american(words, last) or (region == "US" and not _is_foreign(words, last))):
        return None
    found = _address(words, last, read_delivery(words, last.start))
    return _reconsidered(found, text) if found.problem is Reason.AMBIGUOUS else found


def _behind(text: str) -> int:
    """Return where a telephone number, a mail address or a remark behind the ZIP code begins; 0 where there is none."""
    if (text[-4:].isdigit() and text[-5:-4] in "-. ") or "@" in text:
        found = _CONTACT.search(text)
        return found.start() if found else 0
    if text[-1:].isalpha() and (found := _REMARK.search(text)):
        name = found.group(3).upper().replace(".", "").strip()
        return found.start(2) if found.group(1).upper() in us_words().states and name not in COUNTRIES else 0
    return 0


def _without(text: str, start: int, region: str | None) -> UsAddress | None:
    """Read what stands before `start`; the rest becomes a note."""
    address = text[:start].rstrip(_EDGE)
    for _ in range(_MOST_REMARKS - 1):
        another = _behind(address)
        if not another:
            break
        start, address = another, address[:another].rstrip(_EDGE)
    found = read_ordinary(address, region) or _read(address, region)
    if found is None:
        return None
    note = "; ".join(part for part in (found.note, text[start:].strip(_EDGE)) if part)
    return found._replace(note=note, problem=found.problem or Reason.EXTRA_TEXT)


def _reconsidered(found: UsAddress, text: str) -> UsAddress:
    """Take over another parser's reading of an unsure address where it sees more of one; it stays unsure."""
    other = second_reading(text)
    if other is None or found.note or other.get("state", found.state) != found.state:
        return found
    town = split_words(other["city"]).keys if "city" in other else []
    if town and not is_town(town, 0, len(town), (found.code,) if found.code else ()):
        return found
    mine = (found.number, found.road, found.po_box, found.city)
    theirs = tuple(other.get(name) for name in ("number", "road", "po_box", "city"))
    if sum(map(bool, theirs)) <= sum(map(bool, mine)):
        return found
    return found._replace(
        number=other.get("number"), road=other.get("road"), unit=other.get("unit"), floor=other.get("floor"),
        room=other.get("room"), building=other.get("building"), po_box=other.get("po_box"), place=other.get("place"),
        suburb=other.get("suburb"), city=other.get("city"),
    )  # fmt: skip


def read_us_street(text: str) -> UsAddress:
    """Take a street column's cell apart: number, road, unit, box; no town is looked for.

    >>> read_us_street("123 main street apartment 4").value
    '123 MAIN ST APT 4'
    """
    ordinary = read_ordinary(text, "US")
    if ordinary is not None and ordinary.city is None:
        return ordinary
    words = split_words(text)
    if not words.keys or len(words.keys) > _MOST_WORDS:
        return UsAddress()
    last = LastLine(len(words.keys))
    return _address(words, last, read_delivery(words, last.start))


def _may_be_american(text: str) -> bool:
    """Tell by the last word alone whether reading on is worth it: a state, a ZIP code, the country, or a bracket."""
    last = text.rstrip(" .,;")[-20:].replace(",", " ").rpartition(" ")[2].replace(".", "").upper()
    return last[-4:].isdigit() or last in us_words().state_ends or last in COUNTRY_ENDS or text[-1:] in ")]}"


def _is_american(words: Words, last: LastLine) -> bool:
    """Tell whether the last line alone shows an American address."""
    if last.code is None:
        return False
    if last.postcode is not None and len(words.keys[last.postcode[0]]) >= 5:
        return zip_in_state(words.keys[last.postcode[0]], last.code)
    return last.known or last.country is not None


def _is_foreign(words: Words, last: LastLine) -> bool:
    """Tell whether a text from an American column ends with another country, its code or a Canadian province."""
    if last.code is not None or last.country is not None:
        return False
    keys, end = words.keys, len(words.keys)
    start = words.segment(end)
    if start and keys[-1] in _PROVINCES:
        return True
    if keys[-1][-1].isalpha() and (start or end > 3):
        for at in {start, end - 2, end - 1} - {0}:
            name = " ".join(keys[at:])
            # three letters are a country's name where they stand alone (UAE); elsewhere they may be anything
            named = len(name) > 3 or (len(name) == 3 and at == start)
            code = countries_by_name().get(name.replace(" ", "").casefold()) if named else None
            if code not in (None, "US", "PR") and (name not in us_places() or _stands_behind_a_town(words, at)):
                return True
    return not keys[-1].isdigit() and _FOREIGN_CODE.search(words.text) is not None


def _stands_behind_a_town(words: Words, at: int) -> bool:
    """Tell whether a name that is a country's and an American town's stands behind a town: Casablanca, Morocco."""
    if len(words.breaks) > 2:
        return True
    before = words.keys[words.segment(at) : at]
    figures = any(char.isdigit() for key in before for char in key)
    return at in words.breaks and not figures and before[-1] not in us_words().suffixes


def _address(words: Words, last: LastLine, found: Delivery) -> UsAddress:
    notes = [words.part(span) for span in (*found.notes, *([last.rest] if last.rest else []))]
    note = "; ".join([text for text in notes if text] + list(words.brackets)) or None
    suburb = _suburb(words, last, found)
    places = [span for span in found.places if span != suburb]
    standard = _standard(words, last, found._replace(places=tuple(places)))
    if suburb:
        standard["suburb"] = " ".join(words.keys[slice(*suburb)])
    unsure = last.unsure or found.unsure or last.rest is not None
    stands = not unsure and bool(found.road or found.box or last.city or last.county or last.code)
    problem = _conflict(words, last) or (Reason.EXTRA_TEXT if note else None) if stands else Reason.AMBIGUOUS
    room = next((words.keys[span[1] - 1] for span in found.units if _is_room(words, span)), None)
    value = on_one_line(standard) if stands else None
    candidates = f"{words.part(last.city)};{words.part(last.other)}" if last.other else None
    return UsAddress(
        words.part(found.number), words.part(found.road), _join(words, found.units), words.part(found.floor), room,
        words.part(found.building), words.part(found.box), _join(words, places), words.part(suburb),
        words.part(last.city), words.part(last.county), words.part(last.state), _zip_part(words, last),
        "US" if last.code or last.country else None, note, candidates, last.code, value, standard, problem,
    )  # fmt: skip


def _suburb(words: Words, last: LastLine, found: Delivery) -> Span | None:
    """Return the last place behind the road that is a known place of the state: Fort Greene, Brooklyn."""
    if last.city is None or not found.places or found.places[-1][1] != last.city[0]:
        return None
    first, end = found.places[-1]
    behind = first in words.breaks and (found.road is None or first >= found.road[1])
    return (first, end) if behind and is_town(words.keys, first, end, (last.code,) if last.code else ()) else None


def _conflict(words: Words, last: LastLine) -> Reason | None:
    """Return the reason where the ZIP code lies in another state."""
    if last.postcode is None or last.code is None:
        return None
    figure = words.keys[last.postcode[0]]
    return Reason.POSTCODE_CONFLICT if len(figure) >= 5 and not zip_in_state(figure, last.code) else None


def _zip_part(words: Words, last: LastLine) -> str | None:
    text = words.part(last.postcode)
    return text.replace(" ", "-") if text else None


def _join(words: Words, spans: Sequence[Span]) -> str | None:
    """Return several stretches as written, those side by side with what stands between them."""
    if not spans:
        return None
    joined: list[Span] = []
    for first, end in spans:
        if joined and joined[-1][1] == first:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((first, end))
    return ", ".join(text for span in joined if (text := words.part(span))) or None


def _is_room(words: Words, span: Span) -> bool:
    return us_words().numbered.get(words.keys[span[0]]) == "RM" and span[1] - span[0] > 1


# --- standard form ---------------------------------------------------------------------------------------------


def _standard(words: Words, last: LastLine, found: Delivery) -> dict[str, str]:
    """Return the parts in the form of Publication 28."""
    keys = words.keys
    out: dict[str, str] = {}
    if found.places:
        out["place"] = ", ".join(" ".join(keys[first:end]) for first, end in found.places)
    if found.number:
        out["number"] = standard_number(keys[slice(*found.number)])
    if found.road:
        road = keys[slice(*found.road)]
        out["road"] = _crossing(road) if found.crossing else standard_road(road)
    if found.building:
        out["building"] = standard_unit(keys[slice(*found.building)])
    if found.floor:
        out["floor"] = standard_unit(keys[slice(*found.floor)])
    if found.units:
        out["unit"] = " ".join(dict.fromkeys(standard_unit(keys[slice(*span)]) for span in found.units))
    if found.box:
        out["box"] = standard_box(keys[slice(*found.box)])
    return out | _standard_last(keys, last)


def _standard_last(keys: list[str], last: LastLine) -> dict[str, str]:
    out: dict[str, str] = {}
    town = last.city or last.county
    if town:
        out["city"] = " ".join(keys[slice(*town)])
    if last.code:
        out["state"] = last.code
    if last.postcode:
        out["postcode"] = standard_zip("".join(keys[slice(*last.postcode)]), last.code)
    return out


def _crossing(keys: list[str]) -> str:
    at = next(at for at, key in enumerate(keys) if at and key in ("&", "AND", "@", "AT"))
    return f"{standard_road(keys[:at])} & {standard_road(keys[at + 1 :])}"

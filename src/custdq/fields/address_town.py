"""The town and province of an address, by where its postcode stood and by which pieces name what they are.

The trap: a province and its capital share a name, and a street's last word may be a town's; what is left must still be
a street.
"""

from __future__ import annotations

import re

from custdq.fields.address_lexicon import BEFORE, CITY, LINK, PROVINCE, SUBURB
from custdq.fields.address_locality import CONSTITUENTS, is_town, take_province, town_at_end
from custdq.fields.address_reading import OUTWARD, Reading
from custdq.fields.address_street import WEAK_TYPES
from custdq.reference.world import provinces

#: labels that stand behind the name they label
_CLOSING_LABELS = {
    "city": frozenset[str](),
    "suburb": frozenset("mah mahallesi mahalle район рн district ward".split()),
    "province": frozenset("область обл край province region governorate oblast prefecture".split()),
}
#: Japanese wards, towns and counties in latin letters: Minato-ku, Kamakura-shi
_WARD = re.compile(r" (?:ku|shi|gun|machi|cho|mura)$")
_BRITAIN = frozenset({"GB"})
_NEIGHBOURHOOD = frozenset({"mah", "mahallesi"})
#: cities that are a province of their own, so that what stands before them is a quarter
_METROPOLES = frozenset(
    ["bangkok", "dubai", "ha noi", "hanoi", "ho chi minh", "jakarta", "seoul", "busan", "berlin", "hamburg", "wien",
     "vienna", "москва", "moscow", "moskva", "санкт петербург", "buenos aires", "caba", "bogota", "caracas", "lima",
     "brasilia", "ciudad de mexico", "mexico city", "cdmx", "london", "paris", "bruxelles", "brussels", "kyiv",
     "київ", "budapest"]
)  # fmt: skip


def read_labels(reading: Reading) -> None:
    """Take pieces that say what they are: Col. Del Valle, Caferağa Mah., г. Москва, Московская обл."""
    line = reading.line
    if not line.bits & (SUBURB | CITY | PROVINCE):
        return
    for low, high in line.segments():
        for at in range(low + 1, high - 1):
            if line.words[at].key in _NEIGHBOURHOOD and line.words[at].marked:
                reading.put("suburb", low, at + 1)
                low = at + 1  # noqa: PLW2901
                break
        first, last = line.words[low].bits, line.words[high - 1].bits
        if not (first | last) & (SUBURB | CITY | PROVINCE) or high - low < 2:
            continue
        for bit, part in ((CITY, "city"), (PROVINCE, "province"), (SUBURB, "suburb")):
            if first & bit and (
                line.words[low].marked or len(line.words[low].key) > 3 or not line.words[low].key.isascii()
            ):
                if part in reading.parts and part != "suburb":
                    break
                if part == "city":
                    line.free[low] = False
                    reading.put(part, low + 1, high)
                else:
                    reading.put(part, low, high)
                break
            if line.words[high - 1].key in _CLOSING_LABELS[part] and not reading.has_figure(low, high):
                reading.put(part, low, high)
                break


def read_locality(reading: Reading, low: int, high: int) -> None:
    """Take the town and the province, by where the postcode stood (`low` to `high`; -1 without one)."""
    constituent = _take_constituent(reading)
    _read_town(reading, low, high)
    if constituent:
        reading.parts.setdefault("province", constituent)


def _take_constituent(reading: Reading) -> str | None:
    """Take England, Scotland, ... behind the town or county of a British address."""
    segments = reading.line.segments()
    if reading.hint != _BRITAIN or not segments:
        return None
    low, high = segments[-1]
    size = next((n for n in (1, 2) if n <= high - low and reading.line.key(high - n, high) in CONSTITUENTS), 0)
    return reading.line.take(high - size, high) if size else None


def _read_town(reading: Reading, low: int, high: int) -> None:
    line = reading.line
    segments = line.segments()
    if segments and high < 0 and _outward(reading, segments):
        segments = segments[:-1]
    if not segments or "city" in reading.parts:
        return
    follows = next((s for s in segments if s[0] >= high), None) if high >= 0 else None
    piece = next((p for p in line.pieces if p[0] <= low < p[1]), None)
    if follows and len(line.key(*follows)) <= 3 and follows == segments[-1] != segments[0]:  # noqa: SIM102
        if take_province(line, *follows, reading.hint):
            reading.put("province", *follows)
            _from_end(reading, segments[:-1])
            return
    if follows and piece and follows[0] == high and follows[1] <= piece[1]:
        _town(reading, *follows, sure=True)
        _more_provinces(reading)
        return
    alone = piece and not any(line.free[piece[0] : piece[1]])
    if follows and alone and len(segments) > 1 and not reading.is_street(*follows):
        _town(reading, *follows, sure=True)
        _more_provinces(reading)
        return
    before = [s for s in segments if high < 0 or s[1] <= low] or segments
    _from_end(reading, before)


def _more_provinces(reading: Reading) -> None:
    """Take a piece behind the town that is a province."""
    last = reading.line.segments()
    if last and "province" not in reading.parts and "city" in reading.parts:
        low, high = last[-1]
        if low > 0 and take_province(reading.line, low, high, reading.hint) == high - low:
            reading.put("province", low, high)


def _outward(reading: Reading, segments: list[tuple[int, int]]) -> bool:
    """Take the first half of a British postcode that stands alone at the end: Hounslow, TW6."""
    line = reading.line
    low, high = segments[-1]
    if high - low != 1 or len(segments) < 2 or not OUTWARD.fullmatch(line.words[low].text):
        return False
    before = line.key(*segments[-2])
    english = reading.hint is not None and "GB" in reading.hint
    if not english and not is_town(before, _BRITAIN) and "GB" not in provinces().get(before, ()):
        return False
    reading.parts["postcode"] = line.take(low, high)
    return True


def _from_end(reading: Reading, segments: list[tuple[int, int]]) -> None:
    """Take the last piece as the town, with the province behind it where one stands there."""
    line = reading.line
    low, high = segments[-1]
    size = take_province(line, low, high, reading.hint)
    if size and size == high - low and _town_before_province(reading, segments, size):
        reading.put("province", low, high)
        segments = segments[:-1]
        low, high = segments[-1]
    elif 0 < size < high - low and _province_ends(reading, low, high, size):
        reading.put("province", high - size, high)
        high -= size
    if reading.is_street(low, high) and not _is_hill_town(reading, segments):
        return
    if len(segments) > 1 or is_town(line.key(low, high), reading.hint) or reading.is_numbered_town(low, high):
        _town(reading, low, high, sure=False)


def _is_hill_town(reading: Reading, segments: list[tuple[int, int]]) -> bool:
    """`12 Elm Road, Liberty Hill, TX`: a town called like a street, behind a street with a number or a type."""
    low, high = segments[-1]
    weak = reading.line.words[high - 1].key in WEAK_TYPES and not reading.has_figure(low, high)
    return weak and "province" in reading.parts and any(reading.is_street(*one) for one in segments[:-1])


def _town_before_province(reading: Reading, segments: list[tuple[int, int]], size: int) -> bool:
    """A last piece that names a province is one where a town stands before it; else it may be the town itself."""
    if len(segments) < 2:
        return False
    line = reading.line
    low, high = segments[-2]
    town = town_at_end(line, low, high, reading.hint)
    itself = is_town(line.key(segments[-1][1] - size, segments[-1][1]), reading.hint)
    if not itself and line.words[segments[-1][0]].text.strip(".").isupper() and len(line.key(*segments[-1])) <= 3:
        return True
    metropolis = itself and line.key(*segments[-1]) in _METROPOLES
    if not metropolis and town and (town == high - low or (not itself and reading.leaves_street(low, high - town))):
        return True
    if itself and line.key(*segments[-1]) in _METROPOLES:
        return False
    if _WARD.search(line.key(low, high)):
        return reading.hint is None or "JP" in reading.hint
    return not itself and len(segments) > 2 and not reading.is_street(low, high)


def _province_ends(reading: Reading, low: int, high: int, size: int) -> bool:
    """A code or name of a province behind its town in one piece: Sydney NSW, Torino TO, Bedford Bedfordshire."""
    if high - size == low:
        return False
    if town_at_end(reading.line, low, high, reading.hint) > size:
        return False
    code = len(reading.line.key(high - size, high)) <= 3
    before = reading.line.words[high - size - 1].bits
    if code:
        return not before & (LINK | BEFORE)
    town = town_at_end(reading.line, low, high - size, reading.hint)
    leaves = high - size - town == low or reading.leaves_street(low, high - size - town)
    return town > 0 and leaves and not is_town(reading.line.key(low, high), reading.hint)


def _town(reading: Reading, low: int, high: int, *, sure: bool) -> None:
    """Take words as the town, with a province behind it: Milano MI, Kadıköy İstanbul."""
    line = reading.line
    size = take_province(line, low, high, reading.hint)
    if (
        size
        and size < high - low
        and not is_town(line.key(low, high), reading.hint)
        and _province_ends(reading, low, high, size)
    ):
        reading.put("province", high - size, high)
        high -= size
    last = line.words[high - 1].text
    if high - low > 1 and OUTWARD.fullmatch(last) and "postcode" not in reading.parts and reading.may_lie_in("GB"):
        reading.put("postcode", high - 1, high)
        high -= 1
    if sure or not reading.has_figure(low, high) or reading.is_numbered_town(low, high):
        reading.put("city", low, high)

"""The pieces of an address that are no locality: unit and building, the street, the place before it, the suburb behind.

The trap: which of two pieces is the street. A number beside a name, or a type that is nothing else, says so; a mall or
a hotel does not.
"""

from __future__ import annotations

from custdq.fields.address_corner import corner_start, is_corner
from custdq.fields.address_lexicon import (
    BEFORE,
    DIGITS,
    DIRECTION,
    FIGURE,
    INNER,
    LETTER,
    LINK,
    NUMBER,
    ORDINAL,
    POSTCODE,
    TYPE,
    VENUE,
)  # fmt: skip
from custdq.fields.address_locality import is_town, town_at_end
from custdq.fields.address_reading import OUTWARD, Reading
from custdq.fields.address_street import (
    STANDALONE,
    WEAK_TYPES,
    Street,
    closing_type,
    inner_phrase,
    opening_type,
    read_street,
)  # fmt: skip

_NUMBERS_ONLY = FIGURE | NUMBER | LETTER
#: words that say where a house lies and begin a remark
_REMARKS = frozenset(
    ["between", "btwn", "btw", "bet", "near", "nr", "opposite", "opp", "behind", "inside", "in the", "next to",
     "across from", "off", "frente a", "entre", "junto a", "en face", "gegenuber", "neben"]
)  # fmt: skip
_AT = frozenset({"at", "@", "corner", "cnr"})
_DANGLING = frozenset({"and", "&", "at", "@", "corner", "cnr"})


def read_pieces(reading: Reading) -> None:
    """Take units and buildings, then the street, then say what the other pieces are."""
    line = reading.line
    if line.bits & INNER:
        for low, high in line.segments():
            _inner(reading, low, high)
    segments = line.segments()
    main = _main(reading, segments)
    for at, (low, high) in enumerate(segments):
        if not reading.line.free[low]:
            continue
        if at == main:
            _street(reading, low, high)
        elif main is not None and at < main:
            _before_street(reading, low, high, last=at + 1 == main)
        else:
            _behind_street(reading, low, high, streeted=main is not None)


def _inner(reading: Reading, low: int, high: int) -> None:
    line = reading.line
    at = low
    while at < high:
        found = inner_phrase(line, at, low, high) if line.words[at].bits & INNER and line.free[at] else None
        if found is None:
            at += 1
            continue
        start, end, part = found
        named = part in ("room", "building") and start > low and end < high and not reading.has_figure(low, start)
        if not all(line.free[start:end]) or named:
            at += 1
            continue
        figure = line.words[end - 1]
        if part == "unit" and "/" in figure.key and end < high and start == low:
            _split_unit(reading, start, end)
        else:
            reading.put(part, start, end)
        at = end


def _split_unit(reading: Reading, start: int, end: int) -> None:
    """`Unit 3/12 Smith St`: the unit and the house number are one word."""
    line = reading.line
    text = line.span(start, end)
    unit, _, number = text.partition("/")
    if number:
        line.free[start:end] = [False] * (end - start)
        reading.parts["unit"], reading.parts["number"] = unit, number


def _main(reading: Reading, segments: list[tuple[int, int]]) -> int | None:
    """Return which segment is the street: the one with most signs of it, the first of several."""
    best, most = None, 1 if "city" in reading.parts else 0
    found = next(
        (at for at in range(len(segments) - 1) if _number_then_street(reading, segments[at], segments[at + 1])), None
    )
    if found is not None:
        low, high = segments[found]
        reading.line.take(low, high)
        reading.put("number", high - 1, high)
        return found + 1
    for at, (low, high) in enumerate(segments):
        words = reading.line.words[low:high]
        figure = any(word.bits & FIGURE for word in words)
        named = any(not word.bits & _NUMBERS_ONLY for word in words)
        typed = opening_type(reading.line, low, high) is not None or closing_type(reading.line, low, high) is not None
        score = (4 if typed and named else 0) + (2 if figure and named else 0)
        weak = words[-1].key in WEAK_TYPES or not words[-1].bits & (TYPE | DIRECTION)
        if score == 4 and weak and (words[-1].key in WEAK_TYPES or any(word.bits & VENUE for word in words)):
            score = 1 if words[-1].bits & (VENUE | TYPE) == VENUE else 2
        score = score or (3 if is_corner(reading.line, low, high) else 0)
        score += 1 if typed and words[0].bits & (BEFORE | FIGURE) and named else 0
        if score > most:
            best, most = at, score
    if best is None and "city" in reading.parts and segments and "po_box" not in reading.parts:
        low, high = segments[0]
        numbered = len(segments) > 1 and all(w.bits & _NUMBERS_ONLY for w in reading.line.words[slice(*segments[1])])
        return 0 if (len(segments) == 1 or numbered) and not _is_venue(reading, low, high) else None
    return best


def _number_then_street(reading: Reading, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """`71, Boulevard Général`: a house number that a comma parts from its street."""
    line = reading.line
    low, high = one
    labelled = high - low == 2 and line.words[low].bits & NUMBER and not line.words[low].bits & FIGURE
    if not (high - low == 1 or labelled) or not line.words[high - 1].bits & FIGURE:
        return False
    if "number" in reading.parts or reading.has_figure(*other):
        return False
    if low > 0 and (line.words[low - 1].bits & TYPE or not line.free[low - 1]):
        return False
    return low == 0 or opening_type(line, *other) == other[0] or closing_type(line, *other) is not None


def _is_venue(reading: Reading, low: int, high: int) -> bool:
    return any(word.bits & VENUE for word in reading.line.words[low:high])


def _street(reading: Reading, low: int, high: int) -> None:
    line = reading.line
    high = _remark(reading, low, high)
    low, high = _without_signs(reading, low, high)
    high = _without_outward(reading, low, high)
    high = _without_numbered_town(reading, low, high)
    if "city" not in reading.parts:
        size = town_at_end(line, low, high, reading.hint)
        if size and reading.leaves_street(low, high - size):
            reading.put("city", high - size, high)
            high -= size
    if is_corner(line, low, high):
        start = corner_start(line, low, high)
        if start > low:
            reading.note(line.take(low, start))
        reading.put("road", start, high)
        return
    found = read_street(line, low, high, towny="city" not in reading.parts)
    _put_street(reading, found, low, high)


def _without_outward(reading: Reading, low: int, high: int) -> int:
    """Take the first half of a British postcode behind a street and its town: 5 Hoe Street London E17."""
    line = reading.line
    last = line.words[high - 1]
    if "postcode" in reading.parts or not OUTWARD.fullmatch(last.text) or not reading.may_lie_in("GB"):
        return high
    if not town_at_end(line, low, high - 1, frozenset({"GB"})):
        return high
    reading.put("postcode", high - 1, high)
    return high - 1


def _without_numbered_town(reading: Reading, low: int, high: int) -> int:
    """Take a town and the number of its district behind a street with its own number: Na Příkopě 583/15 Praha 1."""
    line = reading.line
    if "city" in reading.parts or not line.words[high - 1].bits & DIGITS or len(line.words[high - 1].key) > 2:
        return high
    size = town_at_end(line, low, high - 1, reading.hint)
    if not size or not reading.has_figure(low, high - 1 - size):
        return high
    reading.put("city", high - 1 - size, high)
    return high - 1 - size


def _without_signs(reading: Reading, low: int, high: int) -> tuple[int, int]:
    """Note connectors that connect nothing: `& Elm St`, `Elm St @`, `Elm St and`."""
    words = reading.line.words
    while high - low > 1 and words[low].key in ("&", "@"):
        reading.note(reading.line.take(low, low + 1))
        low += 1
    while high - low > 1 and words[high - 1].key in _DANGLING:
        high -= 1
        reading.note(reading.line.take(high, high + 1))
    return low, high


def _remark(reading: Reading, low: int, high: int) -> int:
    """Note where the house lies (near 79th St, between Elm and Oak); return where the street ends."""
    words = reading.line.words
    for at in range(low + 1, high - 1):
        key = words[at].key
        if words[at].bits & NUMBER and words[at + 1].bits & FIGURE:
            continue
        if key in _REMARKS or f"{key} {words[at + 1].key}" in _REMARKS or (key in _AT and _is_housed(reading, low, at)):
            reading.note(reading.line.take(at, high))
            return at
    return high


def _is_housed(reading: Reading, low: int, at: int) -> bool:
    """Tell whether the words before `at` are a house number and a whole street, so that a second street is a remark."""
    types = [word for word in reading.line.words[low + 1 : at] if word.bits & TYPE]
    return bool(reading.line.words[low].bits & FIGURE and types) and (at - low > 2 or types[0].key in STANDALONE)


def _put_street(reading: Reading, found: Street, low: int, high: int) -> None:
    if found == Street():
        single = "road" if "city" in reading.parts or "number" in reading.parts else "place"
        reading.put(single, low, high)
        return
    if found.before:
        reading.put("place", *found.before)
    if found.number:
        reading.put("number" if "number" not in reading.parts else "unit", *found.number)
    if found.road:
        reading.put("road", *found.road)
    if found.behind:
        _after_number(reading, *found.behind)


def _after_number(reading: Reading, low: int, high: int) -> None:
    """Words behind the house number without a comma: unit figures, then suburb and town."""
    line = reading.line
    while low < high and line.words[low].bits & (FIGURE | ORDINAL):
        reading.put("unit", low, low + 1)
        low += 1
    if low >= high:
        return
    if "city" in reading.parts:
        reading.put("suburb", low, high)
        return
    size = town_at_end(line, low, high, reading.hint)
    if size and size < high - low:
        reading.put("suburb", low, high - size)
        low = high - size
    reading.put("city", low, high)


def _before_street(reading: Reading, low: int, high: int, *, last: bool) -> None:
    """A piece before the street: a unit's figure, else the name of the place."""
    words = reading.line.words[low:high]
    if high - low == 1 and words[0].bits & FIGURE:
        reading.put("unit", low, high)
    elif "number" not in reading.parts and high - low == 2 and words[0].bits & NUMBER and words[1].bits & FIGURE:
        reading.line.take(low, high)
        reading.put("number", high - 1, high)
    else:
        reading.put("place", low, high)


def _behind_street(reading: Reading, low: int, high: int, *, streeted: bool) -> None:
    words = reading.line.words[low:high]
    figured = any(word.bits & (FIGURE | ORDINAL) for word in words)
    if streeted and "number" not in reading.parts and all(word.bits & _NUMBERS_ONLY for word in words) and figured:
        start = low + 1 if words[0].bits & NUMBER and not words[0].bits & FIGURE and high - low > 1 else low
        reading.line.free[low:high] = [False] * (high - low)
        reading.put("number", start, high)
    elif not streeted and high - low == 1 and words[0].bits & ORDINAL:
        reading.put("road", low, high)
    elif figured and high - low <= 3 and not any(word.bits & TYPE for word in words):
        reading.put("unit", low, high)
    elif figured or (high - low == 1 and words[0].bits & (NUMBER | POSTCODE)):
        reading.note(reading.line.take(low, high))
    elif not streeted:
        _no_street(reading, low, high)
    elif all(word.bits & LETTER for word in words):
        reading.put("unit", low, high)
    elif "city" not in reading.parts and is_town(reading.line.key(low, high), reading.hint):
        reading.put("city", low, high)
    else:
        reading.put("suburb" if high - low < 7 else "note", low, high)


def _no_street(reading: Reading, low: int, high: int) -> None:
    """A piece of an address without a street: a town, a place with its town, else the place."""
    line = reading.line
    if "city" not in reading.parts:
        if is_town(line.key(low, high), reading.hint) and not line.words[low].bits & BEFORE:
            reading.put("city", low, high)
            return
        size = town_at_end(line, low, high, reading.hint)
        posted = high < len(line.words) and not line.free[high] and any(c.isdigit() for c in line.words[high].key)
        leaves = reading.leaves_street(low, high - size) or (posted and not line.words[high - size - 1].bits & LINK)
        if size and size < high - low and leaves:
            reading.put("city", high - size, high)
            high -= size
    if "place" in reading.parts and "road" not in reading.parts and "city" in reading.parts:
        reading.put("road", low, high)
    else:
        reading.put("suburb" if "place" in reading.parts and high - low < 7 else "place", low, high)

"""Whether two values of a kind contradict each other, or one only says less than the other.

A surname beside a full name, a month beside a day, an address without its room, a name in another script: none of these
is a contradiction. Two values contradict where both say something of the same part and say it differently. The trap:
comparing whole strings makes every short form a conflict, and data looks worse the more ways of writing it unites.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.fields import Kind
from custdq.steps.score.cells import as_bools, text_of
from custdq.steps.score.units import Bools

#: The parts of a kind in which two values may contradict each other; a kind without an entry is compared as a whole.
PARTS: Mapping[str, tuple[str, ...]] = {
    "address": ("country", "province", "city", "district", "town", "village", "road", "lane", "number", "group",
                "building", "unit", "room", "po_box"),
    "date": ("year", "month", "day"),
    "person_name": ("family", "given"),
    "organization_name": ("region", "brand", "industry", "branch", "group"),
}  # fmt: skip
#: Keys by which values of a kind are one, however they are written: the numbers of a cell, the mailbox of an address,
#: the name that Jenny and Jennifer come from.
KEYS: Mapping[str, tuple[str, ...]] = {
    "phone": ("numbers",), "email": ("canonical",), "category": ("category",), "person_name": ("root",),
}  # fmt: skip
#: Kinds of which two values with a key in common are one value, not only compatible.
_ONE = ("phone", "email", "category")
#: Parts in figures, which are the same in every script.
_FIGURES: Mapping[str, tuple[str, ...]] = {"address": ("number", "room")}
#: A number without its area code is the end of the whole one, if it has at least so many digits.
_LOCAL_DIGITS = 7
#: Letters that no latin spelling has; what is written in them is read beside latin letters by figures alone.
_NOT_LATIN = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Cyrillic}\p{Greek}\p{Arabic}\p{Hebrew}\p{Thai}]"


#: Columns whose values name one thing by a number or by a word: a WeChat account answers to its id and to the phone or
#: QQ number it is bound to.
_NUMBER_OR_WORD = frozenset({"wechat"})
#: Such a number, and whatever is no word.
_ACCOUNT_NUMBER, _FIGURES_ALONE = r"^[1-9]\d{4,10}$", r"^\d*$"


def contradict(kind: Kind, left: pa.Table, right: pa.Table, *, column: str = "") -> Bools:
    """Tell for each pair of parsed values whether they contradict.

    Parameters
    ----------
    kind
        Their kind.
    left, right
        Parse results of the kind, one row a pair, with a value in every row.
    column
        The column they are of, in the words of `unify`.

    Examples
    --------
    >>> from custdq.fields import Date
    >>> contradict(Date(), Date().parse(["1990-05", "1990-05"]), Date().parse(["1990-05-07", "1990-06-01"])).tolist()
    [False, True]
    """
    aspects = [name for name in kind.aspects(left.slice(0, 0)) if name != "party"]
    if aspects != [""]:
        return _by_aspect(kind, left, right)
    differ = ~as_bools(pc.equal(_value(left), _value(right)))
    at = pa.array(np.flatnonzero(differ))
    left, right = left.take(at), right.take(at)
    found = np.ones(len(at), dtype=bool)
    if column in _NUMBER_OR_WORD:
        for one, other in ((left, right), (right, left)):
            found &= ~_matches(one, _ACCOUNT_NUMBER) | _matches(other, _FIGURES_ALONE)
    if kind.name in KEYS:
        found &= ~_share_a_key(kind, left, right)
    if kind.name == "phone":
        found &= ~_ends_alike(text_of(left, "national"), text_of(right, "national"))
    if kind.name in PARTS:
        apart = _other_script(left) != _other_script(right)
        by_parts = _parts_contradict(PARTS[kind.name], left, right)
        found &= np.where(apart, _figures_contradict(kind, left, right), by_parts)
    differ[at.to_numpy()] = found
    return differ


def same_value(kind: Kind, left: pa.Array, right: pa.Array) -> Bools:
    """Tell for each pair of standard values whether they are one value: equal, one number or one mailbox.

    >>> from custdq.fields import Email
    >>> same_value(Email(), pa.array(["Ann@x.org", "ann@x.org"]), pa.array(["ann@X.org", None])).tolist()
    [True, False]
    """
    same = as_bools(pc.equal(left, right))
    if kind.name not in _ONE:
        return same
    at = np.flatnonzero(~same & as_bools(pc.and_(pc.is_valid(left), pc.is_valid(right))))
    one, two = (kind.parse(side.take(pa.array(at))) for side in (left, right))
    same[at] = _share_a_key(kind, one, two)
    return same


def _value(parsed: pa.Table) -> pa.Array:
    return text_of(parsed, "value")


def _matches(parsed: pa.Table, form: str) -> Bools:
    return as_bools(pc.match_substring_regex(_value(parsed), form))


def _by_aspect(kind: Kind, left: pa.Table, right: pa.Table) -> Bools:
    """Compare persons as persons and organizations as organizations; two sorts of party contradict."""
    ours, theirs = kind.aspects(left), kind.aspects(right)
    out = np.ones(left.num_rows, dtype=bool)
    for name, (aspect, mine) in ours.items():
        other = theirs[name][1]
        both = as_bools(pc.and_(pc.is_valid(_value(mine)), pc.is_valid(_value(other))))
        rows = np.flatnonzero(both)
        if name != "party" and len(rows):
            at = pa.array(rows)
            out[rows] = contradict(aspect, mine.take(at), other.take(at))
    if "party" in ours:
        parties = [text_of(table, "party") for table in (left, right)]
        unsure = as_bools(pc.or_(pc.is_null(parties[0]), pc.is_null(parties[1])))
        apart = as_bools(pc.and_(pc.is_valid(parties[0]), pc.is_null(parties[1])))
        apart |= as_bools(pc.and_(pc.is_null(parties[0]), pc.is_valid(parties[1])))
        out[unsure & apart] &= ~_contained(_value(left), _value(right))[unsure & apart]
    return out


def _parts_contradict(parts: Sequence[str], left: pa.Table, right: pa.Table) -> Bools:
    """Tell where a part differs that both have; where one has no parts at all, if neither is in the other."""
    broken = np.zeros(left.num_rows, dtype=bool)
    left_told, right_told = broken.copy(), broken.copy()
    for part in parts:
        mine, other = text_of(left, part), text_of(right, part)
        left_has, right_has = as_bools(pc.is_valid(mine)), as_bools(pc.is_valid(other))
        left_told, right_told = left_told | left_has, right_told | right_has
        broken |= left_has & right_has & ~_alike(mine, other)
    return np.asarray(np.where(left_told & right_told, broken, ~_contained(_value(left), _value(right))), dtype=bool)


def _other_script(parsed: pa.Table) -> Bools:
    return as_bools(pc.match_substring_regex(_value(parsed), _NOT_LATIN))


def _figures_contradict(kind: Kind, left: pa.Table, right: pa.Table) -> Bools:
    """Tell where two values of which one is in latin letters have another figure; their words cannot be compared."""
    out = np.zeros(left.num_rows, dtype=bool)
    for part in _FIGURES.get(kind.name, ()):
        sides = [pc.replace_substring_regex(text_of(table, part), r"\D", "") for table in (left, right)]
        both = as_bools(pc.and_(*(pc.greater(pc.utf8_length(side), 0) for side in sides)))
        out |= both & ~as_bools(pc.equal(*sides))
    return out


def _ends_alike(left: pa.Array, right: pa.Array) -> Bools:
    pairs = zip(left.to_pylist(), right.to_pylist(), strict=True)
    return np.array(
        [bool(a and b and min(len(a), len(b)) >= _LOCAL_DIGITS and (a.endswith(b) or b.endswith(a))) for a, b in pairs],
        dtype=bool,
    )


def _alike(left: pa.Array, right: pa.Array) -> Bools:
    """Tell where two parts are the same, or one is the beginning of the other (浦东 and 浦东新区, W. and Wei)."""
    pairs = zip(_folded(left), _folded(right), strict=True)
    return np.array([bool(a and b and (a == b or _begins(a, b) or _begins(b, a))) for a, b in pairs], dtype=bool)


def _folded(part: pa.Array) -> list[str | None]:
    folded: list[str | None] = pc.utf8_rtrim(pc.utf8_lower(part), characters=".").to_pylist()
    return folded


def _begins(short: str, long: str) -> bool:
    """Tell whether a text begins with another; a number is no beginning of a number (5 and 50)."""
    return long.startswith(short) and not short[-1].isdigit()


def _contained(left: pa.Array, right: pa.Array) -> Bools:
    pairs = zip(left.to_pylist(), right.to_pylist(), strict=True)
    return np.array([bool(a and b and (a in b or b in a)) for a, b in pairs], dtype=bool)


def _share_a_key(kind: Kind, left: pa.Table, right: pa.Table) -> Bools:
    out = np.zeros(left.num_rows, dtype=bool)
    mine, other = kind.keys(left), kind.keys(right)
    for key in KEYS[kind.name]:
        out |= _meet(mine[key], other[key])
    return out


def _meet(left: pa.Array, right: pa.Array) -> Bools:
    """Tell where two keys are the same, or two lists of keys have one in common."""
    if not pa.types.is_list(left.type) or not pa.types.is_list(right.type):
        return as_bools(pc.equal(left, right))
    pairs = zip(left.to_pylist(), right.to_pylist(), strict=True)
    return np.array([bool(a and b and not set(a).isdisjoint(b)) for a, b in pairs], dtype=bool)

"""Streets of an American list a column at a time: 12 N. Elm Street Apt 4, with the town in columns of its own.

Number, road and unit are cut apart as arrays; each road and each unit is looked at once. The trap: roads that are
something else to one of the readers (an opening Saint, a corner, a town); they are left to be read one by one.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.fields.address_us_ordinary import ORDINARY_STREET, ordinary_road, ordinary_unit
from custdq.fields.address_words import canonical_words, road_stem
from custdq.fields.bulk import Settled, by_distinct

_NOTHING = pa.scalar(None, pa.string())
#: The standard form of a street with its unit, of which the keys are made.
_STANDARD = r"^(?P<number>[1-9]\d{0,5}) (?P<road>[A-Z0-9 ]+?)(?P<unit> (?:APT|STE|UNIT) (?:\d{1,5}[A-Z]?|[A-Z]))?$"
_STANDARD_FORM = re.compile(_STANDARD, re.ASCII)
_SHAPE = rf"(?i)^{ORDINARY_STREET}$"
#: Words that part the two streets of a corner.
_CORNERS = frozenset("AND AT UND Y ET ECKE ESQUINA HOEK".split())


def settle_streets(texts: pa.Array) -> Settled:
    """Settle the ordinary streets of an American column.

    Parameters
    ----------
    texts
        Distinct strings without nulls.

    Returns
    -------
    Settled
        Rows that are settled; value, status, problem, number, road and unit of them.

    Examples
    --------
    >>> settled = settle_streets(pa.array(["12 N. Elm Street Apt 4", "PO Box 7", "9 OAK AVE"]))
    >>> settled.rows.tolist(), settled.columns["value"].to_pylist()
    ([0, 2], ['12 N ELM ST APT 4', '9 OAK AVE'])
    """
    found = _cut(texts, _SHAPE)
    number, road, unit = found.flatten()
    unit = pc.if_else(pc.equal(unit, ""), _NOTHING, unit)
    (standard,) = by_distinct(road, _standard_road, 1)
    (door,) = by_distinct(unit, _standard_unit, 1)
    sure = pc.and_(pc.is_valid(standard), pc.equal(pc.is_valid(unit), pc.is_valid(door)))
    rows = np.flatnonzero(sure.to_numpy(zero_copy_only=False))
    number, road, unit, standard, door, text = (
        column.take(pa.array(rows)) for column in (number, road, unit, standard, door, texts)
    )
    value = pc.binary_join_element_wise(number, standard, door, " ", null_handling="skip")
    same = pc.equal(value, text)
    columns = {
        "value": value,
        "status": pc.if_else(same, str(Status.VALID), str(Status.REPAIRED)),
        "problem": pc.if_else(same, _NOTHING, str(Reason.REFORMATTED)),
        "number": number, "road": road, "unit": unit,
    }  # fmt: skip
    return Settled(rows, columns)


def settle_street_keys(values: pa.Array) -> Settled:
    """Settle the keys of ordinary streets in their standard form, as `street_keys` gives them.

    >>> settled = settle_street_keys(pa.array(["12 N ELM ST APT 4", "12 ELM ST, SALEM OR 97301"]))
    >>> settled.rows.tolist(), settled.columns["house"].to_pylist(), settled.columns["full"].to_pylist()
    ([0], ['12|elm'], ['12 north elm street apartment 4'])
    """
    number, road, unit = _cut(values, _STANDARD).flatten()
    unit = pc.if_else(pc.equal(unit, ""), _NOTHING, pc.utf8_ltrim_whitespace(unit))
    words, stem = by_distinct(road, _road_keys, 2)
    unit_words, figure = by_distinct(unit, _unit_keys, 2)
    rows = np.flatnonzero(pc.is_valid(words).to_numpy(zero_copy_only=False))
    number, words, stem, unit_words, figure = (
        column.take(pa.array(rows)) for column in (number, words, stem, unit_words, figure)
    )
    full = pc.binary_join_element_wise(number, words, unit_words, " ", null_handling="skip")
    columns = {
        "full": full, "western": full, "door": figure, "unit": figure, "house_number": number, "road_western": words,
        "house": pc.binary_join_element_wise(number, stem, "|"),
    }  # fmt: skip
    return Settled(rows, columns)


def street_keys(value: str) -> dict[str, str | list[str] | None] | None:
    """Return the keys of one ordinary street in its standard form; None for any other address.

    The world's reader would take the end of 9 ALLEN CT for Connecticut, that of 9 ELM RD NE for Nebraska.

    >>> street_keys("9 ALLEN CT")["house"], street_keys("9 Allen Court") is None
    ('9|allen', True)
    """
    match = _STANDARD_FORM.fullmatch(value)
    road = _road_keys(match["road"]) if match else None
    if match is None or road is None:
        return None
    number, (words, stem) = match["number"], road
    unit_words, figure = _unit_keys(match["unit"].lstrip()) if match["unit"] else (None, None)
    full = " ".join(filter(None, (number, words, unit_words)))
    return {
        "full": full, "western": full, "door": figure, "unit": figure, "house_number": number, "road_western": words,
        "house": f"{number}|{stem}",
    }  # fmt: skip


def _cut(texts: pa.Array, pattern: str) -> pa.Array:
    """Return number, road and unit of each text, all null where it has another shape or letters beyond ASCII."""
    return pc.extract_regex(pc.if_else(pc.string_is_ascii(texts), texts, _NOTHING), pattern)


@lru_cache(maxsize=65_536)
def _standard_road(road: str) -> tuple[str] | None:
    """Return the standard form of an ordinary road, where that is read as itself."""
    standard = ordinary_road(road)
    return (standard,) if standard is not None and ordinary_road(standard) == standard else None


def _standard_unit(unit: str) -> tuple[str] | None:
    standard = ordinary_unit(unit)
    return (standard,) if standard is not None and ordinary_unit(standard) == standard else None


@lru_cache(maxsize=65_536)
def _road_keys(road: str) -> tuple[str, str] | None:
    """Return the words and the stem of a road in standard form; None where it may be read otherwise."""
    if ordinary_road(road) != road or not _CORNERS.isdisjoint(road.split(" ")):
        return None
    words = canonical_words(road)
    # what a word is taken for may hang on its neighbours
    if canonical_words(f"1 {road} APT 1")[1:-2] != words:
        return None
    stem = road_stem(words)
    return (" ".join(words), stem) if stem else None


@lru_cache(maxsize=65_536)
def _unit_keys(unit: str) -> tuple[str, str]:
    word, figure = canonical_words(f"1 MAIN ST {unit}")[3:]
    return f"{word} {figure}", unit.split(" ")[1].lower()

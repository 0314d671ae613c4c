"""An American street and the city, state and ZIP columns beside it, read as one address.

The street column keeps the delivery line alone, in the form of USPS Publication 28; its parts are those of all columns.
The traps: a two-letter state is also a province of Italy or Brazil, so a column is American only where most of its
states are; and no list of places is complete, so a city is said to lie elsewhere only where it is known elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.fields import Address, Country, Kind, PostalCode, Text
from custdq.fields.address_us_town import is_town
from custdq.fields.address_us_words import split_words
from custdq.infer.labels import label_of
from custdq.reference.us_words import state_code, us_places, zip_states
from custdq.schema import Schema
from custdq.steps.standardize.repair_cells import Bools, as_bools
from custdq.tables import column_or_null
from custdq.text.clean import clean_text, is_placeholder
from custdq.text.script import has_han

#: Share of the cells of a state column in latin letters that must be American states.
_MOST = 0.5
#: A place known in more states than this may well lie in another one too.
_FEW = 2
_STATE_FIGURES = 3
_ZIP = r"^\s*(?:\d{5}(?:[-\s]?\d{4})?|\d{3,4}(?:\.0)?|\d{5}\.0)\s*$"
#: Parts the columns beside the street give; a whole address in the street's cell has its own.
_PLACE = ("province", "city", "postcode")
#: Problems that say how a cell was written, not what is wrong with it.
_OF_THE_WRITING = pa.array([str(Reason.REFORMATTED), str(Reason.EXCEL_NUMBER)])
_NOTHING = pa.scalar(None, pa.string())


class _Place(NamedTuple):
    """What the columns of one record say together: its state, and what does not go with it."""

    state: str | None
    city_problem: Reason | None = None
    postcode_problem: Reason | None = None


def american_rows(records: pa.Table, address: str, schema: Schema, present: Mapping[str, str]) -> Bools:
    """Tell which records have an American address in columns.

    Parameters
    ----------
    records
        Table of string columns.
    address
        Name of the address column.
    schema
        Kinds of the columns.
    present
        Part -> column of the divisions and the postcode beside it.
    """
    rows, kind = records.num_rows, schema.columns[address]
    if not {"province", "postcode"} & set(present):
        return np.zeros(rows, dtype=bool)
    state, city, code = (column_or_null(records, present.get(part, "")) for part in _PLACE)
    states, filled = (_flags(state, test) for test in (_is_state, _is_filled))
    declared = isinstance(kind, Address) and kind.region == "US"
    if not declared and (not states.any() or states.sum() < _MOST * (filled & ~_flags(state, has_han)).sum()):
        return np.zeros(rows, dtype=bool)
    zips = as_bools(pc.match_substring_regex(code, _ZIP))
    named = (states & (zips | ~_flags(code, _is_filled))) | (zips & ~filled & (declared | _lie_together(city, code)))
    country = next((name for name in records.column_names if label_of(name).meaning == "country"), "")
    return (
        named
        & ~_flags(column_or_null(records, country), _is_abroad)
        & ~_flags(column_or_null(records, address), has_han)
    )


def read_american(records: pa.Table, address: str, schema: Schema, present: Mapping[str, str]) -> dict[str, pa.Table]:
    """Parse the address, state, city and ZIP columns of records that are all American.

    Returns
    -------
    dict
        Parse results by column. The state is its USPS code, filled from the address or the ZIP code where it is
        missing; a ZIP code of another state and a city known only in others have the conflict as their problem.
    """
    street = _as_american(schema.columns[address]).parse(column_or_null(records, address))
    parsed = {
        part: _as_american(schema.columns.get(name, Text())).parse(column_or_null(records, name))
        for part, name in present.items()
        if part in _PLACE
    }
    given = {part: column_or_null(parsed[part], "value") if part in parsed else _nulls(records) for part in _PLACE}
    told = [pc.coalesce(given[part], column_or_null(street, part)) for part in _PLACE]
    # the first three figures of a ZIP code tell the state
    told[-1] = pc.utf8_slice_codeunits(told[-1], 0, _STATE_FIGURES)
    places, order = _places(told)
    states = pa.array([place.state for place in places], pa.string()).take(order)
    if "province" in parsed:
        parsed["province"] = _states(column_or_null(records, present["province"]), states)
    for part, marks in (("city", "city_problem"), ("postcode", "postcode_problem")):
        if part in parsed:
            problems = pa.array([getattr(place, marks) for place in places], pa.string()).take(order)
            parsed[part] = _marked(parsed[part], pc.if_else(pc.is_valid(given[part]), problems, _NOTHING))
    parts = {"province": states, "city": given["city"], "postcode": given["postcode"]}
    return {present[part]: table for part, table in parsed.items()} | {address: _with_place(street, parts)}


def _nulls(records: pa.Table) -> pa.Array:
    return pa.nulls(records.num_rows, pa.string())


def _is_state(text: str) -> bool:
    return state_code(text) is not None


def _is_filled(text: str) -> bool:
    cleaned = clean_text(text)
    return bool(cleaned) and not is_placeholder(cleaned)


def _is_abroad(text: str) -> bool:
    return Country().parse_cell(text).value not in ("US", "PR", None)


def _flags(cells: pa.Array, test: Callable[[str], bool]) -> Bools:
    """Apply a test once to each distinct cell; null is false."""
    codes = cells.dictionary_encode()
    answers = np.array([*map(test, codes.dictionary.to_pylist()), False], dtype=bool)
    return np.asarray(answers[pc.fill_null(codes.indices, len(answers) - 1).to_numpy(zero_copy_only=False)])


def _lie_together(cities: pa.Array, codes: pa.Array) -> Bools:
    """Tell where the city is a known place of the ZIP code's state: five digits are a code of many countries."""
    zips = PostalCode("US").parse(codes).column("value").to_pylist()
    return np.array([_lies(city, code) for city, code in zip(cities.to_pylist(), zips, strict=True)], dtype=bool)


@lru_cache(maxsize=65_536)
def _lies(city: str | None, code: str | None) -> bool:
    states = zip_states().get((code or "")[:_STATE_FIGURES], ())
    return bool(city) and bool(states) and _is_place(city or "", states)


def _is_place(city: str, states: tuple[str, ...]) -> bool:
    keys = split_words(city).keys
    return is_town(keys, 0, len(keys), states)


def _as_american(kind: Kind) -> Kind:
    """Return the kind with the country the record is known to be of, where it names none."""
    if isinstance(kind, PostalCode) and kind.region is None:
        return replace(kind, region="US")
    return replace(kind, region="US") if isinstance(kind, Address) else kind


def _places(told: list[pa.Array]) -> tuple[list[_Place], pa.Array]:
    """Judge each combination of state, city and ZIP figures once; return the verdicts, and which is each row's."""
    cells = [column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column for column in told]
    codes = [column.dictionary_encode() for column in cells]
    packed = np.zeros(len(codes[0]), np.int64)
    for column in codes:
        size = len(column.dictionary)
        packed = packed * (size + 1) + np.asarray(pc.fill_null(column.indices, size))
    _, first, order = np.unique(packed, return_index=True, return_inverse=True)
    rows = zip(*(column.take(pa.array(first)).to_pylist() for column in cells), strict=True)
    return [_judged(*row) for row in rows], pa.array(order)


def _judged(state: str | None, city: str | None, figures: str | None) -> _Place:
    """Hold state, city and the first figures of the ZIP code of a record against each other."""
    code = state_code(state) if state else None
    of_zip = zip_states().get(figures or "", ())
    if code and of_zip and code not in of_zip:
        return _Place(code, postcode_problem=Reason.POSTCODE_CONFLICT)
    known = len(us_places().get(" ".join(split_words(city).keys), "").split()) if city else 0
    # where two columns name the state, a place of the table's gaps is likelier than a wrong city
    elsewhere = known and (known <= _FEW or not code) and not _is_place(city or "", (code,) if code else of_zip)
    conflict = Reason.DIVISION_CONFLICT if elsewhere and (code or of_zip) else None
    return _Place(code or (of_zip[0] if len(of_zip) == 1 and not conflict else None), conflict)


def _states(raw: pa.Array, states: pa.Array) -> pa.Table:
    """Return the parse result of the state column: the code, written anew or filled."""
    missing = pa.array(~_flags(raw, _is_filled))
    same = pc.fill_null(pc.equal(raw, states), fill_value=False)
    filled = pc.and_(missing, pc.is_valid(states))
    status = pc.case_when(
        pc.make_struct(filled, missing, same),
        str(Status.REPAIRED), str(Status.MISSING), str(Status.VALID), str(Status.REPAIRED),
    )  # fmt: skip
    problem = pc.case_when(
        pc.make_struct(filled, pc.or_(missing, same)), str(Reason.DIVISION_FILLED), _NOTHING, str(Reason.REFORMATTED)
    )
    return pa.table({"value": states, "status": status, "problem": problem})


def _marked(parsed: pa.Table, problems: pa.Array) -> pa.Table:
    """Give cells without a problem of their own this one."""
    own = column_or_null(parsed, "problem")
    told = pc.if_else(pc.is_in(own, _OF_THE_WRITING), problems, own)
    at = parsed.schema.get_field_index("problem")
    return parsed.set_column(at, "problem", pc.coalesce(told, problems, own))


def _with_place(street: pa.Table, place: Mapping[str, pa.Array]) -> pa.Table:
    """Return the address with the parts of all columns; a cell that holds the whole address keeps its own."""
    whole = pc.is_valid(street.column("province"))
    columns = {name: column_or_null(street, name) for name in street.column_names}
    for part, given in place.items():
        columns[part] = pc.if_else(whole, columns[part], pc.coalesce(given, columns[part]))
    columns["country"] = pc.coalesce(columns["country"], pa.scalar("US"))
    return pa.table(columns).combine_chunks()

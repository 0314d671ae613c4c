"""An address settled by the record's phone and postcode, and a phone completed by the place of the address.

The trap: an area code is not a city and a city is not an area code (024 serves Shenyang, Fushun and Tieling), so each
settles the other only where a single answer is left. The address goes first: a phone it completes afterwards must not
have been its own evidence, or standardizing twice would say more than standardizing once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.fields import Address, Country, Phone, PostalCode
from custdq.fields.division_evidence import settle_by
from custdq.reference.area_codes import area_code_of
from custdq.reference.divisions import division_path
from custdq.steps.standardize.divisions import division_columns
from custdq.steps.standardize.repair_cells import Fields, Repair, Rows, as_bools, gathered, inferred, rows_by_value
from custdq.tables import column_or_null

_NOTHING = pa.scalar(None, pa.string())
_INTERNATIONAL = r"^\s*(?:\+|00|＋)"


def address_repairs(fields: Fields) -> Iterator[Repair]:
    """Settle a district that several places have by the postcode and the area code of the record's landline."""
    for column in fields.columns(Address):
        candidates, values = fields.part(column, "candidates"), fields.part(column, "value")
        rows = np.flatnonzero(as_bools(pc.and_(candidates.is_valid(), values.is_valid())))
        if not len(rows):
            continue
        postcodes = [fields.part(column, "postcode"), *(fields.part(c, "value") for c in fields.columns(PostalCode))]
        said = (candidates, pc.coalesce(*postcodes), pc.coalesce(*_area_codes(fields)))
        evidence = zip(*(array.take(pa.array(rows)).to_pylist() for array in said), strict=True)
        left = [settle_by(tuple(c.split(";")), postcode=postcode, area_code=area) for c, postcode, area in evidence]
        settled = np.array([len(codes) == 1 for codes in left])
        codes = [codes[0] for codes in left if len(codes) == 1]
        yield from _placed(fields, column, rows[settled], codes)


def _placed(fields: Fields, column: str, rows: Rows, codes: list[str]) -> Iterator[Repair]:
    """Give addresses the province and city of their district; only where the whole is then read so."""
    kind = fields.schema.columns[column]
    texts = []
    for text, code in zip(fields.part(column, "value").take(pa.array(rows)).to_pylist(), codes, strict=True):
        path = division_path(code)
        texts.append("".join(dict.fromkeys(name for name in (path.province, path.city) if name)) + text)
    read = np.array(kind.parse(texts).column("adcode").to_pylist(), dtype=object) == np.array(codes, dtype=object)
    if read.any():
        kept = pa.array(texts, pa.string()).filter(pa.array(read))
        repair = inferred(column, rows[read], kind, values=kept, reason=Reason.DIVISION_FILLED)
        yield repair
        yield from _divisions(fields, column, repair)


def _divisions(fields: Fields, address: str, repair: Repair) -> Iterator[Repair]:
    """Write the divisions of a repaired address into the columns that were read with it."""
    for part, name in division_columns(fields.raw.column_names).items():
        known = column_or_null(repair.cells, part)
        told = as_bools(known.is_valid())
        if name != address and name in fields.parsed and told.any():
            size = int(told.sum())
            cells = {"value": known.filter(pa.array(told)), "status": [str(Status.REPAIRED)] * size}
            yield Repair(name, repair.rows[told], pa.table(cells | {"problem": [str(Reason.DIVISION_FILLED)] * size}))


def dialling_repairs(fields: Fields) -> Iterator[Repair]:
    """Read a phone in national form under the country of its record, which knows better than the column's majority."""
    country = next(iter(fields.columns(Country)), None)
    for column in fields.columns(Phone) if country is not None else ():
        kind = fields.schema.columns[column]
        if not isinstance(kind, Phone):
            continue
        raw = column_or_null(fields.raw, column)
        national = pc.invert(pc.match_substring_regex(pc.fill_null(raw, ""), _INTERNATIONAL))
        here = fields.part(country or "", "value")
        elsewhere = pc.and_(national, pa.array(~as_bools(pc.equal(fields.part(column, "region"), here))))
        places = pc.if_else(elsewhere, here, _NOTHING)
        repairs = []
        for code, rows in rows_by_value(places).items():
            cells = replace(kind, region=code).parse(raw.take(pa.array(rows)))
            right = as_bools(pc.equal(cells.column("region"), code))
            if right.any():
                repairs.append(Repair(column, rows[right], cells.filter(pa.array(right))))
        yield from gathered(repairs)


def phone_repairs(fields: Fields) -> Iterator[Repair]:
    """Complete a landline without its area code by the city of the record's address."""
    address = next(iter(fields.columns(Address)), None)
    for column in fields.columns(Phone) if address is not None else ():
        kind = fields.schema.columns[column]
        if not isinstance(kind, Phone) or kind.region not in (None, "CN"):
            continue
        # what could not be read may be a local number with more behind it; an address knows better than the column
        local = as_bools(pc.equal(fields.part(column, "status"), str(Status.INVALID)))
        local |= as_bools(pc.equal(fields.part(column, "problem"), str(Reason.AREA_CODE_INFERRED)))
        places = pc.if_else(pa.array(local), fields.part(address or "", "adcode"), _NOTHING)
        raw, repairs = column_or_null(fields.raw, column), []
        for area_code, rows in rows_by_value(_dialled_by(places)).items():
            dialled, values = replace(kind, region="CN", area_code=area_code), raw.take(pa.array(rows))
            repairs.append(inferred(column, rows, dialled, values=values, reason=Reason.AREA_CODE_INFERRED))
        yield from gathered(repairs)


def _dialled_by(places: pa.Array) -> pa.Array:
    """Return the area code of each division, null where it has none of its own."""
    codes = places.dictionary_encode()
    area_codes = [area_code_of(adcode) if adcode else None for adcode in codes.dictionary.to_pylist()]
    return pa.array(area_codes, pa.string()).take(codes.indices)


def _area_codes(fields: Fields) -> list[pa.Array]:
    """Return the Chinese area codes of the record's phones."""
    found = [pa.nulls(fields.raw.num_rows, pa.string())]
    for column in fields.columns(Phone):
        chinese = pc.equal(fields.part(column, "region"), "CN")
        found.append(pc.if_else(chinese, fields.part(column, "area_code"), _NOTHING))
    return found

"""One record read by itself, each cell by its kind, without a table of one row where none is needed.

The trap: a cell may be read with others of its record (an address with its city, a phone without its area code beside
an address). Whether one of the rules that do so could have a say is asked of each record first; if so, the record goes
the way tables go, so that nothing is read here in a second way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import pyarrow as pa

from custdq.errors import Reason, Status
from custdq.fields import Address, Category, Country, Date, Identifier, OrganizationName, PersonName, Phone
from custdq.fields.base import Parsed
from custdq.infer.labels import label_of
from custdq.schema import Schema
from custdq.steps.standardize.divisions import division_columns
from custdq.steps.standardize.repair_bearer import RESIDENT_ID, is_birthday
from custdq.steps.standardize.repair_cells import Fields
from custdq.steps.standardize.repair_party import is_person
from custdq.steps.standardize.standardizing import standardize_records
from custdq.tables import ParsedColumns

Cells = Mapping[str, str | None]

_DAY = "2024-01-05"


class _Read(NamedTuple):
    """A record whose cells have been read one by one."""

    cells: Cells
    parsed: Mapping[str, Parsed]

    def part(self, column: str, part: str) -> str | None:
        return self.parsed[column].parts.get(part)


#: Tells whether cells of a record may be read otherwise beside each other.
_Rule = Callable[[_Read], bool]


class RecordReader:
    """Reads single records.

    Parameters
    ----------
    schema
        Kinds of the columns; roles do not matter.

    Examples
    --------
    >>> from custdq.fields import Email, Phone
    >>> reader = RecordReader(Schema({"mail": Email(), "phone": Phone(region="CN")}))
    >>> {name: cell.value for name, cell in reader.read({"mail": "Ann@X.org", "phone": "139 0013 8001"}).items()}
    {'mail': 'Ann@x.org', 'phone': '+8613900138001'}
    """

    def __init__(self, schema: Schema) -> None:
        self._schema = Schema(schema.columns)
        self._fields = Fields(pa.table({}), ParsedColumns({}), self._schema)
        self._rules = [*self._stated(), *self._placed(), *self._named()]
        self._address = next(iter(self._fields.columns(Address)), None)

    def read(self, cells: Cells) -> Mapping[str, Parsed]:
        """Return the parse result of each declared column, as a table of this record alone would have it.

        Parameters
        ----------
        cells
            Every column of the schema, and those of `beside` that the record has.
        """
        if self._address is None or not _divisions(tuple(cells), self._address):
            parsed = {name: kind.parse_alone(cells[name]) for name, kind in self._schema.columns.items()}
            if not any(rule(_Read(cells, parsed)) for rule in self._rules):
                return parsed
        return self._by_table(cells)

    def beside(self, names: Iterable[str]) -> list[str]:
        """Return which further columns of a record are read with its address: city, postcode, country."""
        if self._address is None:
            return []
        return [name for name in names if name not in self._schema.columns and _is_place(name)]

    def _by_table(self, cells: Cells) -> dict[str, Parsed]:
        table = pa.table({name: pa.array([text], pa.string()) for name, text in cells.items()})
        columns = standardize_records(table, self._schema).parsed
        rows = {name: columns.column(name).table().to_pylist()[0] for name in self._schema.columns}
        return {name: Parsed(row["value"], row["status"], row["problem"], row) for name, row in rows.items()}

    # --- when `repaired` could change a cell: each of its rules, by what it cannot do without ---------------------
    # (conflicts only change what is said of a cell)

    def _stated(self) -> Iterator[_Rule]:
        """Birthday and gender from the number of a resident."""
        numbers = self._fields.columns(Identifier, scheme=RESIDENT_ID)
        days = [column for column in self._fields.columns(Date) if is_birthday(self._fields, column)]
        genders = self._fields.columns(Category, scheme="gender")

        def birthday(read: _Read) -> bool:
            is_open = any(len(read.parsed[column].value or "") < len(_DAY) for column in days)
            return is_open and any(read.part(number, "birth_date") for number in numbers)

        def gender(read: _Read) -> bool:
            missing = any(read.parsed[column].status == Status.MISSING for column in genders)
            return missing and any(read.part(number, "gender") for number in numbers)

        if numbers and days:
            yield birthday
        if numbers and genders:
            yield gender

    def _placed(self) -> Iterator[_Rule]:
        """Phones by country and address, addresses by postcode and phone."""
        countries, addresses, phones = (self._fields.columns(kind) for kind in (Country, Address, Phone))

        def dialled(read: _Read) -> bool:
            here = read.parsed[countries[0]].value
            return here is not None and any(read.cells[p] and read.part(p, "region") != here for p in phones)

        def ambiguous(read: _Read) -> bool:
            return any(read.part(address, "candidates") for address in addresses)

        def local(read: _Read) -> bool:
            found = [read.parsed[phone] for phone in phones]
            doubtful = any(p.status == Status.INVALID or p.problem == Reason.AREA_CODE_INFERRED for p in found)
            return doubtful and read.part(addresses[0], "adcode") is not None

        if addresses:
            yield ambiguous
        if addresses and phones:
            yield local
        if countries and phones:
            yield dialled

    def _named(self) -> Iterator[_Rule]:
        """Persons in the company's column."""
        firms, people = self._fields.columns(OrganizationName), self._fields.columns(PersonName)

        def person(read: _Read) -> bool:
            for firm in firms:
                found = read.parsed[firm]
                name = found.value or (read.cells[firm] if found.problem == Reason.NOT_A_NAME else None)
                if name is not None and is_person(name):
                    return True
            return False

        if firms and people:
            yield person


@lru_cache(maxsize=64)
def _divisions(names: tuple[str, ...], address: str) -> bool:
    return any(name != address for name in division_columns(names).values())


@lru_cache(maxsize=1024)
def _is_place(name: str) -> bool:
    return bool(division_columns([name])) or label_of(name).meaning == "country"

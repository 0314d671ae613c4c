"""A table that names customers (orders, tickets), read once: whose each row is, on which day, over how much.

The traps: an order that was cancelled is no purchase and its amount no revenue; one that was paid back is none either,
while a row with a negative amount is the paying back itself and lowers what its customer is worth.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.cells import as_strings
from custdq.errors import ColumnNotFoundError, OptionError, did_you_mean
from custdq.infer.labels import label_of
from custdq.reference.order_states import CANCELLED, REFUNDED
from custdq.steps.relate.cells import NO_DAY, Amounts, Days, amounts_of, days_of
from custdq.steps.relate.contacts import Contacts, contact_columns, named_by_contact
from custdq.steps.relate.naming import EMPTY, Customers, Numbers, entities_named, key_column

Bools = npt.NDArray[np.bool_]

#: What the name of a column must mean for a role, the likeliest first.
_DATES = ("order_date", "date", "created_at", "updated_at")
_READS = 0.5


@dataclass(frozen=True)
class Roles:
    """Which column says what: the customer (an id of `source`, or of any system), the day, the amounts, the state.

    `order` numbers the order that a row is a line of.
    """

    key: str | None = None
    source: str | None = None
    date: str | None = None
    amounts: tuple[str, ...] = ()
    status: str | None = None
    order: str | None = None


@dataclass(frozen=True)
class Attachment:
    """A table beside the golden records.

    Attributes
    ----------
    name
        What it is called: `orders`.
    data
        Its rows, as they came.
    roles
        What its columns say.
    customers
        Who may be named.
    contacts
        Gives their phones, mails and names, asked where a row has no id; None: such rows name nobody.
    """

    name: str
    data: pa.Table
    roles: Roles
    customers: Customers
    contacts: Callable[[], Contacts] | None = None

    @classmethod
    def of(
        cls, name: str, data: pa.Table, given: Roles, customers: Customers,
        contacts: Callable[[], Contacts] | None = None,
    ) -> Attachment:  # fmt: skip
        """Return a table with the roles that were not given found out.

        Raises
        ------
        ColumnNotFoundError
            When a role names a column that is not there.
        OptionError
            When no column names customers, or there is no such source.
        """
        for column in (given.key, given.date, given.status, given.order, *given.amounts):
            if column is not None and column not in data.column_names:
                known = did_you_mean(column, data.column_names)
                raise ColumnNotFoundError(f'The table "{name}" has no column "{column}". {known}')
        sources = customers.sources.unique().drop_null().to_pylist()
        if given.source is not None and given.source not in sources:
            raise OptionError(f'No record is of the source "{given.source}". {did_you_mean(given.source, sources)}')
        key = given.key or key_column(data, customers, given.source)
        if key is None and data.num_rows and not (contacts and contact_columns(data, contacts())):
            raise OptionError(
                f'No column of "{name}" holds ids of the records. Name the one that says whose a row is: '
                'attach(name, frame, key="customer_code").'
            )
        return cls(name, data, _found(replace(given, key=key), data), customers, contacts)

    @cached_property
    def entity(self) -> Numbers:
        """Number of the entity each row names, or a code below 0 (`naming`)."""
        named = np.full(self.data.num_rows, EMPTY)
        if self.roles.key is not None:
            named = entities_named(as_strings(self.data.column(self.roles.key)), self.customers, self.roles.source)
        named[self.by_contact[0]] = self.by_contact[1]
        return named

    @cached_property
    def by_contact(self) -> tuple[Numbers, Numbers]:
        """Rows without an id, and the entity each names by its contacts."""
        if self.contacts is None:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        key = self.roles.key
        rows = np.arange(self.data.num_rows) if key is None else np.flatnonzero(self.data.column(key).is_null())
        return rows, named_by_contact(self.data, rows, self.contacts()) if len(rows) else rows

    @cached_property
    def whose(self) -> str | None:
        """The column that says whose a row is: that of the ids, else of a contact."""
        if self.roles.key is not None or self.contacts is None:
            return self.roles.key
        return next(iter(contact_columns(self.data, self.contacts())), None)

    @cached_property
    def days(self) -> tuple[Days, pa.Array]:
        """Day of each row, and the reason code where a cell is none."""
        if self.roles.date is None:
            return np.full(self.data.num_rows, NO_DAY, dtype=np.int32), pa.nulls(self.data.num_rows, pa.string())
        return days_of(self.data.column(self.roles.date))

    @cached_property
    def amounts(self) -> Mapping[str, tuple[Amounts, pa.Array]]:
        """Column -> amount of each row, and the reason code where a cell is none."""
        return {name: amounts_of(self.data.column(name)) for name in self.roles.amounts}

    @cached_property
    def order(self) -> Numbers | None:
        """Number of the order each row is a line of, a row that names none one of its own; None: every row is one."""
        if self.roles.order is None:
            return None
        code = as_strings(self.data.column(self.roles.order)).dictionary_encode().indices
        named = np.asarray(pc.fill_null(code, -1)).astype(np.int64)
        return np.where(named >= 0, named, len(named) + np.arange(len(named)))

    @cached_property
    def cancelled(self) -> Bools:
        """Whether a row's state says that it did not come about, or was paid back whole."""
        size = self.data.num_rows
        if self.roles.status is None:
            return np.zeros(size, dtype=np.bool_)
        coded = as_strings(self.data.column(self.roles.status)).dictionary_encode()
        words = [_folded(word) for word in coded.dictionary.to_pylist()]
        refunded = np.array([*(word in REFUNDED for word in words), False])
        gone = np.array([*(word in CANCELLED for word in words), False])
        code = np.asarray(pc.fill_null(coded.indices, len(words)))
        amount = next((column for column, _ in self.amounts.values()), None)
        paid = np.ones(size, dtype=np.bool_) if amount is None else ~(amount < 0)
        return np.asarray(gone[code] | (refunded[code] & paid))


def _folded(word: str) -> str:
    return word.strip().casefold().replace(" ", "_")


def _found(given: Roles, data: pa.Table) -> Roles:
    """Return the roles, those not given by the columns' names, borne out by their cells."""
    meanings = {name: label_of(name).meaning for name in data.column_names if name != given.key}
    date = given.date or _first(_DATES, meanings, data)
    amounts = given.amounts or tuple(
        name for name, meaning in meanings.items() if meaning == "amount" and _reads_amounts(data.column(name))
    )
    taken = (date, *amounts)
    states = (name for name, meaning in meanings.items() if meaning == "status" and name not in taken)
    orders = (name for name, meaning in meanings.items() if meaning == "order_id" and name not in taken)
    return replace(
        given, date=date, amounts=amounts, status=given.status or next(states, None),
        order=given.order or next(orders, None),
    )  # fmt: skip


def _first(wanted: Sequence[str], meanings: Mapping[str, str | None], data: pa.Table) -> str | None:
    named = sorted(
        (wanted.index(meaning), at, name) for at, (name, meaning) in enumerate(meanings.items()) if meaning in wanted
    )
    return next((name for _, _, name in named if _reads_days(data.column(name))), None)


def _reads_days(column: pa.ChunkedArray) -> bool:
    return _enough(int((days_of(column)[0] != NO_DAY).sum()), column)


def _reads_amounts(column: pa.ChunkedArray) -> bool:
    return _enough(int(np.isfinite(amounts_of(column)[0]).sum()), column)


def _enough(read: int, column: pa.ChunkedArray) -> bool:
    return bool(read >= _READS * max(len(column) - column.null_count, 1))

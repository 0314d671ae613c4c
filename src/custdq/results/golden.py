"""Golden records as the user gets them, in the kind of frame the records came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date as date_type
from os import PathLike
from typing import Any

from custdq.errors import OptionError, public_class
from custdq.frames import from_arrow
from custdq.results.around import Around
from custdq.results.identities import Identities
from custdq.results.origin import Origin
from custdq.results.out_tables import out_tables
from custdq.results.profile import Profile
from custdq.results.rows import row_by_row
from custdq.steps.merge import Golden as GoldenTables
from custdq.steps.relate import Roles
from custdq.steps.write import Written, target_of, write_tables


@public_class
class Golden:
    """Golden records, the trail of every cell, the conflicts and the cross-reference.

    Attributes
    ----------
    records
        entity_id and the schema's columns, one row an entity.
    lineage
        entity_id, column, value, given (the cell as it stands), record_id, source, sheet, row, rule, candidates (JSON;
        null where but one cell is filled), agreeing (cells), confidence (0 to 1), runner_up, decision (who set it by
        hand).
    conflicts
        Fields on which sources disagree, with every candidate value.
    xref
        entity_id, source, sheet, row, record_id: every source record.
    reconciliation
        column, left, right (sources), owner, entities, same, part, differ, left_differs, right_differs (entities): one
        row a field and pair of systems that both know it.
    differences
        entity_id, column, source, record_id, value, owner, owner_record_id, owner_value: one row a source's value that
        is neither its owner's (the golden one where nobody owns the field) nor a part of it.
    findings
        Dates that could not be gone by: in the future, of mixed time zones.
    events
        What happened to each entity id: created, merged, split, retired ...; `resolve` leads an old id to today.
    """

    def __init__(self, tables: GoldenTables, *, like: Any = None, origin: Origin | None = None) -> None:
        self.tables = tables
        self.origin = origin
        self._like = like
        self._around = Around(tables, origin)

    @property
    def identities(self) -> Identities:
        """Which entity every record belongs to, for good: the next run's `previous`."""
        if self.origin is None:
            raise OptionError("These golden records do not say what they were made from. Make them with custdq.merge.")
        return self.origin.links.identities

    @property
    def events(self) -> Any:
        """One row a change of an entity id: run, day, event, old_id, new_id, records."""
        return self.identities.events

    def resolve(self, entity_id: str) -> tuple[str, ...]:
        """Return the ids under which the records of an entity id of any run live today (`Identities.resolve`)."""
        return self.identities.resolve(entity_id)

    @property
    def records(self) -> Any:
        """One row an entity."""
        return from_arrow(self.tables.records, like=self._like)

    @property
    def lineage(self) -> Any:
        """One row a golden cell."""
        return from_arrow(self.tables.lineage, like=self._like)

    @property
    def conflicts(self) -> Any:
        """One row a field on which sources disagree."""
        return from_arrow(self.tables.conflicts, like=self._like)

    @property
    def xref(self) -> Any:
        """One row an input row, in input order; pandas keeps the input's index."""
        return row_by_row(self.tables.xref, self._like)

    @property
    def reconciliation(self) -> Any:
        """One row a field and pair of systems: how often they say the same, a part, something else."""
        return from_arrow(self.tables.reconciliation, like=self._like)

    @property
    def differences(self) -> Any:
        """One row a source's value that differs from its owner's."""
        return from_arrow(self.tables.differences, like=self._like)

    @property
    def findings(self) -> Any:
        """One row a date, or a column of dates, that could not be gone by."""
        return from_arrow(self.tables.findings, like=self._like)

    def write(
        self,
        target: str | PathLike[str],
        table: str | None = None,
        *,
        mode: str = "replace",
        tables: Sequence[str] | None = None,
        for_excel: bool = True,
    ) -> Written:
        """Write the golden records to a file or a database; all of it or nothing.

        Parameters
        ----------
        target
            A path that ends in .csv, .xlsx, .parquet, .json or .jsonl; or the address of a database,
            `sqlite:///file.db` or `postgresql://user@host/db`, with `?table=name`, which `custdq.read` takes too.
        table
            Table of the database (`schema.name` too) or sheet of the workbook; None: as the address says, else
            customers.
        mode
            replace: what is there gives way. upsert (databases): entities that are there are renewed, others stay, and
            so do columns of the table's own. fail: nothing may be there yet.
        tables
            What to write: the attributes above by name, and review (what a steward is asked, with room for the
            answer). None: records; in a workbook records and review, in JSON records, lineage and xref.
        for_excel
            Whether a CSV is for a spreadsheet: it begins with a byte-order mark, and a cell that would be run as a
            formula has an apostrophe before it. False: plain UTF-8, every cell as it is.

        Returns
        -------
        Written
            Rows by file, sheet or table; columns that had to be renamed, cells that had to be changed.

        Raises
        ------
        OptionError
            When the target, the mode or a table is none that is written.
        TargetExistsError
            When the mode is fail and it is there.
        TargetError
            When it cannot be written; what was there is there as it was.
        MissingExtraError
            When a library is not installed: xlsxwriter (`custdq[excel]`) or the driver (`custdq[postgres]`).

        Notes
        -----
        In databases, workbooks and Parquet, columns of the kinds date and number hold days and numbers; cells that are
        none (`1990-05`) stand behind in a text column, `born_text`. In a database entity_id is the primary key, and all
        tables are written in one transaction.

        Examples
        --------
        >>> import custdq, pandas as pd, tempfile
        >>> people = pd.DataFrame({"mail": ["ann@x.org", "ANN@x.org"], "born": ["1990-05-01", None]})
        >>> schema = custdq.Schema({"mail": custdq.fields.Email(), "born": custdq.fields.Date(birth=True)})
        >>> golden = custdq.merge(people, custdq.dedupe(people, schema), schema)
        >>> address = f"sqlite:///{tempfile.mkdtemp()}/crm.db?table=people"
        >>> golden.write(address).rows
        {'people': 1}
        >>> custdq.read(address)["born"].tolist()
        ['1990-05-01']
        """
        place = target_of(target, table, mode=mode)
        out = out_tables(self.tables, self.origin, tables, ending=place.ending)
        return write_tables(place, out, mode=mode, for_excel=for_excel)

    def attach(  # noqa: PLR0913 - one parameter a role
        self,
        name: str,
        frame: Any,
        *,
        key: str | None = None,
        source: str | None = None,
        date: str | None = None,
        amount: str | Sequence[str] | None = None,
        status: str | None = None,
        order: str | None = None,
    ) -> Golden:
        """Keep a table that names customers (orders, tickets) beside the golden records.

        Parameters
        ----------
        name
            What to call it: orders.
        frame
            Any frame, or a path; one row an order, or one a line of it.
        key
            Column with the ids of the records (or of the entities); None: the one most of whose cells are known ids.
            A row without an id names its customer by a phone or mail, where the name beside it does not speak against.
        source
            The system whose ids they are; None: any, and an id that several customers have names nobody.
        date, amount, status, order
            Columns with the day, the amount (several may be given; the first is what `rfm` reckons with), the state,
            whose cancelled and refunded rows count by themselves, and the number of the order a row is a line of;
            None: found by their names, where the cells bear them out.

        Returns
        -------
        Golden
            Itself.

        Raises
        ------
        ColumnNotFoundError
            When the table lacks a column that is named.
        OptionError
            When no column holds ids of the records, or no record is of the source.

        Examples
        --------
        >>> import custdq, pandas as pd
        >>> people = pd.DataFrame({"id": ["C1", "C2"], "mail": ["ann@x.org", "ANN@x.org"]})
        >>> schema = custdq.Schema({"mail": custdq.fields.Email()}, record_id="id")
        >>> golden = custdq.merge(people, custdq.dedupe(people, schema), schema)
        >>> orders = pd.DataFrame({"customer": ["C1", "C2"], "amount": [10.0, 5.5]})
        >>> golden.attach("orders", orders).view()[["records", "orders_rows", "orders_amount"]].values.tolist()
        [[2.0, 2.0, 15.5]]
        """
        amounts = () if amount is None else (amount,) if isinstance(amount, str) else tuple(amount)
        self._around.attach(name, frame, Roles(key, source, date, amounts, status, order))
        return self

    @property
    def attached(self) -> dict[str, Any]:
        """Name -> attached table, each row with the entity_id of the customer it names in front."""
        return {name: from_arrow(self._around.rows(name), like=self._like) for name in self._around.attached}

    def attached_findings(self, name: str, *, as_of: str | date_type | None = None) -> Any:
        """Return what is wrong with the rows of an attached table, one row a finding.

        Parameters
        ----------
        name
            As it was attached.
        as_of
            Day beyond which a date lies in the future (ISO 8601); None: today.

        Returns
        -------
        frame
            source, sheet, row (counted from 1), record_id, column, code, value, suggestion. Codes: customer_missing,
            customer_unknown, ambiguous (several customers have it), inferred (named by a phone or mail), why a date or
            an amount is none, in_the_future, negative_amount (a refund), cancelled.
        """
        return from_arrow(self._around.findings(name, as_of), like=self._like)

    def view(self, attached: str | Sequence[str] | None = None) -> Any:
        """Return the 360-degree view as a table: one row an entity.

        Parameters
        ----------
        attached
            Names of attached tables; None: all.

        Returns
        -------
        frame
            The columns of `records`; records and sources (how many); for each attached table `<name>_rows` (those that
            stand), the sum of each amount `<name>_<column>` (refunds taken off; null where there is none),
            `<name>_first` and `<name>_last` (days), `<name>_cancelled` (rows).
        """
        return from_arrow(self._around.view(attached), like=self._like)

    def rfm(
        self,
        orders: Any = "orders",
        *,
        as_of: str | date_type | None = None,
        thresholds: Mapping[str, Any] | None = None,
    ) -> Any:
        """Tell how every customer buys: recency, frequency, monetary value, segment, stage of life.

        Parameters
        ----------
        orders
            Name of an attached table, one row a purchase or a line of one; or a frame, which is attached as "orders"
            first.
        as_of
            The day it is judged on (ISO 8601); None: today. Later rows are left out.
        thresholds
            Days of the stages, `{"active": 90, "cooling": 180, "dormant": 365}` and "new" (else as active); None: read
            off the intervals between purchases, see `lifecycle_thresholds`.

        Returns
        -------
        frame
            entity_id of every entity; recency_days; frequency (purchases); monetary (their sum less refunds); r, f, m
            (1 to 5, 5 the best fifth of those who bought); segment; stage: new, active, cooling (at risk), dormant,
            lost, never bought (null where the data does not tell the thresholds).

        Notes
        -----
        Quintiles after A. M. Hughes, Strategic Database Marketing (1994); customers with one figure have one score.
        Segments by recency and frequency as tools of the field draw them.

        Examples
        --------
        >>> import custdq, pandas as pd
        >>> people = pd.DataFrame({"id": ["C1", "C2"], "mail": ["ann@x.org", "bob@x.org"]})
        >>> schema = custdq.Schema({"mail": custdq.fields.Email()}, record_id="id")
        >>> golden = custdq.merge(people, custdq.dedupe(people, schema), schema)
        >>> orders = pd.DataFrame({"customer": ["C1"], "order_date": ["2025-06-01"], "amount": [10.0]})
        >>> days = {"active": 90, "cooling": 180, "dormant": 365}
        >>> golden.rfm(orders, as_of="2025-06-30", thresholds=days)["stage"].tolist()
        ['new', 'never bought']
        """
        if not isinstance(orders, str):
            self.attach("orders", orders)
            orders = "orders"
        return from_arrow(self._around.rfm(orders, as_of, thresholds)[0], like=self._like)

    def lifecycle_thresholds(
        self, name: str = "orders", *, as_of: str | date_type | None = None
    ) -> dict[str, float] | None:
        """Return the days `rfm` tells the stages by: new, active, cooling, dormant; and how many intervals told them.

        Up to `active` days of silence are no more than 80 % of the intervals between two purchases of one customer,
        `cooling` 95 %, `dormant` 99 %, each customer weighing the same; None with fewer than 20 intervals.
        """
        limits = self._around.rfm(name, as_of, None)[1]
        return None if limits is None else limits.to_dict()

    def profile(self, entity_id: str) -> Profile:
        """Return one customer from all sides: the 360-degree view.

        Parameters
        ----------
        entity_id
            As it stands in `records`.

        Returns
        -------
        Profile
            Golden cells, every source record beside them, what differs, entities kept apart with the reason, and what
            the attached tables come to; prints as text, shows itself in a notebook.

        Raises
        ------
        EntityNotFoundError
            When no golden record has the id; the nearest is named.

        Examples
        --------
        >>> import custdq, pandas as pd
        >>> people = pd.DataFrame({"mail": ["ann@x.org", "ANN@x.org"], "city": ["Rome", "Bonn"]})
        >>> schema = custdq.Schema({"mail": custdq.fields.Email(), "city": custdq.fields.Category()})
        >>> golden = custdq.merge(people, custdq.dedupe(people, schema), schema)
        >>> golden.profile("E000001").differs[["kept", "other"]].values.tolist()
        [['Bonn', 'Rome']]
        """
        return self._around.profile(entity_id, self._like)

    def __repr__(self) -> str:
        tables = self.tables
        return f"<Golden: {tables.records.num_rows} entities from {tables.xref.num_rows} records>"

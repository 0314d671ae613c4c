"""`Decisions`: what a steward has decided about records, in one small file that every later run honours.

The traps: an entity id may mean other records tomorrow, so a decision keeps the records it was made about; and of two
decisions that contradict each other the later must not win without a word, so the second is refused and both are named.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from custdq.cells import as_text
from custdq.config import read_toml, write_text
from custdq.errors import OptionError, public_class
from custdq.results.decision import Cell, Decision, refuse_contradictions
from custdq.results.decision_answers import answers_of
from custdq.results.decision_file import decisions_from, decisions_text
from custdq.results.decision_records import KnownRecords, RecordName, unknown_name
from custdq.results.identities import held_identities


@public_class
class Decisions:
    """Records that are one customer or are not, and golden values set by hand.

    Records are named by their id, or (source, id) where ids repeat; entities by their entity id, which is put into
    records at once, so that the decision survives whatever becomes of the id.

    Parameters
    ----------
    within
        The run that is decided about: its `Golden`, `Links`, result or output folder. Needed where an entity is named,
        or a record without an id of its own.
    by, on
        Who decides, and the day (ISO 8601); None: nobody is named, today.

    Raises
    ------
    OptionError
        When a decision contradicts an earlier one, outright or through others; both are named.
    RecordNotFoundError
        When a record or an entity is not there in the run that is decided about.

    Examples
    --------
    >>> import custdq, pandas as pd
    >>> people = pd.DataFrame({"id": ["a", "b", "c"], "mail": ["x@x.org", "X@x.org", "z@x.org"], "city": ["Rome"] * 3})
    >>> schema = custdq.Schema({"mail": custdq.fields.Email(), "city": custdq.fields.Category()}, record_id="id")
    >>> links = custdq.dedupe(people, schema)
    >>> decisions = Decisions(within=links, by="wang").split("E000001").together("b", "c", why="same person, new mail")
    >>> links.with_decisions(decisions).entities["entity_id"].tolist()
    ['E000001', 'E000002', 'E000002']
    >>> decisions.together("a", "c")
    Traceback (most recent call last):
    custdq.errors.OptionError: Decision 1 (split "a" | "b", by wang) contradicts decision 3 (together "a" + "c", by \
wang) and decision 2 (together "b" + "c", by wang): "a" = "c" = "b". Withdraw one of them.
    """

    def __init__(self, *, within: Any = None, by: str | None = None, on: str | date | None = None) -> None:
        self._made: list[Decision] = []
        self._known = None if within is None else KnownRecords(held_identities(within, "within"))
        self.by = by
        self.on = _day(on)

    def together(self, *records: Any, why: str | None = None) -> Decisions:
        """Decide that records, or all records of entities, are one customer."""
        names = [name for record in records for name in self._named(record)]
        if len(names) < 2:
            raise OptionError(f"together was given {len(names)} record; expected two or more records or entities.")
        return self._add(self._decision("together", [names], why))

    def apart(self, *records: Any, why: str | None = None) -> Decisions:
        """Decide that records, or the records of entities, are each another customer; a list of records counts as one.

        Of records in one list nothing is said.
        """
        parts = [self._part(record) for record in records]
        if len(parts) < 2:
            raise OptionError(f"apart was given {len(parts)} record; expected two or more records, lists or entities.")
        return self._add(self._decision("apart", parts, why))

    def split(self, entity: str, *parts: Sequence[Any], why: str | None = None) -> Decisions:
        """Decide that an entity is several customers.

        Parameters
        ----------
        entity
            Its entity id.
        parts
            Lists of its records, each apart from the others and from the records in no list; none: every record is a
            customer of its own.
        why
            The reason, for whoever reads the file.
        """
        members = self._within().entity(entity)
        given = [self._part(part) for part in parts] or [[name] for name in members]
        named = [name for part in given for name in part]
        for name in named:
            if name not in members:
                raise OptionError(f"{name} is no record of the entity {entity}; expected {_some(members)}.")
        rest = [name for name in members if name not in named]
        groups = [*given, rest] if rest else given
        if len(groups) < 2:
            raise OptionError(f"split leaves the entity {entity} as it is: it has {len(members)} record in one part.")
        return self._add(self._decision("split", groups, why))

    def move(self, record: Any, entity: str, *, why: str | None = None) -> Decisions:
        """Decide that a record belongs to another entity than the one it is in."""
        known = self._within()
        name, target, source = known.records([record])[0], known.entity(entity), known.entity(known.entity_of(record))
        if name in target:
            raise OptionError(f"{name} is in the entity {entity} already.")
        return self._add(self._decision("move", [[name], target, [one for one in source if one != name]], why))

    def override(self, target: Any, column: str, value: Any, *, why: str | None = None) -> Decisions:
        """Set a golden value by hand.

        Parameters
        ----------
        target
            An entity id, or a record of the entity. The value goes where most of the entity's records of today are.
        column
            Column of the golden record.
        value
            The value; None empties the cell.
        why
            The reason, for whoever reads the file.
        """
        return self._add(self._decision("override", [self._named(target)], why, (column, as_text(value))))

    def answered(self, answers: Any, *, why: str | None = None) -> Decisions:
        """Take the answers of a review sheet: pairs that are one customer or are not, values that are right.

        Parameters
        ----------
        answers
            A frame or a path with the column answer (or match): the review sheet that `golden.write` gives, or what
            `links.review()` or `links.sample()` gave with that column filled in. A row with left and right is answered
            with yes or no (是, 否), one with entity_id and column with a value; an empty answer is none.
        why
            The reason, for whoever reads the file.
        """
        given = answers_of(answers)
        ends = iter(self._records([one for each in given if each.pair for one in each.pair]))
        made = []
        for each in given:
            if each.pair is None:
                names = self._within().entity(each.entity_id)
                made.append(self._decision("override", [names], why, each.cell))
            else:
                pair = [next(ends), next(ends)]
                made.append(self._decision("together", [pair], why) if each.together else
                            self._decision("apart", [[one] for one in pair], why))  # fmt: skip
        return self._add(*made)

    def withdraw(self, *numbers: int) -> Decisions:
        """Take decisions back, by their number; the others keep theirs."""
        for number in numbers:
            if number not in {made.number for made in self._made}:
                known = ", ".join(str(made.number) for made in self._made) or "(none)"
                raise OptionError(f"There is no decision {number}. Known: {known}.")
        self._made = [made for made in self._made if made.number not in numbers]
        return self

    @classmethod
    def load(cls, path: str | Path, *, within: Any = None, by: str | None = None) -> Decisions:
        """Read a file of decisions; `ConfigError` says where it cannot be understood."""
        return cls(within=within, by=by)._with(read_toml(path), str(path))

    @classmethod
    def from_toml(cls, text: str) -> Decisions:
        """Read what `to_toml` gave."""
        return cls()._with(tomllib.loads(text), "decisions")

    def _with(self, document: Mapping[str, Any], path: str) -> Decisions:
        self._made = decisions_from(document, path)
        refuse_contradictions(self._made)
        return self

    def to_toml(self) -> str:
        """Return the decisions as TOML text."""
        return decisions_text(self._made)

    def save(self, path: str | Path) -> None:
        """Write the decisions as TOML, to be read and edited by people."""
        write_text(path, self.to_toml())

    def __len__(self) -> int:
        return len(self._made)

    def __iter__(self) -> Iterator[Decision]:
        return iter(self._made)

    def __repr__(self) -> str:
        return "\n".join(["<Decisions>", *(f"{made.number}. {made}" for made in self._made)])

    def _decision(
        self, do: str, parts: Sequence[Sequence[RecordName]], why: str | None, cell: Cell | None = None
    ) -> Decision:
        note = (self.by, self.on or date.today().isoformat(), why)
        return Decision(0, do, tuple(map(tuple, parts)), cell=cell, note=note)

    def _add(self, *made: Decision) -> Decisions:
        """Add decisions, all or none."""
        last = max((one.number for one in self._made), default=0)
        numbered = [replace(one, number=last + at) for at, one in enumerate(made, 1)]
        for one in numbered:
            one.check()
        refuse_contradictions([*self._made, *numbered])
        self._made += numbered
        return self

    def _records(self, records: Sequence[Any]) -> list[RecordName]:
        return [unknown_name(one) for one in records] if self._known is None else self._known.records(records)

    def _named(self, record: Any) -> list[RecordName]:
        return [unknown_name(record)] if self._known is None else self._known.named(record)

    def _part(self, part: Any) -> list[RecordName]:
        several = part if isinstance(part, list) else [part]
        return [name for record in several for name in self._named(record)]

    def _within(self) -> KnownRecords:
        if self._known is None:
            raise OptionError("An entity was named, but no run it is of: Decisions(within=golden).")
        return self._known


def _day(on: str | date | None) -> str | None:
    try:
        return None if on is None else date.fromisoformat(str(on)).isoformat()
    except ValueError as error:
        raise OptionError(f"on was given as {on!r}; expected a day such as 2025-06-30.") from error


def _some(names: Sequence[RecordName]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(map(str, names[:5])) + more


def decisions_of(given: Any) -> Decisions:
    """Return decisions, or read them from a file; `OptionError` where it is neither."""
    if isinstance(given, Decisions):
        return given
    if isinstance(given, str | Path):
        return Decisions.load(given)
    raise OptionError(
        f"decisions was given as {type(given).__name__}; expected custdq.Decisions or the path of its file."
    )

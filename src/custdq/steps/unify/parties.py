"""Who a row is: name, contact and whether it is a person or an organization, from all the cells that say so.

The trap: 姓名 is the customer in one list and the customer's contact in the next; which it is depends on whether the
company cell beside it holds a company, so it is decided row by row and never for a whole column.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.fields.category import Category
from custdq.steps.unify.arrays import Flags, filled, first_filled, flags_per_distinct, per_distinct, same, usable, where
from custdq.steps.unify.names import may_be_person, no_company, read_name, read_nickname

PERSON, ORGANIZATION = "person", "organization"


class NameColumn(NamedTuple):
    """A name column read: organization, person and unsure parts, and the cells without what stands for nothing."""

    organization: pa.Array
    person: pa.Array
    unsure: pa.Array
    text: pa.Array

    @property
    def best(self) -> pa.Array:
        """The name the cell itself gives: the organization where it holds one."""
        return first_filled(self.organization, self.person, self.unsure)

    @property
    def human(self) -> pa.Array:
        """The person in the cell, or what may be one."""
        return first_filled(self.person, self.unsure, self.organization)


class Parties(NamedTuple):
    """Name, contact and kind (person, organization or null) of every row."""

    name: pa.Array
    contact_name: pa.Array
    kind: pa.Array


def read_name_column(cells: pa.Array, *, nickname: bool = False) -> NameColumn:
    """Read a column of name cells, each distinct one once."""
    organization, person, unsure = per_distinct(cells, read_nickname if nickname else read_name, 3)
    return NameColumn(organization, person, unsure, usable(cells, name=True))


def read_parties(cells: Mapping[str, pa.Array], evidence: Mapping[str, pa.Array]) -> Parties:
    """Decide who each row is.

    Parameters
    ----------
    cells
        Cells by meaning, those that occur of: name, person_name, company, contact_name, nickname,
        receiver_person, receiver_organization.
    evidence
        Cells that tell a person from an organization, those that occur of: kind, uscc, resident_id, birthday, gender.

    Returns
    -------
    Parties
        Three string columns aligned with the cells.
    """
    rows = len(next(iter([*cells.values(), *evidence.values()])))
    nothing = pa.nulls(rows, pa.string())
    read = {
        meaning: read_name_column(column) for meaning, column in cells.items() if meaning not in ("nickname", "company")
    }
    empty = NameColumn(nothing, nothing, nothing, nothing)
    name, person, contact = (read.get(meaning, empty) for meaning in ("name", "person_name", "contact_name"))
    company = read_name_column(_companies(cells["company"])) if "company" in cells else empty
    nickname = read_name_column(cells["nickname"], nickname=True) if "nickname" in cells else empty
    receiver = read.get("receiver_person", empty)
    receiver_company = read.get("receiver_organization", empty).text

    is_company = filled(company.text) & ~same(company.text, first_filled(name.text, person.text))
    listed = where(filled(name.organization), name.best, None)
    by_company = where(is_company, company.best, None)
    own = first_filled(name.best, person.best, contact.best)
    chosen = first_filled(
        listed, by_company, own, receiver_company, nickname.organization, receiver.best, nickname.best
    )
    people = [
        contact.human,
        where(is_company, company.person, None),
        _beside(name),
        _beside(person),
        person.human,
        name.human,
        receiver.human,
    ]
    contact_name = _first_other(people, chosen)
    said_by_name = [column.organization for column in (name, person, contact, nickname)] + [receiver_company]
    organization = is_company | _any_is(said_by_name, chosen)
    human = _any_is([name.person, person.person, contact.person, receiver.person, nickname.person], chosen)
    likely = flags_per_distinct(chosen, may_be_person)
    kind = _kinds(evidence, organization, human, likely, _is_another(contact.text, chosen))
    return Parties(chosen, contact_name, kind)


def _companies(cells: pa.Array) -> pa.Array:
    return where(flags_per_distinct(cells, no_company), None, cells)


def _beside(column: NameColumn) -> pa.Array:
    """Return the person that stands in one cell with an organization."""
    return where(filled(column.organization), column.person, None)


def _any_is(columns: list[pa.Array], chosen: pa.Array) -> Flags:
    flags = np.zeros(len(chosen), dtype=np.bool_)
    for column in columns:
        flags |= same(column, chosen)
    return flags


def _first_other(people: list[pa.Array], chosen: pa.Array) -> pa.Array:
    """Return the first person who is not the row's own name again."""
    return first_filled(*[where(same(column, chosen), None, column) for column in people])


def _is_another(contact: pa.Array, chosen: pa.Array) -> Flags:
    """Return where the contact is somebody else than the row's name: another surname, not just another spelling."""
    both = filled(contact) & filled(chosen)
    first = pc.equal(pc.utf8_slice_codeunits(contact, 0, 1), pc.utf8_slice_codeunits(chosen, 0, 1))
    flags: Flags = both & ~pc.fill_null(first, False).to_numpy(zero_copy_only=False)  # noqa: FBT003 - pyarrow's own
    return flags


def _kinds(
    evidence: Mapping[str, pa.Array], organization: Flags, human: Flags, likely: Flags, has_contact: Flags
) -> pa.Array:
    """Weigh what tells a person from an organization, the surest first.

    What systems declare comes late: the kind of a customer is the field a form is sent with its default in.
    """
    rows = len(organization)
    declared = pa.nulls(rows, pa.string())
    if "kind" in evidence:
        declared = Category("kind").parse(evidence["kind"]).column("value").combine_chunks()
    personal = np.zeros(rows, dtype=np.bool_)
    for meaning in ("resident_id", "birthday", "gender"):
        if meaning in evidence:
            personal |= filled(usable(evidence[meaning]))
    coded = filled(usable(evidence["uscc"])) if "uscc" in evidence else np.zeros(rows, dtype=np.bool_)
    person, company = pa.scalar(PERSON), pa.scalar(ORGANIZATION)
    is_person = same(declared, pa.array([PERSON] * rows))
    cases = [
        (organization, company), (human & (personal | is_person | ~has_contact), person), (has_contact, company),
        (filled(declared), declared), (coded, company), (likely | personal, person),
    ]  # fmt: skip
    result = pa.nulls(rows, pa.string())
    for flags, value in reversed(cases):
        result = pc.if_else(pa.array(flags), value, result)
    return result

"""Nouns: one file per kind of value; each answers the same questions (parse, parts, keys, levels, mask).

>>> from custdq import fields as f
>>> f.Email().parse(["Ann@Example.COM", "n/a"]).column("status").to_pylist()
['repaired', 'missing']
"""

from __future__ import annotations

from typing import Any

from custdq.errors import ConfigError, did_you_mean
from custdq.fields.address import Address
from custdq.fields.base import Kind
from custdq.fields.category import Category
from custdq.fields.coordinates import Coordinates
from custdq.fields.country import Country
from custdq.fields.date import Date
from custdq.fields.email import Email
from custdq.fields.identifier import Identifier
from custdq.fields.number import Number
from custdq.fields.organization_name import OrganizationName
from custdq.fields.party_name import PartyName
from custdq.fields.person_name import PersonName
from custdq.fields.phone import Phone
from custdq.fields.postal_code import PostalCode
from custdq.fields.text import Text
from custdq.fields.url import Url

KINDS: dict[str, type[Kind]] = {
    kind.name: kind
    for kind in (
        PersonName, OrganizationName, PartyName, Phone, Address, Email, Date, Identifier, Category, Number, Text, Url,
        Country, PostalCode, Coordinates,
    )
}  # fmt: skip


def make_kind(name: str, /, **options: Any) -> Kind:
    """Build a kind by its TOML name.

    >>> make_kind("phone", region="CN")
    Phone(region='CN')
    """
    if name not in KINDS:
        raise ConfigError(f'There is no kind "{name}". {did_you_mean(name, KINDS)}')
    try:
        return KINDS[name](**options)
    except TypeError as error:  # also an option the kind does not have
        raise ConfigError(f'The kind "{name}" was given {options}: {str(error).rstrip(".")}.') from error


def __getattr__(name: str) -> Any:
    kinds = [kind.__name__ for kind in KINDS.values()]
    raise AttributeError(f'There is no kind "{name}". {did_you_mean(name, kinds)}')


__all__ = [
    "KINDS", "Address", "Category", "Coordinates", "Country", "Date", "Email", "Identifier", "Kind", "Number",
    "OrganizationName", "PartyName", "PersonName", "Phone", "PostalCode", "Text", "Url", "make_kind",
]  # fmt: skip

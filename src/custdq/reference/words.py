"""Word lists that ship with the package: trades, closing words and legal forms of organizations, surnames.

The trap: a list fitted to one data set; these hold general knowledge and public facts only, each with its source in its
first line.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from custdq.reference.tables import read_lines


class LegalForm(NamedTuple):
    """Class of a legal form (limited, joint_stock, partnership, corporation, ...) and the countries that use it."""

    kind: str
    countries: tuple[str, ...]


def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in read_lines(name) for word in line.split())


@cache
def industries() -> frozenset[str]:
    """Return trade words of Chinese company names.

    >>> "商贸" in industries()
    True
    """
    return _words("industries_cn.txt")


@cache
def establishments() -> frozenset[str]:
    """Return closing words of Chinese organization names that are no company form.

    >>> "便利店" in establishments()
    True
    """
    return _words("establishments_cn.txt")


@cache
def legal_forms() -> dict[str, LegalForm]:
    """Return legal forms, folded to lower case.

    >>> legal_forms()["gmbh"].kind, legal_forms()["股份有限公司"].kind
    ('limited', 'joint_stock')
    """
    rows = (line.split("\t") for line in read_lines("legal_forms.tsv"))
    return {form: LegalForm(kind, tuple(countries.replace("-", "").split())) for form, kind, countries in rows}


@cache
def surnames() -> frozenset[str]:
    """Return Chinese surnames, of one and of two characters.

    >>> {"王", "欧阳"} <= surnames()
    True
    """
    return _words("surnames_cn.txt")

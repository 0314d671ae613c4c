"""Hiding values in reports: the kind's own mask for standard values, only the shape for text as it came.

The trap: a kind's mask knows standard forms; raw text ("call Ann, 138 0013 8000") would slip through it, so raw text
shows its shape alone: which characters are digits, letters, Han.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from custdq.text.shape import shape

if TYPE_CHECKING:
    from custdq.fields.base import Kind

_LONGEST = 48
_NAMES = ("organization_name", "party_name")
#: What no mask may leave in sight, whatever it was given: a long run of digits, the local part of an address.
_LEAK = re.compile(r"\d{7}|[^\W_]{3,}@")
#: A record's id that is a phone number, an official number, an address of mail or a name.
_PERSONAL_KEY = re.compile(r"(?<![A-Za-z\d-])\+?\d{10,}|@|[\u3400-\u9fff]{2}")


def shorten(text: str, longest: int = _LONGEST) -> str:
    """Return `text` cut to `longest` characters with an ellipsis.

    >>> shorten("abcdef", 4)
    'abc…'
    """
    return text if len(text) <= longest else text[: longest - 1] + "…"


def kind_mask(kind: Kind) -> Callable[[str], str]:
    """Return the mask of `kind` for text as it came: its standard value masked, its shape where there is none.

    >>> from custdq import fields as f
    >>> kind_mask(f.Email())("ask Ann about it")
    'aaa Aaa aaaaa aa'
    """

    def mask(value: str) -> str:
        standard = kind.parse_cell(value).value
        if standard is None:
            return shape(value)
        hidden = kind.mask(standard)
        # a company's name is no secret, but in a list of customers it tells who the customer is
        return f"{hidden[:1]}***" if hidden == standard and kind.name in _NAMES else hidden

    return mask


class Masker:
    """Shows values, or hides them.

    Parameters
    ----------
    masks
        Column to the mask of its kind.
    show_values
        True: values are shown as they are, only shortened.

    Examples
    --------
    >>> masker = Masker({"mobile": lambda value: value[:3] + "****" + value[-2:]})
    >>> masker.standard("mobile", "13800138000"), masker.raw("138 0013"), masker.standard("note", "Ann")
    ('138****00', '999 9999', 'Aaa')
    """

    def __init__(self, masks: Mapping[str, Callable[[str], str]], *, show_values: bool = False) -> None:
        self.masks = masks
        self.show_values = show_values

    def standard(self, column: str, value: str | None) -> str | None:
        """Return a value in standard form as it may be shown."""
        if value is None:
            return None
        text = shorten(value, 120)
        if self.show_values:
            return text
        mask = self.masks.get(column)
        hidden = shape(value) if mask is None else mask(value)
        # no more is looked at than may be shown: a cell may hold a whole book
        seen = hidden[: 2 * _LONGEST]
        return shorten(shape(seen) if _LEAK.search(seen) else seen)

    def raw(self, value: str | None) -> str | None:
        """Return text as it came, as it may be shown: the shape alone."""
        if value is None:
            return None
        return shorten(value, 120) if self.show_values else shorten(shape(value))

    def key(self, value: str | None) -> str | None:
        """Return a record's id as it may be shown: the shape alone where the id itself says who it is.

        >>> Masker({}).key("C-20931"), Masker({}).key("13800138000")
        ('C-20931', '99999999999')
        """
        if value is None or self.show_values:
            return value
        return shorten(shape(value) if _PERSONAL_KEY.search(value) else value)

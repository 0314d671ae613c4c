"""Legal forms found by their letters alone: S. A. de C. V., SA de CV and s.a. de c.v. are one.

The trap: the letters of two words may spell a form (In C), so every word of a form of several must be a word of forms.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from custdq.reference.words import LegalForm, legal_forms
from custdq.text.script import has_han
from custdq.text.width import fold_marks, fold_width

TOKEN = re.compile(r"[^\s,，;]+")
_NOT_LETTERS = re.compile(r"[\W_]+")


#: Forms the table lacks, or knows as one country's though two use them; codes of ISO 20275.
_MORE = {
    "stichting": LegalForm("association", ("NL",), {"NL": "V44D"}),
    "обществосограниченнойответственностью": LegalForm("limited", ("BY", "RU"), {"BY": "AABD", "RU": "17R7"}),
}


class FormIndex(NamedTuple):
    """Forms by their letters, last words of forms (and whole forms), all words of forms."""

    forms: dict[str, LegalForm]
    last: frozenset[str]
    words: frozenset[str]


@cache
def form_index() -> FormIndex:
    """Return the forms by their letters, the last words of forms, and all words of forms."""
    forms: dict[str, LegalForm] = {}
    last: set[str] = set()
    words: set[str] = set()
    for written, form in legal_forms().items():
        if has_han(written) and not _is_japanese(written):
            continue
        tokens = [letters_of(token) for token in TOKEN.findall(written)]
        tokens = [token for token in tokens if token]
        key = "".join(tokens)
        if key:
            forms.setdefault(key, form)
            last.update((tokens[-1], key))
            words.update(tokens)
    for written, form in _MORE.items():
        forms[letters_of(written)] = form
    words.discard("in")  # Sound In C
    return FormIndex(forms, frozenset(last), frozenset(words))


def _is_japanese(written: str) -> bool:
    return written.strip("()（）") in ("株", "有", "㈱", "㈲")


@lru_cache(maxsize=1 << 16)
def letters_of(token: str) -> str:
    """Return the letters of a token: no case, width, accent, stop or bracket."""
    if token.isascii():
        return token.lower() if token.isalnum() else _NOT_LETTERS.sub("", token.lower())
    return _NOT_LETTERS.sub("", fold_marks(fold_width(token)))


@cache
def legal_kind(form: str) -> str | None:
    """Return the class of a legal form as written (limited, joint_stock, corporation, ...).

    >>> legal_kind("Co., Ltd."), legal_kind("GmbH"), legal_kind("Oyj")
    ('limited', 'limited', 'joint_stock')
    """
    found = form_index().forms.get(letters_of(form.replace(" ", "")))
    return None if found is None else found.kind

"""Western organization names: legal form, base name, branch, and what is left of the name for matching.

The trap: `Limited` in "Limited Print Studio Ltd" is a word and `Ltd` a form, so forms are taken from the end only,
longest first, and never the whole name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from custdq.reference.words import legal_forms
from custdq.text.script import has_han
from custdq.text.width import fold_marks

_PUNCTUATION = re.compile(r"[.,;:]")
_EDGE = " ,.;:-–/"
_BRANCH = re.compile(r"(?i)[\s,\-(]+((?:[\w'’]+\s+){0,2}(?:branch office|branch|representative office))\)?$")
_LINK_WORDS = frozenset({"&", "and", "und", "et", "y"})
_LONGEST_FORM = 6

#: Trade words of English company names: what they trade in, not who they are.
TRADES = frozenset(
    "technology technologies tech technical trading trade electronics electronic electric electrical foods food "
    "beverage catering logistics "
    "garments garment clothing apparel textile textiles fashion machinery machine machines mechanical equipment "
    "hardware tools decoration "
    "decorating engineering construction building materials material chemicals chemical petrochemical plastics "
    "plastic rubber metal metals "
    "steel culture cultural media advertising film communication communications network networks software "
    "information data digital internet "
    "intelligent smart automation instruments instrument industrial industry industries manufacturing import export "
    "importexport international "
    "intl global development investment investments management consulting service services solutions systems supply "
    "chain commerce "
    "commercial ecommerce transport transportation freight forwarding shipping express energy power solar "
    "environmental environment protection "
    "biotech biotechnology biological pharmaceutical pharmaceuticals medical health healthcare education training "
    "travel tourism hotel "
    "restaurant real estate property properties furniture toys gifts arts crafts packaging printing paper auto "
    "automobile automotive parts "
    "agriculture agricultural farming design studio finance financial capital insurance leasing rental security "
    "products product "
    "enterprise enterprises business group holding holdings".split()
)
_ORGANIZATION_WORDS = frozenset(
    "bank university college school hospital clinic church institute academy association foundation society union "
    "council committee center "
    "centre restaurant cafe hotel museum library ministry department agency partners associates brothers sons store "
    "shop market club "
    "laboratory laboratories lab labs".split()
)


class WesternName(NamedTuple):
    """A western organization name taken apart; `base` is the name without its legal form."""

    base: str
    legal_form: str | None = None
    branch: str | None = None


def read_western(text: str) -> WesternName:
    """Take a western organization name apart.

    >>> read_western("Harbor Lane, Ltd."), read_western("Zhejiang Hualong Trading Co.,Ltd").base
    (WesternName(base='Harbor Lane', legal_form='Ltd.', branch=None), 'Zhejiang Hualong Trading')
    """
    body, branch = _split_branch(text)
    tokens = [token for token in re.split(r"[\s,]+", body.strip(_EDGE)) if token]
    kept = len(tokens)
    while True:
        size = _form_size([_fold(token) for token in tokens[:kept]])
        if not size or size >= kept:
            break
        kept -= size
    while kept > 1 and kept < len(tokens) and tokens[kept - 1].casefold() in _LINK_WORDS:
        kept -= 1
    end = _end_of(body, tokens[:kept])
    base = body[:end].strip(" ,;:-–/")
    form = body[end:].strip(" ,;:-–/") or None if kept < len(tokens) else None
    return WesternName(base or body.strip(), form, branch)


def _split_branch(text: str) -> tuple[str, str | None]:
    match = _BRANCH.search(text)
    if match is None:
        return text, None
    start = match.start(1)
    for word in match.group(1).split()[:-1]:
        if (_fold(word),) not in _forms():
            break
        start = text.index(word, start) + len(word) + 1
    return text[:start].rstrip(" ,-("), text[start:].strip(" )")


def _end_of(body: str, tokens: list[str]) -> int:
    at = 0
    for token in tokens:
        at = body.index(token, at) + len(token)
    return at


def _fold(token: str) -> str:
    return _PUNCTUATION.sub("", fold_marks(token).casefold()).strip("()")


@cache
def _forms() -> frozenset[tuple[str, ...]]:
    folded = (tuple(_fold(word) for word in form.split() if _fold(word)) for form in legal_forms() if not has_han(form))
    return frozenset(form for form in folded if form)


@cache
def legal_kind(form: str) -> str | None:
    """Return the class of a legal form as written (limited, joint_stock, corporation, ...).

    >>> legal_kind("Co., Ltd."), legal_kind("GmbH"), legal_kind("Oyj")
    ('limited', 'limited', 'joint_stock')
    """
    words = tuple(_fold(word) for word in re.split(r"[\s,]+", form) if _fold(word))
    for known, entry in legal_forms().items():
        if tuple(_fold(word) for word in re.split(r"[\s,]+", known) if _fold(word)) == words:
            return entry.kind
    return "limited" if "ltd" in words or "limited" in words else None


def _form_size(words: list[str]) -> int:
    for size in range(min(_LONGEST_FORM, len(words)), 0, -1):
        if tuple(words[-size:]) in _forms():
            return size
    return 0


def sounds_like_organization(text: str) -> float | None:
    """Return how sure it is that a western text names an organization: 1 with a legal form, 0.9 with a trade word.

    >>> [sounds_like_organization(text) for text in ("Acme Inc.", "Acme Trading", "John Smith")]
    [1.0, 0.9, None]
    """
    name = read_western(text)
    if name.branch or (name.legal_form and _weighty(name.legal_form)):
        return 1.0
    words = [_fold(token) for token in text.split()]
    if any(word in TRADES or word in _ORGANIZATION_WORDS for word in words) or "&" in words:
        return 0.9
    return None


def _weighty(form: str) -> bool:
    """A form of one or two letters without dots is as likely a suffix of a person (MA, PA, Sas) and proves nothing."""
    return len(_PUNCTUATION.sub("", form)) > 2 or "." in form or form.isupper()

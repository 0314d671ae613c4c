"""What stands around a western name: branch, department, contact, the name it trades under, the name it had.

The trap: how many words before `Branch` are its place cannot be told without a form between (Bank of China Shanghai
Branch), so one is, or two where places begin so (New York); and a department of state (Police Department) is no remark.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.fields.organization_forms import TOKEN, form_index, letters_of

# What parts a remark from the name is a run of marks; a match begins where the run does, or the time grows with its
# square.
_BRANCH = re.compile(
    r"(?i)(?<![\s,\-–(（])[\s,\-–(（]+"
    r"((?:[\w'’.]+\s+){0,3}?(?:branch office|branch|(?:representative|rep\.?|liaison) office))[)）]?$"
)
_BRANCH_BEFORE = re.compile(
    r"(?i)(?<![\s,\-–(（])[\s,\-–(（]+((?:zweigniederlassung|niederlassung|filiale|succursale|sucursal|filial)\s+\w[\w'’.\-]*(?:\s\w[\w'’.\-]*){0,3})[)）]?$"
)
_BRANCH_OF = re.compile(r"(?i)^((?:[\w'’.]+\s+){0,3}?(?:branch|representative office)) of (?=\S)")
#: No branch with its place is longer (characters).
_LONGEST_BRANCH = 200
_BRANCH_WORDS = ("branch", "office", "filial", "niederlassung", "sucursal", "succursale")
_TWO_WORD_PLACES = frozenset(
    "new hong los las san santa st saint north south east west kuala sao são rio tel abu cape buenos mexico "
    "panama ho chi "
    "phnom fort port salt kansas oklahoma upper lower den le la main sri el".split()
)
_ATTENTION = re.compile(
    r"(?i)(?<![\s,;(（\-–])[\s,;(（\-–]+(?:attn\.?|attention|c/o|contact)[:.\s]+(\S.{1,60}?)[)）]?$"
)
_DEPARTMENT = re.compile(
    r"(?i)(?<![\s,\-–(（])[\s,\-–(（]+(head office|headquarters|h\.?q\.?|accounts payable|accounts receivable"
    r"|(?:sales|purchasing|procurement|buying|finance|accounts|accounting|hr|human resources?|it|marketing|logistics"
    r"|legal|customer service|r&d|engineering|production|export|import|billing|payroll|quality)"
    r"\s+(?:department|dept\.?|team))[)）]?$"
)
_OTHER_NAME = re.compile(
    r"(?i)(?<![\s,;(（])[\s,;(（]+(?:(d/?b/?a|doing business as|t/a|trading as|a\.?k\.?a\.?|a/k/a|also known as)"
    r"|(f\.?k\.?a\.?|f/k/a|formerly known as|formerly|vormals|anciennement))[.:]?\s+(\S[^()（）]*)[)）]?$"
)


class Remarks(NamedTuple):
    """What stands around a name: `cut` is where the part of the text ends that is the name's (0: everywhere)."""

    body: str
    branch: str | None = None
    department: str | None = None
    contact: str | None = None
    trade_name: str | None = None
    former: str | None = None
    cut: int = 0


def split_remarks(text: str) -> Remarks:
    """Split contact, department, branch and other names off a name.

    >>> split_remarks("Harbor Ltd, Attn: Jane Roe").contact, split_remarks("Bank of Harbor Oslo Branch").branch
    ('Jane Roe', 'Oslo Branch')
    """
    lower = text.casefold()
    body, cut = text, 0
    contact = department = branch = trade_name = former = None
    if "att" in lower or "c/o" in lower or "contact" in lower:
        match = _ATTENTION.search(body)
        if match and match.start():
            body, cut, contact = body[: match.start()], match.start(), match.group(1)
    if "head" in lower or "h" in lower[-4:] or "dep" in lower or "payable" in lower:
        match = _DEPARTMENT.search(body)
        if match and match.start():
            start = _behind_form(body, match.start(1), match.group(1))
            department = body[start : match.end(1)] or None
            body = body[:start].rstrip(" ,-–(（")
            cut = len(body)
    if department is None and any(word in lower for word in _BRANCH_WORDS):
        body, branch = _split_branch(body)
    match = _OTHER_NAME.search(body)
    if match and match.start():
        body = body[: match.start()]
        trade_name, former = (match.group(3), None) if match.group(1) else (None, match.group(3))
    return Remarks(body, branch, department, contact, trade_name, former, cut)


def _behind_form(text: str, start: int, words: str) -> int:
    """Return where in `words`, which begin at `start`, a legal form of the name before them ends."""
    at = start
    for token in TOKEN.finditer(words):
        if letters_of(token.group()) in form_index().last and not token.group().islower():
            at = start + token.end()
    return at + len(text[at:]) - len(text[at:].lstrip(" ,-–"))


def _split_branch(text: str) -> tuple[str, str | None]:
    match = _BRANCH_OF.match(text)
    if match:
        return text[match.end() :], match.group(1)
    match = _BRANCH_BEFORE.search(text)
    if match and match.start():
        return text[: match.start()], match.group(1)
    match = _BRANCH.search(text, max(0, len(text) - _LONGEST_BRANCH))
    if match is None:
        return text, None
    # a form before the place is the company's: Harbor Trading Co., Ltd. Ningbo Branch
    start = _behind_form(text, match.start(1), match.group(1))
    if start == match.start(1) and text[match.start() : start].strip() == "":
        words = match.group(1).split()
        size = 2 + (words[-1].casefold() == "office")
        if len(words) > size and words[-size - 1].casefold() in _TWO_WORD_PLACES:
            size += 1
        start = text.index(words[-size], start) if len(words) > size else start
    return text[:start].rstrip(" ,-–(（"), text[start:].strip(" ,-–()（）") or None

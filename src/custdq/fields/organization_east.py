"""Japanese and Korean organization names: the form before or behind the name without a space, branch, base name.

The trap: 株式会社 in front and behind are two companies' habits, so which one it is belongs to the name; and a Japanese
name must not be turned into simplified characters.
"""

from __future__ import annotations

import re
from functools import cache

from custdq.fields.organization_western import WesternName
from custdq.reference.words import LegalForm, legal_forms

_EAST = re.compile(
    "[\u3040-\u30ff\uac00-\ud7a3\u3231\u3232\u321c]|株式会社|株式會社|有限会社|合同会社|合資会社|合名会社|[社財]団法人|\\(株\\)|（株）"
)
_BRANCH = re.compile(
    r"^(.*?)[\s　]*((?:[^\s　]{1,12}?)?(?:支店|支社|営業所|出張所|工場|事業所|支部|지점|지사|지부|영업소|공장))$"
)
_EDGE = " 　・,、，.。「」『』\"'"


def is_eastern(text: str) -> bool:
    """Tell whether a text is written in kana or hangul, or bears a Japanese or Korean legal form.

    >>> is_eastern("株式会社ハーバー"), is_eastern("하버 주식회사"), is_eastern("云帆有限公司")
    (True, True, False)
    """
    return not text.isascii() and _EAST.search(text) is not None


def read_eastern(text: str) -> WesternName | None:
    """Take a Japanese or Korean organization name apart; None where it has no form.

    >>> read_eastern("株式会社ハーバー 大阪支店").branch, read_eastern("하버(주)").base
    ('大阪支店', '하버')
    """
    plain = text.replace("（", "(").replace("）", ")").strip()
    found = _front().match(plain)
    if found:
        form, rest = found.group(1), plain[found.end() :]
        base, branch = _split_branch(rest)
        return _name(base, form, branch)
    found = _behind().search(plain)
    if found and found.start():
        return _name(plain[: found.start()], found.group(1), found.group(2).strip() or None)
    return None


def _name(base: str, form: str, branch: str | None) -> WesternName:
    entry = _entry(form)
    base = base.strip(_EDGE)
    return WesternName(base, base or None, form, entry.kind if entry else None, entry, branch=branch)


def _split_branch(rest: str) -> tuple[str, str | None]:
    head, space, last = rest.strip().rpartition(" ")
    match = _BRANCH.match(last) if space else None
    return (head, last) if match else (rest, None)


def _entry(form: str) -> LegalForm | None:
    return legal_forms().get(form.casefold()) or legal_forms().get(form.strip("()"))


@cache
def _pattern() -> str:
    forms = [form for form in legal_forms() if _EAST.search(form) or form.strip("()") in ("有", "同", "資")]
    forms = [form for form in forms if len(form) > 1 or form in "㈱㈲㈜"]
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


@cache
def _front() -> re.Pattern[str]:
    return re.compile(rf"^({_pattern()})\s*(?=.)")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(
        rf"\s*({_pattern()})(\s*|\s*[^\s()]{{1,12}}(?:支店|支社|営業所|出張所|工場|事業所|지점|지사|영업소|공장))$"
    )

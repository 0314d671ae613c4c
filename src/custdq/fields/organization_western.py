"""Western organization names: legal form, base name, branch, other names, and what is left of the name for matching.

A form is found by its letters alone, so that `S. A. de C. V.`, `SA de CV` and `s.a. de c.v.` are one; in front of the
name, behind it, several in a row, or between its words. The trap: `Limited` in "Limited Print Studio Ltd", `Spa` in
"Day Spa" and `AS` in "AS Roma" are words; so a form must stand where forms stand, and a short one be written like one.
Corporation, Company and Co. are forms where nothing else closes the name; before another form (Harbor Co. Inc.) and
behind a linking word (Eli Harbor and Company) they are words of it, which stay in the base name and go from the brand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from custdq.fields.organization_country import named_place
from custdq.fields.organization_forms import TOKEN, form_index, letters_of
from custdq.fields.organization_remarks import split_remarks
from custdq.fields.organization_words import (
    BARE_WORDS,
    BODY_WORDS,
    GROUP_WORDS,
    ORGANIZATION_WORDS,
    SURE_FORMS,
    TRADES,
)
from custdq.reference.words import LegalForm

_NOT_LETTERS = re.compile(r"[\W_]+")
#: Marks at the ends of a name that are no part of it, those of trade marks among them.
_EDGE = " ,;:-–/!?*~^=…•|\"'“”«»„‹›「」™®©℠"
_OPENING = {'"': '"', "”": "“", "»": "«", "“": "„", "」": "「"}
_ACRONYM = re.compile(r"\s*[(（]\s*([A-Za-z][A-Za-z.]{2,7})\s*[)）]$")
_QUOTED = re.compile(r"[\"“”][^\"“”]*[\"“”]|\([^()]*\)")
#: What stands in brackets behind a form: Harbor Corp. (Harco).
_BEHIND_FORM = re.compile(r"\s*[(（]\s*([A-Z][^\s()（）,]{1,20}(?: [A-Z][^\s()（）,]{1,20})?)\s*[)）]$")
#: One form in two languages: SA/NV.
_PAIR = re.compile(r"([A-Z][A-Za-z.]{1,6})[/-]([A-Z][A-Za-z.]{1,6})")
#: Forms of two letters that stand behind no person's name.
_NO_SUFFIX = frozenset("oy ab ag bv nv kg lp co".split())
_LINK_WORDS = frozenset({"&", "and", "und", "et", "y", "e", "en", "och", "og", "+"})
_SMALL_WORDS = frozenset("of and the for in de la le du des di del della und et y e & +".split())
_LONGEST_FORM = 8
_BANKS = frozenset("bank banc bancorp trust savings national federal financial".split())
_PROFESSIONS = frozenset(
    "law dental medical associates attorneys lawyers dentistry orthodontics clinic cpas accountants surgeons".split()
)
#: Short forms that are words or states elsewhere: taken off in small letters behind a comma or behind such a word only.
_AFTER_COMMA = {"na": _BANKS, "fa": _BANKS, "pa": _PROFESSIONS, "sc": _PROFESSIONS, "psc": _PROFESSIONS}
#: Forms that stand in front of the name.
_IN_FRONT = frozenset(
    "pt ooo oao zao pao tov too ооо оао зао пао ао нао ип тов тоо прат пат фоп чп уп одо uab sia sarl sasu eurl "
    "ou llc llp ojsc cjsc pjsc jsc"
    " congtytnhh congtytnhhmtv congtytnhhmotthanhvien congtycophan ctcp ctytnhh ctycp congtytrachnhiemhuuhan "
    "บรษทจำกด บรษท"
    " 주식회사 주 유한회사 유 株 有 ㈜ ㈱ обществосограниченнойответственностью акционерноеобщество"
    " публичноеакционерноеобщество закрытоеакционерноеобщество открытоеакционерноеобщество"
    " индивидуальныйпредприниматель"
    " товариствозобмеженоювідповідальністю societeanonyme stichting".split()
)
_FRONT_KEYS = frozenset(map(letters_of, _IN_FRONT))  # й has no mark there
#: Forms that stand in front where no other form and no word of English trades stands: SNC Dupont, but SCI Systems.
_SHORT_IN_FRONT = frozenset({"cv", "sci", "snc", "scp"})
#: Forms sure enough to be taken from between the words of a name.
_INSIDE = frozenset(
    "p.c. l.p. s.a. s.a.s. s.n.c. n.v. b.v. p.a. oy oyj llc llp ltd inc gmbh ptyltd plc sarl srl kft spzoo uab coltd "
    "pvtltd pteltd sdnbhd pllc sro doo".split()
)


class WesternName(NamedTuple):
    """A western organization name taken apart.

    `base` is the name without its legal form (empty where there is nothing else), `brand` without what says what it is;
    `form` says what the legal form is; `cut` is where department and contact begin (0: nowhere).
    """

    base: str
    brand: str | None = None
    legal_form: str | None = None
    legal_class: str | None = None
    form: LegalForm | None = None
    group: str | None = None
    branch: str | None = None
    department: str | None = None
    contact: str | None = None
    short_name: str | None = None
    trade_name: str | None = None
    former: str | None = None
    cut: int = 0


# a name is read, read again in standard form, keyed and judged
@lru_cache(maxsize=1_024)
def read_western(text: str) -> WesternName:
    """Take a western organization name apart.

    >>> read_western("Harbor Lane, Ltd.")[:4]
    ('Harbor Lane', 'Harbor Lane', 'Ltd.', 'limited')
    >>> read_western("Zhejiang Hualong Trading Co.,Ltd").base, read_western("ООО «Ромашка»").base
    ('Zhejiang Hualong Trading', 'Ромашка')
    >>> read_western("Harbor Lane Corporation")[:4], read_western("Harbor and Company").base
    (('Harbor Lane', 'Harbor Lane', 'Corporation', 'corporation'), 'Harbor and Company')
    """
    remarks = split_remarks(text)
    body = remarks.body
    body, behind = _split_behind(body)
    base, forms, form = _split_forms(body)
    if base.casefold() in BARE_WORDS and forms:
        base = body.strip(_EDGE)
    base, short_name = (base, behind) if behind else _split_acronym(base)
    closing = _split_words(base)
    kind = None if form is None else form.kind
    if form is None and closing.form is not None:
        form = closing.form
        kind = "corporation" if letters_of(closing.word).startswith("corp") else form.kind
        if not closing.linked:
            base, forms = closing.head, closing.word
    return WesternName(
        base, closing.head or base or body.strip(_EDGE) or None, forms, kind, form, closing.group, remarks.branch,
        remarks.department, remarks.contact, short_name, remarks.trade_name, remarks.former, remarks.cut,
    )  # fmt: skip


def _split_behind(body: str) -> tuple[str, str | None]:
    """Split a shorter name in brackets from behind a form: Harbor Corp. (Harco), but Harbor Ltd (Asia), Harbor (Asia).

    Initials and places have their own readers.
    """
    match = _BEHIND_FORM.search(body) if body.endswith((")", "）")) else None
    if match is None or match[1].isupper() or named_place(match[1]):
        return body, None
    head = body[: match.start()].rstrip()
    last = letters_of(head.rpartition(" ")[2])
    known = last in SURE_FORMS or (last in form_index().forms and (last in BARE_WORDS or "." in head[-4:]))
    return (head, match[1]) if " " in head and known else (body, None)


def _split_forms(body: str) -> tuple[str, str | None, LegalForm | None]:
    """Split the legal forms off: the base name, the forms as written, the one that says what the company is."""
    spans = _spans(body)
    letters = [letters_of(body[start:end]) for start, end in spans]
    upper = body.isupper()
    first, last, main = 0, len(spans), None
    while last > first:
        size, form = _at_end(body, spans, letters, first, last, upper=upper)
        if form is None or (form.kind == "company" and size != last - first):
            break
        # SK Inc: something must be the name
        if main is not None and size == last - first and "".join(letters[first:last]) not in BARE_WORDS:
            break
        last -= size
        main = main or form
        while last > first and body[slice(*spans[last - 1])].casefold() in _LINK_WORDS:
            last -= 1
    found = [(last, len(spans))] if last < len(spans) else []
    if last > 1:
        alone = main is None and TRADES.isdisjoint(letters[1:last])
        size, form = _in_front(body, spans, letters, last, alone=alone)
        if form is not None:
            first, main = size, main or form
            found.insert(0, (0, size))
    parted = " "
    kept = [(first, last)]
    inside = (
        _inside([body[slice(*span)] for span in spans[first:last]], letters[first:last]) if last - first > 2 else None
    )
    if inside is not None:
        start, end = first + inside[0], first + inside[1]
        kept, main = [(first, start), (end, last)], main or form_index().forms.get("".join(letters[start:end]))
        found.append((start, end))
        # Harbor & Lane, P.C. Attorneys: the comma parts the name from the trade as well
        comma = "," in body[spans[start - 1][1] : spans[start][0]] + body[spans[end - 1][1] : spans[end][0]]
        parted = ", " if comma and body[spans[end][0]].isalnum() else " "
    base = _trimmed(parted.join(body[spans[a][0] : spans[b - 1][1]] for a, b in kept if b > a))
    written = [body[spans[a][0] : spans[b - 1][1]].strip(_EDGE) for a, b in sorted(found)]
    return base, " ".join(written) or None, main


def _spans(body: str) -> list[tuple[int, int]]:
    """Return where the words of a name stand; a form behind a hyphen is a word of its own: Muster-GmbH."""
    spans = [match.span() for match in TOKEN.finditer(body)]
    if spans and "-" in body[slice(*spans[-1])]:
        cut = body.rindex("-") + 1
        if cut > spans[-1][0] + 1 and letters_of(body[cut:]) in SURE_FORMS and len(body) - cut > 2:
            spans[-1:] = [(spans[-1][0], cut - 1), (cut, spans[-1][1])]
    return spans


def _trimmed(base: str) -> str:
    """Return a name without the marks at its ends; the closing quote of one that opens inside it stays."""
    text = base.strip(_EDGE)
    mark = base[base.index(text) + len(text) :][:1] if text else ""
    opening = _OPENING.get(mark)
    return text + mark if opening and opening in text and text.count(opening) % 2 else text


def _inside(words: list[str], letters: list[str]) -> tuple[int, int] | None:
    """Return the range of tokens between the first and the last that is a sure form: Harbor Oy Lane."""
    for size in (2, 1):
        for at in range(1, len(words) - size):
            if "".join(letters[at : at + size]) in _INSIDE or (
                size == 1 and (words[at].casefold().rstrip("-:") in _INSIDE or _is_swedish(words, at))
            ):
                return at, at + size
    return None


def _is_swedish(words: Sequence[str], at: int) -> bool:
    """Tell whether a word is the AB that stands behind the trade in Swedish names: Fastighets AB Hamnen."""
    before = words[at - 1]
    return words[at] == "AB" and before.endswith("s") and len(before) > 5 and not before.isupper()


def _at_end(
    body: str, spans: list[tuple[int, int]], letters: list[str], first: int, last: int, *, upper: bool
) -> tuple[int, LegalForm | None]:
    """Return the longest form that ends before token `last`: how many tokens, and the form."""
    index = form_index()
    end = letters[last - 1]
    paired = _paired(body[slice(*spans[last - 1])])
    if paired is not None:
        return 1, paired
    if end not in index.last and len(end) > 1:
        return 0, None
    for size in range(min(_LONGEST_FORM, last - first), 0, -1):
        form = index.forms.get("".join(letters[last - size : last]))
        if form is None or not letters[last - size]:  # no form begins with an ampersand
            continue
        written = body[spans[last - size][0] : spans[last - 1][1]]
        if size > 1 and not all(len(word) <= 1 or word in index.words for word in letters[last - size : last]):
            continue
        if size > 1 and letters[last - size] in ("co", "company", "cos") and last - size > first:
            before = body[slice(*spans[last - size - 1])].casefold()
            if before in _LINK_WORDS:
                continue
        key = "".join(letters[last - size : last])
        if _is_written_like_one(written, key, upper=upper, alone=size == last - first):
            return size, form
        if key in _AFTER_COMMA and last - size > first:
            words_before = _AFTER_COMMA[key]
            parted = "," in body[spans[last - size - 1][1] : spans[last - size][0]]
            # Jane Roe, PA is a person or lives in Pennsylvania
            if letters[last - size - 1] in words_before or (parted and (words_before is _BANKS or "&" in body)):
                return size, form
    return 0, None


def _in_front(
    body: str, spans: list[tuple[int, int]], letters: list[str], last: int, *, alone: bool
) -> tuple[int, LegalForm | None]:
    for size in range(min(_LONGEST_FORM, last) - 1, 0, -1):
        key = "".join(letters[:size])
        written = body[spans[0][0] : spans[size - 1][1]]
        if _is_finnish(written, key, letters[size], letters[last:]):
            return size, form_index().forms.get(key)
        known = key in _FRONT_KEYS or (key == "as" and "/" in written) or (key in _SHORT_IN_FRONT and alone)
        if known and (len(key) > 4 or written.isupper() or "." in written or not written.isascii()):
            form = form_index().forms.get(key)
            if form is not None:
                return size, form
    return 0, None


def _is_finnish(written: str, key: str, following: str, behind: Sequence[str]) -> bool:
    """Tell whether a form in front is Finland's: Oy Harbor, Oy Harbor Ab, Ab Harbor Oy, Oy Ab Harbor; not Oy vey."""
    if written.islower():
        return False
    return (key in ("oy", "oyab") and following != "vey") or (key == "ab" and behind[:1] in (["oy"], ["oyj"]))


def _is_written_like_one(written: str, key: str, *, upper: bool, alone: bool) -> bool:
    """Tell whether a short form is written as forms are: with stops, in capitals, or it is no word of any language."""
    if len(key) > 4 or key in SURE_FORMS or alone or "." in written or "/" in written or " " in written:
        return True
    if written == "SE":  # Societas Europaea, behind SAP as behind Allianz
        return True
    if written[1:] != written[1:].lower() and not upper:
        return True
    return not written.isascii()


def _paired(written: str) -> LegalForm | None:
    """Return the form that a token writes in two languages: SA/NV, SPRL-BVBA; it holds where both are used."""
    pair = _PAIR.fullmatch(written)
    if pair is None:
        return None
    forms = form_index().forms
    one, other = (forms.get(letters_of(part)) for part in pair.groups())
    if one is None or other is None or letters_of(written) in forms:
        return None
    shared = tuple(country for country in one.countries if country in other.countries)
    return LegalForm(one.kind, shared, one.codes) if shared else None


class _Closing(NamedTuple):
    """What closes a base name: the name before, the word, what form it is (Corporation, Co.), whether it is linked."""

    head: str
    word: str = ""
    form: LegalForm | None = None
    group: str | None = None
    linked: bool = False


def _split_words(base: str) -> _Closing:
    """Split the words that say what it is from a base name: Corporation and Co. are a form, Group a group."""
    head, _, last = base.rpartition(" ")
    word = last.casefold().strip(".,()")
    if word in GROUP_WORDS and head:
        return _Closing(base, group=last)
    form = form_index().forms.get(word) if word in BARE_WORDS or word in ("corp", "cos") else None
    if form is None or not head or form.kind != "company" or head.casefold() in _SMALL_WORDS:
        return _Closing(base)
    head, linked = head.rstrip(_EDGE), False
    while head.rpartition(" ")[2].casefold() in _LINK_WORDS and " " in head:
        head, linked = head.rpartition(" ")[0].rstrip(_EDGE), True
    return _Closing(head, last, form, linked=linked)


def _split_acronym(base: str) -> tuple[str, str | None]:
    """Split the initials of a name from it, in brackets behind it or bare in front: (ABC), ABC Alpha Beta Council."""
    match = _ACRONYM.search(base)
    if match and match.start():
        head, short = base[: match.start()], match.group(1).replace(".", "").casefold()
        initials = [word[0] for word in head.casefold().replace("-", " ").split() if word[0].isalpha()]
        if all(short.count(letter) <= initials.count(letter) for letter in short):
            return head.strip(_EDGE), match.group(1)
    short, _, rest = base.partition(" ")
    letters = short.casefold().removesuffix("-pac")
    if (
        3 <= len(letters) <= 6
        and letters not in _SMALL_WORDS
        and letters.isalpha()
        and rest.count(" ") >= len(letters) - 2
    ):
        words = [word for word in rest.casefold().replace("-", " ").split() if word[0].isalpha()]
        plain = "".join(word[0] for word in words if word not in _SMALL_WORDS)
        if letters in plain or letters in "".join(word[0] for word in words):
            return rest, short
    return base, None


def western_score(name: WesternName, text: str) -> tuple[float | None, str]:
    """Return how sure it is that a name taken apart is an organization's (None: nothing tells), and what tells it.

    >>> [western_score(read_western(text), text)[0] for text in ("Acme Inc.", "Acme Trading", "John Smith")]
    [1.0, 0.9, None]
    """
    if name.branch or (name.legal_form and name.base and _weighty(name.legal_form)):
        return 1.0, "legal_form"
    if name.form is not None and name.legal_form is None:
        return 1.0, "legal_form"
    tokens = [letters_of(token) for token in _QUOTED.sub(" ", text).split()]
    if any(token in TRADES or token in ORGANIZATION_WORDS for token in tokens):
        return 0.9, "word_of_organizations"
    if len(tokens) > 1 and not BODY_WORDS.isdisjoint(tokens) and tokens[-2:] != ["at", "law"]:
        return 0.8, "word_of_organizations"
    # Harbor & Lane; Harbor, Lane & Field; but ann & bob lane are a couple
    partners = "&" in text and "" in tokens and (len(tokens) == 3 or "," in text)
    return (0.8, "partners") if partners else (None, "nothing_tells")


def _weighty(form: str) -> bool:
    """A form of one or two letters without dots is as likely a suffix of a person (MA, PA, Sas) and proves nothing."""
    letters = letters_of(form)
    return len(letters) > 2 or "." in form or form.isupper() or letters in _NO_SUFFIX

"""What stands around a western name and is none of it: quotes and brackets, `c/o`, `attn:`, labels, maiden names.

The trap: `O'Brien`, `Ng'ang'a` and `D'Angelo's` hold quotes that open nothing, and brackets hold a nickname, a suffix
or a remark.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.fields.person_honorifics import is_suffix_piece

_QUOTED = re.compile(
    r"""\(([^()]*)\)?|\[([^\[\]]*)\]?|<([^<>]*)>?|\{([^{}]*)\}?|"([^"]*)"|“([^”“]*)”|„([^“”„]*)[“”]|«([^«»]*)»|「([^「」]*)」|"""
    r"""(?<!\w)'([^']+)'(?!\w)|(?<!\w)‘([^‘’]+)’(?!\w)|(?<!\w)`([^`']+)['`](?!\w)|''([^']+)''"""
)
_MAIDEN = re.compile(
    r"(?:,\s*)?\b(?:n[ée]e|geb\.?|geborene|born|formerly|f/k/a|fka|a/k/a|aka|d/b/a|dba)\b[:.]?\s+.+$", re.I
)
_MAIDEN_INSIDE = re.compile(r"(?:n[ée]e|geb|geborene|born|formerly|fka|aka|maiden)\b", re.I)
_CARE_OF = re.compile(
    r"^(?:attn|attention|att|c/o|care of|contact(?: person)?|name|full name|client|customer|from|to|re|for)\s*[.:]+\s*"
    r"|^(?:c/o|care of|attn|attention|to the attention of)\s+",
    re.I,
)
_CARE_OF_INSIDE = re.compile(r"(?<!\s)\s*,?\s+(?:c/o|care of|attn\.?:?|attention:?|f/b/o|fbo)\s+.+$", re.I)
_NO_NICKNAME = re.compile(
    r"\d|@|://|^(?:unknown|deceased|retired|ret|the late|test|vip|new|old|home|work|office|mobile|cell|n/a)\.?$", re.I
)
_MAIL = re.compile(r"(?<!\S)[<(\[]?([^\s<>()\[\]@]{1,64}@[^\s<>()\[\]@]{1,255})[>)\]]?(?!\S)")
_LONGEST_NICKNAME = 4
_EDGES = "*#~•·_|<>=+!?;:^`´ \t"


class Surroundings(NamedTuple):
    """A name without what stands around it, and that; `suffix` where brackets held one."""

    name: str
    nickname: str | None = None
    suffix: str | None = None
    note: str | None = None


def strip_surroundings(text: str) -> Surroundings:
    """Take quotes, brackets, labels and maiden names off a western name; what is no nickname becomes the note.

    >>> strip_surroundings('Anton "Toni" Weiss (née Stone)')
    Surroundings(name='Anton Weiss', nickname='Toni', suffix=None, note='née Stone')
    >>> strip_surroundings("Attn: Anton Weiss c/o Mary O'Neil")
    Surroundings(name='Anton Weiss', nickname=None, suffix=None, note="Attn; c/o Mary O'Neil")
    """
    notes: list[str] = []
    name = text.replace("&amp;", "&") if "&amp;" in text else text
    if (label := _CARE_OF.match(name)) and label.end() < len(name):
        notes.append(label.group().strip(" :."))
        name = name[label.end() :]
    if "@" in name and (mail := _MAIL.search(name)) and any(map(str.isalpha, _MAIL.sub("", name))):
        notes.append(mail[1])
        name = _MAIL.sub(" ", name, count=1).strip(" ,;|-")
    nickname = suffix = None
    if not _PLAIN.fullmatch(name):
        name, nickname, suffix = _unquote(name, notes)
    for pattern in (_CARE_OF_INSIDE, _MAIDEN):
        found = pattern.search(name)
        if found and found.start() > 0:
            notes.append(found.group().strip(" ,"))
            name = name[: found.start()]
    return Surroundings(_GLUED_INITIAL.sub(r"\1. ", name).strip(_EDGES), nickname, suffix, "; ".join(notes) or None)


_STRAY = re.compile(r"[\"“”„«»]")
_GLUED_INITIAL = re.compile(r"\b([A-Z])\.(?=[A-Z][a-z]{2})")
_PLAIN = re.compile(r"[^()<>\[\]{}\"“”„«»「」'‘’`]*")


def _unquote(name: str, notes: list[str]) -> tuple[str, str | None, str | None]:
    nickname = suffix = None
    kept, at = [], 0
    for match in _QUOTED.finditer(name):
        inside = next((group for group in match.groups() if group is not None), "").strip(" ,\"'“”‘’")
        kept.append(name[at : match.start()])
        at = match.end()
        if not inside:
            continue
        before = "".join(kept).strip()
        if before and is_suffix_piece(inside, "A B") and not _NO_NICKNAME.search(inside):
            suffix = f"{suffix} {inside}" if suffix else inside
        elif _MAIDEN_INSIDE.match(inside) or _NO_NICKNAME.search(inside) or len(inside.split()) > _LONGEST_NICKNAME:
            notes.append(inside)
        elif nickname is None:
            nickname = inside
        else:
            notes.append(inside)
    rest = " ".join(_STRAY.sub("", " ".join([*kept, name[at:]])).split()).replace(" ,", ",")
    if any(char.isalpha() for char in rest):
        return rest, nickname, suffix
    # nothing stands outside: the whole is the name, and quotes are ornament
    return nickname or name, None, suffix

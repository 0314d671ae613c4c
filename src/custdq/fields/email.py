"""Email addresses.

The value is wholly in lower case: RFC 5321 lets a server tell `Ann@` from `ann@`, but no provider of mailboxes
does, and one customer must not have two addresses by case alone. The trap: a domain may be typed with full-width or
Chinese punctuation (`a＠qq。com`), which looks right on screen and reaches nobody.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import pyarrow as pa

from custdq.errors import Reason, Status
from custdq.fields.base import Comparison, Equal, Kind, Level, Parsed, Similar, key_column, status_of

_LABEL = re.compile(
    r"^\s*(?:mailto|e-?mail|mail|邮箱|郵箱|电子邮箱|电子邮件|邮件|電子郵件|メール)\s*[:：]\s*", re.IGNORECASE
)
_SPELT_AT = re.compile(r"(?<=\S)\s*[(\[]\s*at\s*[)\]]\s*(?=\S)|(?<=\S) at (?=\S+\.)", re.IGNORECASE)
_SPLIT = re.compile(r"[;,/|、\s<>()\[\]\"']+")
_ATOM = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_HOST_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
_ROLES = frozenset(
    "info sales support service services admin contact office hr jobs marketing hello help webmaster postmaster "
    "noreply no-reply enquiry enquiries inquiry billing accounts finance mail team kefu".split()
)
_SPECIAL = frozenset("arpa example invalid local localhost onion test".split())
#: Great mailbox providers: a domain one letter away from one of them is most likely a slip of the finger.
_PROVIDERS = (
    "gmail.com outlook.com hotmail.com yahoo.com icloud.com live.com foxmail.com sina.com sohu.com aliyun.com "
    "qq.com 163.com 126.com yeah.net 139.com 189.cn googlemail.com protonmail.com"
).split()
#: Domains that exist and look like another.
_LOOK_ALIKES = frozenset(
    "mail.com ymail.com email.com rmail.com live.cn live.co.uk sina.cn sina.com.cn yahoo.co".split()
)
#: Two letters swapped or one wrong in the commonest top-level domains; none of these exists.
_TLD_TYPOS = {
    "con": "com",
    "cmo": "com",
    "ocm": "com",
    "comm": "com",
    "cpm": "com",
    "vom": "com",
    "nte": "net",
    "ent": "net",
}
_MAX_LENGTH = 253
_TAGGED = frozenset(
    "gmail.com outlook.com hotmail.com icloud.com fastmail.com proton.me protonmail.com live.com".split()
)
_ALIASES = {"googlemail.com": "gmail.com", "me.com": "icloud.com", "mac.com": "icloud.com"}


@dataclass(frozen=True)
class Email(Kind):
    """An email address, wholly in lower case.

    Examples
    --------
    >>> Email().parse(["Ann@Example.COM", "邮箱：wang＠qq.com;", "ann@", "a@x.cn / b@x.cn"]).column("value").to_pylist()
    ['ann@example.com', 'wang@qq.com', None, 'a@x.cn']
    """

    name: ClassVar[str] = "email"
    part_names: ClassVar[tuple[str, ...]] = ("local", "domain", "is_role", "suggestion", "others")
    identifying: ClassVar[float] = 0.9
    blocking_keys: ClassVar[tuple[str, ...]] = ("email", "canonical")

    def parse_value(self, text: str) -> Parsed:
        """Parse one cell; of several addresses the first is the value."""
        plain = _LABEL.sub("", unicodedata.normalize("NFKC", text).replace("。", ".").replace("｡", "."))
        if "@" not in plain:
            plain = _SPELT_AT.sub("@", plain)
        whole = _address(plain)
        pieces = [plain] if whole else [piece for piece in _SPLIT.split(plain) if piece]
        found = [whole] if whole else [address for piece in pieces if (address := _address(piece))]
        if not found:
            return Parsed(None, Status.INVALID, Reason.BAD_FORMAT)
        value, others = found[0], [address for address in dict.fromkeys(found) if address != found[0]]
        local, _, domain = value.rpartition("@")
        meant = _meant_domain(domain)
        parts = {
            "local": local,
            "domain": domain,
            "is_role": "true" if local in _ROLES else "false",
            "suggestion": f"{local}@{meant}" if meant else None,
            "others": ";".join(others) or None,
        }
        extra = Reason.EXTRA_TEXT if any(_address(piece) is None for piece in pieces) else None
        problem = Reason.LIKELY_TYPO if meant else Reason.SEVERAL_VALUES if others else extra
        return Parsed(value, status_of(text, value), problem, parts)

    def keys(self, parsed: pa.Table) -> dict[str, pa.Array]:
        """Return `email`, `local` (null for role mailboxes) and `canonical` (one mailbox, one key)."""
        return {
            "email": parsed.column("value").combine_chunks(),
            "local": key_column(parsed, _personal_local),
            "canonical": key_column(parsed, _canonical),
        }

    def comparison(self) -> Comparison:
        """Return: same address; same mailbox; a letter or two apart; same part before the @; similar."""
        levels = (
            Level("same address", Equal("email"), "email"),
            Level("same mailbox", Equal("canonical"), "canonical"),
            Level("a letter differs", Similar("email", "osa", 0.9)),
            Level("same name before the @", Equal("local"), "local"),
            Level("similar address", Similar("email", "jaro_winkler", 0.85)),
        )
        return Comparison(levels, ("email",))

    def mask(self, value: str) -> str:
        """Return the first character of the local part and the domain."""
        local, _, domain = value.rpartition("@")
        return f"{local[:1]}***@{domain}"


def _address(text: str) -> str | None:
    """Return one address in standard form, or None where it is none (RFC 5321, RFC 5322 dot-atom, RFC 6531)."""
    local, at, domain = text.strip(" .:;").lower().rpartition("@")
    local = local.rstrip("@")
    labels = domain.split(".")
    if not at or not _ATOM.fullmatch(local) or len(labels) < 2 or len(local) + len(domain) > _MAX_LENGTH:
        return None
    if labels[-1].isdigit() or labels[-1] in _SPECIAL or not all(map(_is_host_label, labels)):
        return None
    return f"{local}@{domain}"


def _is_host_label(label: str) -> bool:
    """Tell whether a label of a domain fits RFC 1035, an international one in its ASCII form (RFC 3492)."""
    if not _HOST_LABEL.fullmatch(label):
        return False
    if label.isascii() and not label.startswith("xn--"):
        return True
    try:
        return (
            len(label.encode("punycode")) < 60 if not label.isascii() else bool(label[4:].encode().decode("punycode"))
        )
    except (UnicodeError, OverflowError):
        return False


@lru_cache(maxsize=65_536)
def _meant_domain(domain: str) -> str | None:
    """Return the domain that was most likely meant, where this one looks like a slip of the finger."""
    name, _, last = domain.rpartition(".")
    if last in _TLD_TYPOS:
        return f"{name}.{_TLD_TYPOS[last]}"
    if name.endswith(tuple(f".{typo}" for typo in _TLD_TYPOS)) and last == "cn":
        return f"{name.rpartition('.')[0]}.com.cn"
    if domain in _PROVIDERS or domain in _LOOK_ALIKES or len(domain) < 8:
        return None
    near = [known for known in _PROVIDERS if len(known) > 7 and _one_slip(domain, known)]
    return near[0] if len(near) == 1 else None


def _one_slip(one: str, other: str) -> bool:
    """Tell whether one letter was left out, added or changed, or two neighbours swapped."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) == 1


def _personal_local(value: str) -> str | None:
    local = value.rpartition("@")[0]
    return None if local in _ROLES or len(local) < 4 else local


def _canonical(value: str) -> str:
    local, _, domain = value.rpartition("@")
    domain = _ALIASES.get(domain, domain)
    if domain in _TAGGED:
        local = local.partition("+")[0] or local
    if domain == "gmail.com":
        local = local.replace(".", "")
    return f"{local}@{domain}"

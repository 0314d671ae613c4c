"""One email address by the standard: RFC 5321 and 5322 for its shape, RFC 6531 and IDNA (RFC 5891) beyond ASCII.

The trap: an address may look right and reach nobody (`a@b..com`, `a@-b.com`, `a@host.local`), and one that looks odd
may be right (`user+tag/x@example.com`, `用户@例子.中国`). Quoted local parts and machines (`a@[127.0.0.1]`) are
allowed by the standard and are no addresses of customers: they are refused here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
#: Plain ASCII addresses: nearly all there are.
_PLAIN = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@((?:{_HOST}\.)+{_HOST})", re.ASCII)
#: What a local part may hold; the standard allows the punctuation of Chinese, and nobody's name has it.
_LOCAL = re.compile(r"[^\x00-\x20\x7f()<>\[\]:;@\\,\"：；，、。（）【】《》「」“”]+")
#: Full stops of other scripts that a domain may be typed with (IDNA2003, RFC 3490).
_STOPS = str.maketrans("。．｡", "...")
#: Top-level names that no mail reaches (RFC 6761, RFC 6762, RFC 7686, RFC 8375).
_SPECIAL = frozenset("arpa invalid local localhost onion test".split())
_MAX_LENGTH = 254
_ALLOWED = frozenset(("Ll", "Lo", "Lm", "Mn", "Mc", "Nd"))


class EmailAddress(NamedTuple):
    """Local part as given, and the domain in lower case, international labels readable."""

    local: str
    domain: str


def read_address(text: str) -> EmailAddress | None:
    """Return the address a text is, or None where it is none.

    >>> read_address("Ann.Lee@Example.COM")
    EmailAddress(local='Ann.Lee', domain='example.com')
    >>> read_address("李雷@例子。中国"), read_address("a..b@example.com")
    (EmailAddress(local='李雷', domain='例子.中国'), None)
    """
    if found := _PLAIN.fullmatch(text):
        domain = found[2].lower()
        if "--" not in domain and len(text) <= _MAX_LENGTH and has_top_level(domain):
            return EmailAddress(found[1], domain)
    local, at, host = text.rpartition("@")
    if not at or not _is_local(local):
        return None
    read = _domain(host)
    if read is None:
        return None
    ascii_size = len(local.encode()) + 1 + len(ascii_domain(read))
    return EmailAddress(local, read) if max(ascii_size, len(f"{local}@{read}".encode())) <= _MAX_LENGTH else None


def _is_local(local: str) -> bool:
    """Tell whether a local part is a dot-atom, in any script (RFC 6532)."""
    if not _LOCAL.fullmatch(local) or local[0] == "." or local[-1] == "." or ".." in local:
        return False
    if local.isascii():
        return True
    if unicodedata.category(local[0])[0] == "M" or any(unicodedata.category(c)[0] in "CZ" for c in local):
        return False
    # a character that is an ASCII sign with an accent (≮) would become that sign
    return all(c in "." or _LOCAL.fullmatch(c) for c in unicodedata.normalize("NFD", local) if c.isascii())


def has_top_level(domain: str) -> bool:
    """Tell whether a domain of sound labels ends in a name that mail reaches."""
    top = domain.rpartition(".")[2]
    # no top-level name mixes scripts: `com张三` is a name that sticks to an address
    mixed = not top.isascii() and any(c.isascii() and c.isalpha() for c in top)
    return (top[-1].isalpha() or not top.isascii()) and top not in _SPECIAL and not mixed


def _domain(host: str) -> str | None:
    """Return a domain in its readable form; None where a label is against the rules."""
    if not host.isascii():
        host = host.translate(_STOPS)
        folded = unicodedata.normalize("NFKC", host).lower()
        if folded.count(".") != host.count("."):
            return None
        host = unicodedata.normalize("NFC", folded)
    labels = [_label(label) for label in host.lower().split(".")]
    if len(labels) < 2 or None in labels:
        return None
    domain = ".".join([label for label in labels if label])
    return domain if len(ascii_domain(domain)) <= 253 and has_top_level(domain) else None


def _label(label: str) -> str | None:
    """Return one label readable; None where neither RFC 1035 nor IDNA allows it."""
    if label.startswith("xn--"):
        try:
            label = label[4:].encode("ascii").decode("punycode")
        except (UnicodeError, ValueError, OverflowError):
            return None
        return label if not label.isascii() and _is_international(label) else None
    if label[2:4] == "--" or not label or label[0] == "-" or label[-1] == "-":
        return None
    if label.isascii():
        return label if len(label) < 64 and label.replace("-", "").isalnum() else None
    return label if _is_international(label) else None


def _is_international(label: str) -> bool:
    """Tell whether a label beyond ASCII is one that may be registered (RFC 5892, without its contextual rules)."""
    if unicodedata.normalize("NFKC", label).lower() != label or unicodedata.category(label[0])[0] == "M":
        return False
    if label[0] == "-" or not all(c == "-" or unicodedata.category(c) in _ALLOWED for c in label):
        return False
    try:
        return len(label.encode("punycode")) < 60
    except UnicodeError:
        return False


@lru_cache(maxsize=65_536)
def ascii_domain(domain: str) -> str:
    """Return a domain with its international labels as A-labels (RFC 5890), as a name server knows them.

    >>> ascii_domain("例子.中国")
    'xn--fsqu00a.xn--fiqs8s'
    """
    if domain.isascii():
        return domain
    return ".".join([x if x.isascii() else f"xn--{x.encode('punycode').decode()}" for x in domain.split(".")])

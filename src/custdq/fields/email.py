"""Email addresses.

The domain is in lower case, the local part as given: RFC 5321 lets a server tell `Ann@` from `ann@`. Where case is
known to mean nothing (the great providers, role mailboxes, a name all in capitals) it is lower case too; keys always
are. The trap: a domain may be typed with full-width or Chinese punctuation (`a＠qq。com`), which looks right on screen
and reaches nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa

from custdq.errors import Reason, Status
from custdq.fields.base import Comparison, Equal, Key, Kind, Level, Parsed, Similar, status_of
from custdq.fields.bulk import FEW, Keys, Reader
from custdq.fields.email_column import MailKeys, settle_mail
from custdq.fields.email_domain import may_exist, meant_domain
from custdq.reference.mail_providers import (
    ALIASES,
    COMMON,
    DASH_TAGGED,
    PROVIDERS,
    ROLES,
    TAGGED,
    is_nobody,
)
from custdq.tables import column_or_null
from custdq.text.email_address import EmailAddress, ascii_domain, read_address
from custdq.text.width import half_width

_LABEL = re.compile(
    r"^\s*(?:mailto:|(?:(?:my )?(?:e-?)?mail(?=[\s:：=<(\[])|邮箱(?:地址)?|郵箱|电子邮箱|电子邮件|邮件|電子郵件|メール)"
    r"(?:\s*(?:address|地址|is|是))?\s*[:：=]?\s*(?=[!-~]))",
    re.IGNORECASE,
)
_QUERY = re.compile(r"\?(?:subject|cc|bcc|body)=.*$", re.IGNORECASE | re.DOTALL)
_SPELT_AT = re.compile(
    r"(?<=\S)\s*[(\[{<（【]\s*(?:at|@)\s*[)\]}>）】]\s*(?=\S)|(?<=\S) (?:at|#) (?=\S+\.)", re.IGNORECASE
)
_SPELT_DOT = re.compile(r"\s*[(\[{（【]\s*(?:dot|\.)\s*[)\]}）】]\s*|(?<=\w) dot (?=\w)", re.IGNORECASE)
_BETWEEN = r"\s<>()\[\]{}（）【】《》\"“”;；,，、|:："
# begins where a word does: tried at every letter of a long word, it takes the square of its length
_CANDIDATE = re.compile(f"(?<![^{_BETWEEN}])[^{_BETWEEN}]+@+[^{_BETWEEN}@]+")
_AROUND_SIGN = re.compile(r"(?<=\S) ?@ ?(?=\S)")
_STOPS = str.maketrans("。｡．", "...")
#: Quotes that may stand around an address; a name may hold an apostrophe, but none begins with one.
_QUOTES = "'`‘’«»"
_ENDS = ' .,;:、，；。"“”!！?？-' + _QUOTES
_FRONT = ' ,;:、，；。"“”！？' + _QUOTES
_QUOTED_LOCAL = re.compile(r"^(['`])([^'`@]{1,64})\1@")
#: A local part in which the source has hidden letters. The standard allows an asterisk, and no provider does.
_HIDDEN = re.compile(r"[\w.+-]*[*•●…]+[\w.+*•●…-]*")
_MASKED = re.compile(r"[*•●…]@|[\w.+-][*•●…]+[\w.+*•●…-]*@|@[\w.-]{0,60}[*•●…]")
_ASCII_TAIL = re.compile(r"[A-Za-z0-9._+-]+$")
_ASCII_HEAD = re.compile(r"[A-Za-z0-9.-]+\.[A-Za-z]{2,}(?=[^\x00-\x7f])")
_NOT_ASCII_WIDE = re.compile(r"[Ａ-Ｚａ-ｚ０-９]")
_QQ_NUMBER = re.compile(r"(?:qq(?:号|號)?)\s*[:：#]?\s*([1-9]\d{4,10})", re.IGNORECASE)


@dataclass(frozen=True)
class Email(Kind):
    """An email address: the domain in lower case, the local part as given.

    Notes
    -----
    Parts: `local` and `domain`, before and behind the @; `is_role`, true for a mailbox of a function (info@, sales@);
    `suggestion`, the address most likely meant; `others`, further addresses of the cell with `;` between; `note`, words
    around them. An invalid address has a `suggestion` alone, a `note` where words stand beside it, and its
    `domain` where the source has hidden the rest.

    Problems: `bad_format`, `masked` (j***@example.com), `ambiguous` (a word before may belong to the address) and
    `likely_typo` of a domain that cannot exist leave no value; `likely_typo` of one that can, `several_values` and
    `extra_text` come with one.
    Addresses that reach nobody by design (noemail@noemail.com) are missing, `placeholder`.

    Sources: RFC 5321 and 5322; RFC 6531 and IDNA (RFC 5891) beyond ASCII. Quoted local parts and addresses of machines
    (`a@[127.0.0.1]`) are refused.

    Examples
    --------
    >>> Email().parse(["Ann@Example.COM", "邮箱：wang＠qq.com;", "ann@", "a@x.cn / b@x.cn"]).column("value").to_pylist()
    ['Ann@example.com', 'wang@qq.com', None, 'a@x.cn']
    >>> Email().parse(["ann@gmial.com", "ann@qq,com"]).column("suggestion").to_pylist()
    ['ann@gmail.com', 'ann@qq.com']
    """

    name: ClassVar[str] = "email"
    part_names: ClassVar[tuple[str, ...]] = ("local", "domain", "is_role", "suggestion", "others", "note")
    identifying: ClassVar[float] = 0.9
    blocking_keys: ClassVar[tuple[str, ...]] = ("email", "canonical")
    keyed_parts: ClassVar[tuple[str, ...]] = ("suggestion",)

    def column_readers(self) -> tuple[Reader, ...]:
        """Return the reader of plain addresses in lower case."""
        return (settle_mail,)

    def parse_cell(self, text: str | None) -> Parsed:
        """Parse one cell as it stands; an address with a line break behind it is repaired, not valid."""
        result = super().parse_cell(text)
        return result._replace(status=Status.REPAIRED) if result.value not in (None, text) else result

    def parse_value(self, text: str) -> Parsed:
        """Parse one cell; of several addresses the first is the value."""
        address = read_address(text)
        if address is not None and text[0] not in _QUOTES and (text.isascii() or not _is_glued(address)):
            return _finished(text, _settled(address), (), None)
        plain = _prepared(text)
        address = read_address(plain)
        if address is not None and not _is_glued(address):
            return _finished(text, _settled(address), (), None)
        found, note, unsure = _search(plain)
        if not found:
            problem = Reason.MASKED if _MASKED.search(plain) else Reason.BAD_FORMAT
            return Parsed(None, Status.INVALID, problem, {"suggestion": _meant(plain)})
        first, *others = dict.fromkeys(_settled(address) for address in found)
        if unsure:
            joined = read_address(_without_spaces(plain))
            meant = None if joined is None else "@".join(_settled(joined))
            return Parsed(None, Status.INVALID, Reason.AMBIGUOUS, {"suggestion": meant})
        return _finished(text, first, others, note)

    def value_keys(self, parsed: Parsed) -> dict[str, Key]:
        """Return `email` (in lower case, domain as A-labels), `local` (null for role mailboxes) and `canonical`.

        `canonical` is one key for one mailbox: without the signs its provider ignores. An address with a slip has the
        keys of the one that was most likely meant.
        """
        value = parsed.value if parsed.value is not None else parsed.parts.get("suggestion")
        return {name: None if value is None else key(value) for name, key in _KEYS.items()}

    def keys(self, parsed: pa.Table) -> Mapping[str, pa.Array]:
        """Return the keys of a column."""
        if parsed.num_rows < FEW:
            return self.keys_one_by_one(parsed)
        value, suggestion, local, domain = (column_or_null(parsed, name) for name in _KEYED_PARTS)
        keys = MailKeys(value, suggestion, (local, domain), one_by_one=_keys_one_by_one)
        return Keys({"email": keys.email, "local": keys.local, "canonical": keys.canonical})

    def comparison(self) -> Comparison:
        """Return: same address; same mailbox; a letter or two apart; same part before the @; similar."""
        levels = (
            Level("same address", Equal("email"), "email"),
            Level("same mailbox", Equal("canonical"), "canonical"),
            Level("a letter differs", Similar("email", "osa", 0.9)),
            Level("same name before the @", Equal("local"), "local"),
            Level("similar address", Similar("email", "jaro_winkler", 0.85)),
        )
        return Comparison(levels, ("email",), alike_from="a letter differs")

    def mask(self, value: str) -> str:
        """Return the first character of the local part and the domain."""
        local, _, domain = value.rpartition("@")
        return f"{local[:1]}***@{domain}"


def _finished(text: str, address: EmailAddress, others: list[EmailAddress] | tuple[()], note: str | None) -> Parsed:
    """Turn the first address into the result, the others and the words around it into parts."""
    local, domain = address
    if not local.isalnum() and _HIDDEN.fullmatch(local):
        return Parsed(None, Status.INVALID, Reason.MASKED, {"domain": domain, "note": note})
    if is_nobody(local, domain):
        return Parsed(None, Status.MISSING, Reason.PLACEHOLDER)
    value = f"{local}@{domain}"
    meant = meant_domain(domain)
    if meant and not may_exist(domain):
        return Parsed(None, Status.INVALID, Reason.LIKELY_TYPO, {"suggestion": f"{local}@{meant}", "note": note})
    parts = {
        "local": local,
        "domain": domain,
        "is_role": "true" if local in ROLES else "false",
        "suggestion": f"{local}@{meant}" if meant else None,
        "others": ";".join(["@".join(other) for other in others]) or None,
        "note": note,
    }
    extra = Reason.EXTRA_TEXT if note else None
    problem = Reason.LIKELY_TYPO if meant else Reason.SEVERAL_VALUES if others else extra
    return Parsed(value, status_of(text, value), problem, parts)


def _settled(address: EmailAddress) -> EmailAddress:
    """Return the address with its local part in lower case where case is known to mean nothing."""
    local, domain = address
    lower = local.lower()
    shouted = local.isupper() and sum(map(str.isalpha, local)) > 2
    if lower != local and (shouted or domain in PROVIDERS or lower in ROLES):
        return EmailAddress(lower, domain)
    return address


def _is_glued(address: EmailAddress) -> bool:
    """Tell whether words of another script stick to an address: no provider has `张三wang@qq.com`."""
    return address.domain in PROVIDERS and not address.local.isascii() and "＠" not in address.local


def _prepared(text: str) -> str:
    """Return a cell without label and brackets, its signs in ASCII."""
    plain = text
    if not text.isascii():
        plain = half_width(text) if "@" not in text or _NOT_ASCII_WIDE.search(text) else text
        plain = unicodedata.normalize("NFC", plain).replace("﹫", "@").translate(_STOPS)
    plain = _QUOTED_LOCAL.sub(r"\2@", _LABEL.sub("", plain))
    if "?" in plain:
        plain = _QUERY.sub("", plain)
    if "dot" in plain and "@" not in plain:
        plain = _SPELT_DOT.sub(".", plain)
    plain = _SPELT_AT.sub("@", plain) if "@" not in plain or "(@" in plain or "[@" in plain else plain
    if "@" in plain and " " in plain:
        plain = _SPELT_DOT.sub(".", _AROUND_SIGN.sub("@", plain))
    plain = plain.rstrip(_ENDS).lstrip(_FRONT)
    return plain if "@@" not in plain else re.sub("@{2,5}", "@", plain)


def _search(plain: str) -> tuple[list[EmailAddress], str | None, bool]:
    """Return the addresses in a text, the words around them, and whether a word before belongs to the address."""
    found: list[EmailAddress] = []
    rest: list[str] = []
    unsure, end = False, 0
    for match in _CANDIDATE.finditer(plain):
        piece = match[0]
        pieces = piece.split("/") if piece.count("@") > 1 else [piece]
        read = [_read(part) for part in pieces]
        found += [address for address, _ in read if address]
        rest += [plain[end : match.start()], *[left for _, left in read]]
        before = plain[end : match.start()]
        unsure = unsure or (len(found) == 1 and _is_broken_off(before, piece))
        end = match.end()
    rest.append(plain[end:])
    words = [word for word in (piece.strip(_ENDS + "/|<>()[]{}（）【】《》") for piece in rest) if word]
    return found, " ".join(words) or None, unsure


def _read(piece: str) -> tuple[EmailAddress | None, str]:
    """Read one piece without signs at its ends; words of another script that stick to it are returned beside it."""
    piece = piece.rstrip(_ENDS + "/").lstrip(_FRONT + "/")
    address = read_address(piece)
    if piece.isascii() or (address and not _is_glued(address)):
        return address, "" if address else piece
    local, _, domain = piece.rpartition("@")
    head, tail = _ASCII_HEAD.match(domain), _ASCII_TAIL.search(local)
    host = head[0] if head else domain
    name = tail[0].strip(".") if tail and host.lower() in PROVIDERS else local
    address = read_address(f"{name}@{host}")
    if address is None:
        return None, piece
    return address, f"{local.removesuffix(name)} {domain.removeprefix(host)}"


def _is_broken_off(before: str, piece: str) -> bool:
    """Tell whether a small word stands right before an address, so that both may be one address with a slip."""
    if not before.endswith(" ") or not piece[0].isalnum():
        return False
    word = before.rstrip().rpartition(" ")[2]
    return word.isascii() and word.isalnum() and word.islower() and len(before.split()) == 1


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def _meant(plain: str) -> str | None:
    """Return the address that a text without one was most likely meant to be; never more than a suggestion."""
    text = _without_spaces(plain).strip("\"'<>").lower()
    if number := _QQ_NUMBER.fullmatch(text):
        return f"{number[1]}@qq.com"
    if "@" in text:
        local, _, domain = text.rpartition("@")
        local = local.strip("\"'.")
        domain = domain.replace(",", ".").replace("，", ".").replace("。", ".").replace("..", ".").strip(".")
        if "." not in domain:
            names = {known.partition(".")[0]: known for known in COMMON} | {
                known.replace(".", ""): known for known in COMMON
            }
            domain = names.get(domain, domain)
        tried = f"{local}@{domain}"
    else:
        known = next((name for name in COMMON if text.endswith(name) and len(text) > len(name) + 2), None)
        tried = f"{text.removesuffix(known)}@{known}" if known else ""
    address = read_address(tried) if len(tried) < 300 else None
    return "@".join(address) if address and tried != plain else None


_KEYED_PARTS = ("value", "suggestion", "local", "domain")


def _folded(value: str) -> str:
    local, _, domain = value.rpartition("@")
    return f"{local.lower()}@{ascii_domain(domain)}"


def _personal_local(value: str) -> str | None:
    local = value.rpartition("@")[0].lower()
    return None if local in ROLES or len(local) < 4 else local


def _canonical(value: str) -> str:
    local, _, domain = _folded(value).rpartition("@")
    domain = ALIASES.get(domain, domain)
    if domain in TAGGED:
        local = local.partition("+")[0] or local
    elif domain in DASH_TAGGED:
        local = local.partition("-")[0] or local
    if domain == "gmail.com":
        local = local.replace(".", "")
    return f"{local}@{domain}"


_KEYS: dict[str, Callable[[str], str | None]] = {
    "email": _folded, "local": _personal_local, "canonical": _canonical,
}  # fmt: skip


def _keys_one_by_one(values: Sequence[str]) -> pa.Table:
    return pa.table({name: pa.array([key(value) for value in values], pa.string()) for name, key in _KEYS.items()})

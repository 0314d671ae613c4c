"""Web addresses, with or without a scheme.

The trap: `urlsplit` raises on some broken addresses, and the path is case-sensitive while scheme and host are not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple
from urllib.parse import SplitResult, urlsplit

from custdq.errors import Reason, Status
from custdq.fields.base import Comparison, Equal, Key, Kind, Level, Parsed, status_of
from custdq.text.email_address import ascii_domain

_DEFAULT_PORTS = {"http": 80, "https": 443, "ftp": 21}
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):/*")
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
_STOPS = str.maketrans("。．｡", "...")
_ENDS = " <>()[]，。；、,;'\""
_BETWEEN = re.compile(r"[\s;,、|()<>\[\]]+")
#: What a piece of a longer text must have to be taken for an address: a scheme, www, or a domain's common ending.
_TELLING = re.compile(
    r"^(?:https?:|ftp:|www\.)|\.(?:com|net|org|cn|edu|gov|io|co|de|uk|fr|jp|hk|tw|eu|info|biz)\b", re.IGNORECASE
)
#: http:/x, http//x, https:www.x, htttp://x: slips in the scheme that leave no doubt.
_BROKEN_SCHEME = re.compile(r"^(?:(?=h)h+t+p+(s?)|(ftp))(?::?/{1,3}|:(?=www\.))", re.IGNORECASE)
_TRACKING = re.compile(
    r"(?:utm_\w+|gclid|fbclid|msclkid|yclid|dclid|spm|scm|_ga|mc_[ce]id|igshid|from|ref|src)=", re.IGNORECASE
)
_LABELS_IN_FRONT = re.compile(r"(?:网址|網址|官网|官網|主页|website|web|url|homepage)\s*[:：]\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Url(Kind):
    """A web address: scheme and host in lower case, default port and fragment dropped, https where no scheme is given.

    Notes
    -----
    Parts: `scheme`, `host`, `path`; the `fragment` that was dropped; `others`, further addresses of the cell with `;`
    between; `note`, words around them. `bad_format` leaves no value; `several_values` and `extra_text` come with one.

    Source: RFC 3986, 6.2 (normal forms).

    Examples
    --------
    >>> Url().parse(["HTTP://Example.com:80/A#top", "www.example.com/", "no address"]).column("value").to_pylist()
    ['http://example.com/A', 'https://www.example.com', None]
    """

    name: ClassVar[str] = "url"
    part_names: ClassVar[tuple[str, ...]] = ("scheme", "host", "path", "fragment", "others", "note")
    identifying: ClassVar[float] = 0.6
    blocking_keys: ClassVar[tuple[str, ...]] = ("url", "host")
    shared: ClassVar[bool | None] = None

    def parse_value(self, text: str) -> Parsed:
        """Parse one web address."""
        plain = unicodedata.normalize("NFKC", text) if not text.isascii() else text
        plain = _LABELS_IN_FRONT.sub("", plain, count=1).strip(_ENDS)
        found = _read(plain)
        if found:
            return _finished(text, found, [], None)
        pieces = [piece for piece in (part.strip(_ENDS) for part in _BETWEEN.split(plain)) if piece]
        read = [(_read(piece) if _TELLING.search(piece) else None, piece) for piece in pieces]
        addresses = list(dict.fromkeys(address for address, _ in read if address))
        if not addresses:
            return Parsed(None, Status.INVALID, Reason.BAD_FORMAT)
        note = " ".join([piece for address, piece in read if address is None])
        return _finished(text, addresses[0], addresses[1:], note or None)

    def key_functions(self) -> dict[str, Callable[[str], Key]]:
        """Return `url` (without scheme, www and what only tracks visitors) and `host` (without www, as A-labels)."""
        return {"url": _page, "host": _host}

    def comparison(self) -> Comparison:
        """Return: same page; same site."""
        levels = (Level("same address", Equal("url"), "url"), Level("same site", Equal("host"), "host"))
        return Comparison(levels, ("url",))

    def mask(self, value: str) -> str:
        """Return the scheme and the last label of the host."""
        return f"{value.partition('://')[0]}://***.{_host(value).rpartition('.')[2]}"


class _Address(NamedTuple):
    """One web address in standard form, and its parts."""

    value: str
    scheme: str
    host: str
    path: str | None
    fragment: str | None


def _finished(text: str, address: _Address, others: list[_Address], note: str | None) -> Parsed:
    parts = {
        **{name: getattr(address, name) for name in ("scheme", "host", "path", "fragment")},
        "others": " ".join([other.value for other in others]) or None,
        "note": note,
    }
    problem = Reason.SEVERAL_VALUES if others else Reason.EXTRA_TEXT if note else None
    return Parsed(address.value, status_of(text, address.value), problem, parts)


def _scheme(found: re.Match[str]) -> str:
    return "ftp://" if found[2] else f"http{(found[1] or '').lower()}://"


def _read(text: str) -> _Address | None:
    split = _split(_BROKEN_SCHEME.sub(_scheme, text))
    if split is None:
        return None
    scheme, host, port, rest = split
    default = port is None or _DEFAULT_PORTS.get(scheme) == port
    value = f"{scheme}://{host}{'' if default else f':{port}'}{rest}"
    return _Address(value, scheme, host, rest or None, text.partition("#")[2] or None)


def _split(text: str) -> tuple[str, str, int | None, str] | None:
    """Return scheme, host, port and the rest; None where it is no web address."""
    found = _SCHEME.match(text)
    known = found is not None and found[1].lower() in _DEFAULT_PORTS
    scheme, rest = (found[1].lower(), text[found.end() :]) if found and known else ("https", text.lstrip("/"))
    if " " in rest or "@" in rest.split("/")[0]:
        return None
    try:
        parts: SplitResult = urlsplit(f"{scheme}://{rest}")
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").translate(_STOPS).rstrip(".")
    labels = host.split(".")
    if len(labels) < 2 or len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    if labels[-1].isdigit() and not (len(labels) == 4 and all(x.isdecimal() and int(x) < 256 for x in labels)):
        return None
    path = "" if parts.path == "/" and not parts.query else parts.path
    return scheme, host, port, path + (f"?{parts.query}" if parts.query else "")


def _page(value: str) -> str:
    """Return one key for one page: host as A-labels, parameters in order, without those that only track visitors."""
    page, _, query = value.partition("?")
    host = _host(page)
    rest = _without_www(page).removeprefix(_written_host(page))
    kept = sorted(pair for pair in query.split("&") if pair and not _TRACKING.match(pair))
    return f"{host}{rest}".rstrip("/") + (f"?{'&'.join(kept)}" if kept else "")


def _written_host(value: str) -> str:
    return re.split("[/?:]", _without_www(value), maxsplit=1)[0]


def _without_www(value: str) -> str:
    return value.partition("://")[2].removeprefix("www.").rstrip("/")


def _host(value: str) -> str:
    return ascii_domain(_written_host(value))

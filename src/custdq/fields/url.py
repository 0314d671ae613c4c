"""Web addresses, with or without a scheme.

The trap: `urlsplit` raises on some broken addresses, and the path is case-sensitive while scheme and host are not.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import SplitResult, urlsplit

import pyarrow as pa

from custdq.errors import Reason, Status
from custdq.fields.base import Comparison, Equal, Kind, Level, Parsed, key_column, status_of

_DEFAULT_PORTS = {"http": 80, "https": 443, "ftp": 21}
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):/*")
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
_LABELS_IN_FRONT = re.compile(r"(?:网址|網址|官网|官網|主页|website|web|url|homepage)\s*[:：]\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Url(Kind):
    """A web address: scheme and host in lower case, default port and fragment dropped, https where no scheme is given.

    Examples
    --------
    >>> Url().parse(["HTTP://Example.com:80/A#top", "www.example.com/", "no address"]).column("value").to_pylist()
    ['http://example.com/A', 'https://www.example.com', None]
    """

    name: ClassVar[str] = "url"
    part_names: ClassVar[tuple[str, ...]] = ("scheme", "host", "path")
    identifying: ClassVar[float] = 0.6
    blocking_keys: ClassVar[tuple[str, ...]] = ("url", "host")

    def parse_value(self, text: str) -> Parsed:
        """Parse one web address."""
        plain = _LABELS_IN_FRONT.sub("", text, count=1).strip(" <>()[]，。；,;'\"")
        plain = unicodedata.normalize("NFKC", plain) if not plain.isascii() else plain
        split = _split(plain)
        if split is None:
            return Parsed(None, Status.INVALID, Reason.BAD_FORMAT)
        scheme, host, port, rest = split
        default = port is None or _DEFAULT_PORTS.get(scheme) == port
        value = f"{scheme}://{host}{'' if default else f':{port}'}{rest}"
        return Parsed(value, status_of(text, value), None, {"scheme": scheme, "host": host, "path": rest or None})

    def keys(self, parsed: pa.Table) -> dict[str, pa.Array]:
        """Return `url` (without scheme and www) and `host` (without www)."""
        return {"url": key_column(parsed, _without_www), "host": key_column(parsed, _host)}

    def comparison(self) -> Comparison:
        """Return: same page; same site."""
        levels = (Level("same address", Equal("url"), "url"), Level("same site", Equal("host"), "host"))
        return Comparison(levels, ("url",))

    def mask(self, value: str) -> str:
        """Return the scheme and the last label of the host."""
        return f"{value.partition('://')[0]}://***.{_host(value).rpartition('.')[2]}"


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
    host = (parts.hostname or "").rstrip(".")
    labels = host.split(".")
    if len(labels) < 2 or len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    if labels[-1].isdigit() and not (len(labels) == 4 and all(x.isdecimal() and int(x) < 256 for x in labels)):
        return None
    path = "" if parts.path == "/" and not parts.query else parts.path
    return scheme, host, port, path + (f"?{parts.query}" if parts.query else "")


def _without_www(value: str) -> str:
    return value.partition("://")[2].removeprefix("www.").rstrip("/")


def _host(value: str) -> str:
    return re.split("[/?:]", _without_www(value), maxsplit=1)[0]

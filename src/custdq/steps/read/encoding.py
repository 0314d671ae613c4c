"""Bytes -> text: byte-order mark, strict UTF-8, UTF-16 without a mark, then GB18030, Big5 or Windows-1252.

The traps: nearly every Big5 file also decodes as GB18030, so trying one after the other is wrong; a sample cut inside
a character, one Chinese line in a thousand, or one bad byte mislead a detector, so the choice is made on whole lines
that hold non-ASCII bytes: by how common their characters are in each encoding, and by charset-normalizer where that
does not decide.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from custdq.errors import OptionError, Reason, did_you_mean
from custdq.tables import Finding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CANDIDATES = ("gb18030", "big5hkscs", "cp1252")
_SUPERSETS = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030", "utf-8": "utf-8-sig"}
_OFFERED = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "big5", "big5hkscs", "cp950", "cp1252")
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_SAMPLE_BYTES = 200_000
_LINE_BYTES = 20_000
_BAD_UTF8 = 0.5  # broken sequences per whole one up to which a damaged text still is UTF-8
_ACCENTED = re.compile(r"[^\x00-\x7f]+")
_WESTERN_MARKS = "€‚„…‘’“”–—©®°·´§£«»¿¡"
_EAST_MARKS = "，。、；：？！（）《》【】“”‘’…—·－／～＋＃０１２３４５６７８９　￥"
_CLOSE = 0.1  # shares of everyday characters nearer than this do not tell two encodings apart
_STRANGE = 0.5  # below this share of everyday characters the choice is unsure
_FEW_CHARACTERS = 8  # below this many non-ASCII characters two encodings cannot be told apart
_NAMED_LINES = 1_000  # damaged lines that get a finding each
_SHOWN = 200


class Decoded(NamedTuple):
    r"""Text with `\n` line ends and without NUL characters, and the encoding it was read in."""

    text: str
    encoding: str


def check_encoding(encoding: str | None) -> None:
    """Raise `OptionError` where Python knows no encoding of this name."""
    if encoding is None:
        return
    try:
        "".encode(encoding)
    except LookupError:
        raise OptionError(f'There is no text encoding "{encoding}". {did_you_mean(encoding, _OFFERED)}') from None


def read_text(data: bytes, *, source: str, encoding: str | None = None) -> tuple[Decoded, list[Finding]]:
    r"""Decode a file's bytes.

    Parameters
    ----------
    data
        The whole file.
    source
        The file's name, for findings.
    encoding
        What the user says it is; None: found out.

    Returns
    -------
    tuple
        The text, and findings ENCODING_UNSURE, UNDECODABLE_BYTES and NUL_BYTES with their line.

    Examples
    --------
    >>> read_text("姓名,电话\r\n王伟,1\r\n".encode("gb18030"), source="a.csv")[0]
    Decoded(text='姓名,电话\n王伟,1\n', encoding='gb18030')
    """
    findings: list[Finding] = []
    name = _named(data, encoding) if encoding else None
    if name is None:
        name, doubt = detect(data)
        if doubt:
            findings.append(Finding(Reason.ENCODING_UNSURE, source, "", value=name, suggestion=doubt))
    strict, text = _decode(data, name)
    text = _line_ends(text.removeprefix("\ufeff"))
    if not strict:
        why = f"The line holds bytes that are not {name}; each is shown as \ufffd. Give encoding= if that is wrong."
        findings += _line_findings(text, "\ufffd", Finding(Reason.UNDECODABLE_BYTES, source, "", suggestion=why))
    if "\0" in text:
        why = "The line held NUL characters; they were removed."
        findings += _line_findings(text, "\0", Finding(Reason.NUL_BYTES, source, "", suggestion=why))
        text = text.replace("\0", "")
    return Decoded(text, name.removesuffix("-sig")), findings


def detect(data: bytes) -> tuple[str, str | None]:
    r"""Return the encoding of `data`, and why it is unsure (None where it is sure).

    >>> detect("客户名称,联系电话".encode("big5hkscs", "replace") + b"\xa4@")[0], detect(b"name")[0]
    ('big5hkscs', 'utf-8')
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, None
    wide = _utf16(data)
    if wide:
        return wide, None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", None
    lines = _sample(data)
    if _mostly_utf8(b"\n".join(lines)):
        return "utf-8", None
    return _legacy(lines)


def _named(data: bytes, encoding: str) -> str:
    check_encoding(encoding)
    name = _SUPERSETS.get(codecs.lookup(encoding).name, encoding.lower())
    wide = codecs.lookup(name).name == "utf-16" and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return _utf16(data) or "utf-16-le" if wide else name


def _decode(data: bytes, name: str) -> tuple[bool, str]:
    try:
        return True, data.decode(name)
    except UnicodeDecodeError:
        return False, data.decode(name, "replace")


def _line_ends(text: str) -> str:
    r"""Return text whose lines end in `\n`; a lone carriage return inside such a text is a space, not a line."""
    if "\r" not in text:
        return text
    text = text.replace("\r\r\n", "\n").replace("\r\n", "\n")
    lone = text.count("\r")
    return text.replace("\r", "\n" if lone > text.count("\n") else " ") if lone else text


def _line_findings(text: str, mark: str, finding: Finding) -> Iterator[Finding]:
    at, line, counted = text.find(mark), 1, 0
    for _ in range(_NAMED_LINES):
        if at < 0:
            return
        line += text.count("\n", counted, at)
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        end = len(text) if end < 0 else end
        shown = text[max(start, at - _SHOWN // 2) : min(end, at + _SHOWN // 2)].replace("\0", "")
        yield finding._replace(row=line, value=shown)
        counted, at = at, text.find(mark, end)
    more = sum(1 for rest in text[counted:].split("\n")[1:] if mark in rest)
    if more:
        yield finding._replace(suggestion=f"{more} more lines beneath line {line}. {finding.suggestion}")


def _utf16(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: its commas, digits and line ends have a NUL on one side."""
    head = data[:_SAMPLE_BYTES]
    head = head[: len(head) - len(head) % 2]
    if b"\0" not in head or len(data) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    name, many, few = ("utf-16-le", odd, even) if odd > even else ("utf-16-be", even, odd)
    if many < 0.02 * len(head) / 2 or few > 0.25 * many:
        return None
    text = head.decode(name, "replace")
    plain = sum(1 for c in text if c.isalnum() or c.isspace() or " " <= c <= "~" or "\u3000" <= c <= "\uffe6")
    return name if plain >= 0.95 * len(text) and any(c in text for c in ",;\t\n") else None


def _sample(data: bytes) -> list[bytes]:
    """Return whole lines that hold non-ASCII bytes, spread over the file, some 200 kB at most."""
    lines = [line for line in data.replace(b"\r", b"\n").split(b"\n") if _NON_ASCII.search(line)]
    total = sum(min(len(line), _LINE_BYTES) for line in lines)
    step = max(1, -(-total // _SAMPLE_BYTES))
    return [_cut(line) for line in lines[::step]]


def _cut(line: bytes) -> bytes:
    """Cut a very long line where no character is cut: behind a byte that is second to none."""
    if len(line) <= _LINE_BYTES:
        return line
    part = line[:_LINE_BYTES]
    end = max(part.rfind(mark) for mark in (b",", b";", b"\t", b" ", b'"'))
    return part[:end] if end > 0 else part


def _mostly_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", "replace")
    wide = sum(1 for c in text if c > "\x7f")
    broken = text.count("\ufffd")
    return broken <= _BAD_UTF8 * (wide - broken)


def _legacy(lines: list[bytes]) -> tuple[str, str | None]:
    """Choose among the candidates that decode the lines: by how common the characters are, then by the detector."""
    sample = b"\n".join(lines)
    rated = {name: _common_share(sample.decode(name, "replace"), name) for name in _CANDIDATES}
    close = [name for name in _CANDIDATES if rated[name] >= max(rated.values()) - _CLOSE]
    shared = [line for line in lines if all(_decodes(line, name) for name in close)] or lines
    name = close[0] if len(close) == 1 else _detected(b"\n".join(shared), close)
    characters = sum(1 for c in b"".join(lines).decode(name, "replace") if c > "\x7f")
    rivals = [other for other in _CANDIDATES if other != name and rated[other] >= rated[name] - 3 * _CLOSE]
    if characters < _FEW_CHARACTERS and rivals:
        others = " or ".join(rivals)
        return name, f"Too few characters to tell {name} from {others}. Give encoding= if the text looks wrong."
    if rated[name] < _STRANGE:
        return name, f"As {name} the text holds mostly rare characters. Give encoding= if it looks wrong."
    return name, None


def _common_share(text: str, name: str) -> float:
    """Return the share of characters that are everyday ones in this encoding, 0 to 1.

    In GB 2312 and Big5 the everyday characters stand in a block of their own; in Western text a letter with an accent
    stands between plain ones.
    """
    if name == "cp1252":
        letters = _ACCENTED.findall(text)
        usual = sum(1 for run in letters if len(run) == 1 and (run.isalpha() or run in _WESTERN_MARKS))
        return usual / max(1, sum(len(run) for run in letters))
    counts = Counter(c for c in text if c > "\x7f")
    narrow, low, high = ("gb2312", 0xB0, 0xD7) if name == "gb18030" else ("big5", 0xA4, 0xC6)
    usual = 0
    for character, count in counts.items():
        code = character.encode(narrow, "ignore")
        if len(code) == 2 and (low <= code[0] <= high or character in _EAST_MARKS):
            usual += count
    return usual / max(1, counts.total())


def _decodes(line: bytes, name: str) -> bool:
    try:
        line.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _detected(sample: bytes, eligible: list[str]) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=eligible).best()
    return best.encoding if best is not None and best.encoding in eligible else eligible[0]

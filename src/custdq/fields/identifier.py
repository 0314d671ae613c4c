"""Identifiers: tax numbers, credit codes, identity numbers, and whatever a system calls its own rows.

Format and check digit are judged apart. The trap: a masked identity number (`130224********7417`) must never be
filled up or compared as a whole, yet what it shows still tells two people apart.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import OptionError, Reason, Status, did_you_mean
from custdq.fields.base import Comparison, Equal, Key, Kind, Level, Parsed, Similar, status_of
from custdq.fields.identifier_scheme import Scheme, Verdict
from custdq.fields.identifier_schemes import ALIASES, SCHEMES, Family
from custdq.fields.settled import settled
from custdq.tables import column_or_null

_SEPARATORS = re.compile(r"[\s\-‐-―−./\\:,_·'\"()（）]+")
_SEPARATOR_MARKS = str.maketrans("", "", " -./\\:,_'\"()")
#: Any words before a colon, where what follows must have the form of a scheme.
_WORDS = re.compile(r"[^\W\d][^\d:：#]{2,29}[:：#]\s*")
_LABEL = re.compile(
    r"^(?:(?:统一社会信用代码|社会信用代码|信用代码|纳税人识别号|税号|身份证号码?|身份证|证件号码?|组织机构代码|注册号|"
    r"營業登記號|統一編號|(?:uscc|iban|lei|vat|tax id|id)(?=[\s:：#]))\s*(?:no\.?)?\s*[:：#]?)\s*",
    re.IGNORECASE,
)
_FLOAT = re.compile(r"(\d{5,})\.0")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+\d{1,2}")
_MASKED = re.compile(r"([0-9A-Z]{0,14})[*＊●•]{2,}([0-9A-Z]{0,8})")
#: Shortest text of an invalid identifier that may still be the same identifier elsewhere.
_USABLE = re.compile(r"(?=.*\d)[0-9A-Z]{6,40}")
_ANY = "any"
#: What parts numbers from the words around them; a cell of more words than this is a remark.
_BETWEEN = re.compile(r"[\s,;|/、（）()\[\]【】:]+")
_MOST_WORDS, _SHORTEST = 12, 6
#: Year of the first resident identity cards.
_FIRST_NUMBERS = 1984
#: Residence permits of people from Taiwan have a code of their own in place of Taiwan's (GB/T 2260 has 71).
_TAIWAN_PERMIT, _TAIWAN = "830000", "710000"
#: Spreadsheets keep this many digits of a number and write zeros for the rest.
_EXACT = 15
#: Numbers that 0 may be one of.
_SMALL_FIGURE, _LONG = r"^\W*[0-9]{1,2}\W*$", r"(?:\w\W*){3}"
_SEQUENCE = "0123456789" * 3
_SHARED = {"one": False, "several": True, "unknown": None}


@dataclass(frozen=True)
class Identifier(Kind):
    """An identifier under a scheme.

    Parameters
    ----------
    scheme
        "cn.uscc", "cn.resident_id", "lei", "iban", "eu.vat", "de.vat", "us.ein", ... (`identifier_schemes.SCHEMES` has
        them all), or "any": kept as written and compared without case and separators.
    held_by
        "one": a number is one entity's; "several": entities commonly share it, as those at one house number do;
        "unknown": the data may tell.
    zero
        False where 0 stands for nothing; learned where a column of the scheme "any" has longer identifiers and no
        other of one or two figures.

    Raises
    ------
    OptionError
        When `scheme` or `held_by` is not known.

    Notes
    -----
    Parts: `compact`, without separators and in upper case, also of a number with a wrong check digit; `pattern`, its
    first three and last four characters, also of a masked one; `formatted`, as it is printed; `country` (ISO 3166-1
    alpha-2) of the scheme; where the number tells them `region_code` (GB/T 2260), `region` (its name when the number
    was given), `region_today` (its codes now, with `;` between), `birth_date` (YYYY-MM-DD), `gender` (M or F),
    `org_class` and `org_code` (registering body and organization code of a credit code); `others`, further numbers of
    the cell; `note`, words beside them. The scheme "any" has `compact` alone.

    Problems: `bad_format`, `bad_check_digit`, `out_of_range` (no such birthday), `masked`, `digits_lost` (by a
    spreadsheet) and `not_parsed` leave no value; `division_unknown`, `several_values` and `extra_text` come with one.
    One character repeated and digits in sequence are missing, `placeholder`.

    Sources: the published rule of each scheme, such as GB 32100-2015 (credit codes), GB 11643-1999 (resident numbers),
    ISO 13616 (IBAN), ISO 17442 (LEI) and ISO 7064 (check characters).

    Examples
    --------
    >>> Identifier("cn.uscc").parse(["91350100m000100y43", "91350100M000100Y44"]).column("problem").to_pylist()
    [None, 'bad_check_digit']
    >>> Identifier("fr.siren").parse(["775672272"]).column("formatted").to_pylist()
    ['775 672 272']
    >>> Identifier("cn.resident_id").parse(["110105********002X"]).column("problem").to_pylist()
    ['masked']
    """

    scheme: str = _ANY
    held_by: str = "one"
    zero: bool = True

    name: ClassVar[str] = "identifier"
    part_names: ClassVar[tuple[str, ...]] = (
        "compact", "pattern", "formatted", "country", "region_code", "region", "region_today", "birth_date", "gender",
        "org_class", "org_code", "others", "note",
    )  # fmt: skip
    identifying: ClassVar[float] = 0.9
    blocking_keys: ClassVar[tuple[str, ...]] = ("compact", "pattern")
    keyed_parts: ClassVar[tuple[str, ...]] = ("compact", "pattern")

    def __post_init__(self) -> None:
        object.__setattr__(self, "scheme", str(self.scheme).lower())
        if self.scheme != _ANY and self.scheme not in SCHEMES and self.scheme not in ALIASES:
            known = _nearby(self.scheme)
            raise OptionError(f'Identifier("{self.scheme}") is no known scheme. {did_you_mean(self.scheme, known)}')
        if self.held_by not in _SHARED:
            raise OptionError(f'Identifier(held_by="{self.held_by}"): {did_you_mean(str(self.held_by), _SHARED)}')

    @property
    def shared(self) -> bool | None:  # type: ignore[override]
        """Whether several entities commonly have the same number at once; None: not known."""
        return _SHARED[self.held_by]

    def prepare(self, values: pa.Array) -> Kind:
        """Return the kind knowing whether 0 is one of the column's identifiers."""
        if self.scheme != _ANY or not self.zero:
            return self
        if not pc.any(pc.equal(values, "0")).as_py():
            return self
        others = values.filter(pc.not_equal(values, "0"))
        small = pc.any(pc.match_substring_regex(others, _SMALL_FIGURE)).as_py()
        long = pc.any(pc.match_substring_regex(others, _LONG)).as_py()
        return replace(self, zero=False) if long and not small else self

    def is_placeholder(self, text: str) -> bool:
        """Tell whether `text` stands for nothing; a system may call a row 0."""
        return not (self.scheme == _ANY and self.zero and text == "0") and super().is_placeholder(text)

    def parse_value(self, text: str) -> Parsed:
        """Parse one identifier; a wrong one keeps its compact form as a part, for matching."""
        if self.scheme == _ANY:
            return settled(text, _as_written, stands_for_nothing=self.is_placeholder)
        plain = text if text.isascii() else _ascii_digits(unicodedata.normalize("NFKC", text))
        plain = plain.strip(" '\"=")
        if not plain[:1].isdigit():
            plain = _LABEL.sub("", _WORDS.sub("", plain, count=1) if ":" in plain or "#" in plain else plain) or plain
        scheme = _scheme(self.scheme)
        compact = scheme.read(plain) if scheme.read else _compact(plain)
        if not compact:
            return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
        if len(compact) > 4 and len(set(compact)) == 1:
            return Parsed(None, Status.MISSING, Reason.PLACEHOLDER)
        verdict = scheme.judge(compact)
        if verdict.value is None:
            among = self._among_words(text, plain) if verdict.problem is Reason.BAD_FORMAT else None
            parts = {"country": _country(self.scheme), **verdict.parts}
            return among or _unfit(plain, compact, verdict.problem, parts)
        parts = self._parts(verdict)
        # a resident number of a region that never was is kept, and said to be odd
        unknown = parts.get("birth_date") and parts.get("region_code") and not parts.get("region_today")
        problem = Reason.DIVISION_UNKNOWN if unknown else None
        return Parsed(verdict.value, status_of(text, verdict.value), problem, parts)

    def _parts(self, verdict: Verdict) -> dict[str, str | None]:
        value = verdict.value or ""
        parts = {"country": _country(self.scheme), **verdict.parts}
        parts |= {"compact": value, "pattern": _pattern(value, value), "formatted": verdict.formatted}
        if region := parts.get("region_code"):
            year = (parts.get("birth_date") or "")[:4]
            parts["region"], parts["region_today"] = _region(region, int(year) if year else None)
        return parts

    def _among_words(self, text: str, plain: str) -> Parsed | None:
        """Find numbers among words; only where a check digit tells a number from any other."""
        scheme = _scheme(self.scheme)
        words = [word for word in _BETWEEN.split(plain) if word]
        telling = scheme.check is not None or isinstance(scheme, Family)
        if not telling or scheme.read or not 1 < len(words) <= _MOST_WORDS:
            return None
        judged = [(scheme.judge(_compact(word)) if len(word) > _SHORTEST else None, word) for word in words]
        found = {verdict.value: verdict for verdict, _ in judged if verdict and verdict.value}
        if not found:
            return None
        value, *others = found
        note = " ".join([word for verdict, word in judged if not (verdict and verdict.value)])
        parts = self._parts(found[value]) | {"others": ";".join(map(str, others)) or None, "note": note or None}
        return Parsed(value, Status.REPAIRED, Reason.SEVERAL_VALUES if others else Reason.EXTRA_TEXT, parts)

    def value_keys(self, parsed: Parsed) -> dict[str, Key]:
        """Return `compact` (also of invalid identifiers) and `pattern` (first three and last four characters)."""
        return {name: parsed.parts.get(name) for name in self.keyed_parts}

    def keys(self, parsed: pa.Table) -> dict[str, pa.Array]:
        """Return the keys of a column: parts of it as they stand there."""
        return {name: column_or_null(parsed, name) for name in self.keyed_parts}

    def comparison(self) -> Comparison:
        """Return: same; under a scheme also one character off, and same visible ends."""
        same = Level("same identifier", Equal("compact"), "compact")
        if self.scheme == _ANY:
            return Comparison((same,), ("compact",))
        near = Level("one character differs", Similar("compact", "osa", 0.9))
        return Comparison(
            (same, near, Level("same beginning and end", Equal("pattern"), "pattern")), ("compact", "pattern")
        )

    def mask(self, value: str) -> str:
        """Return the identifier with its middle hidden."""
        shown = 4 if len(value) >= 12 else 1
        return value[:shown] + "*" * max(1, len(value) - 2 * shown) + (value[-shown:] if len(value) > 2 * shown else "")


def _nearby(name: str) -> list[str]:
    """Return the schemes a wrong name may mean: of the same country, and those written alike."""
    known = [*SCHEMES, *ALIASES, _ANY]
    country = name.partition(".")[0]
    return [*get_close_matches(name, known, n=5, cutoff=0.5), *[n for n in known if n.partition(".")[0] == country]]


def _scheme(name: str) -> Scheme:
    return SCHEMES.get(name) or SCHEMES[ALIASES[name]]


def _ascii_digits(text: str) -> str:
    """Return text with the decimal digits of every script as 0 to 9."""
    return "".join([str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text])


def _compact(plain: str) -> str:
    """Return text without separators, in upper case; 12345.0 of a spreadsheet is 12345."""
    if plain.isalnum():
        return plain.upper()
    if plain.endswith(".0") and _FLOAT.fullmatch(plain):
        return plain[:-2]
    if plain.isascii():
        plain = plain.translate(_SEPARATOR_MARKS)
        if plain.isalnum():
            return plain.upper()
    return _SEPARATORS.sub("", plain).upper()


def _as_written(text: str) -> Parsed:
    """Keep an identifier of no scheme; its compact form is for comparing."""
    plain = (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip(" '\"=")
    plain = _LABEL.sub("", plain) or plain
    compact = _compact(plain)
    if not compact:
        return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
    return Parsed(plain, status_of(text, plain), None, {"compact": compact})


def _unfit(plain: str, compact: str, problem: Reason | None, parts: dict[str, str | None]) -> Parsed:
    """Say why a text is no identifier of its scheme, and what of it is still good for matching."""
    if len(compact) > 4 and compact in _SEQUENCE:
        return Parsed(None, Status.MISSING, Reason.PLACEHOLDER)
    if masked := _MASKED.fullmatch(compact):
        return Parsed(None, Status.INVALID, Reason.MASKED, {"pattern": _pattern(masked[1], masked[2])})
    if _SCIENTIFIC.fullmatch(plain):
        return Parsed(None, Status.INVALID, Reason.DIGITS_LOST)
    if compact.isdigit() and len(compact) > _EXACT and not compact[_EXACT:].strip("0"):
        return Parsed(None, Status.INVALID, Reason.DIGITS_LOST)
    told = {} if problem is Reason.BAD_FORMAT else parts
    usable = compact if _USABLE.fullmatch(compact) else None
    return Parsed(None, Status.INVALID, problem, {**told, "compact": usable})


@cache
def _country(scheme: str) -> str | None:
    """Return the country a scheme belongs to, None where it is international."""
    country, dot, _ = scheme.partition(".")
    return country.upper() if dot and country != "eu" else None


@lru_cache(maxsize=65_536)
def _region(code: str, year: int | None) -> tuple[str | None, str | None]:
    """Return the division a code meant when numbers were given under it, and today's codes in its place.

    Resident numbers have been given since 1984, to those born before in the region they lived in then.
    """
    from custdq.reference.division_history import division_at
    from custdq.reference.divisions import division_path

    code = _TAIWAN if code == _TAIWAN_PERMIT else code
    then = (division_at(code, max(year, _FIRST_NUMBERS)) if year else None) or division_at(code)
    path = then.path if then else division_path(code)
    names = "".join(dict.fromkeys(name for name in path if name))
    return names or None, ";".join(then.codes) or code if then else None


def _pattern(beginning: str, end: str) -> str | None:
    """Return the first three and the last four characters, where both are visible."""
    return f"{beginning[:3]}*{end[-4:]}" if len(beginning) >= 3 and len(end) >= 4 else None

"""What a column's values look like: shares of a sample of distinct values that have each shape.

A shape is a cheap test (a pattern, a count of digits), good enough to tell kinds apart; whether a value is *valid* is
for the kind to say. The trap: a sample taken from the top of a file sees only one salesperson's habits and depends on
row order; so the sample is of distinct values, chosen by their hash.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property

import pyarrow as pa

from custdq.fields.category import Category
from custdq.fields.organization_evidence import is_organization
from custdq.infer.labels import names_people
from custdq.infer.tally import tally_column
from custdq.reference.street_words import street_words
from custdq.reference.us_words import us_words
from custdq.text.personal_names import SURELY_GIVEN, name_lean
from custdq.text.script import count_han, has_han
from custdq.text.width import fold_marks

#: Spaces from which a text is a title or a sentence sooner than a name, whatever words of trade it holds.
_SENTENCE = 6
_EMAIL = re.compile(r"[^\s@＠]+\s?(?:[@＠]|\sat\s)\s?[\w\-.]+\.\w{2,}\W?", re.I)
_URL = re.compile(
    r"(?:https?://|www\.)\S+|[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.(?:com|cn|net|org|io|co|edu|gov)(?:\.[a-z]{2})?(?:/\S*)?",
    re.I,
)
_DATE = re.compile(
    r"(?:(?:1[89]|20)\d{2}(?:[-/.年]\s?\d{1,2}(?:[-/.月]\s?\d{1,2}日?)?月?|(?:0[1-9]|1[0-2])[0-3]\d)"
    r"|(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]))(?:1[89]|20)\d{2}"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{2}|\d{4})|\d{2}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日|民国\d{2,3}年.*"
    r"|\d{1,2}(?:st|nd|rd|th)?[-\s./]{1,2}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-\s./,]{1,2}\d{2}(?:\d{2})?"
    r"|(?:\d{1,2}(?:st|nd|rd|th)?\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2}?,?\s?(?:\d{4})?)"
    r"(?:[T\s]\s*\d{1,2}[:：时]\d{2}(?:[:：分]\d{2}(?:\.\d+)?秒?)?(?:Z|[+-]\d{2}:?\d{2})?(?:\s?[AP]M)?)?",
    re.I,
)
_NUMBER = re.compile(
    r"[-+]?[¥$€£￥]?\s?\d{1,3}(?:,\d{3})*(?:\.\d+)?\s?(?:元|万|%|rmb|cny|usd)?|[-+]?[¥$€£￥]?\d+(?:\.\d+)?(?:元|万|%)?",
    re.I,
)
_INTEGER = re.compile(r"\d{1,9}(?:\.0)?")
_SERIAL = re.compile(r"[1-5]\d{4}(?:\.\d+)?")
_MOBILE = re.compile(r"(?:(?:00|\+)?86|0|17951)?1[3-9]\d{9}")
_LANDLINE = re.compile(r"(?:(?:\+|00)?860?|0)(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}|[2-9]\d{6,7}")
_USCC = re.compile(r"[0-9A-HJ-NP-RT-UWXY]{2}\d{6}[0-9A-HJ-NP-RT-UWXY]{10}|\d{15}|[0-9A-HJ-NP-RT-UWXY]{8}-?[0-9X]", re.I)
_RESIDENT = re.compile(
    r"[1-8]\d{5}(?:(?:1[89]|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx]|\d{9})|(?=.{15}$|.{18}$)\d{2,12}[*xX•●]{3,14}\d{0,4}[\dXx*]?"
)
_USCC_LONG = re.compile(r"(?=.*[A-Z])[0-9A-HJ-NP-RT-UWXY]{2}\d{6}[0-9A-HJ-NP-RT-UWXY]{10}")
_RESIDENT_LONG = re.compile(
    r"[1-8]\d{5}(?:1[89]|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d\d{3}[\dXx]|(?=.{15}$|.{18}$)\d{3,12}[*]{4,14}\d{0,4}[\dXx]?"
)
_POSTCODE = re.compile(
    r"\d{4,6}(?:\.0|-\d{3,4})?|[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}|[a-z]\d[a-z]\s?\d[a-z]\d|\d{3}-\d{4}|\d{4}\s?[a-z]{2}",
    re.I,
)
_POSTCODE_LETTERS = re.compile(r"[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}|[a-z]\d[a-z]\s?\d[a-z]\d", re.I)
_LATIN_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_COORDINATES = re.compile(r"-?\d{1,3}(?:\.\d+)?\s?[,;，]\s?-?\d{1,3}(?:\.\d+)?")
_WECHAT = re.compile(
    r"(?:(?:wechat|wx|vx|微信号?)\s?[:：]\s?)?[a-z][a-z0-9_\-]{5,19}|(?:微信|手机|电话)?同(?:号|手机)|1[3-9]\d{9}",
    re.I,
)
_CODE = re.compile(r"(?=.*\d)[A-Za-z]{0,8}[-_./]?[0-9A-Za-z]*(?:[-_./][0-9A-Za-z]+)*")
_LABELS = re.compile(
    r"手机号?码?|电话|移动|座机|固话|办公|总机|微信|联系|tel|mobile|phone|mob|ext|转|分机|本人|白天打|备用|[a-z]\s?[:：]",
    re.I,
)
_CN_ADDRESS = re.compile(r"[省市区县州旗镇乡]|街道|[路街巷弄道](?=.)|村|号|栋|幢|座|楼|单元|室|小区|大厦|花园|公寓|园")
_STREET_WORD = re.compile(
    r"\b(?:st|street|ave|avenue|rd|road|blvd|boulevard|dr|drive|ln|lane|ct|court|pl|place|hwy|highway|way|pkwy|sq|square|cres|crescent|"
    r"terrace|close|circuit|parade|room|building|floor|district|straße|strasse|rue|via|calle|suite|apt|plaza|broadway)\b\.?",
    re.I,
)
_DIVISION = re.compile(
    r"^[\u4e00-\u9fff]{2,}?(?:省|市|自治区|上海|北京|天津|重庆)?[\s/\-,，、|]+[\u4e00-\u9fff]{2,}|省.{2,}市|市.{2,}[区县]"
)
_STAGES = frozenset(
    "潜在 潜在客户 意向 意向客户 线索 报价 报价中 已报价 谈判 谈判中 签约 已签约 成交 已成交 合作 合作中 流失 "
    "流失客户 老客户 新客户 跟进 跟进中 初步接触 需求确认 商务谈判 赢单 输单 休眠 暂停 试用 续约 lead leads "
    "prospect prospects customer opportunity qualified unqualified negotiation proposal quoted quote won lost "
    "churned active inactive trial onboarding new contacted nurturing closed".split()
)


@dataclass
class Profile:
    """A column's shape: `rows`, `filled` (neither blank nor placeholder), `distinct`, a `sample` and its `counts`."""

    rows: int
    filled: int
    distinct: int
    sample: tuple[str, ...]
    counts: tuple[int, ...]
    _shares: dict[str, float] = field(default_factory=dict, repr=False)

    def share(self, shape: str) -> float:
        """Return the share of the sample that has a shape, 0 to 1; 0 for an empty column.

        Parameters
        ----------
        shape
            One of `SHAPES`.
        """
        if shape not in self._shares:
            self._shares[shape] = sum(map(SHAPES[shape], self._texts)) / max(len(self._texts), 1)
        return self._shares[shape]

    def row_share(self, shape: str) -> float:
        """Return the share of the sample's rows that has a shape: fairer than `share` where few words repeat."""
        hits = sum(count for text, count in zip(self._texts, self.counts, strict=True) if SHAPES[shape](text))
        return hits / max(sum(self.counts), 1)

    @cached_property
    def _texts(self) -> list[str]:
        return [unicodedata.normalize("NFKC", text) for text in self.sample]

    @cached_property
    def mean_length(self) -> float:
        """Mean length of the sample, characters."""
        return sum(map(len, self.sample)) / max(len(self.sample), 1)


def profile_column(column: pa.ChunkedArray | pa.Array, *, header: str | None = None, name: bool = False) -> Profile:
    """Profile a string column.

    Parameters
    ----------
    column
        Strings.
    header
        The column's name: where a header was pasted among the rows it is no value.
    name
        Whether the column is called like one of people's names, in which Na and Nan are somebody.

    Examples
    --------
    >>> profile = profile_column(pa.array(["13800138001", "无", None, "13912345678"]))
    >>> profile.filled, profile.distinct, profile.share("phone")
    (2, 2, 1.0)
    """
    return Profile(len(column), *tally_column(column, header=header, name=name))


def profile_columns(table: pa.Table) -> dict[str, Profile]:
    """Profile every column of a table of strings, those called like people's names as such."""
    return {name: profile_column(table.column(name), name=names_people(name)) for name in table.column_names}


def _is_phone(text: str) -> bool:
    """7 to 15 digits, nothing else of weight: several numbers, labels and a short remark may stand with them."""
    digits = sum(char.isdigit() for char in text)
    if not 7 <= digits <= 40 or _DATE.fullmatch(text):
        return False
    others = sum(char.isalpha() for char in _LABELS.sub("", text))
    return others <= 8 and others < digits and not _CODE_ONLY.fullmatch(text)


#: Letters and a number, or the address of a machine, whose four figures are not all of two digits as a Danish phone's.
_CODE_ONLY = re.compile(
    r"[A-Za-z]{1,6}[-_]?\d+|(?!(?:\d\d\.){3}\d\d$)(?:(?:1?\d?\d|2[0-4]\d|25[0-5])\.){3}(?:1?\d?\d|2[0-4]\d|25[0-5])"
)


def _is_mobile(text: str) -> bool:
    return _MOBILE.fullmatch(re.sub(r"\.0$|[^\d+]", "", text)) is not None


def _is_card(text: str) -> bool:
    """A person and a number in one cell."""
    if sum(char.isdigit() for char in text) < 7:
        return False
    return _is_person(_LABELS.sub("", re.sub(r"[^\w\s]|\d", "", text)).strip())


def _is_cn_address(text: str) -> bool:
    return count_han(text) >= 4 and len(_CN_ADDRESS.findall(text)) >= 2


def _is_western_address(text: str) -> bool:
    if not any(char.isdigit() for char in text):
        return False
    if _STREET_WORD.search(text) is not None or _AMERICAN_LAST_LINE.search(text) is not None:
        return True
    words = fold_marks(text).casefold()
    return any(word in _street_words() or word.endswith(_GLUED) for word in _LATIN_WORD.findall(words))


#: A town, a state and a ZIP code end an American address.
_AMERICAN_LAST_LINE = re.compile(r"[A-Za-z]{3,}[,\s]+[A-Z]{2}[,\s]+\d{5}(?:-\d{4})?$")
#: Ends of street names in one word: Hauptstrasse, Prinsengracht, Storgatan.
_GLUED = ("strasse", "straat", "gracht", "gatan", "vagen", "gade", "weg", "laan", "katu", "utca")


@cache
def _street_words() -> frozenset[str]:
    """Return words for a street in the languages of the world, those too short to tell left out."""
    groups = street_words()
    words = (*groups["before"], *groups["after"], *map(str.casefold, us_words().suffixes))
    return frozenset(word for word in words if len(word) >= _TELLING_LETTERS)


#: Letters from which a word for a street is hardly ever another word's abbreviation.
_TELLING_LETTERS = 4


def _is_person(text: str) -> bool:
    score = is_organization(text)
    return score is not None and score < 0.5


def _is_western_person(text: str) -> bool:
    """Two to four words, two of them listed as names and one surely a given name, and nothing of an organization."""
    words = _LATIN_WORD.findall(text)
    if not 2 <= len(words) <= 4 or any(char.isdigit() for char in text) or is_organization(text) is not None:
        return False
    leans = [lean for lean in map(name_lean, words) if lean is not None]
    return len(leans) > 1 and max(leans) >= SURELY_GIVEN


def _is_organization(text: str) -> bool:
    if text.count(" ") >= _SENTENCE:
        return False
    score = is_organization(text)
    return score is not None and score >= 0.5


def _category_words(scheme: str) -> Callable[[str], bool]:
    kind = Category(scheme)
    return lambda text: kind.parse_cell(text).value is not None


def _is_receiver(text: str) -> bool:
    return (
        len(text) > 15
        and re.search(r"\d{3}\W?\d{4}\W?\d{4}", text) is not None
        and (_is_cn_address(text) or _is_western_address(text))
    )


def _is_phone_for_sure(text: str) -> bool:
    """A mainland mobile, an international number, or an area code set apart: what no mere code looks like."""
    return _is_phone(text) and (_is_mobile(text) or _WRITTEN_PHONE.search(text) is not None)


_WRITTEN_PHONE = re.compile(
    r"(?:\+|^00)\d[\d\s\-().]{6,}|\b0\d(?:[\s.\-/]\d\d){4}\b"
    r"|\(?\b0\d{2,4}\)?[-\s/.]?\d{3,4}[-\s.]?\d{3,4}\b|\(?\b\d{3}\)?[-\s/.]\d{3}[-\s.]\d{4}\b"
)


def _is_short_words(text: str) -> bool:
    return len(text) <= 24 and any(char.isalpha() for char in text) and sum(char.isdigit() for char in text) <= 2


def _is_place(text: str) -> bool:
    return len(text) <= 40 and any(char.isalpha() for char in text) and not any(char.isdigit() for char in text)


def _is_title(text: str) -> bool:
    """Text that could name somebody: letters, not too long, no date, address of mail or web, or bare number."""
    return (
        len(text) <= 120 and any(char.isalpha() for char in text) and "@" not in text and _URL.fullmatch(text) is None
    )


def _is_name_words(text: str) -> bool:
    """Two to five words of letters, as the whole name of a person is written."""
    words = re.split(r"[\s,]+", text.strip(" ,"))
    return 2 <= len(words) <= 5 and all(_NAME_WORD.fullmatch(word) for word in words)


_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-](?!$))*\.?")


def _is_heading(text: str) -> bool:
    """Words about a thing sooner than the name of somebody: many of them, or figures among them."""
    words = text.split()
    return len(words) > _SENTENCE or (len(words) > 1 and any(char.isdigit() for char in text))


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None


_is_gender = _category_words("gender")

#: Shape -> test of one value in NFKC form.
SHAPES: dict[str, Callable[[str], bool]] = {
    "email": _matches(_EMAIL),
    "url": _matches(_URL),
    "phone": _is_phone,
    "mobile": _is_mobile,
    "date": _matches(_DATE),
    "date_serial": _matches(_SERIAL),
    "number": _matches(_NUMBER),
    "integer": _matches(_INTEGER),
    "landline": lambda text: _LANDLINE.fullmatch(re.sub(r"[\s()\-/]", "", text)) is not None,
    "uscc": _matches(_USCC),
    "resident_id": _matches(_RESIDENT),
    "wechat": _matches(_WECHAT),
    "code": _matches(_CODE),
    "address": lambda text: _is_cn_address(text) or _is_western_address(text),
    "division": lambda text: _DIVISION.search(text) is not None,
    "receiver": _is_receiver,
    "card": _is_card,
    "person": lambda text: _is_person(text) or _is_western_person(text),
    "organization": _is_organization,
    "party": lambda text: text.count(" ") < _SENTENCE and is_organization(text) is not None,
    "gender": _category_words("gender"),
    "gender_words": lambda text: not text.isdigit() and _is_gender(text),
    "kind": _category_words("kind"),
    "stage": lambda text: text.casefold() in _STAGES,
    "postcode_letters": _matches(_POSTCODE_LETTERS),
    "uscc_long": _matches(_USCC_LONG),
    "resident_id_long": _matches(_RESIDENT_LONG),
    "phone_sure": _is_phone_for_sure,
    "postcode": _matches(_POSTCODE),
    "coordinates": _matches(_COORDINATES),
    "at_sign": lambda text: "@" in text,
    "title": _is_title,
    "heading": _is_heading,
    "name_words": _is_name_words,
    "title_or_number": lambda text: _is_title(text) or any(char.isdigit() for char in text),
    "short_words": _is_short_words,
    "place": _is_place,
    "han": has_han,
}

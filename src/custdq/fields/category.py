"""Categories: one of few words (gender, kind of customer, stage), however each list spells it.

The trap: "M" is male in one column and monthly in the next, so a word is translated only under a named scheme.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import OptionError, Reason, Status, did_you_mean
from custdq.fields.base import DIFFERS, Comparison, Equal, Key, Kind, Level, Parsed, status_of

_WORDS = {
    "gender": {
        "M": "m male man boy mr mr. mister sir herr monsieur señor 1 男 男性 男士 男生 先生 male/男 男/male 男(m) "
        "masculine masculino masculin männlich maennlich mann hombre homme uomo maschio varón мужской муж муж. м 남 "
        "남성 남자 mężczyzna mand man. 先生(mr) 男1 1男 1-男 m-男",
        "F": "f w female woman girl mrs mrs. ms ms. miss madam frau madame señora 2 "
        "女 女性 女士 女生 小姐 太太 female/女 女/female 女(f) "
        "feminine femenino feminino féminin weiblich mujer femme donna femmina женский жен жен. ж 여 여성 여자 kobieta "
        "kvinde kvinna 女2 2女 2-女 f-女",
    },
    "kind": {
        "person": "person individual private consumer personal natural b2c p "
        "个人 個人 自然人 个人客户 個人客戶 零售客户 散户 私人",
        "organization": "organization organisation company business corporate corporation enterprise firm institution "
        "b2b o 企业 企業 公司 单位 單位 机构 機構 组织 組織 法人 企业客户 企業客戶 公司客户 集团 集團 团体 商户 对公",
    },
}
#: ISO/IEC 5218 (in China GB/T 2261.1).
_ISO_5218 = {"M": "1", "F": "2"}
#: Spanish lists write H for hombre and M for mujer.
_SPANISH = {"h": "M", "m": "F"}
_SCHEMES = {
    scheme: {w: code for code, words in table.items() for w in words.split()} for scheme, table in _WORDS.items()
}

_FIGURE = r"^\s*[0-9]+\s*$"


@dataclass(frozen=True)
class Category(Kind):
    """One of few words.

    Parameters
    ----------
    scheme
        "gender" (value M or F, `code` by ISO/IEC 5218), "kind" (value person or organization), or None: the word as
        written.
    spanish
        True where the genders are H for hombre and M for mujer; learned where a column has these two and no others,
        and given up where it has F.
    zero
        False where 0 stands for nothing, as in a column of words; learned where no other value of the column is a
        figure. Without a scheme only: under one 0 is never a word.

    Raises
    ------
    OptionError
        When `scheme` is not known.

    Notes
    -----
    Part: `code`, of a gender its number in ISO/IEC 5218 (1 male, 2 female). A word that a scheme does not know has no
    value: `not_parsed`.

    Examples
    --------
    >>> Category("gender").parse(["男", "女士", "F", "n/a"]).column("value").to_pylist()
    ['M', 'F', 'F', None]
    """

    scheme: str | None = None
    spanish: bool = False
    zero: bool = True

    name: ClassVar[str] = "category"
    part_names: ClassVar[tuple[str, ...]] = ("code",)
    shared: ClassVar[bool | None] = None

    def __post_init__(self) -> None:
        if self.scheme is not None and self.scheme not in _SCHEMES:
            raise OptionError(f'Category(scheme="{self.scheme}") is not known. {did_you_mean(self.scheme, _SCHEMES)}')

    def is_placeholder(self, text: str) -> bool:
        """Tell whether `text` stands for nothing; without a scheme, 0 may be a code like any other."""
        return not (self.scheme is None and self.zero and text == "0") and super().is_placeholder(text)

    def prepare(self, values: pa.Array) -> Kind:
        """Return the kind knowing whether M is mujer, and whether 0 is a code."""
        if self.scheme is None:
            others = pc.and_(pc.is_valid(values), pc.not_equal(values, "0"))
            figures = pc.and_(others, pc.match_substring_regex(values, _FIGURE))
            coded = pc.any(figures).as_py() or not pc.any(others).as_py()
            return self if coded else replace(self, zero=False)
        if self.scheme != "gender":
            return self
        words = {_folded(text.strip()) for text in pc.unique(values).drop_null().to_pylist()[:100]}
        # F beside M is no Spanish: the column is in standard form already, or another's
        spanish = (self.spanish and "f" not in words) or {"h", "m"} <= words <= {"h", "m", "", "-"}
        return replace(self, spanish=spanish)

    def parse_value(self, text: str) -> Parsed:
        """Parse one word: under a scheme into its code, otherwise as written."""
        if self.scheme is None:
            return Parsed(text, Status.VALID)
        word = _folded(text)
        value = (_SPANISH.get(word) if self.spanish else None) or _SCHEMES[self.scheme].get(word)
        if value is None:
            return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
        return Parsed(value, status_of(text, value), None, {"code": _ISO_5218.get(value)})

    def key_functions(self) -> dict[str, Callable[[str], Key]]:
        """Return `category`, folded for width and case."""
        return {"category": _folded}

    def comparison(self) -> Comparison:
        """Return: same category."""
        same = (Level("same category", Equal("category"), "category"),)
        if self.scheme == "kind":
            # a person is never an organization, however much else agrees
            return Comparison(same, ("category",), conflict_from=DIFFERS)
        return Comparison(same, ("category",))

    def mask(self, value: str) -> str:
        """Return the word as it is: a category names no person."""
        return value


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace(" ", "")

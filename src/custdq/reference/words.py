"""Word lists that ship with the package: trades, closing words and legal forms of organizations, surnames.

The trap: a list fitted to one data set; these hold general knowledge and public facts only, each with its source in its
first line.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from custdq.reference.tables import read_lines


class LegalForm(NamedTuple):
    """A legal form: its class, the countries that use it, and its ISO 20275 codes where a country has just one.

    Classes: limited, joint_stock, corporation, company, limited_partnership, general_partnership,
    limited_liability_partnership, sole, cooperative, association.
    """

    kind: str
    countries: tuple[str, ...]
    codes: Mapping[str, str]


def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in read_lines(name) for word in line.split())


@cache
def industries() -> frozenset[str]:
    """Return trade words of Chinese company names.

    >>> "商贸" in industries()
    True
    """
    return _words("industries_cn.txt")


@cache
def establishments() -> frozenset[str]:
    """Return closing words of Chinese organization names that are no company form.

    >>> "便利店" in establishments()
    True
    """
    return _words("establishments_cn.txt")


@cache
def legal_forms() -> dict[str, LegalForm]:
    """Return legal forms as written, in lower case.

    >>> legal_forms()["gmbh"].kind, legal_forms()["gmbh"].codes["DE"], legal_forms()["股份有限公司"].kind
    ('limited', '2HBR', 'joint_stock')
    """
    found = {}
    for line in read_lines("legal_forms.tsv.gz"):
        form, kind, countries, codes = line.split("\t")
        found[form] = LegalForm(kind, tuple(countries.split()), dict(code.split(":", 1) for code in codes.split()))
    return found


@cache
def surnames() -> frozenset[str]:
    """Return Chinese surnames, of one and of two characters.

    >>> {"王", "欧阳"} <= surnames()
    True
    """
    return _words("surnames_cn.txt")


@cache
def japanese_surnames() -> frozenset[str]:
    """Return Japanese surnames of two and three characters, as written and in simplified characters.

    >>> {"田中", "高橋", "高桥"} <= japanese_surnames()
    True
    """
    return _words("surnames_ja.txt.gz")


@cache
def common_surnames() -> tuple[str, ...]:
    """Return the commonest Chinese surnames, the commonest first.

    >>> common_surnames()[:3]
    ('王', '李', '张')
    """
    return tuple(
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖石金"
        "韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文"
    )

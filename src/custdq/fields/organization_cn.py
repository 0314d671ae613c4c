"""Chinese organization names taken apart: 行政区划 + 字号 + 行业 + 组织形式, in any of the orders the law allows.

The trap: a branch (分公司) and a group (集团) are companies of their own while a department (采购部) is not, and a
region that stands before, inside or behind the brand is one and the same region.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from custdq.fields.division_search import DivisionsFound, find_divisions
from custdq.fields.person_titles import FACE, TITLES
from custdq.reference.divisions import divisions, is_capital, within
from custdq.reference.words import establishments, industries, legal_forms
from custdq.text.script import has_han, to_simplified
from custdq.text.tokens import longest_ending
from custdq.text.width import half_width

_HAN = "\u4e00-\u9fff"
# Ends of registered names; what stands behind the last of them is a department, a contact or a note.
STRONG_END = re.compile(
    r"(?:公司|合伙企业(?:\((?:有限|普通|特殊普通)合伙\)|(?:有限|普通)合伙)?|独资企业|合作社|联合社|事务所|\(有限合伙\)|\(普通合伙\)|\(特殊普通合伙\)|集团(?!有限|股份|公司|\w{0,6}公司)|有限公$|有限责任公$|有限$)"
    r"(?!\w{0,12}(?:分公司|分店|分行|支行|分厂|办事处|代表处|营业部))"
    r"|(?:分公司|分店|分行|支行|分厂|分校|分院|办事处|代表处)"
)
_BRANCH = re.compile(
    r"(?:第?[一二三四五六七八九十\d]{1,3})?(?:分公司|分店|分行|支行|分厂|分校|分院|分部|办事处|代表处|营业部|项目部)$"
)
_PARENT_END = re.compile(
    r"^(.*(?:公司|合伙企业(?:\([^)]*合伙\)|(?:有限|普通)合伙)?|集团|合作社|银行|事务所|商行))(?=.)"
)
_DEPARTMENT = re.compile(
    rf"^[\s\-—_,，:：(]*((?:[{_HAN}]{{1,6}}?(?:部门|部|处|科|室|组|车间|科室|中心|团队|仓库))|总部|本部|总公司|总店|采购|财务|人事|行政|售后|前台|仓库)\)?$"
)
_BRACKET = re.compile(r"\(([^()]*)\)")
_BROKEN = re.compile(
    r"\s+(?=(?:限公司|公司|司|责任公司|任公司|公 司)(?:$|\W|\S{0,10}分公司))|"
    r"(?<=有限)\s+|(?<=有)\s+(?=限)|(?<=公)\s+(?=司)"
)
# 有限公司 with one character missing, doubled, swapped or mistyped
_FORM_SLIP = re.compile(
    r"(?:有有限公司|有限限公司|有限公公司|有限公司司|限有公司|有公限公司|有公限司|有限司公|有限公$|有限公(?=\s)|有限[^公任责合\s]司|有限司|[优由尤友又右]限公司"
    r"|有[线现县险显先]公司|有限公[丝思私斯]|(?<![国所拥私公])有公司)"
)
# Marks people put before a name to sort it (A, AA, 01.) or to be polite, and faces made of signs.
_LEADING = re.compile(rf"^(?:(?:A{{1,4}}|a{{1,3}}|(?:Mr|Ms|Mrs)\.?|\d{{1,2}}[.、])\s*(?=[{_HAN}]{{2}})|[^\w(]+)")
_TRAILING = re.compile(rf"(?<=[{_HAN})])\s*(?:A{{1,4}}|[^\w)]+)$")
_PARTNERS = re.compile(r"^(?:有限合伙|普通合伙|特殊普通合伙|个人独资)$")
_BARE_PARTNERS = re.compile(r"(?<=合伙企业)((?:有限|普通|特殊普通)合伙)")
_TOWN = re.compile(
    rf"^(?:[{_HAN}]{{1,4}}?(?:街道|镇|乡)(?=[{_HAN}]{{4}})|(?:经济技术|经济|高新技术|技术)?开发区|经开区|高新区|保税区)"
)
_LONGEST_TRADE = 8
_LONGEST_FORM = 12
_WORLD = frozenset(
    "中国 中华 全国 国际 亚洲 亚太 大中华 中国区 中国大陆 大陆 香港 澳门 台湾 北美 美国 英国 德国 日本 韩国 新加坡 "
    "法国 上海自贸区 澳大利亚 新西兰 加拿大 俄罗斯 意大利 西班牙 荷兰 瑞士 "
    "瑞典 丹麦 挪威 芬兰 比利时 奥地利 葡萄牙 波兰 泰国 "
    "越南 印度 印尼 印度尼西亚 马来西亚 菲律宾 巴西 墨西哥 南非 土耳其 阿联酋 沙特 欧洲 东南亚".split()
)


class ChineseName(NamedTuple):
    """The parts of a Chinese organization name; `name` is its standard form, `rest` what was cut off behind it."""

    name: str
    region: str | None = None
    brand: str | None = None
    industry: str | None = None
    legal_form: str | None = None
    group: str | None = None
    branch: str | None = None
    department: str | None = None
    rest: str | None = None


def tidy(text: str) -> str:
    """Return a name in simplified characters and half-width forms, broken words joined, sorting marks in front cut off.

    >>> tidy("A 信諾（上海)有限 公司")
    '信诺(上海)有限公司'
    """
    plain = half_width(to_simplified(text)).replace("【", "(").replace("】", ")").replace("[", "(").replace("]", ")")
    plain = _FORM_SLIP.sub("有限公司", plain)
    plain = _BROKEN.sub("", FACE.sub("", plain).strip())
    cut = _TRAILING.sub("", _LEADING.sub("", plain))
    return (cut if has_han(cut) else plain).strip()


def split_end(text: str) -> tuple[str, str]:
    """Split a tidy text behind the last word that ends a registered name; the second part is empty where there is none.

    >>> split_end("丰永建材有限公司 王经理")
    ('丰永建材有限公司', ' 王经理')
    """
    last = None
    for match in STRONG_END.finditer(text):
        last = match
    if last is None:
        return text, ""
    end = last.end()
    if text.startswith("(集团)", end):
        end += len("(集团)")
    return text[:end], text[end:]


def _split_tag(text: str) -> tuple[str, str]:
    """Split what stands behind the name; where no form ends it, a trade or a courtesy behind a space is a tag."""
    head, rest = split_end(text)
    front, _, last = head.rpartition(" ")
    if rest or not front or STRONG_END.search(head):
        return head, rest
    is_tag = last in industries() or last in establishments() or last in TITLES
    return (front, last) if is_tag and front not in divisions().by_name else (head, rest)


def read_chinese(text: str) -> ChineseName:
    """Take a Chinese organization name apart.

    >>> read_chinese("西安市云帆电子有限公司合肥分公司")[:6]
    ('西安市云帆电子有限公司合肥分公司', '西安市', '云帆', '电子', '有限公司', None)
    >>> read_chinese("康佳北京电子公司").region, read_chinese("和裕科技").brand
    ('北京', '和裕')
    """
    head, rest = _split_tag(tidy(text))
    department = _DEPARTMENT.match(rest) if rest else None
    if department:
        rest = ""
    head = re.sub(r"\s+", "", head)
    body, branch = split_branch(head)
    flat, region, inner, note = _brackets(body)
    stem, form, group = _form(flat)
    name = head if note is None else head.replace(f"({note})", "")
    if region is None:
        region, stem, inside = _region(stem, registered=form not in (None, "公司"))
        # 企业名称登记管理规定: a region inside a name stands in brackets
        name = name.replace(region, f"({region})", 1) if inside and region else name
    brand, industry = split_trade(stem)
    name = _BARE_PARTNERS.sub(r"(\1)", name)
    return ChineseName(
        name.replace("(", "（").replace(")", "）"),
        region,
        brand,
        industry,
        form,
        group or ("集团" if "集团" in inner else None),
        branch,
        department.group(1) if department else next((w for w in inner if w.startswith(("总部", "本部"))), None),
        rest.strip(" -—_,，;；()") or note,
    )


def split_branch(head: str) -> tuple[str, str | None]:
    """Split the branch off a name: its place and the word for it.

    >>> split_branch("云帆科技金华分公司"), split_branch("信利有限公司第二分公司")
    (('云帆科技', '金华分公司'), ('信利有限公司', '第二分公司'))
    """
    match = _BRANCH.search(head)
    if match is None or not match.start():
        return head, None
    before = head[: match.start()]
    parent = _PARENT_END.match(head)
    if parent and parent.end() <= match.start():
        return parent.group(1), head[parent.end() :]
    if _PARENT_END.match(before + "x"):
        return before, match.group()
    if match.group().endswith(("办事处", "营业部", "项目部", "分部")):
        return head, None
    for size in range(min(10, len(before) - 2), 1, -1):
        if before[-size:] in divisions().by_name:
            return before[:-size], before[-size:] + match.group()
    return before, match.group()


def _brackets(body: str) -> tuple[str, str | None, list[str], str | None]:
    """Take the brackets out of a name: the flat name, a region, other contents, and a note that is no part of it."""
    region, note = None, None
    known: list[str] = []
    for content in _BRACKET.findall(body):
        found = find_divisions(content)
        if region is None and content and (content in _WORLD or (found.codes and found.end == len(content))):
            region = content
        elif _PARTNERS.match(content):
            continue
        elif content == "集团" or content.startswith(("总部", "本部", "总公司")) or has_han(content) is False:
            known.append(content)
        elif body.endswith(f"({content})"):
            note = content
        else:
            known.append(content)
    flat = _BRACKET.sub(lambda match: match.group() if _PARTNERS.match(match.group(1)) else "", body)
    return re.sub(r"[()\s]", "", flat) if not _PARTNERS.search(flat) else flat, region, known, note


@cache
def _forms() -> frozenset[str]:
    return frozenset(form.replace("(", "").replace(")", "") for form in legal_forms() if has_han(form))


def _form(flat: str) -> tuple[str, str | None, str | None]:
    """Split the legal form off: the stem, the form, and whether the company is a group."""
    flat = flat.replace("(", "").replace(")", "")
    form = longest_ending(flat[1:], _forms(), longest=_LONGEST_FORM)
    stem = flat[: -len(form)] if form else flat
    if stem.endswith("集团") and len(stem) > 2:
        return stem[:-2], form, "集团"
    return stem, form, None


def _region(stem: str, *, registered: bool) -> tuple[str | None, str, bool]:
    """Take the region out of a flat name: the region, the rest, and whether it stood inside the name."""
    world = next((name for name in sorted(_WORLD, key=len, reverse=True) if stem.startswith(name)), None)
    if world and len(stem) - len(world) >= 2 and (world == "中国" or split_trade(stem[len(world) :])[0] is None):
        return world, stem[len(world) :], False
    found = find_divisions(stem, short_districts=False)
    if found.codes and found.end < len(stem) and not _is_brand(found, stem, registered=registered):
        end = found.end
        town = _TOWN.match(stem[end:])
        return stem[:end], stem[end + (town.end() if town else 0) :], False
    county = _county(stem)
    if county:
        return county, stem[len(county) :], False
    for start in range(2, len(stem) - 1):
        for size in divisions().lengths.get(stem[start : start + 2], ()):
            names = divisions().by_name.get(stem[start : start + size])
            behind = stem[start + size :]
            if names is None or not any(code.endswith("00") for code in names.full + names.short):
                continue
            if not behind or split_trade(behind)[0] is None:
                return stem[start : start + size], stem[:start] + behind, True
    return None, stem, False


def _is_brand(found: DivisionsFound, stem: str, *, registered: bool) -> bool:
    """Tell whether a short place name at the head is brand: one character would be left, or another region follows."""
    rest = stem[found.end :]
    if not all(divisions().by_name[name].short and not divisions().by_name[name].full for name in found.written):
        return False
    starts = _trade_starts(rest)
    if 1 in starts:
        return True
    # a registered name must have a brand: 金昌电子有限公司 cannot be a place and a trade only
    if registered and 0 in starts and not any(is_capital(code) for code in found.codes):
        return True
    other = find_divisions(rest, short_districts=False)
    apart = other.code and other.code.endswith("0000") and not any(within(code, other.code) for code in found.codes)
    return bool(apart) and split_trade(rest[other.end :])[0] is None


def _county(stem: str) -> str | None:
    """Read a county at the head without its level word (昆山川兴服装): a city, or where a long brand is left."""
    for size in divisions().lengths.get(stem[:2], ()):
        names = divisions().by_name.get(stem[:size])
        if names is None or len(names.short) != 1 or names.short[0].endswith("00"):
            continue
        brand = "" if 1 in _trade_starts(stem[size:]) else split_trade(stem[size:])[0] or ""
        city = divisions().by_code[names.short[0]].endswith("市")
        if len(brand) >= (2 if city else 3):
            return stem[:size]
    return None


def split_trade(stem: str) -> tuple[str | None, str | None]:
    """Split brand and trade: the longest run of trade words at the end that leaves a brand of two characters or none.

    >>> split_trade("青禾湾餐饮管理"), split_trade("蒋记经营部"), split_trade("国际贸易"), split_trade("昌天")
    (('青禾湾', '餐饮管理'), ('蒋记', '经营部'), (None, '国际贸易'), ('昌天', None))
    """
    reach = _trade_starts(stem)
    if 0 in reach and stem:
        return None, stem
    start = min((at for at in reach if 2 <= at < len(stem)), default=1 if 1 in reach and len(stem) > 1 else len(stem))
    return stem[:start] or None, stem[start:] or None


def _trade_starts(stem: str) -> set[int]:
    """Return every place from which `stem` is trade words to its end."""
    reach = {len(stem)}
    last = longest_ending(stem, establishments())
    if last and len(last) == 1 and len(stem) <= 2:
        last = None
    if last:
        reach.add(len(stem) - len(last))
    words = industries()
    for end in range(len(stem), 0, -1):
        if end in reach:
            reach.update(s for s in range(max(0, end - _LONGEST_TRADE), end - 1) if stem[s:end] in words)
    return reach

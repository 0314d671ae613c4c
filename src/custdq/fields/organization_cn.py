"""Chinese organization names taken apart: 行政区划 + 字号 + 行业 + 组织形式, in any of the orders the law allows.

The trap: a branch (分公司) and a group (集团) are companies of their own while a department (采购部) is not, and a
region that stands before, inside or behind the brand is one and the same region.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from custdq.fields.organization_region import find_head, find_region, is_region
from custdq.fields.organization_trade import read_trade
from custdq.fields.organization_units import read_unit, split_bracketed_unit
from custdq.fields.person_titles import FACE, TITLES
from custdq.reference.words import establishments, industries, legal_forms
from custdq.text.script import has_han, to_simplified
from custdq.text.tokens import longest_ending
from custdq.text.width import half_width

_HAN = "\u4e00-\u9fff"
# Ends of registered names; what stands behind the last of them is a department, a contact or a note.
STRONG_END = re.compile(
    r"(?:公司|\(个体工商户\)|合伙企业(?:\((?:有限|普通|特殊普通)合伙\)|(?:有限|普通)合伙)?|独资企业|合作社|联合社|事务所|\(有限合伙\)|\(普通合伙\)|\(特殊普通合伙\)"
    r"|集团(?!有限|股份|公司|\w{0,6}公司)|有限公$|有限责任公$|有限$)"
    r"(?!\w{0,12}(?:分公司|分店|分行|支行|分厂|分所|办事处|代表处|营业部|门店))"
    r"|(?:分公司|分店|分行|支行|分厂|分所|分校|分院|办事处|代表处)"
)
_BRANCH = re.compile(
    r"(?:第?[一二三四五六七八九十\d]{1,3})?"
    r"(?:分公司|分店|分行|支行|分厂|分所|分校|分院|分部|分社|分局|办事处|代表处|营业部|营业厅|项目部|营业所|门店)$"
)
_PARENT_END = re.compile(
    r"^(.*(?:公司|合伙企业(?:\([^)]*合伙\)|(?:有限|普通)合伙)?|集团|合作社|银行|事务所(?:\([^)]*合伙\)|(?:有限|特殊普通|普通)合伙)?|商行))(?=.)"
)
#: Words for a branch that are also words of a company of its own, so a parent must stand before them.
_WEAK_BRANCH = ("办事处", "营业部", "营业厅", "营业所", "项目部", "分部", "门店")
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
    r"(?:(?:有限公司){2,}|有有限公司|有限限公司|有限公公司|有限公司司|限有公司|有公限公司|有公限司|有限司公|有限公$|有限公(?=\s)|有限[^公任责合\s]司|有限司|[优由尤友又右]限公司"
    r"|有[线现县险显先]公司|有限公[丝思私斯]|(?<![国所拥私公])有公司)"
)
_LONG_FORM_SLIP = re.compile(r"有限责(?:任公?)?$|有限责任公(?=\s)")
_FORM_CHARACTERS = re.compile(r"[有限公司]")
# Marks people put before a name to sort it (A, AA, 01.) or to be polite, and faces made of signs.
_LEADING = re.compile(rf"^(?:(?:A{{1,4}}|a{{1,3}}|(?:Mr|Ms|Mrs)\.?|\d{{1,2}}[.、])\s*(?=[{_HAN}]{{2}})|[^\w(]+)")
_TRAILING = re.compile(rf"(?<=[{_HAN})])\s*(?:A{{1,4}}|[^\w)]+)$")
# A space between two latin words stays, any other goes.
_NO_WORD_SPACE = re.compile(r"(?<![A-Za-z0-9.,&])\s+|\s+(?![A-Za-z0-9&])")
_SQUARE = str.maketrans("【】[]〔〕", "()()()")
_PLAIN = re.compile(rf"[{_HAN}]+")
#: A registered name with none of the characters that begin a remark, a group, a branch or another form.
_PLAIN_REGISTERED = re.compile(
    rf"((?:(?![有限公司集原名更改变前伙份任私人])[{_HAN}]){{2,40}})(有限公司|有限责任公司|股份有限公司)"
)
_PARTNERS = re.compile(r"^(?:有限合伙|普通合伙|特殊普通合伙|个人独资|个体工商户)$")
_BARE_PARTNERS = re.compile(r"(?<=合伙企业)((?:有限|普通|特殊普通)合伙)")
_FORMER = re.compile(
    r"\s*\((?:原名称?|曾用名称?|旧名|前称|前身(?:为|是)?|原公司名称?|原)[:：为]?\s*((?:[^()]|\([^()]*\)){3,60})\)$"
    r"|(?<![\s,，;；、])[\s,，;；、]+(?:原名称?|曾用名称?|旧名)[:：为]?\s*(\S{3,60})$"
)
_RENAMED = re.compile(
    r"^((?:[^()]|\([^()]*\)){4,60}?)\s*(?:\(\s*)?(?:现|已|后)?(?:更名|改名|变更)(?:为|成)[:：]?\s*((?:[^()]|\([^()]*\)){4,60}?)\)?$"
)
_LABEL = re.compile(
    r"^(?:(?:公司|单位|企业|客户|供应商|厂家|店铺|机构|发票|开票|付款|收款)(?:全称|名称|抬头|单位|方)?|名称|全称|抬头|户名|甲方|乙方)\s*[:：]\s*"
)
# A branch in brackets behind the form: 云帆有限公司(苏州分公司)
_BRACKETED_BRANCH = re.compile(r"(?<=公司)\(([^()]{0,20}(?:分公司|分店|分行|支行|分厂|办事处|营业部))\)$")
# Another company behind the first.
_SEVERAL = re.compile(r"(?<=公司)\s*[/、;；|,，+&和及]\s*(?=[^()]{2,40}公司)")
_LONGEST_FORM = 12
#: Last characters of what makes another form of 有限公司: 股份有限公司, 责任有限公司, 私人有限公司.
_BEFORE_LIMITED = ("份", "任", "人")


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
    base: str | None = None
    former: str | None = None


def tidy(text: str) -> str:
    """Return a name in simplified characters and half-width forms, broken words joined, sorting marks in front cut off.

    >>> tidy("A 信諾（上海)有限 公司")
    '信诺(上海)有限公司'
    """
    if _PLAIN.fullmatch(text):
        plain = to_simplified(text)
        if "有" not in plain and "限" not in plain:
            return plain
        if (
            plain.endswith(("有限公司", "有限责任公司"))
            and plain.count("有") == plain.count("公") == plain.count("司") == 1
        ):
            return plain
    plain = half_width(to_simplified(text)).translate(_SQUARE)
    plain = _LONG_FORM_SLIP.sub("有限责任公司", _FORM_SLIP.sub("有限公司", plain))
    plain = _BROKEN.sub("", FACE.sub("", plain).strip())
    cut = _BRACKETED_BRANCH.sub(r"\1", _LABEL.sub("", _TRAILING.sub("", _LEADING.sub("", plain))))
    return (cut if has_han(cut) else plain).strip()


def sorting_marks(text: str) -> str | None:
    """Return the letters and numbers `tidy` cuts off around a name: A, 01, Mr.

    >>> sorting_marks("A云帆电子"), sorting_marks("云帆电子")
    ('A', None)
    """
    plain = half_width(to_simplified(text)).translate(_SQUARE)
    plain = FACE.sub("", plain).strip()
    found = _LEADING.match(plain)
    cuts = [found.group()] if found else []
    found = _TRAILING.search(plain)
    cuts += [found.group()] if found else []
    # a sign may stand for a letter: Ⓐ, №
    marks = [unicodedata.normalize("NFKC", cut).strip() for cut in cuts]
    return " ".join(mark for mark in marks if any(map(str.isalnum, mark))) or None


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


def split_former(text: str) -> tuple[str, str | None]:
    """Split a former name off a tidy text: today's name, and the one before.

    >>> split_former("云帆电子有限公司(原名:启明电子有限公司)"), split_former("启明电子公司更名为云帆电子公司")
    (('云帆电子有限公司', '启明电子有限公司'), ('云帆电子公司', '启明电子公司'))
    """
    if "名" not in text and "原" not in text and "前" not in text and "变更" not in text:
        return text, None
    match = _FORMER.search(text)
    if match and match.start() >= 2:
        return text[: match.start()], match.group(1) or match.group(2)
    match = _RENAMED.match(text)
    return (match.group(2), match.group(1)) if match else (text, None)


def _split_tag(text: str) -> tuple[str, str]:
    """Split what stands behind the name; where no form ends it, a trade or a courtesy behind a space is a tag."""
    if text.endswith("公司") and " " not in text:
        return text, ""
    head, rest = split_end(text)
    front, _, last = head.rpartition(" ")
    if rest or not front or STRONG_END.search(head):
        return head, rest
    is_tag = last in industries() or last in establishments() or last in TITLES
    return (front, last) if is_tag and not is_region(front) else (head, rest)


def read_chinese(text: str) -> ChineseName:
    """Take a Chinese organization name apart.

    >>> read_chinese("西安市云帆电子有限公司合肥分公司")[:6]
    ('西安市云帆电子有限公司合肥分公司', '西安市', '云帆', '电子', '有限公司', None)
    >>> read_chinese("康佳北京电子公司").region, read_chinese("和裕科技").brand
    ('北京', '和裕')
    """
    plain = _PLAIN_REGISTERED.fullmatch(text)
    if plain and to_simplified(text) == text:
        return _read_registered(text, plain.group(1), plain.group(2))
    return _read_any(text)


def _read_any(text: str) -> ChineseName:
    former, head, rest, department = _split_remarks(tidy(text))
    head = head if " " not in head else _NO_WORD_SPACE.sub("", head)
    head, body, branch, rest = _split_units(head, rest)
    flat, region, inner, note = _brackets(body) if "(" in body or ")" in body else (body, None, [], None)
    stem, form, group = _form(flat)
    name = head if note is None else head.replace(f"({note})", "")
    registered = form not in (None, "公司", "总公司")
    if region is not None:  # 北京大成(上海)律师事务所: the office is in Shanghai, the brand is 大成
        place = find_head(stem, registered=registered)
        stem = place.stem if place else stem
    else:
        place = find_region(stem, registered=registered)
        region, stem = place.region, place.stem
        # 企业名称登记管理规定: a region inside a name stands in brackets
        name = name.replace(region, f"({region})", 1) if place.inside and region and form else name
    start = read_trade(stem).start if place is None else place.start
    brand, industry = stem[:start] or None, stem[start:] or None
    if industry is not None and industry.startswith(
        "集团"
    ):  # 云帆集团电子有限公司: a company of the group, not the group
        industry = industry[2:] or None
    if "合伙" in name:
        name = _BARE_PARTNERS.sub(r"(\1)", name)
    base, written = _written_form(body, form, note)
    return ChineseName(
        _wide(name),
        region,
        brand,
        industry,
        written,
        group or ("集团" if "集团" in inner else None),
        branch,
        department or next((w for w in inner if w.startswith(("总部", "本部"))), None),
        rest.strip(" -—_,，;；()") or note,
        base,
        former,
    )


def _split_units(head: str, rest: str) -> tuple[str, str, str | None, str]:
    """Return a name with the unit behind it, the company's own part of it, its branch with the unit, what else follows.

    >>> _split_units("云帆有限公司合肥分公司", " 蜀山营业部")
    ('云帆有限公司合肥分公司蜀山营业部', '云帆有限公司', '合肥分公司蜀山营业部', '')
    """
    if rest == ")" and head.count("(") > head.count(")"):  # 中国云帆银行(石路支行)
        head, rest = head + rest, ""
    unit = read_unit(rest)
    body, branch = split_bracketed_unit(head) if unit is None else (head, None)
    if branch is not None:
        return head, body, branch, rest
    body, branch = split_branch(head)
    if unit is not None:
        return head + unit, body, (branch or "") + unit, ""
    return head, body, branch, rest


def _read_registered(text: str, base: str, form: str) -> ChineseName:
    """Take apart a name that is region, brand, trade and form and nothing else, in characters: the common case."""
    region, stem, start, inside = find_region(base, registered=True)
    name = text.replace(region, f"（{region}）", 1) if inside and region else text
    return ChineseName(name, region, stem[:start] or None, stem[start:] or None, form, base=base)


def _split_remarks(text: str) -> tuple[str | None, str, str, str | None]:
    """Split a tidy text: the former name, the name, what stands behind it, the department."""
    current, former = split_former(text)
    several = _SEVERAL.search(current) if current.count("公司") > 1 else None
    if several:
        return former, current[: several.start()], current[several.end() :], None
    head, rest = _split_tag(current)
    department = _DEPARTMENT.match(rest) if rest and read_unit(rest) is None else None
    return (former, head, "", department.group(1)) if department else (former, head, rest, None)


def _written_form(body: str, form: str | None, note: str | None) -> tuple[str, str | None]:
    """Return the name without its legal form, and the form as written, both with brackets in full width."""
    base = body if note is None else body.replace(f"({note})", "")
    end = len(base)
    if form and base.endswith(form):
        return _wide(base[: -len(form)]), form
    for char in reversed(form or ""):
        while end and base[end - 1] != char and base[end - 1] in "()":
            end -= 1
        end -= 1
    if end and base[end - 1] == "(":
        end -= 1
    written = base[end:] if form else None
    if written and written[0] == "(" and written[-1] == ")" and written.count("(") == 1:
        written = written[1:-1]
    return _wide(base[:end]), _wide(written) if written else None


def _wide(text: str) -> str:
    return text.replace("(", "（").replace(")", "）") if "(" in text or ")" in text else text


def split_branch(head: str) -> tuple[str, str | None]:
    """Split the branch off a name: its place and the word for it.

    >>> split_branch("云帆科技金华分公司"), split_branch("信利有限公司第二分公司")
    (('云帆科技', '金华分公司'), ('信利有限公司', '第二分公司'))
    """
    if head.endswith("有限公司"):
        return head, None
    match = _BRANCH.search(head)
    if match is None or not match.start():
        return head, None
    before = head[: match.start()]
    parent = _PARENT_END.match(head)
    if parent and parent.end() <= match.start():
        return parent.group(1), head[parent.end() :]
    if _PARENT_END.match(before + "x"):
        return before, match.group()
    if match.group().endswith(_WEAK_BRANCH):
        return head, None
    for size in range(min(10, len(before) - 2), 1, -1):
        if is_region(before[-size:]):
            return before[:-size], before[-size:] + match.group()
    return before, match.group()


def _brackets(body: str) -> tuple[str, str | None, list[str], str | None]:
    """Take the brackets out of a name: the flat name, a region, other contents, and a note that is no part of it."""
    region, note = None, None
    known: list[str] = []
    for content in _BRACKET.findall(body):
        if region is None and content and is_region(content):
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
    return frozenset(to_simplified(form).replace("(", "").replace(")", "") for form in legal_forms() if has_han(form))


@cache
def chinese_form(form: str) -> str | None:
    """Return the class of a legal form of China, Hong Kong or Taiwan as written; None where it is none.

    >>> chinese_form("有限责任公司"), chinese_form("合伙企业(有限合伙)"), chinese_form("商店")
    ('limited', 'limited_partnership', None)
    """
    plain = half_width(form)
    found = legal_forms().get(plain) or legal_forms().get(f"({plain})")
    return None if found is None else found.kind


def _form(flat: str) -> tuple[str, str | None, str | None]:
    """Split the legal form off: the stem, the form, and whether the company is a group."""
    flat = flat.replace("(", "").replace(")", "") if "(" in flat or ")" in flat else flat
    if flat[-4:] == "有限公司" and flat[-5:-4] not in _BEFORE_LIMITED and len(flat) > 4:
        form: str | None = "有限公司"  # the common one
    else:
        form = longest_ending(flat[1:], _forms(), longest=_LONGEST_FORM)
    stem = flat[: -len(form)] if form else flat
    if stem.endswith("集团") and len(stem) > 2:
        return stem[:-2], form, "集团"
    return stem, form, None

"""A cell with an address in it: labels, names, telephone numbers, postcode and wishes taken out, nothing of them lost.

The trap: the words of an address look like names (于洪, 马路), and its figures like numbers. So a lone word is taken
for a person only beside a telephone number, a title or a label, and what is taken goes to the notes as it stood.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from custdq.reference.divisions import divisions
from custdq.reference.words import surnames
from custdq.text.script import count_han, has_han, to_simplified

_HAN = "\u4e00-\u9fff"
# An address without any of these holds nothing but itself: no separator or bracket, label, number, wish or title.
_ODD_CHARACTER = re.compile(r"[^\u4e00-\u9fff0-9A-Za-z#\-]")
# Each word begins with the character of it that addresses have least, written out: a search for words that all begin
# with a character of their own skips what has none of these, in a tenth of the time.
_WORD = re.compile(
    r"请|勿|要(?<=不要)|放(?:(?<=别放)|[门在驿前到家物])|烦(?<=麻烦)|话(?<=电话)|联(?:(?<=电联)|系)|货(?:(?<=[送收]货)|到)|件(?<=收件)"
    r"|递(?<=快递)|日(?<=工作日)|末(?<=周末)|白天|晚上|提前|务必|谢谢|址(?<=[地住详]址)|点(?<=地点)|附近|先生|女士|姐(?<=小姐)"
    r"|了(?<=到了)|付(?<=到付)|密码|门禁|邮编|姓名|手机|备注|国(?<=中国)|位于|坐落|收$"
)
# what stands in brackets and is no place
_NOTE = re.compile(
    r"地址|附近|^近|地铁|旁|对面|请|勿|不要|别|放|联系|电话|收|备注|快递|门口|楼下|重复|送|打|微信|转|路口|到了|到付|密码|门禁|暗号|过|后面|隔壁|侧|货|空置|停用|拆迁|搬|旧址|新址"
    r"|[桥路街门口楼][东西南北]$|步行|\d米|^(?:近|仅|限|即|原)|^(?:本人|家人|代收)$|^[\u4e00-\u9fff]{0,6}[处外内]$"
)
_ADDRESS_LABEL = (
    r"(?:收货|收件|收|联系|通讯|通信|详细|家庭|单位|公司|办公|注册|经营|邮寄|寄件|寄送|现住|居住|户籍|送货|店铺|工作)?"
    r"(?:地址|住址|地点)|所在(?:地区?|省市区?)|省市区|街道地址|详址|(?<![a-z])(?:address|addr?)(?![a-z])|(?:寄往?|送至?|发往?)(?=[:：])"
)
_PERSON_LABEL = (
    r"(?<![\u4e00-\u9fff])收|收货人?(?:姓名)?|收件人?(?:姓名)?|联系人(?:姓名)?|姓\s?名|名\s?字|客户(?:姓名)?|收方"
)
_PHONE_LABEL = (
    r"(?:手\s?机|电\s?话|联系(?:方式|电话|手机)|移动电话|座机|固定?电话"
    r"|(?<![a-z])(?:tel|mobile|phone|mob|m|t)(?=\s*[:：]))号?码?"
)
_OTHER_LABEL = r"备\s?注|附言|留言|公司(?:名称)?|单位(?:名称)?|微信号?|邮箱|e-?mail|qq"
# whose address it is, with a colon or in a sentence
# [收货地址]…[电话]…, [收件人:…]
_LABEL_IN_BRACKETS = re.compile(
    rf"\((?!(?:收|公司|单位)\))(?P<label>{_ADDRESS_LABEL}|{_PERSON_LABEL}|{_PHONE_LABEL}|{_OTHER_LABEL})(?:\)\s*[:：]?|\s*[:：](?P<value>[^()]*)\))",
    re.IGNORECASE,
)
_OFFICE_SIGN = re.compile(r":|：|位于|坐落")
_OFFICE = re.compile(
    rf"(?:^|(?<=[\s;；/|。,]))([{_HAN}()]{{2,20}}?(?:公司|办事处|总部|工厂|厂区|基地|门店|分店|仓库|大学|学院|[中小]学|学校|医院|银行|酒店))"
    r"(?:地址)?\s*(?:[:：]|(?:位于|坐落[于在])[:：]?)\s*"
)
_LABEL = re.compile(
    rf"(?P<address>{_ADDRESS_LABEL})\s*[:：是为]?\s*|(?P<person>(?:{_PERSON_LABEL})\s*[:：]\s*|(?:收[货件]人|联系人)(?=[{_HAN}]{{2,3}}(?:$|[\s,\x1f])))"
    rf"|(?P<phone>{_PHONE_LABEL})\s*[:：]?\s*(?=[+\d(（'\s\x1f]|$)|(?P<other>{_OTHER_LABEL})\s*[:：]\s*",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"'?(?<![\d-])(?:\(?(?:\+|00)?86\)?[\s-]{0,2})?0?1[3-9]\d(?:\d{8}|[\s.-]\d{4}[\s.-]?\d{4}|\d{4}[\s.-]\d{4}|\d[\s.-]\d{4}[\s.-]\d{3}"
    r"|\*{4}\d{4})(?:\.0+)?(?!\d)"
    r"|'?(?<![\d-])(?:\(?(?:\+|00)?86\)?[\s-]{0,2})?\(?0\d{2,3}\)?[\s-]?[2-9]\d{6,7}(?:\s?(?:-|转|分机|ext\.?)\s?\d{1,6})?(?!\d)"
    r"|\+?(?:852|853|886)[\s-]?\d{1,4}[\s-]?\d{3,4}[\s-]?\d{3,4}(?!\d)|(?<![\d-])09\d{2}[\s-]?\d{3}[\s-]?\d{3}(?!\d)"
    r"|(?<![\d-])[48]00[\s-]?\d{3,4}[\s-]?\d{3,4}(?!\d)"
)
_MAY_CALL = re.compile(r"\d{3}[\s.*)-]{0,4}\d{3}")
_SIX_FIGURES = re.compile(r"\d{6}")
_LABEL_SIGN = re.compile(r":|：|址|人|地点|地区|电话|手机")
_CAPITALIZED = re.compile(r"[A-Z][a-z]")
_POSTCODE = re.compile(
    rf"邮政?编?码?\s*[:：]?\s*(\d{{6}})(?!\d)|(?:(?<=^)|(?<=[\s,，;；(（]))(\d{{6}})(?=[\s,，;；)）]|$)"
    rf"|^(\d{{6}})(?=[{_HAN}])|(?<=[^\d\s\-A-Za-z#])(\d{{6}})$"
)
_WISH_WORD = (
    r"(?:请|勿|不要|别|放|麻烦|电话|电联|送货|收货|货到|到了|如(?!意|家|皋|东)|工作日|周末|白天|晚上|上午|下午|提前|务必|谢谢|快递"
    r"|配送|派送|代收|到付|尽快|加急)"
)
_WISH = re.compile(rf"{_WISH_WORD}.*|亲?收|签收|本人|顺丰|包邮|(?:密码|门禁|暗号).*")
_WISH_BEHIND = re.compile(rf"(?<=[室号楼栋座层房户苑园厦元铺店])({_WISH_WORD}[^\d]*)$")
_RECEIVES = re.compile(rf"^([{_HAN}·]{{2,12}}?)(?:\([^()]*\))?\s*(?:亲收|签收|\(收\)|收)$")
_RECEIVER_BEHIND = re.compile(
    rf"(?<=[室号楼栋座层房户\d])[\s,，]*(?P<name>[{_HAN}]{{2,4}})\s*(?:亲收|签收|收|\(收\))\s*$"
)
_NAME_IN_BRACKETS = re.compile(rf"(?:^|(?<=\x1f))\s*\(([{_HAN}]{{2,4}})收?\)|\(([{_HAN}]{{2,4}})收?\)[\s\x1f]*$")
_ROOM = re.compile(r"(?:单元|栋|幢|座|楼|层)[A-Z]?\d{3,4}室?$")
_TITLED = re.compile(rf"^[{_HAN}]{{1,4}}?(?:先生|女士|小姐|经理|老师|老板|师傅|主任|总)$")
# brackets, with others inside them, around what an organization is called
_COMPANY_WORD = r"公司|集团|厂|店|部|中心|院|行|所|社|会|(?i:ltd|co\b|inc|llc|corp)"
_COMPANY = rf"\((?=[^()]*(?:\([^()]*\)[^()]*)*(?:{_COMPANY_WORD}))(?:[^()]|\([^()]*\))*\)"
_PERSON_OF_COMPANY = re.compile(
    rf"(?:^|(?<=[\s,，;；\x1f]))([{_HAN}]{{2,4}}|[A-Z][\w'’-]+(?: [A-Z][\w'’-]*\.?){{1,3}})"
    rf"\s*{_COMPANY}\s*收?(?=[\s,，;；\x1f]|$)"
)
_LATIN_NAME = re.compile(
    r"(?:^|(?<=[,，;；\x1f]))\s*(?!.*\b(?:District|Road|Street|Avenue|City|County|Town|Province|Room|Building|China|Lane|Lu|Jie)\b)"
    r"([A-Z][a-z'’-]+\.?(?: [A-Z][A-Za-z'’-]*\.?){1,3})\s*收?(?=[,，;；\x1f]|$)"
)
_DOOR = re.compile(r"(?:室|单元|栋|幢|楼|座|层)$|(?:单元|栋|幢|号楼|座|楼|[-#弄])\d+[A-Z]?$|\d{1,3}-\d{3,4}$")
_IN_BRACKETS = re.compile(r"\(.*\)$")
_NAME = re.compile(rf"[{_HAN}]{{1,4}}|[{_HAN}]{{1,3}}[*xX某]{{1,2}}")
_GLUED_NAME = re.compile(rf"^(.*(?:室|号|楼|栋|座|层|房|户|\d))([{_HAN}]{{2,4}})$")
_PLACE_WORD = re.compile(
    r"[省市区县旗镇乡村路街巷弄道号栋幢座楼室园苑厦城店厂院校场里坊寨屯庄港湾站桥]$|大学|公司|医院|小区|花园|广场"
)
_NUMBER_CUT_SHORT = re.compile(r"\d{7,10}(?:\.0)?")
_IS_WHOLE = re.compile(r"[省市区县].*(?:路|街|道|巷|号|村)|(?i:\b(?:road|room|street|avenue|building)\b)")
# a piece with this in it is an address, whatever it begins with
_ADDRESSED = re.compile(rf"{_IS_WHOLE.pattern}|\d-\d|\d(?:栋|幢|号楼|单元|室)")
_SPLIT = re.compile(r"([\s,，;；。|\x1f!！]+)")
_HAS_FIGURE = re.compile(r"\d")
_COMMAS = re.compile(r"[,，;；|\x1f]+")
_PIECES = re.compile(r"[\s,，;；。|\x1f!！]+")
_TAKEN = "\x1f"
# fewer Chinese characters than this are no address: the address in the cell is the latin one
_ADDRESS_HAN = 6
_EDGE = " ,，;；。!！" + _TAKEN


@cache
def _staying(others: str) -> re.Pattern[str]:
    ideographs = "".join(map(chr, range(0x4E00, 0xA000)))
    changing = [a for a, b in zip(ideographs, to_simplified(ideographs), strict=True) if a != b]
    # runs of characters that stay, as ranges: a class of every single one takes ten times as long to compile
    edges = ["\u4dff", *changing, "\ua000"]
    runs = [(ord(a) + 1, ord(b) - 1) for a, b in pairwise(edges) if ord(b) - ord(a) > 1]
    return re.compile(f"[{''.join(f'{chr(a)}-{chr(b)}' for a, b in runs)}{others}]+")


def stays(text: str) -> bool:
    """Tell whether a text has only ASCII and ideographs, none of which width or script folding changes.

    >>> stays("杭州市滨江区青枫路9号"), stays("滨江區青楓路９號")
    (True, False)
    """
    return _staying(" -~").fullmatch(text) is not None


def is_plain(text: str) -> bool:
    """Tell whether a text has nothing but what an address in standard form is written with.

    >>> is_plain("杭州市滨江区青枫路9号A座"), is_plain("杭州市滨江区, 青枫路9号")
    (True, False)
    """
    return _staying("0-9A-Z()#-").fullmatch(text) is not None


def is_nearly_plain(text: str) -> bool:
    """Tell whether a text has nothing but that, in either width, and separators.

    >>> is_nearly_plain("杭州市滨江区, 青枫路９号"), is_nearly_plain("地址:青枫路9号")
    (True, False)
    """
    return _staying("0-9A-Z()#,/ |（），－／０-９Ａ-Ｚ\u3000-").fullmatch(text) is not None


def is_bare(text: str) -> bool:
    """Tell whether a text has nothing in it that `read_address_cell` could take out.

    >>> is_bare("杭州市滨江区青枫路9号6栋"), is_bare("青枫路9号 请放门卫")
    (True, False)
    """
    return not (_ODD_CHARACTER.search(text) or _WORD.search(text) or _SIX_FIGURES.search(text))


def is_remark(text: str) -> bool:
    """Tell whether a piece of an address has a word in it that no name of a place has: 请, 附近, 先生.

    >>> is_remark("请放门卫"), is_remark("新世纪花园")
    (True, False)
    """
    return _WORD.search(text) is not None


def is_note(text: str) -> bool:
    """Tell whether what stands in brackets is a remark: 近地铁站, 老地址, 银行对面.

    >>> is_note("银行对面"), is_note("科技园")
    (True, False)
    """
    return _NOTE.search(text) is not None


class AddressCell(NamedTuple):
    """An address and what stood about it: `notes` in the order found, each as it was written."""

    text: str
    postcode: str | None = None
    notes: tuple[str, ...] = ()


def read_address_cell(text: str) -> AddressCell:
    """Take the address out of a cell.

    Parameters
    ----------
    text
        Simplified characters, half-width.

    Examples
    --------
    >>> read_address_cell("收货人:沈知远 电话:13912345672 地址:杭州滨江区青枫路9号 310051")
    AddressCell(text='杭州滨江区青枫路9号', postcode='310051', notes=('沈知远', '13912345672'))
    >>> read_address_cell("青枫路9号梧桐里6栋,沈知远收,139 1234 5672").notes
    ('139 1234 5672', '沈知远收')
    """
    notes: list[str] = []
    # each of the patterns below has a cheap sign without which it cannot match
    plain = _PHONE.sub(lambda found: _take(notes, found.group()), text) if _MAY_CALL.search(text) else text
    called = bool(notes)
    plain = _LABEL_IN_BRACKETS.sub(_without_brackets, plain) if "(" in plain else plain
    plain = _without_offices(plain, notes) if _OFFICE_SIGN.search(plain) else plain
    plain, labelled = _labels(plain, notes) if _LABEL_SIGN.search(plain) else (plain, False)
    plain, postcode = _postcode(plain) if _SIX_FIGURES.search(plain) else (plain, None)
    plain, named = _without_named(plain, notes, sure=called)
    if "(" in plain or _CAPITALIZED.search(plain):
        plain, employed = _people_of_companies(plain, notes)
        named = named or employed
    wish = _WISH_BEHIND.search(plain)
    if wish is not None:
        notes.append(wish.group(1).strip(_EDGE))
        plain = plain[: wish.start()]
    plain = _without_people(plain, notes, sure=called and not named, known=named or labelled)
    plain = plain.replace(_TAKEN, " ").strip(" ,，;；。:：、/")
    if not plain:
        return AddressCell(text.strip())
    return AddressCell(plain, postcode, tuple(dict.fromkeys(note for note in notes if note)))


def _take(notes: list[str], number: str) -> str:
    notes.append(number.strip(" '"))
    return _TAKEN


def _without_brackets(label: re.Match[str]) -> str:
    return f"{_TAKEN}{label['label']}:" + (f"{label['value']}{_TAKEN}" if label["value"] else "")


def _without_offices(text: str, notes: list[str]) -> str:
    """Keep the first of the addresses that are each said to be an office's: 某某公司:…; 某某分公司:…."""
    found = list(_OFFICE.finditer(text))
    if not found:
        return text
    first, behind = found[0], found[1].start() if len(found) > 1 else len(text)
    notes += [first.group(1), *([text[behind:].strip(_EDGE + "/")] if behind < len(text) else [])]
    return text[: first.start()] + text[first.end() : behind]


def _labels(text: str, notes: list[str]) -> tuple[str, bool]:
    """Keep what stands behind an address label or behind none; the rest goes to the notes."""
    found = [match for match in _LABEL.finditer(text) if _is_label(text, match)]
    if not found:
        return text, False
    kept = [text[: found[0].start()]]
    strict = False
    for match, follower in zip(found, [*found[1:], None], strict=True):
        inside = text[match.end() : follower.start() if follower else len(text)]
        if match.lastgroup == "address":
            kept.append(inside)
            continue
        strict = strict or match.lastgroup == "person"
        separators = _PIECES if has_han(inside[:2]) else _COMMAS
        head, *rest = separators.split(inside.strip(_EDGE), maxsplit=1)
        if match.lastgroup == "phone":
            kept.append(inside)
        else:
            notes.insert(0, head) if match.lastgroup == "person" else notes.append(head)
            kept += rest
    return _TAKEN.join(piece for piece in kept if piece.strip()), strict


def _is_label(text: str, match: re.Match[str]) -> bool:
    """Tell whether 地址 labels what follows: at the head or behind a separator, or with a colon; 公司 never within."""
    start = match.start()
    if start == 0 or text[start - 1] in " ,，;；。|\x1f\n" or match.lastgroup in ("person", "phone"):
        return True
    return match.lastgroup == "address" and match.group().rstrip()[-1:] in ":："


def _postcode(text: str) -> tuple[str, str | None]:
    match = _POSTCODE.search(text)
    if match is None:
        return text, None
    digits = next(group for group in match.groups() if group)
    return f"{text[: match.start()]} {text[match.end() :]}".strip(" ,，()（）"), digits


def _without_named(text: str, notes: list[str], *, sure: bool) -> tuple[str, bool]:
    """Take out a name in brackets at the head, or at the end beside a number, and who receives behind the door."""
    receiver = _RECEIVER_BEHIND.search(text) if "收" in text else None
    if receiver is not None and _is_name(receiver.group("name")):
        notes.append(" ".join(receiver.group().replace(_TAKEN, " ").strip(_EDGE).split()))
        return text[: receiver.start()], True
    named = _NAME_IN_BRACKETS.search(text) if "(" in text else None
    name = next(filter(None, named.groups())) if named else ""
    if named is None or not _is_name(name):
        return text, False
    rest = f"{text[: named.start()]}{_TAKEN}{text[named.end() :]}"
    apart = _IS_WHOLE.search(rest) if named.start() == 0 else _ROOM.search(text, 0, named.start())
    if not sure and apart is None:
        return text, False
    notes.append(name)
    return rest, True


def _people_of_companies(text: str, notes: list[str]) -> tuple[str, bool]:
    """Take out 王芳(某某有限公司) and, beside an address in characters, a western name between commas."""
    named = _PERSON_OF_COMPANY.search(text) or (_LATIN_NAME.search(text) if count_han(text) >= _ADDRESS_HAN else None)
    if named is None:
        return text, False
    name = named.group(1)
    if has_han(name) and not _is_name(name):
        return text, False
    notes.append(named.group().strip(_EDGE))
    return f"{text[: named.start()]}{_TAKEN}{text[named.end() :]}", True


def _without_people(text: str, notes: list[str], *, sure: bool, known: bool) -> str:
    """Take pieces between separators that are a wish, a number cut short, or who receives.

    Parameters
    ----------
    text
        The cell without numbers and labels.
    notes
        Where what is taken goes.
    sure
        Whether a telephone number says that there is a person.
    known
        Whether the person was found already.
    """
    pieces = _SPLIT.split(text)
    if len(pieces) == 1:
        return text
    for at in range(0, len(pieces), 2):
        piece = pieces[at].strip("'\"“”/、")
        if not piece:
            continue
        if (_WISH.fullmatch(piece) and not _ADDRESSED.search(piece)) or _NUMBER_CUT_SHORT.fullmatch(piece):
            notes.append(piece)
            pieces[at] = ""
        elif known or _HAS_FIGURE.search(piece):
            glued = _GLUED_NAME.match(piece) if sure and not known and pieces[at + 1 : at + 2] else None
            if glued and _TAKEN in pieces[at + 1] and _is_name(glued.group(2)):
                notes.append(glued.group(2))
                pieces[at] = glued.group(1)
                known = True
        elif _is_recipient(piece) or (_is_name(_IN_BRACKETS.sub("", piece)) and (sure or _stands_apart(pieces, at))):
            notes.append(piece)
            pieces[at] = ""
            known = True
    return "".join(pieces)


def _stands_apart(pieces: list[str], at: int) -> bool:
    """Tell whether a piece stands before a whole address, or behind the door of one."""
    if not "".join(pieces[:at]).strip(_EDGE):
        return _IS_WHOLE.search("".join(pieces[at + 1 :])) is not None
    return not "".join(pieces[at + 1 :]).strip(_EDGE) and _DOOR.search("".join(pieces[:at]).rstrip(_EDGE)) is not None


def _is_recipient(piece: str) -> bool:
    """Tell whether a piece between separators is who receives: 王芳收, 王先生."""
    received = _RECEIVES.match(piece)
    if received:
        return _PLACE_WORD.search(received.group(1)) is None
    return _TITLED.match(piece) is not None and piece[0] in surnames()


def _is_name(word: str) -> bool:
    return (
        _NAME.fullmatch(word) is not None
        and (word[0] in surnames() or word[:2] in surnames())
        and _PLACE_WORD.search(word) is None
        and word not in divisions().by_name
    )

"""What a cell looks like: a label a header could hold, or data, so that a header can be told from what stands beneath.

The trap: a list of names and cities has no digit in it anywhere; words that head customer columns are then the only
evidence, and they must be matched as whole headings, since 上海市 ends in 市 and is no heading.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from custdq.text.clean import clean_text, is_placeholder


class CellClass(IntEnum):
    """How much a cell looks like data."""

    BLANK = 0
    LABEL = 1  # short words
    WORDY = 2  # long, or words with numbers in them: rather data
    DATA = 3  # a number, date, phone, address of the net, code


_LABEL_LENGTH = 40
_FORMULA_TEXT = re.compile(r'^="(.*)"$', re.DOTALL)
_NUMBERED = re.compile(r"\D*[^\d\W][\s_#.(（-]*\d{1,2}[)）]?")  # 电话2, Address 1
_DATA = re.compile(
    r"""
      [+-]?[¥￥$€£]?\s?[+-]?\d[\d,. ]*\s?(?:%|元|円|万|万元|usd|eur|rmb)?      # number or amount
    | \d{1,4}\s?[-/.年]\s?\d{1,2}(?:\s?[-/.月]\s?(?:\d{1,4}日?)?)?(?:[\sT]+\d{1,2}[:：点].*)?   # date
    | \d{1,2}月\d{1,2}[日号] | \d{1,2}:\d{2}(?::\d{2})?
    | [+(（]?\d[\d\s().（）*+/—–-]{5,}(?:(?:转|分机|ext\.?|x|\#)\s?\d+)?      # phone, masked number
    | \S+@\S+\.\S+ | (?:https?://|www\.)\S+
    | (?=\S*\d\S*\d)[A-Za-z0-9_./#-]{4,}                                     # code with at least two digits
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HAN_HEADING = re.compile(
    r"[*＊]?[^\d\s，。！？；]{0,8}(?:"
    "姓名|名称|名稱|名字|全称|全名|简称|昵称|暱稱|称呼|稱呼|客户|客戶|顾客|会员|用户|联系人|聯絡人|聯繫人|联络人|负责人|法人|"
    "电话|電話|手机|手機|座机|固话|传真|号码|號碼|联系方式|联络方式|聯絡方式|热线|邮箱|邮件|郵件|信箱|网址|地址|住址|住所|门牌|街道|"
    "省份|城市|区县|县区|省市|省市区|国家|地区|区域|行政区|邮编|邮政编码|郵遞區號|编号|编码|代码|代號|序号|单号|帐号|账号|学号|工号|"
    "日期|时间|時間|生日|年龄|性别|性別|民族|备注|備註|说明|描述|内容|信息|状态|狀態|阶段|类型|类别|种类|分类|等级|级别|行业|来源|渠道|"
    "单位|單位|公司|企业|机构|部门|职务|职位|職稱|税号|证件|身份证|证号|手机号|电话号|会员号|卡号|证件号|身份证号|信用代码|统一编号|金额|数量|单价|价格|总价|产品|商品|型号|规格|订单|"
    "微信|微信号|标签|业务员|销售|经办人|录入人|归属人|客服|坐席"
    r")(?:[（(【\[].{0,20}[)）】\]])?[:：*＊]?|[省市县区]|[省市县区][/、][省市县区].{0,3}|ID"
)
_WORD_HEADING = re.compile(
    r"id|ids?no|name|names|phone|phones|tel|telephone|mobile|cell|cellphone|fax|mail|email|address|addr|street|city|town|"
    r"suburb|state|province|county|country|region|district|zip|zipcode|postcode|postal|post|code|no|number|num|date|time|at|"
    r"birth|birthday|dob|gender|sex|age|company|organization|organisation|org|contact|customer|client|account|owner|agent|"
    r"status|stage|type|kind|category|class|segment|source|system|remark|remarks|note|notes|comment|comments|description|"
    r"amount|price|total|qty|quantity|order|product|item|sku|first|last|given|family|middle|surname|forename|title|job|"
    r"position|department|industry|website|url|wechat|qq|tax|vat|created|updated|modified|index|key|value|level|rank|score"
)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@lru_cache(maxsize=20_000)
def cell_class(text: str) -> CellClass:
    """Return how much one cell looks like data rather than like a heading.

    >>> [cell_class(text).name for text in ("", "联系电话", "电话2", "长江路12号3栋", "138 0013 8000", "Q204817")]
    ['BLANK', 'LABEL', 'LABEL', 'WORDY', 'DATA', 'DATA']
    """
    formula = _FORMULA_TEXT.match(text)
    plain = clean_text(formula.group(1) if formula else text)
    if not plain:
        return CellClass.BLANK
    if formula or is_placeholder(plain) or _DATA.fullmatch(plain[:200]):
        return CellClass.DATA
    if len(plain) > _LABEL_LENGTH:
        return CellClass.WORDY
    if _NUMBERED.fullmatch(plain) or not any(c.isdigit() for c in plain):
        return CellClass.LABEL
    return CellClass.WORDY


@lru_cache(maxsize=4_000)
def is_heading(text: str) -> bool:
    """Tell whether a cell's text is a usual heading of a customer column, Chinese or English.

    >>> [is_heading(text) for text in ("联系电话", "姓名/单位", "Last Contact", "created_at", "上海市", "Boston")]
    [True, True, True, True, False, False]
    """
    plain = clean_text(text)
    if not plain or len(plain) > _LABEL_LENGTH or is_placeholder(plain):
        return False
    if _HAN_HEADING.fullmatch(plain):
        return True
    parts = [part for part in re.split(r"[/／、\s_]", plain) if part]
    if len(parts) > 1 and all(_HAN_HEADING.fullmatch(part) for part in parts):
        return True
    words = _WORDS.findall(plain.replace("-", ""))
    known = sum(1 for word in words if _WORD_HEADING.fullmatch(word.lower()))
    return 0 < len(words) <= 2 * known and plain.isascii()

"""Words that stand where a name should and name nobody: 先生, 客户, 匿名, 微信用户, 用户123, guest.

The trap: 顾客 and 游客 begin with surnames, so they read as names of two characters; all of them agree with each other
and would make one person of many.
"""

from __future__ import annotations

import re

_COURTESIES = "先生 女士 小姐 太太 夫人 美女 帅哥 亲 亲亲 阁下 各位"
_PARTIES = (
    "客户 顾客 业主 户主 会员 买家 卖家 用户 游客 访客 旅客 乘客 住户 患者 病人 学员 学生 家长 员工 司机 租客 房客 "
    "收货人 收件人 寄件人 发件人 联系人 联络人 负责人 经办人 申请人 订货人 下单人 持卡人 投保人 被保险人 "
    "法人 法定代表人 租户 监护人 委托人 代理人 当事人 本人 自己 他人 别人 某人 某某 某某某 家人 亲友 朋友 "
    "匿名 匿名者 路人 网友 粉丝 群众 消费者 购买者 使用者 机主 车主 房东 店主 老板"
)
KINDS_OF_NOBODY = (
    "微信 匿名 淘宝 京东 抖音 支付宝 拼多多 手机 新 老 默认 注册 未知 普通 临时 测试 快手 美团 散 零售 网上 线上 系统"
)
NOBODY = frozenset(f"{_COURTESIES} {_PARTIES}".split())
_KIND_OF = re.compile(
    rf"(?:{'|'.join(KINDS_OF_NOBODY.split())})+(?:用户|客户|顾客|会员|买家|游客|访客|人|客|者)(?:[\W_]*\w?\d*)"
)
_NUMBERED = re.compile(
    r"(?:用户|客户|顾客|会员|游客|访客|买家|业主|患者|学员|旅客)[\W_]*(?:[A-Za-z]{0,8}[\W_]*\d+[A-Za-z\d]*|[A-Za-z])"
)
_LATIN = frozenset(
    "anonymous guest customer client user visitor recipient buyer nobody somebody myself addressee occupant".split()
)
_LATIN_NUMBERED = re.compile(
    r"(?:wechat |wx_?)?(?:guest|customer|client|user|visitor)[\W_]*(?:no\W*)?\d+", re.IGNORECASE
)
_EDGES = " .。,，:：!！*()（）[]【】<>\"'“”"
_LONGEST = 30


def is_nobody(text: str) -> bool:
    """Tell whether a text is only a courtesy, a role or an account and no name; the text is simplified.

    >>> is_nobody("先生"), is_nobody("微信用户"), is_nobody("会员0042"), is_nobody("客户 沈知远"), is_nobody("顾克")
    (True, True, True, False, False)
    """
    if len(text) > _LONGEST:
        return False
    plain = text.strip(_EDGES)
    if plain in NOBODY or _KIND_OF.fullmatch(plain) or _NUMBERED.fullmatch(plain):
        return True
    small = plain.lower()
    return small in _LATIN or _LATIN_NUMBERED.fullmatch(small) is not None

"""Made-up Chinese customers for `customers`: people, half of them at a company, and what clerks write down of them.

Surnames have the shares of the police register (the first hundred cover 85 % of people), given names are put together
from the characters parents choose, commonest first, so that 张伟 is many people. Colleagues share company, address and
switchboard. The trap: two characters of a given name decide almost nothing alone, and a company's brand of two
characters stands in many registered names, so neither may be drawn as if it were unique.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import numpy.typing as npt
from benchmarks.linkage.slips import (
    DIGITS,
    Draw,
    Text,
    applied,
    drawn,
    joined,
    missing,
    points,
    some,
    text,
    typed,
    zipf,
)

from custdq.reference.tables import read_lines

COLUMNS = ("name", "company", "mobile", "phone", "email", "address")
Facts = dict[str, npt.NDArray[Any]]

# the hundred commonest surnames, commonest first (Ministry of Public Security, public facts)
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
# characters of given names, roughly by how often parents choose them (general knowledge)
GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建国文玉红志梅春晓海金晶鹏辉波宇斌云龙林飞宁雪琴玲燕丹萍"
    "鑫浩俊凯佳欣怡梓涵子轩雨诗思嘉琪瑞博天一晨阳泽昊然梦婷颖慧琳倩洁莹蕾薇璐瑶雅欢乐乐成立新东生永福德贵祥荣昌兴旺"
    "庆忠义仁信礼智勤学武兵卫民庭峰岩山川江河湖松柏竹菊莲荷花香翠碧青蓝紫月星辰光亮曦昱晖旭昕彤霖润泉溪清澄淑惠贤"
    "贞孝先宏洪鸿弘广达远航征程锋锐钢铁钧铭锦钰铎银宝珍珠琼瑾瑜璇玥珊环佩美好妍妮媛姗姣婉娴婧嫣楠桐柯栋梁森彬楷榕"
    "帆帅康健安定凡冰冬凤凌利力功加劲励化卓友发启善喜圣坤培士壮奇奕奥威子孟守家容富小少尚展岚岳巧希干廷弛彦征心志恒"
    "悦情愿懿成才扬振捷敬文斯方日昌易景智曼朋朗木本权来根桃楚正毅水汉沛沁泰淳渊源滨滢漫潇瀚灵炎炜烨焕煜熙燕爱"
)
BRAND = (
    "华中天金新东海鑫盛宏达恒信泰安康德瑞祥丰源兴隆利和大富顺永通嘉美佳联合创科智云星光明远航博雅诚正立成百亿万众汇"
    "聚凯旋龙腾飞跃卓越尚品优特易启迪思维蓝青绿红紫银玉晶宝石山川江河湖洋林森木春秋阳辰月宇宙环球世纪时代先锋力量动"
)
FORMS = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司")
ROADS = "人民 中山 解放 建设 新华 和平 文化 胜利 北京 上海 朝阳 长江 黄河 工业 迎宾".split()
ROAD_TYPES = ("路", "街", "大道", "东路", "西路", "南路", "北路", "大街", "巷")
ESTATES = ("花园", "小区", "家园", "新村", "苑", "公寓", "广场", "大厦")
MOBILES = (
    "130 131 132 133 134 135 136 137 138 139 150 151 152 153 155 156 157 158 159 166 173 175 176 177 178 180 181 182 "
    "183 184 185 186 187 188 189 191 193 195 198 199"
).split()
DOMAINS = ("qq.com", "163.com", "126.com", "foxmail.com", "sina.com", "139.com", "gmail.com", "outlook.com")
TITLES = ("先生", "女士", "总", "经理", "小姐", "主任")


@functools.cache
def surnames() -> Text:
    """Return surnames, commonest first: the register's hundred, then the rest of the shipped table."""
    table = " ".join(read_lines("surnames_cn.txt")).split()
    return np.array([*SURNAMES, *(name for name in table if name not in SURNAMES)])


@functools.cache
def letters() -> tuple[Text, Text]:
    """Return by code point the reading of a character, and its reading as a surname, "" where there is none."""
    read = np.full(0x10000, "", "U8")
    for line in read_lines("pinyin.tsv.gz"):
        readings, characters = line.split("\t")
        read[[ord(c) for c in characters if ord(c) < 0x10000]] = readings.split(",")[0]
    as_surname = read.copy()
    for line in read_lines("surname_readings.tsv"):
        readings, names = line.split("\t")
        as_surname[[ord(name) for name in names.split() if len(name) == 1]] = readings.split()[0]
    return read, as_surname


@functools.cache
def traditional() -> npt.NDArray[np.uint32]:
    """Return by code point the traditional character of a simplified one, else the character itself."""
    fields = next(line for line in read_lines("script.tsv.gz") if line.startswith("convert\t")).split("\t")
    table = np.arange(0x10000, dtype=np.uint32)
    for old, new in zip(*fields[1:3], strict=True):
        if ord(old) < 0x10000 and ord(new) < 0x10000 and table[ord(new)] == ord(new):
            table[ord(new)] = ord(old)
    return table


@functools.cache
def same_sound() -> npt.NDArray[np.uint32]:
    """Return by code point another common character (GB 2312 level 1) read alike, else the character itself."""
    read, table = letters()[0], np.arange(0x10000, dtype=np.uint32)
    common = [c for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) if (c := _character(high, low))]
    by_reading: dict[str, list[int]] = {}
    for character in common:
        by_reading.setdefault(str(read[ord(character)]), []).append(ord(character))
    for alike in by_reading.values():
        table[alike] = np.roll(alike, 1)
    return table


def _character(high: int, low: int) -> str:
    return bytes([high, low]).decode("gb2312", errors="ignore")


@functools.cache
def districts() -> tuple[Text, Text, Text, Text]:
    """Return province, city, district and telephone area code of each district, in a fixed order of size."""
    rows = [line.split("\t") for line in read_lines("divisions.tsv.gz") if line.startswith("C\t")]
    name = {code: full for _, code, full, *_ in rows}
    area = dict(line.split("\t")[:2] for line in read_lines("area_codes.tsv"))
    out = []
    for code, full in name.items():
        province, city = name.get(f"{code[:2]}0000"), name.get(f"{code[:4]}00", "")
        if code.endswith("00") or province is None:
            continue
        telephone = area.get(code, area.get(f"{code[:4]}00", area.get(f"{code[:2]}0000", "010")))
        out.append((province, city, full, telephone))
    mixed = np.random.default_rng(1949).permutation(len(out))
    return tuple(np.array([out[i][k] for i in mixed]) for k in range(4))  # type: ignore[return-value]


def people(rng: Draw, count: int) -> Facts:
    """Return the facts of `count` people; half of them are at a company, of one to nine people known."""
    sizes = rng.choice(9, count, p=(0.5, 0.2, 0.1, 0.06, 0.05, 0.03, 0.03, 0.02, 0.01)) + 1
    group = np.repeat(np.arange(count, dtype=np.int32), sizes)[:count]
    at_work = some(rng, count, 0.5)[group]
    office, home = places(rng, count), places(rng, count)
    facts: Facts = {name: np.where(at_work, office[name][group], home[name]) for name in home}
    facts |= {name: np.where(at_work, values[group], "") for name, values in companies(rng, office).items()}
    facts |= {
        "surname": surnames()[drawn(rng, zipf(len(surnames()), offset=4, power=1.2), count)],
        "given": given_names(rng, count),
        "mobile": np.where(some(rng, count, 0.05), mobiles(rng, count)[group], mobiles(rng, count)),
    }
    switchboard = joined(
        districts()[3][office["district"]], "-", rng.integers(2_000_000, 89_999_999, count).astype("U8")
    )
    facts["phone"] = np.where(at_work & some(rng, count, 0.7), switchboard[group], "")
    facts["email"] = mailboxes(rng, facts)
    return facts


def given_names(rng: Draw, count: int) -> Text:
    """Return given names of one (one in five) or two characters."""
    characters = np.array(list(dict.fromkeys(GIVEN)))
    shares = zipf(len(characters), offset=12, power=1.1)
    second = np.where(some(rng, count, 0.8), characters[drawn(rng, shares, count)], "")
    return joined(characters[drawn(rng, shares, count)], second)


def mobiles(rng: Draw, count: int) -> Text:
    """Return mobile numbers of eleven digits."""
    tail = rng.integers(10**7, 10**8, count).astype("U8")
    return joined(np.array(MOBILES)[drawn(rng, zipf(len(MOBILES), offset=9, power=1.0), count)], tail)


def companies(rng: Draw, office: Facts) -> Facts:
    """Return companies in the parts of their registered names: region, brand, trade, legal form."""
    count = len(office["district"])
    province, city, district, _ = (table[office["district"]] for table in districts())
    region = np.where(city == "", province, city)
    region = np.where(some(rng, count, 0.1), district, region)
    brand = np.array(list(dict.fromkeys(BRAND)))
    shares = zipf(len(brand), offset=15, power=0.9)
    third = np.where(some(rng, count, 0.15), brand[drawn(rng, shares, count)], "")
    trades = [word for word in " ".join(read_lines("industries_cn.txt")).split() if 2 <= len(word) <= 4]
    trade = np.random.default_rng(1978).permutation(trades)[drawn(rng, zipf(len(trades), offset=8, power=0.9), count)]
    form = np.array(FORMS)[rng.choice(len(FORMS), count, p=(0.8, 0.1, 0.07, 0.03))]
    brands = joined(brand[drawn(rng, shares, count)], brand[drawn(rng, shares, count)], third)
    return {"region": short(region), "brand": brands, "trade": trade, "form": form}


def short(divisions: Text) -> Text:
    """Return names of divisions without 省 and 市."""
    table = points(divisions)
    last = (table != 0).sum(axis=1) - 1
    rows = np.arange(len(table))
    off = np.isin(table[rows, last], [ord("省"), ord("市")]) & (last >= 2)
    table[rows[off], last[off]] = 0
    return text(table)


def places(rng: Draw, count: int) -> Facts:
    """Return addresses in their parts."""
    brand = np.array([a + b for a in BRAND[:40] for b in BRAND[40:70]])
    roads = np.array([*ROADS, *brand[::7]])
    return {
        "district": drawn(rng, zipf(len(districts()[0]), offset=60, power=0.9), count),
        "road": roads[drawn(rng, zipf(len(roads), offset=6, power=0.9), count)],
        "road_type": np.array(ROAD_TYPES)[drawn(rng, zipf(len(ROAD_TYPES), offset=1, power=1.2), count)],
        "number": np.floor(10 ** (3 * rng.random(count))).astype(np.int64).astype("U4"),
        "estate": joined(brand[rng.integers(0, len(brand), count)], np.array(ESTATES)[rng.integers(0, 8, count)]),
        "building": rng.integers(1, 30, count).astype("U2"),
        "unit": rng.integers(1, 5, count).astype("U1"),
        "room": joined(rng.integers(1, 29, count).astype("U2"), "0", rng.integers(1, 9, count).astype("U1")),
    }


def mailboxes(rng: Draw, facts: Facts) -> Text:
    """Return emails: a number at qq.com, or the name in letters with figures elsewhere."""
    count = len(facts["given"])
    local = joined(
        spelt(facts["surname"], surname=True), spelt(facts["given"]), rng.integers(0, 9999, count).astype("U4")
    )
    domain = np.array(DOMAINS)[drawn(rng, zipf(len(DOMAINS), offset=0.3, power=1.1), count)]
    figures = rng.integers(10**7, 10**10, count).astype("U10")
    return joined(np.where(domain == "qq.com", figures, local), "@", domain)


def spelt(characters: Text, *, surname: bool = False) -> Text:
    """Return characters in toneless pinyin, in one word."""
    read = letters()[int(surname)]
    out: Text = np.full(len(characters), "", "U1")
    for column in points(characters).T:
        out = joined(out, read[np.minimum(column, 0xFFFF)])
    return out


def later(rng: Draw, facts: Facts) -> Facts:
    """Return the same people some years on: 12 % moved, 12 % with a new mobile, 15 % email, 8 % company."""
    size, out = len(facts["given"]), dict(facts)
    moved, left = some(rng, size, 0.12), some(rng, size, 0.08)
    new = places(rng, size)
    for name, values in new.items():
        out[name] = np.where(moved, values, facts[name])
    for name, values in companies(rng, new).items():
        out[name] = np.where(left & (facts["brand"] != ""), values, facts[name])
    out["phone"] = np.where(left, "", facts["phone"])
    out["mobile"] = np.where(some(rng, size, 0.12), mobiles(rng, size), facts["mobile"])
    out["email"] = np.where(some(rng, size, 0.15), mailboxes(rng, facts), facts["email"])
    return out


def written(rng: Draw, facts: Facts, *, copy: bool) -> dict[str, Text]:
    """Return what is written down of each; a first record has gaps only, a copy is another clerk's spelling."""
    columns = {
        "name": person(rng, facts, copy=copy),
        "company": company(rng, facts, copy=copy),
        "mobile": mobile(rng, facts["mobile"]) if copy else facts["mobile"],
        "phone": facts["phone"],
        "email": typed(rng, facts["email"], 0.05) if copy else facts["email"],
        "address": address(rng, facts, copy=copy),
    }
    gaps = dict(zip(COLUMNS, (0.005, 0.05, 0.12, 0.1, 0.5, 0.08), strict=True))
    return {name: missing(rng, columns[name], share * (1.2 if copy else 1)) for name, share in gaps.items()}


def person(rng: Draw, facts: Facts, *, copy: bool) -> Text:
    """Return the names as written."""
    surname, given = facts["surname"], facts["given"]
    plain = joined(surname, given)
    if not copy:
        return plain
    size = len(plain)
    given = applied(given, some(rng, size, 0.04), lambda chosen: _by(same_sound(), chosen, first_only=True))
    out = in_traditional(rng, joined(surname, given), 0.06)
    latin = joined(np.strings.title(spelt(surname, surname=True)), " ", np.strings.title(spelt(given)))
    out = np.where(some(rng, size, 0.08), latin, out)
    titled = joined(surname, np.array(TITLES)[rng.integers(0, len(TITLES), size)])
    return np.where(some(rng, size, 0.02), titled, out)


def _by(table: npt.NDArray[np.uint32], values: Text, *, first_only: bool = False) -> Text:
    signs = points(values)
    reached = slice(0, 1) if first_only else slice(None)
    known = signs[:, reached]
    signs[:, reached] = np.where(known < len(table), table[np.minimum(known, len(table) - 1)], known)
    return text(signs)


def in_traditional(rng: Draw, values: Text, share: float) -> Text:
    """Return the column with a share of its values in traditional characters."""
    return applied(values, some(rng, len(values), share), lambda chosen: _by(traditional(), chosen))


def company(rng: Draw, facts: Facts, *, copy: bool) -> Text:
    """Return the companies as written: the registered name, or what people call them."""
    region, brand, trade, form = (facts[name] for name in ("region", "brand", "trade", "form"))
    out = joined(region, brand, trade, form)
    if not copy:
        return out
    way = rng.random(len(out))
    ways = (joined(region, brand, trade), joined(brand, trade), brand, joined(brand, "（", region, "）", trade, form))
    for upto, other in zip((0.2, 0.35, 0.43, 0.53), ways, strict=True):
        out, way = np.where(way < upto, other, out), np.where(way < upto, 2.0, way)
    return in_traditional(rng, np.where(brand == "", "", out), 0.04)


def mobile(rng: Draw, numbers: Text) -> Text:
    """Return mobiles with 4 % one slip of the finger, 15 % written in groups or with the country code."""
    out = typed(rng, numbers, 0.04, alphabet=DIGITS)
    table = points(np.where(out == "", "0", out).astype("U12"))
    head, middle, tail = text(table[:, :3]), text(table[:, 3:7]), text(table[:, 7:])
    sign = np.array([" ", "-"])[rng.integers(0, 2, len(out))]
    grouped = joined(np.where(some(rng, len(out), 0.4), "+86 ", ""), head, sign, middle, sign, tail)
    return np.where(some(rng, len(out), 0.15), grouped, out)


def address(rng: Draw, facts: Facts, *, copy: bool) -> Text:
    """Return the addresses as written: divisions, road, number, estate, door."""
    size = len(facts["district"])
    province, city, district, _ = (table[facts["district"]] for table in districts())
    door = joined(facts["building"], "栋", facts["unit"], "单元", facts["room"], "室")
    if copy:
        brief = joined(facts["building"], "-", facts["unit"], "-", facts["room"])
        door = np.where(some(rng, size, 0.2), brief, door)
        cut = some(rng, size, 0.12)
        province, city = np.where(cut, short(province), province), np.where(cut, short(city), city)
        off = rng.random(size)
        province, city = np.where(off < 0.35, "", province), np.where(off < 0.1, "", city)
    road = joined(facts["road"], facts["road_type"], facts["number"], "号")
    out = joined(province, city, district, road, facts["estate"], door)
    return in_traditional(rng, out, 0.04) if copy else out

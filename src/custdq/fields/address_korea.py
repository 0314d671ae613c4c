"""Addresses in Hangul: the last syllable of each word says what it is (시 city, 구 district, 로 road, 호 room).

The trap: 동 is a quarter with a name (역삼동) and a building with a figure (101동); the figure decides.
"""

from __future__ import annotations

import re

from custdq.fields.address_line import read_line
from custdq.fields.address_reading import Reading

_HANGUL = re.compile(r"[가-힣]")
_POSTCODE = re.compile(r"\d{5}|\d{3}-\d{3}")
_NUMBER = re.compile(r"(?:산)?\d{1,5}(?:-\d{1,4})?(?:번지|번)?")
_ROAD = re.compile(r"[가-힣\d·.]*(?:로|길|대로)(?:\d+번?길)?")
_COUNTRY = frozenset({"대한민국", "한국"})
_METROPOLES = frozenset(
    "서울 부산 대구 인천 광주 대전 울산 세종 서울시 부산시 대구시 인천시 대전시 울산시 세종시".split()
)
_PROVINCES = frozenset("경기 강원 충북 충남 전북 전남 경북 경남 제주".split())
#: ending -> part; the longest ending first
_ENDINGS = (
    ("특별자치도", "province"), ("특별자치시", "city"), ("특별시", "city"), ("광역시", "city"), ("도", "province"),
    ("시", "city"), ("군", "city"), ("구", "suburb"), ("읍", "suburb"), ("면", "suburb"), ("동", "suburb"),
    ("가", "suburb"), ("리", "suburb"),
)  # fmt: skip
_FIGURED = (
    (re.compile(r"\w{1,4}동"), "building"),
    (re.compile(r"(?:지하)?B?\d+층"), "floor"),
    (re.compile(r"\w{1,6}호"), "room"),
)


def is_korean_address(text: str) -> bool:
    """Tell whether a text holds Hangul.

    >>> is_korean_address("서울특별시 강남구 테헤란로 152")
    True
    """
    return _HANGUL.search(text) is not None


def read_korean_address(text: str) -> dict[str, str]:
    """Take a Korean address apart, every part as written.

    >>> read_korean_address("서울특별시 강남구 테헤란로 152, 4층 (역삼동)")["road"]
    '테헤란로'
    """
    reading = Reading(read_line(text))
    line = reading.line
    for at, word in enumerate(line.words):
        part = _part(word.text.strip("()[].,"), reading.parts)
        if part == "country":
            reading.line.take(at, at + 1)
        elif part == "suburb" and "suburb" in reading.parts:
            reading.parts["suburb"] += f" {line.take(at, at + 1)}"
        elif part:
            reading.put(part, at, at + 1)
    for low, high in line.segments():
        reading.put("place" if "place" not in reading.parts else "note", low, high)
    reading.parts["country"] = "KR"
    return reading.parts


def _part(text: str, parts: dict[str, str]) -> str | None:
    """Return the part that one word is, None where it says nothing."""
    if text in _COUNTRY:
        return "country"
    if any(char.isdigit() for char in text):
        return _figured(text, parts)
    if text in _METROPOLES or text in _PROVINCES:
        part = "city" if text in _METROPOLES else "province"
        return part if part not in parts else None
    if len(text) > 1 and _ROAD.fullmatch(text) and "road" not in parts:
        return "road"
    ending = next((part for sign, part in _ENDINGS if text.endswith(sign) and len(text) > len(sign)), None)
    taken = ending in ("province", "city") and (ending in parts or "road" in parts)
    return None if taken else ending


def _figured(text: str, parts: dict[str, str]) -> str | None:
    """Return the part that a word with figures is."""
    if _POSTCODE.fullmatch(text) and "postcode" not in parts:
        return "postcode"
    part = next((part for pattern, part in _FIGURED if pattern.fullmatch(text)), None)
    if part:
        return part
    if _ROAD.fullmatch(text) and "road" not in parts:
        return "road"
    placed = "road" in parts or "suburb" in parts
    return "number" if _NUMBER.fullmatch(text) and "number" not in parts and placed else None

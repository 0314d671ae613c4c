"""Numbers written in Chinese characters, everyday and financial: 三万五千, 叁万伍仟, 两千零五, 1万2千.

The trap: 二〇二四 and 一三八 are digits read out one by one, while 一百零五 is reckoned; and a character of a number
may be a character of a name (万 is a surname), so only a text that is number and nothing else is read.
"""

from __future__ import annotations

import re

_DIGITS = dict(zip("〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖两貳參陸兩", "0012345678912345678922362", strict=True))
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GREAT = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_WHOLE = re.compile(r"[〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖两貳參陸兩十拾百佰千仟万萬亿億\d.]{1,30}")
_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,6})?")


def chinese_number(text: str) -> str | None:
    """Return a number in Chinese characters, mixed with digits or not, as plain digits; None where it is none.

    >>> chinese_number("三万五千"), chinese_number("1万2千"), chinese_number("二〇二四")
    ('35000', '12000', '2024')
    >>> chinese_number("万先生"), chinese_number("百")
    (None, '100')
    """
    if not _WHOLE.fullmatch(text) or text.replace(".", "").isascii():
        return None
    if all(character in _DIGITS for character in text):
        return "".join([_DIGITS[character] for character in text])
    return _reckoned(text)


def _reckoned(text: str) -> str | None:
    """Add up digits and units: a section below ten thousand, times 万 or 亿."""
    total, section, last = 0.0, 0.0, None
    unit_before = 0
    place = 0
    while place < len(text):
        character = text[place]
        if found := _NUMBER.match(text, place):
            if last is not None:
                return None
            last, place = float(found[0]), found.end()
            continue
        place += 1
        if character in _DIGITS:
            if last is not None and last != 0:
                return None
            last = float(_DIGITS[character])
        elif character in _TENS:
            section += (1.0 if last is None or (last == 0 and character == "十") else last) * _TENS[character]
            last, unit_before = None, _TENS[character]
        elif character in _GREAT:
            size = _GREAT[character]
            if size == 10**8:
                total = (total + section + (last or 0.0)) * size
            else:
                total += (section + (last or 0.0)) * size
            section, last, unit_before = 0.0, None, size
        else:
            return None
    if last is not None:
        # 三万五: the unit below the last one is understood
        short = unit_before >= 100 and text[-2] not in "〇零" and text[-1] in _DIGITS
        section += last * (unit_before // 10 if short else 1)
    number = total + section
    return str(int(number)) if number == int(number) else f"{number:.6f}".rstrip("0")

"""Names with dots in Chinese characters: 伊莎贝拉·罗西, 古丽·买买提, 富察·明瑞.

The trap: foreign names and those of Uyghurs and Kazakhs put the given name first, clans of Manchus and Mongols stand
before it, and nothing but the clan itself tells which.
"""

from __future__ import annotations

_DOT = "·"
# Clans of the Manchus and Mongols known from history, written before the given name.
_CLANS = frozenset(
    "爱新觉罗 叶赫那拉 乌拉那拉 辉发那拉 哈达那拉 那拉 纳兰 钮祜禄 钮钴禄 富察 瓜尔佳 佟佳 马佳 章佳 赫舍里 索绰罗 "
    "伊尔根觉罗 西林觉罗 他他拉 他塔喇 喜塔腊 完颜 董鄂 栋鄂 郭络罗 舒穆禄 萨克达 博尔济吉特 孛儿只斤 乌雅 戴佳 兆佳 "
    "万琉哈 耶律".split()
)


def split_dotted(name: str) -> tuple[str | None, str, str | None] | None:
    """Return family, given and middle name of a name with dots; None where it has none.

    The first piece is the given name and the last the family name (of Uyghurs and Kazakhs: the father's name), what
    stands between the middle name; only a clan of the Manchus or Mongols is a family name in front.

    >>> split_dotted("伊莎贝拉·罗西"), split_dotted("古丽·买买提"), split_dotted("富察·明瑞")
    (('罗西', '伊莎贝拉', None), ('买买提', '古丽', None), ('富察', '明瑞', None))
    >>> split_dotted("托马斯·爱德华·劳伦斯"), split_dotted("沈知远")
    (('劳伦斯', '托马斯', '爱德华'), None)
    """
    pieces = [piece for piece in name.split(_DOT) if piece]
    if _DOT not in name or not pieces:
        return None
    if len(pieces) == 1:
        return None, pieces[0], None
    if pieces[0] in _CLANS:
        return pieces[0], _DOT.join(pieces[1:]), None
    return pieces[-1], pieces[0], _DOT.join(pieces[1:-1]) or None

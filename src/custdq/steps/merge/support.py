"""When one value is only a part of another: a brand of the registered name, an address without its house.

Such a value is no contradiction: it votes for the fuller one. The trap: the longer value is not always the fuller
one. 某某有限公司绍兴分公司 is a branch, not the full name of 某某有限公司, and 王伟明 is not the full name of 王伟.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from itertools import permutations

import pyarrow as pa

from custdq.reference.words import legal_forms
from custdq.steps.merge.cells import ADDRESS, Cells, Ints, encode, fold
from custdq.text.pinyin import fold_umlaut, pinyin_readings

#: How far cell a, by its number, speaks for cell b: 1 where a is a part of b, 0 where it contradicts.
Support = Callable[[int, int], float]

#: Columns that survive together, in output order.
ADDRESS_COLUMNS = ("province", "city", "district", "adcode", "town", "address", "postcode")

_LEGAL_FORM = re.compile(
    r"(公司|集团|集團|厂|廠|商行|事务所|事務所|合作社|株式会社"
    r"|(?<![^\W_㐀-鿿])(inc|ltd|limited|llc|corp|corporation|company|co|gmbh|ag|plc|pte|bv|sa|srl|pty)\.?)$"
)
_LONGEST_FORM = 4
_HAN = re.compile(r"[㐀-鿿]")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_PERSON = 4
_LONG_WORD = 6
_COMPATIBLE = 0.6
_MORE_WORDS = 0.5
_NOT_DETAIL = frozenset({"value", "status", "problem", "country", "adcode", "postcode", "longitude", "latitude"})


def support_function(cells: Cells) -> Support | None:
    """Return how far one cell of a column speaks for another, None where values of its sort have no parts."""
    kind = cells.context.schema.columns.get(cells.anchor)
    name = "" if kind is None else kind.name
    if len(cells.columns) > 1 or name == "address":
        return _address_support(cells)
    if name == "organization_name":
        return _by_text(cells, name_support)
    if name == "person_name":
        return _by_text(cells, lambda a, b: name_support(a, b, organization=False))
    if name == "date":
        return _by_text(cells, lambda a, b: float(b.startswith(a)))
    if name == "phone":
        return _by_text(cells, phone_support)
    return None


def _by_text(cells: Cells, function: Callable[[str, str], float]) -> Support:
    texts = cells.distinct.to_pylist()
    return lambda a, b: function(texts[cells.value[a]], texts[cells.value[b]])


def name_support(part: str, whole: str, *, organization: bool = True) -> float:
    """Tell how far the name `part` speaks for the name `whole`, 0 to 1.

    A surname speaks for the person, a brand for the registered name, pinyin for the characters; a firm does not speak
    for its branch.

    >>> name_support("王", "王伟"), name_support("王伟", "王伟明"), name_support("云帆", "云帆物流有限公司")
    (1.0, 0.0, 1.0)
    >>> name_support("云帆物流有限公司", "云帆物流有限公司绍兴分公司"), name_support("J. Smith", "John Smith")
    (0.0, 0.5)
    >>> name_support("WANG Wei", "王伟"), name_support("王伟", "Wang Wei")
    (1.0, 0.0)
    """
    a, b = fold(part), fold(whole)
    if _HAN.search(b) and not _HAN.search(a):
        return float(_is_romanized(part, b))
    if a == b or len(a) >= len(b):
        return 0.0
    if organization and b.startswith(a) and _has_legal_form(part):
        return 0.0
    if not _HAN.search(b):
        return _word_support(part, whole)
    if len(b) <= _LONGEST_PERSON:
        return float(len(a) == 1 and b.startswith(a))
    return float(len(a) >= 2 and a in b)


def _has_legal_form(name: str) -> bool:
    """Tell whether a name ends with a legal form, as a word of its own where it is written in letters.

    >>> _has_legal_form("Acme S.A."), _has_legal_form("Tesco")
    (True, False)
    """
    text = unicodedata.normalize("NFKC", name).casefold().strip()
    words = text.split()
    ends = (" ".join(words[-n:]) for n in range(1, min(_LONGEST_FORM, len(words) - 1) + 1))
    return bool(_LEGAL_FORM.search(text)) or any(end in legal_forms() for end in ends)


def _is_romanized(latin: str, chinese: str) -> bool:
    """Tell whether a name in letters is a Chinese one in pinyin: all of it in any order, or a long word of it."""
    words = [fold_umlaut(fold(word)) for word in _WORD.findall(latin)]
    readings = pinyin_readings("".join(_HAN.findall(chinese)))
    orders = {"".join(order) for order in permutations(words)} if len(words) <= _LONGEST_PERSON else set()
    long = [word for word in words if len(word) >= _LONG_WORD]
    return any(reading in orders or any(word in reading for word in long) for reading in readings)


def _word_support(part: str, whole: str) -> float:
    """Tell whether every word of `part` is a word of `whole`, or the initial of one, each used once."""
    left = [fold(word) for word in _WORD.findall(whole)]
    for word in (fold(word) for word in _WORD.findall(part)):
        match = next((w for w in left if w == word), None) or next(
            (w for w in left if len(word) == 1 and w[0] == word), None
        )
        if match is None:
            return 0.0
        left.remove(match)
    return _MORE_WORDS


def phone_support(part: str, whole: str) -> float:
    """Tell whether `part` is `whole` without its area code or its extension.

    >>> phone_support("55512674", "+862155512674"), phone_support("+862155512674", "+862155512674;ext=8")
    (1.0, 1.0)
    """
    digits = re.sub(r"\D", "", part)
    local = len(digits) >= 7 and not part.startswith("+") and whole.split(";", maxsplit=1)[0].endswith(digits)
    return float(part != whole and (local or whole.startswith((f"{part};", f"{part} "))))


def _address_support(cells: Cells) -> Support:
    details = address_parts(cells)
    texts = cells.distinct.to_pylist()

    def support(a: int, b: int) -> float:
        written, other = texts[cells.value[a]], texts[cells.value[b]]
        if _HAN.search(other) and not _HAN.search(written):
            return float(_is_romanized(written, other))
        part, whole = details(int(cells.row[a])), details(int(cells.row[b]))
        if part and whole:
            return parts_support(part, whole)
        short, long = fold(written), fold(other)
        return float(len(short) >= 4 and short != long and short in long)

    return support


def parts_support(part: Mapping[str, str], whole: Mapping[str, str]) -> float:
    """Tell how far an address taken apart speaks for another: 1 as a part of it, less where each adds something.

    >>> parts_support({"road": "幸福路"}, {"road": "幸福路", "number": "19"})
    1.0
    >>> parts_support({"road": "幸福路", "number": "8"}, {"road": "幸福路", "number": "19"})
    0.0
    """
    shared = part.keys() & whole.keys()
    if not shared or any(part[name] != whole[name] for name in shared):
        return 0.0
    if part.keys() < whole.keys():
        return 1.0
    return _COMPATIBLE if part.keys() != whole.keys() and shared - set(ADDRESS_COLUMNS) else 0.0


def address_parts(cells: Cells) -> Callable[[int], dict[str, str]]:
    """Return a function from a record's row to its address taken apart, the division columns beside it included."""
    context = cells.context
    columns: dict[str, pa.Array] = {}
    for column in cells.columns:
        parsed = context.standardized.parsed.get(column)
        kind = context.schema.columns.get(column)
        if parsed is not None and kind is not None and kind.name == "address":
            columns |= {n: parsed.column(n) for n in parsed.column_names if n not in _NOT_DETAIL}
    beside = {
        c: context.values[c][0] for c in cells.columns if c in ADDRESS_COLUMNS and c not in (*_NOT_DETAIL, ADDRESS)
    }
    # what the address's own text says of a division goes before the column beside it
    encoded = [(name, *_folded(array)) for group in (beside, columns) for name, array in group.items()]
    known: dict[int, dict[str, str]] = {}

    def details(row: int) -> dict[str, str]:
        if row not in known:
            found = ((name, folded[codes[row]]) for name, codes, folded in encoded)
            known[row] = {name: text for name, text in found if text}
        return known[row]

    return details


def _folded(array: pa.Array | pa.ChunkedArray) -> tuple[Ints, list[str | None]]:
    """Return a column as codes and the folded texts they stand for; the last is null's."""
    codes, distinct = encode(array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array)
    return codes, [*(fold(text) for text in distinct.to_pylist()), None]

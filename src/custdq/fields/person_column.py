"""Plain Chinese names a column at a time: a surname of one character, a given name of one or two.

Surnames and given names are looked at once each. The traps: titles, trades and words for nobody are as short as names,
and a character with two readings gives a name two; what is not plain is left to be read one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Status
from custdq.fields.bulk import Settled, by_distinct
from custdq.fields.person_cn import closing_words, opening_surnames
from custdq.fields.person_nobody import KINDS_OF_NOBODY, NOBODY
from custdq.reference.words import surnames
from custdq.text.clean import PLACEHOLDERS
from custdq.text.pinyin import name_in_pinyin, pinyin_readings, surname_reading, surname_readings
from custdq.text.romanization import cantonese_reading
from custdq.text.script import fold_script, to_simplified

_NOTHING = pa.scalar(None, pa.string())
_HAN = r"[\x{4e00}-\x{9fff}]"
_PLAIN = rf"^{_HAN}{{2,3}}$"
#: Value, surname and given name as `PersonName.keys` joins them.
_JOINED = rf"^(?P<value>{_HAN}{{2,3}})\x1f(?P<family>{_HAN})\x1f(?P<given>{_HAN}{{1,2}})$"
#: Given names remembered.
_MOST = 1 << 17
#: Bytes of a Chinese character of the first plane.
_WIDTH = 3


def settle_han_names(texts: pa.Array) -> Settled:
    """Settle plain whole names in simplified characters.

    >>> settled = settle_han_names(pa.array(["沈知远", "沈老师", "Ann Lee", "客户", "陈强"]))
    >>> settled.rows.tolist(), settled.columns["pinyin"].to_pylist()
    ([0, 4], ['Shen Zhiyuan', 'Chen Qiang'])
    """
    plain = np.flatnonzero(pc.match_substring_regex(texts, _PLAIN).to_numpy(zero_copy_only=False))
    names = texts.take(pa.array(plain))
    ends, head = _words("ends"), pc.utf8_slice_codeunits(names, 0, 2)
    family, given = pc.utf8_slice_codeunits(names, 0, 1), pc.utf8_slice_codeunits(names, 1)
    surname, name = by_distinct(family, _surname, 1)[0], by_distinct(given, _given, 1)[0]
    special = [
        pc.is_in(names, value_set=_words("nobody")), pc.is_in(head, value_set=_words("heads")),
        pc.is_in(family, value_set=_words("heads")), pc.is_in(head, value_set=ends),
        pc.is_in(pc.utf8_slice_codeunits(names, -1), value_set=ends),
        pc.is_in(pc.utf8_slice_codeunits(names, -2), value_set=ends),
    ]  # fmt: skip
    sure = pc.and_(pc.is_valid(surname), pc.is_valid(name))
    for found in special:
        sure = pc.and_not(sure, found)
    columns = {
        "value": names, "status": pa.repeat(str(Status.VALID), len(names)), "family": family, "given": given,
        "script": pa.repeat("han", len(names)), "pinyin": pc.binary_join_element_wise(surname, name, " "),
    }  # fmt: skip
    return Settled(
        plain[sure.to_numpy(zero_copy_only=False)], {name: column.filter(sure) for name, column in columns.items()}
    )


@cache
def _words(which: str) -> pa.Array:
    """Return the words that plain names are not: for nobody or nothing, before and behind what is no name."""
    words: dict[str, Callable[[], Iterable[str]]] = {
        "nobody": lambda: NOBODY | PLACEHOLDERS,
        "heads": lambda: {*KINDS_OF_NOBODY.split(), *(name for name in surnames() if len(name) > 1)},
        "ends": closing_words,
    }
    return pa.array(sorted(words[which]()), pa.string())


@lru_cache(maxsize=65_536)
def _surname(family: str) -> tuple[str] | None:
    return (name_in_pinyin(family, ""),) if family in opening_surnames() else None


@lru_cache(maxsize=_MOST)
def _given(given: str) -> tuple[str] | None:
    return (name_in_pinyin("", given),) if to_simplified(given) == given else None


def settle_han_keys(joined: pa.Array) -> Settled:
    r"""Settle the keys of plain names, given as value, surname and given name, as `person_keys` names them.

    >>> settled = settle_han_keys(pa.array(["沈知远\x1f沈\x1f知远", "覃明\x1f覃\x1f明"]))
    >>> settled.rows.tolist(), settled.columns["pinyin"].to_pylist(), settled.columns["letters"].to_pylist()
    ([0], [['shen zhiyuan']], ['沈知远'])
    """
    value_given, family, given = pc.extract_regex(joined, _JOINED).flatten()
    surname, sound, folded_sound = by_distinct(family, _surname_keys, 3)
    (folded_given,) = by_distinct(given, _folded, 1)
    value = pc.binary_join_element_wise(family, given, "")
    same = pc.equal(value, value_given)
    sure = pc.and_(pc.fill_null(same, fill_value=False), pc.and_(pc.is_valid(surname), pc.is_valid(folded_given)))
    rows = np.flatnonzero(sure.to_numpy(zero_copy_only=False))
    given, surname, sound, folded_sound, folded_given = (
        column.take(pa.array(rows)) for column in (given, surname, sound, folded_sound, folded_given)
    )
    folded = pc.binary_join_element_wise(surname, folded_given, "")
    columns = {
        "full": folded, "han": folded, "root": folded, "letters": _letters(folded),
        "family": surname, "family_sound": sound, "given": folded_given, "spelled_given": given,
        "pinyin": _behind(sound, given, _readings), "romanized": _behind(folded_sound, folded_given, _romanized),
    }  # fmt: skip
    return Settled(rows, columns)


@lru_cache(maxsize=65_536)
def _surname_keys(family: str) -> tuple[str, str, str] | None:
    """Return a surname folded, its reading and that of the folded; None where it has several."""
    folded = _folded(family)
    if folded is None or max(len(surname_readings(family)), len(surname_readings(folded[0]))) > 1:
        return None
    return folded[0], surname_reading(family), surname_reading(folded[0])


@lru_cache(maxsize=_MOST)
def _folded(text: str) -> tuple[str] | None:
    """Return a text with every variant folded, where each character still takes `_WIDTH` bytes."""
    folded = fold_script(text)
    return (folded,) if len(folded) == len(text) and len(folded.encode()) == _WIDTH * len(text) else None


@lru_cache(maxsize=_MOST)
def _readings(given: str) -> tuple[str, ...]:
    return tuple(f" {reading}" for reading in pinyin_readings(given))


@lru_cache(maxsize=_MOST)
def _romanized(given: str) -> tuple[str, ...]:
    cantonese = cantonese_reading(given)
    return (*_readings(given), f":{cantonese}") if cantonese else _readings(given)


def _behind(surname: pa.Array, given: pa.Array, readings: Callable[[str], tuple[str, ...]]) -> pa.Array:
    """Return, for each name, its surname before each reading of its given name."""
    codes = given.dictionary_encode()
    lists = pa.array([readings(name) for name in codes.dictionary.to_pylist()], pa.list_(pa.string()))
    found = lists.take(codes.indices)
    flat = pc.binary_join_element_wise(surname.take(pc.list_parent_indices(found)), pc.list_flatten(found), "")
    return pa.ListArray.from_arrays(found.offsets, flat)


def _letters(folded: pa.Array) -> pa.Array:
    """Return the characters of names of three, each once, in order of code; null for shorter names."""
    long = pc.equal(pc.binary_length(folded), 3 * _WIDTH)
    chosen = folded.filter(long)
    if not len(chosen):
        return pa.nulls(len(folded), pa.string())
    _, held, data = chosen.buffers()
    first = np.frombuffer(held, np.int32)[chosen.offset]
    raw = np.frombuffer(data, np.uint8)[first : first + len(chosen) * 3 * _WIDTH].reshape(-1, 3, _WIDTH)
    # bytes of UTF-8 are in the order of the codes they stand for
    code = raw[:, :, 0].astype(np.int32) << 16 | raw[:, :, 1].astype(np.int32) << 8 | raw[:, :, 2]
    code.sort(axis=1)
    kept = np.ones(code.shape, dtype=bool)
    kept[:, 1:] = code[:, 1:] != code[:, :-1]
    left = code[kept]
    out = np.stack([left >> 16, left >> 8 & 255, left & 255], axis=1).astype(np.uint8)
    offsets = np.concatenate([[0], np.cumsum(kept.sum(axis=1)) * _WIDTH]).astype(np.int32)
    letters = pa.StringArray.from_buffers(len(chosen), pa.py_buffer(offsets), pa.py_buffer(out.ravel()))
    return pc.replace_with_mask(pa.nulls(len(folded), pa.string()), long, letters)

"""Numbers between Chinese words, a column at a time: 手机 13900138001（备用）, 010-62345678 转 8001.

What stands between the words is settled as a plain cell is (`phone_column`), and only a number valid there is taken.
The trap: words with a meaning of their own (a digit, a letter, a second number) would be read otherwise by
`phone_reading`; so only cells of one number and Chinese characters around it match here.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.fields.bulk import Settled
from custdq.fields.phone_column import settle_plain
from custdq.text.phone_cell import CHINESE_LABEL

_AROUND = r"[\p{Han}:(),\[\] ]*"
_SHAPE = (
    rf"^(?P<before>{_AROUND})(?P<number>\+?\d[\d ()-]{{7,20}}\d)"
    rf"(?: ?\(?(?:转|分机|转分机) ?(?P<extension>\d{{1,8}}) ?(?:分机号?)?)?(?P<after>{_AROUND})$"
)
#: Punctuation of `_AROUND` that is no part of a note.
_LOOSE = " :(),[]"


def settle_labelled(texts: pa.Array, region: str | None) -> Settled:
    """Settle cells that are one valid number between Chinese words.

    Parameters
    ----------
    texts
        Distinct strings without nulls, which `settle_plain` did not settle.
    region
        ISO 3166-1 alpha-2 code of the country the numbers are dialled in.

    Returns
    -------
    Settled
        The rows that are settled, and what they came to.

    Examples
    --------
    >>> settled = settle_labelled(pa.array(["手机：139 0013 8001（备用）", "无", "010-62345678转801"]), "CN")
    >>> settled.rows.tolist(), settled.columns["note"].to_pylist(), settled.columns["extension"].to_pylist()
    ([0, 2], ['手机 备用', None], [None, '801'])
    """
    folded = pc.utf8_normalize(texts, "NFKC")
    found = pc.extract_regex(folded, _SHAPE)
    # two spaces in a row, and spaces at the ends, are cleaned before a cell is read
    shaped = pc.and_(pc.is_valid(found), pc.invert(pc.match_substring_regex(folded, r"\s\s|^\s|\s$")))
    rows = np.flatnonzero(shaped.to_numpy(zero_copy_only=False))
    before, number, extension, after = found.take(pa.array(rows)).flatten()
    plain = settle_plain(number, region)
    valid = plain.columns["value"].is_valid().to_numpy(zero_copy_only=False)
    kept = plain.rows[valid]
    places = pa.array(kept)
    columns = {name: column.filter(pa.array(valid)) for name, column in plain.columns.items()}
    note = _note(before.take(places), after.take(places))
    extension = extension.take(places)
    columns["extension"] = pc.if_else(pc.equal(extension, ""), None, extension)
    columns["note"] = note
    columns["status"] = pa.array([str(Status.REPAIRED)] * len(kept), pa.string())
    said = pc.match_substring_regex(pc.replace_substring_regex(note, CHINESE_LABEL, " "), r"[\p{Han}]")
    remark = pc.if_else(pc.fill_null(said, False), str(Reason.EXTRA_TEXT), None)  # noqa: FBT003 - Arrow's own
    columns["problem"] = pc.coalesce(columns["problem"], remark)
    return Settled(rows[kept], columns)


def _note(before: pa.Array, after: pa.Array) -> pa.Array:
    """Return the words around the numbers, null where there are none."""
    joined = pc.binary_join_element_wise(pc.utf8_trim(before, _LOOSE), pc.utf8_trim(after, _LOOSE), " ")
    trimmed = pc.utf8_trim(joined, " ")
    return pc.if_else(pc.equal(trimmed, ""), None, trimmed)

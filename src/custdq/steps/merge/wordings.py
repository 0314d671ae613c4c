"""Two names of one organization in other words: which of them is likelier the one it is registered under.

杭州云帆物流有限公司 and 杭州市云帆物流有限责任公司 say the same. Which is meant is read off the column: by how
many of its names are worded so, whatever their region, brand and trade. The trap: a name that says less is no wording
but a part, so only names that say the same in every part are compared, and never by their length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from custdq.steps.merge.cells import Floats, fold
from custdq.steps.merge.slips import MOST
from custdq.steps.merge.support import Organization, bare_division


def wording(name: Organization) -> str:
    """Return how a name is worded: its text without its own region, brand and trade.

    >>> wording(Organization("杭州市云帆物流有限公司", None, "杭州市", "云帆", "物流", "有限公司", None, None))
    '{region}市{brand}{trade}有限公司'
    """
    text = fold(name.text)
    for part, sign in ((name.brand, "{brand}"), (name.industry, "{trade}"), (bare_division(name.region), "{region}")):
        if part:
            text = text.replace(fold(part), sign, 1)
    return text


class Wordings:
    """How many names of a column are worded in each way."""

    def __init__(self, names: Iterable[Organization]) -> None:
        self._held = Counter(wording(name) for name in names)

    def compare(self, left: Sequence[Organization], right: Sequence[Organization]) -> Floats:
        """Return by how much the wording of each right name is the likelier one (nats, `MOST` at most)."""
        sides = (np.log([1 + self._held[wording(name)] for name in names]) for names in (left, right))
        less, more = sides
        return np.asarray(np.clip(more - less, -MOST, MOST), dtype=float)

"""Chinese subscribers' numbers without their area code, a column at a time: 62345678.

With an area code they are read behind it, without one they are no number. The trap: seven or eight digits that stand
for nothing (12345678), or for a service of the whole country; those are left to `phone_reading`.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.fields.bulk import Settled
from custdq.fields.phone_column import settle_plain, surely_invalid

#: A subscriber's number begins with 2 to 8; 400 and 800 are services.
_LOCAL = r"^(?:[235-7]\d|4[1-9]|8[1-9])\d{5,6}$"
#: Runs of one digit, and digits in order, both ways.
_NOTHING = "|".join([*(str(digit) * 7 for digit in range(10)), "2345678", "3456789", "8765432", "7654321", "6543210"])


def settle_local(texts: pa.Array, region: str | None, area_code: str | None) -> Settled:
    """Settle subscribers' numbers of China.

    >>> settled = settle_local(pa.array(["62817745", "13900138001"]), "CN", "010")
    >>> settled.rows.tolist(), settled.columns["value"].to_pylist()
    ([0], ['+861062817745'])
    """
    if region != "CN":
        return Settled(np.zeros(0, np.int64), {})
    local = pc.and_not(pc.match_substring_regex(texts, _LOCAL), pc.match_substring_regex(texts, _NOTHING))
    rows = np.flatnonzero(local.to_numpy(zero_copy_only=False))
    digits = texts.take(pa.array(rows))
    if area_code is None:
        # some are a service or a landline with its area code but for the 0
        sure = surely_invalid(digits, region)
        rows, digits = rows[sure], digits.filter(pa.array(sure))
        said = {"status": Status.INVALID, "problem": Reason.AREA_CODE_MISSING, "region": region}
        return Settled(rows, {"national": digits} | {n: pa.repeat(str(word), len(rows)) for n, word in said.items()})
    trunk = area_code if area_code.startswith("0") else f"0{area_code}"
    whole = settle_plain(pc.binary_join_element_wise(trunk, digits, ""), region)
    valid = whole.columns["value"].is_valid()
    columns = {name: column.filter(valid) for name, column in whole.columns.items()}
    size = len(columns["value"])
    columns["status"] = pa.repeat(str(Status.REPAIRED), size)
    columns["problem"] = pa.repeat(str(Reason.AREA_CODE_INFERRED), size)
    return Settled(rows[whole.rows[valid.to_numpy(zero_copy_only=False)]], columns)

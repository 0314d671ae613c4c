"""Parse a column of one kind with many distinct values and print rows a second, as one line of JSON.

    python -m benchmarks.standardize.one_kind phone

The cells are the inputs of the open standardization cases, made distinct, so that remembering a value does not help.
Right answers are the business of tests; here only speed is measured, and how many cells found a standard form.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import pyarrow.compute as pc
from benchmarks.cost import measured
from benchmarks.sets import data_folder

from custdq.fields import make_kind

#: file of cases -> kind and its options
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "phone": ("phone", {"region": "CN"}),
    "address_cn_admin": ("address", {"region": "CN"}),
    "company_name": ("organization_name", {}),
    "person_name": ("person_name", {}),
    "date": ("date", {}),
    "email": ("email", {}),
}


def run(name: str) -> dict[str, Any]:
    """Return the figures of one file of cases."""
    kind, options = KINDS[name]
    with (data_folder() / "standardize" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        cells = sorted({json.loads(line)["input"] for line in lines})
    with measured() as cost:
        parsed = make_kind(kind, **options).parse(cells)
    stood = parsed["value"].is_valid()
    return {"set": name, "rows": len(cells), "read": pc.mean(stood.cast("int8")).as_py(), **vars(cost)}


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1])))

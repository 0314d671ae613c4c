"""What the 360-degree view and RFM cost beside golden records: a million entities, five million orders.

    python -m benchmarks.merge.view [entities] [orders]

One line of JSON a task: seconds of CPU here, and of pandas for the same figures where it has them.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from custdq.frames import to_pandas
from custdq.results.around import Around
from custdq.steps.merge import Golden as GoldenTables
from custdq.steps.relate import Roles


def golden_records(entities: int) -> Around:
    """Return golden records of as many entities, five records to every four of them."""
    records = entities + entities // 4
    names = pa.array([f"E{number:07d}" for number in range(entities)])
    of = np.r_[np.arange(entities), np.arange(entities // 4)]
    position = {
        "entity_id": names.take(pa.array(of)),
        "source": pa.array(np.where(np.arange(records) < entities, "crm", "erp")),
        "sheet": pa.nulls(records, pa.string()),
        "row": pa.array(np.arange(records)),
        "record_id": pa.array([f"{'C' if at < entities else 'K'}{at:07d}" for at in range(records)]),
    }
    nothing = pa.table({"entity_id": pa.array([], pa.string())})
    made = {"records": pa.table({"entity_id": names, "name": names}), "xref": pa.table(position)}
    return Around(GoldenTables(**{each.name: made.get(each.name, nothing) for each in fields(GoldenTables)}), None)


def orders_of(golden: Around, orders: int) -> pd.DataFrame:
    """Return orders whose customers are drawn unevenly, as customers buy."""
    random = np.random.default_rng(0)
    ids = np.asarray(golden.tables.xref.column("record_id").to_pylist(), dtype=object)
    whose = (random.beta(0.6, 2.0, orders) * len(ids)).astype(np.int64)
    return pd.DataFrame(
        {
            "customer_code": pd.array(ids[whose], dtype="string[pyarrow]"),
            "order_date": pd.Timestamp("2020-01-01") + pd.to_timedelta(random.integers(0, 2_000, orders), unit="D"),
            "amount": random.gamma(2, 100, orders).round(2),
            "status": pd.array(random.choice(["done", "cancelled"], orders, p=[0.9, 0.1]), dtype="string[pyarrow]"),
        }
    )


def by_pandas(golden: Around, orders: pd.DataFrame) -> None:
    """Reckon counts, sums and days of every entity as a user of pandas would."""
    of = to_pandas(golden.tables.xref).set_index("record_id")["entity_id"]
    stands = orders[orders["status"] != "cancelled"]
    grouped = stands.groupby(of.reindex(stands["customer_code"]).to_numpy())
    figures = grouped.agg({"amount": ["size", "sum"], "order_date": ["min", "max"]})
    figures.columns = ["rows", "amount", "first", "last"]
    to_pandas(golden.tables.records).merge(figures, left_on="entity_id", right_index=True, how="left")


def timed(task: str, work: Callable[[], Any], **more: Any) -> Any:
    """Do the work and print what it cost."""
    begin = time.process_time()
    result = work()
    print(json.dumps({"task": task, "cpu_s": round(time.process_time() - begin, 2), **more}))
    return result


def main(entities: int = 1_000_000, orders: int = 5_000_000) -> None:
    """Print a line a task."""
    golden = golden_records(entities)
    frame = orders_of(golden, orders)
    size = {"entities": entities, "orders": orders}
    timed("attach", lambda: golden.attach("orders", frame, Roles()), **size)
    view = timed("view", lambda: to_pandas(golden.view(None)), **size)
    rfm = timed("rfm", lambda: to_pandas(golden.rfm("orders", "2025-06-30", None)[0]), **size)
    assert len(view) == len(rfm) == entities
    timed("findings", lambda: to_pandas(golden.findings("orders", "2025-06-30")), **size)
    timed("pandas: view", lambda: by_pandas(golden, frame), **size)


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))

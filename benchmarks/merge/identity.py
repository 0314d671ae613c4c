"""What it costs to keep entity ids: a million records of 800 thousand entities, known again in a second run.

    python -m benchmarks.merge.identity --count 1000000

Rows: `name` (fingerprints of the raw records), `first` (a run without a past), `again` (the same records in another
order), `more` (1 % new rows, another number in 1 %), `apart` (every tenth entity splits, every tenth is merged away),
`resolve` (a thousand old ids). CPU seconds of each, and the peak memory so far. `kept` is the share of records whose
entity has the id it had. The trap: ids that stay because nothing was recognised and all was numbered anew in the
same order; so every later run comes in an order of its own.
"""

from __future__ import annotations

import argparse
import json

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from benchmarks.cost import Cost, measured

from custdq import fields as f
from custdq.results import Identities
from custdq.schema import Schema
from custdq.steps.identify import IdentityTables, identify_entities, name_records

Rows = npt.NDArray[np.int64]

SCHEMA = Schema({"name": f.PersonName(), "mobile": f.Phone(), "email": f.Email(), "address": f.Address()})

#: Entities to a record.
ENTITIES = 0.8


def records(count: int, *, own_ids: bool) -> pa.Table:
    """Return made-up records as text; a tenth of the cells repeat."""
    rng = np.random.default_rng(7)
    digits = rng.integers(0, 10**9, count).astype(str)
    columns = {
        "source": rng.choice(["crm", "erp", "list"], count),
        "name": np.char.add("customer ", digits),
        "mobile": np.char.add("138", digits),
        "email": np.char.add(digits, "@example.com"),
        "address": np.char.add(np.char.add("No. ", rng.integers(1, 999, count).astype(str)), " Main Street"),
        "city": rng.choice(["Rome", "Bonn", "Oslo", "Lyon"], count),
        "updated_at": rng.choice(["2024-01-01", "2025-06-30"], count),
    }
    table = pa.table({name: pa.array(column.tolist(), pa.string()) for name, column in columns.items()})
    ids = pa.array([f"R{n:08d}" for n in range(count)])
    return table.append_column("record_id", ids) if own_ids else table


def run(count: int, *, own_ids: bool) -> None:
    """Print one row a job."""
    table = records(count, own_ids=own_ids)
    rng = np.random.default_rng(8)
    entities = int(count * ENTITIES)
    entity = np.concatenate([np.arange(entities), rng.integers(0, entities, count - entities)])
    with measured() as cost:
        named = name_records(table, SCHEMA)
    say("name", cost, own_ids=own_ids)
    with measured() as cost:
        first = identify_entities(named, entity, day="2025-01-01")
    say("first", cost, own_ids=own_ids, events=first.events.num_rows)
    order = rng.permutation(count)
    again = job("again", table.take(pa.array(order)), entity[order], first, order)
    edited = table.take(pa.array(order))
    mobiles = pc.if_else(pa.array(np.arange(count) % 100 == 0), "unknown", edited.column("mobile"))
    edited = edited.set_column(edited.column_names.index("mobile"), "mobile", mobiles)
    more = pa.concat_tables([edited, fresh(count // 100, own_ids=own_ids)])
    grown = np.concatenate([entity[order], entities + np.arange(count // 100)])
    job("more", more, grown, again, order)
    torn = entity[order].copy()
    torn[(torn % 10 == 0) & (rng.random(count) < 0.5)] += entities
    torn = np.where(torn % 10 == 1, torn - 1, torn)
    apart = job("apart", table.take(pa.array(order)), np.unique(torn, return_inverse=True)[1], again, order)
    identities = Identities(apart)
    with measured() as cost:
        for number in range(1, 10_001, 10):
            identities.resolve(f"E{number:06d}")
    say("resolve", cost, own_ids=own_ids)


def fresh(count: int, *, own_ids: bool) -> pa.Table:
    """Return records nobody has seen."""
    table = records(count, own_ids=own_ids)
    table = table.set_column(1, "name", pa.array([f"newcomer {n}" for n in range(count)]))
    at = table.num_columns - 1
    return table.set_column(at, "record_id", pa.array([f"N{n}" for n in range(count)])) if own_ids else table


def job(name: str, table: pa.Table, entity: Rows, before: IdentityTables, order: Rows) -> IdentityTables:
    """Identify one later run and print its row."""
    own_ids = "record_id" in table.column_names
    named = name_records(table, SCHEMA)
    with measured() as cost:
        now = identify_entities(named, entity, before=before, day="2025-02-01")
    old = np.asarray(before.current.column("entity_id").to_numpy(zero_copy_only=False))
    old = old[order] if name == "again" else old
    new = np.asarray(now.current.column("entity_id").to_numpy(zero_copy_only=False))[: len(old)]
    events = now.events.num_rows - before.events.num_rows
    say(name, cost, own_ids=own_ids, events=events, kept=float((old == new).mean()))
    return now


def say(name: str, cost: Cost, *, own_ids: bool, events: int = 0, kept: float | None = None) -> None:
    """Print one row."""
    row = {"job": name, "own_ids": own_ids, "cpu_s": round(cost.cpu_s, 2), "peak_mb": round(cost.peak_mb)}
    print(json.dumps(row | {"events": events, "kept": kept}), flush=True)


def main() -> None:
    """Run with own ids and without."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1_000_000, help="records")
    given = parser.parse_args()
    for own_ids in (True, False):
        run(given.count, own_ids=own_ids)


if __name__ == "__main__":
    main()

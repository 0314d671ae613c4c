"""Customers with a past, in the lists of four systems: who they are today, and what each system still believes.

Three epochs of two years; between them people move, change numbers, mailboxes and employers as `customers` says. Each
customer stands in one to six records; a record is entered on some day and confirmed last on a later one, when three
clerks in four bring it up to date and the fourth only touches it. One record in five has no date of confirmation. The
trap: a list whose newest record were always right would make "most recent" the best rule there is, and it is not.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from benchmarks.linkage.customers import KINDS
from benchmarks.linkage.slips import Draw, Text

Array = npt.NDArray[Any]
Facts = dict[str, Array]

EPOCHS = 3
DAYS = 730
FIRST_DAY = np.datetime64("2019-07-01")
#: System -> share of the records, and how often one of its clerks types in a hurry (a second chance of slips).
SYSTEMS = {"crm": (0.4, 0.0), "erp": (0.25, 0.0), "web": (0.2, 0.3), "list": (0.15, 1.0)}
_ROUNDS = 40


def histories(count: int, kind: str, *, seed: int = 11) -> tuple[pa.Table, pa.Table, list[int]]:
    """Return records, today's truth, and the customer of each record.

    Parameters
    ----------
    count
        Customers.
    kind
        "western" or "chinese".
    seed
        Another seed gives other people.

    Returns
    -------
    tuple
        Records (record_id, source, the columns of the kind, created_at, updated_at), truth (one row a customer, the
        columns of the kind), and each record's customer, counted from 0.
    """
    rng = np.random.default_rng([seed, sorted(KINDS).index(kind)])
    module = KINDS[kind]
    states = [module.people(rng, count)]
    for _ in range(EPOCHS - 1):
        states.append(module.later(rng, states[-1]))
    customer = np.repeat(np.arange(count), rng.choice(6, count, p=(0.25, 0.3, 0.2, 0.12, 0.08, 0.05)) + 1)
    size = len(customer)
    entered = rng.integers(0, EPOCHS * DAYS, size)
    confirmed = rng.integers(entered, EPOCHS * DAYS)
    believed = np.where(rng.random(size) < 0.75, confirmed, entered) // DAYS
    system = rng.choice(len(SYSTEMS), size, p=[share for share, _ in SYSTEMS.values()])
    hurried = rng.random(size) < np.array([haste for _, haste in SYSTEMS.values()])[system]
    columns = _written(rng, module, states, (customer, believed, hurried))
    table: dict[str, pa.Array] = {
        "record_id": pa.array([f"R{i:07d}" for i in range(size)]),
        "source": pa.array(np.array(list(SYSTEMS))[system]),
        **{name: pa.array(values, pa.string(), mask=values == "") for name, values in columns.items()},
        "created_at": _days(entered, np.zeros(size, dtype=bool)),
        "updated_at": _days(confirmed, rng.random(size) < 0.2),
    }
    return pa.table(table), pa.table(_plain(rng, module, states[-1])), customer.tolist()


def _written(
    rng: Draw, module: ModuleType, states: list[Facts], records: tuple[Array, Array, Array]
) -> dict[str, Text]:
    """Return what stands in each record: two writings of it, the second one taken where a hurried clerk slipped."""
    customer, believed, hurried = records
    facts = {
        name: np.choose(believed, [state[name][customer] for state in states]) if states[0][name].dtype.kind != "U"
        else np.select([believed == epoch for epoch in range(EPOCHS)], [state[name][customer] for state in states], "")
        for name in states[0]
    }  # fmt: skip
    careful, hasty = module.written(rng, facts, copy=False), module.written(rng, facts, copy=True)
    either = rng.random(len(customer)) < 0.5
    return {name: np.where(hurried | either, hasty[name], careful[name]) for name in careful}


def _plain(rng: Draw, module: ModuleType, facts: Facts) -> dict[str, pa.Array]:
    """Return the facts as an untiring clerk writes them: gaps fall at random, so many tries leave none."""
    out = module.written(rng, facts, copy=False)
    for _ in range(_ROUNDS):
        again = module.written(rng, facts, copy=False)
        out = {name: np.where(out[name] == "", again[name], out[name]) for name in out}
    return {name: pa.array(values, pa.string(), mask=values == "") for name, values in out.items()}


def _days(days: Array, unknown: Array) -> pa.Array:
    return pa.array((FIRST_DAY + days).astype("U10"), pa.string(), mask=unknown)

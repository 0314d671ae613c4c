"""How often a golden value is the true one, by field, beside plain majority, the newest and the longest value.

    python -m benchmarks.merge.accuracy                 the made-up company, then customers with a past

Counted are the cells whose true value stands somewhere among the entity's records; in the company its truth says which
(`seen_`: an address without its road, a firm without its city count as ways of writing). "knowable" is the share of
which every part stands in some cell of the customer, letter by letter (of other values than addresses and names of
firms: the whole in one cell); "of it" is how many of these are right. "own" is with the entities the
library finds, each true customer judged by the one that holds most of its records; all else is with the true entities.
The trap: rules that take a column's value as it stands would be judged on spelling; they all choose from standard
values here, so that the table compares the choice alone.
"""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from benchmarks.linkage.customers import KINDS
from benchmarks.merge.histories import histories
from benchmarks.merge.knowable import known_addresses, known_names, texts_by_customer
from benchmarks.sets import data_folder, scenario_files, scenario_truth

import custdq
from custdq.prepared import prepare
from custdq.roles import confirmed_days, position_columns
from custdq.schema import Schema
from custdq.steps.merge import merge_records
from custdq.steps.merge.cells import standard_values
from custdq.tables import ENTITY_COLUMN, Standardized

Ints = npt.NDArray[np.int64]
Frame = Any


class Field(NamedTuple):
    """One line of the table: golden column, column of the truth, which rows count, and the share that is asked for."""

    column: str
    true: str
    seen: str
    only: str | None
    asked: float


#: The company's fields, and what is asked with the library's own entities (two points more with the true ones).
COMPANY: Mapping[str, Field] = {
    "mobile": Field("mobile", "mobile", "seen_mobile", None, 0.95),
    "landline": Field("landline", "landline", "seen_phone", None, 0.95),
    "email": Field("email", "email", "seen_email", None, 0.95),
    "uscc": Field("uscc", "uscc", "seen_uscc", None, 0.95),
    "resident_id": Field("resident_id", "resident_id", "seen_resident_id", None, 0.95),
    "wechat": Field("wechat", "wechat", "seen_wechat", None, 0.95),
    "birthday": Field("birthday", "birthday", "seen_birthday", None, 0.95),
    "province": Field("province", "province", "seen_address", "CN", 0.95),
    "city": Field("city", "city", "seen_address", "CN", 0.95),
    "district": Field("district", "district", "seen_address", "CN", 0.95),
    "person": Field("name", "name", "seen_name", "person", 0.92),
    "contact": Field("contact_name", "contact_name", "seen_contact", None, 0.92),
    "company": Field("name", "name", "seen_name", "company", 0.92),
    "company's core": Field("name", "company_core", "seen_name", "company", 0.92),
    "address": Field("address", "address", "seen_address", "CN", 0.92),
}

#: Where parts of an address stand.
DIVISIONS = ("province", "city", "district", "town", "address")


class Line(NamedTuple):
    """One field's figures: cells judged, share right by rule, share whose parts stand in the cells, right of these."""

    field: str
    cells: int
    right: dict[str, float]
    reachable: float
    of_these: dict[str, float]
    asked: float


class Records(NamedTuple):
    """Standardized records, their schema, and the true customer of each (None: nobody)."""

    standardized: Standardized
    schema: Schema
    customer: list[str | None]


def folded(text: Any) -> Any:
    """Return text as it is compared: without width, case and spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split()) if isinstance(text, str) else None


def true_entities(customer: list[str | None]) -> tuple[Ints, pa.Array]:
    """Return the true entities as codes and ids; a row that is nobody is an entity of its own."""
    names = [name or f"nobody {row}" for row, name in enumerate(customer)]
    return np.unique(names, return_inverse=True)[1].astype(np.int64), pa.array(names)


def golden_by_customer(records: Records, entities: tuple[Ints, pa.Array]) -> tuple[Frame, Any]:
    """Merge, and return the golden record of each customer (of most of its records), and the golden tables."""
    codes, ids = entities
    golden = merge_records(records.standardized, codes, ids, records.schema)
    pairs = pd.DataFrame({"customer": records.customer, "own": ids.to_pylist()}).dropna()
    counted = pairs.groupby(["customer", "own"]).size().reset_index(name="rows")
    best = counted.sort_values(["customer", "rows", "own"], ascending=[True, False, True]).drop_duplicates("customer")
    found = golden.records.to_pandas().set_index(ENTITY_COLUMN).loc[best["own"]]
    return found.assign(customer=best["customer"].to_numpy(), own=best["own"].to_numpy()).set_index("customer"), golden


def plain(records: Records) -> dict[str, Frame]:
    """Return each customer's values by majority, of the newest record, and the longest; the first of equals."""
    columns = [c for c in records.standardized.records.column_names if c in records.standardized.parsed]
    cells = pd.DataFrame({c: standard_values(records.standardized, c)[0].to_pandas() for c in columns})
    days = pd.Series(confirmed_days(records.standardized, records.schema, columns[0])).fillna(-np.inf)
    who = pd.Series(records.customer)
    order = days.sort_values(ascending=False, kind="stable").index
    return {
        "majority": pd.DataFrame({c: _majority(cells[c], who) for c in columns}),
        "newest": cells.loc[order].groupby(who[order]).first(),
        "longest": pd.DataFrame({c: _longest(cells[c], who) for c in columns}),
    }


def _majority(column: Frame, who: Frame) -> Frame:
    counts = pd.DataFrame({"who": who, "value": column}).dropna().groupby(["who", "value"], sort=False).size()
    top = counts.reset_index(name="n").sort_values("n", ascending=False, kind="stable").drop_duplicates("who")
    return top.set_index("who")["value"]


def _longest(column: Frame, who: Frame) -> Frame:
    table = pd.DataFrame({"who": who, "value": column}).dropna()
    order = table["value"].str.len().sort_values(ascending=False, kind="stable").index
    return table.loc[order].drop_duplicates("who").set_index("who")["value"]


Right = Callable[[Frame, Frame], npt.NDArray[np.bool_]]


def same(found: Frame, wanted: Frame) -> npt.NDArray[np.bool_]:
    """Tell which values are the same but for width, case and spaces."""
    return np.array([folded(a) == folded(b) for a, b in zip(found, wanted, strict=True)], dtype=bool)


def same_mask(found: Frame, wanted: Frame) -> npt.NDArray[np.bool_]:
    """Tell which numbers agree in every sign that neither side hides."""
    pairs = zip(found, wanted, strict=True)
    return np.array(
        [
            isinstance(a, str) and len(a) == len(b) and all(x == y or "*" in (x, y) for x, y in zip(a, b, strict=True))
            for a, b in pairs
        ],
        dtype=bool,
    )


def holds(found: Frame, wanted: Frame) -> npt.NDArray[np.bool_]:
    """Tell which names hold the brand and trade that are wanted."""
    return np.array(
        [isinstance(a, str) and folded(b) in folded(a) for a, b in zip(found, wanted, strict=True)], dtype=bool
    )


def company_records() -> tuple[Records, tuple[Ints, pa.Array]]:
    """Run over the company's files; return its records and the entities found."""
    return records_of(custdq.run([str(path) for path in scenario_files()], as_of="2025-06-30"))


def records_of(result: Any) -> tuple[Records, tuple[Ints, pa.Array]]:
    """Return the records of a run over the company's files, and the entities found."""
    ready = result.outcome
    positions = position_columns(ready.standardized.records, ready.schema)
    places = {(r["source"], r["sheet"] or "", r["row"]): r["entity_id"] for r in scenario_truth().to_pylist()}
    customer = [places.get((r["source"], r["sheet"] or "", r["row"])) for r in positions.to_pylist()]
    return Records(ready.standardized, ready.schema, customer), (result.links.entity_codes, result.links.entity_ids)


def company_lines(records: Records, own: tuple[Ints, pa.Array]) -> Iterator[Line]:
    """Yield the company's lines."""
    truth = pq.read_table(data_folder() / "scenario" / "truth" / "truth_golden.parquet").to_pandas()
    truth = truth.set_index("entity_id")
    answers = {"own": golden_by_customer(records, own)[0]}
    answers["true"] = golden_by_customer(records, true_entities(records.customer))[0]
    answers |= plain(records)
    towns = {name: frame.get("town") for name, frame in answers.items()}
    for name, field in COMPANY.items():
        judged = truth[truth[field.seen] & truth[field.true].notna()]
        if field.only == "CN":
            judged = judged[judged["country"] == "CN"]
        elif field.only:
            judged = judged[judged["kind"] == field.only]
        right = {"resident_id": same_mask, "company's core": holds}.get(name, same)
        hits = {}
        for answer, frame in answers.items():
            found = frame[field.column].reindex(judged.index)
            if name == "address":
                found = without(found, towns[answer], judged["address"])
            hits[answer] = right(found, judged[field.true])
        known = _known(name, records, judged, right)
        shares = {answer: float(hit.mean()) for answer, hit in hits.items()}
        of_these = {answer: float(hit[known].mean()) for answer, hit in hits.items()}
        yield Line(name, len(judged), shares, float(known.mean()), of_these, field.asked)


def _known(name: str, records: Records, judged: Frame, right: Right) -> npt.NDArray[np.bool_]:
    """Tell which of the judged values can be known."""
    values = standard_values(records.standardized, COMPANY[name].column)[0].to_pandas()
    if name == "address":
        towns = standard_values(records.standardized, "town")[0].to_pandas()
        values = pd.Series(without(values, towns, judged[COMPANY[name].true].reindex(records.customer).fillna("")))
    every = pd.DataFrame({"who": records.customer, "value": values}).dropna()
    every = every[every["who"].isin(judged.index)]
    stands = pd.Series(right(every["value"], judged[COMPANY[name].true].reindex(every["who"])))
    whole = stands.groupby(every["who"].to_numpy()).any()
    known = np.asarray(whole.reindex(judged.index, fill_value=False), dtype=bool)
    if name not in ("address", "company"):
        return known
    asked, columns = (known_names, ("name",)) if name == "company" else (known_addresses, DIVISIONS)
    written = (records.standardized.raw, records.standardized.records)
    texts = [texts_by_customer(table, columns, records.customer) for table in written]
    return known | asked(judged, {who: f"{text} | {texts[1][who]}" for who, text in texts[0].items()})


def without(values: Frame, towns: Frame, wanted: Frame) -> list[Any]:
    """Return addresses without their town where the truth does not name it."""
    towns = towns.reindex(values.index) if towns is not None and len(towns) != len(values) else towns
    return [
        a.replace(t, "", 1) if isinstance(a, str) and isinstance(t, str) and t not in w else a
        for a, t, w in zip(values, towns, wanted, strict=True)
    ]


def history_records(kind: str, count: int, seed: int) -> tuple[Records, Frame]:
    """Return made-up records with a past, and the truth in standard form by customer."""
    table, truth, customer = histories(count, kind, seed=seed)
    schema = Schema.infer(table)
    ready = prepare(table, schema)
    plain_truth = {c: truth.column(c) if c in truth.column_names else pa.nulls(count, pa.string())
                   for c in table.column_names}  # fmt: skip
    facts = prepare(pa.table(plain_truth), schema).standardized
    names = [f"C{one:07d}" for one in range(count)]
    values = {c: standard_values(facts, c)[0].to_pandas() for c in truth.column_names}
    records = Records(ready.standardized, ready.schema, [f"C{one:07d}" for one in customer])
    return records, pd.DataFrame(values).set_index(pd.Index(names))


def history_lines(records: Records, truth: Frame) -> Iterator[Line]:
    """Yield the lines of customers with a past; only cells whose value stands in some record are counted."""
    answers = {"true": golden_by_customer(records, true_entities(records.customer))[0]} | plain(records)
    for column in truth.columns:
        cells = standard_values(records.standardized, column)[0].to_pandas()
        every = pd.DataFrame({"who": records.customer, "value": cells}).dropna()
        found = same(every["value"], truth[column].reindex(every["who"]))
        seen = pd.Series(found).groupby(every["who"].to_numpy()).any()
        judged = truth.loc[seen[seen].index, column]
        shares = {name: float(same(frame[column].reindex(judged.index), judged).mean())
                  for name, frame in answers.items() if column in frame.columns}  # fmt: skip
        yield Line(column, len(judged), shares, 1.0, shares, np.nan)


def shown(title: str, lines: Iterator[Line]) -> None:
    """Print one table."""
    rules = ("own", "true", "majority", "newest", "longest")
    print(
        f"\n{title}\n{'field':16}{'cells':>7}"
        + "".join(f"{name:>10}" for name in (*rules, "asked", "knowable", "own of it", "true of it"))
    )
    for line in lines:
        shares = "".join(f"{line.right.get(rule, np.nan):10.4f}" for rule in rules)
        of_these = "".join(f"{line.of_these.get(rule, np.nan):10.4f}" for rule in ("own", "true"))
        print(f"{line.field:16}{line.cells:7d}{shares}{line.asked:10.2f}{line.reachable:10.4f}{of_these}", flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=6000, help="customers with a past, of each kind")
    parser.add_argument("--seed", type=int, default=11)
    given = parser.parse_args()
    if scenario_files():
        shown("The made-up company", company_lines(*company_records()))
    for kind in sorted(KINDS):
        shown(
            f"{given.count} {kind} customers with a past",
            history_lines(*history_records(kind, given.count, given.seed)),
        )


if __name__ == "__main__":
    main()

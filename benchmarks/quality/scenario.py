"""Rates of gaps, wrong, outdated and conflicting values per system and field of the made-up company, beside the truth.

    python -m benchmarks.quality.scenario

Everything is measured without the truth: gaps and invalid values from each system's score card, conflicts by holding
linked records against each other, outdated values as expected from age and linked records (0 where nothing tells). The
trap: a gap is only one where a value is due. Type decides that for most fields; a landline is due where another record
of the customer has one; and a sheet without the column is not asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from benchmarks.sets import data_folder, scenario_files

import custdq
from custdq.schema import Schema
from custdq.steps.score import ScoreCard, outdated_table, score_records
from custdq.tables import ParsedColumns, Standardized, column_or_null

AS_OF, NEAR = "2025-06-30", 0.02
#: A sheet in which fewer cells of a column are filled has no such column; a few come out of remarks.
HARDLY_ANY = 0.01
RATES = ("missing_rate", "invalid_rate", "stale_rate", "conflict_rate")
#: The truth's names of our columns where they differ.
OURS = {"contact": "contact_name"}
#: Fields that only one type of customer has.
OF_TYPE = {"birthday": "person", "gender": "person", "resident_id": "person", "contact": "organization",
           "uscc": "organization"}  # fmt: skip
TYPES = ("person", "organization")
#: Fields that not every customer has: due where another record of the customer has one.
OF_SOME = ("phone",)
#: The company's stages as its own people call them, and the form WeChat gives its ids (or a phone's or QQ's number).
FIELDS: dict[str, Any] = {
    "stage": {"words": {"潜在": ["意向", "线索", "潜在客户"], "报价": ["谈判", "报价中", "已报价"],
                        "合作": ["合作中", "成交", "签约", "已成交"]}},
    "wechat": {"pattern": r"[A-Za-z][-_A-Za-z0-9]{5,19}$|1\d{10}$|[1-9]\d{4,10}$"},
}  # fmt: skip


class Cell(NamedTuple):
    """One rate of one field of one system: what is true of it and what was measured (None: nothing could be)."""

    source: str
    field: str
    rate: str
    truth: float
    measured: float | None

    @property
    def near(self) -> bool:
        """Tell whether the measured rate is within two points."""
        return self.measured is not None and abs(self.measured - self.truth) <= NEAR


def truth() -> dict[str, Any]:
    """Return the true rates."""
    path = data_folder() / "scenario" / "truth" / "truth_quality.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def measure(standardized: Standardized, schema: Schema, entities: Any) -> list[Cell]:
    """Return every rate of the truth with what was measured."""
    ready, wide = _with_phone(standardized, schema)
    sheets = _sheet_column(ready)
    card = score_records(
        replace(ready, raw=ready.raw.append_column("place", sheets)), wide, entity_codes=entities, as_of=AS_OF,
        by=["source", "place"], expectations={"require": ["name"], "field": FIELDS},
    )  # fmt: skip
    typed = score_records(
        replace(ready, raw=ready.raw.append_column("place", sheets)), wide, entity_codes=None, as_of=AS_OF,
        by=["place"], expectations={
            "types": {kind: [OURS.get(f, f) for f in OF_TYPE if OF_TYPE[f] == kind] for kind in TYPES}
        },
    )  # fmt: skip
    return list(_cells(card, typed))


def _cells(card: ScoreCard, typed: ScoreCard) -> Iterator[Cell]:
    plain = {(x["by"], x["group"], x["field"], x["dimension"]): x for x in card.group_fields.to_pylist()}
    by_type = {(x["by"], x["group"], x["field"], x["dimension"]): x for x in typed.group_fields.to_pylist()}
    pairs = {(x["source"], x["field"]): x for x in card.conflicts.to_pylist()}
    former = {(x["source"], x["field"]): x["outdated"] for x in outdated_table(card).to_pylist()}
    for source, told in truth()["sources"].items():
        for field, rates in told["fields"].items():
            column = OURS.get(field, field)
            pair = pairs.get((source, column), {})
            gaps = by_type if field in OF_TYPE else plain
            filled = _places(plain, source, column, "completeness")
            asked = [x for x in _places(gaps, source, column, "completeness") if x["score"] and x["score"] > HARDLY_ANY]
            missing = _ratio(sum(x["denominator"] - x["numerator"] - x["placeholders"] for x in asked),
                             sum(x["denominator"] for x in asked))  # fmt: skip
            if field in OF_SOME:
                missing = _ratio(pair.get("lacking", 0), pair.get("known", 0))
            wrong = sum(x["denominator"] - x["valid_values"] for x in _places(plain, source, column, "accuracy"))
            held = sum(x["numerator"] for x in filled)
            gone = former.get((source, column))
            measured = {
                "missing_rate": missing, "invalid_rate": _ratio(wrong, held),
                # what could not be told is no measured 0
                "stale_rate": None if gone is None else _ratio(gone, held, nothing=0.0),
                "conflict_rate": _ratio(pair.get("conflicting", 0), pair.get("entities", 0), nothing=0.0),
            }  # fmt: skip
            for rate in RATES:
                yield Cell(source, field, rate, rates[rate], measured[rate])


def _places(lines: dict[Any, Any], source: str, column: str, dimension: str) -> list[dict[str, Any]]:
    """Return a system's lines of a field, one a sheet; of an address the partial ones are valid too."""
    found = [x for (by, group, field, of), x in lines.items()
             if (by, field, of) == ("place", column, dimension) and (group or "").split("#")[0] == source]  # fmt: skip
    return [x | {"valid_values": x["denominator"] if column == "address" else x["numerator"]} for x in found]


def _ratio(part: float, whole: float, *, nothing: float | None = None) -> float | None:
    return part / whole if whole else nothing


def _sheet_column(ready: Standardized) -> pa.Array:
    sheets = pc.fill_null(column_or_null(ready.records, "sheet"), "")
    return pc.binary_join_element_wise(column_or_null(ready.records, "source"), sheets, "#")


def _with_phone(ready: Standardized, schema: Schema) -> tuple[Standardized, Schema]:
    """Add `phone`, the landline or else the hotline: the truth tells them apart no more than a customer does."""
    has = pc.is_valid(column_or_null(ready.raw, "landline"))
    parsed = {name: ready.parsed[name] for name in ("landline", "hotline")}
    both = pa.table({
        name: pc.if_else(has, column_or_null(parsed["landline"], name), column_or_null(parsed["hotline"], name))
        for name in parsed["landline"].column_names
    })  # fmt: skip
    raw = pc.coalesce(column_or_null(ready.raw, "landline"), column_or_null(ready.raw, "hotline"))
    wide = replace(schema, columns={**schema.columns, "phone": schema.columns["landline"]})
    every = {name: ready.parsed.column(name) for name in ready.parsed}
    together = replace(ready, raw=ready.raw.append_column("phone", raw), parsed=ParsedColumns({**every, "phone": both}))
    return together, wide


def run() -> list[Cell]:
    """Run the whole flow on the company's files and measure."""
    result = custdq.run([str(path) for path in scenario_files()], as_of=AS_OF)
    return measure(result.outcome.standardized, result.outcome.schema, np.asarray(result.links.entity_codes))


def main() -> None:
    """Print the table."""
    cells = run()
    print(f"{'system':28} {'field':12} {'rate':14} {'truth':>7} {'measured':>9}")
    for cell in cells:
        shown = "-" if cell.measured is None else f"{cell.measured:.3f}"
        print(
            f"{cell.source:28} {cell.field:12} {cell.rate:14} {cell.truth:7.3f} {shown:>9} {'' if cell.near else 'off'}"
        )
    for rate in RATES:
        own = [cell for cell in cells if cell.rate == rate]
        print(f"{rate}: {sum(cell.near for cell in own)} of {len(own)} within two points")
    print(f"all: {sum(cell.near for cell in cells) / len(cells):.1%} of {len(cells)}")


if __name__ == "__main__":
    main()

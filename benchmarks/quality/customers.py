"""Made-up customers for measuring quality checks: ten columns, each kind of defect in two of a hundred cells.

    python -m benchmarks.quality.customers out/quality.parquet --count 1000000

The trap: distinct values decide what a check costs, so emails, numbers and names are as many as in life, and not a
handful repeated.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

COLUMNS = ("id", "name", "email", "phone", "country", "city", "start", "end", "updated_at", "owner")
COUNTRIES = ("US", "DE", "FR", "GB", "CN", "JP")
OWNERS = 200
#: Day the data is judged on, and of which share of the cells of a column each defect is.
AS_OF, DEFECT = "2025-06-30", 0.02
_GIVEN = "Ann Bob Cy Dora Emil Faye Gus Hana Ivo Jana Karl Lena Milo Nora Otto Pia Quin Rosa Sven Tara".split()
_FAMILY = "Abel Beck Cole Diaz Egan Faber Gray Horn Ivers Jonas Klein Lowe Marsh Nolan Ortega Price Quist Reed".split()
_CITIES = "Berlin Paris London Boston Tokyo Lyon Hamburg Leeds Denver Osaka".split()

Generator = np.random.Generator


def customers(count: int, seed: int = 7) -> pa.Table:
    """Return made-up customers; two of a hundred records repeat another under a new id."""
    random = np.random.default_rng(seed)
    number = np.arange(count)
    copies = random.random(count) < DEFECT
    person = np.where(copies, random.integers(0, count, count), number)
    given, family = person % len(_GIVEN), person // len(_GIVEN) % len(_FAMILY)
    name = _joined(_taken(_GIVEN, given), pa.scalar(" "), _taken(_FAMILY, family))
    email = _joined(
        pc.utf8_lower(_taken(_GIVEN, given)), pa.scalar("."), _text(person), pa.scalar("@"),
        _taken(["mail.com", "post.net", "firm.org"], person % 3),
    )  # fmt: skip
    phone = _joined(pa.scalar("+1212"), _text(2_000_000 + person * 7 % 7_999_999))
    start, end = 15_000 + person % 4_000, 19_500 + person % 1_500
    ids = np.where(random.random(count) < DEFECT, random.integers(0, count, count), number)
    columns = {
        "id": _joined(pa.scalar("C"), _text(ids)),
        "name": _gaps(name, random),
        "email": _gaps(_broken(email, random, "not an email"), random),
        "phone": _gaps(_broken(phone, random, "+1212555"), random),
        "country": _gaps(_broken(_taken(COUNTRIES, person % len(COUNTRIES)), random, "Atlantis"), random),
        "city": _taken(_CITIES, person % len(_CITIES)),
        "start": _broken(_days(start), random, "1870-01-01"),
        "end": _broken(_days(end), random, "2001-01-01"),
        "updated_at": _gaps(_days(20_269 - random.integers(0, 800, count)), random),
        "owner": _joined(pa.scalar("owner "), _text(random.integers(0, OWNERS, count))),
    }
    return pa.table(columns)


def entities(table: pa.Table) -> npt.NDArray[np.int64]:
    """Return the customer of each record, as its start and email tell; records without an email stand alone."""
    mail = table.column("email").combine_chunks()
    alone = pc.or_kleene(pc.is_null(mail), pc.equal(mail, "not an email"))
    keys = pc.if_else(alone, _joined(pa.scalar("alone "), _text(np.arange(len(mail)))), mail)
    return np.asarray(keys.dictionary_encode().indices.to_numpy(), dtype=np.int64)


def _taken(words: object, places: npt.NDArray[np.int64]) -> pa.Array:
    return pa.array(words, pa.string()).take(pa.array(places))


def _text(numbers: npt.NDArray[np.int64]) -> pa.Array:
    return pa.array(numbers).cast(pa.string())


def _joined(*parts: object) -> pa.Array:
    return pc.binary_join_element_wise(*parts, "")


def _days(days: npt.NDArray[np.int64]) -> pa.Array:
    return pa.array(days.astype(np.int32), pa.date32()).cast(pa.string())


def _broken(values: pa.Array, random: Generator, text: str) -> pa.Array:
    return pc.if_else(pa.array(random.random(len(values)) < DEFECT), pa.scalar(text), values)


def _gaps(values: pa.Array, random: Generator) -> pa.Array:
    return pc.if_else(pa.array(random.random(len(values)) < DEFECT), pa.scalar(None, pa.string()), values)


def main() -> None:
    """Write a file of customers."""
    parser = argparse.ArgumentParser(description="Made-up customers for measuring quality checks.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--count", type=int, default=1_000_000)
    asked = parser.parse_args()
    asked.path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(customers(asked.count), asked.path)


if __name__ == "__main__":
    main()

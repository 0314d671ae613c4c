"""Make up any number of customers, western or Chinese, some of them written down more than once, and say who is who.

    python -m benchmarks.linkage.customers --count 1000000 --kind western --seed 7 -o customers.parquet

Columns: `record_id`, `entity_id` (the truth), then `first_name surname dob phone email address city state postcode`
(western) or `name company mobile phone email address` (chinese). Four records in five are people of their own; the
fifth is a copy of one of them, made some years on by another clerk. A person who has copies has one to four of them
(1.6 on average), so a million records hold about 310 000 true pairs.

What is known of a person from the start: gaps in every column (western: phone 14 %, email 20 %, birth 8 %; chinese:
mobile 12 %, email 50 %, address 8 %; others less), households that share surname and address or companies that share
office and switchboard, one person in four with the telephone of the whole household (western), one in twenty with the
mobile of a colleague or relative (chinese).
What happens to a copy, each by itself:

western  moved 20 %, new phone 20 %, new email 20 %, new surname 3 %; slips of the finger in given name 9 %, surname
         9 %, phone 5 %, email 5 %, address 8 %, city 4 %, postcode 3 %; familiar form of the given name 20 % (where
         there is one), initial only 2 %, given name and surname exchanged 1.5 %; birth with day and month exchanged
         3 %, one figure wrong 5 %, put as 1 January 1 %; street type written in full 40 %; gaps half as many again.
chinese  moved 12 %, new mobile 12 %, new email 15 %, new company 8 %; name in traditional characters 6 %, in pinyin
         8 %, a character of the same sound 4 %, surname with a title only 2 %; company without legal form 20 %, brand
         and trade only 15 %, brand only 8 %, region in brackets 10 %, in traditional characters 4 %; mobile with one
         slip 4 %, in groups or with +86 15 %; email with one slip 5 %; address without province 25 %, without province
         and city 10 %, 市 and 省 left off 12 %, door written 3-2-501 20 %, in traditional characters 4 %; gaps a fifth
         more.

Rows are made and written in chunks, so memory does not grow with the count; a chunk's copies stand in the next chunk.
The same count, kind, seed and tables of names give the same file. The trap: names drawn evenly from a list would make
every agreement on a name strong evidence, which it is not; see the modules of the two kinds.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
from benchmarks.linkage import customers_chinese, customers_western
from benchmarks.linkage.slips import Draw, Text

KINDS: dict[str, ModuleType] = {"western": customers_western, "chinese": customers_chinese}
#: Share of records that are a copy of another.
COPIES = 0.2
#: Chances that a person who has copies has one, two, three or four.
TIMES = (0.62, 0.22, 0.10, 0.06)
#: People made at a time.
CHUNK = 160_000


def chunks(count: int, kind: str, *, seed: int = 7) -> Iterator[pa.Table]:
    """Yield `count` customers in tables of a bounded size.

    Parameters
    ----------
    count
        Records in all, copies included.
    kind
        "western" or "chinese".
    seed
        Another seed gives other people.

    Yields
    ------
    pyarrow.Table
        record_id and entity_id (int64, the first unique), then the columns of the kind as text, null where unknown.
    """
    copies = round(count * COPIES)
    persons = count - copies
    waiting: pa.Table | None = None
    record = 0
    for begin in range(0, persons, CHUNK):
        end = min(begin + CHUNK, persons)
        rng = np.random.default_rng([seed, sorted(KINDS).index(kind), begin])
        share = round(copies * end / persons) - round(copies * begin / persons)
        originals, again = chunk(rng, KINDS[kind], np.arange(begin, end), share)
        standing = [originals, *([] if waiting is None else [waiting]), *([again] if end == persons else [])]
        waiting = again
        rows = pa.concat_tables(standing)
        rows = rows.take(rng.permutation(rows.num_rows)).combine_chunks()
        yield rows.add_column(0, "record_id", pa.array(np.arange(record, record + rows.num_rows)))
        record += rows.num_rows


def chunk(rng: Draw, kind: ModuleType, person: npt.NDArray[np.int64], copies: int) -> tuple[pa.Table, pa.Table]:
    """Return the first records of these people, and so many copies of some of them."""
    facts = kind.people(rng, len(person))
    times = rng.choice(len(TIMES), max(copies, 1), p=TIMES) + 1
    chosen = np.repeat(rng.permutation(len(person))[: len(times)], times[: len(person)])[:copies]
    again = kind.later(rng, {name: values[chosen] for name, values in facts.items()})
    first = table(person, kind.written(rng, facts, copy=False))
    return first, table(person[chosen], kind.written(rng, again, copy=True))


def table(person: npt.NDArray[np.int64], columns: dict[str, Text]) -> pa.Table:
    """Return the records as a table: "" becomes null."""
    texts = {name: pa.array(values, pa.string(), mask=values == "") for name, values in columns.items()}
    return pa.table({"entity_id": pa.array(person), **texts})


def write(path: Path, count: int, kind: str, *, seed: int = 7) -> None:
    """Write the customers to a parquet file."""
    writer: pq.ParquetWriter | None = None
    for rows in chunks(count, kind, seed=seed):
        writer = writer or pq.ParquetWriter(path, rows.schema, compression="zstd")
        writer.write_table(rows)
    if writer is not None:
        writer.close()


def main() -> None:
    """Write the file asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--kind", choices=sorted(KINDS), default="western")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    write(given.output, given.count, given.kind, seed=given.seed)


if __name__ == "__main__":
    main()

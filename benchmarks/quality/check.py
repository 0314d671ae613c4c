"""What a gate costs: `custdq check` on a thousand rows as a program of its own, beside a bare interpreter and pandera.

    python -m benchmarks.quality.check --json out/quality_check.jsonl

CPU seconds of the whole process, start and imports included: that is what a commit hook or a step of CI waits for. The
trap: a warm interpreter hides what a gate mostly costs, its imports. So each figure is of a new process, the least of
three. An installed package is compiled once, so what was compiled is kept between them.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.cost import child
from benchmarks.sets import data_folder

REPOSITORY = Path(__file__).resolve().parent.parent.parent
_PROGRAM = "import sys; from custdq.cli import program; sys.exit(program())"
_CONFIG = """
[mapping."customers.csv"]
id = "record_id"
phone = "mobile"
[schema]
record_id = "record_id"
owner = "owner"
updated_at = "updated_at"
[columns]
name = "person_name"
email = "email"
mobile = {kind = "phone", region = "CN"}
country = "country"
created_at = "date"
updated_at = "date"
start = "date"
end = "date"
[completeness]
require = ["name", "email", "mobile", "country", "updated_at"]
[consistency]
rules = ["end >= start"]
[field.country]
allowed = ["CN", "US", "DE", "JP"]
[gate]
completeness = 0.9
accuracy = 0.8
timeliness = 0.5
"mobile.validity" = {min = 0.5, warn = 0.99}
"by.owner.completeness" = {min = 0.5, min_rows = 10}
"""
_PANDERA = """
import pandas as pd, pandera.pandas as pa
frame = pd.read_csv("customers.csv", dtype=str)
text = {name: pa.Column(str, nullable=False) for name in ("name", "email", "phone", "country", "updated_at")}
text["email"] = pa.Column(str, pa.Check.str_matches(r"^[^@\\s]+@[^@\\s]+\\.[a-z]+$"), nullable=False)
text["phone"] = pa.Column(str, pa.Check.str_matches(r"^1[3-9]\\d{9}$"), nullable=False)
text["country"] = pa.Column(str, pa.Check.isin(["CN", "US", "DE", "JP"]))
schema = pa.DataFrameSchema({"id": pa.Column(str, unique=True), **text}, pa.Check(lambda f: f["end"] >= f["start"]))
try:
    schema.validate(frame, lazy=True)
except pa.errors.SchemaErrors:
    pass
"""


def write_customers(path: Path, count: int) -> None:
    """Write made-up customers: ten columns, two of a hundred cells of some broken or empty."""
    chance = random.Random(7)

    def day(first: int, last: int) -> str:
        return f"{chance.randint(first, last)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"

    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "name", "email", "phone", "country", "created_at", "updated_at", "start", "end", "owner"])
        for number in range(count):
            name = (
                chance.choice("王李张刘陈杨黄赵吴周")
                + chance.choice("伟芳娜敏静丽强磊")
                + chance.choice("军洋勇艳杰娟涛明")
            )
            email = f"user{chance.randint(1, 10**6)}@example.com" if chance.random() > 0.02 else "no address"
            phone = f"13{chance.randint(10**8, 10**9 - 1)}" if chance.random() > 0.02 else "12"
            dates = day(2018, 2022), day(2023, 2025), day(2018, 2020), day(2021, 2025)
            country, owner = chance.choice(["CN", "US", "DE", "JP"]), f"owner {chance.randint(1, 20)}"
            out.writerow(
                [f"C{number:06}", name if chance.random() > 0.02 else "", email, phone, country, *dates, owner]
            )


def cases(folder: Path) -> dict[str, list[str]]:
    """Return what is measured: name to command."""
    python = sys.executable
    check = [python, "-c", _PROGRAM, "check", "--as-of", "2025-06-30", "-q"]
    found = {
        "python and pyarrow alone": [python, "-c", "import pyarrow.compute"],
        "check, ten columns": [*check, "customers.csv"],
        "check, with linking": [*check, "customers.csv", "--gate", "uniqueness=0.5"],
        "check, all reports": [*check, "customers.csv", "-o", "a.json", "-o", "a.html", "-o", "a.md", "-o", "a.xml"],
        "check, nothing declared": [*check, "customers.csv", "-c", "gate.toml"],
        "pandera, checks alone": [python, "-c", _PANDERA],
    }
    crm = data_folder() / "scenario" / "crm_customers.csv"
    if crm.is_file():
        with crm.open(encoding="utf-8") as file, (folder / "crm.csv").open("w", encoding="utf-8") as out:
            out.writelines(next(file) for _ in range(1001))
        found["check, 20 columns of CRM"] = [*check, "crm.csv", "-c", "gate.toml"]
    return found


def main(given: Sequence[str] | None = None) -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description="What a gate on a thousand rows costs.")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(given)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY)])}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    print(f"{asked.count} rows\n{'':28} {'CPU s':>6} {'peak MB':>8} {'exit':>5}")
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        write_customers(folder / "customers.csv", asked.count)
        (folder / "custdq.toml").write_text(_CONFIG, encoding="utf-8")
        (folder / "gate.toml").write_text("[gate]\ncompleteness = 0.5\naccuracy = 0.5\n", encoding="utf-8")
        for name, command in cases(folder).items():
            runs = [child(command, folder=folder, environment=environment) for _ in range(asked.times)]
            best = min(runs, key=lambda run: run.cost.cpu_s)
            row = {"case": name, "rows": asked.count, "cpu_s": best.cost.cpu_s, "peak_mb": best.cost.peak_mb}
            note = "" if best.code in (0, 1) else (best.stderr.strip().splitlines() or [""])[-1][:80]
            print(f"{name:28} {best.cost.cpu_s:6.2f} {best.cost.peak_mb:8.0f} {best.code:5} {note}", flush=True)
            if asked.json:
                asked.json.parent.mkdir(parents=True, exist_ok=True)
                with asked.json.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(row | {"exit": best.code}) + "\n")


if __name__ == "__main__":
    main()

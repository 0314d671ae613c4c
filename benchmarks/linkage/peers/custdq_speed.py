"""Run custdq on many customers, stage by stage: `train`, `wide`, `saved` as Splink's runner, and `zero` settings.

The comparisons are Splink's as near as `Comparison` says them; see `comparisons` for what it cannot say.
"""

from __future__ import annotations

from typing import Any

from benchmarks.linkage.peers.custdq import compared
from benchmarks.linkage.peers.exchange import Job, finish, job, milliseconds, stage
from benchmarks.linkage.peers.rules import RULES, WIDE, new_pair

import custdq
from custdq import fields as f
from custdq.fields.base import Comparison, Equal, Level, Similar

#: Names, phones and the city as plain text: Splink is given them so, and parsing is not what is compared.
SCHEMA = custdq.Schema(
    {"first_name": f.Text(), "surname": f.Text(), "dob": f.Date(), "phone": f.Text(), "email": f.Email(),
     "city": f.Text()},
    record_id="record_id",
)  # fmt: skip


def comparisons() -> dict[str, Comparison]:
    """Return Splink's levels; a difference of dates in days, and of part of a value alone, cannot be said."""
    names = Comparison(
        (
            Level("equal", Equal("text"), "text"),
            *(Level(f"Jaro-Winkler {least}", Similar("text", "jaro_winkler", least)) for least in (0.92, 0.88, 0.7)),
        ),
        ("text",),
    )
    dates = Comparison(
        (
            Level("equal", Equal("date")),
            Level("a figure differs", Similar("digits", "osa", 0.87)),
            Level("same month", Equal("month")),
        ),
        ("digits",),
    )
    phones = Comparison(
        (
            Level("equal", Equal("text")),
            Level("a figure differs", Similar("text", "osa", 0.9)),
            Level("two figures differ", Similar("text", "osa", 0.8)),
        ),
        ("text",),
    )
    emails = Comparison(
        (
            Level("equal", Equal("email")),
            Level("same name before the @", Equal("local")),
            Level("Jaro-Winkler 0.88", Similar("email", "jaro_winkler", 0.88)),
            Level("Jaro-Winkler 0.88 before the @", Similar("local", "jaro_winkler", 0.88)),
        ),
        ("email",),
    )
    cities = Comparison((Level("equal", Equal("text"), "text"),), ("text",))
    return {"first_name": names, "surname": names, "dob": dates, "phone": phones, "email": emails, "city": cities}


def linker_of(asked: Job) -> custdq.Linker:
    """Return a linker, with the saved model where there is one to read."""
    rules = [list(rule) for rule in (WIDE if asked.name == "wide" else RULES)]
    linker = custdq.Linker(SCHEMA, blocking=rules, comparisons=comparisons())
    if asked.name == "saved":
        assert asked.model is not None
        # a saved linker has lost its comparisons, so its model is put into one that has them
        linker.model = custdq.Linker.load(asked.model).model
    return linker


def main() -> None:
    """Do what the job names."""
    asked = job()
    links: Any
    if asked.name == "zero":
        with stage(asked.figures, "dedupe"):
            links = custdq.dedupe(asked.records)
    else:
        with stage(asked.figures, "load"):
            linker = linker_of(asked)
        if asked.name != "saved":
            with stage(asked.figures, "fit"):
                linker.fit(asked.records)
            if asked.model is not None:
                linker.save(asked.model)
        with stage(asked.figures, "predict"):
            links = linker.predict(asked.records)
        if asked.name == "saved":
            scored = milliseconds(lambda number: linker.score(*new_pair(number)).match_weight)
            asked.figures["one_pair_ms"] = round(scored, 2)
    with stage(asked.figures, "entities"):
        # Splink names its entities while it clusters; here that is done when they are first asked for
        found = links.entities["entity_id"]
    asked.figures["pairs"] = sum(len(left) for left, _ in compared(links))
    finish(asked, asked.records["record_id"].to_numpy(), found)


if __name__ == "__main__":
    main()

"""polars by hand: the twelve checks in one select, the least that any tool could cost; no scores."""

from __future__ import annotations

import sys

from benchmarks.quality.peers.measure import measured


def main(path: str) -> None:
    """Print one line of JSON."""
    import polars as pl

    frame = pl.read_parquet(path)

    def checks() -> dict[str, int]:
        c = pl.col
        asked = {f"null {name}": c(name).is_null() for name in ("name", "email", "phone", "country", "updated_at")}
        asked |= {
            "email": ~c("email").str.contains(r"^[^@\s]+@[^@\s]+\.[a-zA-Z]+$"),
            "phone": ~c("phone").str.contains(r"^\+\d{8,15}$"),
            "start": ~c("start").is_between(pl.lit("1990-01-01"), pl.lit("2025-12-31")),
            "country": ~c("country").is_in(["US", "DE", "FR", "GB", "CN", "JP"]),
            "id": c("id").is_duplicated(), "order": c("end") < c("start"), "fresh": c("updated_at") < "2024-06-30",
        }  # fmt: skip
        counts: dict[str, int] = frame.select(**{name: check.sum() for name, check in asked.items()}).row(0, named=True)
        return counts

    measured(checks)


if __name__ == "__main__":
    main(sys.argv[1])

"""pointblank on polars: the twelve checks without extracts; its own scores are shares of pooled test units."""

from __future__ import annotations

import sys

from benchmarks.quality.peers.measure import measured


def main(path: str) -> None:
    """Print one line of JSON."""
    import pointblank as pb  # type: ignore[import-not-found]
    import polars as pl

    frame = pl.read_parquet(path)

    def checks() -> dict[str, int]:
        plan = (
            pb.Validate(frame)
            .col_vals_not_null(["name", "email", "phone", "country", "updated_at"])
            .col_vals_regex("email", r"^[^@\s]+@[^@\s]+\.[a-zA-Z]+$", na_pass=True)
            .col_vals_regex("phone", r"^\+\d{8,15}$", na_pass=True)
            .col_vals_between("start", "1990-01-01", "2025-12-31", na_pass=True)
            .col_vals_in_set("country", ["US", "DE", "FR", "GB", "CN", "JP"])
            .rows_distinct(["id"])
            .col_vals_expr(pl.col("end") >= pl.col("start"))
            .col_vals_ge("updated_at", "2024-06-30", na_pass=True)
            .interrogate(get_first_n=0, collect_extracts=False)
        )
        return {str(step): int(count or 0) for step, count in plan.n_failed().items()}

    measured(checks)


if __name__ == "__main__":
    main(sys.argv[1])

"""pandera on pandas: the twelve checks, every failure gathered; no scores."""

from __future__ import annotations

import sys

from benchmarks.quality.peers.measure import measured


def main(path: str) -> None:
    """Print one line of JSON."""
    import pandas as pd
    import pandera.pandas as pa

    frame = pd.read_parquet(path)
    text = {"dtype": None}
    schema = pa.DataFrameSchema(
        {
            "id": pa.Column(**text, unique=True),
            "name": pa.Column(**text, nullable=False),
            "email": pa.Column(**text, checks=pa.Check.str_matches(r"^[^@\s]+@[^@\s]+\.[a-zA-Z]+$")),
            "phone": pa.Column(**text, checks=pa.Check.str_matches(r"^\+\d{8,15}$")),
            "country": pa.Column(**text, checks=pa.Check.isin(["US", "DE", "FR", "GB", "CN", "JP"])),
            "start": pa.Column(**text, checks=pa.Check.in_range("1990-01-01", "2025-12-31")),
            "end": pa.Column(**text),
            "updated_at": pa.Column(**text, checks=pa.Check.greater_than_or_equal_to("2024-06-30")),
        },
        checks=pa.Check(lambda table: table["end"] >= table["start"], name="order"),
    )

    def checks() -> dict[str, int]:
        try:
            schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as error:
            return {str(key): int(count) for key, count in error.failure_cases["check"].value_counts().items()}
        return {}

    measured(checks)


if __name__ == "__main__":
    main(sys.argv[1])

"""Great Expectations on pandas: the twelve checks with the summary format; no scores."""

from __future__ import annotations

import os
import sys

from benchmarks.quality.peers.measure import measured


def main(path: str) -> None:
    """Print one line of JSON."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx  # type: ignore[import-not-found]
    import great_expectations.expectations as gxe  # type: ignore[import-not-found]
    import pandas as pd

    frame = pd.read_parquet(path)
    context = gx.get_context(mode="ephemeral")
    asset = context.data_sources.add_pandas("frame").add_dataframe_asset("customers")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    suite = gx.ExpectationSuite(name="twelve")
    asked = [gxe.ExpectColumnValuesToNotBeNull(column=c) for c in ("name", "email", "phone", "country", "updated_at")]
    asked += [
        gxe.ExpectColumnValuesToMatchRegex(column="email", regex=r"^[^@\s]+@[^@\s]+\.[a-zA-Z]+$"),
        gxe.ExpectColumnValuesToMatchRegex(column="phone", regex=r"^\+\d{8,15}$"),
        gxe.ExpectColumnValuesToBeBetween(column="start", min_value="1990-01-01", max_value="2025-12-31"),
        gxe.ExpectColumnValuesToBeInSet(column="country", value_set=["US", "DE", "FR", "GB", "CN", "JP"]),
        gxe.ExpectColumnValuesToBeUnique(column="id"),
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(column_A="end", column_B="start", or_equal=True),
        gxe.ExpectColumnValuesToBeBetween(column="updated_at", min_value="2024-06-30"),
    ]
    for one in asked:
        suite.add_expectation(one)

    def checks() -> dict[str, int]:
        found = batch.validate(suite, result_format="SUMMARY")
        return {
            f"{at} {result.expectation_config.type}": int(result.result.get("unexpected_count") or 0)
            for at, result in enumerate(found.results)
        }

    measured(checks)


if __name__ == "__main__":
    main(sys.argv[1])

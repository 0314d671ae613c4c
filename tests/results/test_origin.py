"""What golden records were made from comes with them."""

from __future__ import annotations

import pandas as pd

import custdq
from custdq import fields as f


def test_golden_records_know_what_they_were_made_from() -> None:
    people = pd.DataFrame({"mail": ["a@x.org", "A@x.org"]})
    schema = custdq.Schema({"mail": f.Email()})
    golden = custdq.merge(people, custdq.dedupe(people, schema), schema)
    assert golden.origin is not None
    assert golden.origin.kinds() == {"mail": "email"}
    assert golden.origin.standardized.records.num_rows == 2

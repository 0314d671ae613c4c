"""Values against a reference."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest

from custdq.errors import OptionError
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.reference import check_reference, confirmations

Make = Callable[..., Evidence]
NAN = math.nan


def test_meaning_is_compared_and_not_writing(evidence: Make) -> None:
    reference = pa.table({"record_id": ["1", "2", "5"], "mobile": ["139-0013-8001", "13900138009", None]})
    found = confirmations(evidence(reference=reference), "mobile")
    np.testing.assert_equal(found, [1, 0, NAN, NAN, NAN, NAN])


def test_records_are_matched_by_source_where_the_reference_has_one(evidence: Make) -> None:
    reference = pa.table({"source": ["erp", "crm"], "record_id": ["1", "2"], "email": ["ann@x.org", "bob@x.org"]})
    found = confirmations(evidence(reference=reference), "email")
    np.testing.assert_equal(found, [NAN, 0, NAN, NAN, NAN, NAN])


def test_a_column_the_reference_lacks_is_not_verified(evidence: Make) -> None:
    assert confirmations(evidence(reference=pa.table({"record_id": ["1"]})), "email") is None
    assert confirmations(evidence(), "email") is None


def test_a_reference_without_record_ids_is_refused() -> None:
    with pytest.raises(OptionError, match='Did you mean "id"'):
        check_reference(pa.table({"id": ["1"]}), "idd")


def test_a_reference_that_contradicts_itself_is_refused(evidence: Make) -> None:
    same = pa.table({"record_id": ["1", "1"], "mobile": ["139-0013-8001", "13900138001"]})
    assert confirmations(evidence(reference=same), "mobile") is not None
    torn = pa.table({"record_id": ["1", "1"], "mobile": ["13900138001", "13900138009"]})
    with pytest.raises(OptionError, match="for 1 of its ids"):
        confirmations(evidence(reference=torn), "mobile")

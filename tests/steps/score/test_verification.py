"""Values against a reference, and a steward's answers."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pytest

from custdq.errors import OptionError
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.verification import CONFIRMED, OPEN, REFUTED, check_reference, verdicts

Make = Callable[..., Evidence]


def _codes(evidence: Evidence, column: str) -> list[int]:
    found = verdicts(evidence, column)
    assert found is not None
    return [int(code) for code in found.codes]


def test_meaning_is_compared_and_not_writing(evidence: Make) -> None:
    reference = pa.table({"record_id": ["1", "2", "5"], "mobile": ["139-0013-8001", "13900138009", None]})
    found = _codes(evidence(reference=reference), "mobile")
    assert found == [CONFIRMED, REFUTED, OPEN, OPEN, OPEN, OPEN]


def test_records_are_matched_by_source_where_the_reference_has_one(evidence: Make) -> None:
    reference = pa.table({"source": ["erp", "crm"], "record_id": ["1", "2"], "email": ["ann@x.org", "bob@x.org"]})
    found = _codes(evidence(reference=reference), "email")
    assert found == [OPEN, REFUTED, OPEN, OPEN, OPEN, OPEN]


def test_a_column_the_reference_lacks_is_not_verified(evidence: Make) -> None:
    assert verdicts(evidence(reference=pa.table({"record_id": ["1"]})), "email") is None
    assert verdicts(evidence(), "email") is None


def test_a_reference_without_record_ids_is_refused() -> None:
    with pytest.raises(OptionError, match='Did you mean "id"'):
        check_reference(pa.table({"id": ["1"]}), "idd", ["mobile"])


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ({"record_id": ["1"], "moblie": ["13900138001"]}, 'verifies nothing. Did you mean "mobile"'),
        ({"record_id": ["1"]}, "verifies nothing. Known: mobile, email"),
        ({"record_id": ["1"], "field": ["moblie"], "correct": ["yes"]}, 'the field "moblie". Did you mean "mobile"'),
    ],
)
def test_a_reference_that_would_verify_nothing_is_refused(reference: dict[str, list[str]], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        check_reference(pa.table(reference), "record_id", ["mobile", "email"])


def test_a_registry_may_hold_more_than_we_do() -> None:
    check_reference(pa.table({"record_id": ["1"], "mobile": ["1"], "capital": ["9"]}), "record_id", ["mobile"])


def test_a_reference_that_contradicts_itself_is_refused(evidence: Make) -> None:
    same = pa.table({"record_id": ["1", "1"], "mobile": ["139-0013-8001", "13900138001"]})
    assert verdicts(evidence(reference=same), "mobile") is not None
    torn = pa.table({"record_id": ["1", "1"], "mobile": ["13900138001", "13900138009"]})
    with pytest.raises(OptionError, match="for 1 of its ids"):
        verdicts(evidence(reference=torn), "mobile")

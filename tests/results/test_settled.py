"""What is settled beside the evidence: nothing, unless it was said."""

from __future__ import annotations

import numpy as np
from tests.steps.identify.made import identified, named

from custdq.results.settled import Settled
from custdq.tables import FINDING_SCHEMA


def test_nothing_is_settled_unless_it_was_said() -> None:
    assert Settled().overrides == ()
    assert (Settled().findings.schema, Settled().findings.num_rows) == (FINDING_SCHEMA, 0)


def test_ids_of_an_earlier_run_are_kept() -> None:
    before = identified("ab", [("crm", "1", "Ann"), ("crm", "2", "Bob")])
    now = Settled(before, "2025-06-30").identify(named([("crm", "2", "Bob")]), np.array([0]))
    assert now.current.column("entity_id").to_pylist() == ["E000002"]
    assert now.events.column("day").to_pylist() == [None, None, "2025-06-30"]

"""The single pair that both sides score is one person, and another one each time."""

from __future__ import annotations

from benchmarks.linkage.peers.custdq_speed import SCHEMA
from benchmarks.linkage.peers.rules import new_pair


def test_no_pair_shares_a_value_with_the_one_before() -> None:
    (left, right), (other, _) = new_pair(1), new_pair(2)
    assert {name for name in SCHEMA.columns if left[name] == right[name]} == {"surname", "email", "city"}
    assert not [name for name in SCHEMA.columns if left[name] == other[name]]
    assert new_pair(1) == (left, right)

"""Entities to golden records with lineage, conflicts and cross-reference. Start reading at `golden`."""

from custdq.steps.merge.by_hand import Override
from custdq.steps.merge.golden import Golden, merge_records
from custdq.steps.merge.rule_config import rules_from_config

__all__ = ["Golden", "Override", "merge_records", "rules_from_config"]

"""Records to candidate pairs to match weights to entities. Start reading at `linking`."""

from custdq.steps.link.evaluate import Evaluation, evaluate_clusters
from custdq.steps.link.explain import FieldEvidence, PairEvidence, explain_pair
from custdq.steps.link.linking import (
    LinkOptions,
    LinkOutcome,
    ReadyRecords,
    evidence_fields,
    link_records,
    ready_records,
)
from custdq.steps.link.model import FieldModel, LinkageModel, RulePrior
from custdq.steps.link.pair import PairRecord, PairWeigher

__all__ = [
    "Evaluation", "FieldEvidence", "FieldModel", "LinkOptions", "LinkOutcome", "LinkageModel", "PairEvidence",
    "PairRecord", "PairWeigher", "ReadyRecords", "RulePrior", "evaluate_clusters", "evidence_fields", "explain_pair",
    "link_records", "ready_records",
]  # fmt: skip

"""Records to candidate pairs to match weights to entities. Start reading at `linking`."""

from custdq.steps.link.comparable import refuse_no_rules
from custdq.steps.link.estimate import PairPopulation, QualityEstimate, estimate_quality, sample_pairs
from custdq.steps.link.evaluate import Evaluation, evaluate_clusters
from custdq.steps.link.explain import FieldEvidence, PairEvidence, explain_pair
from custdq.steps.link.field import Field
from custdq.steps.link.linking import (
    LinkOptions,
    LinkOutcome,
    ReadyRecords,
    evidence_fields,
    link_records,
    ready_records,
)
from custdq.steps.link.model import FITTED, RULES, FieldModel, LinkageModel, RulePrior
from custdq.steps.link.neighbours import NEIGHBOURS_BY
from custdq.steps.link.pair import PairRecord, PairWeigher
from custdq.steps.link.population import pair_population
from custdq.steps.link.quality import EntityQuality, entity_quality, impact, undecided
from custdq.steps.link.regroup import own_decisions, regroup
from custdq.steps.link.sweep import sweep_thresholds
from custdq.steps.link.teaching import taught

__all__ = [
    "FITTED", "NEIGHBOURS_BY", "RULES",
    "EntityQuality", "Evaluation", "Field", "FieldEvidence", "FieldModel", "LinkOptions", "LinkOutcome", "LinkageModel",
    "PairEvidence", "PairPopulation", "PairRecord", "PairWeigher", "QualityEstimate", "ReadyRecords", "RulePrior",
    "entity_quality", "estimate_quality", "evaluate_clusters", "evidence_fields", "explain_pair", "impact",
    "link_records", "own_decisions", "pair_population", "ready_records", "refuse_no_rules", "regroup", "sample_pairs",
    "sweep_thresholds", "taught", "undecided",
]  # fmt: skip

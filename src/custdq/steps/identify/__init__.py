"""Entities to ids that stay from run to run, and what became of each. Start reading at `identifying`."""

from custdq.steps.identify.events import EVENT_SCHEMA, heirs_of, turning_points
from custdq.steps.identify.identifying import (
    IDENTITY_SCHEMA,
    NO_IDENTITIES,
    IdentityTables,
    identify_entities,
    new_ids,
    numbered_ids,
)
from custdq.steps.identify.records import FINGERPRINTS, NamedRecords, name_records

__all__ = [
    "EVENT_SCHEMA", "FINGERPRINTS", "IDENTITY_SCHEMA", "NO_IDENTITIES", "IdentityTables", "NamedRecords", "heirs_of",
    "identify_entities", "name_records", "new_ids", "numbered_ids", "turning_points",
]  # fmt: skip

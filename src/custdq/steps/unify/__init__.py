"""Unify: many systems' tables onto one set of columns, with the trail back to every cell."""

from custdq.steps.unify.describe import describe_mappings, mapping_to_toml
from custdq.steps.unify.guess import MappingGuess
from custdq.steps.unify.unifying import Unified, unify_tables

__all__ = ["MappingGuess", "Unified", "describe_mappings", "mapping_to_toml", "unify_tables"]

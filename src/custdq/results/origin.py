"""What golden records were made from: needed to show an entity with its records, and to ask a steward."""

from __future__ import annotations

from dataclasses import dataclass

from custdq.results.links import Links
from custdq.schema import Schema
from custdq.tables import Standardized


@dataclass(frozen=True)
class Origin:
    """The schema, the records in standard form, and how they were linked; row by row as in the cross-reference."""

    schema: Schema
    standardized: Standardized
    links: Links

    def kinds(self) -> dict[str, str]:
        """Return column -> name of its kind."""
        return {name: kind.name for name, kind in self.schema.columns.items()}

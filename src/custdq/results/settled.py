"""What is settled about entities beside the evidence: the ids of an earlier run, the decisions of a steward.

The trap: decisions given twice must not add up, so that one taken back is gone; they are always applied to the entities
as they were before any.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from custdq.results.decision_effect import Effect
from custdq.steps.identify import NO_IDENTITIES, IdentityTables, NamedRecords, identify_entities
from custdq.steps.link import LinkOutcome
from custdq.steps.merge import Override
from custdq.tables import findings_table


@dataclass(frozen=True)
class Settled:
    """What is settled beside the evidence.

    before
        Identities of an earlier run; None: ids are counted anew.
    day
        Day of this run (ISO 8601); None: today.
    effect
        What the decisions of a steward come to; None: there are none.
    undecided
        The linking before these decisions; None: it is as it was.
    """

    before: IdentityTables | None = None
    day: str | None = None
    effect: Effect | None = None
    undecided: LinkOutcome | None = None

    def identify(self, records: NamedRecords, entity: npt.NDArray[np.int64]) -> IdentityTables:
        """Return the identities of this run."""
        before = NO_IDENTITIES if self.before is None else self.before
        return identify_entities(records, entity, before=before, day=self.day or date.today().isoformat())

    @property
    def findings(self) -> pa.Table:
        """Findings about decisions."""
        return findings_table([]) if self.effect is None else self.effect.findings

    @property
    def overrides(self) -> tuple[Override, ...]:
        """Golden values set by hand."""
        return () if self.effect is None else self.effect.overrides

"""What a report is made of: plain frozen data, gathered by the pipeline, drawn by the other files here.

The trap: a drawing function that reaches back into tables computes a second truth. Counts are counted once, by the
steps, and only written down here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from custdq.tables import CUSTOMER_COLUMNS, POSITION_COLUMNS

_UNIFIED = frozenset((*POSITION_COLUMNS, *CUSTOMER_COLUMNS))
#: A column read with less confidence than this (0 to 1) is shown as a guess to confirm.
_UNSURE = 0.75


class SourceLine(NamedTuple):
    """One table that came in (or a file that could not be read: `records` is 0 and `note` says why)."""

    source: str
    sheet: str = ""
    rows: int = 0
    records: int = 0
    skipped: int = 0
    encoding: str | None = None
    note: str = ""


class MappingLine(NamedTuple):
    """How one column of a source was read. `target` is None where it kept its own name; `confidence` is 0 to 1."""

    source: str
    column: str
    target: str | None
    evidence: str = ""
    confidence: float = 1.0

    @property
    def read_as(self) -> str | None:
        """The unified name the column was given; None where it kept a name of its own."""
        return self.target if self.target != self.column or self.target in _UNIFIED else None

    @property
    def unsure(self) -> bool:
        """Whether a person should confirm the guess."""
        return self.read_as is not None and self.confidence < _UNSURE


class ColumnLine(NamedTuple):
    """How the cells of one column stand after parsing, counted in cells."""

    column: str
    kind: str
    valid: int = 0
    repaired: int = 0
    invalid: int = 0
    missing: int = 0


class RepairLine(NamedTuple):
    """Cells of one column brought to standard form, for one reason; `examples` are (raw, standard) pairs."""

    column: str
    reason: str
    cells: int
    examples: Sequence[tuple[str, str]] = ()


class FindingLine(NamedTuple):
    """How often one reason code was found, and where ("mobile in crm.csv, rows 12, 31, ...")."""

    code: str
    times: int
    where: str = ""


class EntitySummary(NamedTuple):
    """What linking came to. `sizes` counts entities by their number of records: {1: 900, 2: 80, ...}."""

    records: int = 0
    entities: int = 0
    largest: int = 0
    in_several_sources: int = 0
    sizes: Mapping[int, int] = {}

    @property
    def merged(self) -> int:
        """Records that turned out to be a customer seen before."""
        return self.records - self.entities


class Evidence(NamedTuple):
    """One field's part in a pair's match weight (log2 Bayes factor); `level` is the agreement level's label."""

    field: str
    level: str
    weight: float
    left: str | None = None
    right: str | None = None


class Member(NamedTuple):
    """One source record of an entity: where it stands and its values by column."""

    source: str
    sheet: str = ""
    row: int | None = None
    record_id: str | None = None
    values: Mapping[str, str | None] = {}


class EntityExample(NamedTuple):
    """One customer: its source records, its golden values, and the evidence that holds the records together."""

    entity_id: str
    members: Sequence[Member]
    golden: Mapping[str, str | None]
    evidence: Sequence[Evidence] = ()


class ReviewPair(NamedTuple):
    """An uncertain pair. `weight` is log2 Bayes factor, `probability` 0 to 1."""

    left: Member
    right: Member
    weight: float
    probability: float
    evidence: Sequence[Evidence] = ()


class ConflictLine(NamedTuple):
    """A field its sources disagree on; `candidates` are (value, number of source cells, sources)."""

    entity_id: str
    column: str
    chosen: str | None
    candidates: Sequence[tuple[str, int, str]]
    rule: str = ""


class Action(NamedTuple):
    """One thing to look at: what, why, and the chapter it is in."""

    title: str
    why: str
    anchor: str = ""


@dataclass(frozen=True)
class ReportData:
    """All a report says.

    Parameters
    ----------
    as_of
        Day the data is judged on, ISO 8601.
    card
        The score card as plain data (the content of `scorecard.json`).
    conflicts_total, review_total
        How many there are in all; `conflicts` and `review` hold only those shown.
    timings
        Step name to seconds.
    masks
        Column to the function that hides a value of it; a column without one is hidden by shape.
    outputs
        Name to path of the files written.
    title, version, sources, mappings, columns, repairs, findings, entities, examples, review, conflicts
        The rest: each a sequence of the tuples above, or a string.

    Examples
    --------
    >>> ReportData(as_of="2025-06-30").entities.merged
    0
    """

    as_of: str
    title: str = "Customer data report"
    version: str = ""
    sources: Sequence[SourceLine] = ()
    mappings: Sequence[MappingLine] = ()
    columns: Sequence[ColumnLine] = ()
    repairs: Sequence[RepairLine] = ()
    findings: Sequence[FindingLine] = ()
    entities: EntitySummary = field(default_factory=EntitySummary)
    examples: Sequence[EntityExample] = ()
    review: Sequence[ReviewPair] = ()
    review_total: int = 0
    conflicts: Sequence[ConflictLine] = ()
    conflicts_total: int = 0
    card: Mapping[str, Any] = field(default_factory=dict)
    timings: Mapping[str, float] = field(default_factory=dict)
    masks: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Rows read in all sources."""
        return sum(line.rows for line in self.sources)

    @property
    def skipped(self) -> int:
        """Rows set aside because they are nobody."""
        return sum(line.skipped for line in self.sources)

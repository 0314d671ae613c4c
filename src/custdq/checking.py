"""Files held against a gate: read, standardize, link where a gate rests on it, score, judge.

The trap is failing open. A file that could not be read, a column that is not there, a table that was not scored are
outcomes of the gate beside its thresholds, so that fewer data can never look like better data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from custdq import pipeline
from custdq.errors import OptionError, Reason, SourceError, did_you_mean
from custdq.job import Job, read_job
from custdq.prepared import linked, scored
from custdq.steps.link import LinkOptions
from custdq.steps.score import GateOutcome, GateResult, gate_columns
from custdq.tables import CUSTOMER_COLUMNS, Finding

if TYPE_CHECKING:
    from custdq.prepared import Prepared
    from custdq.results import ScoreCard
    from custdq.schema import Schema

#: Scores that need to know which records are one customer.
_LINKED = frozenset({"uniqueness", "consistency", "overall", "worst", "sources"})
_UNREAD = (Reason.UNREADABLE_FILE, Reason.EMPTY_FILE, Reason.HEADER_ONLY, Reason.NOT_A_TABLE)
#: Columns that come and go with what the cells hold, whatever the file has: filled in from others, or a second number.
_FILLED = frozenset({"kind", "extension", "other_phones", "country", "province", "city", "district", "adcode", "town"})
_PHONES = frozenset({"mobile", "landline", "hotline"})
_MOST_NAMED = 5


@dataclass(frozen=True)
class Checked:
    """A score card and what the gate decided, the data it could not judge included; rows that gave no record."""

    card: ScoreCard
    result: GateResult
    prepared: Prepared
    skipped: Sequence[Finding]


def check_files(
    sources: Sequence[str],
    document: Mapping[str, Any] | None,
    *,
    as_of: str | None = None,
    whole: bool = False,
    history: str | None = None,
    **judging: Any,
) -> Checked:
    """Score files and hold the score against the configuration's gate.

    Parameters
    ----------
    sources
        Paths, patterns, folders or database addresses.
    document
        The content of a custdq.toml, `[gate]` included.
    as_of
        Day the data is judged on (ISO 8601); None: the configuration's, else today.
    whole
        Link the records even where no gate rests on it, so that the card has all its dimensions.
    history
        File to append this run to; without a baseline, its last comparable run is one.
    **judging
        `baseline` (an earlier card as plain data) and `strict`, as `ScoreCard.gate` takes them.

    Raises
    ------
    SourceError
        When no source holds a table of customers, or a column to group by is in none.
    """
    job = read_job(document, as_of=as_of)
    ready, unified, read = pipeline.unify_files(sources, config=document, as_of=as_of)
    names = unified.records.column_names
    by = _grouping(job, ready, names)
    links = None
    if whole or history or rests_on_links(job.gate):
        links = linked(ready, LinkOptions(threshold=job.threshold))
    over = pipeline.passed_over(unified)
    card = scored(ready, links, passed_over=over, expectations=job.expectations, as_of=job.as_of, by=by)
    if history:
        past = card.append_history(history)
        judging["baseline"] = judging.get("baseline") or past.comparable
    declared = [] if job.schema is None else [*job.schema.columns, *_roles(job.schema)]
    attached = [table.source for table in unified.attached]
    hindered = [
        *_unread(read, sources),
        *_lines_lost(read),
        *_not_scored(attached, sources),
        *_missing(declared, names),
    ]
    result = card.gate(job.gate, declared=declared, beside=hindered, **judging)
    return Checked(card, result, ready, [*read, *unified.findings])


def rests_on_links(gate: Mapping[str, Any]) -> bool:
    """Tell whether a gate asks for a score that needs to know which records are one customer.

    >>> rests_on_links({"completeness": 0.9}), rests_on_links({"by": {"owner": {"uniqueness": 0.9}}})
    (False, True)
    """
    return any(
        bool(_LINKED & set(name.split("."))) or (isinstance(inner, Mapping) and rests_on_links(inner))
        for name, inner in gate.items()
    )


def _roles(schema: Schema) -> list[str]:
    named = [schema.owner, schema.stage, schema.updated_at]
    stamps = [list(each.values()) if isinstance(each, Mapping) else [each] for each in named]
    return [name for group in stamps for name in group if isinstance(name, str)]


def _grouping(job: Job, ready: Prepared, names: Sequence[str]) -> list[str] | None:
    """Return the columns to group by: what was asked for and what is gated; None: what the schema says."""
    gated = gate_columns(job.gate)
    asked = [*([job.by] if isinstance(job.by, str) else job.by or ()), *gated]
    declared = () if job.schema is None else (*job.schema.columns, *_roles(job.schema))
    for column in asked:
        if column in names:
            continue
        if column in CUSTOMER_COLUMNS or column in declared:
            raise SourceError(f'No source has the column "{column}" that scores are to be grouped by.')
        raise OptionError(f'There is no column "{column}" to group scores by. {did_you_mean(column, names)}')
    if not gated:
        return list(dict.fromkeys(asked)) or None
    usual = [] if job.by else [name for name in (ready.schema.owner, ready.schema.source) if name in names]
    return list(dict.fromkeys([*(name for name in usual if name is not None), *asked]))


# --- what could not be judged -----------------------------------------------------------------------------------------


def _unread(findings: Iterable[Finding], sources: Sequence[str]) -> list[GateOutcome]:
    """Return an outcome for each file that gave no table; a page of prose in a folder is passed over."""
    folders = [Path(source) for source in sources if Path(source).is_dir()]
    out = {}
    for found in findings:
        if found.row is not None or found.code not in _UNREAD or found.source is None:
            continue
        beside = any((folder / Path(found.source).name).is_file() for folder in folders)
        if found.code == Reason.NOT_A_TABLE and (beside or found.sheet):
            continue
        reason = f'"{found.source}" could not be read: {found.suggestion or str(found.code).replace("_", " ")}'
        out[found.source] = GateOutcome(f"source {found.source}", "unevaluated", None, None, reason.rstrip(".") + ".")
    return list(out.values())


def _lines_lost(findings: Iterable[Finding]) -> list[GateOutcome]:
    """Return an outcome for each file with lines that could not be read as records."""
    lost: dict[str, list[int]] = {}
    for found in findings:
        if found.code == Reason.UNREADABLE_ROW and found.source is not None and found.row is not None:
            lost.setdefault(found.source, []).append(found.row)
    out = []
    for name, rows in lost.items():
        many = f"{len(rows):,} lines" if len(rows) > 1 else "a line"
        reason = f'{many} of "{name}" cannot be read (line {min(rows)}), so no score speaks of what stands there.'
        out.append(GateOutcome(f"source {name}", "unevaluated", None, None, reason))
    return out


def _not_scored(attached: Iterable[str], sources: Sequence[str]) -> list[GateOutcome]:
    """Return an outcome for each table that is no list of customers: a warning unless the file was named itself."""
    named = {Path(source).name for source in sources if Path(source).is_file()}
    why = '"{}" is no list of customers, so no score speaks of it.'
    return [
        GateOutcome(
            f"source {name}", "unevaluated" if Path(name).name in named else "warned", None, None, why.format(name)
        )
        for name in dict.fromkeys(attached)
    ]


def _missing(declared: Iterable[str], names: Sequence[str]) -> list[GateOutcome]:
    """Return an outcome for the columns the configuration declares and no source has."""
    have = set(names)
    phones = _PHONES if have & _PHONES else frozenset()
    lost = [name for name in dict.fromkeys(declared) if name not in have and name not in _FILLED | phones]
    return [
        GateOutcome(
            f"column {name}", "unevaluated", None, None,
            f'No source has the column "{name}" that the configuration declares: a score without it says less.',
        )
        for name in lost
    ]  # fmt: skip

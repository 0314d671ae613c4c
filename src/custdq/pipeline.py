"""The order of the steps, and nothing else: read, unify, standardize, link, merge, score, report. Read this first.

Steps do not know each other; the tables they pass are described in `tables`. The trap: a run over many files must end
with a result and a list of what it passed over, not with the first file's error.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

import pyarrow as pa

from custdq.attach import attached_to_entities, without_ending
from custdq.errors import OptionError, Reason, SourceError, public, public_class
from custdq.fields import Address, Category
from custdq.frames import from_arrow
from custdq.gather import Outcome, report_data
from custdq.job import Job, job_to_toml, read_job
from custdq.outputs import check_folder, write_outputs
from custdq.prepared import Prepared, day_of, linked, merged, scored, settled
from custdq.reading import paths_of
from custdq.results import Golden, Identities, Links, ScoreCard
from custdq.results.identities import has_identities
from custdq.schema import Schema
from custdq.steps.inspect import value_findings
from custdq.steps.link import LinkOptions
from custdq.steps.read import read_sources
from custdq.steps.report import ReportData, report_html, summary_text
from custdq.steps.score import GateResult
from custdq.steps.standardize import DIVISION_COLUMNS, standardize_records
from custdq.steps.unify import Unified, describe_mappings, mapping_to_toml, unify_tables
from custdq.tables import CUSTOMER_COLUMNS, ENTITY_COLUMN, POSITION_COLUMNS, Finding, findings_table

Source = str | PathLike[str]
Progress = Callable[[str, int, int], None]

#: Divisions a Chinese address is read into, whether or not a source has columns for them.
ADDED_DIVISIONS = (*DIVISION_COLUMNS, "adcode", "town")

STEPS = ("read", "unify", "standardize", "link", "merge", "score")


@public_class
@dataclass(frozen=True)
class RunResult:
    """Everything a run made.

    Attributes
    ----------
    standardized
        Every record in standard form: source, sheet, row, record_id, the unified columns, entity_id.
    links, golden, scorecard
        As `dedupe`, `merge` and `score` give them.
    findings
        source, sheet, row, record_id, column, code, value, suggestion: every row passed over and every cell that is
        wrong or was repaired.
    attached
        Name -> frame of tables that are no customer list (orders), with the customer's entity_id where they name one.
    gate
        The gate's result where the configuration has a `[gate]`, else None.
    outputs
        Name -> path of the files written.
    """

    outcome: Outcome
    links: Links
    golden: Golden
    scorecard: ScoreCard
    gate: GateResult | None
    mappings_text: str
    attached_tables: Mapping[str, pa.Table]
    outputs: dict[str, str] = field(default_factory=dict)

    @property
    def standardized(self) -> Any:
        """Every record in standard form, with its entity_id."""
        return from_arrow(self.standardized_table)

    @property
    def standardized_table(self) -> pa.Table:
        """The standardized records as an Arrow table."""
        records = self.outcome.standardized.records
        # a column of the files' own that bears the name keeps its cells under another
        names = ["entity_id_in_file" if name == ENTITY_COLUMN else name for name in records.column_names]
        return records.rename_columns(names).append_column(ENTITY_COLUMN, self.links.entity_ids)

    @property
    def findings(self) -> Any:
        """Every finding of every step."""
        return from_arrow(self.outcome.findings)

    @property
    def xref(self) -> Any:
        """entity_id, source, sheet, row, record_id of every record."""
        return self.golden.xref

    @property
    def identities(self) -> Identities:
        """Which entity every record belongs to, for good, and what happened to each id: the next run's `previous`."""
        return self.links.identities

    @property
    def events(self) -> Any:
        """One row a change of an entity id."""
        return self.identities.events

    @property
    def attached(self) -> dict[str, Any]:
        """Tables that are no customer list."""
        return {name: from_arrow(table) for name, table in self.attached_tables.items()}

    def report_data(self) -> ReportData:
        """Return all the report says, as plain data."""
        return report_data(replace(self.outcome, outputs=self.outputs))

    def summary(self) -> str:
        """Return the run in fifteen lines, without any customer's value."""
        return summary_text(self.report_data())

    def to_html(self, *, show_values: bool = False) -> str:
        """Return the report as one self-contained page, values masked unless asked for."""
        return report_html(self.report_data(), show_values=show_values)

    def __repr__(self) -> str:
        return self.summary()


@public
def run(  # noqa: PLR0913 - the public contract fixes these names
    sources: Source | Sequence[Source],
    *,
    config: Source | Mapping[str, Any] | None = None,
    output: Source | None = None,
    previous: Any = None,
    decisions: Any = None,
    as_of: str | date | None = None,
    show_values: bool = False,
    progress: Progress | None = None,
) -> RunResult:
    r"""Turn scattered customer files into golden customers and a score card.

    Parameters
    ----------
    sources
        Path, pattern, folder or database address, or several of them.
    config
        custdq.toml, or its content as a mapping; None: everything is found out.
    output
        Folder to write standardized.parquet, pairs.parquet, golden.csv, lineage.parquet, xref.parquet,
        findings.parquet, identities.parquet, events.parquet, scorecard.json and report.html into; None: nothing is
        written.
    decisions
        What a steward has decided: `custdq.Decisions` or the path of their file; None: the configuration's.
    previous
        An earlier run whose entity ids are kept: its result, `Golden` or output folder, or a frame or file with
        entity_id, record_id and source; None: the configuration's, else what an earlier run left in `output`.
    as_of
        Day the data is judged on (ISO 8601); None: the configuration's, else today.
    show_values
        Show customers' values in the report instead of masking them.
    progress
        Called with (step, done, total).

    Returns
    -------
    RunResult
        Its text is the summary.

    Raises
    ------
    SourceNotFoundError
        When a path matches nothing.
    SourceError
        When no source holds a table of customers.
    ConfigError
        When the configuration cannot be understood.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "crm.csv").write_text("姓名,手机\n王伟,13800138001\n李娜,13900139002\n", encoding="utf-8")
    >>> _ = (folder / "erp.csv").write_text("Name,Mobile\n王伟,+86 138-0013-8001\n", encoding="utf-8")
    >>> run([folder / "crm.csv", folder / "erp.csv"]).golden.records["name"].tolist()
    ['王伟', '李娜']
    """
    paths = paths_of(sources)
    if not paths:
        raise OptionError("run was given no sources; expected paths, patterns or folders.")
    if output is not None:
        check_folder(Path(output))
    job = read_job(config, as_of=day_of(as_of))
    clock = _Clock(progress)
    with clock("read"):
        tables, findings = read_sources(paths, encoding=job.encoding)
    with clock("unify"):
        unified = unify_tables(tables, mapping=job.mapping, region=job.region)
    ready = _standardized(unified, job, clock, findings)
    with clock("link"):
        links = linked(ready, LinkOptions(threshold=job.threshold), progress=progress)
        known = {
            "previous": _previous(previous, job, output),
            "decisions": job.decisions if decisions is None else decisions,
        }
        links = settled(links, **known, as_of=job.as_of)
    with clock("merge"):
        golden = merged(ready, links, survivorship=job.survivorship)
    with clock("score"):
        over = passed_over(unified)
        card = scored(ready, links, passed_over=over, expectations=job.expectations, as_of=job.as_of, by=job.by)
        gate = card.gate(job.gate) if job.gate else None
    every = pa.concat_tables(
        [_all_findings([*findings, *unified.findings], ready), links.settled.findings, golden.tables.findings]
    )
    outcome = Outcome(
        tables, unified.attached, unified.mappings, every, ready.schema, ready.standardized, links, golden, card,
        job.as_of, clock.seconds, {},
    )  # fmt: skip
    attached = attached_to_entities(unified.attached, ready.standardized.records, links, ready.schema.columns)
    for name, table in attached.items():
        golden.attach(without_ending(name), table, key=ENTITY_COLUMN)
    result = RunResult(outcome, links, golden, card, gate, describe_mappings(unified), attached)
    if output is not None:
        _write(result, Path(output), show_values=show_values)
    return result


def _previous(given: Any, job: Job, output: Source | None) -> Any:
    """Return the run whose entity ids are kept: the one given, the configuration's, the one the output folder holds."""
    if given is not None or job.previous is not None:
        return job.previous if given is None else given
    return output if output is not None and has_identities(Path(output)) else None


def _write(result: RunResult, folder: Path, *, show_values: bool) -> None:
    golden = result.golden.tables
    tables = {
        "standardized": result.standardized_table,
        "pairs": result.links.pairs_table,
        "lineage": golden.lineage,
        "xref": golden.xref,
        "conflicts": golden.conflicts,
        "findings": result.outcome.findings,
    }
    written = write_outputs(
        folder, tables=tables, attached=result.attached_tables, golden=golden.records,
        scorecard=result.scorecard.to_dict(),
    )  # fmt: skip
    written |= result.identities.save(folder)
    report = folder / "report.html"
    result.outputs.update(written | {"report.html": str(report)})
    report.write_text(result.to_html(show_values=show_values), encoding="utf-8")


def _standardized(unified: Unified, job: Job, clock: _Clock, findings: Sequence[Finding]) -> Prepared:
    if not unified.records.num_rows:
        reasons = [f"{f.source}: {f.suggestion or f.code}" for f in findings if f.row is None][:3]
        raise SourceError(f"No customer was found in the sources. {'; '.join(reasons) or 'No table holds a record.'}")
    with clock("standardize"):
        records, schema = with_divisions(unified.records, job.schema, job.region)
        schema = schema.judged_on(job.as_of)
        return Prepared(records, schema, standardize_records(records, schema), None)


def with_divisions(records: pa.Table, schema: Schema | None, region: str | None) -> tuple[pa.Table, Schema]:
    """Infer the schema where none is given; add the division columns a Chinese address fills, where they lack."""
    optional = (*CUSTOMER_COLUMNS, *POSITION_COLUMNS)
    chosen = (
        schema.restricted(records.column_names, optional=optional) if schema else Schema.infer(records, region=region)
    )
    address = chosen.columns.get("address")
    if not isinstance(address, Address) or address.region != "CN":
        return records, chosen
    for name in ADDED_DIVISIONS:
        if name not in records.column_names:
            records = records.append_column(name, pa.nulls(records.num_rows, pa.string()))
    added = {name: Category() for name in ADDED_DIVISIONS if name not in chosen.columns}
    return records, replace(chosen, columns={**chosen.columns, **added})


def _all_findings(findings: Sequence[Finding], ready: Prepared) -> pa.Table:
    return pa.concat_tables([findings_table(findings), value_findings(ready.standardized, ready.schema)])


class _Clock:
    """Takes the time of each step and tells the progress callback where the run is."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress = progress
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        if self.progress:
            self.progress(step, STEPS.index(step), len(STEPS))
        begin = time.perf_counter()
        yield
        self.seconds[step] = time.perf_counter() - begin


def unify_files(
    sources: Sequence[Source],
    *,
    config: Source | Mapping[str, Any] | None = None,
    as_of: str | date | None = None,
) -> tuple[Prepared, Unified, list[Finding]]:
    """Read, unify and standardize files, without linking: the first half of a run."""
    job = read_job(config, as_of=day_of(as_of))
    tables, findings = read_sources([str(path) for path in sources], encoding=job.encoding)
    unified = unify_tables(tables, mapping=job.mapping, region=job.region)
    return _standardized(unified, job, _Clock(None), findings), unified, findings


def passed_over(unified: Unified) -> int:
    """Return how many rows of the customer tables say nothing of anybody: no name, no way to reach them."""
    beside = {table.source for table in unified.attached}
    return sum(found.code == Reason.NOISE_ROW and found.source not in beside for found in unified.findings)


def init(sources: Sequence[Source], *, region: str | None = None) -> str:
    """Return a custdq.toml to edit, from what the data looks like: mappings with their evidence, kinds, a gate."""
    tables, findings = read_sources([str(path) for path in sources])
    unified = unify_tables(tables, region=region)
    if not unified.records.num_rows:
        _standardized(unified, Job(), _Clock(None), findings)
    _, schema = with_divisions(unified.records, None, region)
    return job_to_toml(mapping_to_toml(unified), schema, region=region)

"""What each command does: the pipeline is asked, files are written, and the words to print are handed back.

The traps: nothing here prints, so that no value slips to a terminal beside the answer; and what cannot be written
(an unknown ending, a file that is there already) is refused before the work, not after it.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from custdq.config import line_of, read_table, read_toml
from custdq.errors import (
    ColumnNotFoundError,
    ConfigError,
    CustdqError,
    OptionError,
    Reason,
    SourceError,
    SourceNotFoundError,
    did_you_mean,
)
from custdq.lookup import find_record
from custdq.progress import Progress
from custdq.steps import report
from custdq.steps.score import baseline_of
from custdq.tables import ENTITY_COLUMN

if TYPE_CHECKING:
    import pyarrow as pa

    from custdq.pipeline import RunResult
    from custdq.tables import Finding

_DONE, _FELL_SHORT, _NOT_EVALUATED = 0, 1, 3
_SKIPPED = (
    Reason.REPEATED_HEADER, Reason.TOTAL_ROW, Reason.NOTE_ROW, Reason.TEST_ROW, Reason.NOISE_ROW, Reason.UNREADABLE_ROW,
)  # fmt: skip
_FORMATS = (".json", ".xml", ".md", ".html")


class Answer(NamedTuple):
    """What a command says and its exit code; `always` is printed even when the user asked for quiet."""

    text: str
    code: int = _DONE
    always: str = ""


def init(given: Namespace, progress: Progress) -> Answer:
    """Write a custdq.toml to edit, from what the data looks like."""
    from custdq import pipeline

    target = Path(given.output)
    if given.output != "-" and target.exists() and not given.force:
        raise OptionError(f'"{target}" is there already. Give another name with -o, or --force to write over it.')
    progress("look at the data")
    text = pipeline.init(given.sources, region=given.region)
    if given.output == "-":
        return Answer(text.rstrip("\n"))
    target.write_text(text, encoding="utf-8")
    return Answer(f"wrote {target}. Look it over, then: custdq run FILES -c {target}")


def run(given: Namespace, progress: Progress) -> Answer:
    """Do everything: standardize, find duplicates, merge, score, report."""
    from custdq.outputs import names_a_file, names_a_target

    if not names_a_target(given.output):
        names_a_file(given.output)  # refuses an ending that is not written
        return Answer(_result(given, progress, output=given.output).summary())
    result = _result(given, progress)
    written = result.golden.write(given.output)
    folder = "A folder (-o out) would hold lineage, pairs, score card and report too"
    return Answer(f"{result.summary()}\n  written to    {written}. {folder}")


def show(given: Namespace, progress: Progress) -> Answer:
    """Show one customer from all sides: golden cells, records, who was kept apart, what was bought."""
    golden = (result := _result(given, progress)).golden
    entities = result.links.entities_table
    ids = entities.column(ENTITY_COLUMN)
    if given.customer in set(ids.to_pylist()):
        return Answer(repr(golden.profile(given.customer)))
    return Answer(repr(golden.profile(ids[find_record(entities, given.customer)].as_py())))


def standardize(given: Namespace, progress: Progress) -> Answer:
    """Bring every value to one standard form and write the records."""
    import pyarrow as pa

    from custdq import pipeline
    from custdq.steps.inspect import value_findings
    from custdq.steps.standardize import column_profiles, part_columns
    from custdq.tables import findings_table

    _check_output(given)
    progress("standardize")
    ready, unified, read = pipeline.unify_files(given.sources, config=_settings(given), as_of=given.as_of)
    intake = [*read, *unified.findings]
    profile = column_profiles(ready.standardized, ready.schema)
    findings = pa.concat_tables([findings_table(intake), value_findings(ready.standardized, ready.schema)])
    records = ready.standardized.records
    for name, part in part_columns(ready.standardized).items() if given.parts else ():
        at = records.schema.get_field_index(name)
        records = records.append_column(name, part) if at < 0 else records.set_column(at, name, part)
    tables = {"standardized": records, "findings": findings, "profile": profile}
    written = _write_tables(tables, given)
    return Answer(f"{report.standard_text(profile.to_pylist())}\n{_skipped_text(intake)}{written}")


def _skipped_text(intake: Iterable[Finding], where: str = "see findings") -> str:
    """Return a line on the rows that gave no record and where they are told, "" where there are none."""
    skipped = len({(found.source, found.sheet, found.row) for found in intake if found.code in _SKIPPED})
    many = f"{skipped:,} {'row' if skipped == 1 else 'rows'}"
    return f"  skipped       {many}, {where}\n" if skipped else ""


def dedupe(given: Namespace, progress: Progress) -> Answer:
    """Find which records are one customer; write pairs and entities."""
    _check_output(given)
    result = _result(given, progress)
    tables = {"entities": result.links.entities_table, "pairs": result.links.pairs_table}
    return Answer(f"{result.summary()}\n{_write_tables(tables, given)}")


def score(given: Namespace, progress: Progress) -> Answer:
    """Score the quality of the data."""
    _check_endings(given.output)
    scorecard = _result(given, progress).scorecard
    if given.history:
        scorecard.append_history(given.history)
    card = scorecard.to_dict(show_values=given.show_values)
    written = _write_reports(given.output, card, ())
    if "-" in given.output:
        return Answer("", always=_json(card))
    return Answer("\n".join([report.card_text(card), *written]))


def check(given: Namespace, progress: Progress) -> Answer:
    """Hold the data against the gate of the configuration."""
    from custdq.checking import check_files

    progress("check")
    _check_endings(given.output)
    document = _gated(given)
    earlier = baseline_of(given.baseline or None)
    try:
        checked = check_files(
            given.sources, document, as_of=given.as_of, whole=any(not name.endswith(".xml") for name in given.output),
            history=given.history, baseline=earlier, strict=given.strict,
        )  # fmt: skip
    except (SourceError, ColumnNotFoundError) as error:
        if isinstance(error, SourceNotFoundError):
            raise
        return _checked(given, {}, [report.GateLine("the data", "unevaluated", reason=str(error))])
    card = checked.card.to_dict(show_values=given.show_values)
    return _checked(
        given, card, checked.card.gates, skipped=_skipped_text(checked.skipped, "custdq standardize lists them")
    )


def _checked(
    given: Namespace, card: Mapping[str, Any], gates: Sequence[report.GateLine], *, skipped: str = ""
) -> Answer:
    """Return what a check says, its reports written and GitHub told."""
    code = gate_code(gates)
    verdict = {_DONE: "passed", _FELL_SHORT: "fell short", _NOT_EVALUATED: "could not be evaluated"}[code]
    written = _write_reports(given.output, card, gates)
    told = [part for part in (report.card_text(card) if card else "", skipped.rstrip("\n")) if part]
    text = "\n".join([*told, report.gate_text(gates, card), f"the gate {verdict}", *written])
    always = [_tell_github(given.config, card, gates), *([_json(card)] if "-" in given.output else [])]
    return Answer("" if "-" in given.output else text, code, "\n".join(part for part in always if part))


def explain(given: Namespace, progress: Progress) -> Answer:
    """Say why two records match or do not, field by field."""
    from custdq.results import Explanation
    from custdq.steps.link import explain_pair

    result = _result(given, progress)
    at = [find_record(result.links.entities_table, name) for name in (given.left, given.right)]
    records = result.outcome.standardized.records
    masks = {name: report.kind_mask(kind) for name, kind in result.outcome.schema.columns.items()}
    rows = records.select([name for name in masks if name in records.column_names]).take(at).to_pylist()
    drawn = report.side_by_side(rows[0], rows[1], masks=masks, show_values=given.show_values)
    why = Explanation(explain_pair(result.links.outcome, *at))
    return Answer(f"{drawn}\n\n{why}")


# --- what the pipeline is asked -----------------------------------------------------------------------------------


def _result(given: Namespace, progress: Progress, *, output: str | None = None) -> RunResult:
    from custdq import pipeline

    return pipeline.run(
        given.sources,
        config=_settings(given),
        output=output,
        as_of=getattr(given, "as_of", None),
        show_values=getattr(given, "show_values", False),
        progress=progress,
    )


def _settings(given: Namespace) -> dict[str, Any] | None:
    """Return the configuration, with what the command line says put over it."""
    document = read_toml(given.config) if given.config else {}
    for table, option in (("input", "region"), ("score", "by")):
        value = getattr(given, option, None)
        if value is not None:
            document[table] = {**document.get(table, {}), option: value}
    return document or None


def _gated(given: Namespace) -> dict[str, Any]:
    """Return the configuration with the gates of the command line put over its own; sets where it stands."""
    asked = dict(map(_gate_of, given.gates))
    given.config = given.config or ("custdq.toml" if not asked or Path("custdq.toml").is_file() else None)
    document = _settings(given) or {}
    gate = read_table(document, "gate") | asked
    if not gate:
        raise ConfigError(f'"{given.config}" has no [gate]. Write one, such as:  [gate]  completeness = 0.95')
    return document | {"gate": gate}


#: A number as it is typed and TOML does not read it: .95
_BARE_POINT = re.compile(r"(?<![\w.])\.(?=\d)")


def _gate_of(text: str) -> tuple[str, Any]:
    """Read one gate of the command line: a name, and after the first = what TOML would say of it.

    >>> _gate_of("mobile.accuracy={min=.98, warn=0.99}")
    ('mobile.accuracy', {'min': 0.98, 'warn': 0.99})
    """
    bound = text.partition("=")[2]
    try:
        value = tomllib.loads(f"bound = {_BARE_POINT.sub('0.', bound)}")["bound"]
    except tomllib.TOMLDecodeError as error:
        raise OptionError(
            f"--gate '{text}' is not understood. Expected completeness=0.95 or "
            "'mobile.accuracy={min=0.98, warn=0.99, max_drop=0.01, min_rows=50}'."
        ) from error
    return _gate_name(text), value


def _gate_name(text: str) -> str:
    return text.partition("=")[0].strip().strip("\"'")


def with_its_place(error: CustdqError, given: Namespace) -> CustdqError:
    """Return an error about the configuration with the option, or the file and line, it speaks of, if that is known."""
    asked = map(_gate_name, getattr(given, "gates", None) or ())
    if any(f'The gate "{name}"' in str(error) for name in asked):
        return type(error)(f"--gate: {error}")
    config = getattr(given, "config", None)
    path = Path(config) if config else None
    if path is None or not path.is_file():
        return error
    said = str(error).partition("Did you mean")[0].partition("Known:")[0]
    line = line_of(said, path.read_text(encoding="utf-8-sig", errors="replace"))
    return error if line is None else type(error)(f"{config}:{line}: {error}")


def gate_code(gates: Iterable[report.GateLine]) -> int:
    """Return the exit code of a gate; what could not be evaluated outranks what fell short.

    >>> gate_code([report.GateLine("accuracy", "failed"), report.GateLine("timeliness", "unevaluated")])
    3
    """
    outcomes = {line.outcome for line in gates}
    if outcomes - {"passed", "warned", "failed"}:
        return _NOT_EVALUATED
    return _FELL_SHORT if "failed" in outcomes else _DONE


# --- what is written ----------------------------------------------------------------------------------------------


def _check_output(given: Namespace) -> None:
    """Refuse an output that cannot be written, and --csv beside a file of another kind."""
    from custdq.outputs import check_folder, names_a_file

    if not names_a_file(given.output):
        check_folder(Path(given.output))
    elif given.csv and not given.output.lower().endswith(".csv"):
        raise OptionError(f'-o "{given.output}" and --csv ask for different files: leave out --csv.')


def _write_tables(tables: Mapping[str, pa.Table], given: Namespace) -> str:
    """Write the tables into a folder; where a file is named, the first of them into that, as its ending says."""
    from custdq.outputs import names_a_file, write_table

    if names_a_file(given.output):
        first, *others = tables
        write_table(tables[first], Path(given.output))
        return f"  written to    {given.output}: {first}. A folder (-o out) would hold {' and '.join(others)} too"
    folder = Path(given.output)
    paths = [folder / f"{name}.{'csv' if given.csv else 'parquet'}" for name in tables]
    for path, table in zip(paths, tables.values(), strict=True):
        write_table(table, path)
    return f"  written to    {folder}: {', '.join(path.name for path in paths)}"


def _check_endings(outputs: Sequence[str]) -> None:
    for name in outputs:
        ending = Path(name).suffix.lower()
        if name != "-" and ending not in _FORMATS:
            raise OptionError(f'-o "{name}" ends in "{ending}". {did_you_mean(ending, _FORMATS)}')


def _write_reports(outputs: Sequence[str], card: Mapping[str, Any], gates: Sequence[report.GateLine]) -> list[str]:
    files = [name for name in outputs if name != "-"]
    for name in files:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_report_text(path.suffix.lower(), card, gates), encoding="utf-8")
    return [f"  written to    {', '.join(files)}"] if files else []


def _report_text(ending: str, card: Mapping[str, Any], gates: Sequence[report.GateLine]) -> str:
    if ending == ".xml":
        return report.gate_junit(gates)
    if ending == ".html":
        return report.card_page(card, gate=gates)
    if ending == ".md":
        return _markdown(card, gates)
    return _json(card) + "\n"


def _json(card: Mapping[str, Any]) -> str:
    return json.dumps(card, ensure_ascii=False, indent=1)


def _markdown(card: Mapping[str, Any], gates: Sequence[report.GateLine]) -> str:
    return "\n".join([report.card_markdown(card), *(["### The gate\n", report.gate_markdown(gates)] if gates else [])])


def _tell_github(config: str | None, card: Mapping[str, Any], gates: Sequence[report.GateLine]) -> str:
    """Append to the job summary and return the annotations, where this runs as a GitHub action."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(_markdown(card, gates) + "\n")
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return ""
    positions = report.gate_positions(Path(config).read_text(encoding="utf-8-sig")) if config else {}
    return "\n".join(report.github_annotations(gates, config=config, positions=positions))

"""The history of a card: one line of JSON a run, appended, from which change, trend and alarms are told.

Scores, counts and bins, never a value. The traps: the same run written twice must stay one entry, so an entry is named
by what it holds; a run that dies while writing must not spoil what was there, so the whole file is written beside the
old one and put in its place at once; and a change of the rules starts a new series, for its scores do not compare.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from custdq.errors import ConfigError, TargetError
from custdq.steps.score.measured import Measures, measures

FORMAT = "custdq.history/1"
_PATIENCE = 30.0

Entry = Mapping[str, Any]


def entry_of(card: Mapping[str, Any], columns: Sequence[Mapping[str, Any]], bins: Mapping[str, Any]) -> Entry:
    """Return the line of history of a card.

    Parameters
    ----------
    card
        The card's plain data (the content of `scorecard.json`).
    columns
        How each column is filled, as `column_counts` gives it.
    bins
        How its values are spread, as `distributions` gives it.

    Returns
    -------
    dict
        `format`, `id`, `as_of`, `rows`, `rules`; `scores` (name to score and records assessed), `groups` (name to group
        to the same), `columns` (name to rows, missing, invalid and bins).
    """
    found: Measures = measures(card)
    run = card.get("run") or {}
    held = {
        "format": FORMAT, "as_of": run.get("as_of"), "rows": run.get("rows"), "rules": found.rules,
        "scores": {name: [one.score, one.assessed] for name, one in sorted(found.scores.items())},
        "groups": {
            name: {group or "": [own[group].score, own[group].assessed] for group in sorted(own, key=str)}
            for name, own in sorted(found.groups.items()) if own
        },
        "columns": {
            line["column"]: {
                "rows": line["rows"], "missing": line["missing"], "invalid": line["invalid"],
                "bins": dict(bins.get(line["column"], {})),
            }
            for line in columns
        },
    }  # fmt: skip
    return {"id": sha256(json.dumps(held, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16], **held}


def read_history(path: str | os.PathLike[str]) -> list[Entry]:
    """Return the entries of a history in the order of their days; none where there is no file.

    Raises
    ------
    ConfigError
        When a line of the file is no entry; the last line may be torn, and is left out then.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
    except UnicodeDecodeError as error:
        raise ConfigError(f'"{file}" is no text, so no history of score cards. Give another file.') from error
    lines = text.splitlines()
    entries = []
    for at, line in enumerate(lines, start=1):
        try:
            entry = json.loads(line) if line.strip() else None
        except (ValueError, RecursionError):
            if at == len(lines) and line.startswith("{"):
                continue
            entry = ""
        if entry is None:
            continue
        if not _is_entry(entry):
            raise ConfigError(f'"{file}:{at}" is no entry of a history of score cards. Give another file.')
        entries.append(entry)
    return sorted(entries, key=lambda entry: str(entry["as_of"]))


def _is_entry(entry: Any) -> bool:
    """Tell whether a line holds what `entry_of` writes; a line edited by hand may lack some of it."""
    if not isinstance(entry, dict) or entry.get("format") != FORMAT or not {"id", "as_of", "rows"} <= entry.keys():
        return False
    scores, groups = entry.get("scores"), entry.get("groups")
    if not isinstance(scores, dict) or not isinstance(groups, dict) or not isinstance(entry.get("columns"), dict):
        return False
    pairs = [*scores.values(), *(pair for own in groups.values() if isinstance(own, dict) for pair in own.values())]
    return all(isinstance(own, dict) for own in groups.values()) and all(
        isinstance(pair, list) and len(pair) == 2 for pair in pairs
    )


def append_entry(path: str | os.PathLike[str], entry: Entry) -> bool:
    """Append an entry to a history unless it is there already; tell whether it was.

    Raises
    ------
    ConfigError
        When the file holds something else, or another process has been writing it for half a minute.
    TargetError
        When the file cannot be written.
    """
    file = Path(path)
    if file.is_dir():
        raise TargetError(f'The history "{file}" is a folder. Name a file in it, such as quality.jsonl.')
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return _appended(file, entry)
    except OSError as error:
        raise TargetError(
            f'The history "{file}" cannot be written: {error.strerror or type(error).__name__}.'
        ) from error


def _appended(file: Path, entry: Entry) -> bool:
    with _alone(file):
        known = read_history(file)
        if any(entry["id"] == each["id"] for each in known):
            return False
        before = file.read_text(encoding="utf-8") if file.is_file() else ""
        whole = before[: before.rfind("\n") + 1]  # without a last line that was torn
        _replace(file, whole + json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n")
    return True


def previous(entries: Sequence[Entry], entry: Entry) -> Entry | None:
    """Return the last entry of an earlier run: not this one, not of a later day; None where there is none."""
    earlier = [each for each in entries if each["id"] != entry["id"] and str(each["as_of"]) <= str(entry["as_of"])]
    return earlier[-1] if earlier else None


def series(entries: Sequence[Entry], entry: Entry) -> list[Entry]:
    """Return the entries that compare with this one: earlier, under the same rules, itself not among them."""
    return [
        each
        for each in entries
        if each["rules"] == entry["rules"] and each["id"] != entry["id"] and str(each["as_of"]) <= str(entry["as_of"])
    ]


def _replace(file: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as written:
            written.write(text)
            written.flush()
            os.fsync(written.fileno())
        if file.exists():
            Path(name).chmod(file.stat().st_mode)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Keep other processes from writing the same history: a lock file, taken from whoever left it long ago."""
    lock = file.with_name(f".{file.name}.lock")
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError as error:
            if _is_old(lock):
                lock.unlink(missing_ok=True)
            elif time.monotonic() > end:
                raise ConfigError(
                    f'"{file}" is being written by another run. If there is none, delete "{lock}".'
                ) from error
            else:
                time.sleep(0.05)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _is_old(lock: Path) -> bool:
    try:
        return time.time() - lock.stat().st_mtime > 2 * _PATIENCE
    except FileNotFoundError:
        return False

"""A history grows by a line a run, once a run, and survives a run that dies."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path
from typing import Any

import pytest

from custdq.errors import ConfigError, TargetError
from custdq.steps.score.history import append_entry, entry_of, previous, read_history, series
from custdq.steps.score.measured import measures

COLUMNS = [{"column": "mobile", "rows": 100, "missing": 3, "invalid": 2}]


def entry(score: float, as_of: str = "2025-06-30", rules: str = "r1") -> Any:
    card = {
        "overall": score, "run": {"as_of": as_of, "rows": 100, "rules": rules},
        "dimensions": [{"dimension": "completeness", "score": score, "assessed": 100}],
        "groups": [{"by": "owner", "group": None, "dimension": "overall", "score": score, "rows": 9}],
    }  # fmt: skip
    return entry_of(card, COLUMNS, {"mobile": {"form 5": 95}})


def test_an_entry_holds_scores_counts_and_bins() -> None:
    held = entry(0.9)
    assert held["scores"]["completeness"] == [0.9, 100]
    assert held["scores"]["timeliness"] == [None, None]
    assert held["groups"]["by.owner.overall"] == {"": [0.9, 9]}
    assert held["columns"]["mobile"] == {"rows": 100, "missing": 3, "invalid": 2, "bins": {"form 5": 95}}


def test_an_entry_can_be_a_baseline() -> None:
    found = measures(json.loads(json.dumps(entry(0.9))))
    assert found.scores["completeness"].score == 0.9
    assert found.groups["by.owner.overall"][None].score == 0.9
    assert found.rules == "r1"


def test_the_same_run_twice_is_one_entry(tmp_path: Path) -> None:
    path = tmp_path / "new" / "history.jsonl"
    assert append_entry(path, entry(0.9))
    assert not append_entry(path, entry(0.9))
    assert append_entry(path, entry(0.9, as_of="2025-07-01"))
    assert append_entry(path, entry(0.8, as_of="2025-07-01"))
    assert len(path.read_text(encoding="utf-8").splitlines()) == len(read_history(path)) == 3
    assert [file.name for file in path.parent.iterdir()] == ["history.jsonl"]


def test_what_was_there_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    append_entry(path, entry(0.9))
    before = path.read_bytes()
    append_entry(path, entry(0.8))
    assert path.read_bytes().startswith(before)


def test_a_torn_last_line_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    append_entry(path, entry(0.9))
    with path.open("a", encoding="utf-8") as file:
        file.write('{"format": "custdq.his')
    assert len(read_history(path)) == 1
    append_entry(path, entry(0.8))
    assert len(read_history(path)) == 2


def _without(name: str) -> str:
    return json.dumps({key: value for key, value in entry(0.9).items() if key != name}) + "\n"


@pytest.mark.parametrize(
    "text",
    ["a,b\n1,2\n", "a,b", '{"overall": 0.9}\n', "[]\n\n{}\n", "{}\n", *map(_without, ("scores", "as_of", "id")),
     json.dumps(entry(0.9) | {"scores": {"overall": 0.9}}), json.dumps(entry(0.9) | {"groups": {"by.owner": 1}})],
)  # fmt: skip
def test_another_file_is_not_written_over(tmp_path: Path, text: str) -> None:
    path = tmp_path / "customers.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"customers\.csv"):
        append_entry(path, entry(0.9))
    assert path.read_text(encoding="utf-8") == text


def test_what_is_no_text_or_no_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="is no text"):
        read_history(path)
    with pytest.raises(TargetError, match="is a folder"):
        append_entry(tmp_path, entry(0.9))
    with pytest.raises(TargetError, match="cannot be written"):
        append_entry(path / "below" / "history.jsonl", entry(0.9))


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "history.jsonl"
    append_entry(path, entry(0.9))
    before = path.read_bytes()

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(TargetError, match=r'history\.jsonl" cannot be written: No space'):
        append_entry(path, entry(0.8))
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["history.jsonl"]


def _append(path: str, scores: list[float]) -> None:
    for score in scores:
        append_entry(path, entry(score))


def test_runs_at_one_time_lose_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "history.jsonl")
    context = multiprocessing.get_context("spawn")
    shares = [[(10 * part + number) / 100 for number in range(8)] for part in range(2)]
    runs = [context.Process(target=_append, args=(path, scores)) for scores in shares]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [run.exitcode for run in runs] == [0, 0]
    assert len(read_history(path)) == 16


def test_the_run_before_is_the_last_of_an_earlier_day() -> None:
    runs = [entry(0.9, "2025-01-01"), entry(0.8, "2025-02-01", rules="r2"), entry(0.7, "2025-03-01")]
    now, late = entry(0.6, "2025-02-15"), entry(0.5, "2025-04-01")
    entries = [*runs[:2], now, runs[2], late]
    assert previous(entries, now) == runs[1]
    assert previous(entries, runs[0]) is None
    assert series(entries, now) == [runs[0]]

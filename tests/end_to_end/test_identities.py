"""Two runs over the same files: every entity keeps its id; rows put in change those ids only whose members changed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import custdq

_HEAD = "姓名,手机,邮箱,城市\n"


def _lines(people: range) -> list[str]:
    """Return two lines a person, as two habits write them; no line has an id."""
    out = []
    for n in people:
        mobile = f"138{n * 7919 % 100_000_000:08d}"
        out.append(f"顾客{_word(n)},{mobile},c{n}@example.com,上海\n")
        out.append(f"顾客{_word(n)},+86 {mobile[:3]}-{mobile[3:7]}-{mobile[7:]},,上海市\n")
    return out


def _word(n: int) -> str:
    return "".join("伟芳娜敏静丽强磊军洋"[int(digit)] for digit in str(n))


def _write(path: Path, lines: list[str]) -> Path:
    path.write_text(_HEAD + "".join(lines), encoding="utf-8")
    return path


def _members(result: Any) -> Mapping[str, set[tuple[str, str]]]:
    """Return the records of each entity by what they say."""
    records = result.standardized
    out: dict[str, set[tuple[str, str]]] = {}
    for entity, name, row in zip(
        records["entity_id"], records["name"], result.outcome.standardized.raw.to_pylist(), strict=True
    ):
        out.setdefault(str(entity), set()).add((str(name), str(row["mobile"])))
    return out


@pytest.fixture
def lines() -> list[str]:
    """Return the lines of two hundred people."""
    return _lines(range(200))


def test_a_second_run_keeps_every_id(lines: list[str], tmp_path: Path) -> None:
    path, out = _write(tmp_path / "list.csv", lines), tmp_path / "out"
    first = custdq.run(path, output=out)
    second = custdq.run(_write(path, sorted(lines)), output=out)
    assert _members(first) == _members(second)
    assert second.identities.tables.run == 2
    assert (second.events["run"] == 1).all()
    assert {"identities.parquet", "events.parquet"} <= set(second.outputs)


def test_one_row_in_a_hundred_more_changes_no_other_id(lines: list[str], tmp_path: Path) -> None:
    path = _write(tmp_path / "list.csv", lines)
    first = custdq.run(path)
    # a third line for two people, and two who are new, at the top of the file
    more = [line.replace("+86 ", "0086") for line in lines[101:105:2]] + _lines(range(900, 901))
    second = custdq.run(_write(path, more + lines), previous=first)
    before, after = _members(first), _members(second)
    assert set(before) <= set(after)
    changed = {entity for entity in after if before.get(entity) != after[entity]}
    assert len(changed) == 3
    events = second.events[second.events["run"] == 2]
    assert set(zip(events["event"], events["new_id"], strict=True)) == {
        ("created" if entity not in before else "gained", entity) for entity in changed
    }


def test_the_configuration_may_name_the_earlier_run(lines: list[str], tmp_path: Path) -> None:
    path = _write(tmp_path / "list.csv", lines[:40])
    first = custdq.run(path, output=tmp_path / "may")
    config = tmp_path / "custdq.toml"
    config.write_text('previous = "may"\n', encoding="utf-8")
    second = custdq.run(_write(path, lines[20:40] + lines[:20]), config=config, output=tmp_path / "june")
    assert _members(first) == _members(second)
    assert second.identities.tables.run == 2


def test_a_file_of_decisions_is_honoured_by_every_run(lines: list[str], tmp_path: Path) -> None:
    path, out, decided = _write(tmp_path / "list.csv", lines[:40]), tmp_path / "out", tmp_path / "decisions.toml"
    first = custdq.run(path, output=out)
    custdq.Decisions(within=out, by="wang").split("E000003").together("E000001", "E000002").save(decided)
    config = tmp_path / "custdq.toml"
    config.write_text('decisions = "decisions.toml"\n', encoding="utf-8")
    for given in ({"config": config}, {"decisions": decided}):
        second = custdq.run(_write(path, lines[36:42] + lines[:36]), output=out, **given)  # type: ignore[arg-type]
        members, before = _members(second), _members(first)
        assert members["E000001"] == before["E000001"] | before["E000002"]
        assert second.identities.resolve("E000002") == ("E000001",)
        assert len(members["E000003"]) == 1
    gone = custdq.run(_write(path, lines[:4] + lines[5:40]), decisions=decided, previous=second)
    assert gone.findings.query("code == 'decision_record_gone'")["source"].tolist() == ["list.csv"]
    assert "a decision names a record that is gone" in gone.to_html()


def _with_newcomers(path: Path, encoding: str, count: int, columns: Mapping[str, str]) -> None:
    """Put rows of people nobody knows at the top of a file: column -> what is written there, # for a number."""
    head, *rest = path.read_text(encoding).splitlines(keepends=True)
    names = head.rstrip("\r\n").split(",")
    new = (
        ",".join(columns.get(name, "").replace("#", f"{count * n * 977:08d}"[-8:]) for name in names)
        for n in range(count)
    )
    path.write_text("".join([head, *(f"{line}\n" for line in new), *rest]), encoding)


def test_a_whole_company_keeps_its_ids(shared_data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "company"
    shutil.copytree(shared_data / "scenario", folder, ignore=shutil.ignore_patterns("truth", "README.md"))
    first = custdq.run(folder, output=tmp_path / "out")
    again = first.links.with_ids(tmp_path / "out")
    assert again.entity_ids.equals(first.links.entity_ids)
    assert again.identities.tables.events.equals(first.identities.tables.events)
    _with_newcomers(
        folder / "crm_customers.csv", "utf-8", 200, {"customer_id": "N#", "name": "新客#", "mobile": "139#"}
    )
    _with_newcomers(folder / "02_李强_客户.csv", "gb18030", 92, {"姓名/单位": "来客#", "手机": "138#"})
    second = custdq.run(folder, previous=tmp_path / "out")
    before, after = (_contents(result) for result in (first, second))
    there = set(after.values())
    # every id but those whose members changed, and these are few
    changed = {entity for entity, members in before.items() if members not in there}
    assert {entity for entity, members in before.items() if after.get(entity) != members} == changed
    assert len(changed) <= 0.01 * len(before)


def _contents(result: Any) -> Mapping[str, tuple[int, ...]]:
    """Return the fingerprints of the records of each entity."""
    out: dict[str, list[int]] = {}
    for row in result.identities.tables.current.select(["entity_id", "content"]).to_pylist():
        out.setdefault(row["entity_id"], []).append(row["content"])
    return {entity: tuple(sorted(contents)) for entity, contents in out.items()}

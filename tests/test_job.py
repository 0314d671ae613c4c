"""A configuration is read whole or not at all: what is misspelt is an error, never ignored."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from custdq import fields as f
from custdq.errors import ConfigError, SourceNotFoundError
from custdq.job import Job, job_to_toml, read_job
from custdq.schema import Schema
from custdq.steps.score import EXPECTATION_TABLES


def test_without_a_configuration_everything_is_the_default() -> None:
    job = read_job(None)
    assert job == Job()
    assert job.as_of == date.today().isoformat()
    assert job.schema is None
    assert job.mapping is None
    assert job.expectations is None


DOCUMENT: dict[str, Any] = {
    "input": {"region": "CN", "encoding": "gb18030", "as_of": date(2025, 6, 30)},
    "mapping": {"crm.csv": {"客户名称": "name"}},
    "columns": {"name": "person_name"},
    "schema": {"owner": "salesperson"},
    "link": {"threshold": 0.7},
    "survivorship": {"mobile": "most_recent"},
    "score": {"by": "owner"},
    "weights": {"completeness": 2},
    "gate": {"completeness": 0.9},
}


def test_every_table_reaches_the_job() -> None:
    job = read_job(DOCUMENT)
    assert (job.region, job.encoding, job.as_of) == ("CN", "gb18030", "2025-06-30")
    assert job.mapping == {"crm.csv": {"客户名称": "name"}}
    assert job.schema == Schema({"name": f.PersonName()}, owner="salesperson")
    assert (job.threshold, job.by) == (0.7, "owner")
    assert set(job.survivorship or {}) == {"mobile"}
    assert job.expectations == {"weights": {"completeness": 2}}
    assert job.gate == {"completeness": 0.9}


def test_the_call_overrides_the_day_of_the_file() -> None:
    assert read_job(DOCUMENT, as_of="2024-01-01").as_of == "2024-01-01"


def test_a_file_is_read_like_a_mapping(tmp_path: Path) -> None:
    path = tmp_path / "custdq.toml"
    path.write_text('[input]\nregion = "CN"\nas_of = 2025-06-30\n\n[gate]\ncompleteness = 0.9\n', encoding="utf-8")
    for config in (path, str(path)):
        job = read_job(config)
        assert (job.region, job.as_of, job.gate) == ("CN", "2025-06-30", {"completeness": 0.9})


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFoundError, match="custdq init"):
        read_job(tmp_path / "gone.toml")


WRONG = [
    pytest.param({"gates": {"completeness": 0.9}}, 'Did you mean "gate"', id="table"),
    pytest.param({"input": {"regoin": "CN"}}, 'Did you mean "region"', id="input"),
    pytest.param({"link": {"treshold": 0.5}}, 'Did you mean "threshold"', id="link"),
    pytest.param({"score": {"group": "x"}}, r"\[score\]", id="score"),
    pytest.param({"link": 0.5}, r"\[link\]", id="no-table"),
    pytest.param({"gate": 0.9}, r"\[gate\]", id="gate-no-table"),
    pytest.param({"mapping": {"crm.csv": "name"}}, r"crm\.csv", id="mapping-no-table"),
    pytest.param({"survivorship": "most_recent"}, r"\[survivorship\]", id="survivorship-no-table"),
    pytest.param({"survivorship": {"mobile": "newest_one"}}, "newest_one", id="rule"),
    pytest.param({"link": {"threshold": "high"}}, "threshold.*'high'", id="threshold-text"),
    pytest.param({"link": {"threshold": 1}}, "threshold", id="threshold-one"),
    pytest.param({"link": {"threshold": True}}, "threshold", id="threshold-true"),
    pytest.param({"link": {"threshold": float("nan")}}, "threshold", id="threshold-nan"),
    pytest.param({"columns": {"name": "persn_name"}}, 'Did you mean "person_name"', id="kind"),
    pytest.param({"schema": {"ownr": "x"}}, 'Did you mean "owner"', id="role"),
]


@pytest.mark.parametrize(("document", "said"), WRONG)
def test_what_is_misspelt_is_an_error(document: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        read_job(document)


@pytest.mark.parametrize("table", EXPECTATION_TABLES)
def test_the_tables_of_the_score_card_are_passed_on(table: str) -> None:
    job = read_job({table: {"anything": 1}})
    assert job.expectations == {table: {"anything": 1}}


SCHEMA = Schema({"name": f.PersonName(), "mobile": f.Phone(region="CN"), '销售 "1"': f.Text()}, owner='销售 "1"')


@pytest.mark.parametrize("region", [None, "CN"])
@pytest.mark.parametrize("mapping", ["", '[mapping."crm.csv"]\n"客户名称" = "name"  # unsure: values\n'])
def test_what_init_writes_can_be_read_back(mapping: str, region: str | None) -> None:
    text = job_to_toml(mapping, SCHEMA, region=region)
    job = read_job(tomllib.loads(text))
    assert job.schema == SCHEMA
    assert job.region == region
    assert job.mapping == ({"crm.csv": {"客户名称": "name"}} if mapping else None)
    assert not job.gate


@pytest.mark.parametrize("day", ["yesterday", "30.06.2025", 20250631, True])
def test_a_day_that_is_none_is_said(day: Any) -> None:
    with pytest.raises(ConfigError, match="as_of"):
        read_job({"input": {"as_of": day}})


def test_files_beside_the_configuration_are_found_from_there(tmp_path: Path) -> None:
    config = tmp_path / "custdq.toml"
    config.write_text('previous = "out"\ndecisions = "/data/decisions.toml"\n', encoding="utf-8")
    job = read_job(config)
    assert (job.previous, job.decisions) == (str(tmp_path / "out"), "/data/decisions.toml")
    assert read_job({"previous": "out"}).previous == "out"
    with pytest.raises(ConfigError, match="decisions was given as 7; expected a path"):
        read_job({"decisions": 7})


def test_a_misspelt_expectation_is_told_with_its_line(tmp_path: Path) -> None:
    from custdq.errors import ConfigError
    from custdq.pipeline import run

    (tmp_path / "crm.csv").write_text("姓名,手机\n王伟,13800138001\n", encoding="utf-8")
    (tmp_path / "custdq.toml").write_text("[field.mobile]\nweigth = 2\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r'custdq\.toml:2: .*Did you mean "weight"'):
        run(tmp_path / "crm.csv", config=tmp_path / "custdq.toml")

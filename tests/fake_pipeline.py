"""A pipeline that only remembers how it was called, so that what is tried is the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

import custdq
from custdq import errors as e
from custdq.fields import Phone
from custdq.schema import Schema
from custdq.steps.report import GateLine
from custdq.tables import Finding

CARD = {"overall": 0.9, "dimensions": [{"dimension": "completeness", "score": 0.9}], "fields": [], "groups": []}
PASSED = GateLine("completeness", "passed", 0.9, 0.8)
FAILED = GateLine("completeness", "failed", 0.9, 0.95, "short by 5 points")
UNSURE = GateLine("timeliness", "unevaluated", None, 0.8, "no dates")
WARNED = GateLine("accuracy", "warned", 0.97, 0.9, "hoped for 0.98")
INTAKE = [Finding(e.Reason.BLANK_ROW, "a.csv", row=5)]
UNIFIED = SimpleNamespace(findings=[Finding(e.Reason.TOTAL_ROW, "a.csv", row=9)])


class FakePipeline(SimpleNamespace):
    """Stands for `custdq.pipeline`: remembers how it was called and gives back what it was told to."""

    gates: tuple[GateLine, ...] = (PASSED,)
    error: BaseException | None = None

    def run(self, sources: list[str], **options: Any) -> Any:
        self.called = {"sources": sources, **options}
        if self.error is not None:
            raise self.error
        scorecard = SimpleNamespace(to_dict=lambda **_: dict(CARD))
        links = SimpleNamespace(
            entities_table=pa.table({"record_id": ["1"], "entity_id": ["E1"]}), pairs_table=pa.table({"left": ["1"]})
        )
        return SimpleNamespace(summary=lambda: "30 records are 20 customers", links=links, scorecard=scorecard)

    def check_files(self, sources: list[str], document: dict[str, Any], **options: Any) -> Any:
        self.called = {"sources": sources, "document": document, **options}
        if self.error is not None:
            raise self.error
        card = SimpleNamespace(to_dict=lambda **_: dict(CARD), gates=list(self.gates))
        return SimpleNamespace(card=card, skipped=[*INTAKE, *UNIFIED.findings])

    def init(self, sources: list[str], **options: Any) -> str:
        self.called = {"sources": sources, **options}
        return "[schema]\n"

    def unify_files(self, sources: list[str], **options: Any) -> Any:
        self.called = {"sources": sources, **options}
        cells = {
            "status": ["valid", "repaired"],
            "value": ["1", "2"],
            "problem": [None, "cut"],
            "extension": ["8", None],
        }
        parsed = {"mobile": pa.table(cells)}
        records = pa.table({"mobile": ["1", "2"]})
        standardized = SimpleNamespace(parsed=parsed, records=records, raw=records)
        return SimpleNamespace(standardized=standardized, schema=Schema({"mobile": Phone()})), UNIFIED, INTAKE


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakePipeline:
    fake = FakePipeline()
    monkeypatch.setitem(sys.modules, "custdq.pipeline", fake)
    monkeypatch.setitem(sys.modules, "custdq.checking", fake)
    monkeypatch.setattr(custdq, "pipeline", fake, raising=False)
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    return fake


@pytest.fixture
def gate_file(tmp_path: Path) -> Path:
    path = tmp_path / "custdq.toml"
    path.write_text("[gate]\ncompleteness = 0.95\n", encoding="utf-8")
    return path

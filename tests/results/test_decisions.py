"""A steward's decisions: made on today's ids, kept as records, honoured everywhere, taken back without a trace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from tests.steps.identify.made import identified

import custdq
from custdq import Decisions
from custdq import fields as f
from custdq.errors import ConfigError, OptionError, RecordNotFoundError, SourceNotFoundError

SCHEMA = custdq.Schema({"mail": f.Email(), "city": f.Category()}, record_id="id")
PEOPLE = pd.DataFrame(
    {
        "id": ["a1", "a2", "a3", "b1", "b2", "c1"],
        "mail": ["a@x.org", "A@x.org", "a@x.org", "b@x.org", "B@x.org", "c@x.org"],
        "city": ["Rome", "Rome", "Rome", "Bonn", "Bonn", "Oslo"],
    }
)


@pytest.fixture(scope="module")
def links() -> Any:
    """Return the links of six records: a, b and c."""
    return custdq.dedupe(PEOPLE, SCHEMA)


def _groups(links: Any) -> list[str]:
    entities = links.entities
    return sorted("".join(group) for _, group in entities.groupby("entity_id")["record_id"])


def test_without_decisions(links: Any) -> None:
    assert _groups(links) == ["a1a2a3", "b1b2", "c1"]


@pytest.mark.parametrize(
    ("decide", "wanted"),
    [
        (lambda made: made.together("a1", "c1"), ["a1a2a3c1", "b1b2"]),
        (lambda made: made.together("E000002", "E000003"), ["a1a2a3", "b1b2c1"]),
        (lambda made: made.apart("b1", "b2"), ["a1a2a3", "b1", "b2", "c1"]),
        (lambda made: made.apart(["a1", "a2"], "a3"), ["a1a2", "a3", "b1b2", "c1"]),
        (lambda made: made.split("E000001", ["a2"]), ["a1a3", "a2", "b1b2", "c1"]),
        (lambda made: made.split("E000001"), ["a1", "a2", "a3", "b1b2", "c1"]),
        (lambda made: made.move("a2", "E000002"), ["a1a3", "a2b1b2", "c1"]),
        (lambda made: made.override("E000001", "city", "Turin"), ["a1a2a3", "b1b2", "c1"]),
    ],
)
def test_a_decision_is_honoured_everywhere_and_taken_back(
    links: Any, decide: Callable[[Decisions], Decisions], wanted: list[str], tmp_path: Path
) -> None:
    made = decide(Decisions(within=links, by="wang", on="2025-06-30"))
    path = tmp_path / "decisions.toml"
    made.save(path)
    assert list(Decisions.load(path)) == list(made)
    fitted = custdq.Linker(SCHEMA, decisions=made).fit(PEOPLE)
    fitted.save(tmp_path / "model.json")
    for given in (made, path, str(path)):
        assert _groups(custdq.dedupe(PEOPLE, SCHEMA, decisions=given)) == wanted
    assert _groups(fitted.predict(PEOPLE)) == wanted
    assert _groups(custdq.Linker.load(tmp_path / "model.json").predict(PEOPLE)) == wanted
    decided = links.with_decisions(made)
    assert _groups(decided) == wanted
    golden = custdq.merge(PEOPLE, links, SCHEMA, decisions=made)
    assert sorted(golden.xref["entity_id"]) == sorted(decided.entities["entity_id"])
    # the same word twice is one word, and a word taken back was never said
    assert _groups(decided.with_decisions(made)) == wanted
    assert decided.with_decisions(made.withdraw(1)).entities.equals(links.entities)


def test_a_value_by_hand_is_golden_and_its_trail_says_whose_word_it_is(links: Any) -> None:
    made = Decisions(within=links, by="wang", on="2025-06-30").override("E000001", "city", "Turin", why="called")
    made.override("c1", "city", None)
    golden = custdq.merge(PEOPLE, links, SCHEMA, decisions=made)
    assert golden.records["city"].tolist()[:2] == ["Turin", "Bonn"]
    assert golden.records["city"].isna().tolist() == [False, False, True]
    cell = golden.lineage.query("entity_id == 'E000001' and column == 'city'").iloc[0]
    assert (cell["rule"], cell["decision"]) == ("override", "decision 1, by wang, 2025-06-30, called")
    # a value goes with most of the records it was given for
    parted = custdq.merge(PEOPLE, links, SCHEMA, previous=links, decisions=made.split("E000001", ["a1"]))
    homes = parted.xref.set_index("record_id")["entity_id"]
    cities = parted.records.set_index("entity_id")["city"]
    assert (cities[homes["a1"]], cities[homes["a2"]]) == ("Rome", "Turin")


def test_decisions_survive_the_ids_they_were_made_on(links: Any) -> None:
    made = Decisions(within=links).split("E000001", ["a1"])
    more = pd.concat([pd.DataFrame({"id": ["0"], "mail": ["z@x.org"], "city": ["Kyiv"]}), PEOPLE.iloc[::-1]])
    assert _groups(custdq.dedupe(more, SCHEMA, decisions=made)) == ["0", "a1", "a3a2", "b2b1", "c1"]


def test_a_record_that_is_gone_is_a_finding(links: Any) -> None:
    made = Decisions(within=links).together("a1", "c1", "b1")
    found = custdq.dedupe(PEOPLE.iloc[:5], SCHEMA, decisions=made)
    assert _groups(found) == ["a1a2a3b1b2"]
    assert found.decision_findings[["record_id", "code"]].values.tolist() == [["c1", "decision_record_gone"]]
    assert links.decision_findings.empty


def test_records_without_ids_are_known_by_what_they_say() -> None:
    people, schema = PEOPLE.drop(columns="id"), custdq.Schema(SCHEMA.columns)
    made = Decisions(within=custdq.dedupe(people, schema)).apart("3", "4")
    turned = custdq.dedupe(people.iloc[::-1].reset_index(drop=True), schema, decisions=made)
    assert _groups(turned) == ["0", "1", "2", "345"]


def test_a_written_run_may_be_decided_about(links: Any, tmp_path: Path) -> None:
    links.identities.save(tmp_path)
    for within in (links, links.identities, tmp_path, custdq.merge(PEOPLE, links, SCHEMA)):
        assert len(next(iter(Decisions(within=within).split("E000002"))).names) == 2


def test_the_later_of_two_words_does_not_win(links: Any, tmp_path: Path) -> None:
    made = Decisions(within=links, by="li").apart("a1", "c1")
    with pytest.raises(OptionError, match=r"Decision 1 \(apart .*, by li\) contradicts decision 2 \(together"):
        made.together("c1", "E000001")
    assert len(made) == 1
    path = tmp_path / "decisions.toml"
    path.write_text(made.to_toml() + made.to_toml().replace("number = 1", "").replace("apart", "together").replace(
        "parts = [", "records = [").replace("  [{", "  {").replace("}],", "},"), encoding="utf-8")  # fmt: skip
    with pytest.raises(OptionError, match=r"Decision 1 .* contradicts decision 2"):
        Decisions.load(path)
    linker = custdq.Linker(SCHEMA, must_link=[("a1", "c1")], decisions=made).fit(PEOPLE)
    with pytest.raises(OptionError, match=r"Decision 1 .* contradicts must_link"):
        linker.predict(PEOPLE)


@pytest.mark.parametrize(
    ("decide", "error", "said"),
    [
        (lambda made: made.together("a1"), OptionError, "expected two or more"),
        (lambda made: made.apart("a1"), OptionError, "expected two or more"),
        (lambda made: made.together("a1", "a9"), RecordNotFoundError, 'No record has the id "a9"'),
        (lambda made: made.split("E000001", ["b1"]), OptionError, r'"b1" is no record of the entity E000001'),
        (lambda made: made.split("E000003"), OptionError, "leaves the entity E000003 as it is"),
        (lambda made: made.split("E9"), RecordNotFoundError, 'has the id "E9"'),
        (lambda made: made.move("a1", "E000001"), OptionError, "in the entity E000001 already"),
        (lambda made: made.withdraw(3), OptionError, r"no decision 3. Known: \(none\)"),
        (lambda made: Decisions().split("E000001"), OptionError, r"Decisions\(within=golden\)"),
        (lambda made: Decisions(within=7), OptionError, "within was given as int"),
        (lambda made: Decisions(on="yesterday"), OptionError, "on was given as 'yesterday'"),
    ],
)
def test_what_cannot_be_decided_is_said(
    links: Any, decide: Callable[[Decisions], Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        decide(Decisions(within=links))


def test_what_is_no_file_of_decisions_is_said(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="decisions was given as int"):
        custdq.dedupe(PEOPLE, SCHEMA, decisions=7)
    with pytest.raises(SourceNotFoundError):
        custdq.dedupe(PEOPLE, SCHEMA, decisions="nowhere.toml")
    (tmp_path / "d.toml").write_text("[[decision]", encoding="utf-8")
    with pytest.raises(ConfigError):
        Decisions.load(tmp_path / "d.toml")


def test_an_entity_of_ten_thousand_records_is_taken_apart_one_by_one() -> None:
    tables = identified(["a"] * 10_000, [("crm", f"r{n:07d}", "Ann") for n in range(10_000)])
    made = Decisions(within=custdq.Identities(tables))
    with pytest.raises(OptionError, match="49,995,000 pairs of records apart"):
        made.split("E000001")
    made.split("E000001", ["r0000007"])
    assert [len(part) for part in next(iter(made)).parts] == [1, 9_999]

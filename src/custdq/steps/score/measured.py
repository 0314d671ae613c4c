"""Which scores a card holds that a gate may ask about, by name, with what is needed to judge them.

A card and its baseline are read by the same function, so that a change never compares two different things. The trap:
a score that is missing, NaN or infinite read as a number. It is None here, and None is judged by nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from custdq.steps.score.expectations import DIMENSIONS

VALIDITY, IN_SLA, OVERALL, WORST, COMPLETE_RATE = "validity", "in_sla", "overall", "worst", "complete_rate"

#: What may be asked of a field: its score in a dimension, how much is valid, how much is confirmed in time.
FIELD_SCORES = (*DIMENSIONS, VALIDITY, IN_SLA)
GROUP_SCORES = (*DIMENSIONS, OVERALL)

#: Scores made of dimensions: of two cards they compare only where the same dimensions were assessed.
POOLED = (OVERALL, WORST)

_ROUNDING = 1e-9


class Measured(NamedTuple):
    """A score of 0 to 1 (None: not assessed), its interval where it rests on a sample, and on how many records.

    `bound` is the share of values that are valid, of which the sample was drawn; `population` how many they are.
    `aside` is what a reader should know of a score that passes: what it leaves out. `floor` is what the score would be
    were the rows passed over as nobody customers without a value; None: the score does not hang on them.
    """

    score: float | None = None
    lower: float | None = None
    upper: float | None = None
    assessed: int | None = None
    where: str = ""
    bound: float = 1.0
    population: int | None = None
    aside: str = ""
    floor: float | None = None

    @property
    def sampled(self) -> bool:
        """Tell whether the score rests on a sample that leaves a doubt."""
        return self.lower is not None and self.upper is not None and self.lower < self.upper


@dataclass(frozen=True)
class Measures:
    """All scores of a card by name; those of groups by name and group. `rules` is the hash of what they rest on."""

    scores: Mapping[str, Measured]
    groups: Mapping[str, Mapping[str | None, Measured]] = field(default_factory=dict)
    fields: frozenset[str] = frozenset()
    rules: str | None = None

    def name_of(self, given: str, absent: Collection[str] = ()) -> str | None:
        """Return the name a score goes by; None where there is no such score.

        "accuracy.mobile" is "mobile.accuracy". A column in `absent` is one that could be there and is not.
        """
        head, _, tail = given.partition(".")
        for candidate in (given, f"{tail}.{head}"):
            column, _, last = candidate.rpartition(".")
            if candidate in self.scores or candidate in self.groups:
                return candidate
            if last in FIELD_SCORES and (column in self.fields or column in absent):
                return candidate
        return None

    @property
    def unassessed(self) -> list[str]:
        """Return the dimensions in which nothing was assessed."""
        return [name for name in DIMENSIONS if self.scores.get(name, Measured()).score is None]

    @property
    def names(self) -> list[str]:
        """Return the name of every score there is."""
        return [*self.scores, *self.groups]


def measures(card: Mapping[str, Any]) -> Measures:
    """Read a card's plain data (the content of `scorecard.json`), or an entry of a history; what it lacks is missing.

    >>> measures({"dimensions": [{"dimension": "accuracy", "score": float("nan")}]}).scores["accuracy"].score is None
    True
    """
    if isinstance(card.get("scores"), Mapping):
        return _of_entry(card)
    lines = list(card.get("fields") or ())
    found = {name: Measured() for name in DIMENSIONS}
    found |= {line["dimension"]: _measured(line) for line in card.get("dimensions") or ()}
    run = card.get("run") or {}
    found |= {name: Measured(_known(card.get(name)), assessed=run.get("rows")) for name in (OVERALL, COMPLETE_RATE)}
    found[WORST] = _worst(found)
    for line in card.get("parts") or ():
        found[f"{line['dimension']}.{line['part']}"] = _measured(line)
    for line in lines:
        found = _field(line) | found
    found[VALIDITY] = _validity(lines, found["accuracy"])
    found = _with_floors(found, run)
    if open_ := [name for name in DIMENSIONS if found[name].score is None]:
        aside = f"It leaves out {', '.join(open_)}, which could not be assessed."
        found |= {name: found[name]._replace(aside=aside) for name in POOLED}
    return Measures(
        found, _groups(card.get("groups") or ()), frozenset(line["field"] for line in lines),
        run.get("rules"),
    )  # fmt: skip


def _with_floors(found: Mapping[str, Measured], run: Mapping[str, Any]) -> dict[str, Measured]:
    """Say how low completeness, and what is pooled from it, would be with the rows that were passed over as nobody.

    A row with an id and nothing else may be a note, or a customer of whom nothing is known. A gate must not pass on the
    difference.
    """
    over, out = run.get("passed_over") or 0, dict(found)
    if not over:
        return out
    for name, one in found.items():
        if name.endswith("completeness") and one.score is not None and one.assessed:
            out[name] = one._replace(floor=one.score * one.assessed / (one.assessed + over))
    rate, base = found[COMPLETE_RATE], found["completeness"]
    if rate.score is not None and base.assessed:
        out[COMPLETE_RATE] = rate._replace(floor=rate.score * base.assessed / (base.assessed + over))
    least = out["completeness"].floor
    if least is None or base.score is None:
        return out
    weights = run.get("weights") or {}
    known = {name: weights.get(name, 1.0) for name in DIMENSIONS if found[name].score is not None}
    whole, worst = found[OVERALL], found[WORST]
    if whole.score is not None:
        share = known["completeness"] / sum(known.values())
        out[OVERALL] = whole._replace(floor=whole.score - share * (base.score - least))
    out[WORST] = worst._replace(floor=min(least, worst.score or 0.0))
    return out


def _of_entry(entry: Mapping[str, Any]) -> Measures:
    """Read an entry of a history: names to score and records assessed, the group without a name as ""."""
    scores = {name: Measured(_known(score), assessed=count) for name, (score, count) in entry["scores"].items()}
    groups = {
        name: {group or None: Measured(_known(score), assessed=count) for group, (score, count) in own.items()}
        for name, own in entry["groups"].items()
    }
    return Measures(scores, groups, rules=entry.get("rules"))


def _known(number: Any) -> float | None:
    """Return a score as a number; None where it is none, NaN, or not from 0 to 1."""
    plain = isinstance(number, int | float) and not isinstance(number, bool)
    return float(number) if plain and -_ROUNDING <= number <= 1 + _ROUNDING else None


def _measured(line: Mapping[str, Any]) -> Measured:
    bound = _known(line.get(VALIDITY))
    return Measured(
        _known(line.get("score")), _known(line.get("lower")), _known(line.get("upper")), line.get("assessed"),
        bound=bound or 1.0, population=line.get("population"),
    )  # fmt: skip


def _worst(found: Mapping[str, Measured]) -> Measured:
    assessed = {name: score for name in DIMENSIONS if (score := found[name].score) is not None}
    if not assessed:
        return Measured()
    name = min(assessed, key=lambda each: (assessed[each], DIMENSIONS.index(each)))
    return found[name]._replace(where=f"in {name}")


def _field(line: Mapping[str, Any]) -> dict[str, Measured]:
    """Return the scores of one line of the fields: in its dimension, in its part, its validity, its deadline."""
    name = f"{line['field']}.{line['dimension']}"
    found = {name: _measured(line)}
    if line.get("part"):
        found[f"{name}.{line['part']}"] = found[name]
    if line["dimension"] == "accuracy":
        bound = _known(line.get(VALIDITY))
        valid = bound if bound is not None else found[name].score
        found[f"{line['field']}.{VALIDITY}"] = Measured(valid, assessed=line.get("assessed"))
    if line.get(IN_SLA) is not None:
        found[f"{line['field']}.{IN_SLA}"] = Measured(_known(line[IN_SLA]), assessed=line.get("assessed"))
    return found


def _validity(lines: Iterable[Mapping[str, Any]], accuracy: Measured) -> Measured:
    """Return validity over all fields: each field's bound, weighted by its field's weight."""
    own = [line for line in lines if line["dimension"] == "accuracy" and _known(line.get("score")) is not None]
    if not any(line.get(VALIDITY) is not None for line in own):
        return Measured(accuracy.score, assessed=accuracy.assessed)
    total = sum(line["weight"] * line["denominator"] for line in own)
    valid = sum(
        (line["score"] if line.get(VALIDITY) is None else line[VALIDITY]) * line["weight"] * line["denominator"]
        for line in own
    )
    return Measured(valid / total if total else None, assessed=accuracy.assessed)


def _groups(lines: Iterable[Mapping[str, Any]]) -> dict[str, dict[str | None, Measured]]:
    """Return by name ("by.owner.completeness") each group's score; its lower bound is for ranking, not for judging."""
    found: dict[str, dict[str | None, Measured]] = {}
    for line in lines:
        name = f"by.{line.get('by')}.{line['dimension']}"
        own = Measured(_known(line.get("score")), assessed=line.get("rows"))
        found.setdefault(name, {})[line.get("group")] = own
    for name in list(found):
        for dimension in GROUP_SCORES:
            found.setdefault(f"{name[: name.rindex('.')]}.{dimension}", {})
    return found

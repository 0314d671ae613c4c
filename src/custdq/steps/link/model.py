"""The linkage model: m- and u-probabilities of every agreement level and the prior, as plain data saved as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from custdq.config import write_text
from custdq.errors import ConfigError

Floats = npt.NDArray[np.float64]

#: What a model rests on: weights learnt from the records, or built-in ones.
FITTED, RULES = "fitted", "rules"


@dataclass(frozen=True)
class FieldModel:
    """One field's levels, strongest first, "differs" last.

    m
        Probability of each level among pairs of one entity (0 to 1, sums to 1).
    u
        Probability of each level among candidate pairs of two entities (0 to 1, sums to 1).
    household
        Probability of each level among pairs of two entities of one household, firm or building (0 to 1, sums to 1).
    assessed
        Share of candidate pairs in which both sides had a value (0 to 1).
    columns
        The columns its values come from.
    """

    name: str
    labels: tuple[str, ...]
    m: tuple[float, ...]
    u: tuple[float, ...]
    household: tuple[float, ...]
    assessed: float
    columns: tuple[str, ...] = ()

    @property
    def weights(self) -> Floats:
        """Match weight of each level (log2 Bayes factor), then 0 for a pair that was not assessed."""
        return np.append(np.log2(np.array(self.m)) - np.log2(np.array(self.u)), 0.0)

    @property
    def household_weights(self) -> Floats:
        """Match weight of each level against two entities of one household (log2 Bayes factor), then 0."""
        return np.append(np.log2(np.array(self.m)) - np.log2(np.array(self.household)), 0.0)

    def chance_among_households(self, conflict_level: int | None) -> Floats:
        """Return, level by level, how much of a household's agreement is chance (0 to 1), then 0.

        From `conflict_level` on, and where a household shares the field, a value being rare tells nothing: it is all
        the household's.
        """
        m, u, household = (np.array(table) for table in (self.m, self.u, self.household))
        if conflict_level is not None and (household != m).any():
            return np.append((np.arange(len(m)) < conflict_level).astype(np.float64), 0.0)
        farthest = int(np.abs(m - u).argmax())
        gap = m[farthest] - u[farthest]
        shared = float(np.clip((household[farthest] - u[farthest]) / gap, 0.0, 1.0)) if gap else 0.0
        return np.append(np.clip(1.0 - shared * m / household, 0.0, 1.0), 0.0)

    @property
    def information(self) -> float:
        """Kullback-Leibler divergence of m from u (bits): what the field tells about a match on average."""
        return float(np.sum(np.array(self.m) * self.weights[:-1]))


@dataclass(frozen=True)
class Repetition:
    """What a field tells less where other fields agree, because it says again what they say.

    gains
        What is added to the weight of each level of `field` where all of `others` agree (log2 Bayes factor, 0 or less).
    """

    field: str
    others: tuple[str, ...]
    gains: tuple[float, ...]


@dataclass(frozen=True)
class RulePrior:
    """A blocking rule as fitted.

    prior
        Share of pairs sharing the rule's key that are one entity (0 to 1).
    household
        Share of them that are two entities of one household, firm or building (0 to 1).
    pairs
        Pairs it rests on.
    own
        m, u and household of the rule's own fields among the pairs sharing its key.
    """

    name: str
    prior: float
    household: float
    pairs: int
    own: tuple[FieldModel, ...]

    @property
    def log_odds(self) -> float:
        """Prior log2 odds of one entity against two that have nothing to do with each other."""
        return _log2_ratio(self.prior, 1 - self.prior - self.household)

    @property
    def household_log_odds(self) -> float:
        """Prior log2 odds of one entity against two of one household."""
        return _log2_ratio(self.prior, self.household)


@dataclass(frozen=True)
class LinkageModel:
    """A fitted Fellegi-Sunter model whose blocking rules have priors of their own.

    A pair is one entity, two of one household (or firm, or building), or two that have nothing to do with each other.
    Against the last, its log2 odds are the prior of the blocking rule that made it plus the match weights of its
    fields, the rule's own fields weighed by what they say among pairs sharing the key. Against a household, what
    households share says nothing. Both together are its odds; where several rules make it, the highest. Its match
    weight is that minus the prior log2 odds of a random pair.

    Attributes
    ----------
    prior
        Share of all pairs of records that are matches (0 to 1), estimated.
    household
        Share of all pairs that are two entities of one household, firm or building (0 to 1), estimated.
    pairs
        Observations (pairs times rules that make them) the model was fitted on.
    notes
        What the user should know: weak fields, built-in weights on thin data, what labels did.
    labels
        Labelled pairs the model has learnt from.
    basis
        "fitted" where the weights were learnt from the records, "rules" where they are built in because too few pairs,
        or pairs that do not divide, teach nothing.
    repetitions
        Fields that say again what others say, and what they tell less for it.
    """

    fields: tuple[FieldModel, ...]
    rules: tuple[RulePrior, ...]
    prior: float
    household: float
    pairs: int
    notes: tuple[str, ...] = ()
    labels: int = 0
    basis: str = FITTED
    repetitions: tuple[Repetition, ...] = ()

    def __repr__(self) -> str:
        fields, rules = len(self.fields), len(self.rules)
        told = f"{fields} fields, {rules} blocking rules, prior {self.prior:.2g}; rows() has m and u"
        return f"<LinkageModel: {self.basis}, {told}>"

    @property
    def prior_weight(self) -> float:
        """Prior log2 odds of a random pair."""
        return _log2_ratio(self.prior, 1 - self.prior)

    @property
    def household_weight(self) -> float:
        """Prior log2 odds of one entity against two of one household, for a random pair."""
        return _log2_ratio(self.prior, self.household)

    def of_all_pairs(self, matches: float, pairs: float) -> LinkageModel:
        """Return the model with the shares of one entity and of one household among all pairs of records.

        Parameters
        ----------
        matches
            Matches expected among the candidate pairs, each counted once.
        pairs
            All pairs of records, times the share of candidate pairs that was looked at.
        """
        # a pair of one household counts under several rules: the rule with the most of them is the least there is
        households = max((rule.household * rule.pairs for rule in self.rules), default=0.0)
        prior, household = (float(min(n / max(pairs, 1.0), 0.5)) for n in (max(matches, 1.0), households))
        return replace(self, prior=prior, household=household)

    def rows(self) -> list[dict[str, float | str]]:
        """Return field, level, m, u, household, match_weight as rows: the model's m and u chart as data."""
        return [
            {"field": f.name, "level": label, "m": m, "u": u, "household": h, "match_weight": float(w)}
            for f in self.fields
            for label, m, u, h, w in zip(f.labels, f.m, f.u, f.household, f.weights[:-1], strict=True)
        ]

    def save(self, path: str | Path) -> None:
        """Write the model as JSON."""
        write_text(path, json.dumps({"custdq_model": 1, **asdict(self)}, ensure_ascii=False, indent=1))

    @classmethod
    def load(cls, path: str | Path) -> LinkageModel:
        """Read a model written by `save`; `ConfigError` where the file is something else."""
        try:
            document = json.loads(Path(path).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise ConfigError(f'"{path}" is not a saved linkage model: {error}') from error
        return cls.from_dict(document)

    @classmethod
    def from_dict(cls, document: Any) -> LinkageModel:
        """Build a model from the parsed JSON; `ConfigError` where it is something else or damaged."""
        if not isinstance(document, Mapping) or document.get("custdq_model") != 1:
            raise ConfigError("Expected a linkage model as save writes it (custdq_model = 1). Fit and save one anew.")
        try:
            rules = tuple(
                RulePrior(r["name"], float(r["prior"]), float(r["household"]), int(r["pairs"]), _field_models(r["own"]))
                for r in document["rules"]
            )
            numbers = float(document["prior"]), float(document["household"]), int(document["pairs"])
            notes, labels = tuple(document["notes"]), int(document.get("labels", 0))
            basis = str(document.get("basis", FITTED))
            again = tuple(
                Repetition(r["field"], tuple(r["others"]), tuple(map(float, r["gains"])))
                for r in document.get("repetitions", ())
            )
            return cls(_field_models(document["fields"]), rules, *numbers, notes, labels, basis, again)
        except (KeyError, TypeError, ValueError) as error:
            raise ConfigError(f"The saved linkage model is damaged ({error!r}). Fit and save one anew.") from error


def _log2_ratio(first: float, second: float) -> float:
    return float(np.log2(first / second)) if second > 0 else np.inf


def _field_models(entries: Sequence[dict[str, Any]]) -> tuple[FieldModel, ...]:
    return tuple(
        FieldModel(
            e["name"], tuple(e["labels"]), tuple(e["m"]), tuple(e["u"]), tuple(e["household"]), float(e["assessed"]),
            tuple(e["columns"]),
        )
        for e in entries
    )  # fmt: skip

"""`Linker`: linking with other settings than the defaults, fitted once, saved, and used again.

The trap: what `fit` made ready serves `predict` only while the frame is the same, and a frame may have been changed
in place since; so its cells are compared, not the object.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from custdq.config import write_text
from custdq.errors import ConfigError, NotFittedError, NothingToFitError, public_class
from custdq.fields.base import Comparison
from custdq.fields.levels import comparison_from_data, comparison_to_data
from custdq.memory import plain_memory
from custdq.prepared import Prepared, as_links, prepare, prepared_table, settled
from custdq.results import Explanation, Links
from custdq.results.answers import labelled_pairs
from custdq.results.decided_pairs import decided_positions, named_decisions, refuse_contradictions
from custdq.results.decisions import Decisions, decisions_of
from custdq.results.entity_tables import rules_of
from custdq.results.level_table import comparisons_of
from custdq.results.record_keys import RecordKey
from custdq.schema import Schema
from custdq.single import SinglePairs
from custdq.steps.link import LinkageModel, LinkOptions, ReadyRecords, ready_records, refuse_no_rules, taught
from custdq.tables import column_or_null

#: Pairs of record ids, or of (source, id), or a frame with the columns left and right.
DecidedPairs = Sequence[tuple[RecordKey, RecordKey]] | Any


@dataclass(frozen=True)
class _Fitted:
    """What `fit` made of a frame, for a prediction on the same one."""

    prepared: Prepared
    records: ReadyRecords


@public_class
class Linker:
    """Fit a linkage model on one frame and predict with it on others.

    Parameters
    ----------
    schema
        Kinds of the columns; None: inferred from the frame given to `fit`.
    blocking
        Rules as lists of columns whose keys must agree together, such as [["mobile"], ["name", "city"]], or of keys as
        `links.blocking` names them ("surname.phonetic"); or that table, its rows in use. None: chosen.
    comparisons
        Column to `custdq.fields.base.Comparison`, replacing the kind's own agreement levels; or a table of levels as
        `links.comparisons` gives, changed as you like, or its path.
    threshold
        Probability above which a pair speaks for one entity (0 to 1).
    must_link, cannot_link
        Pairs of records that are one entity, and that are not, whatever the evidence: record ids, (source, id) where
        ids repeat, a frame with the columns left and right as `links.review()` gives, or a pandas MultiIndex as the
        recordlinkage toolkit's classifiers give. They group records and teach the model nothing.
    decisions
        What a steward has decided: `custdq.Decisions` or the path of their file.

    Raises
    ------
    OptionError
        When the threshold is no probability, rules are no lists of columns or name one that is no field of evidence, or
        decisions contradict each other, outright or through others.
    RecordNotFoundError
        At `predict`, when a decided pair names a record that is not there.

    Examples
    --------
    >>> import pandas as pd
    >>> from custdq import fields as f
    >>> people = pd.DataFrame({"mail": ["ann@x.org", "ANN@x.org", "bob@x.org"], "city": ["Rome", "Rome", "Bonn"]})
    >>> schema = Schema({"mail": f.Email(), "city": f.Category()})
    >>> linker = Linker(schema, blocking=[["mail"]])
    >>> linker.fit(people).predict(people).entities["entity_id"].nunique()
    2
    >>> Linker(schema, cannot_link=[(0, 1)]).fit(people).predict(people).entities["entity_id"].nunique()
    3
    """

    def __init__(  # noqa: PLR0913 - the public contract fixes these names
        self,
        schema: Schema | None = None,
        *,
        blocking: Sequence[Sequence[str]] | Any = None,
        comparisons: Mapping[str, Comparison] | Any = None,
        threshold: float = 0.5,
        must_link: DecidedPairs = (),
        cannot_link: DecidedPairs = (),
        decisions: Any = None,
    ) -> None:
        blocking = rules_of(blocking)
        refuse_no_rules(blocking)
        self.schema = schema
        self.options = LinkOptions(threshold=threshold, blocking=blocking, comparisons=comparisons_of(comparisons))
        self.must_link = named_decisions("must_link", must_link)
        self.cannot_link = named_decisions("cannot_link", cannot_link)
        refuse_contradictions(self.must_link, self.cannot_link)
        self.decisions = None if decisions is None else decisions_of(decisions)
        self.model: LinkageModel | None = None
        self._fitted: _Fitted | None = None
        self._single: SinglePairs | None = None

    @plain_memory()
    def fit(self, frame: Any, *, labels: Any = None) -> Linker:
        """Estimate m, u and the prior from a frame, without labels or led on by few; returns the linker itself.

        Labels improve the model and never replace it: it stays as it is without them unless they show, on labels left
        out, that another is better, and that it joins more of the labelled pairs rightly; `model.notes` says which.
        They decide no pair: a pair that must be one entity, whatever the evidence, belongs to `must_link`.

        Parameters
        ----------
        frame
            The records.
        labels
            Pairs somebody has judged: a frame or a path as `links.sample()` and `links.review()` give, with a column
            match (yes/no, true/false, 1/0, 是/否; empty: not judged), or (left, right, match) triples of record ids.

        Raises
        ------
        NothingToFitError
            When there are fewer than two records, or no column that is evidence has a value. Where there is something
            to compare and too little to learn from, the model is made of built-in weights and says so
            (`model.basis`, `model.notes`).
        ColumnNotFoundError
            When the labels lack left, right or match.
        OptionError
            When an answer is neither yes nor no, no pair has one, or one has both.
        RecordNotFoundError
            When a labelled record is not in the frame.

        Examples
        --------
        >>> import pandas as pd
        >>> from custdq import fields as f
        >>> people = pd.DataFrame({"mail": ["ann@x.org", "ANN@x.org", "bob@x.org"], "city": ["Rome", "Rome", "Bonn"]})
        >>> linker = Linker(Schema({"mail": f.Email(), "city": f.Category()}))
        >>> print(linker.fit(people, labels=[(0, 1, True), (0, 2, False)]).model.notes[-1])
        Labels: 2, not used: the entities found without them agree with every one. The model is the one without labels.
        """
        ready = prepare(frame, self.schema)
        options = replace(self.options, model=None)
        records = ready_records(ready.standardized, ready.schema, options)
        if not records.comparable:
            raise NothingToFitError(_nothing_to_fit(ready))
        if labels is not None:
            records = taught(records, options, *labelled_pairs(labels, ready.identity))
        self.schema = ready.schema
        self._fitted, self.model = _Fitted(ready, records), records.model
        return self

    @plain_memory()
    def predict(self, frame: Any, *, previous: Any = None) -> Links:
        """Link a frame's records with the fitted model; `NotFittedError` before `fit` or `load`.

        On the frame of `fit` itself, unchanged, what `fit` made ready is used and nothing is done twice. Entities keep
        the ids of a `previous` run, as with `dedupe`.
        """
        if self.model is None:
            raise NotFittedError("The linker has no model yet: call fit(frame) first, or Linker.load(path).")
        options = replace(self.options, model=self.model)
        ready, records = self._again(frame)
        positions = [decided_positions(ready.identity, pairs) for pairs in (self.must_link, self.cannot_link)]
        # one record may have been named in two ways
        refuse_contradictions(*(list(map(tuple, pairs.tolist())) for pairs in positions))
        options = replace(options, must_link=positions[0], cannot_link=positions[1])
        records = records or ready_records(ready.standardized, ready.schema, options)
        return settled(as_links(ready, records.link(options)), previous=previous, decisions=self.decisions)

    def _again(self, frame: Any) -> tuple[Prepared, ReadyRecords | None]:
        """Return a frame made ready, with its records where `fit` has seen them all."""
        fitted = self._fitted
        table, like = prepared_table(frame, self.schema)
        if fitted is None or fitted.prepared.schema != self.schema or not _same(table, fitted.prepared.table):
            return prepare(table, self.schema, like=like), None
        same_model = fitted.records.model is self.model
        return replace(fitted.prepared, like=like), fitted.records if same_model else None

    def score(self, left: Any, right: Any) -> Explanation:
        """Weigh one pair of records with the fitted or loaded model, whether they stand in any table or not.

        A record met again is not made ready twice. A linker that has been fitted knows how rare a value is in its
        frame, and reads what its columns teach (a phone's region, the order of day and month). A saved model keeps
        neither: with a loaded one no value is rarer than another, and regions and orders are those of the schema.

        Parameters
        ----------
        left, right
            Records: a mapping of column to value (columns left out are missing), or a frame of one row.

        Examples
        --------
        >>> import pandas as pd
        >>> from custdq import fields as f
        >>> people = pd.DataFrame({"mail": ["ann@x.org", "ANN@x.org", "bob@x.org"], "city": ["Rome", "Rome", "Bonn"]})
        >>> linker = Linker(Schema({"mail": f.Email(), "city": f.Category()})).fit(people)
        >>> same = linker.score({"mail": "ann@x.org", "city": "Rome"}, {"mail": "Ann@X.org"})
        >>> same.data[0]["level"], same.data[1]["level"], same.match_weight > 0
        ('same address', 'not assessed', True)
        """
        if self.model is None or self.schema is None:
            raise NotFittedError("The linker has no model yet: call fit(frame) first, or Linker.load(path).")
        if self._single is None or self._single.model is not self.model:
            known = self._fitted.records.scorer if self._fitted else None
            known = known if known is not None and known.model is self.model else None
            schema = self.schema if self._fitted is None else _taught(self.schema, self._fitted.prepared)
            self._single = SinglePairs(schema, self.options, model=self.model, known=known)
        return self._single.explain(left, right)

    def save(self, path: str | Path) -> None:
        """Write schema, options, decided pairs and model as JSON."""
        if self.model is None or self.schema is None:
            raise NotFittedError("There is no model to save yet: call fit(frame) first.")
        own = self.options.comparisons
        document = {
            "custdq_model": 1,
            **asdict(self.model),
            "schema": self.schema.to_toml(),
            "threshold": self.options.threshold,
            "blocking": self.options.blocking,
            "comparisons": None if own is None else {name: comparison_to_data(each) for name, each in own.items()},
            "must_link": self.must_link,
            "cannot_link": self.cannot_link,
            "decisions": None if self.decisions is None else self.decisions.to_toml(),
        }
        write_text(path, json.dumps(document, ensure_ascii=False, indent=1))

    @classmethod
    def load(cls, path: str | Path) -> Linker:
        """Read a linker written by `save`."""
        import tomllib

        try:
            document = json.loads(Path(path).read_text(encoding="utf-8"))
            schema = Schema.from_dict(tomllib.loads(document.pop("schema")))
            own = document.pop("comparisons", None)
            decided = {name: _named_pairs(document.pop(name, ())) for name in ("must_link", "cannot_link")}
            steward = document.pop("decisions", None)
            linker = cls(
                schema,
                blocking=document.pop("blocking"),
                comparisons=own and {name: comparison_from_data(each) for name, each in own.items()},
                threshold=document.pop("threshold"),
                decisions=None if steward is None else Decisions.from_toml(steward),
                **decided,
            )
            linker.model = LinkageModel.from_dict(document)
        except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
            raise ConfigError(f'"{path}" is not a saved linker: {error}. Save one with Linker.save.') from error
        return linker


def _taught(schema: Schema, prepared: Prepared) -> Schema:
    """Return the schema with kinds that have seen the whole column, for reading single records as its were read."""
    raw = prepared.standardized.raw
    kinds = {}
    for name, kind in schema.columns.items():
        values = column_or_null(raw, name)
        kinds[name] = kind.prepare(values if kind.counts_values else values.unique().drop_null())
    return replace(schema, columns=kinds)


def _nothing_to_fit(prepared: Prepared) -> str:
    rows, columns = prepared.table.num_rows, ", ".join(prepared.schema.columns) or "none"
    what = f"Only {rows} records" if rows < 2 else f"No column of the {rows} records tells them apart"
    return (
        f"{what}; a model is learnt from pairs of records (columns of evidence: {columns}). Fit on records that are "
        "filled in, declare their columns in a Schema, or use custdq.dedupe, which then finds no two alike."
    )


def _named_pairs(pairs: Any) -> list[tuple[Any, ...]]:
    return [tuple(key if source is None else (source, key) for source, key in pair) for pair in pairs]


def _same(table: Any, other: Any) -> bool:
    return table is other or table.equals(other)

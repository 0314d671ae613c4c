"""`Linker`: linking with other settings than the defaults, fitted once, saved, and used again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from custdq.errors import ConfigError, NotFittedError, public_class
from custdq.fields.base import Comparison
from custdq.prepared import linked, prepare
from custdq.results import Links
from custdq.schema import Schema
from custdq.steps.link import LinkageModel, LinkOptions, fit_records


@public_class
class Linker:
    """Fit a linkage model on one frame and predict with it on others.

    Parameters
    ----------
    schema
        Kinds of the columns; None: inferred from the frame given to `fit`.
    blocking
        Rules as lists of columns whose keys must agree together, such as [["mobile"], ["name", "city"]]; None: chosen.
    comparisons
        Column to `custdq.fields.base.Comparison`, replacing the kind's own agreement levels.
    threshold
        Probability above which a pair speaks for one entity (0 to 1).

    Raises
    ------
    OptionError
        When the threshold is no probability, or a rule names a column that is no field of evidence.

    Examples
    --------
    >>> import pandas as pd
    >>> from custdq import fields as f
    >>> people = pd.DataFrame({"mail": ["ann@x.org", "ANN@x.org", "bob@x.org"], "city": ["Rome", "Rome", "Bonn"]})
    >>> linker = Linker(Schema({"mail": f.Email(), "city": f.Category()}), blocking=[["mail"]])
    >>> linker.fit(people).predict(people).entities["entity_id"].nunique()
    2
    """

    def __init__(
        self,
        schema: Schema | None = None,
        *,
        blocking: Sequence[Sequence[str]] | None = None,
        comparisons: Mapping[str, Comparison] | None = None,
        threshold: float = 0.5,
    ) -> None:
        self.schema = schema
        self.options = LinkOptions(threshold=threshold, blocking=blocking, comparisons=comparisons)
        self.model: LinkageModel | None = None

    def fit(self, frame: Any) -> Linker:
        """Estimate m, u and the prior from a frame, without labels; returns the linker itself."""
        ready = prepare(frame, self.schema)
        self.schema = ready.schema
        self.model = fit_records(ready.standardized, ready.schema, replace(self.options, model=None))
        return self

    def predict(self, frame: Any) -> Links:
        """Link a frame's records with the fitted model; `NotFittedError` before `fit` or `load`."""
        if self.model is None:
            raise NotFittedError("The linker has no model yet: call fit(frame) first, or Linker.load(path).")
        return linked(prepare(frame, self.schema), replace(self.options, model=self.model))

    def save(self, path: str | Path) -> None:
        """Write schema, options and model as JSON. Comparisons of your own are code and are not saved."""
        if self.model is None or self.schema is None:
            raise NotFittedError("There is no model to save yet: call fit(frame) first.")
        document = {
            "custdq_model": 1,
            **asdict(self.model),
            "schema": self.schema.to_toml(),
            "threshold": self.options.threshold,
            "blocking": self.options.blocking,
        }
        Path(path).write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, path: str | Path) -> Linker:
        """Read a linker written by `save`."""
        import tomllib

        try:
            document = json.loads(Path(path).read_text(encoding="utf-8"))
            schema = Schema.from_dict(tomllib.loads(document.pop("schema")))
            linker = cls(schema, blocking=document.pop("blocking"), threshold=document.pop("threshold"))
            linker.model = LinkageModel.from_dict(document)
        except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
            raise ConfigError(f'"{path}" is not a saved linker: {error}. Save one with Linker.save.') from error
        return linker

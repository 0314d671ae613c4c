"""What a change is measured against: an earlier score card, its file, or the last run of a history.

The trap is failing open. A file that is no card, or one of a version nobody here reads, holds no score that could have
dropped; passing it over would let every change through, so it is an error.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from custdq.errors import ConfigError
from custdq.steps.score.history import FORMAT as HISTORY
from custdq.steps.score.history import read_history
from custdq.steps.score.measured import measures
from custdq.steps.score.plain import FORMAT as CARD

_EXPECTED = "Give the scorecard.json of an earlier run, or a history (.jsonl)."


def baseline_of(given: Any) -> Mapping[str, Any] | None:
    """Return an earlier score card as plain data, checked.

    Parameters
    ----------
    given
        A card as data (`card_to_dict`), an entry of a history, the path of a `scorecard.json` or of a history
        (`.jsonl`, whose last run counts), or None.

    Raises
    ------
    ConfigError
        When it is none of these, cannot be read, holds no score, or is of another version.

    Examples
    --------
    >>> baseline_of({"dimensions": [{"dimension": "accuracy", "score": 0.9}]})["dimensions"][0]["score"]
    0.9
    """
    if given is None:
        return None
    if isinstance(given, Mapping):
        return _checked(given, "The baseline")
    if not isinstance(given, str | os.PathLike):
        raise ConfigError(f"The baseline was given as {type(given).__name__}. {_EXPECTED}")
    name = os.fspath(given)
    said = f'The baseline "{name}"'
    if not Path(name).is_file():
        raise ConfigError(f'There is no baseline "{name}". {_EXPECTED}')
    if name.endswith(".jsonl"):
        entries = read_history(name)
        if not entries:
            raise ConfigError(f"{said} holds no run. {_EXPECTED}")
        return _checked(entries[-1], said)
    try:
        document = json.loads(Path(name).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(f"{said} cannot be read as JSON ({type(error).__name__}). {_EXPECTED}") from error
    return _checked(document, said)


def _checked(document: Any, said: str) -> Mapping[str, Any]:
    version = document.get("format") if isinstance(document, Mapping) else None
    if version not in (None, CARD, HISTORY):
        raise ConfigError(f"{said} is of the format {version!r}; this version reads {CARD} and {HISTORY}. {_EXPECTED}")
    try:
        known = bool({"dimensions", "scores"} & document.keys()) and measures(document)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"{said} is no score card: its scores cannot be read. {_EXPECTED}") from error
    if not known:
        raise ConfigError(f"{said} is no score card. {_EXPECTED}")
    return dict(document)

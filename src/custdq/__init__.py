"""custdq: scattered customer data in, one trusted record per customer out.

The way of the data: read, unify, standardize, link, merge, score, report. Names are imported when first used, so
that `import custdq` costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from custdq import errors, fields, quality
    from custdq.errors import CustdqError, QualityGateError
    from custdq.linker import Linker
    from custdq.pipeline import run
    from custdq.results import Decisions, Identities
    from custdq.schema import Schema
    from custdq.steps.merge import survivorship
    from custdq.verbs import dedupe, inspect, link, merge, profile, read, score, standardize, unify

__version__ = "0.1.0"

# Schema by way of the verbs: whoever uses it from here can give Schema.infer a path
_HOME = {
    "CustdqError": "custdq.errors", "QualityGateError": "custdq.errors", "Schema": "custdq.verbs",
    "Linker": "custdq.linker",
    "run": "custdq.pipeline", "Decisions": "custdq.results", "Identities": "custdq.results",
} | dict.fromkeys(
    ("read", "unify", "standardize", "inspect", "profile", "dedupe", "link", "merge", "score"), "custdq.verbs"
)  # fmt: skip
_MODULES = {
    "errors": "custdq.errors", "fields": "custdq.fields", "quality": "custdq.quality",
    "survivorship": "custdq.steps.merge.survivorship",
}  # fmt: skip

__all__ = [
    "CustdqError", "Decisions", "Identities", "Linker", "QualityGateError", "Schema", "__version__", "dedupe",
    "errors", "fields", "inspect", "link", "merge", "profile", "quality", "read", "run", "score", "standardize",
    "survivorship", "unify",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return importlib.import_module(_MODULES[name])
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    raise AttributeError(f"module 'custdq' has no attribute '{name}'. Known: {', '.join(__all__)}")


def __dir__() -> list[str]:
    return list(__all__)

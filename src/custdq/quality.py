"""Quality beyond a score card: expectations out to pandera, and our kinds as checks for those who use it.

The trap: another library imported for everybody because a few want it; it is imported when one of these is called.
"""

from __future__ import annotations

from typing import Any

from custdq.errors import OptionError, public
from custdq.schema import Schema
from custdq.steps.score import make_expectations
from custdq.steps.score.pandera_export import register_checks
from custdq.steps.score.pandera_export import to_pandera as exported

__all__ = ["register_pandera_checks", "to_pandera"]


@public
def to_pandera(expectations: Any, schema: Schema) -> Any:
    """Return expectations as a pandera schema of what holds for every record.

    Parameters
    ----------
    expectations
        A dict or a TOML file, as `custdq.score` takes them.
    schema
        Kinds of the columns.

    Returns
    -------
    pandera.DataFrameSchema
        Required columns are not nullable; allowed words, patterns, bounds, keys and kinds are checks; weights,
        deadlines and half-lives stand in the metadata, from where `custdq.score(expectations=...)` reads them back.
        What pandera has no word for (stages, types, any-of groups, rules on several columns) is named in
        `metadata["custdq"]`.

    Raises
    ------
    MissingExtraError
        When pandera is not installed.
    ConfigError
        When the expectations name something unknown.
    """
    if not isinstance(schema, Schema):
        raise OptionError(f"schema was given as {type(schema).__name__}; expected a custdq.Schema.")
    roles = (schema.stage, schema.owner, schema.source, schema.record_id)
    names = [*schema.columns, *(role for role in roles if role is not None and role not in schema.columns)]
    return exported(make_expectations(expectations, schema, names), schema)


@public
def register_pandera_checks() -> list[str]:
    """Register phone, address, identifier and other kinds as pandera checks; return their names.

    They are `Check.custdq_phone(region="CN")`, `Check.custdq_identifier(scheme="cn.uscc")` and so on, and come back
    from a schema that was written to YAML.

    Raises
    ------
    MissingExtraError
        When pandera is not installed.
    """
    return register_checks()

"""Rules as a user writes them down: a name, a name with its argument, a callable, a list; in Python or custdq.toml.

The trap: what is not understood must be refused with the nearest right name, or a rule would silently not apply.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from inspect import signature
from typing import Any

from custdq.errors import ConfigError, OptionError, did_you_mean
from custdq.steps.merge import survivorship as s
from custdq.steps.merge.rules import Group, Rule

#: The rules by name, for configuration files.
RULES: Mapping[str, Callable[..., Any]] = {
    rule.__name__: rule
    for rule in (
        s.source_priority, s.trust, s.owns, s.override, s.most_recent, s.oldest, s.most_frequent, s.most_complete,
        s.longest, s.shortest, s.minimum, s.maximum, s.mean, s.first_non_null, s.unanimous, s.aggregate,
        s.master_record, s.group,
    )
}  # fmt: skip


#: Rules whose first argument is itself a mapping.
_BY_NAME = ("trust", "owns", "override")

#: No argument was given.
_NOTHING = object()


def as_rules(given: Any) -> tuple[Rule | Group, ...]:
    """Return what a user gave for a column as a tuple of rules.

    Parameters
    ----------
    given
        A rule, a group, a callable (list of `Candidate` to value), a rule's name, a mapping of one rule's name to
        its argument ({"source_priority": ["erp", "crm"]}) or arguments ({"aggregate": {"separator": "|"}}), with
        conditions ({"most_recent": true, "when": {"kind": "person"}}), or a list of these.

    Raises
    ------
    OptionError
        When it is none of these.
    """
    if isinstance(given, Rule | Group):
        return (given,)
    if isinstance(given, str):
        return (_named(given),)
    if isinstance(given, Mapping):
        conditions = given.get("when", {})
        named = tuple(_named(name, argument) for name, argument in given.items() if name != "when")
        return tuple(rule.when(**conditions) for rule in named) if conditions else named
    if isinstance(given, Sequence):
        return tuple(rule for entry in given for rule in as_rules(entry))
    if given in RULES.values():
        return as_rules(given())
    if callable(given):
        return (Rule(getattr(given, "__name__", "callable"), build=given, or_nothing=True, always=True),)
    raise OptionError(
        f"A survivorship rule was given as {given!r}. Expected one of: {', '.join(RULES)}, a callable, or a list."
    )


def rules_from_config(
    survivorship: Mapping[str, Any], ownership: Mapping[str, Any] | None = None
) -> dict[str, tuple[Rule | Group, ...]]:
    """Return the `[survivorship]` and `[ownership]` tables of a configuration as rules by column, kind or "*".

    Parameters
    ----------
    survivorship
        Column, kind or "*" to a rule's name, {name: argument}, {name: {argument: value}}, or a list of these.
    ownership
        Source to the columns or kinds it owns.

    Raises
    ------
    ConfigError
        When a rule is unknown or was given what it cannot take.

    Examples
    --------
    >>> rules_from_config({"mobile": ["most_recent", {"source_priority": ["erp", "crm"]}]})["mobile"][1].name
    'source_priority'
    >>> rules_from_config({}, {"erp": ["uscc"]})["*"][0].owned
    {'uscc': ('erp',)}
    """
    try:
        rules = {name: as_rules(given) for name, given in survivorship.items()}
    except OptionError as error:
        raise ConfigError(f"[survivorship] {error}") from error
    if not ownership:
        return rules
    try:
        return rules | {"*": (s.owns(ownership), *rules.get("*", ()))}
    except (OptionError, TypeError) as error:
        raise ConfigError(f"[ownership] {error}") from error


def _named(name: str, argument: Any = _NOTHING) -> Any:
    """Return the rule of a name; the argument is its first one, several by name, or true for none."""
    if name not in RULES:
        raise OptionError(f'There is no survivorship rule "{name}". {did_you_mean(name, RULES)}')
    given: tuple[Any, ...] = () if argument is _NOTHING or argument is True else (argument,)
    by_name: Mapping[str, Any] = {}
    if name == "group" and given:
        given = tuple(argument)
    elif name == "master_record" and given:
        given = as_rules(argument)
    elif isinstance(argument, Mapping) and (
        name not in _BY_NAME or set(argument) <= set(signature(RULES[name]).parameters)
    ):
        given, by_name = (), argument
    try:
        return RULES[name](*given, **by_name)
    except TypeError as error:
        raise OptionError(f'The survivorship rule "{name}" was given {argument!r}: {error}.') from error

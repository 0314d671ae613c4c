"""Which rules go for which column: the user's by column, kind or "*", else the defaults.

The trap: a misspelt name must fail before any work is done, or its rule would silently not apply.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from custdq.errors import ColumnNotFoundError, OptionError, did_you_mean
from custdq.fields import KINDS
from custdq.steps.merge.addresses import ADDRESS_COLUMNS
from custdq.steps.merge.by_hand import Override, overrides_of, set_by_hand
from custdq.steps.merge.cells import ADDRESS, CREATED_AT, Context, record_dates
from custdq.steps.merge.columns import Column, merge_column, merge_group
from custdq.steps.merge.houses import complete_houses
from custdq.steps.merge.rule_config import as_rules
from custdq.steps.merge.rules import Group, Rule
from custdq.steps.merge.short_forms import complete_forms

Plan = Callable[[], list[Column]]
Rules = tuple[Rule, ...]

_ALL = "*"


def make_plans(context: Context, survivorship: Any, overrides: Sequence[Override] = ()) -> list[Plan]:
    """Return one piece of work for each column, or for columns that survive together.

    Raises
    ------
    ColumnNotFoundError
        When a name is neither a golden column nor a kind, or a rule names a column the records lack.
    OptionError
        When a rule needs dates and there are none, or an override names nobody.
    """
    groups, rules = _checked(context, survivorship)
    fixed = overrides_of(context, {name: own for name, own in rules.items() if name in context.columns}, overrides)
    plans: list[Plan] = []
    for group in groups:
        own = (*_owners(group.columns, context, rules), *group.rules)
        plans.append(partial(merge_group, context, group.columns, own, complete=False))
    taken = {column for group in groups for column in group.columns}
    together = tuple(
        column for column in ADDRESS_COLUMNS
        if column in context.columns and column not in taken and (column == ADDRESS or not _ranking(rules, column))
    )  # fmt: skip
    if len(together) > 1:
        taken |= set(together)
        anchor = ADDRESS if ADDRESS in together else together[-1]
        own = _rules_for(context, anchor, rules, together=together)
        plans.append(partial(_addresses, context, together, own))
    alone = [name for name in context.columns if name not in taken]
    plans += [partial(_alone, context, name, _rules_for(context, name, rules)) for name in alone]
    return [partial(set_by_hand, context, plan, fixed) for plan in plans] if fixed else plans


def _ranking(rules: Mapping[str, Rules], column: str) -> Rules:
    """Return a column's own rules but for values given by hand, which leave it among the columns it belongs to."""
    return tuple(rule for rule in rules.get(column, ()) if not rule.fixed)


def _addresses(context: Context, names: tuple[str, ...], rules: Rules) -> list[Column]:
    columns = merge_group(context, names, rules, complete=True)
    return columns if rules else complete_houses(context, columns)


def _alone(context: Context, name: str, rules: Rules) -> list[Column]:
    column = merge_column(context, name, rules)
    return [column if rules else complete_forms(context, column)]


def owned_fields(survivorship: Any) -> dict[str, tuple[str, ...]]:
    """Return field (a column or a kind) -> the systems that own it."""
    rules = [rule for value in _given(survivorship).values() for rule in as_rules(value) if isinstance(rule, Rule)]
    return {name: sources for rule in rules for name, sources in rule.owned.items()}


def _given(survivorship: Any) -> Mapping[Any, Any]:
    if isinstance(survivorship, Mapping):
        return survivorship
    return {} if survivorship is None else {_ALL: survivorship}


def _checked(context: Context, survivorship: Any) -> tuple[list[Group], dict[str, Rules]]:
    """Return the groups, and the rules by column, kind or "*", every name checked."""
    groups, rules = list[Group](), dict[str, Rules]()
    for key, value in _given(survivorship).items():
        together, alone = _divided(key, as_rules(value))
        if together is None:
            _require(key, (*context.columns, *KINDS, _ALL))
            rules[key] = alone
        else:
            for name in together:
                _require(name, context.columns)
            groups.append(Group(together, alone))
        for rule in alone:
            _check(context, rule, key)
    return groups, rules


def _check(context: Context, rule: Rule, key: Any) -> None:
    """Refuse a rule that names a column which is not there, or needs dates where there are none."""
    for name in (*rule.columns, *(column for column, _ in rule.conditions if column is not None)):
        context.require(name)
    for name in rule.fields:
        _require(name, (*context.columns, *KINDS))
    _check_dates(context, rule, key)
    if rule.fixed and key not in context.columns:
        raise OptionError(f'override was given for "{key}"; expected one golden column.')


def _check_dates(context: Context, rule: Rule, key: Any) -> None:
    for column in rule.dates:
        dated = context.dates(column) if column else context.stamped(key if key in context.columns else None)
        if np.isnan(dated).all() and context.rows:
            what = f'no date can be read in "{column}"' if column else "nothing says so"
            raise OptionError(
                f"{rule.name}() needs to know when values were confirmed, and {what}. "
                "Name a column of dates: Schema(updated_at=...), or most_recent(by=...)."
            )


def _divided(key: Any, given: Sequence[Rule | Group]) -> tuple[tuple[str, ...] | None, Rules]:
    """Return the columns that survive together (None: one column alone) and the rules that choose."""
    alone = tuple(rule for rule in given if isinstance(rule, Rule))
    group = next((rule for rule in given if isinstance(rule, Group)), key if isinstance(key, Group) else None)
    if group is not None:
        return group.columns, (*group.rules, *alone)
    return (tuple(key), alone) if isinstance(key, tuple) else (None, alone)


def _require(name: Any, known: Sequence[str]) -> None:
    if name not in known:
        raise ColumnNotFoundError(
            f'survivorship names "{name}", neither a golden column nor a kind. {did_you_mean(str(name), known)}'
        )


def _rules_for(context: Context, name: str, rules: Mapping[str, Rules], *, together: Sequence[str] = ()) -> Rules:
    """Return a column's rules: its own, else its kind's, else those for all; owners go first."""
    kind = context.schema.columns.get(name)
    owners = _owners(together or (name,), context, rules)
    for key in (name, "" if kind is None else kind.name, _ALL):
        own = tuple(rule for rule in rules.get(key, ()) if not rule.fixed and not rule.owned)
        if own:
            return (*owners, *own)
    if owners or name not in record_dates(context.schema):
        return owners
    # by their dates and not by their text, so that one in the future does not count
    if name == CREATED_AT:
        return (Rule("minimum", lambda cells: -context.dates(name)[cells.row]),)
    return (Rule("maximum", lambda cells: context.dates(name)[cells.row]),)


def _owners(columns: Sequence[str], context: Context, rules: Mapping[str, Rules]) -> Rules:
    """Return the rules by which systems own one of the columns; whoever owns the first of them speaks for all."""
    kinds = [context.schema.columns[name].name for name in columns if name in context.schema.columns]
    named = {*columns, *kinds}
    return tuple(
        rule for given in dict.fromkeys(rules.values()) for rule in given if rule.owned and named & set(rule.owned)
    )

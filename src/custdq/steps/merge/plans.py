"""Which rules go for which column: the user's by column, kind or "*", else the defaults.

The trap: a misspelt name must fail before any work is done, or its rule would silently not apply.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from custdq.errors import ColumnNotFoundError, did_you_mean
from custdq.fields import KINDS
from custdq.steps.merge.addresses import ADDRESS_COLUMNS
from custdq.steps.merge.cells import ADDRESS, CREATED_AT, Context, record_dates
from custdq.steps.merge.columns import Column, merge_column, merge_group
from custdq.steps.merge.survivorship import Group, Rule, as_rules, maximum, minimum

Plan = Callable[[], list[Column]]
Rules = tuple[Rule, ...]

_ALL = "*"


def make_plans(context: Context, survivorship: Any) -> list[Plan]:
    """Return one piece of work for each column, or for columns that survive together.

    Raises
    ------
    ColumnNotFoundError
        When a name is neither a golden column nor a kind, or a rule names a column the records lack.
    """
    groups, rules = _checked(context, survivorship)
    plans: list[Plan] = [partial(merge_group, context, group.columns, group.rules, complete=False) for group in groups]
    taken = {column for group in groups for column in group.columns}
    together = tuple(
        column for column in ADDRESS_COLUMNS
        if column in context.columns and column not in taken and (column == ADDRESS or column not in rules)
    )  # fmt: skip
    if len(together) > 1:
        taken |= set(together)
        anchor = ADDRESS if ADDRESS in together else together[-1]
        plans.append(partial(merge_group, context, together, _rules_for(context, anchor, rules), complete=True))
    alone = [name for name in context.columns if name not in taken]
    plans += [partial(_alone, context, name, _rules_for(context, name, rules)) for name in alone]
    return plans


def _alone(context: Context, name: str, rules: Rules) -> list[Column]:
    return [merge_column(context, name, rules)]


def _checked(context: Context, survivorship: Any) -> tuple[list[Group], dict[str, Rules]]:
    """Return the groups, and the rules by column, kind or "*", every name checked."""
    given = {} if survivorship is None else survivorship if isinstance(survivorship, Mapping) else {_ALL: survivorship}
    groups, rules = list[Group](), dict[str, Rules]()
    for key, value in given.items():
        together, alone = _divided(key, as_rules(value))
        if together is None:
            _require(key, (*context.columns, *KINDS, _ALL))
            rules[key] = alone
        else:
            for name in together:
                _require(name, context.columns)
            groups.append(Group(together, alone))
        for rule in alone:
            for name in (*rule.columns, *(column for column, _ in rule.conditions if column is not None)):
                context.require(name)
    return groups, rules


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


def _rules_for(context: Context, name: str, rules: Mapping[str, Rules]) -> Rules:
    """Return a column's rules: its own, else its kind's, else those for all; a record's dates go by themselves."""
    kind = context.schema.columns.get(name)
    for key in (name, "" if kind is None else kind.name, _ALL):
        if rules.get(key):
            return rules[key]
    if name not in record_dates(context.schema):
        return ()
    return (minimum(),) if name == CREATED_AT else (maximum(),)

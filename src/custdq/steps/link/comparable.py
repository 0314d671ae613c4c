"""Which records the rules that a user has stated can pair at all: of a million customers hardly half meet another.

The trap: records that nobody can pair by a rule may still be copies of each other, joined without a pair; so those that
lack what every rule asks for count as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from custdq.errors import OptionError
from custdq.steps.link.encode import EncodedKey, shared_codes
from custdq.steps.link.field import Field
from custdq.steps.link.vocabulary import Vocabulary

#: The names of the fields whose keys must agree together, and the keys.
StatedRule = tuple[tuple[str, ...], list[EncodedKey]]


def refuse_no_rules(blocking: Any) -> None:
    """Raise `OptionError` where rules are given that are no lists of columns; a column by itself is a rule.

    >>> refuse_no_rules([["mobile"], "email"])
    >>> refuse_no_rules("email")
    Traceback (most recent call last):
    custdq.errors.OptionError: blocking was given as 'email'; expected rules, each a list of columns whose keys must \
agree together, such as [["mobile"], ["name", "city"]], or None: they are chosen.
    """
    rules = blocking if _is_list(blocking) else ()
    if blocking is not None and not (rules and all(isinstance(rule, str) or _is_list_of_names(rule) for rule in rules)):
        raise OptionError(
            f"blocking was given as {blocking!r}; expected rules, each a list of columns whose keys must "
            'agree together, such as [["mobile"], ["name", "city"]], or None: they are chosen.'
        )


def _is_list(given: Any) -> bool:
    return isinstance(given, Sequence) and not isinstance(given, str)


def _is_list_of_names(rule: Any) -> bool:
    return _is_list(rule) and len(rule) > 0 and all(isinstance(name, str) for name in rule)


def joined_keys(declared: Sequence[StatedRule]) -> list[StatedRule]:
    """Return the rules with one key each: the combination of values, where two records or more share it."""
    nothing = Vocabulary(Vocabulary.NO_WORDS)
    return [
        (names, keys if len(keys) == 1 else [EncodedKey(shared_codes([key.first for key in keys])[:, None], nothing)])
        for names, keys in declared
    ]


def comparable_records(declared: Sequence[StatedRule], joined: Sequence[StatedRule]) -> npt.NDArray[np.int64]:
    """Return the records, ascending, that share a rule's keys with another, and those without the keys of any rule.

    Parameters
    ----------
    declared, joined
        The rules, and the same from `joined_keys`.
    """
    out = np.zeros(len(declared[0][1][0].codes), bool)
    told = np.zeros(len(out), bool)
    for (_, keys), (_, (key,)) in zip(declared, joined, strict=True):
        if len(keys) > 1:
            # a combination that only one record has, has no code
            out |= key.present
        else:
            counts = np.bincount(key.codes.ravel() + 1, minlength=1)
            counts[0] = 0
            several = counts > 1
            for values in key.codes.T:
                out |= several.take(values + 1)
        told |= np.logical_and.reduce([each.present for each in keys])
    return np.flatnonzero(out | ~told)


def compares_what_is_blocked(fields: Sequence[Field], declared: Sequence[StatedRule]) -> bool:
    """Tell whether records that agree in all they are compared by agree in the keys of every rule.

    Else two copies might meet under no rule.
    """
    compared = {id(field.keys[name]) for field in fields for name in field.compared if field.keys.is_made(name)}
    return all(id(key) in compared for _, keys in declared for key in keys)

"""How a kind of value is made: its options checked by name and by type, the nearest name told.

The trap: an option of the wrong type may fail much later, in the middle of a column, where nobody thinks of the call.
"""

from __future__ import annotations

from abc import ABCMeta
from functools import cache
from inspect import Signature, signature
from typing import Any

from custdq.errors import OptionError, check_arguments


class KindType(ABCMeta):
    """Says which option a kind does not have, and the nearest it has."""

    def __call__(cls, *given: Any, **options: Any) -> Any:
        """Make a kind with these options."""
        check_arguments(cls.__name__, cls.__signature__, given, options)
        for name, value in zip(cls.__signature__.parameters, given, strict=False):
            _check_option(cls, name, value)
        for name, value in options.items():
            _check_option(cls, name, value)
        return super().__call__(*given, **options)

    @property
    def __signature__(cls) -> Signature:
        """The options a kind is made with, for whoever asks `inspect`."""
        return _signature(cls)


#: How an option is declared -> what it may be given.
_GIVEN = {"bool": (bool,), "str": (str,), "str | None": (str, type(None))}


def _check_option(kind: Any, name: str, value: Any) -> None:
    declared = kind.__signature__.parameters[name].annotation
    if not isinstance(value, _GIVEN.get(declared, object)):
        expected = {"bool": "True or False", "str": "text"}.get(declared, "text or None")
        raise OptionError(f"{kind.__name__} was given {name}={value!r}; expected {expected}.")


@cache
def _signature(kind: Any) -> Signature:
    made = signature(kind.__init__)
    return made.replace(parameters=list(made.parameters.values())[1:])


__all__ = ["KindType"]

"""Two records beside each other on a terminal, for `custdq explain`.

The trap: two different values may look the same once masked, so sameness is judged before and shown by a mark.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from custdq.steps.report.drawing import fit, text_width
from custdq.steps.report.masking import Masker

_WIDEST = 40


def side_by_side(
    left: Mapping[str, str | None],
    right: Mapping[str, str | None],
    *,
    masks: Mapping[str, Callable[[str], str]],
    show_values: bool = False,
) -> str:
    """Return two records as lines of text: field, left value, mark, right value.

    Parameters
    ----------
    left, right
        Values by column, in standard form where they could be read; columns empty on both sides are left out.
    masks
        Column to the function that hides a value of it.
    show_values
        True: values are shown as they are.

    Returns
    -------
    str
        The mark is `=` where both hold the same value, `≠` where they differ, blank where one is missing.

    Examples
    --------
    >>> print(side_by_side({"city": "Rome"}, {"city": "Bonn"}, masks={"city": str}))
    city  Rome  ≠  Bonn
    """
    masker = Masker(masks, show_values=show_values)
    rows = [
        (column, _shown(masker, column, left.get(column)), _mark(left.get(column), right.get(column)),
         _shown(masker, column, right.get(column)))
        for column in dict.fromkeys([*left, *right])
        if left.get(column) or right.get(column)
    ]  # fmt: skip
    widths = [max((text_width(row[at]) for row in rows), default=0) for at in range(4)]
    return "\n".join("  ".join(_padded(*cell) for cell in zip(row, widths, strict=True)).rstrip() for row in rows)


def _shown(masker: Masker, column: str, value: str | None) -> str:
    return fit(masker.standard(column, value) or "–", _WIDEST)


def _mark(left: str | None, right: str | None) -> str:
    if not left or not right:
        return " "
    return "=" if left == right else "≠"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - text_width(text))

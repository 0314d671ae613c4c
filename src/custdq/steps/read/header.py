"""Which row of a sheet is the header: preface lines above it, groups of columns over it, or no header at all.

The header is the first row of words that is as wide as what stands beneath, where the columns beneath hold something
else. The traps: a customer row taken for a header is lost, so when in doubt a row is data; prose that happens to
hold commas is no table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from custdq.steps.read.cell_class import CellClass, cell_class, is_heading
from custdq.text.clean import clean_text

_SEARCHED = 30  # filled rows among which the header is looked for
_FILL = 0.6  # share of the used columns a header names
_USED = 0.02  # a column counts as used when this share of rows fills it
_TYPED = 0.5  # a column holds data when this share of its cells is data
_PROSE_LENGTH = 25  # median characters of a cell from which words without any data read as prose
_IN_LINE = 0.1  # share of rows that fill a column of a table rather than of a remark beside a text
_ALIKE = 0.5  # share of lines with as many cells as most have, from which columns of data make a table
_WITHIN = 0.8  # share of rows no wider than the row of headings
_ALIKE_WORDS = 0.8  # the same where the cells are words only

Cells = Sequence[str]


class Header(NamedTuple):
    """The header found. `first` and `last` are positions in the rows searched, -1 where there is no header.

    `rows` holds the cleaned cells of each header row, by which a repeated header is known again.
    """

    names: tuple[str, ...]
    first: int
    last: int
    rows: tuple[tuple[str, ...], ...]


class _Beneath(NamedTuple):
    """What stands beneath a row: which columns are used, which of them hold data, and the rows themselves."""

    used: frozenset[int]
    typed: frozenset[int]
    rows: Sequence[Cells]

    def holds(self, at: int, text: str) -> bool:
        """Tell whether a column holds a text."""
        return any(at < len(cells) and same_cell(cells[at], text) for cells in self.rows)


def is_blank(cells: Cells) -> bool:
    """Tell whether no cell holds anything."""
    joined = "".join(cells)
    return not joined or joined.isspace()


def same_cell(cell: str, name: str) -> bool:
    """Tell whether a cell repeats a header name, spaces aside."""
    return cell == name or (len(cell) <= 4 * len(name) + 8 and clean_text(cell) == name)


def find_header(rows: Sequence[Cells]) -> Header | None:
    """Find the header among the first rows of a sheet.

    Parameters
    ----------
    rows
        Cells of the first rows (some hundred at most), blank rows included, "" where empty.

    Returns
    -------
    Header or None
        None where the rows are prose and not a table; `last` is -1 where the first filled row already is data.

    Examples
    --------
    >>> found = find_header([["名单", ""], ["姓名", "电话"], ["王伟", "13800138000"], ["李娜", "13900139000"]])
    >>> found.names, found.first, found.last
    (('姓名', '电话'), 1, 1)
    """
    filled = [at for at, cells in enumerate(rows) if not is_blank(cells)]
    beneath = _beneath([rows[at] for at in filled])
    if _is_prose([rows[at] for at in filled], beneath):
        return None
    for place, at in enumerate(filled[:_SEARCHED]):
        under = [rows[other] for other in filled[place + 1 :]]
        found = _header_at(rows, at, filled[place + 1] if under else None, under)
        if found is not None:
            above = [rows[other] for other in filled[:place]]
            return _headless(rows) if _holds_records(above, _beneath(under)) else found
    return _headless(rows)


def _header_at(rows: Sequence[Cells], at: int, following: int | None, under: list[Cells]) -> Header | None:
    upper = rows[at]
    labels = _labels(upper)
    if labels is None:
        return None
    if following is None:
        return _header(upper, at) if 2 * _headings(upper) >= len(labels) else None
    beneath = _beneath(under)
    if len(under) > 1:
        lower = rows[following]
        rest = _beneath(under[1:])
        if _is_group_row(upper, lower, rest):
            return _joined(upper, lower, at, following)
        if _is_second_naming(upper, lower):
            return _header(upper, at)._replace(last=following, rows=(_cleaned(upper), _cleaned(lower)))
    if len(labels & beneath.used) < _FILL * len(beneath.used):
        return None
    return _header(upper, at) if _contrasts(upper, labels, beneath) else None


def _labels(cells: Cells) -> frozenset[int] | None:
    """Return the columns in which a row of labels has one, None where the row holds data."""
    classes = {at: cell_class(cell) for at, cell in enumerate(cells)}
    filled = {at for at, found in classes.items() if found != CellClass.BLANK}
    data = {at for at in filled if classes[at] == CellClass.DATA}
    wordy = sum(1 for at in filled if classes[at] == CellClass.WORDY)
    if not filled or len(data) > 0.1 * len(filled) or len(data) + wordy > 0.3 * len(filled):
        return None
    return frozenset(filled - data)


def _headings(cells: Cells) -> int:
    return sum(1 for cell in cells if is_heading(cell))


def _contrasts(cells: Cells, labels: frozenset[int], beneath: _Beneath) -> bool:
    """Tell whether a row of labels heads what stands beneath rather than being one more record."""
    if 2 * _headings(cells) >= len(labels):
        return True
    names = {clean_text(cells[at]) for at in labels}
    if len(names) < 0.7 * len(labels):
        return False
    if beneath.typed:
        return 3 * len(beneath.typed & labels) >= len(beneath.typed)
    again = sum(1 for at in labels if beneath.holds(at, clean_text(cells[at])))
    return again < max(1, len(labels) / 4)


def _is_group_row(upper: Cells, lower: Cells, beneath: _Beneath) -> bool:
    """Tell whether `upper` names groups of columns, one name over several, and `lower` is the header proper."""
    above, below = _labels(upper), _labels(lower)
    if above is None or below is None or len(above) < 2 or len(below) < 2:
        return False
    if len((above | below) & beneath.used) < _FILL * len(beneath.used):
        return False
    spans = any(any(left in above for left in range(at)) for at in below - above)
    repeated = any(at - 1 in above and same_cell(upper[at], clean_text(upper[at - 1])) for at in above)
    if not spans and not repeated:
        return False
    if 3 * _headings(lower) >= len(below):
        return True
    if not 2 * len(below & beneath.typed) >= len(beneath.typed) > 0 or not beneath.typed <= above | below:
        return False
    return 4 * sum(1 for at in below if beneath.holds(at, clean_text(lower[at]))) <= len(below)


def _is_second_naming(upper: Cells, lower: Cells) -> bool:
    """Tell whether two rows both name the columns, in two languages say; a mere repetition is not meant."""
    above, below = _labels(upper), _labels(lower)
    if above is None or below is None or len(above) < 2 or len(below) < _FILL * len(above):
        return False
    same = sum(1 for at in above & below if same_cell(lower[at], clean_text(upper[at])))
    usual = 2 * _headings(upper) >= len(above) and 2 * _headings(lower) >= len(below)
    return usual and 2 * same < len(below)


def _cleaned(cells: Cells) -> tuple[str, ...]:
    return tuple(clean_text(cell) for cell in cells)


def _header(cells: Cells, at: int) -> Header:
    names = _cleaned(cells[: _extent(cells)])
    return Header(names, at, at, (names,))


def _joined(upper: Cells, lower: Cells, first: int, last: int) -> Header:
    """Join two header rows: the lower names the column; the upper where the lower is blank or repeats itself."""
    width = max(_extent(upper), _extent(lower))
    above = [*_cleaned(upper), *[""] * width][:width]
    below = [*_cleaned(lower), *[""] * width][:width]
    counts = Counter(below)
    names, group = [], ""
    for at in range(width):
        group = above[at] or group
        if not below[at]:
            names.append(above[at])
        elif counts[below[at]] > 1 and group and group != below[at]:
            names.append(f"{group} {below[at]}")
        else:
            names.append(below[at])
    return Header(tuple(names), first, last, (tuple(below), tuple(above)))


def _extent(cells: Cells) -> int:
    return max((at + 1 for at, cell in enumerate(cells) if cell.strip()), default=0)


def _beneath(rows: Sequence[Cells]) -> _Beneath:
    filled: Counter[int] = Counter()
    data: Counter[int] = Counter()
    for cells in rows:
        classes = [(at, cell_class(cell)) for at, cell in enumerate(cells) if cell]
        filled.update(at for at, found in classes if found != CellClass.BLANK)
        data.update(at for at, found in classes if found == CellClass.DATA)
    used = frozenset(at for at, count in filled.items() if count >= _USED * len(rows))
    typed = frozenset(at for at in used if data[at] >= _TYPED * filled[at])
    return _Beneath(used, typed, rows)


def _headless(rows: Sequence[Cells]) -> Header:
    return Header(("",) * max(_extent(cells) for cells in rows), -1, -1, ())


def _holds_records(above: Sequence[Cells], beneath: _Beneath) -> bool:
    """Tell whether rows above a would-be header are as wide as those beneath it and like them: then it is no header."""
    wide = [cells for cells in above if _filled(cells) >= _FILL * len(beneath.used)]
    if not beneath.typed:
        return len(beneath.used) > 1 and len(wide) > 0
    return sum(1 for cells in wide if _like_body(cells, beneath)) > 1


def _like_body(cells: Cells, beneath: _Beneath) -> bool:
    filled = {at for at in beneath.typed if at < len(cells) and cells[at].strip()}
    data = sum(1 for at in filled if cell_class(cells[at]) == CellClass.DATA)
    return 0 < data >= len(filled) / 2


def _is_prose(rows: Sequence[Cells], beneath: _Beneath) -> bool:
    """Tell whether filled rows read as text: a single column without data, or uneven lines of long cells.

    Lines above the first row of several cells may be a preface and are left out.
    """
    began = next((at for at, cells in enumerate(rows) if _filled(cells) > 1), 0)
    rows = rows[began:]
    several = [cells for cells in rows if len(cells) > 1]
    headed = _is_headed(several)
    if len(_columns_filled(rows, _IN_LINE)) < 2 or 3 * len(several) < len(rows):
        data = sum(1 for cells in rows if any(cell_class(cell) == CellClass.DATA for cell in cells))
        listed = _is_short_list(rows) or (bool(beneath.typed) and data >= _TYPED * len(rows))
        return not listed and not (headed and 3 * len(several) >= len(rows))
    alike = max(Counter(len(cells) for cells in several).values()) / len(rows)
    if headed or (beneath.typed and alike >= _ALIKE):
        return False
    lengths = [len(cell.strip()) for cells in rows for cell in cells if cell.strip()]
    return alike < _ALIKE_WORDS or median(lengths) > _PROSE_LENGTH


def _columns_filled(rows: Sequence[Cells], share: float) -> set[int]:
    counts = Counter(at for cells in rows for at, cell in enumerate(cells) if cell.strip())
    return {at for at, count in counts.items() if count >= share * len(rows)}


def _is_headed(rows: Sequence[Cells]) -> bool:
    """Tell whether a row of usual headings is as wide as nearly all rows."""
    for cells in rows[:_SEARCHED]:
        if 2 * _headings(cells) >= _filled(cells) > 1:
            return sum(1 for other in rows if _extent(other) <= len(cells)) >= _WITHIN * len(rows)
    return False


def _is_short_list(rows: Sequence[Cells]) -> bool:
    """Tell whether one column of short texts stands under a usual heading."""
    texts = [text for cells in rows if (text := clean_text("".join(cells)))]
    if not texts:
        return False
    spoken = sum(1 for text in texts if text[-1] in "。.!?！？:：;；" or text[0] in "#-*>")
    return is_heading(texts[0]) and 5 * spoken <= len(texts) and median(len(text) for text in texts) <= _PROSE_LENGTH


def _filled(cells: Cells) -> int:
    return sum(1 for cell in cells if cell.strip())

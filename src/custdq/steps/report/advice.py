"""Where to look first: the few things that are worth a person's time, dearest first.

The trap: a list of everything that is wrong is read by nobody. What hides data (a file that could not be read) comes
before what was guessed, that before what costs the score, and no more than a handful is said.
"""

from __future__ import annotations

from custdq.errors import Reason
from custdq.steps.report.data import Action, FindingLine, ReportData
from custdq.steps.report.scores import FieldScore, costliest, scores_of
from custdq.steps.report.words import number, plural, words_of

_MOST = 6
_MOST_COSTS = 2
_FILES = (Reason.UNREADABLE_FILE, Reason.EMPTY_FILE, Reason.HEADER_ONLY, Reason.NOT_A_TABLE, Reason.UNDECODABLE_BYTES)
#: What the run itself put right.
_SETTLED = frozenset({"record", "format", "key"})
_SAID_ELSEWHERE = frozenset(
    {
        *_FILES,
        Reason.COLUMN_UNSURE,
        Reason.SOURCES_DISAGREE,
        Reason.REQUIRED_MISSING,
        Reason.STALE,
        Reason.DUPLICATE_RECORD,
    }
)
_COSTS = {
    "completeness": "is missing where it is required",
    "accuracy": "holds values that are not valid",
    "timeliness": "has not been confirmed for too long",
    "sources": "is given differently by its sources",
    "rules": "is broken by records whose fields do not fit together",
    "format": "is written in more ways than one",
    "key": "should be unique and is not",
}
_RECORD = "Customers stand in more records than one"


def where_to_look(data: ReportData) -> list[Action]:
    """Return what to look at first, in order, at most six things.

    Examples
    --------
    >>> data = ReportData(as_of="2025-06-30", findings=[FindingLine("unreadable_file", 1, "old.xls")])
    >>> where_to_look(data)[0].title
    '1 file was passed over'
    """
    ranked = [*_files(data), *_guesses(data), *_costs(data), *_pairs(data), *_disagreements(data), *_cells(data)]
    return ranked[:_MOST]


def _files(data: ReportData) -> list[Action]:
    found = [line for line in data.findings if line.code in _FILES]
    count = sum(line.times for line in found)
    if not count:
        return []
    why = "; ".join(
        f"{line.where}: {words_of(line.code).meaning}" if line.where else words_of(line.code).meaning for line in found
    )
    return [Action(f"{plural(count, 'file')} {'was' if count == 1 else 'were'} passed over", why, "sources")]


def _guesses(data: ReportData) -> list[Action]:
    unsure = [line for line in data.mappings if line.unsure]
    if not unsure:
        return []
    named = ", ".join(f"{line.column} → {line.read_as}" for line in unsure[:3])
    more = f" and {len(unsure) - 3} more" if len(unsure) > 3 else ""
    title = f"{plural(len(unsure), 'column')} {'was' if len(unsure) == 1 else 'were'} read on a guess"
    return [Action(title, f"{named}{more}. Confirm or correct them in custdq.toml.", "mapping")]


def _costs(data: ReportData) -> list[Action]:
    """Return what costs the score most, without what the run itself put right: duplicates and ways of writing."""
    dear = costliest(scores_of(data.card), most=40)
    return [cost(line) for line in dear if (line.part or line.dimension) not in _SETTLED][:_MOST_COSTS]


def cost(line: FieldScore) -> Action:
    """Return what a field costs, as a thing to mend.

    >>> cost(FieldScore("email", "completeness", 0.9, loss=0.05))
    Action(title='email is missing where it is required', why='Takes 5.0 points from completeness.', anchor='scores')
    """
    part = line.part or line.dimension
    title = _RECORD if part == "record" else f"{line.field} {_COSTS.get(part, f'costs {line.dimension}')}"
    return Action(title, f"Takes {100 * (line.loss or 0):.1f} points from {line.dimension}.", "scores")


def _pairs(data: ReportData) -> list[Action]:
    if not data.review_total:
        return []
    title = f"{plural(data.review_total, 'pair')} of records may be one customer"
    return [Action(title, "Too little evidence to decide; the most informative come first.", "review")]


def _disagreements(data: ReportData) -> list[Action]:
    if not data.conflicts_total:
        return []
    columns = sorted(
        {line.column for line in data.conflicts}, key=lambda c: -sum(x.column == c for x in data.conflicts)
    )
    why = f"Most often on {', '.join(columns[:3])}. The golden value was chosen by rule." if columns else ""
    return [Action(f"Sources disagree on {plural(data.conflicts_total, 'value')}", why, "conflicts")]


def _cells(data: ReportData) -> list[Action]:
    asking = [line for line in data.findings if words_of(line.code).act and line.code not in _SAID_ELSEWHERE]
    ranked = sorted(asking, key=lambda line: (-line.times, line.code))
    return [_cell(line) for line in ranked]


def _cell(line: FindingLine) -> Action:
    where = f"In {line.where}." if line.where else ""
    return Action(f"{number(line.times)} × {words_of(line.code).meaning}", where, "findings")

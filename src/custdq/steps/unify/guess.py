"""Which unified column each original column goes to, and why.

The trap: two columns that mean the same thing. One of them takes the place, the other fills its gaps and keeps its own
name, so that nothing is overwritten; number, name and address columns share their places by rules of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from custdq.errors import ColumnNotFoundError, did_you_mean
from custdq.infer.meaning import UNSURE, Meaning, meaning_of
from custdq.infer.parts import earlier_parts
from custdq.infer.profile import Profile
from custdq.infer.roles import record_id_column
from custdq.tables import CUSTOMER_COLUMNS, ENTITY_COLUMN, SourceTable

#: Meaning -> unified column, where the two have different names.
_TARGETS = {
    "phone": "mobile", "person_name": "name", "company": "name", "nickname": "name", "division": "address",
    "receiver": "address", "status": "stage",
}  # fmt: skip
#: Meanings whose columns are taken apart and put together again; any number of columns may share them.
_SHARED = ("mobile", "phone", "landline", "hotline", "extension", "other_phones", "receiver", "division")
#: Meanings of which a table has one column: a second is something else (a programme, a manager).
_NAMES = ("name", "person_name", "company", "contact_name", "nickname")
#: Meanings that would lose sense under a unified name.
_KEPT = (
    "given_name", "surname", "middle_name", "address_part", "street", "person_id", "fax", "qq", "url", "age",
    "latitude", "longitude", "coordinates", "job_title", "industry", "remark", "sequence", "date", "order_id",
    "order_date", "product", "amount", "quantity",
)  # fmt: skip


#: Share of cells that hold a person and a number, from which on a column of names or numbers is one of both.
_CARDS = 0.5
#: Share of cells that must name more than one level, for a region column to begin an address.
_DIVISIONS = 0.5
#: Share of the values of a column called a name that are one word where they are a part of it.
_ONE_WORD = 0.7
#: Confidence of an empty column whose name the lexicon knows.
_KNOWN_NAME = 0.45


class MappingGuess(NamedTuple):
    """Where one original column goes: `target` is a unified name, or the column's own name; `confidence` is 0 to 1."""

    source: str
    sheet: str
    column: str
    target: str
    evidence: str
    confidence: float


class ColumnPlan(NamedTuple):
    """What becomes of one column: its meaning, its target, and whether it also keeps its own name."""

    column: str
    meaning: str | None
    target: str
    evidence: str
    confidence: float
    keeps_own_name: bool = False
    fills_only: bool = False


def plan_columns(profiles: Mapping[str, Profile], overrides: Mapping[str, str]) -> list[ColumnPlan]:
    """Plan every column of a table.

    Parameters
    ----------
    profiles
        The columns of one source table, profiled.
    overrides
        Original column -> unified name, or "" to keep it out; what it names is not guessed.

    Returns
    -------
    list of ColumnPlan
        One a column, in table order.
    """
    parts = {name: column for name, column in earlier_parts(profiles).items() if name not in overrides}
    apart = {*overrides, *parts, ENTITY_COLUMN}
    record_id = record_id_column({name: profile for name, profile in profiles.items() if name not in apart})
    plans = []
    for name, profile in profiles.items():
        if name in parts:
            continue
        if name in overrides:
            plans.append(_overridden(overrides[name], _plan(name, meaning_of(name, profile), profile)))
        elif name == record_id:
            plans.append(ColumnPlan(name, "record_id", "record_id", f'name "{name}"; no value repeats', 0.95))
        else:
            plans.append(_plan(name, meaning_of(name, profile), profile))
    planned = _share_places(_street_as_address(_name_beside_its_part(plans, profiles)), profiles)
    order = {name: at for at, name in enumerate(profiles)}
    return sorted([*planned, *_parts(parts, planned)], key=lambda plan: order[plan.column])


def _parts(parts: Mapping[str, str], plans: Sequence[ColumnPlan]) -> list[ColumnPlan]:
    """Let parts of an earlier pass go where their column goes; where several go there, each keeps its own name."""
    targets = {plan.column: plan.target for plan in plans}
    taken = Counter(targets[column] for column in set(parts.values()))
    found = []
    for name, column in parts.items():
        target = targets[column] if taken[targets[column]] == 1 else column
        said = f'a part of "{column}", passed through'
        found.append(ColumnPlan(name, None, f"{target}{name.removeprefix(column)}", said, 1.0))
    return found


def _overridden(target: str, guessed: ColumnPlan) -> ColumnPlan:
    """Return the plan a mapping asks for; where it asks for what was guessed, the finer meaning of the guess stays."""
    name = guessed.column
    if not target:
        return ColumnPlan(name, None, name, "set by the mapping: left as it is", 1.0)
    if target == guessed.target and guessed.meaning is not None:
        return guessed._replace(evidence="set by the mapping", confidence=1.0)
    meaning = target if target in CUSTOMER_COLUMNS or target == "record_id" else None
    return ColumnPlan(name, meaning, target, "set by the mapping", 1.0)


def _plan(name: str, meaning: Meaning, profile: Profile) -> ColumnPlan:
    word = meaning.meaning
    own = ColumnPlan(name, word, name, meaning.evidence, meaning.confidence)
    if name == ENTITY_COLUMN:
        return own._replace(meaning=None, evidence="a result or a label, passed through", confidence=1.0)
    if word is None or word in _KEPT or word in ("record_id", "source", "sheet", "row", "entity_id"):
        return own
    if word == "division" and profile.share("division") < _DIVISIONS:
        return own._replace(meaning=None)
    if not profile.distinct and meaning.confidence < _KNOWN_NAME:
        return own
    fixed = word == "phone" and profile.share("landline") > profile.share("mobile")
    target = "landline" if fixed else _TARGETS.get(word, word)
    if profile.share("card") >= _CARDS and word in (*_NAMES, "phone", "mobile"):
        word = "receiver"
    return own._replace(
        meaning="stage" if word == "status" else word,
        target=target,
        keeps_own_name=word in ("kind", "nickname") and name != word,
    )


def _name_beside_its_part(plans: Sequence[ColumnPlan], profiles: Mapping[str, Profile]) -> list[ColumnPlan]:
    """Take a column called a name for the part it is: beside Prénom, Nom is the family name, beside Cognome not.

    It is the whole name where most of its values are of several words.
    """
    meanings = [plan.meaning for plan in plans]
    lacking = {"given_name", "surname"} - set(meanings)
    if len(lacking) != 1 or meanings.count("name") != 1:
        return list(plans)
    place = meanings.index("name")
    values = profiles[plans[place].column].sample
    words = [len(value.split()) for value in values]
    if not words or sum(count == 1 for count in words) < _ONE_WORD * len(words):
        return list(plans)
    (part,) = lacking
    found = plans[place]
    return [*plans[:place], found._replace(meaning=part, target=found.column), *plans[place + 1 :]]


def _street_as_address(plans: Sequence[ColumnPlan]) -> list[ColumnPlan]:
    """Let a street column be the address of a table that has no other and does not keep house numbers apart."""
    meanings = [plan.meaning for plan in plans]
    if meanings.count("street") != 1 or {"address", "address_part", "receiver", "division"} & set(meanings):
        return list(plans)
    return [plan._replace(meaning="address", target="address") if plan.meaning == "street" else plan for plan in plans]


def _share_places(plans: Sequence[ColumnPlan], profiles: Mapping[str, Profile]) -> list[ColumnPlan]:
    """Where several columns would take one place, let the surest and fullest have it."""
    takers: dict[str, list[int]] = {}
    result = list(plans)
    for at, plan in enumerate(plans):
        if plan.meaning in _NAMES:
            takers.setdefault(plan.meaning, []).append(at)
        elif plan.meaning is not None and plan.meaning not in _SHARED and _moves(plan):
            takers.setdefault(plan.target, []).append(at)
    for target, positions in takers.items():
        ranked = sorted(
            (plans[at].column != target, -round(plans[at].confidence, 1), -profiles[plans[at].column].filled, at)
            for at in positions
        )
        for *_, at in ranked[1:]:
            result[at] = _second(plans[at])
    return result


def _moves(plan: ColumnPlan) -> bool:
    return plan.target != plan.column or plan.column in CUSTOMER_COLUMNS


def _second(plan: ColumnPlan) -> ColumnPlan:
    """Return the plan of a column whose place another has taken: it fills gaps, or stays what it is."""
    if plan.meaning in _NAMES:
        said = f"{plan.evidence}; another column is surer"
        return ColumnPlan(plan.column, None, plan.column, said, plan.confidence)
    return plan._replace(keeps_own_name=True, fills_only=True, evidence=f"{plan.evidence}; fills gaps")


def guesses_of(table: SourceTable, plans: Sequence[ColumnPlan]) -> list[MappingGuess]:
    """Return the plans of one table as what a user is shown."""
    return [MappingGuess(table.source, table.sheet, p.column, p.target, p.evidence, p.confidence) for p in plans]


def is_unsure(guess: MappingGuess | ColumnPlan) -> bool:
    """Tell whether a guess that moves a column is not to be relied on."""
    return guess.confidence < UNSURE and guess.target != guess.column and guess.evidence != "empty column"


def overrides_of(
    tables: Sequence[SourceTable], mapping: Mapping[str, Mapping[str, str]] | None
) -> list[dict[str, str]]:
    """Return each table's own part of a mapping.

    Parameters
    ----------
    tables
        The source tables.
    mapping
        Source name, or "source#sheet", -> {original column: unified name, or "" to keep it out}.

    Raises
    ------
    ColumnNotFoundError
        When the mapping names a source, sheet or column that is not there.
    """
    overrides: list[dict[str, str]] = [{} for _ in tables]
    keys = [(table.source, f"{table.source}#{table.sheet}") for table in tables]
    for source, columns in (mapping or {}).items():
        hits = [at for at, names in enumerate(keys) if source in names]
        if not hits:
            known = {name for names in keys for name in names if not name.endswith("#")}
            raise ColumnNotFoundError(
                f'The mapping names the source "{source}", which was not given. {did_you_mean(source, known)}'
            )
        for column, target in columns.items():
            having = [at for at in hits if column in tables[at].data.column_names]
            if not having:
                known = {name for at in hits for name in tables[at].data.column_names}
                raise ColumnNotFoundError(
                    f'"{source}" has no column "{column}", which the mapping names. {did_you_mean(column, known)}'
                )
            for at in having:
                overrides[at][column] = target
    return overrides

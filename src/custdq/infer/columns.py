"""Which kind of value each column holds, with the evidence and a confidence.

The trap: columns that look like evidence and are not. A row number, a salesperson, a file name or the answer itself
(`entity_id`) must never become a field that records are compared on, so they have no kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa

from custdq.fields import (
    Address,
    Category,
    Coordinates,
    Country,
    Date,
    Email,
    Identifier,
    Kind,
    Number,
    OrganizationName,
    PartyName,
    PersonName,
    Phone,
    PostalCode,
    Text,
    Url,
)
from custdq.infer.labels import label_of
from custdq.infer.meaning import ABOUT_ALL, NAMES_DIFFER, PHONES, Meaning, meaning_of
from custdq.infer.parts import earlier_parts
from custdq.infer.profile import Profile, profile_columns
from custdq.infer.roles import infer_region
from custdq.tables import ENTITY_COLUMN, POSITION_COLUMNS

#: Columns written by custdq itself that hold places or leftovers, not facts about a customer.
AS_WRITTEN = "as_written"

_ROLE_ONLY = ("owner", "sequence", "source", "sheet", "row", "entity_id")
_SAMPLED_PARSES = 200

#: A name column holds both persons and organizations where each is at least this share of its values.
_MIXED = 0.1
#: A column of names holds those of things where this share of them are many words, or figures among words.
_HEADINGS = 0.5
#: An American street column is read as addresses where most of its values name a street.
_STREETS = 0.5
_PLAIN_KINDS: dict[str, Kind] = {
    "email": Email(), "url": Url(), "country": Country(), "coordinates": Coordinates(), "gender": Category("gender"),
    "kind": Category("kind"), "resident_id": Identifier("cn.resident_id"), "nickname": Text(),
    "extension": Category(), "adcode": Category(),
    **dict.fromkeys(("person_id", "wechat", "qq", "order_id", "record_id"), Identifier("any")),
    **dict.fromkeys(("amount", "quantity", "age", "latitude", "longitude"), Number()),
    "birthday": Date(birth=True),
    **dict.fromkeys(("created_at", "updated_at", "date", "order_date"), Date()),
    **dict.fromkeys(("given_name", "surname", "middle_name"), PersonName()),
}  # fmt: skip


#: Share of readable dates that no living person was born on, beyond which a column is no customers' birthdays.
_DEAD = 0.1


class ColumnGuess(NamedTuple):
    """What a column seems to hold. `confidence` is 0 to 1; `kind` is None where the column plays only a role."""

    column: str
    kind: Kind | None
    evidence: str
    confidence: float


def infer_columns(
    table: pa.Table, *, region: str | None = None, profiles: Mapping[str, Profile] | None = None
) -> list[ColumnGuess]:
    """Guess the kind of each column from its name and its values, never from the name alone.

    Parameters
    ----------
    table
        String columns.
    region
        ISO 3166-1 alpha-2 code assumed for phones, addresses and postcodes; None: read off the values.
    profiles
        The columns' profiles, where they are at hand.

    Returns
    -------
    list of ColumnGuess
        One a column, in order. `kind` is None for columns that only play a role or hold nothing usable.

    Examples
    --------
    >>> [guess.kind for guess in infer_columns(pa.table({"联系电话": ["13912345678", "138 1234 5678", "15900001234"]}))]
    [Phone(region='CN')]
    """
    profiles = profile_columns(table) if profiles is None else profiles
    region = region or infer_region(table, profiles=profiles)
    guesses = _halves_of_names([_guess(name, profile, region) for name, profile in profiles.items()])
    guesses = _names_of_nobody_else(guesses, profiles)
    parts = earlier_parts(table.column_names, {guess.column: guess.kind for guess in guesses if guess.kind is not None})
    return [
        ColumnGuess(guess.column, None, f'a part of "{parts[guess.column]}"', 1.0) if guess.column in parts else guess
        for guess in guesses
    ]


def _halves_of_names(guesses: list[ColumnGuess]) -> list[ColumnGuess]:
    """Return the guesses with a `name` beside a family name alone, or a given name alone, as the other half of it."""
    called = {guess.column: label_of(guess.column) for guess in guesses if guess.kind is not None}
    told = [column for column, label in called.items() if label.meaning in ("given_name", "surname")]
    wholes = [column for column, label in called.items() if label.meaning == "name" and label.strength == 1.0]
    if len({called[column].meaning for column in told}) != 1 or len(wholes) != 1:
        return guesses
    return [
        ColumnGuess(guess.column, PersonName(), f'name "{guess.column}" beside "{told[0]}"', guess.confidence)
        if guess.column in wholes
        else guess
        for guess in guesses
    ]


def _names_of_nobody_else(guesses: list[ColumnGuess], profiles: Mapping[str, Profile]) -> list[ColumnGuess]:
    """Return the guesses with names of persons for a text that is written as such, where no column names anybody.

    Lists of names hold the people of one country; where they know half of a column, the others are people as well.
    """
    if any(guess.kind is not None and guess.kind.names_identity for guess in guesses):
        return guesses
    out = []
    for guess in guesses:
        profile = profiles[guess.column]
        told = isinstance(guess.kind, Text) and profile.distinct >= NAMES_DIFFER * profile.filled
        if told and profile.share("name_words") >= ABOUT_ALL and profile.share("person") >= _HEADINGS:
            said = (
                f"{profile.share('person'):.0%} persons, and the others are written alike; nothing else names anybody"
            )
            out.append(ColumnGuess(guess.column, PersonName(), said, 0.6))
        else:
            out.append(guess)
    return out


def _guess(name: str, profile: Profile, region: str | None) -> ColumnGuess:
    if name == ENTITY_COLUMN:
        return ColumnGuess(name, None, "a result or a label, never evidence", 1.0)
    if name in POSITION_COLUMNS or name == AS_WRITTEN:
        return ColumnGuess(name, None, "says where a record stands", 1.0)
    if not profile.distinct:
        return ColumnGuess(name, None, "empty column", 1.0)
    meaning = meaning_of(name, profile)
    if meaning.meaning in _ROLE_ONLY or (meaning.meaning == "record_id" and profile.distinct >= 0.98 * profile.filled):
        return ColumnGuess(name, None, f"{meaning.evidence}: plays a role only", meaning.confidence)
    kind = _kind_of(meaning, profile, region)
    if kind is None:
        kind, evidence, confidence = _plain_kind(profile)
        return ColumnGuess(name, kind, evidence, confidence)
    return _confirmed(name, kind, meaning, profile)


def _kind_of(meaning: Meaning, profile: Profile, region: str | None) -> Kind | None:
    """Return the kind a meaning calls for; None where only the values can say."""
    word = meaning.meaning
    if word in PHONES:
        return Phone(region=region)
    american = region == "US" and word in ("address_part", "street") and profile.share("address") >= _STREETS
    if american or word in ("address", "receiver"):
        return Address(region=region)
    if word in ("city", "district", "town") and profile.share("han") < 0.5:
        return Text()
    if word in ("address_part", "street") and profile.share("number") >= 0.5:
        return Identifier("any", held_by="several")
    if word == "postcode":
        return PostalCode(region=region)
    if word in ("name", "person_name", "company", "contact_name"):
        return _name_kind(word, profile)
    if word == "uscc":
        return Identifier("cn.uscc") if profile.share("uscc") >= 0.5 and region in (None, "CN") else Identifier("any")
    return _PLAIN_KINDS.get(word or "")


def _name_kind(word: str, profile: Profile) -> Kind:
    """Persons or organizations, by the values; the name decides only where the values do not."""
    persons, organizations = profile.share("person"), profile.share("organization")
    if word == "company":
        return PersonName() if persons > 0.7 and organizations < 0.1 else OrganizationName()
    if min(persons, organizations) >= _MIXED:
        return PartyName()
    if word == "name" and profile.share("heading") >= _HEADINGS and max(persons, organizations) < _HEADINGS:
        return Text()
    if word == "name":
        # Shops have names of one word and of six; persons nearly always have two or three.
        return PersonName() if persons > organizations and persons >= 0.5 else OrganizationName()
    return OrganizationName() if organizations > max(persons, 0.5) else PersonName()


def _confirmed(name: str, kind: Kind, meaning: Meaning, profile: Profile) -> ColumnGuess:
    """Let the kind itself parse some of the values; what it cannot read lowers the confidence."""
    sample = profile.sample[:: max(1, len(profile.sample) // _SAMPLED_PARSES)]
    read = _read(kind, sample)
    if kind == Date(birth=True) and (dates := _read(Date(), sample)) > read + _DEAD:
        # the birthdays of people long dead are no birthdays of customers, but dates they are
        kind, read = Date(), dates
    return ColumnGuess(
        name, kind, f"{meaning.evidence}; {read:.0%} can be read", round(meaning.confidence * (0.7 + 0.3 * read), 3)
    )


def _read(kind: Kind, sample: Sequence[str]) -> float:
    """Return the share of values the kind can read."""
    statuses = kind.parse(sample).column("status").to_pylist()
    return float(sum(status != "invalid" for status in statuses) / max(len(statuses), 1))


def _plain_kind(profile: Profile) -> tuple[Kind, str, float]:
    """Return a kind by shape and cardinality alone."""
    repeated = profile.filled / profile.distinct
    few = profile.distinct <= 50 and repeated >= 3 if profile.filled >= 20 else profile.distinct <= 5 and repeated >= 2
    numbers, codes = profile.share("number"), profile.share("code")
    if numbers >= 0.9 and not (profile.share("integer") >= 0.9 and profile.mean_length >= 6 and repeated < 3):
        return (
            (Category(), "few distinct numbers", 0.6)
            if few and profile.distinct <= 10
            else (Number(), f"{numbers:.0%} numbers", 0.8)
        )
    if few:
        return Category(), f"{profile.distinct} distinct values", 0.7
    if codes >= 0.9:
        # nobody has said what the code is of: a household, a branch and a tariff have one too
        return Identifier("any", held_by="unknown"), f"{codes:.0%} codes", 0.65
    return Text(), "free text", 0.6

"""Which columns play a role (record_id, source, updated_at, owner, stage), and which region the values come from.

The trap: a column called "id" that repeats names no row, and a row number that fits every file says nothing, so a role
is only given where the values carry it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyarrow as pa

from custdq.infer.labels import label_of
from custdq.infer.meaning import PHONES, UNSURE, meaning_of
from custdq.infer.parts import earlier_parts
from custdq.infer.profile import Profile, profile_columns
from custdq.reference.us_words import state_code
from custdq.tables import ENTITY_COLUMN
from custdq.text.script import has_han

#: Share of rows that must have an id, and share of the ids that must be unlike all others.
#: A column called an id is one where it is full and most rows have an id of their own: some systems repeat theirs.
_FILLED, _UNIQUE = 0.95, 0.5
_HAN_SHARE, _REGION_SHARE = 0.3, 0.8
#: Share of the values of a column of states that must be American ones, where nothing else tells the country.
_STATES = 0.95
_ZIP = re.compile(r"\d{5}(?:[-\s]?\d{4})?(?:\.0)?|\d{3,4}(?:\.0)?")
_CHINESE_MOBILE = re.compile(r"1[3-9]\d{9}")
_NORTH_AMERICAN = re.compile(
    r"(?:\+?1[\s.\-]?)?\(?[2-9]\d{2}\)?\s?[\s.\-/]?[2-9]\d{2}[\s.\-]?\d{4}(?:\s?(?:x|ext\.?)\s?\d+)?"
)


def infer_roles(table: pa.Table, *, profiles: Mapping[str, Profile] | None = None) -> dict[str, str]:
    """Guess which columns are record_id, source, updated_at, owner and stage.

    Parameters
    ----------
    table
        String columns.
    profiles
        The columns' profiles, where they are at hand.

    Returns
    -------
    dict
        Role -> column, only the roles that name and values both justify.

    Examples
    --------
    >>> infer_roles(pa.table({"客户编号": ["K1", "K2", "K3"], "姓名": ["王伟", "李娜", "张敏"]}))
    {'record_id': '客户编号'}
    """
    parts = earlier_parts(table.column_names)
    every = profile_columns(table) if profiles is None else profiles
    profiles = {name: profile for name, profile in every.items() if name != ENTITY_COLUMN and name not in parts}
    roles: dict[str, str] = {}
    record_id = record_id_column(profiles)
    if record_id is not None:
        roles["record_id"] = record_id
    if "source" in profiles and 0 < profiles["source"].distinct <= max(50, profiles["source"].rows // 10):
        roles["source"] = "source"
    for role in ("updated_at", "owner", "stage"):
        column = _best(role, profiles)
        if column is not None:
            roles[role] = column
    return roles


def record_id_column(profiles: Mapping[str, Profile]) -> str | None:
    """Return the column that is named like an id and seldom repeats, or None."""
    candidates = []
    for order, (name, profile) in enumerate(profiles.items()):
        label = label_of(name)
        if label.meaning == "record_id" and _names_rows(profile):
            candidates.append((name != "record_id", -label.strength, order, name))
    return min(candidates)[-1] if candidates else None


def _names_rows(profile: Profile) -> bool:
    full = profile.filled >= _FILLED * profile.rows and profile.distinct >= _UNIQUE * profile.filled
    odd = max(profile.share("date"), profile.share("email"), profile.share("mobile"), profile.share("address"))
    return profile.distinct > 0 and full and odd < 0.5


def _best(role: str, profiles: Mapping[str, Profile]) -> str | None:
    found = []
    for order, (name, profile) in enumerate(profiles.items()):
        meaning = meaning_of(name, profile)
        is_stage = role == "stage" and meaning.meaning == "status" and profile.share("stage") >= 0.5
        if (meaning.meaning == role or is_stage) and meaning.confidence >= UNSURE and _plays(role, profile):
            found.append((name != role, -meaning.confidence, order, name))
    return min(found)[-1] if found else None


def _plays(role: str, profile: Profile) -> bool:
    if role == "updated_at":
        return profile.distinct > 0
    # Who maintains a row, and on which stage it stands, are said in few words that repeat.
    return profile.distinct > 0 and profile.distinct <= max(5, profile.filled * 0.3)


def infer_region(table: pa.Table, *, profiles: Mapping[str, Profile] | None = None) -> str | None:
    """Guess the region the phones and addresses of a table are written for.

    Parameters
    ----------
    table
        String columns.
    profiles
        The columns' profiles, where they are at hand.

    Returns
    -------
    str or None
        ISO 3166-1 alpha-2 code: CN where Chinese characters dominate, else the region under which most numbers of
        the phone columns are valid, US where there are none and a column holds American states; None where nothing
        says.

    Examples
    --------
    >>> infer_region(pa.table({"phone": ["312-555-0142", "646/555-0178", "503-555-0116"]}))
    'US'
    """
    if profiles is None:
        profiles = profile_columns(table)
    written = [
        profile
        for profile in profiles.values()
        if profile.distinct and profile.share("place") + profile.share("address") > 0.3
    ]
    if written and sum(profile.share("han") for profile in written) / len(written) >= _HAN_SHARE:
        return "CN"
    numbers = [
        text for name, profile in profiles.items() if _holds_phones(name, profile) for text in profile.sample[:300]
    ]
    if not numbers:
        return "US" if _names_american_states(profiles) else None
    named = any(has_han(name) for name, profile in profiles.items() if _holds_phones(name, profile))
    return _region_of_numbers(numbers, chinese=named)


def _names_american_states(profiles: Mapping[str, Profile]) -> bool:
    """Tell whether a column called like one of provinces holds American states, and the postcodes beside it fit.

    The codes of some are those of provinces of Brazil, Italy and Australia as well: nearly all must be states.
    """
    states = [profile for name, profile in profiles.items() if label_of(name).meaning == "province"]
    codes = [profile for name, profile in profiles.items() if label_of(name).meaning == "postcode"]
    american = (sum(state_code(text) is not None for text in profile.sample) for profile in states)
    fit = all(_share(_ZIP, profile) >= _REGION_SHARE for profile in codes if profile.sample)
    return fit and any(
        count >= _STATES * len(profile.sample) for count, profile in zip(american, states, strict=True) if count
    )


def _share(pattern: re.Pattern[str], profile: Profile) -> float:
    return sum(pattern.fullmatch(text) is not None for text in profile.sample) / len(profile.sample)


def _region_of_numbers(numbers: list[str], *, chinese: bool) -> str | None:
    """Return the region most numbers are written for; `chinese` where their columns have Chinese names."""
    from custdq.fields.phone import Phone

    if chinese:
        values = Phone(region="CN").parse(numbers).column("value")
        if len(numbers) - values.null_count >= _REGION_SHARE * len(numbers):
            return "CN"
    # The plan of North America is told by its shape; most other plans would take some of its numbers too. Eleven bare
    # digits from 13 to 19 are a Chinese mobile: who writes the 1 before an American number parts it from the rest.
    if sum(_is_north_american(text) for text in numbers) >= _REGION_SHARE * len(numbers):
        return "US"

    # Numbers too short to be complete fit many plans by chance.
    whole = [text for text in numbers if sum(char.isdigit() for char in text) >= 9]
    if len(whole) < _REGION_SHARE * len(numbers):
        return None
    region = Phone().prepare(pa.array(whole, pa.string())).options().get("region")
    if not region:
        return None
    values = Phone(region=region).parse(whole).column("value")
    return str(region) if len(whole) - values.null_count >= _REGION_SHARE * len(whole) else None


def _is_north_american(text: str) -> bool:
    return _NORTH_AMERICAN.fullmatch(text) is not None and _CHINESE_MOBILE.fullmatch(text) is None


def _holds_phones(name: str, profile: Profile) -> bool:
    return bool(profile.distinct) and meaning_of(name, profile).meaning in PHONES

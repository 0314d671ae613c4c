"""What a column means: the name's suggestion held against the values.

The trap: believing either alone. A column called "phone" full of dates is a date, and a column of eight-digit codes is
no phone because it could be one; so a name needs values that bear it out, and values without a name need a shape
that nothing else has.
"""

from __future__ import annotations

from typing import NamedTuple

from custdq.infer.labels import Label, label_of
from custdq.infer.profile import Profile

#: Below this a guess is unsure: it is shown with a question mark and becomes a finding.
UNSURE = 0.6
#: Share of values that must bear a name out, and that must have a shape where the name says nothing.
_BORNE_OUT, _BY_VALUES = 0.5, 0.8
#: Long codes are never anything else; names are told apart from a few salespeople's by how many there are.
_CODES, NAMES_DIFFER = 0.6, 0.2
#: More different words than this are no stages, unless they are the usual ones.
_STAGES_AT_MOST = 200

PHONES = ("mobile", "phone", "landline", "hotline", "fax", "other_phones")
#: Meaning -> shapes of which one must fit; a meaning that is not here takes any value.
_SHAPES_OF: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(PHONES, ("phone",)),
    **dict.fromkeys(("name", "person_name", "company", "contact_name", "nickname", "owner"), ("title",)),
    **dict.fromkeys(("given_name", "surname", "middle_name"), ("short_words",)),
    **dict.fromkeys(("birthday", "created_at", "updated_at", "date", "order_date"), ("date", "date_serial")),
    **dict.fromkeys(("amount", "quantity", "age", "latitude", "longitude"), ("number",)),
    **dict.fromkeys(("province", "city", "district", "town", "country"), ("place",)),
    "email": ("email", "at_sign"),
    "wechat": ("wechat",),
    "qq": ("integer", "code"),
    "url": ("url",),
    "gender": ("gender",),
    "kind": ("kind",),
    "stage": ("stage", "short_words"),
    "status": ("stage",),
    "uscc": ("uscc",),
    "resident_id": ("resident_id",),
    "person_id": ("code",),
    "record_id": ("code", "short_words"),
    "sequence": ("integer",),
    "adcode": ("integer",),
    "extension": ("integer",),
    "postcode": ("postcode",),
    "division": ("division", "place"),
    "address": ("address", "title_or_number"),
    "receiver": ("receiver", "address"),
    "coordinates": ("coordinates",),
    "order_id": ("code",),
}
#: Meanings told in few words, where each row counts and not each word.
_FEW_WORDS = ("gender", "kind", "stage", "status", "country")
#: Shapes that speak for themselves -> what a column full of them means.
_SPEAKING = (
    ("email", "email"), ("resident_id_long", "resident_id"), ("uscc_long", "uscc"), ("receiver", "receiver"),
    ("phone_sure", "phone"), ("postcode_letters", "postcode"), ("date", "date"), ("url", "url"), ("address", "address"),
    ("organization", "company"), ("person", "person_name"), ("party", "name"), ("gender_words", "gender"),
)  # fmt: skip
#: Share of values that must look alike where the surer half of them speaks for all.
ABOUT_ALL = 0.95
_PLURALS = {
    **dict.fromkeys(("email", "at_sign"), "e-mail addresses"),
    **dict.fromkeys(("phone", "phone_sure"), "phone numbers"),
    **dict.fromkeys(("uscc", "uscc_long"), "credit codes"),
    **dict.fromkeys(("resident_id", "resident_id_long"), "resident numbers"),
    **dict.fromkeys(("postcode", "postcode_letters"), "postcodes"),
    "date": "dates", "date_serial": "spreadsheet dates", "address": "addresses", "receiver": "receivers",
    "organization": "organizations", "person": "persons", "party": "names", "gender_words": "genders",
    "url": "web addresses", "number": "numbers",
    "integer": "whole numbers", "code": "codes", "place": "place names", "title": "names", "short_words": "short words",
    "title_or_number": "text", "division": "divisions",
}  # fmt: skip


class Meaning(NamedTuple):
    """What a column means (a key of the lexicon, or None), why, and how sure that is, 0 to 1."""

    meaning: str | None
    evidence: str
    confidence: float


def meaning_of(name: str, profile: Profile) -> Meaning:
    """Return what a column means, from its name and its values.

    Parameters
    ----------
    name
        The column's name.
    profile
        Its values, profiled.

    Examples
    --------
    >>> import pyarrow as pa
    >>> from custdq.infer.profile import profile_column
    >>> meaning_of("phone", profile_column(pa.array(["2024-01-05", "2023-11-30", "2022-05-07"]))).meaning
    'date'
    """
    label = label_of(name)
    if not profile.distinct:
        return Meaning(label.meaning, "empty column", 0.5 * label.strength)
    named = _named(name, label.meaning, label.strength, profile) if label.meaning else None
    if named is not None:
        return named
    return _by_values(label, profile)


def _named(name: str, meaning: str, strength: float, profile: Profile) -> Meaning | None:
    """Return the name's suggestion where the values bear it out."""
    shapes = _SHAPES_OF.get(meaning)
    if shapes is None:
        return Meaning(meaning, f'name "{name}"', strength)
    share_of = profile.row_share if meaning in _FEW_WORDS else profile.share
    share, shape = max((share_of(shape), shape) for shape in shapes)
    if meaning == "stage" and profile.distinct > _STAGES_AT_MOST:
        share = profile.share("stage")
    if share < _BORNE_OUT:
        # One or two odd values say nothing against a name that is known.
        if profile.distinct < 3 and strength == 1.0 and meaning not in ("kind", "gender"):
            return Meaning(meaning, f'name "{name}", hardly any values', 0.55)
        return None
    evidence = f'name "{name}"; {share:.0%} {_PLURALS.get(shape, shape.replace("_", " "))}'
    return Meaning(meaning, evidence, round(strength * (0.5 + 0.5 * share), 3))


def _by_values(label: Label, profile: Profile) -> Meaning:
    """Return what the values alone say."""
    against = f", though the name says {label.meaning.replace('_', ' ')}" if label.meaning else ""
    for shape, meaning in _SPEAKING:
        share = profile.share(shape)
        naming = shape in ("organization", "person", "party")
        # Names that repeat all over are those of the people who keep the list.
        telling = 3 if not naming else max(3, NAMES_DIFFER * profile.filled)
        if share >= (_BY_VALUES if not shape.startswith("uscc") else _CODES) and profile.distinct >= telling:
            trust = 0.65 if naming else 0.8
            return Meaning(meaning, f"{share:.0%} {_PLURALS[shape]}{against}", round(trust * share, 3))
    alike, sure = profile.share("phone"), profile.share("phone_sure")
    if alike >= ABOUT_ALL and sure >= _BORNE_OUT and profile.distinct >= 3:
        # bare digits among written numbers are numbers too
        return Meaning("phone", f"{alike:.0%} phone numbers{against}", round(0.8 * (alike + sure) / 2, 3))
    return Meaning(None, f"neither name nor values tell{against}", 0.3 if label.meaning else 0.0)

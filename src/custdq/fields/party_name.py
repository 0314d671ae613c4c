"""Names in a column that mixes persons and organizations, as customer lists do.

Each value is parsed by the kind it belongs to; linking compares persons with persons and organizations with
organizations. The trap: 银宝 may be a shop's brand or somebody's nickname; where nothing tells, `party` is null.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from custdq.fields.base import DIFFERS, MISSING, Comparison, Equal, Key, Kind, Level, Parsed, key_column
from custdq.fields.organization_evidence import evidence_of
from custdq.fields.organization_name import OrganizationName
from custdq.fields.organization_words import no_organization
from custdq.fields.person_name import PersonName
from custdq.fields.settled import settled
from custdq.tables import column_or_null
from custdq.text.clean import is_placeholder
from custdq.text.script import has_han
from custdq.text.width import squash

_PERSON, _ORGANIZATION = PersonName(), OrganizationName()

#: Below, the evidence says person; above, organization; between, nothing tells.
_SURELY_PERSON, _SURELY_ORGANIZATION = 0.3, 0.5


class Verdict(NamedTuple):
    """Which sort of party a name belongs to (None: unsure), and what told it."""

    party: str | None
    reason: str


@dataclass(frozen=True)
class PartyName(Kind):
    """Name of a person or an organization; the part `party` says which (null where nothing tells), `party_reason` why.

    Notes
    -----
    The other parts, the problems and the sources are those of `PersonName` and `OrganizationName`; what `party_reason`
    may be is listed at `judge_party`.

    Examples
    --------
    >>> PartyName().parse(["陈 强 先生", "雲帆(上海)電子有限 公司"]).select(["value", "party"]).to_pylist()
    [{'value': '陈强', 'party': 'person'}, {'value': '云帆（上海）电子有限公司', 'party': 'organization'}]
    """

    name: ClassVar[str] = "party_name"
    part_names: ClassVar[tuple[str, ...]] = (
        "party", "party_reason", *dict.fromkeys((*PersonName.part_names, *OrganizationName.part_names)),
    )  # fmt: skip
    names_identity: ClassVar[bool] = True
    blocking_keys: ClassVar[tuple[str, ...]] = ()

    def is_placeholder(self, text: str) -> bool:
        """Tell whether `text` names nobody: 个人, self-employed; Na, Nan and Nil are names."""
        return no_organization(text) or is_placeholder(text, name=True)

    def parse_value(self, text: str) -> Parsed:
        """Parse one name by the kind it belongs to; where nothing tells, several latin words are a person."""
        return settled(text, self._parse, stands_for_nothing=self.is_placeholder)

    def _parse(self, text: str) -> Parsed:
        party, reason = judge_party(text)
        if party == "person":
            return _of(party, reason, _PERSON.parse_value(text))
        organization = _ORGANIZATION.parse_value(text)
        if organization.value is None and party != "organization":
            return _of("person", reason, _PERSON.parse_value(text))
        return _of(party, reason, organization)

    def aspects(self, parsed: pa.Table) -> Mapping[str, tuple[Kind, pa.Table]]:
        """Return the column as persons and as organizations, each null where a value is the other, and as parties.

        A name that may be either stands with the organizations: as a brand it meets the full name of its company, as a
        nickname it contradicts nobody.
        """
        party = pc.fill_null(parsed.column("party"), "")
        return {
            "person": (_PERSON, _without(parsed, pc.not_equal(party, "person"))),
            "organization": (_ORGANIZATION, _without(parsed, pc.equal(party, "person"))),
            "party": (self, parsed),
        }

    def value_aspects(self, parsed: Parsed) -> Mapping[str, tuple[Kind, Parsed]]:
        """Return what `aspects` does, of one value."""
        person = parsed.parts.get("party") == "person"
        return {
            "person": (_PERSON, parsed if person else MISSING),
            "organization": (_ORGANIZATION, MISSING if person else parsed),
            "party": (self, parsed),
        }

    def value_keys(self, parsed: Parsed) -> dict[str, Key]:
        """Return `party` (person or organization) and `text` (the folded name)."""
        return {"party": parsed.parts.get("party"), "text": None if parsed.value is None else squash(parsed.value)}

    def keys(self, parsed: pa.Table) -> dict[str, pa.Array]:
        """Return the keys of a column."""
        return {"party": column_or_null(parsed, "party"), "text": key_column(parsed, squash)}

    def comparison(self) -> Comparison:
        """Return: both persons or both organizations; else one is a person and the other an organization."""
        same = Level("both persons or both organizations", Equal("party"))
        return Comparison((same,), ("party",), conflict_from=DIFFERS)

    def mask(self, value: str) -> str:
        """Hide the name as its own kind does; as a person's where nothing tells."""
        kind: Kind = _ORGANIZATION if judge_party(value).party == "organization" else _PERSON
        return kind.mask(value)


def judge_party(text: str) -> Verdict:
    """Tell whether a name is a person's or an organization's, and why.

    Parameters
    ----------
    text
        A name as it stands in a cell.

    Returns
    -------
    Verdict
        `party` is `person`, `organization` or None (unsure); `reason` names what told: `legal_form`, `branch`, `trade`,
        `word_of_organizations`, `partners`, `place`, `length`, `contact_behind` for organizations; `title`,
        `familiar_address`, `surname`, `pinyin`, `several_words` for persons; `nothing_tells`, `digits`.

    Examples
    --------
    >>> judge_party("Harbor Lane GmbH"), judge_party("王经理").reason, judge_party("银宝").party
    (Verdict(party='organization', reason='legal_form'), 'title', None)
    """
    score, reason = evidence_of(text)
    if score is None:
        # a remark behind a name (赵晨莲(老客户)) hides what the name alone shows
        bare = _PERSON.parse_value(text).value
        if bare is not None and bare != text:
            score, reason = evidence_of(bare)
    if score is None and reason != "digits" and not has_han(text) and len(text.split()) > 1:
        return Verdict("person", "several_words")
    if score is None or _SURELY_PERSON < score < _SURELY_ORGANIZATION:
        return Verdict(None, reason)
    return Verdict("person" if score <= _SURELY_PERSON else "organization", reason)


def _of(party: str | None, reason: str, parsed: Parsed) -> Parsed:
    return parsed._replace(parts={**parsed.parts, "party": party, "party_reason": reason})


def _without(parsed: pa.Table, hidden: pa.ChunkedArray) -> pa.Table:
    """Return the parsed column with the values of the other kind of party made null, parts included."""
    nothing = pa.scalar(None, pa.string())
    columns = {
        name: parsed.column(name) if name in ("status", "problem") else pc.if_else(hidden, nothing, parsed.column(name))
        for name in parsed.column_names
    }
    return pa.table(columns).combine_chunks()

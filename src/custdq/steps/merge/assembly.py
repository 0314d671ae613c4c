"""One address out of several records that each give a part of it: the building here, the room there.

Records are gone through from the one that weighs most: what does not contradict the address so far adds the parts it
lacks; what differs by a slip of the finger is weighed part by part. The trap: two addresses of a customer who moved.
A record is of the same address only where it shares a road, a place or a door with it, or where the two are of one
district and name different parts altogether; and what is put together must be read as what it was put together from.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.fields import Address
from custdq.fields.address_compose import compose_addresses
from custdq.steps.merge.addresses import HAN, AddressParts
from custdq.steps.merge.cells import ADDRESS, Bools, Cells, Floats, Ints
from custdq.steps.merge.slips import Likeliness, is_slip
from custdq.steps.merge.vote import Vote

#: Records of one entity that are looked at, those first that weigh most.
_MOST_RECORDS = 24
_SHORTEST_SLIP = 2
#: Columns that are no part of an address, and the part whose record tells them.
_TELLS = {"adcode": "district"}


class Assembly(NamedTuple):
    """What the records of each entity come to: `row` the record that gives most of it (-1: none), `text` the address.

    `text` is null where the record's own address says it all. `donor` is parts x entities: the record that gave each
    part (-1: none); `within` tells of every record whether all it says stands in the address.
    """

    row: Ints
    text: pa.Array
    donor: Ints
    within: Bools

    def told_by(self, name: str, parts: AddressParts, winners: Ints) -> Ints:
        """Return which record tells a column of each address that was put together; of the others their record."""
        part = _TELLS.get(name, name)
        if part not in parts.names:
            return winners
        donor = self.donor[parts.names.index(part)]
        return np.where(self.text.is_valid().to_numpy(zero_copy_only=False) & (donor >= 0), donor, winners)


class _Whole(NamedTuple):
    """Addresses so far: codes and their records, both parts x entities; which records belong to them, in order."""

    codes: Ints
    donor: Ints
    members: list[tuple[Ints, Ints, Floats]]


def assemble(cells: Cells, vote: Vote, winners: Ints, parts: AddressParts) -> Assembly | None:
    """Put addresses together from the records of each entity.

    Parameters
    ----------
    cells, vote
        The address columns, taken together, and how they voted.
    winners
        The record chosen for each entity (-1: none).
    parts
        The parts of the addresses in all records of `cells`.

    Returns
    -------
    Assembly or None
        None where no address is written in Chinese characters, the only ones that are put together.
    """
    context = cells.context
    kind = context.schema.columns.get(ADDRESS)
    if not isinstance(kind, Address) or not len(cells) or not len(parts.codes):
        return None
    han = pc.match_substring_regex(context.values[ADDRESS][0], HAN)
    han = pc.fill_null(han, fill_value=False).to_numpy(zero_copy_only=False)
    open_to = np.r_[han, False][winners] & (np.r_[parts.place, -1][winners] >= 0)
    if not open_to.any():
        return None
    whole = _gather(cells, vote, np.where(open_to, winners, -1), (parts, han))
    _settle_slips(whole, parts)
    row, within = _fullest(whole, winners, parts)
    return Assembly(row, _texts(kind, whole, row, parts), whole.donor, within)


def _gather(cells: Cells, vote: Vote, winners: Ints, known: tuple[AddressParts, Bools]) -> _Whole:
    """Go through each entity's records, those that weigh most first, and add what they have."""
    parts, han = known
    open_to = winners >= 0
    codes = np.where(open_to, parts.codes[:, parts.place[winners]], -1)
    whole = _Whole(codes, np.where(codes >= 0, winners, -1), [])
    order = np.lexsort((np.arange(len(cells)), -np.round(vote.votes, 6), cells.segment))
    order = order[~cells.invalid[order] & open_to[cells.entity[order]]]
    order = order[winners[cells.entity[order]] != cells.row[order]]
    rank = np.arange(len(order)) - np.searchsorted(cells.segment[order], cells.segment[order])
    cell = np.full(cells.context.rows, -1, dtype=np.int64)
    cell[cells.row] = np.arange(len(cells))
    own = np.flatnonzero(open_to)
    whole.members.append((own, winners[own], vote.weights[cell[winners[own]]]))
    for place in range(min(int(rank.max(initial=-1)) + 1, _MOST_RECORDS)):
        at = order[rank == place]
        row, entity = cells.row[at], cells.entity[at]
        record = parts.codes[:, parts.place[row]]
        # an address in letters has words of its own for road, number and building; it may only spell the other
        record = np.where(han[row] | ~parts.detail[:, None], record, -1)
        spelled = ~han[row] & _agree(cells, vote, at, cell[winners[entity]])
        fits = _fits(whole.codes[:, entity], record, spelled, parts)
        added = fits & (whole.codes[:, entity] < 0) & (record >= 0)
        part, which = np.nonzero(added)
        whole.codes[part, entity[which]] = record[part, which]
        whole.donor[part, entity[which]] = row[which]
        kept = np.flatnonzero(fits & han[row])
        whole.members.append((entity[kept], row[kept], vote.weights[at[kept]]))
    return whole


def _agree(cells: Cells, vote: Vote, one: Ints, other: Ints) -> Bools:
    """Tell which pairs of cells the vote took for one value in other words or for a part of it."""
    group, segment, _ = cells.group
    known, width = vote.relations, len(segment)
    agreed = known.a[known.agrees] * width + known.b[known.agrees]
    return np.isin(group[one] * width + group[other], agreed) | np.isin(group[other] * width + group[one], agreed)


def _fits(whole: Ints, record: Ints, spelled: Bools, parts: AddressParts) -> Bools:
    """Tell which records are of the address so far: nothing contradicts but one slip, and enough is shared.

    `spelled` are those that say the same in letters.
    """
    both = (whole >= 0) & (record >= 0)
    differ = both & (whole != record)
    shared = both & ~differ
    detail = parts.detail[:, None]
    one_door = (shared & detail).any(axis=0)
    beside = (shared & parts.district[:, None]).any(axis=0) & ~(both & detail).any(axis=0)
    fits = ~differ.any(axis=0) & (one_door | beside | spelled)
    near = np.flatnonzero((differ.sum(axis=0) == 1) & one_door & (differ & detail).any(axis=0))
    which = differ[:, near].argmax(axis=0) if len(near) else near
    for part in np.unique(which):
        at = near[which == part]
        texts = (parts.words[part].take(pa.array(side[part, at])).to_pylist() for side in (whole, record))
        fits[at] = is_slip(*texts, shortest=_SHORTEST_SLIP)
    return np.asarray(fits, dtype=bool)


def _settle_slips(whole: _Whole, parts: AddressParts) -> None:
    """Choose, in place, among ways of writing a part that differ by a slip, by their votes and by what is likelier."""
    entity, row, weight = (np.concatenate(side) for side in zip(*whole.members, strict=True))
    for part, words in enumerate(parts.words):
        code = parts.codes[part, parts.place[row]]
        other = (code >= 0) & (code != whole.codes[part, entity])
        at = np.flatnonzero((code >= 0) & np.isin(entity, entity[other]))
        if not len(at) or not other.any():
            continue
        width = len(words)
        pair, inverse = np.unique(entity[at] * width + code[at], return_inverse=True)
        first = np.full(len(pair), len(at), dtype=np.int64)
        np.minimum.at(first, inverse, np.arange(len(at)))
        owner, code = pair // width, pair % width
        votes = np.bincount(inverse, weight[at]) + _likelier(parts, part, whole.codes[part, owner], code)
        best = np.lexsort((first, -np.round(votes, 6), owner))
        best = best[np.flatnonzero(np.r_[True, np.diff(owner[best]) != 0])]
        whole.codes[part, owner[best]] = code[best]
        whole.donor[part, owner[best]] = row[at[first[best]]]


def _likelier(parts: AddressParts, part: int, base: Ints, code: Ints) -> Floats:
    """Return by how much each word is likelier meant than the one so far (nats), by the words of all addresses."""
    words = parts.words[part]
    held = parts.codes[part]
    ranks = pc.rank(words, sort_keys="ascending", tiebreaker="dense").to_numpy() - 1
    known = Likeliness(words, held[held >= 0], ranks)
    sides = (words.take(pa.array(side)).to_pylist() for side in (base, code))
    return np.where(base == code, 0.0, known.compare(*sides))


def _fullest(whole: _Whole, winners: Ints, parts: AddressParts) -> tuple[Ints, Bools]:
    """Return of each entity the record that gives most parts of its address and contradicts none, else the winner.

    And which records contradict none.
    """
    entity, row, _ = (np.concatenate(side) for side in zip(*whole.members, strict=True))
    record = parts.codes[:, parts.place[row]]
    differs = ((record >= 0) & (record != whole.codes[:, entity])).any(axis=0)
    given = np.where(differs, -1, (record >= 0).sum(axis=0))
    order = np.lexsort((np.arange(len(entity)), -given, entity))
    best = order[np.flatnonzero(np.r_[True, np.diff(entity[order]) != 0][: len(order)])]
    best = best[given[best] >= 0]
    chosen = winners.copy()
    chosen[entity[best]] = row[best]
    within = np.zeros(len(parts.place), dtype=bool)
    within[row[~differs]] = True
    return chosen, within


def _texts(kind: Address, whole: _Whole, row: Ints, parts: AddressParts) -> pa.Array:
    """Return the addresses that say more than their record, or something else; null for the others."""
    known = np.flatnonzero((whole.codes >= 0).any(axis=0) & (row >= 0))
    own = parts.codes[:, parts.place[row[known]]]
    more = known[(own != whole.codes[:, known]).any(axis=0)]
    out: npt.NDArray[np.object_] = np.full(len(row), None, dtype=object)
    if len(more):
        donors = dict(zip(parts.names, parts.place[whole.donor[:, more]], strict=True))
        mask = whole.donor[:, more] < 0
        named = {
            name: parts.written[name].take(pa.array(at, mask=none))
            for (name, at), none in zip(donors.items(), mask, strict=True)
        }
        out[more] = compose_addresses(kind, named).column("value").to_pylist()
    return pa.array(out, pa.string())


__all__ = ["Assembly", "assemble"]

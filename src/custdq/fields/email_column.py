"""Plain addresses of mail a column at a time: small ASCII letters and figures, nothing to repair.

What an address comes to hangs on its domain, and each domain is looked at once. The trap: a local part that stands for
nobody (noemail@) looks as plain as any other; it is left to be read alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.fields.bulk import Settled, by_distinct
from custdq.fields.email_domain import NEAR_KNOWN, may_exist, meant_domain
from custdq.reference.mail_providers import ALIASES, DASH_TAGGED, NOBODY, ROLES, TAGGED
from custdq.text.email_address import has_top_level

_PLAIN = r"^[a-z0-9]+(?:[._+-][a-z0-9]+)*@[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]{2,}$"
#: Well within what the standard allows an address and the labels of its domain.
_LONGEST = 63
_NOTHING = pa.scalar(None, pa.string())
_NOBODY, _ROLES = pa.array(sorted(NOBODY)), pa.array(sorted(ROLES))
_KNOWN = pa.array(sorted({*NOBODY, *ROLES}))
_NO_OFFSETS = np.zeros(1, np.int32)
_SHORTEST_LOCAL = 4
_FIRST_BEYOND_ASCII = 128


def settle_mail(texts: pa.Array) -> Settled:
    """Settle plain addresses in their standard form, those whose domain may be a slip of another's too.

    >>> settled = settle_mail(pa.array(["ann.lee@example.com", "Ann@example.com", "info@example.com", "none@none.com"]))
    >>> settled.rows.tolist(), settled.columns["is_role"].to_pylist()
    ([0, 2], ['false', 'true'])
    >>> settle_mail(pa.array(["ann@gmial.com"])).columns["suggestion"].to_pylist()
    ['ann@gmail.com']
    """
    short = pc.less_equal(pc.binary_length(texts), _LONGEST)
    rows = np.flatnonzero(np.asarray(pc.and_(short, pc.match_substring_regex(texts, _PLAIN))))
    parts = _Parts(texts, rows)
    domain = parts.behind(rows)
    domains = domain.dictionary_encode()
    stands, meant = _standing(domains.dictionary)
    which = np.asarray(domains.indices)
    kept = stands.take(which)
    local = parts.before(rows if kept.all() else rows[kept])
    known = np.flatnonzero(np.asarray(pc.is_in(local, value_set=_KNOWN)))
    nobody = known[np.asarray(pc.is_in(local.take(pa.array(known)), value_set=_NOBODY))]
    if len(nobody):
        kept[np.flatnonzero(kept)[nobody]] = False
        local = parts.before(rows[kept])
    if not kept.all():
        rows, domain, which = rows[kept], domain.filter(pa.array(kept)), which[kept]
    role = np.asarray(pc.is_in(local, value_set=_ROLES)) if len(known) else np.zeros(len(rows), bool)
    columns = {
        "value": texts if len(rows) == len(texts) else texts.take(pa.array(rows)),
        "status": pa.repeat(str(Status.VALID), len(rows)), "local": local, "domain": domain,
        "is_role": pa.array(["false", "true"]).take(pa.array(role.view(np.int8))),
    }  # fmt: skip
    return Settled(rows, columns | _slips(local, meant, which))


def _slips(local: pa.Array, meant: pa.Array, which: npt.NDArray[np.int32]) -> dict[str, pa.Array]:
    """Return the problem and the suggestion of addresses whose domain may be a slip of the one that is meant.

    Parameters
    ----------
    local
        What stands before the @ of each address.
    meant
        For some domains the ones they may be slips of, null for the others.
    which
        Which of these each address has.
    """
    at = np.flatnonzero(np.asarray(meant.is_valid()).take(which))
    if not len(at):
        return {}
    held = pc.binary_join_element_wise(local.take(pa.array(at)), meant.take(pa.array(which[at])), "@")
    problem = pa.repeat(str(Reason.LIKELY_TYPO), len(at))
    return {"problem": _spread(problem, at, len(which)), "suggestion": _spread(held, at, len(which))}


def _spread(some: pa.Array, rows: npt.NDArray[np.int64], size: int) -> pa.Array:
    """Return strings with nulls between them, each in its row.

    >>> _spread(pa.array(["a", "b"]), np.array([0, 2]), 4).to_pylist()
    ['a', None, 'b', None]
    """
    valid, lengths = np.zeros(size, bool), np.zeros(size + 1, np.int32)
    valid[rows], lengths[1 + rows] = True, pc.binary_length(some)
    held = pa.py_buffer(np.packbits(valid, bitorder="little")), pa.py_buffer(np.cumsum(lengths, dtype=np.int32))
    return pa.StringArray.from_buffers(size, held[1], some.buffers()[2], held[0])


class _Parts:
    """What stands before and behind the only @ of some of many strings.

    >>> parts = _Parts(pa.array(["ann@x.org", "a@@", "b@y.org"]), np.array([0, 2]))
    >>> parts.before(np.array([0, 2])).to_pylist(), parts.behind(np.array([2])).to_pylist()
    (['ann', 'b'], ['y.org'])
    """

    def __init__(self, texts: pa.Array, rows: npt.NDArray[np.int64]) -> None:
        size = len(texts)
        _, held, data = texts.buffers()
        offsets = np.frombuffer(held, np.int32)[texts.offset : texts.offset + size + 1] if size else _NO_OFFSETS
        signs = offsets[0] + np.flatnonzero(np.frombuffer(data or b"", np.uint8)[offsets[0] : offsets[-1]] == ord("@"))
        if len(rows) < size:
            # the others may have none or many
            others = np.delete(np.arange(size), rows)
            step = np.zeros(len(signs) + 1, np.int64)
            np.add.at(step, np.searchsorted(signs, offsets[others]), 1)
            np.add.at(step, np.searchsorted(signs, offsets[others + 1]), -1)
            signs = signs[np.cumsum(step)[:-1] == 0]
        # the bytes stay where they are: each address is three strings there
        pieces = np.repeat(offsets, 3)[:-2]
        whole = slice(None) if len(rows) == size else rows
        pieces[1::3][whole], pieces[2::3][whole] = signs, signs + 1
        self._pieces = pa.StringArray.from_buffers(3 * size, pa.py_buffer(pieces), data)

    def before(self, rows: npt.NDArray[np.int64]) -> pa.Array:
        """Return what stands before the @ of some of the strings."""
        return self._pieces.take(pa.array(3 * rows))

    def behind(self, rows: npt.NDArray[np.int64]) -> pa.Array:
        """Return what stands behind it."""
        return self._pieces.take(pa.array(3 * rows + 2))


def _standing(domains: pa.Array) -> tuple[npt.NDArray[np.bool_], pa.Array]:
    """Tell which of some domains of plain labels mail may reach, and the domain each may be a slip of."""
    sure = np.asarray(pc.and_not(pc.ends_with(domains, ".com"), pc.match_substring_regex(domains, NEAR_KNOWN)))
    rest = np.flatnonzero(~sure)
    out, meant = sure.copy(), np.full(len(domains), None, object)
    read = [_read(domain) for domain in domains.take(pa.array(rest)).to_pylist()]
    out[rest] = [stands for stands, _ in read]
    meant[rest] = [name for _, name in read]
    return out, pa.array(meant, pa.string())


@lru_cache(maxsize=65_536)
def _read(domain: str) -> tuple[bool, str | None]:
    """Tell whether mail may reach a domain of plain labels, and the domain it may be a slip of."""
    return has_top_level(domain) and may_exist(domain), meant_domain(domain)


class MailKeys:
    """The keys of addresses, as `Email.keys` names them: in ASCII by columns, the others one by one.

    Parameters
    ----------
    values
        Addresses, null where there is none.
    suggestions
        Addresses that count in their place, null where there is none.
    parts
        What stands before and behind the @ of the values, the domain in lower case; null where that is not known.
    one_by_one
        Returns all keys of some addresses.

    Examples
    --------
    >>> mail, parts = ["Ann.Lee+x@gmail.com", None], (["Ann.Lee+x", None], ["gmail.com", None])
    >>> values, suggestions, local, domain = (pa.array(each, pa.string()) for each in (mail, [None, None], *parts))
    >>> keys = MailKeys(values, suggestions, (local, domain), one_by_one=lambda some: pa.table({}))
    >>> keys.canonical().to_pylist(), keys.local().to_pylist()
    (['annlee@gmail.com', None], ['ann.lee+x', None])
    """

    def __init__(
        self,
        values: pa.Array,
        suggestions: pa.Array,
        parts: tuple[pa.Array, pa.Array],
        *,
        one_by_one: Callable[[list[str]], pa.Table],
    ) -> None:
        self._values, self._suggestions, self._one_by_one = values, suggestions, one_by_one
        self._local, self._domain = parts

    def email(self) -> pa.Array:
        """Return the addresses in lower case."""
        return self._with_others("email", pc.ascii_lower(self._values))

    def local(self) -> pa.Array:
        """Return the local parts, null for those of functions and for the shortest."""
        small = pc.ascii_lower(self._local)
        long = pc.greater_equal(pc.binary_length(small), _SHORTEST_LOCAL)
        own = pc.and_not(long, pc.is_in(small, value_set=_ROLES))
        return self._with_others("local", pc.if_else(own, small, _NOTHING))

    def canonical(self) -> pa.Array:
        """Return the mailboxes, without the signs their providers ignore."""
        bare = small = pc.ascii_lower(self._local)
        canonical, sign = by_distinct(self._domain, _mailbox, 2)
        for mark in ("+", "-"):
            cut = pc.replace_substring_regex(small, rf"(?s)^([^{mark}]+)[{mark}].*$", r"\1")
            bare = pc.if_else(pc.fill_null(pc.equal(sign, mark), fill_value=False), cut, bare)
        bare = pc.if_else(pc.equal(canonical, "gmail.com"), pc.replace_substring(bare, ".", ""), bare)
        return self._with_others("canonical", pc.binary_join_element_wise(bare, canonical, "@"))

    @cached_property
    def _others(self) -> npt.NDArray[np.bool_]:
        """Tell which addresses are not in ASCII or not known by their parts, or are suggestions."""
        held = pc.or_(pc.is_valid(self._values), pc.is_valid(self._suggestions))
        others = np.asarray(pc.and_not(held, pc.and_(pc.is_valid(self._values), pc.is_valid(self._local))))
        if not _all_ascii(self._values):
            others |= np.asarray(pc.invert(pc.fill_null(pc.string_is_ascii(self._values), fill_value=True)))
        return others

    @cached_property
    def _keys_of_others(self) -> tuple[pa.Array, pa.Table]:
        rows = pa.array(np.flatnonzero(self._others))
        codes = pc.coalesce(self._values.take(rows), self._suggestions.take(rows)).dictionary_encode()
        return codes.indices, self._one_by_one(codes.dictionary.to_pylist())

    def _with_others(self, name: str, keys: pa.Array) -> pa.Array:
        if not self._others.any():
            return keys
        indices, others = self._keys_of_others
        return pc.replace_with_mask(keys, pa.array(self._others), others.column(name).combine_chunks().take(indices))


def _all_ascii(texts: pa.Array) -> bool:
    """Tell at one look over their bytes whether strings hold ASCII alone.

    >>> _all_ascii(pa.array(["a", None])), _all_ascii(pa.array(["é"]))
    (True, False)
    """
    data = texts.buffers()[2]
    return data is None or not len(texts) or int(np.frombuffer(data, np.uint8).max(initial=0)) < _FIRST_BEYOND_ASCII


def _mailbox(domain: str) -> tuple[str, str | None]:
    """Return the domain one is an alias of, and the sign its provider parts a tag with."""
    canonical = ALIASES.get(domain, domain)
    return canonical, "+" if canonical in TAGGED else "-" if canonical in DASH_TAGGED else None

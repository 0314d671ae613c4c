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

from custdq.errors import Status
from custdq.fields.bulk import Settled, by_distinct
from custdq.fields.email_domain import NEAR_KNOWN, meant_domain
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


def settle_mail(texts: pa.Array) -> Settled:
    """Settle plain addresses in their standard form.

    >>> settled = settle_mail(pa.array(["ann.lee@example.com", "Ann@example.com", "info@example.com", "none@none.com"]))
    >>> settled.rows.tolist(), settled.columns["is_role"].to_pylist()
    ([0, 2], ['false', 'true'])
    """
    short = pc.less_equal(pc.binary_length(texts), _LONGEST)
    rows = np.flatnonzero(np.asarray(pc.and_(short, pc.match_substring_regex(texts, _PLAIN))))
    some = texts if len(rows) == len(texts) else texts.take(pa.array(rows))
    local, domain = _parts(some)
    domains = domain.dictionary_encode()
    kept = _standing(domains.dictionary).take(np.asarray(domains.indices))
    known = np.flatnonzero(np.asarray(pc.is_in(local, value_set=_KNOWN)))
    role = np.zeros(len(rows), bool)
    role[known] = np.asarray(pc.is_in(local.take(pa.array(known)), value_set=_ROLES))
    kept[known] &= ~np.asarray(pc.is_in(local.take(pa.array(known)), value_set=_NOBODY))
    if not kept.all():
        rows, role = rows[kept], role[kept]
        some, local, domain = (column.filter(pa.array(kept)) for column in (some, local, domain))
    columns = {
        "value": some, "status": pa.repeat(str(Status.VALID), len(rows)), "local": local, "domain": domain,
        "is_role": pa.array(["false", "true"]).take(pa.array(role.view(np.int8))),
    }  # fmt: skip
    return Settled(rows, columns)


def _parts(addresses: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Return what stands before and behind the only @ of each address.

    >>> [part.to_pylist() for part in _parts(pa.array(["ann@x.org", "b@y.org"]))]
    [['ann', 'b'], ['x.org', 'y.org']]
    """
    size = len(addresses)
    _, held, data = addresses.buffers()
    offsets = np.frombuffer(held, np.int32)[addresses.offset : addresses.offset + size + 1] if size else _NO_OFFSETS
    sign = offsets[0] + np.flatnonzero(np.frombuffer(data or b"", np.uint8)[offsets[0] : offsets[-1]] == ord("@"))
    # the bytes stay where they are: each address is three strings there
    pieces = np.empty(3 * size + 1, np.int32)
    pieces[:-1:3], pieces[1::3], pieces[2::3], pieces[-1] = offsets[:-1], sign, sign + 1, offsets[-1]
    parts = pa.StringArray.from_buffers(3 * size, pa.py_buffer(pieces), data)
    places = np.arange(0, 3 * size, 3)
    return parts.take(pa.array(places)), parts.take(pa.array(places + 2))


def _standing(domains: pa.Array) -> npt.NDArray[np.bool_]:
    """Tell which of some domains of plain labels are such that mail reaches, and no slips of others."""
    sure = np.asarray(pc.and_not(pc.ends_with(domains, ".com"), pc.match_substring_regex(domains, NEAR_KNOWN)))
    rest = np.flatnonzero(~sure)
    out = sure.copy()
    out[rest] = [_stands(domain) for domain in domains.take(pa.array(rest)).to_pylist()]
    return out


@lru_cache(maxsize=65_536)
def _stands(domain: str) -> bool:
    """Tell whether a domain of plain labels is one that mail reaches, and no slip of another."""
    return has_top_level(domain) and meant_domain(domain) is None


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
        plain = pc.fill_null(pc.and_(pc.string_is_ascii(self._values), pc.is_valid(self._local)), fill_value=False)
        held = pc.or_(pc.is_valid(self._values), pc.is_valid(self._suggestions))
        return np.asarray(pc.and_not(held, plain))

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


def _mailbox(domain: str) -> tuple[str, str | None]:
    """Return the domain one is an alias of, and the sign its provider parts a tag with."""
    canonical = ALIASES.get(domain, domain)
    return canonical, "+" if canonical in TAGGED else "-" if canonical in DASH_TAGGED else None

"""Plain addresses of mail a column at a time: small ASCII letters and figures, nothing to repair.

What an address comes to hangs on its domain, and each domain is looked at once. The trap: a local part that stands for
nobody (noemail@) looks as plain as any other; it is left to be read alone.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Status
from custdq.fields.bulk import Settled, by_distinct
from custdq.fields.email_domain import meant_domain
from custdq.reference.mail_providers import ALIASES, DASH_TAGGED, NOBODY, ROLES, TAGGED
from custdq.text.email_address import EmailAddress, ascii_domain, read_address

_PLAIN = r"^(?P<local>[a-z0-9]+(?:[._+-][a-z0-9]+)*)@(?P<domain>[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]{2,})$"
#: Well within what the standard allows an address and the labels of its domain.
_LONGEST = 63
_NOTHING = pa.scalar(None, pa.string())
_SHORTEST_LOCAL = 4


def settle_mail(texts: pa.Array) -> Settled:
    """Settle plain addresses in their standard form.

    >>> settled = settle_mail(pa.array(["ann.lee@example.com", "Ann@example.com", "info@example.com", "none@none.com"]))
    >>> settled.rows.tolist(), settled.columns["is_role"].to_pylist()
    ([0, 2], ['false', 'true'])
    """
    short = pc.less_equal(pc.binary_length(texts), _LONGEST)
    local, domain = pc.extract_regex(pc.if_else(short, texts, _NOTHING), _PLAIN).flatten()
    (known,) = by_distinct(domain, _as_it_stands, 1)
    nobody = pc.is_in(local, value_set=pa.array(sorted(NOBODY)))
    rows = np.flatnonzero(pc.and_(pc.is_valid(known), pc.invert(nobody)).to_numpy(zero_copy_only=False))
    local, domain, value = (column.take(pa.array(rows)) for column in (local, domain, texts))
    role = pc.is_in(local, value_set=pa.array(sorted(ROLES)))
    columns = {
        "value": value, "status": pa.repeat(str(Status.VALID), len(rows)), "local": local, "domain": domain,
        "is_role": pc.if_else(role, "true", "false"),
    }  # fmt: skip
    return Settled(rows, columns)


def _as_it_stands(domain: str) -> tuple[str] | None:
    """Return a domain that is its own standard form and no slip of another."""
    read = read_address(f"a@{domain}")
    return (domain,) if read == EmailAddress("a", domain) and meant_domain(domain) is None else None


def settle_mail_keys(values: pa.Array) -> Settled:
    """Settle the keys of addresses in ASCII, as `Email.keys` names them.

    >>> settled = settle_mail_keys(pa.array(["Ann.Lee+shop@gmail.com", "info@example.com"]))
    >>> settled.columns["canonical"].to_pylist(), settled.columns["local"].to_pylist()
    (['annlee@gmail.com', 'info@example.com'], ['ann.lee+shop', None])
    """
    ascii_only = pc.if_else(pc.string_is_ascii(values), values, _NOTHING)
    local, domain = pc.extract_regex(ascii_only, r"(?s)^(?P<local>.*)@(?P<domain>[^@]*)$").flatten()
    rows = np.flatnonzero(pc.is_valid(local).to_numpy(zero_copy_only=False))
    local, domain = (column.take(pa.array(rows)) for column in (local, domain))
    small = pc.ascii_lower(local)
    as_known, canonical, sign = by_distinct(domain, _domain_keys, 3)
    bare = small
    for mark in ("+", "-"):
        cut = pc.replace_substring_regex(small, rf"(?s)^([^{mark}]+)[{mark}].*$", r"\1")
        bare = pc.if_else(pc.fill_null(pc.equal(sign, mark), fill_value=False), cut, bare)
    dotless = pc.equal(canonical, "gmail.com")
    bare = pc.if_else(dotless, pc.replace_substring(bare, ".", ""), bare)
    nobodys = pc.or_(
        pc.is_in(small, value_set=pa.array(sorted(ROLES))), pc.less(pc.binary_length(small), _SHORTEST_LOCAL)
    )
    columns = {
        "email": pc.binary_join_element_wise(small, as_known, "@"),
        "local": pc.if_else(nobodys, _NOTHING, small),
        "canonical": pc.binary_join_element_wise(bare, canonical, "@"),
    }
    return Settled(rows, columns)


def _domain_keys(domain: str) -> tuple[str, str, str | None]:
    """Return a domain as it is known, the one it is an alias of, and the sign its provider parts a tag with."""
    known = ascii_domain(domain)
    canonical = ALIASES.get(known, known)
    return known, canonical, "+" if canonical in TAGGED else "-" if canonical in DASH_TAGGED else None

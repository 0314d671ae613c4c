"""Domains that look like slips of the finger, and those that cannot exist.

The trap: mail.com and gmial.com are both a letter from gmail.com, and the first exists.
"""

from __future__ import annotations

from functools import lru_cache

from custdq.reference.mail_providers import COMMON, LOOK_ALIKES, PROVIDERS, TOP_LEVEL_SLIPS

#: Known domains long enough that one a letter away is no other.
_COMMON = [known for known in COMMON if len(known) > 7]
_BY_HEAD = {head: [known for known in _COMMON if known[:2] == head] for head in {known[:2] for known in _COMMON}}
_TAILS = tuple(known[3:] for known in _COMMON)
_BY_TAIL = {tail: [known for known in _COMMON if known[3:] == tail] for tail in _TAILS}
#: Domains that a slip of a known one would show: all others may be passed over.
NEAR_KNOWN = f"^(?:{'|'.join(sorted(_BY_HEAD))})|(?:{'|'.join(tail.replace('.', '[.]') for tail in _TAILS)})$"


@lru_cache(maxsize=65_536)
def meant_domain(domain: str) -> str | None:
    """Return the domain that was most likely meant, where this one looks like a slip of the finger.

    >>> meant_domain("gmial.com"), meant_domain("acme.con"), meant_domain("acme.com")
    ('gmail.com', 'acme.com', None)
    """
    name, _, last = domain.rpartition(".")
    if last in TOP_LEVEL_SLIPS:
        return f"{name}.{TOP_LEVEL_SLIPS[last]}"
    second = name.rpartition(".")
    if last == "cn" and second[2] in TOP_LEVEL_SLIPS:
        return f"{second[0]}.com.cn"
    if domain in PROVIDERS or domain in LOOK_ALIKES:
        return None
    if last in ("co", "cm", "om", "cn") and f"{name}.com" in COMMON and last != "cn":
        return f"{name}.com"
    if len(domain) < 8:
        return None
    near = [known for known in _candidates(domain) if _one_slip(domain, known)]
    return near[0] if len(near) == 1 else None


def _candidates(domain: str) -> list[str]:
    """Return known domains one slip may lead to: it spans two letters, and all before and behind them is the same."""
    size = len(domain)
    ahead = [known for known in _BY_HEAD.get(domain[:2], ()) if -2 < len(known) - size < 2]
    behind = [known for begin in (2, 3, 4) for known in _BY_TAIL.get(domain[begin:], ())]
    return [*ahead, *(known for known in behind if known[:2] != domain[:2])] if behind else ahead


def may_exist(domain: str) -> bool:
    """Tell whether a domain may be registered: no top-level name is `con`."""
    name, _, last = domain.rpartition(".")
    return last not in TOP_LEVEL_SLIPS and not (last == "cn" and name.rpartition(".")[2] in TOP_LEVEL_SLIPS)


def _one_slip(one: str, other: str) -> bool:
    """Tell whether one letter was left out, added or changed, or two neighbours swapped."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) == 1

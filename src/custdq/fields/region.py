"""The country a column's values are read in, as a kind was given it.

The trap: a region nobody knows reads every value as if none had been given, and no error says so.
"""

from __future__ import annotations

from collections.abc import Collection

from custdq.errors import OptionError, did_you_mean
from custdq.reference.countries import country_codes


def known_region(kind: str, region: str | None, *, more: Collection[str] = ()) -> str | None:
    """Return a region in capitals; `OptionError` where it is no ISO 3166-1 alpha-2 code and none of `more`.

    >>> known_region("Phone", "cn"), known_region("Phone", None)
    ('CN', None)
    """
    if region is None:
        return None
    code = region.upper()
    if code not in country_codes() and code not in more:
        raise OptionError(
            f'{kind}(region="{region}") is no ISO 3166-1 alpha-2 code. {did_you_mean(code, country_codes())}'
        )
    return code


__all__ = ["known_region"]

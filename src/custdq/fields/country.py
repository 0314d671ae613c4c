"""Countries and territories: ISO 3166-1 alpha-2, from names in Chinese, English and a few in the country's own tongue.

The trap: "Georgia", "Congo" and "Jersey" name two places; a country column is read as countries.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.fields.base import Comparison, Equal, Key, Kind, Level, Parsed, status_of
from custdq.reference.countries import country_codes, country_names, country_of, fold_country

_LABEL = re.compile(r"^(?:国家|國家|国籍|country|nationality)\s*[:：]\s*", re.IGNORECASE)
_TWO_NAMES = re.compile(r"[/|()（）,，]|\s-\s|\s(?=[A-Z]{2,3}$)|(?<=^[A-Z]{2})\s")


@dataclass(frozen=True)
class Country(Kind):
    """A country, as its ISO 3166-1 alpha-2 code.

    Parameters
    ----------
    codes
        True where the column holds codes, so that NA is Namibia; learned where nearly all values have two letters.

    Notes
    -----
    Parts: `alpha3` (ISO 3166-1), `english` and `chinese`, the country's names. A text that names none has no value:
    `not_parsed`.

    Examples
    --------
    >>> Country(codes=True).parse(["NA"]).column("value").to_pylist()
    ['NA']
    >>> Country().parse(["中国", "P.R. China", "UK", "Germany/德国", "Atlantis"]).column("value").to_pylist()
    ['CN', 'CN', 'GB', 'DE', None]
    """

    codes: bool = False

    name: ClassVar[str] = "country"
    part_names: ClassVar[tuple[str, ...]] = ("alpha3", "english", "chinese")
    shared: ClassVar[bool | None] = None

    def is_placeholder(self, text: str) -> bool:
        """Tell whether `text` stands for nothing; among codes, NA is Namibia."""
        return not (self.codes and text == "NA") and super().is_placeholder(text)

    def prepare(self, values: pa.Array) -> Kind:
        """Return the kind knowing whether the column holds codes."""
        texts = [text.strip() for text in pc.unique(values).drop_null().to_pylist()]
        known = sum(text in country_codes() for text in texts if text != "NA")
        return replace(self, codes=self.codes or (known > 2 and known >= 0.9 * (len(texts) - ("NA" in texts))))

    def parse_value(self, text: str) -> Parsed:
        """Parse one country; a cell with two names for one country is read too."""
        code = self._code(_LABEL.sub("", text))
        if code is None:
            found = {self._code(part) for part in _TWO_NAMES.split(text) if fold_country(part)}
            code = found.pop() if len(found) == 1 else None
        if code is None:
            return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
        return Parsed(code, status_of(text, code), None, dict(zip(self.part_names, country_names()[code], strict=True)))

    def _code(self, name: str) -> str | None:
        code = country_of(name)
        # outside a column of codes, N.A. and the like say that there is none
        return None if code == "NA" and not self.codes and len(fold_country(name)) == 2 else code

    def key_functions(self) -> dict[str, Callable[[str], Key]]:
        """Return `country`, the code."""
        return {"country": str}

    def comparison(self) -> Comparison:
        """Return: same country."""
        return Comparison((Level("same country", Equal("country"), "country"),), ("country",))

    def mask(self, value: str) -> str:
        """Return the code as it is: a country names no person."""
        return value

"""Tax and company numbers of Africa.

The trap: several tax offices publish a form and no check digit; for these only the form is judged.
"""

from __future__ import annotations

from custdq.fields.identifier_scheme import Scheme
from custdq.text.checksum import luhn_is_valid, mod_97_10, remainder, weighted_sum


def _ghana(text: str) -> bool:
    check = weighted_sum(text[1:10], range(1, 10)) % 11
    return ("X" if check == 10 else str(check)) == text[10]


def _mozambique(digits: str) -> bool:
    return remainder((8, 9, 4, 5, 6, 7, 8, 9), ten="1")(digits)


def _ninea(text: str) -> bool:
    digits = text[: 7 if len(text) in (7, 10) else 9].zfill(9)
    return weighted_sum(digits, (1, 2) * 4 + (1,)) % 10 == 0


def _tunisia(text: str) -> str:
    """Return a Tunisian number with seven digits in front."""
    head = len(text) - len(text.lstrip("0123456789"))
    return text[:head].zfill(7) + text[head:] if 0 < head < 7 else text


def _tunisian_printed(text: str) -> str:
    return "/".join(filter(None, (text[:7], text[7], text[8:9], text[9:10], text[10:])))


AFRICA_SCHEMES: dict[str, Scheme] = {
    "dz.nif": Scheme(r"\d{15}|\d{20}", None, ("#" * 15, "#" * 20)),
    "eg.tn": Scheme(r"\d{9}", None, ("###-###-###",)),
    "gh.tin": Scheme(r"[PCGQV]00\d{7}[\dX]", _ghana),
    "gn.nifp": Scheme(r"\d{9}", luhn_is_valid, ("###-###-###",)),
    "ke.pin": Scheme(r"[AP]\d{9}[A-Z]", None, ("#" * 11,)),
    "ma.ice": Scheme(r"\d{15}", lambda digits: mod_97_10(digits) == 0, ("#" * 15,)),
    "mz.nuit": Scheme(r"\d{9}", _mozambique, ("### ### ###",)),
    "sn.ninea": Scheme(
        r"\d{7}(?:[0-2][A-Z]\d)?|\d{9}(?:[0-2][A-Z]\d)?",
        _ninea,
        ("#######", "####### ###", "#########", "######### ###"),
    ),
    "tn.mf": Scheme(
        r"\d{7}[A-HJ-NP-TV-Z](?:[ABDNP](?:[CMNP]000|E(?!000)\d{3}))?", None, _tunisian_printed, tidy=_tunisia
    ),
    "za.tin": Scheme(r"[01239]\d{9}", luhn_is_valid, ("##########",)),
    "ng.tin": Scheme(r"\d{8}-?\d{4}|\d{10}"),
}

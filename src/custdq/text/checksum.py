"""Check characters of identifiers: the published algorithms, each a pure function on the compact text.

The trap: a check digit that fits is no proof that the number was ever issued, and one that does not fit is often one
wrong key; format and check digit are therefore judged apart.
"""

from __future__ import annotations

from collections.abc import Sequence

_ALPHANUMERIC = {character: index for index, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
#: GB 32100-2015, table 3: no I, O, S, V, Z.
USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORG_CODE_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def weighted_sum(text: str, weights: Sequence[int]) -> int:
    """Return the sum of digit times weight; letters count A = 10 to Z = 35.

    >>> weighted_sum("123", (1, 2, 3))
    14
    """
    return sum(_ALPHANUMERIC[character] * weight for character, weight in zip(text, weights, strict=False))


def mod_11_2(digits: str) -> str:
    """Return the check character of ISO 7064 MOD 11-2, as GB 11643 puts it at the end of a resident identity number.

    >>> mod_11_2("11010519491231002")
    'X'
    """
    remainder = 0
    for digit in digits:
        remainder = (remainder + int(digit)) * 2 % 11
    check = (12 - remainder) % 11
    return "X" if check == 10 else str(check)


def mod_97_10(text: str) -> int:
    """Return the remainder of ISO 7064 MOD 97-10 over letters and digits; 1 where the check digits fit.

    >>> mod_97_10("3214282912345698765432161182")
    1
    """
    return int("".join(str(_ALPHANUMERIC[character]) for character in text)) % 97


def mod_11_10(digits: str) -> int:
    """Return the check digit of ISO 7064 MOD 11,10 (used by German and Croatian tax numbers).

    >>> mod_11_10("0794")
    5
    """
    product = 10
    for digit in digits:
        product = (int(digit) + product) % 10 or 10
        product = product * 2 % 11
    return (11 - product) % 10


def luhn_is_valid(digits: str) -> bool:
    """Tell whether the last digit is the Luhn check digit (ISO/IEC 7812-1, annex B).

    >>> luhn_is_valid("79927398713"), luhn_is_valid("79927398710")
    (True, False)
    """
    total = sum(int(d) for d in digits[-1::-2]) + sum(sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])
    return total % 10 == 0


def uscc_check(body: str) -> str:
    """Return the 18th character of a unified social credit code from the first 17 (GB 32100-2015, modulus 31).

    >>> uscc_check("91350100M000100Y4")
    '3'
    """
    total = sum(
        USCC_CHARACTERS.index(character) * weight for character, weight in zip(body, _USCC_WEIGHTS, strict=True)
    )
    return USCC_CHARACTERS[(31 - total % 31) % 31]


def org_code_check(body: str) -> str:
    """Return the 9th character of a Chinese organization code from the first 8 (GB 11714-1997, modulus 11).

    >>> org_code_check("D2143569")
    'X'
    """
    check = (11 - weighted_sum(body, _ORG_CODE_WEIGHTS) % 11) % 11
    return "X" if check == 10 else str(check)

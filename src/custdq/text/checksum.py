"""Check characters of identifiers: the published algorithms, each a pure function on the compact text.

The trap: a check digit that fits is no proof that the number was ever issued, and one that does not fit is often one
wrong key; format and check digit are therefore judged apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

_ALPHANUMERIC = {character: index for index, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
#: GB 32100-2015, table 3: no I, O, S, V, Z.
USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_INDEX = {character: index for index, character in enumerate(USCC_CHARACTERS)}
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORG_CODE_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

Check = Callable[[str], bool]


def weighted_sum(text: str, weights: Sequence[int]) -> int:
    """Return the sum of digit times weight; letters count A = 10 to Z = 35.

    >>> weighted_sum("123", (1, 2, 3))
    14
    """
    return sum([_ALPHANUMERIC[character] * weight for character, weight in zip(text, weights, strict=False)])


def digit_sum(digits: str, weights: Sequence[int]) -> int:
    """Return the sum of the digits of digit times weight, as in Luhn's method.

    >>> digit_sum("59", (2, 2))
    10
    """
    products = [int(digit) * weight for digit, weight in zip(digits, weights, strict=False)]
    return sum([product // 10 + product % 10 for product in products])


# --- checks made of weights: each returns a test of the whole compact text -----------------------------------------


def divisible(modulus: int, weights: Sequence[int]) -> Check:
    """Return the check that the weighted sum of all characters is a multiple of `modulus`.

    >>> divisible(11, (2, 7, 6, 5, 4, 3, 2, 1))("23995778")
    True
    """
    return lambda text: weighted_sum(text, weights) % modulus == 0


def remainder(weights: Sequence[int], modulus: int = 11, *, ten: str | None = None) -> Check:
    """Return the check that the last digit is the weighted sum of the others mod `modulus`.

    `ten` is what a remainder of 10 is written as; None: such numbers are not issued.

    >>> remainder((8, 9, 2, 3, 4, 5, 6, 7), ten="0")("111551180")
    True
    """
    return lambda text: _character(weighted_sum(text[:-1], weights) % modulus, ten) == text[-1]


def complement(weights: Sequence[int], modulus: int = 11, *, ten: str | None = None) -> Check:
    """Return the check that the last digit fills the weighted sum of the others up to a multiple of `modulus`.

    >>> complement((7, 9, 10, 5, 8, 4, 2))("70706068")
    True
    """
    return lambda text: _character(-weighted_sum(text[:-1], weights) % modulus, ten) == text[-1]


def _character(check: int, ten: str | None) -> str | None:
    return ten if check == 10 else str(check)


def two_rounds(first: Sequence[int], second: Sequence[int]) -> Check:
    """Return the check of the last digit mod 11 by the first weights, by the second where that gives 10, then 0.

    >>> two_rounds(range(1, 8), range(3, 10))("12345678")
    True
    """

    def check(text: str) -> bool:
        left = weighted_sum(text[:-1], first) % 11
        if left == 10:
            left = weighted_sum(text[:-1], second) % 11 % 10
        return str(left) == text[-1]

    return check


# --- ISO 7064, Luhn, Verhoeff ------------------------------------------------------------------------------------


def mod_11_2(digits: str) -> str:
    """Return the check character of ISO 7064 MOD 11-2, as GB 11643 puts it at the end of a resident identity number.

    >>> mod_11_2("11010519491231002")
    'X'
    """
    left = 0
    for digit in digits:
        left = (left + int(digit)) * 2 % 11
    check = (12 - left) % 11
    return "X" if check == 10 else str(check)


def mod_97_10(text: str) -> int:
    """Return the remainder of ISO 7064 MOD 97-10 over letters and digits; 1 where the check digits fit.

    >>> mod_97_10("3214282912345698765432161182")
    1
    """
    if not text.isdigit():
        text = "".join([character if character.isdigit() else str(_ALPHANUMERIC[character]) for character in text])
    return int(text) % 97


def mod_11_10(digits: str) -> int:
    """Return the check digit of ISO 7064 MOD 11,10 (used by German, Croatian and Serbian tax numbers).

    >>> mod_11_10("0794")
    5
    """
    product = 10
    for digit in digits:
        product = (int(digit) + product) % 10 or 10
        product = product * 2 % 11
    return (11 - product) % 10


def iso_11_10(digits: str) -> bool:
    """Tell whether the last digit is the check digit of ISO 7064 MOD 11,10.

    >>> iso_11_10("134195074")
    True
    """
    return mod_11_10(digits[:-1]) == int(digits[-1])


_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def luhn_is_valid(digits: str) -> bool:
    """Tell whether the last digit is the Luhn check digit (ISO/IEC 7812-1, annex B).

    >>> luhn_is_valid("79927398713"), luhn_is_valid("79927398710")
    (True, False)
    """
    values = [int(digit) for digit in reversed(digits)]
    return (sum(values[::2]) + sum([_DOUBLED[value] for value in values[1::2]])) % 10 == 0


def luhn_36_is_valid(text: str) -> bool:
    """Tell whether the last character is the Luhn mod 36 check character (Indian GST numbers).

    >>> luhn_36_is_valid("27GGLFU3639F1ZE")
    True
    """
    values = [_ALPHANUMERIC[character] for character in reversed(text)]
    return (sum(values[::2]) + sum([sum(divmod(2 * value, 36)) for value in values[1::2]])) % 36 == 0


def letters_to_digits(text: str) -> str:
    """Return text with each letter as its two-digit value, A = 10 to Z = 35 (ISO 6166 and ISO 13616).

    >>> letters_to_digits("US03")
    '302803'
    """
    return "".join([str(_ALPHANUMERIC[character]) for character in text])


# multiplication in the dihedral group D5, and the permutation applied at each place (J. Verhoeff, 1969)
_DIHEDRAL = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_PERMUTATIONS = (
    "0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip


def verhoeff_is_valid(digits: str) -> bool:
    """Tell whether the last digit is the Verhoeff check digit (Indian Aadhaar numbers).

    >>> verhoeff_is_valid("2363"), verhoeff_is_valid("2364")
    (True, False)
    """
    state = 0
    for place, digit in enumerate(reversed(digits)):
        state = int(_DIHEDRAL[state][int(_PERMUTATIONS[place % 8][int(digit)])])
    return state == 0


# --- China -------------------------------------------------------------------------------------------------------


def uscc_check(body: str) -> str:
    """Return the 18th character of a unified social credit code from the first 17 (GB 32100-2015, modulus 31).

    >>> uscc_check("91350100M000100Y4")
    '3'
    """
    total = sum([_USCC_INDEX[character] * weight for character, weight in zip(body, _USCC_WEIGHTS, strict=True)])
    return USCC_CHARACTERS[-total % 31]


def org_code_check(body: str) -> str:
    """Return the 9th character of a Chinese organization code from the first 8 (GB 11714-1997, modulus 11).

    >>> org_code_check("D2143569")
    'X'
    """
    check = (11 - weighted_sum(body, _ORG_CODE_WEIGHTS) % 11) % 11
    return "X" if check == 10 else str(check)

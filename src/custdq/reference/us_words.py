"""Words of American addresses: street suffixes, directionals, units, states, ZIP prefixes and names of places.

The trap: most of these words are names as well (Court and Connecticut, Lake Street and Salt Lake City), so the tables
say what a word may be and the reader decides by where it stands. Keys are upper-case without dots and apostrophes.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from custdq.reference.tables import read_lines


class UsWords(NamedTuple):
    """The tables of USPS Publication 28, each from spelling to standard form."""

    suffixes: dict[str, str]
    #: the suffixes that close a street name and seldom end a town's
    strong: dict[str, str]
    directionals: dict[str, str]
    #: units that need a figure or letter, and units that stand alone
    numbered: dict[str, str]
    standing: dict[str, str]
    states: dict[str, str]
    #: last words of the names of states
    state_ends: frozenset[str]
    #: how many words the longest name of a state has
    longest_state: int
    #: standard suffix -> the word in full
    full: dict[str, str]
    #: words that end the name of a building or a firm's place
    premises: frozenset[str]


@cache
def us_words() -> UsWords:
    """Return the word tables.

    >>> words = us_words()
    >>> words.suffixes["BOULEVARD"], words.directionals["NORTHWEST"], words.numbered["SUITE"], words.states["N MEXICO"]
    ('BLVD', 'NW', 'STE', 'NM')
    """
    groups: dict[str, dict[str, str]] = {name: {} for name in _GROUPS}
    full: dict[str, str] = {}
    for line in read_lines("us_streets.tsv.gz"):
        group, standard, forms = line.split("\t")
        if group not in groups:
            continue
        names = forms.split("|" if group == "state" else " ")
        groups[group].update(dict.fromkeys(names, standard))
        if group in ("suffix", "weak"):
            full[standard] = names[0]
    return UsWords(
        groups["weak"] | groups["suffix"], groups["suffix"], groups["directional"], groups["numbered"],
        groups["standing"], groups["state"], frozenset(name.split(" ")[-1] for name in groups["state"]),
        max(name.count(" ") + 1 for name in groups["state"]), full, frozenset(groups["premise"]),
    )  # fmt: skip


_GROUPS = ("suffix", "weak", "directional", "numbered", "standing", "state", "premise")


@cache
def zip_states() -> dict[str, tuple[str, ...]]:
    """Return the states of the three-figure beginnings of ZIP codes.

    >>> zip_states()["100"], zip_states()["967"]
    (('NY',), ('HI', 'AS'))
    """
    found: dict[str, tuple[str, ...]] = {}
    for line in read_lines("us_streets.tsv.gz"):
        group, code, ranges = line.split("\t")
        for piece in ranges.split() if group == "zip" else ():
            first, _, last = piece.partition("-")
            for prefix in range(int(first), int(last or first) + 1):
                found[f"{prefix:03d}"] = (*found.get(f"{prefix:03d}", ()), code)
    return found


@cache
def us_places() -> dict[str, str]:
    """Return the states, parted by spaces, in which a name is a town, village or part of a city.

    Texts and not sets: fifteen thousand sets would be walked by every pass of the garbage collector.

    >>> us_places()["WALLA WALLA"], "ELM STREET" in us_places()
    ('WA', False)
    """
    found: dict[str, str] = {}
    for line in read_lines("us_places.tsv.gz"):
        state, names = line.split("\t")
        for name in names.split("|"):
            found[name] = f"{found[name]} {state}" if name in found else state
    return found


def zip_in_state(postcode: str, state: str) -> bool:
    """Tell whether a ZIP code may lie in a state.

    >>> zip_in_state("62701", "IL"), zip_in_state("62701", "NY")
    (True, False)
    """
    return state in zip_states().get(postcode[:3], ())


def state_code(text: str) -> str | None:
    """Return the USPS code of a state by its code, name or old abbreviation; None for anything else.

    >>> state_code("N. Carolina"), state_code("Calif."), state_code("New York"), state_code("Ontario")
    ('NC', 'CA', 'NY', None)
    """
    return us_words().states.get(" ".join(text.upper().replace(".", " ").split())) or us_words().states.get(
        text.upper().replace(".", "").strip()
    )

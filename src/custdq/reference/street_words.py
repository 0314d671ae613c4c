"""Words of street addresses in many languages: types of streets, directions, units, floors, labels, links.

The trap: one spelling is several words (`st` street or saint, `pl` place or plac, `d` a house in Russia and a flat in
Turkey), so the table answers which words a spelling may be, and position decides.
"""

from __future__ import annotations

from functools import cache

from custdq.reference.tables import read_lines


@cache
def street_words() -> dict[str, dict[str, dict[str, str]]]:
    """Return group -> spelling -> language -> canonical word.

    >>> street_words()["before"]["bd"]
    {'fr': 'boulevard', 'ro': 'bulevardul'}
    """
    groups: dict[str, dict[str, dict[str, str]]] = {}
    for line in read_lines("street_words.tsv"):
        group, languages, canonical, forms = line.split("\t")
        table = groups.setdefault(group, {})
        spellings = forms.split() if group in _PLAIN else [canonical, *forms.split()]
        for spelling in spellings:
            for language in languages.split():
                table.setdefault(spelling, {}).setdefault(language, canonical)
    return groups


#: groups whose canonical word is only a name for the list
_PLAIN = frozenset({"link", "venue", "corner", "suffix"})

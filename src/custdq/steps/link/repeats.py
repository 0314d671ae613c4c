"""What one field says again where others agree: an address of mail is made of a name, so namesakes share it often.

Fellegi and Sunter's weights add up as if fields were independent. Two strangers of one name have one address of mail
far oftener than two strangers have, and with the size of a table such pairs grow as its square, customers only with
it. So the share of each level is counted once more among strangers who agree on the name, and what the field then tells
less is taken from its weight. The traps: an address that is not made of the name is its bearer's own, whatever pairs
look like; pairs that only the field's own key makes show no stranger who differs in it,
so they are not asked; and where there are few namesakes nothing can be counted, nor is it needed.

Source: Winkler 1993, Armstrong & Mayda 1992 (dependent fields among pairs of two entities).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from custdq.steps.link.block import Candidates
from custdq.steps.link.compare import NOT_ASSESSED, Levels
from custdq.steps.link.encode import Mask
from custdq.steps.link.field import Field, field_places
from custdq.steps.link.frequency import FrequencyTable
from custdq.steps.link.model import Floats, LinkageModel, Repetition
from custdq.steps.link.pairs import Made
from custdq.steps.link.weigh import probability
from custdq.steps.link.weights import WeightTables

#: Fewer pairs of strangers of one name than this show nothing.
FEW_NAMESAKES = 1_000.0

#: Records in which words of the name are looked for, the letters such a word must have, and the share of records that
#: must show one: by chance next to none do.
_SHOWN, _WORD, _MOSTLY = 500, 3, 0.2

#: Pseudo-pairs behind the share of each level, as strangers show it.
_BEHIND = 100.0

#: Parts of a pair that are counted: sums of whole numbers are the same in any order.
_WHOLE = 2**20

_MOST_ROUNDS, _BITS = 100, 0.01

Compared = Sequence[tuple[Made, Levels]]


def repetitions(
    model: LinkageModel,
    compared: Compared,
    *,
    tables: WeightTables,
    candidates: Candidates,
    frequency: FrequencyTable,
) -> tuple[Repetition, ...]:
    """Learn what fields tell less where the names agree.

    Parameters
    ----------
    model, tables
        The fitted model and its weights.
    compared
        Candidate pairs with their levels, all or a sample.
    candidates
        The rules that made them.
    frequency
        The fields, and how common their values are.
    """
    names = tuple(number for number, field in enumerate(frequency.fields) if field.names)
    called = [frequency.fields[number] for number in names]
    told = [n for n, field in enumerate(frequency.fields) if n not in names and _made_of(field, called)]
    out = []
    for number in told if names and compared else ():
        found = [_namesakes(part, number, names, candidates, frequency.fields) for part in compared]
        weighed = [_weighed(part, some, tables, frequency) for part, some in zip(compared, found, strict=True)]
        level = [levels[some, number] for (_, levels), some in zip(compared, found, strict=True)]
        gains = _gains(np.concatenate(weighed), np.concatenate(level), np.array(model.fields[number].u))
        if gains.any():
            others = tuple(frequency.fields[name].name for name in names)
            out.append(Repetition(frequency.fields[number].name, others, tuple(gains.tolist())))
    return tuple(out)


def _made_of(field: Field, called: Sequence[Field]) -> bool:
    """Tell whether a field's values hold words of the records' own names, in a sample of the records."""
    key = next((field.keys[name] for name in field.comparison.present if name in field.keys), None)
    if field.comparison.alike_from is None or key is None or not key.present.any():
        return False
    held = np.flatnonzero(key.present)
    some = held[:: len(held) // _SHOWN + 1]
    texts = key.vocabulary.spelled(key.first[some])
    holds = np.zeros(len(some), bool)
    for spelling in (name for each in called for name in each.keys.values() if len(name.vocabulary)):
        known = np.flatnonzero(spelling.present[some])
        names = spelling.vocabulary.spelled(spelling.first[some[known]])
        for at, name in zip(known.tolist(), names, strict=True):
            holds[at] |= any(len(word) >= _WORD and word in texts[at].casefold() for word in name.casefold().split())
    return bool(holds.mean() >= _MOSTLY)


def _namesakes(
    part: tuple[Made, Levels], number: int, names: Sequence[int], candidates: Candidates, fields: Sequence[Field]
) -> npt.NDArray[np.int64]:
    """Return the pairs that agree on the names, can be compared on a field, and are met without its help."""
    made, levels = part
    alike = levels[:, number] != NOT_ASSESSED
    for name in names:
        alike &= levels[:, name] < fields[name].until_alike
    some = np.flatnonzero(alike)
    place = field_places(fields)
    free = [n for n, rule in enumerate(candidates.rules) if number not in {place[name] for name in rule.fields}]
    met: Mask = np.zeros(len(some), bool)
    for rule in free:
        if rule in made.member:
            met |= made.member[rule][some]
    rest = np.flatnonzero(~met)
    left, right = made.left.take(some[rest]), made.right.take(some[rest])
    for rule in free:
        if len(rest) and candidates.rules[rule].joined:
            met[rest] |= candidates.rules[rule].shares(left, right)
    return some[met]


def _weighed(
    part: tuple[Made, Levels], some: npt.NDArray[np.int64], tables: WeightTables, frequency: FrequencyTable
) -> Floats:
    """Return the log2 odds of some of the pairs."""
    made, levels = part
    shown = levels[some]
    corrections = frequency.columns(shown, made.left.take(some), made.right.take(some))
    member = {rule: held[some] for rule, held in made.member.items()}
    return tables.highest(list(shown.T), corrections, member=member)[0]


def _gains(odds: Floats, level: npt.NDArray[np.uint8], u: Floats) -> Floats:
    """Return what each level tells more, 0 or less (log2 Bayes factor), by what strangers of one name show."""
    gains = np.zeros(len(u))
    for _ in range(_MOST_ROUNDS):
        strange = np.rint((1 - probability(odds + gains[level])) * _WHOLE)
        seen = np.bincount(level, strange, minlength=len(u)) / _WHOLE
        if seen.sum() < FEW_NAMESAKES:
            return np.zeros(len(u))
        share = (seen + _BEHIND * u) / (seen.sum() + _BEHIND)
        before, gains = gains, np.minimum(np.log2(u / share), 0.0)
        if np.abs(gains - before).max() < _BITS:
            break
    return gains

"""Honorific prefixes and suffixes of western names: `Lt. Col.`, `U.S. Magistrate Judge`, `Jr., M.D.`.

The trap: Dean, Earl, Prince, Major and Judge are given or family names as well, and MA, DO, V, BS are names and
initials; such a word is an honorific only where what stands beside it says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from custdq.fields.person_titles import WESTERN_PREFIXES, WESTERN_SUFFIXES
from custdq.text.personal_names import SURELY_GIVEN, name_lean
from custdq.text.width import fold_marks

#: Titles before a western name and the gender they tell; those not in `WESTERN_PREFIXES` begin names of companies too.
_TITLES = WESTERN_PREFIXES | {
    **dict.fromkeys(
        "lord baronet brother father king prince count duke baron earl marquess marquis viscount".split(), "M"
    ),
    **dict.fromkeys("lady sister mother queen princess countess duchess baroness marchioness viscountess".split(), "F"),
    **dict.fromkeys(
        "judge justice general gen colonel col major maj chief president pres sen rep fr sr sig ing dipl "
        "mag pastor bishop cardinal mayor chancellor secretary esq coach officer rt minister consul dean "
        "provost rector canon abbot deacon archdeacon vicar pope marshal constable sheriff commissioner "
        "superintendent inspector detective trooper private seaman ensign commodore cdr ltc ltcol ltgen "
        "ltgov msgt ssgt tsgt gysgt sfc cwo wo pfc spc specialist airman director principal headmaster "
        "chairman chair speaker premier comptroller treasurer ambassadeur dipl-ing mag-judge eng engr adv "
        "advocate barrister solicitor master maestro cantor swami shri smt haji hajj datuk dato tun ustad "
        "cllr councillor councilor councilmember pte pvte lcpl monsignor msgr mgr dom don dona aunt "
        "auntie uncle saint emperor empress tsar czar sultan emir maharaja class majesty highness "
        "holiness eminence grace honor honour lordship ladyship worship excellence docteur dra profa hrh "
        "hm hsh licenciado lic abogado gospodin cpt fltlt ceo cfo cto coo ald alderwoman assemblyman "
        "assemblywoman tem tempore delegate".split(),
        None,
    ),
}
# They belong to a title only where one follows: Senior Judge, US Magistrate Judge, Assistant Vice Chancellor, 1st Lt.
_BEFORE_TITLES = frozenset(
    "the his her your our us u s united states senior chief associate assistant asst deputy vice acting "
    "former district circuit federal state county city superior supreme administrative bankruptcy "
    "appellate municipal high court national first second third 1st 2nd 3rd master staff gunnery petty "
    "warrant flight wing squadron group air rear lance right rt most very royal honorary managing "
    "executive general lieutenant presiding retired police fire junior distinguished under and pro".split()
)
# After them stands a given name where only one word does: Sir Ian, Queen Anne, Father Michael. After others a family.
_BEFORE_GIVEN = frozenset(
    "sir dame king queen prince princess pope father fr brother sister mother sr abbot saint st aunt auntie uncle "
    "tsar czar emperor empress infanta sheikh sheik shaikh emir sultan swami guru don dona doña dom".split()
)
#: Titles that are usual given names, so that one beside a family name is the name: Dean Weiss.
_RATHER_GIVEN = frozenset({"dean", "earl", "marquis"})
_JOINS_TITLES = frozenset({"of", "for", "de", "du"})
# An office goes on with them behind its `of`: President of the Queen's Bench Division, Secretary of State for Defence.
_OF_OFFICE = frozenset(
    "states kingdom state division bench court courts house commons lords navy army force staff defence "
    "defense treasury exchequer rolls parliament council bank union republic realm empire commonwealth "
    "county district city interior affairs justice appeals emirates".split()
)
# Dr. med., Dr. rer. nat., Prof. Dr. h. c. mult.
_FACULTIES = frozenset(
    "med dent vet rer nat phil jur iur theol oec pol habil h c hc mult ing sc techn agr e univ".split()
)
_ANYWHERE = frozenset({"mr", "mrs", "ms", "miss", "mister", "dr", "prof"})
# Letters behind a name that are nothing else; the other suffixes are words, names or initials as well and need a comma,
# points, or capitals of their own.
_SURE_SUFFIXES = frozenset(
    "jr sr jnr snr ii iii iv vii viii 2nd 3rd 4th 5th esq esquire esquires md dds dmd dvm phd dphil llm "
    "llb mba mph mdsc psyd pharmd edd bsc msc cpa cpas cfa facs facp lcsw acsw lmft usmc usaf obe mbe cbe "
    "kbe ret".split()
)
_PHRASES = re.compile(
    r"(?:attorneys?|counsell?ors?|barristers?)[ -]at[ -]law|(?:co-?|successor )?(?:trustees?|ttees?|tte|executors?|"
    r"executrix|administrators?|guardians?|conservators?|custodians?|beneficiary|deceased|decd|esquires?)\b.*|"
    r"justice of the peace|notary public|et\.? ?al\.?|et\.? ?ux\.?|"
    r"the (?:first|second|third|fourth|fifth|elder|younger)",
    re.IGNORECASE,
)
_PHRASE_START = re.compile(
    r"\s(?=(?:attorneys?|counsell?ors?|barristers?)[ -]at[ -]law|(?:co-?)?(?:trustees?|ttees?|tte)\b|"
    r"justice of the peace|notary public|et\.? ?(?:al|ux)\b|the (?:second|third|fourth|elder|younger)$)",
    re.IGNORECASE,
)
# They make degrees with other letters: M.Sc.Ed., B.Sc. (Hons)
_DEGREE_PARTS = frozenset("m b ed eng hons tech edu arch mus phil soc".split())
_ROMAN = re.compile(r"[IVX]{2,}")
_TWO_WORDS = frozenset({("ph", "d"), ("m", "d"), ("d", "d")})
_CREDENTIAL = re.compile(r"(?:[A-Z]\.?(?:[A-Za-z]{0,3}\.?)){2,5}(?:-[A-Z]{1,4})?|[A-Z]{2,6}(?:-[A-Z]{1,4})?")


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """Return a word in small letters without accents, points and marks at its ends.

    >>> fold("Ph.D."), fold("D'Árcy")
    ('phd', "d'arcy")
    """
    plain = word.lower() if word.isascii() else fold_marks(word).casefold()
    return plain.replace(".", "").strip("'’-,")


def is_prefix(word: str) -> bool:
    """Tell whether a word is a title before a name; joined titles count (Lt.Gov., Mag-Judge).

    >>> is_prefix("Dr."), is_prefix("Lt.Gov."), is_prefix("Mag-Judge"), is_prefix("Anna")
    (True, True, True, False)
    """
    folded = fold(word)
    if folded in _TITLES:
        return True
    pieces = [piece for piece in re.split(r"[.\-/]", word.lower()) if piece]
    return len(pieces) > 1 and all(piece in _TITLES or piece in _BEFORE_TITLES for piece in pieces)


def split_prefix(words: Sequence[str]) -> int:
    """Return how many of the first words are an honorific prefix; all of them only where they form a phrase.

    >>> split_prefix("Dr. Anna Weiss".split()), split_prefix("U.S. Magistrate Judge Anna Weiss".split())
    (1, 3)
    >>> split_prefix("Dean Weiss".split()), split_prefix("The Duke of Somewhere".split())
    (0, 4)
    """
    first = fold(words[0])
    if first not in _BEFORE_TITLES and not is_prefix(words[0]):
        return 0
    end = at = 0
    while at < len(words):
        if is_prefix(words[at]):
            at = end = _after_phrase(words, at)
        elif fold(words[at]) in _BEFORE_TITLES and not (fold(words[at]) == "and" and at == 0):
            at += 1
        else:
            break
    if end == len(words) and not (len(words) > 2 and any(fold(word) in _JOINS_TITLES for word in words)):
        end -= 1
    while end and not _is_meant(words, end):
        end -= 1
    return end


def _after_phrase(words: Sequence[str], at: int) -> int:
    """Return where a title ends that goes on with `of the ...`: Secretary of State, Lord of the Isles."""
    end = at + 1
    if fold(words[at]) in ("dr", "prof", "dipl"):
        while end < len(words) and fold(words[end]) in _FACULTIES and (words[end].islower() or "." in words[end]):
            end += 1
    while end + 1 < len(words) and fold(words[end]) in _JOINS_TITLES:
        end += 1
        if fold(words[end]) in ("the", "our", "his", "her") and end + 1 < len(words):
            end += 1
        end += 1
        while end < len(words) and fold(words[end]) in _OF_OFFICE:
            end += 1
        end = _after_and(words, end)
    return end


def _after_and(words: Sequence[str], end: int) -> int:
    """Return where an office ends that names two places or bodies: Lord of the Isles and the Seas."""
    if end + 1 >= len(words) or fold(words[end]) != "and":
        return end
    if fold(words[end + 1]) == "the":
        return min(end + 3, len(words))
    return end + 2 if (name_lean(words[end + 1]) or 0) <= 0 else end


def _is_meant(words: Sequence[str], end: int) -> bool:
    """Tell whether `end` first words are titles and no names: Dean Robert Weiss, but Dean Weiss."""
    if end > 1 or fold(words[0]) in WESTERN_PREFIXES or "." in words[0]:
        return True
    own, folded = name_lean(words[0]), fold(words[0])
    if own is None or folded not in _TITLES or (own <= 0 and folded not in _RATHER_GIVEN):
        return True
    following = name_lean(words[1]) if len(words) > 1 else None
    if folded in _BEFORE_GIVEN and folded not in ("don", "dom"):
        return following is not None and following >= SURELY_GIVEN
    # an earl has the name of his earldom behind him, never a given name
    alone = len(words) <= 2 or own >= SURELY_GIVEN or folded == "earl"
    return not alone and following is not None and following > 0


def prefix_gender(prefixes: Sequence[str]) -> str | None:
    """Return `M` or `F` where the titles of one name tell it and agree.

    >>> prefix_gender(["Rev.", "Mrs."]), prefix_gender(["Dr."])
    ('F', None)
    """
    genders = {_TITLES.get(fold(word)) for word in prefixes} - {None}
    return genders.pop() if len(genders) == 1 else None


def names_given(prefix: str) -> bool:
    """Tell whether a word alone behind this prefix is a given name (Sir Ian) and no family name (Mr. Weiss).

    >>> names_given("Sir"), names_given("Mr.")
    (True, False)
    """
    return fold(prefix.rsplit(maxsplit=1)[-1]) in _BEFORE_GIVEN


def is_courtesy(word: str) -> bool:
    """Tell whether a word is a title wherever it stands: Weiss Mr Anton.

    >>> is_courtesy("Mr."), is_courtesy("King")
    (True, False)
    """
    return fold(word) in _ANYWHERE


# --- suffixes -------------------------------------------------------------------------------------------------


def is_suffix_piece(piece: str, before: str) -> bool:
    """Tell whether what stands between commas is suffixes, given the piece before the comma.

    >>> is_suffix_piece("Jr.", "Anton Weiss"), is_suffix_piece("LUTC", "Anton Weiss"), is_suffix_piece("J.R.", "Weiss")
    (True, True, False)
    """
    words = piece.split()
    if _PHRASES.fullmatch(piece):
        return True
    several = " " in before.strip()
    mixed = not before.isupper()
    for word in words:
        folded = fold(word)
        if _ROMAN.fullmatch(word) and several:
            continue
        if folded in ("jr", "sr") and "." in word[:-1]:
            return False
        if folded in WESTERN_SUFFIXES and (several or folded in _SURE_SUFFIXES or word.count(".") > 1):
            continue
        if several and mixed and _CREDENTIAL.fullmatch(word) and (name_lean(word) is None or "." in word):
            continue
        return False
    return bool(words)


def split_suffix(words: Sequence[str], *, least: int = 2, more: bool = False) -> int:
    """Return how many of the first words are left when the suffixes at the end are taken off; `least` always stay.

    `more` tells that further suffixes follow behind a comma, so that letters that are no name are suffixes too.

    >>> split_suffix("Anton Weiss Jr. MD".split()), split_suffix("Jack Ma".split()), split_suffix("Anton V I".split())
    (2, 2, 3)
    """
    end = len(words)
    mixed = any(not word.isupper() for word in words)
    while end > least:
        word = words[end - 1]
        if end > least + 1 and (fold(words[end - 2]), fold(word)) in _TWO_WORDS:
            end -= 2
            continue
        listed = more and fold(word) in WESTERN_SUFFIXES and name_lean(word) is None
        numbered = least == 1 and _ROMAN.fullmatch(word)
        if not (listed or numbered or _is_suffix(words, end - 1, mixed=mixed)):
            break
        end -= 1
    return end


def _is_suffix(words: Sequence[str], at: int, *, mixed: bool) -> bool:
    word = words[at]
    folded = fold(word)
    pieces = re.split(r"[.\-/]", word.strip(".").lower())
    if (
        len(folded) > 2
        and len(pieces) > 1
        and at > 1
        and all(piece in WESTERN_SUFFIXES or piece in _DEGREE_PARTS for piece in pieces)
    ):
        return True
    if folded not in WESTERN_SUFFIXES and not _ROMAN.fullmatch(word):
        points = word.count(".") > 1 and len(folded) > 1 and at > 1
        return bool(points and word.isupper() and _CREDENTIAL.fullmatch(word) and len(fold(words[at - 1])) > 1)
    if folded in _SURE_SUFFIXES:
        return True
    if folded in ("v", "i", "x"):
        return "." not in word and folded == "v" and at > 1 and len(fold(words[at - 1])) > 1
    if _ROMAN.fullmatch(word):
        return at > 1
    if (word.isupper() and mixed and len(folded) > 1) or word.count(".") > 1:
        return True
    # letters that are no name, where two words or more stand before: anton weiss crna
    return at > 1 and name_lean(folded) is None and len(folded) > 1


def split_phrase(text: str) -> tuple[str, str | None]:
    """Split a phrase of standing from the end of a name.

    >>> split_phrase("anton weiss attorney at law"), split_phrase("anton weiss")
    (('anton weiss', 'attorney at law'), ('anton weiss', None))
    """
    match = _PHRASE_START.search(text)
    return (text, None) if match is None else (text[: match.start()].rstrip(" ,"), text[match.end() :])


_JOBS = frozenset(
    "manager director president engineer officer executive consultant assistant supervisor founder "
    "cofounder co-founder owner partner coordinator analyst developer accountant buyer agent "
    "representative lead head secretary treasurer administrator architect designer specialist technician "
    "receptionist advisor adviser sales marketing purchasing procurement accounting finance operations "
    "recruiter teacher nurse editor broker realtor clerk foreman planner strategist controller auditor "
    "chairman chairwoman chairperson principal vp svp evp ceo cfo cto coo cio".split()
)


def is_job(piece: str) -> bool:
    """Tell whether what stands behind a comma or a dash is what the person does: Sales Manager, VP of Operations.

    >>> is_job("Sales Manager"), is_job("VP, Operations"), is_job("Anton Weiss")
    (True, True, False)
    """
    words = [fold(word) for word in re.split(r"[\s,&/]+", piece) if word]
    if not any(word in _JOBS for word in words):
        return False
    rest = words[split_prefix(words) :]
    return all(word in _JOBS or word in _BEFORE_TITLES or name_lean(word) is None for word in rest)

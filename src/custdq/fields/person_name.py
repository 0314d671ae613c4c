"""Names of people, Chinese and western.

The trap: a surname alone (王总, 小陈) agrees with everybody of that surname, so it never gives the key `full`; and
沈知远, Zhiyuan Shen and SHEN Zhiyuan are one name in two scripts and two orders.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa

from custdq.errors import Reason, Status
from custdq.fields.base import Absent, Comparison, Equal, Every, Key, Kind, Level, Meet, Parsed, Similar, status_of
from custdq.fields.bulk import Reader, keys_in_bulk
from custdq.fields.organization_cn import read_chinese
from custdq.fields.organization_evidence import is_organization, split_company_contact
from custdq.fields.person_cn import ChinesePerson, behind_name, is_colleague, is_plain_name, read_person
from custdq.fields.person_column import settle_han_keys, settle_han_names
from custdq.fields.person_keys import KEY_NAMES, LIST_KEYS, person_keys
from custdq.fields.person_nobody import is_nobody
from custdq.fields.person_remarks_cn import is_company_and_person
from custdq.fields.person_scripts import read_hangul, read_kana
from custdq.fields.person_western import WesternPerson, is_titled_name, is_usual_name, read_simple, read_western_person
from custdq.fields.settled import settled
from custdq.reference.words import establishments, industries
from custdq.text.clean import is_placeholder
from custdq.text.personal_names import SURELY_GIVEN, name_lean
from custdq.text.pinyin import name_in_pinyin, split_syllables
from custdq.text.script import has_han, script_of, to_simplified
from custdq.text.width import fold_width

_SURE_ORGANIZATION = 0.9
_INITIALS_BEHIND = re.compile(r"[^\W\d]{2,}, ?(?:[A-Z]\.? ?){1,3}")
_MAIL_ALONE = re.compile(r"[<(]?[!-;=?A-~]+@[!-;=?A-~]+\.[A-Za-z]{2,}[>)]?")
_NOT_WORD = re.compile(r"[\W_丨]+")
_ADDRESS_END = re.compile(r"(?:\d|号|室|楼|栋|单元|弄)$")
#: The parts that hold what is not in the value.
_CUT_PARTS = ("prefix", "nickname", "title", "others", "note")
#: Church, Ruth; J. Baker: no organization is written so.
_PERSON_LIKE = re.compile(r"[^\W\d]{2,}, [^\W\d,]{2,}(?: [^\W\d]\.?)?|(?:[A-Z]\.? ){1,2}[A-Z][^\W\d]+")
_NOT_NAME = re.compile(r"[\s,&]+")
_BESIDE = re.compile(r"(?<![^\W\d])([^\W\d]+)\.?\s*&\s*([^\W\d]+)")


@dataclass(frozen=True)
class PersonName(Kind):
    """Name of a person: Chinese in simplified characters without spaces, western as given, middle, family.

    Names with dots (伊莎贝拉·罗西, 古丽·买买提) have the given name first, the family or father's name last; clans of
    Manchus and Mongols (富察·明瑞) are family names in front. The value keeps the dots and their order.

    Notes
    -----
    Parts: `family`, `given`, `middle`; `prefix` (Dr.) and `suffix` (Jr.); `nickname`; `title`, what somebody is or does
    (经理, Sales Manager); `gender_hint` (M or F) where a title or remark tells; `script` of the value (han, latin,
    mixed, other); `pinyin` of a Chinese name, family name first; `others`, further people of the cell with `;`
    between; `note`, what else stood in it. Prefix, title, nickname and note are not in the value.

    Problems: `not_a_name` (a company, digits) leaves no value; `title_removed`, `extra_text`, `cell_split` (a company
    beside the name), `several_values`, `masked` (王*), `script_converted` and `reformatted` come with one.

    The order of western names is told by how often a word is a given or a family name
    (`custdq.text.personal_names`), that of pinyin by its syllables (`custdq.text.pinyin`).

    Examples
    --------
    >>> PersonName().parse(["陈 强 先生", "Hartwell, Nora", "王总"]).column("value").to_pylist()
    ['陈强', 'Nora Hartwell', '王']
    """

    name: ClassVar[str] = "person_name"
    part_names: ClassVar[tuple[str, ...]] = (
        "family", "given", "middle", "prefix", "suffix", "nickname", "title", "gender_hint", "script", "pinyin",
        "others", "note",
    )  # fmt: skip
    names_identity: ClassVar[bool] = True
    identifying: ClassVar[float] = 0.4
    blocking_keys: ClassVar[tuple[str, ...]] = ("full", "pinyin", "letters", "phonetic", "given")
    keyed_parts: ClassVar[tuple[str, ...]] = ("family", "given")

    def is_placeholder(self, text: str) -> bool:
        """Tell whether `text` stands for nothing; Na, Nan and Nil are names."""
        return is_placeholder(text, name=True)

    def column_readers(self) -> tuple[Reader, ...]:
        """Return the reader of plain Chinese names."""
        return (settle_han_names,)

    def parse_value(self, text: str) -> Parsed:
        """Parse one personal name."""
        if is_nobody(to_simplified(text)):
            return Parsed(None, Status.MISSING, Reason.PLACEHOLDER)
        parsed = settled(text, self._parse, stands_for_nothing=self.is_placeholder)
        if parsed.value is not None and is_nobody(parsed.value):  # a title is all that was left
            return Parsed(None, Status.INVALID, Reason.NOT_A_NAME)
        return _nothing_lost(text, parsed)

    def _parse(self, text: str) -> Parsed:
        quick = _parse_plain(text)
        if quick is not None:
            return quick
        if not any(char.isalpha() for char in text) or _MAIL_ALONE.fullmatch(text):
            return Parsed(None, Status.INVALID, Reason.NOT_A_NAME)
        if is_usual_name(text) or is_colleague(text):
            return _parse_script(text)
        company, contact = split_company_contact(text)
        if contact is not None and company is not None:
            inner = self._parse(contact)
            return inner._replace(
                status=Status.REPAIRED, problem=Reason.CELL_SPLIT, parts={**inner.parts, "note": company}
            ) if inner.value else inner  # fmt: skip
        if company is not None and _is_company(text):
            return Parsed(None, Status.INVALID, Reason.NOT_A_NAME)
        return _parse_script(text)

    def value_keys(self, parsed: Parsed) -> dict[str, Key]:
        """Return the keys of `KEY_NAMES`."""
        family, given = (parsed.parts.get(name) or "" for name in self.keyed_parts)
        return dict.fromkeys(KEY_NAMES) | person_keys(parsed.value or "", family, given)

    def keys(self, parsed: pa.Table) -> dict[str, pa.Array]:
        """Return the keys of a column, computed once per distinct name and parts."""
        columns = [parsed.column(name).combine_chunks() for name in ("value", "family", "given")]
        joined = pa.compute.binary_join_element_wise(
            *[pa.compute.fill_null(column, "") for column in columns], "\x1f", null_handling="replace"
        )
        return keys_in_bulk(joined, (settle_han_keys,), _keys_one_by_one, schema=_KEY_SCHEMA)

    def comparison(self) -> Comparison:
        """Return the levels of agreement, strongest first."""
        return Comparison(
            (
                Level("same name", Equal("full"), "full"),
                Level("same name in Chinese and in latin letters", Every((Meet("pinyin"), Absent("han"))), "pinyin"),
                Level("sounds the same", Meet("pinyin"), "pinyin"),
                Level(
                    "same name as Taiwan or Hong Kong spell it", Every((Meet("romanized"), Absent("han"))), "romanized"
                ),
                Level("same characters in another order or doubled", Equal("letters"), "letters"),
                Level("same family name, familiar form of the given name", Equal("root"), "root"),
                Level("same given name; one gives no family name", Every((Equal("given"), Absent("family"))), "given"),
                Level("same family name and initial", Every((Equal("initials"), Absent("spelled_given"))), "initials"),
                Level("its initial", Every((Equal("opening"), Absent("spelled_out"))), "opening"),
                Level("very similar spelling", Similar("latin", "jaro_winkler", 0.92)),
                Level("same words, some missing", Similar("latin", "token_set", 1.0)),
                Level("same sound in English", Equal("phonetic")),
                Level("similar spelling", Similar("latin", "jaro_winkler", 0.85)),
                Level(
                    "only the family name, the same", Every((Equal("family_sound"), Absent("given"))), "family_sound"
                ),
                Level("same family name", Equal("family"), "family"),
                Level("same given name", Equal("given"), "given"),
            ),
            present=("full", "family", "given"),
            conflict_from="same family name",
        )

    def mask(self, value: str) -> str:
        """Keep the first character of each word: 李**, J*** S****."""
        if has_han(value):
            return value[:1] + "*" * max(len(value) - 1, 1)
        return " ".join(word[:1] + "*" * max(len(word) - 1, 1) for word in value.split())


_KEY_SCHEMA = pa.schema([(key, pa.list_(pa.string()) if key in LIST_KEYS else pa.string()) for key in KEY_NAMES])


def _keys_one_by_one(joined: Sequence[str]) -> pa.Table:
    rows = [person_keys(*text.split("\x1f")) for text in joined]
    columns = [pa.array([row.get(field.name) for row in rows], field.type) for field in _KEY_SCHEMA]
    return pa.table(columns, schema=_KEY_SCHEMA)


def _nothing_lost(text: str, parsed: Parsed) -> Parsed:
    """Put the whole text into the note where value and parts hold fewer letters and figures than it."""
    if parsed.value is None or parsed.value == text:
        return parsed
    kept = [parsed.value, *(parsed.parts.get(name) or "" for name in _CUT_PARTS)]
    if len(_NOT_WORD.sub("", fold_width(text))) <= len(_NOT_WORD.sub("", fold_width("".join(kept)))):
        return parsed
    return parsed._replace(parts={**parsed.parts, "note": text})


def _parse_plain(text: str) -> Parsed | None:
    """Parse a name that plainly is one, without looking further; None for any other."""
    if is_plain_name(text):
        parts = {"family": text[0], "given": text[1:], "script": "han", "pinyin": name_in_pinyin(text[0], text[1:])}
        return Parsed(text, Status.VALID, None, parts)
    simple = read_simple(text)
    if simple is None:
        return None
    given, middle, family = simple
    return Parsed(text, Status.VALID, None, {"family": family, "given": given, "middle": middle, "script": "latin"})


def _parse_script(text: str) -> Parsed:
    if has_han(text):
        return _parse_han(text)
    if not text.isascii() and (found := read_hangul(text) or read_kana(text)) is not None:
        return _of_script(text, *found)
    return _parse_western(text)


def _of_script(text: str, value: str, family: str | None, given: str | None, title: str | None) -> Parsed:
    parts = {"family": family, "given": given, "title": title, "script": script_of(value)}
    problem = None if value == text else Reason.TITLE_REMOVED if title else Reason.REFORMATTED
    return Parsed(value, status_of(text, value), problem, parts)


def _parse_han(text: str) -> Parsed:
    person = read_person(text)
    if person is None or not person.name:
        return Parsed(None, Status.INVALID, Reason.NOT_A_NAME)
    parts = {
        "family": person.family, "given": person.given, "middle": person.middle, "title": person.title,
        "gender_hint": person.gender,
        "nickname": person.nickname, "note": person.note, "others": person.others, "script": script_of(person.name),
        "pinyin": _pinyin_of(person),
    }  # fmt: skip
    problem = _han_problem(text, person)
    return Parsed(person.name, Status.VALID if problem is None else Status.REPAIRED, problem, parts)


def _pinyin_of(person: ChinesePerson) -> str | None:
    """Spell a Chinese name in pinyin; names of other peoples, told by a dot, a space or letters, are read otherwise."""
    if person.family is None or person.spaced or person.dotted or not all(map(has_han, person.name)):
        return None
    return name_in_pinyin(person.family, person.given or "")


def _han_problem(text: str, person: ChinesePerson) -> Reason | None:
    if person.masked:
        return Reason.MASKED
    if person.others is not None:
        return Reason.SEVERAL_VALUES
    if person.title is not None or (person.given is None and person.name != text):
        return Reason.TITLE_REMOVED
    if person.note is not None:
        return Reason.EXTRA_TEXT
    if person.name == text:
        return None
    return Reason.SCRIPT_CONVERTED if to_simplified(text) == person.name else Reason.REFORMATTED


def _is_company(text: str) -> bool:
    sure = is_organization(text)
    if sure is None or sure < _SURE_ORGANIZATION:
        return False
    if has_han(text):
        if is_company_and_person(text):
            return False
        rest = behind_name(text)
        if rest is None or rest == "" or _ADDRESS_END.search(rest):
            return rest is None
        return (is_organization(rest) or 0.0) >= _SURE_ORGANIZATION and not _is_registered(rest)
    return not _names_people(text, sure)


def _is_registered(text: str) -> bool:
    """Tell whether a text is a whole company, with a name of its own before trade and legal form, so that what stands
    apart before it is who works there.
    """
    found = read_chinese(text)
    brand = found.brand or ""
    return found.legal_form is not None and len(brand) > 1 and brand not in industries() | establishments()


def _names_people(text: str, sure: float) -> bool:
    """Tell whether a text with a trade word, `&` or letters like A.B. names people all the same: Ruth Baker, Ann & Tom
    Church.
    """
    if _INITIALS_BEHIND.fullmatch(text):
        return True
    if is_titled_name(text):
        return True
    if sure == 1.0:
        return False
    if _PERSON_LIKE.fullmatch(text):
        return True
    tokens = [word for word in _NOT_NAME.split(text) if len(word.strip(".")) > 1]
    if len(tokens) == 1:
        return name_lean(tokens[0]) is not None
    leans = [name_lean(word) or 0 for word in tokens]
    if "&" in text and is_organization(text.replace("&", " ")) is None:
        beside = [name_lean(word) or 0 for pair in _BESIDE.findall(text) for word in pair]
        return max(beside, default=0) >= SURELY_GIVEN or (text.count(" ") > 2 and min(leans, default=0) >= 0)
    return bool(tokens) and leans[0] >= SURELY_GIVEN


def _parse_western(text: str) -> Parsed:
    person = read_western_person(text)
    case = _case_of(person.name if person.others is None else text)
    parts = {
        "family": case(person.family), "given": case(person.given), "middle": case(person.middle),
        "prefix": person.prefix, "suffix": person.suffix, "nickname": person.nickname, "gender_hint": person.gender,
        "others": case(person.others), "note": person.note, "title": person.title,
    }  # fmt: skip
    names = (parts["given"], parts["middle"], parts["family"])
    value = " ".join(part for part in (*names, person.suffix) if part)
    if person.others is not None:
        value = case(text) or text
    elif not any(names):
        value = text if person.prefix else ""
    if not any(char.isalpha() for char in value):
        return Parsed(None, Status.INVALID, Reason.NOT_A_NAME)
    parts["script"] = script_of(value)
    return Parsed(value, status_of(text, value), _western_problem(text, value, person), parts)


def _western_problem(text: str, value: str, person: WesternPerson) -> Reason | None:
    if person.others is not None:
        return Reason.SEVERAL_VALUES
    if value == text:
        return None
    if person.prefix:
        return Reason.TITLE_REMOVED
    return Reason.EXTRA_TEXT if person.note or person.title else Reason.REFORMATTED


def _case_of(name: str) -> Callable[[str | None], str | None]:
    """Return how words of a name are cased: usual case where it is all in one case, or only the family name is in
    capitals (SHEN Zhiyuan), else as written.
    """
    tokens = name.split()
    if name.islower() and len(tokens) > 1:
        return lambda part: part and " ".join(w if w in _LOWER_PARTICLES else _capital(w) for w in part.split())
    if len(tokens) > 1 and any(token.isupper() and len(token) > 1 for token in tokens):
        shouted = name.isupper()
        return lambda part: (
            part
            and " ".join(
                _capital(word) if word.isupper() and not _kept(word, shouted=shouted) else word
                for word in part.replace(" AND ", " and ").split()
            )
        )
    return lambda part: part


_LOWER_PARTICLES = frozenset("and or de del della di da do dos van von der den la le y e af av bin ibn al".split())


def _capital(token: str) -> str:
    """Capital first letter of each part: o'brien-smith -> O'Brien-Smith, mcdonald -> McDonald."""
    parts = re.split(r"(['’\-.])", token.lower())
    joined = "".join(part[:1].upper() + part[1:] for part in parts)
    return f"Mc{joined[2:].capitalize()}" if joined.startswith("Mc") and len(joined) > 4 else joined


def _kept(token: str, *, shouted: bool) -> bool:
    bare = token.strip(".,")
    if len(bare) == 2 and not shouted:
        return split_syllables(bare) is None  # AB Weiss, but LI Wei
    return len(bare) <= 1 or set(bare) <= set("IVX") or "." in bare or not set(bare) & set("AEIOUY")

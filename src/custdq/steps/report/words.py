"""What codes and names mean, in words a person who keeps customers understands.

The trap: a code without words is noise to the reader, so a test walks the enum and asks each code for its words.
"""

from __future__ import annotations

from typing import NamedTuple

from custdq.errors import Reason


class Words(NamedTuple):
    """What a reason code means, and whether it asks somebody to act (`act`), was put right, or is for information."""

    meaning: str
    act: bool = False


_MEANINGS: dict[Reason, Words] = {
    Reason.PLACEHOLDER: Words("stands for nothing (N/A, 无, -); counted as missing"),
    Reason.NOT_PARSED: Words("cannot be read as this kind of value; kept as it stands", act=True),
    Reason.REFORMATTED: Words("written another way; brought to standard form"),
    Reason.TOO_LONG: Words("far too long to be one value; kept as it stands", act=True),
    Reason.CONTROL_CHARACTERS: Words("held invisible control characters; removed"),
    Reason.AMBIGUOUS: Words("can be read in more than one way", act=True),
    Reason.DIGITS_LOST: Words("digits are lost, most likely rounded by a spreadsheet", act=True),
    Reason.EXCEL_NUMBER: Words("a spreadsheet had turned it into a number; turned back"),
    Reason.EXTRA_TEXT: Words("other text stood in the cell; the value was taken out"),
    Reason.SEVERAL_VALUES: Words("several values in one cell; taken apart"),
    Reason.AREA_CODE_MISSING: Words("landline without its area code; cannot be dialled from elsewhere", act=True),
    Reason.AREA_CODE_INFERRED: Words("area code filled in from the address or the column's other numbers"),
    Reason.REGION_INFERRED: Words("no number of its country; read as one of Taiwan, whose mobiles are written so"),
    Reason.WRONG_LENGTH: Words("too few or too many characters", act=True),
    Reason.MASKED: Words("partly hidden with asterisks at the source", act=True),
    Reason.BAD_FORMAT: Words("does not have the form of this identifier", act=True),
    Reason.BAD_CHECK_DIGIT: Words("its check digit is wrong: mistyped somewhere", act=True),
    Reason.UNKNOWN_SCHEME: Words("no known kind of identifier", act=True),
    Reason.AMBIGUOUS_DAY_MONTH: Words("day and month could be exchanged", act=True),
    Reason.PARTIAL_DATE: Words("only a year or a month"),
    Reason.OUT_OF_RANGE: Words("outside what is possible", act=True),
    Reason.IN_THE_FUTURE: Words("lies in the future", act=True),
    Reason.SENTINEL_DATE: Words("a date that systems write for nothing (1900-01-01); counted as missing if sure"),
    Reason.LUNAR_DATE: Words("a date of the lunar calendar; ask for the solar one", act=True),
    Reason.TIMESTAMP: Words("seconds since 1970; turned into the day, by UTC"),
    Reason.MIXED_TIME_ZONES: Words("times of several zones, or with and without one; compared by UTC", act=True),
    Reason.DIVISION_UNKNOWN: Words("province, city or district not found", act=True),
    Reason.DIVISION_AMBIGUOUS: Words("several places have this name", act=True),
    Reason.DIVISION_RENAMED: Words("an old name of a place; today's name was put"),
    Reason.DIVISION_FILLED: Words("province or city filled in from the rest of the address"),
    Reason.DIVISION_CONFLICT: Words("province, city and district do not belong together", act=True),
    Reason.TITLE_REMOVED: Words("a form of address (先生, Mr) was taken off the name"),
    Reason.LIKELY_TYPO: Words("looks mistyped; the likely meaning is suggested", act=True),
    Reason.SCRIPT_CONVERTED: Words("traditional characters were brought to simplified ones"),
    Reason.NOT_A_NAME: Words("does not look like a name", act=True),
    Reason.CELL_SPLIT: Words("a cell held two things (a company and a contact); taken apart"),
    Reason.NOT_AN_ORGANIZATION: Words("a person's name where a company is asked for", act=True),
    Reason.INFERRED: Words("empty or open; filled in from another field of the record"),
    Reason.BLANK_ROW: Words("a row without any value"),
    Reason.PREFACE_ROW: Words("line above the header"),
    Reason.HEADER_ROW: Words("the row that names the columns"),
    Reason.REPEATED_HEADER: Words("header repeated in the middle; set aside"),
    Reason.TOTAL_ROW: Words("row of totals; set aside"),
    Reason.NOTE_ROW: Words("row with a note; set aside"),
    Reason.TEST_ROW: Words("test entry; set aside"),
    Reason.NOISE_ROW: Words("keyboard noise; set aside"),
    Reason.UNREADABLE_ROW: Words("a line that cannot be read; kept in the findings", act=True),
    Reason.RAGGED_ROW: Words("more or fewer cells than the header", act=True),
    Reason.DUPLICATE_RECORD_ID: Words("a record id that stands on several records", act=True),
    Reason.NOT_A_TABLE: Words("not a table; passed over", act=True),
    Reason.EMPTY_FILE: Words("the file is empty", act=True),
    Reason.HEADER_ONLY: Words("a header and no rows", act=True),
    Reason.UNREADABLE_FILE: Words("the file cannot be read", act=True),
    Reason.UNDECODABLE_BYTES: Words("bytes that no encoding explains; replaced", act=True),
    Reason.NUL_BYTES: Words("held NUL bytes; removed"),
    Reason.ENCODING_UNSURE: Words("the encoding is a guess: look whether the text reads well", act=True),
    Reason.ATTACHED_TABLE: Words("no customer list (orders, tickets); attached, not mixed in"),
    Reason.EMPTY_COLUMN: Words("a column without any value"),
    Reason.COLUMN_UNSURE: Words("what the column holds is a guess: confirm it in custdq.toml", act=True),
    Reason.GENDER_CONFLICT: Words("gender and resident id disagree", act=True),
    Reason.BIRTHDAY_CONFLICT: Words("birthday and resident id disagree", act=True),
    Reason.UPDATED_BEFORE_CREATED: Words("updated before it was created", act=True),
    Reason.AREA_CODE_CONFLICT: Words("the landline's area code belongs to another city than the address", act=True),
    Reason.POSTCODE_CONFLICT: Words("the postcode belongs to another place than the address", act=True),
    Reason.SOURCES_DISAGREE: Words("sources disagree about the same customer", act=True),
    Reason.TYPE_UNKNOWN: Words("customer type or stage unknown: what is required cannot be told", act=True),
    Reason.NOT_ALLOWED: Words("outside what the expectations allow", act=True),
    Reason.NOT_CONFIRMED: Words("not what the reference says", act=True),
    Reason.NOT_IN_REFERENCE: Words("refers to something that is not in the table it should be in", act=True),
    Reason.PARTIAL_ADDRESS: Words("does not lead to a house: the street, the district or less is all it says"),
    Reason.RULE_BROKEN: Words("breaks a rule of the expectations", act=True),
    Reason.DECISION_RECORD_GONE: Words("a decision names a record that is gone", act=True),
    Reason.DECISION_UNCLEAR: Words("a decision names a record by what several are called", act=True),
    Reason.DECISIONS_DISAGREE: Words("two decisions give one golden cell different values; neither counts", act=True),
    Reason.STALE: Words("not confirmed for too long", act=True),
    Reason.REQUIRED_MISSING: Words("required and missing", act=True),
    Reason.DUPLICATE_RECORD: Words("the same customer stands here more than once"),
    Reason.CUSTOMER_MISSING: Words("an attached row that names no customer; in no figure", act=True),
    Reason.CUSTOMER_UNKNOWN: Words("an attached row whose customer stands in no record; in no figure", act=True),
    Reason.NEGATIVE_AMOUNT: Words("a negative amount: taken for a refund, lowers the sum and is no purchase"),
    Reason.CANCELLED: Words("cancelled or paid back whole: counted by itself, in no sum"),
}

_DIMENSIONS = {
    "completeness": "what is required is there",
    "accuracy": "what is there is right",
    "consistency": "values agree with each other and between sources",
    "timeliness": "what is there is still current",
    "uniqueness": "each customer stands once",
}
_PARTS = {
    "rules": "the fields of a record fit together",
    "sources": "sources give the same value for the same customer",
    "format": "values came written in the standard form",
    "record": "no customer stands in several records",
    "key": "what should be unique is",
}
_BASES = {
    "mixed": "partly verified, partly valid in form only",
    "validity": "valid in form: an upper bound of accuracy",
    "verified": "verified against a reference or a checked sample",
}


def words_of(code: str) -> Words:
    """Return what a reason code means; a code of another make is put into words as it stands.

    >>> words_of("excel_number").meaning
    'a spreadsheet had turned it into a number; turned back'
    >>> words_of("shoe_size").meaning
    'shoe size'
    """
    known = {str(reason): words for reason, words in _MEANINGS.items()}
    return known.get(str(code), Words(plain(str(code))))


def dimension_words(dimension: str) -> str:
    """Return what a quality dimension asks, in words.

    >>> dimension_words("timeliness")
    'what is there is still current'
    """
    return _DIMENSIONS.get(dimension, "")


def part_words(part: str) -> str:
    """Return what a part of a dimension asks, in words; empty where it needs none.

    >>> part_words("sources")
    'sources give the same value for the same customer'
    """
    return _PARTS.get(part, "")


def basis_words(basis: str | None) -> str:
    """Return what an accuracy score rests on, in words; empty where there is nothing to say.

    >>> basis_words("validity")
    'valid in form: an upper bound of accuracy'
    """
    return _BASES.get(basis or "", plain(basis or ""))


def plain(code: str) -> str:
    """Return a code as words.

    >>> plain("by_owner")
    'by owner'
    """
    return code.replace("_", " ").strip()


def number(value: float) -> str:
    """Return a count with thousands set apart.

    >>> number(29173)
    '29,173'
    """
    return f"{value:,.0f}"


def percent(score: float | None) -> str:
    """Return a score of 0 to 1 as a percentage; null is said so, and a score short of 1 never reads as 100 %.

    >>> percent(0.9512), percent(0.99999), percent(1.0), percent(None)
    ('95.1%', '99.9%', '100%', 'not assessed')
    """
    if score is None:
        return "not assessed"
    if score >= 1:
        return "100%"
    return f"{min(round(score * 100, 1), 99.9):.1f}%"


def points(change: float) -> str:
    """Return the change of a score of 0 to 1 in points with its sign; next to none is said so.

    >>> points(0.0123), points(-0.2), points(0.0001)
    ('+1.2', '−20.0', '±0')
    """
    return "±0" if abs(change) < 0.0005 else f"{100 * change:+.1f}".replace("-", "−")


def signed(weight: float) -> str:
    """Return a match weight (log2 Bayes factor) with its sign.

    >>> signed(13.24), signed(-0.7)
    ('+13.2', '−0.7')
    """
    return f"{weight:+.1f}".replace("-", "−")


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun.

    >>> plural(1, "customer"), plural(2, "entity", "entities")
    ('1 customer', '2 entities')
    """
    return f"{number(count)} {one if count == 1 else many or one + 's'}"

"""What every kind of value answers: parse, parts, keys, levels of agreement, mask.

Adding a kind is one file with one class, one line in `fields/__init__.py` and one test; the conformance test walks
the folder. The trap: a *key* is lossy and only for matching; it must never become the *value*.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import Field, dataclass, is_dataclass
from dataclasses import fields as dataclass_fields
from functools import cache
from typing import Any, ClassVar, Literal, NamedTuple, get_args

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.cells import as_strings
from custdq.errors import OptionError, Reason, Status, did_you_mean, public
from custdq.fields.bulk import FEW, Places, Reader, in_order, read_in_batches, read_in_bulk
from custdq.fields.kind_type import KindType
from custdq.tables import ParsedColumn, column_or_null
from custdq.text.clean import clean_text, is_placeholder
from custdq.text.distinct import distinct_strings

#: A cell longer than this many characters is not parsed: it is kept as it stands and becomes a finding.
MAX_LENGTH = 2_000


#: Share of the rows of a column up to which its distinct values are few.
_FEW_VALUES = 0.1


class Parsed(NamedTuple):
    """What one value came to. `value` is null when nothing valid could be read; `parts` are the kind's parts."""

    value: str | None
    status: Status
    problem: Reason | None = None
    parts: Mapping[str, str | None] = {}


MISSING = Parsed(None, Status.MISSING)

#: A matching key of one value, or several of them.
Key = str | Sequence[str] | None


# --- levels of agreement: what the link step evaluates on pairs, declared here as data -------------------------


@dataclass(frozen=True)
class Equal:
    """Both sides have `key` and it is the same."""

    key: str


@dataclass(frozen=True)
class Meet:
    """`key` is a list on each side and the lists share an element."""

    key: str


Metric = Literal[
    "jaro_winkler", "levenshtein", "osa", "token_set", "token_dice", "rare_words", "figures", "contains", "ratio"
]


@dataclass(frozen=True)
class Similar:
    """Both sides have `key` and their similarity (0 to 1) is at least `at_least`.

    Metrics: jaro_winkler, levenshtein (normalized), osa (normalized, transpositions count once),
    token_set (share of the shorter side's words found in the longer, in any order), token_dice (share of both sides'
    words found in the other), rare_words (the mean of these two, words counted by what they tell: the rarer, the more),
    figures (0 where each side has a number the other lacks, else 1), contains (one holds the other's characters in
    order; `at_least` then bounds shorter length / longer length), ratio (of two numbers of one sign, the one nearer to
    zero by the other).
    """

    key: str
    metric: Metric
    at_least: float

    def __post_init__(self) -> None:
        metrics = get_args(Metric)
        if self.metric not in metrics:
            raise OptionError(f'Similar has no metric "{self.metric}". {did_you_mean(self.metric, metrics)}')
        if not (isinstance(self.at_least, int | float) and 0 <= self.at_least <= 1):
            raise OptionError(f"Similar was given at_least as {self.at_least!r}; expected a similarity from 0 to 1.")


@dataclass(frozen=True)
class Every:
    """All of `tests` hold."""

    tests: tuple[Equal | Meet | Similar | Absent, ...]


@dataclass(frozen=True)
class Absent:
    """`key` is null on at least one side."""

    key: str


Test = Equal | Meet | Similar | Every


@dataclass(frozen=True)
class Level:
    """One agreement level: a label a clerk can read and the test that puts a pair on it.

    `frequency_key` names the key whose value frequency adjusts the weight (rare values agree more strongly).
    """

    label: str
    test: Test
    frequency_key: str | None = None


#: Label of the level of pairs that pass no test.
DIFFERS = "differs"


@dataclass(frozen=True)
class Comparison:
    """Agreement levels of one field, strongest first; a pair that passes none is on the last level, "differs".

    A pair is not assessed (weight 0) where either side lacks every key of `present`.

    `conflict_from` is the label of the first level that means another identity (None: the field knows none). From there
    on a pair is hardly ever one entity, but may well be two of one household, which share what `Kind.shared` marks.

    `alike_from` is the label of the first level that two of one household or of one name may well stand on, though they
    do not share the value (None: from `conflict_from` on): their addresses of mail are made of one family name.
    """

    levels: tuple[Level, ...]
    present: tuple[str, ...]
    conflict_from: str | None = None
    alike_from: str | None = None

    def __post_init__(self) -> None:
        labels = [level.label for level in self.levels]
        if not labels:
            raise OptionError("A comparison was given without levels; expected one at least, the strongest first.")
        again = next((label for label in [*labels, DIFFERS] if [*labels, DIFFERS].count(label) > 1), None)
        if again is not None:
            raise OptionError(f'A comparison has two levels called "{again}". Give each a label of its own.')

    @property
    def labels(self) -> tuple[str, ...]:
        """Level labels, strongest first, the last for pairs that pass no test."""
        return (*(level.label for level in self.levels), DIFFERS)


class Kind(metaclass=KindType):
    """A kind of value. Subclasses are frozen dataclasses whose fields are its options (region, scheme, ...)."""

    name: ClassVar[str]
    part_names: ClassVar[tuple[str, ...]] = ()
    #: keys that are selective enough to block on, most selective first; a list-valued key blocks on each element
    blocking_keys: ClassVar[tuple[str, ...]] = ()
    #: the parts, beside the value, that keys are made of
    keyed_parts: ClassVar[tuple[str, ...]] = ()
    #: keys of which one value may have several, where `keys` is not the kind's own
    list_keys: ClassVar[tuple[str, ...]] = ()
    #: expected share of pairs of records sharing a blocking key that are one entity (0 to 1), before any data
    identifying: ClassVar[float] = 0.2
    #: whether several entities commonly have the same value at once: a household, a firm, a building; None: the
    #: kind does not tell, the data may
    shared: ClassVar[bool | None] = False
    #: whether the values are names of persons or organizations; in the column naming the entity another is another
    names_identity: ClassVar[bool] = False
    #: whether `prepare` counts how often a value stands in the column; it is given each value once otherwise
    counts_values: ClassVar[bool] = False

    @abstractmethod
    def parse_value(self, text: str) -> Parsed:
        """Parse one value that is neither blank nor a placeholder. Never raises."""

    def key_functions(self) -> Mapping[str, Callable[[str], Key]]:
        """Return what makes each matching key of a standard value.

        A kind whose keys need more than the value answers `value_keys` and `keys` itself.
        """
        return {}

    def value_keys(self, parsed: Parsed) -> Mapping[str, Key]:
        """Return the matching keys of one value by name, always the same names; None, or empty, where it has none."""
        value = parsed.value
        return {name: None if value is None else function(value) for name, function in self.key_functions().items()}

    def keys(self, parsed: pa.Table) -> Mapping[str, pa.Array]:
        """Return matching keys by name: string arrays, or list-of-string arrays for keys with several values.

        They are those of `value_keys`, value by value; a test holds a faster way through a column to it.
        """
        return {
            name: key_column(parsed, function, listed=name in self.list_keys)
            for name, function in self.key_functions().items()
        }

    def keys_one_by_one(self, parsed: pa.Table) -> Mapping[str, pa.Array]:
        """Return the matching keys of a short column, value by value."""
        columns = [column_or_null(parsed, name).to_pylist() for name in ("value", *self.keyed_parts)]
        rows = [
            self.value_keys(Parsed(value, Status.VALID, None, dict(zip(self.keyed_parts, parts, strict=True))))
            for value, *parts in zip(*columns, strict=True)
        ]
        return {
            name: _key_array([keys[name] for keys in rows], listed=name in self.list_keys)
            for name in self.value_keys(MISSING)
        }

    @abstractmethod
    def comparison(self) -> Comparison:
        """Return the agreement levels of this kind over the keys of `keys`."""

    @abstractmethod
    def mask(self, value: str) -> str:
        """Return `value` with what identifies a person hidden, for reports."""

    def aspects(self, parsed: pa.Table) -> Mapping[str, tuple[Kind, pa.Table]]:
        """Return the comparisons one column gives: suffix -> (kind, parsed column). Most kinds give one."""
        return {"": (self, parsed)}

    def value_aspects(self, parsed: Parsed) -> Mapping[str, tuple[Kind, Parsed]]:
        """Return what `aspects` does, of one value."""
        return {"": (self, parsed)}

    def options(self) -> dict[str, Any]:
        """Return the options that differ from their default, for TOML."""
        declared: tuple[Field[Any], ...] = dataclass_fields(self) if is_dataclass(self) else ()
        mine = {f.name: (getattr(self, f.name), f.default) for f in declared}
        return {name: value for name, (value, default) in mine.items() if value != default}

    def prepare(self, values: pa.Array) -> Kind:
        """Return the kind with options it learns from the column (a phone's region, a date's order).

        `values` are the column's distinct values, or a dictionary array of all of them where the kind `counts_values`.
        """
        return self

    @public
    def parse(self, values: Any) -> pa.Table:
        """Parse a column, each distinct value once.

        Parameters
        ----------
        values
            Any iterable of values (rows), an Arrow array, or one value; None and NaN are missing.

        Returns
        -------
        pyarrow.Table
            One row a value, in the order given: `value` (string, standard form or null), `status` (valid, repaired,
            invalid, missing), `problem` (reason code or null), then one string column a part.
        """
        return self.parse_column(values).table()

    def parse_column(self, values: Any) -> ParsedColumn:
        """Parse a column as `parse` does; the results are held once a distinct value."""
        text = isinstance(values, pa.ChunkedArray) and pa.types.is_string(values.type)
        codes, distinct, prints = distinct_strings(values if text else as_strings(values))
        as_came = len(distinct) == len(codes)  # no value twice and none missing: the rows stand as they came
        kind = self.prepare(_counted(codes, distinct) if self.counts_values else distinct)
        behind = [] if as_came else [kind._table([MISSING])]
        results, place = read_in_batches(distinct, kind._results, behind=behind)
        if as_came and place is None:
            return ParsedColumn(results, None, distinct, prints)
        results = pa.concat_tables([results, kind._table([MISSING])]).combine_chunks() if as_came else results
        if place is not None and len(place) < _FEW_VALUES * len(codes):
            # few results are put in order sooner than what every row has is numbered anew
            results, place = in_order(results, np.append(place, len(place))), None
        rows = codes if codes.min(initial=0) >= 0 else np.where(codes < 0, np.int32(len(distinct)), codes)
        if place is not None:
            came = np.empty(len(place), np.int64)
            came[place] = np.arange(len(place))
            rows, distinct = np.append(place, len(place)).astype(np.int32).take(rows), distinct.take(pa.array(came))
            prints = None if prints is None else prints.take(came)
        return ParsedColumn(results, rows, distinct, prints)

    def parse_texts(self, distinct: pa.Array) -> pa.Table:
        """Parse distinct strings, at most `BATCH`, plain ones by the kind's `column_readers`.

        Returns
        -------
        pyarrow.Table
            One row a string, in the order given, with the columns of `parse`.
        """
        return in_order(*self._results(distinct))

    def _results(self, distinct: pa.Array) -> tuple[pa.Table, Places | None]:
        """Return results and where the one of each string stands among them, as `read_in_bulk` does."""
        readers = self.column_readers() if len(distinct) >= FEW else ()
        if not readers:
            return self._one_by_one(distinct.to_pylist()), None
        names = ("value", "status", "problem", *self.part_names)
        schema = pa.schema([(name, pa.string()) for name in names])
        return read_in_bulk(distinct, readers, self._one_by_one, schema=schema)

    def column_readers(self) -> tuple[Reader, ...]:
        """Return what parses plain strings of a column as arrays, each exactly as `parse_cell` would."""
        return ()

    def _one_by_one(self, texts: Sequence[str]) -> pa.Table:
        return self._table([*map(self.parse_cell, texts)])

    def _table(self, results: Sequence[Parsed]) -> pa.Table:
        """Return parse results as columns; a call of few cells would spend its time on making them one by one."""
        if len(results) < FEW:
            rows = [(r.value, r.status, r.problem, *map(r.parts.get, self.part_names)) for r in results]
            return pa.Table.from_struct_array(pa.array(rows, _row_type(self.part_names)))
        parts = [result.parts for result in results]
        columns = {
            "value": pa.array([r.value for r in results], pa.string()),
            "status": pa.array([r.status for r in results], pa.string()),
            "problem": pa.array([r.problem for r in results], pa.string()),
        }
        for part in self.part_names:
            columns[part] = pa.array([found.get(part) for found in parts], pa.string())
        return pa.table(columns)

    def parse_cell(self, text: str | None) -> Parsed:
        """Parse one cell as it stands: blank and placeholder are missing, too long is invalid."""
        if text is None:
            return MISSING
        if len(text) > MAX_LENGTH:
            return Parsed(None, Status.INVALID, Reason.TOO_LONG)
        cleaned = clean_text(text)
        if not cleaned:
            return MISSING
        if self.is_placeholder(cleaned):
            return Parsed(None, Status.MISSING, Reason.PLACEHOLDER)
        return self.parse_value(cleaned)

    def parse_alone(self, text: str | None) -> Parsed:
        """Parse one cell as a column of nothing else would be."""
        return self.parse_cell(text)

    def is_placeholder(self, text: str) -> bool:
        """Tell whether `text` stands for nothing (无, N/A, -, 未知)."""
        return is_placeholder(text)


def _counted(codes: npt.NDArray[np.int32], distinct: pa.Array) -> pa.Array:
    """Return a column as a dictionary array, null where the code is none."""
    indices = pc.if_else(pa.array(codes >= 0), pa.array(codes), pa.scalar(None, pa.int32()))
    return pa.DictionaryArray.from_arrays(indices, distinct)


@cache
def _row_type(part_names: tuple[str, ...]) -> pa.DataType:
    return pa.struct([(name, pa.string()) for name in ("value", "status", "problem", *part_names)])


def status_of(raw: str, value: str) -> Status:
    """Return valid where the raw text already is the standard form, else repaired."""
    return Status.VALID if raw == value else Status.REPAIRED


def key_column(parsed: pa.Table, function: Callable[[str], Key], *, listed: bool = False) -> pa.Array:
    """Apply `function` once to each distinct value of a parsed column; null stays null."""
    codes = parsed.column("value").combine_chunks().dictionary_encode()
    results = [function(text) for text in codes.dictionary.to_pylist()]
    return _key_array([*results, None], listed=listed).take(pc.fill_null(codes.indices, len(results)))


def _key_array(keys: Sequence[Key], *, listed: bool) -> pa.Array:
    return pa.array(keys, pa.list_(pa.string()) if listed else pa.string())

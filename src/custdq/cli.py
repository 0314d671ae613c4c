"""The command line: `custdq init | run | standardize | dedupe | score | check | show | explain`. Thin over `commands`.

Exit codes: 0 done or passed, 1 the gate fell short, 2 a wrong call or configuration, 3 could not be evaluated (data
that cannot be read, a gate on a score nobody could assess). The traps: a traceback on a terminal shows customers'
values, so an error is one line; and a gate that could not be evaluated must never end with 0.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from custdq.errors import (
    ConfigError,
    CustdqError,
    OptionError,
    QualityGateError,
    SchemaError,
    SourceError,
    SourceNotFoundError,
    did_you_mean,
)
from custdq.progress import Progress, TerminalProgress, silent

DONE, FELL_SHORT, WRONG_CALL, NOT_EVALUATED = 0, 1, 2, 3
INTERRUPTED = 130

_EXITS = """\
exit codes:
  0  done, or the gate passed
  1  the gate fell short
  2  wrong call or configuration
  3  could not be evaluated"""

Option = Callable[[argparse.ArgumentParser], object]


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Leaves our own line breaks alone and gives options room."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=27)


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, like every other error of custdq."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, formatter_class=_Formatter)

    def error(self, message: str) -> NoReturn:
        """Print one line and leave with the code of a wrong call."""
        self.exit(WRONG_CALL, f"custdq: error: {message}. See: {self.prog} --help\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv
        The arguments after the program's name; None: those of the process.

    Returns
    -------
    int
        The exit code: 0 done or passed, 1 fell short, 2 wrong call or configuration, 3 could not be evaluated.

    Examples
    --------
    >>> main(["run"])
    Traceback (most recent call last):
    SystemExit: 2
    """
    given = list(sys.argv[1:] if argv is None else argv)
    _forgive_narrow_terminals()
    try:
        return _answer(_arguments(given))
    except KeyboardInterrupt:
        return _complain("interrupted", INTERRUPTED)
    except Exception as error:
        if "--debug" in given:
            raise
        return _complain(_said(error), exit_code(error))


class _WithoutPandas:
    """An import hook that says pandas is not installed."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        """Refuse pandas; leave every other module to the usual finders."""
        if name == "pandas":
            raise ModuleNotFoundError("pandas is left out of a check", name=name)


def program() -> int:
    """Run as a program of its own: `custdq` on a terminal.

    The trap: pyarrow loads pandas for any list it is given, and a gate on a thousand rows would wait longer for that
    than for its work. A check makes no data frame, so in a process that does nothing else pandas stays out.
    """
    if sys.argv[1:2] == ["check"] and "pandas" not in sys.modules:
        sys.meta_path.insert(0, _WithoutPandas)
    # imports make many objects and no garbage: looking for some at every seven hundredth costs a tenth of them
    gc.set_threshold(50_000, 20, 20)
    return main()


def exit_code(error: BaseException) -> int:
    """Return the exit code an error stands for.

    >>> exit_code(SourceNotFoundError("no such file")), exit_code(SourceError("locked")), exit_code(ZeroDivisionError())
    (2, 3, 3)
    """
    if isinstance(error, QualityGateError):
        return FELL_SHORT
    if isinstance(error, SourceError) and not isinstance(error, SourceNotFoundError):
        return NOT_EVALUATED
    return WRONG_CALL if isinstance(error, CustdqError | OSError) else NOT_EVALUATED


def _said(error: Exception) -> str:
    if isinstance(error, CustdqError):
        return str(error)
    if isinstance(error, OSError) and error.filename:
        return f'"{error.filename}": {error.strerror or type(error).__name__}'
    # a defect: its message may hold a customer's value, so only its kind and place are said
    return f"{type(error).__name__}{_place(error)}. This is a defect of custdq: run again with --debug and report it"


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f" in {Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}" if trace else ""


def _complain(message: str, code: int) -> int:
    print(f"custdq: error: {' '.join(message.split())}", file=sys.stderr)
    return code


def _forgive_narrow_terminals() -> None:
    """Let a terminal that cannot show a character show a question mark instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _answer(arguments: argparse.Namespace) -> int:
    from custdq import commands

    with _progress(arguments) as progress:
        try:
            answer = getattr(commands, arguments.command)(arguments, progress)
        except (ConfigError, OptionError, SchemaError) as error:
            raise commands.with_its_place(error, arguments) from error
    said = (
        answer.always if getattr(arguments, "quiet", False) else "\n".join(t for t in (answer.text, answer.always) if t)
    )
    if said:
        _say(said)
    return int(answer.code)


def _say(text: str) -> None:
    """Print, also to a reader that went away (head, less): that is no error, and the answer's code stands."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # what is still buffered would make Python complain at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _progress(arguments: argparse.Namespace) -> AbstractContextManager[Progress]:
    watched = sys.stderr.isatty() and not getattr(arguments, "quiet", False)
    return TerminalProgress(sys.stderr) if watched else nullcontext(silent)


# --- what may be written on the command line --------------------------------------------------------------------


class _Command(NamedTuple):
    """One command: its name, what it does, its options."""

    name: str
    does: str
    options: tuple[Option, ...]


def _arguments(words: list[str]) -> argparse.Namespace:
    named = next((word for word in words if not word.startswith("-")), None)
    known = [command.name for command in _COMMANDS]
    if named is not None and named not in known:
        raise OptionError(f'There is no command "{named}". {did_you_mean(named, known)}')
    parser = _parser()
    arguments = parser.parse_args(words)
    if not hasattr(arguments, "command"):
        parser.error("name a command")
    return arguments


def _parser() -> _Parser:
    from custdq import __version__

    listed = "\n".join(f"  {command.name:<12} {command.does}" for command in _COMMANDS)
    parser = _Parser(
        prog="custdq",
        usage="custdq COMMAND FILES [options]",
        description=f"Scattered customer data in, one trusted record per customer out.\n\ncommands:\n{listed}",
        epilog=f"custdq COMMAND --help says more.\n\n{_EXITS}",
    )
    parser.add_argument("--version", action="version", version=f"custdq {__version__}")
    _debug(parser)
    commands = parser.add_subparsers(parser_class=_Parser, help=argparse.SUPPRESS, prog="custdq")
    for command in _COMMANDS:
        does = command.does[:1].upper() + command.does[1:] + "."
        sub = commands.add_parser(command.name, description=does, epilog=_EXITS)
        sub.add_argument("sources", nargs="+", metavar="FILES", help="files, folders or patterns")
        for option in (*command.options, _debug):
            option(sub)
        sub.set_defaults(command=command.name)
    return parser


def _debug(sub: argparse.ArgumentParser) -> None:
    said = "show the traceback of an error (it may show values)"
    sub.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=said)


def _config(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("-c", "--config", metavar="TOML", help="the configuration, as custdq init writes it")


def _region(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--region", metavar="CN", help="country assumed for phones and addresses (default: as the values say)"
    )


def _as_of(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--as-of", type=_day, metavar="DATE", help="day the data is judged on, as 2025-06-30 (default: today)"
    )


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f'"{text}" is not a day; expected one such as 2025-06-30') from error


def _by(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--by", metavar="COLUMN", help="column to group scores by (default: the owner)")


def _show_values(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--show-values", action="store_true", help="show customers' values instead of masking them")


def _quiet(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("-q", "--quiet", action="store_true", help="print nothing but errors")


def _folder_or_target(sub: argparse.ArgumentParser) -> None:
    said = (
        "folder to write everything to (default: out); or where to write the golden records alone: a file (.csv, "
        ".xlsx, .parquet, .json, .jsonl) or a database (sqlite:///crm.db?table=customers, postgresql://user@host/db)"
    )
    sub.add_argument("-o", "--output", default="out", metavar="WHERE", help=said)


def _customer(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("customer", metavar="CUSTOMER", help="an entity id, a record's id, or FILE:ROW")


def _folder_or_file(sub: argparse.ArgumentParser) -> None:
    said = "folder to write to (default: out), or one file, by its ending: .csv, .xlsx, .parquet, .jsonl"
    sub.add_argument("-o", "--output", default="out", metavar="WHERE", help=said)


def _csv(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--csv", action="store_true", help="write CSV that spreadsheets open, instead of Parquet")


def _parts(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--parts", action="store_true", help="write the parts too: address.city, mobile.extension, ...")


def _reports(sub: argparse.ArgumentParser) -> None:
    said = "report to write, by its ending: .json, .xml (JUnit), .md, .html; - prints JSON; may be given several times"
    sub.add_argument("-o", "--output", action="append", default=[], metavar="FILE", help=said)


def _toml(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("-o", "--output", default="custdq.toml", metavar="TOML", help="file to write; - prints it")
    sub.add_argument("--force", action="store_true", help="write over a file that is there")


def _baseline(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--baseline", metavar="FILE", help="scorecard.json of an earlier run, for gates on max_drop")


def _gates(sub: argparse.ArgumentParser) -> None:
    said = "a gate beside those of [gate]: completeness=0.95, or 'mobile.accuracy={min=0.98, warn=0.99, max_drop=0.01}'"
    sub.add_argument("--gate", action="append", default=[], metavar="NAME=MIN", dest="gates", help=said)


def _history(sub: argparse.ArgumentParser) -> None:
    said = "file (.jsonl) this run is appended to: reports show change, trend and alarms, and max_drop compares with it"
    sub.add_argument("--history", metavar="FILE", help=said)


def _strict(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--strict", action="store_true", help="a warning falls short too")


def _pair(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("left", metavar="A", help="one record: its id, or FILE:ROW")
    sub.add_argument("right", metavar="B", help="the other record")


_COMMANDS = (
    _Command("init", "write a custdq.toml to edit, from what the data looks like", (_toml, _region)),
    _Command(
        "run",
        "do everything: standardize, find duplicates, merge, score, report",
        (_config, _folder_or_target, _region, _as_of, _by, _show_values, _quiet),
    ),
    _Command(
        "standardize",
        "bring every value to one standard form",
        (_config, _folder_or_file, _csv, _parts, _region, _as_of, _quiet),
    ),
    _Command(
        "dedupe", "find which records are one customer", (_config, _folder_or_file, _csv, _region, _as_of, _quiet)
    ),
    _Command(
        "score",
        "score the quality of the data",
        (_config, _reports, _region, _as_of, _by, _history, _show_values, _quiet),
    ),
    _Command(
        "check",
        "hold the data against the gate of the configuration",
        (_config, _gates, _reports, _region, _as_of, _by, _baseline, _history, _strict, _show_values, _quiet),
    ),
    _Command("show", "show one customer from all sides, values and all", (_customer, _config, _region, _as_of)),
    _Command("explain", "say why two records match or do not", (_pair, _config, _region, _show_values)),
)

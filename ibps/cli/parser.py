"""The command line itself: commands, options, and the words for each. Imports nothing heavy."""

from __future__ import annotations

import argparse
import gc
import os
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from typing import Any, Final, NoReturn

from ibps import __version__
from ibps.cli.words import HELP

STAGES: Final = ("opening", "issue", "interests", "options", "standards", "consensus", "closing")
SCHEMAS: Final = ("record", "act", "scenario")


class Parser(argparse.ArgumentParser):
    """Says what is wrong in words that cannot act, whatever was typed."""

    def error(self, message: str) -> NoReturn:
        from ibps.core.plain import plain

        super().error(plain(message))


class Form(argparse.RawDescriptionHelpFormatter):
    """Help at the width of the window. argparse would find it out with a module that is slow to start."""

    def __init__(self, prog: str) -> None:
        try:
            columns = os.get_terminal_size().columns
        except OSError:
            columns = 80
        super().__init__(prog, width=max(40, min(columns, 100) - 2))


class Door(Parser):
    """The program's own parser: its help is a page that teaches."""

    def format_help(self) -> str:
        return HELP


class Command(Parser):
    """One command."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given, formatter_class=Form, allow_abbrev=False)


def read(argv: Sequence[str]) -> argparse.Namespace:
    """What was asked for. SystemExit(2) with a sentence on stderr for wrong usage."""
    return parser().parse_args(argv)


def command(asked: argparse.Namespace) -> int:
    """Run the command; its exit code. Each module `ibps.cli.<module>` has `run(asked) -> int`."""
    # What is imported stays to the end, so looking for garbage among it only makes the start slower.
    gc.disable()
    run: Callable[[argparse.Namespace], int] = import_module(f"ibps.cli.{asked.module}").run
    gc.freeze()
    gc.enable()
    return run(asked)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    door = Door(prog="ibps", formatter_class=Form, allow_abbrev=False)
    door.add_argument("--version", action="version", version=f"ibps {__version__}")
    door.add_argument("--sessions", metavar="DIR", type=text, help=SESSIONS)
    door.set_defaults(module="screens", screen="desk")
    commands = door.add_subparsers(metavar="COMMAND", parser_class=Command)

    def add(name: str, module: str, says: str, **defaults: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, description=says)
        # Also after the command, where people type it; there it must not undo what stood before.
        one.add_argument("--sessions", metavar="DIR", type=text, default=argparse.SUPPRESS, help=SESSIONS)
        one.set_defaults(module=module, **defaults)
        return one

    new = add("new", "screens", "Begin a session: team, people and terms as last time.", screen="new")
    new.add_argument("--team", metavar="T", type=text, default="", help="whose session it is")
    new.add_argument("--title", metavar="T", type=text, default="", help="what it is about, in a few words")
    new.add_argument("--example", action="store_true", help="mark it as an invented example, never counted")

    meet = add("meet", "screens", "Go on with a session where it stood.", screen="meet")
    meet.add_argument(
        "file", metavar="FILE", nargs="?", type=text, default="", help=f"{FILE}; else the latest"
    )

    room = add("room", "room", ROOM)
    room.add_argument("file", metavar="FILE", type=text, help=FILE)
    instead = room.add_mutually_exclusive_group()
    instead.add_argument("--text", action="store_true", help="as lines instead, one for each new thing")
    instead.add_argument("--serve", action="store_true", help=SERVE)
    room.add_argument("--port", metavar="N", type=port, default=0, help=PORT)

    review = add("review", "screens", "Look through all sessions, and read one.", screen="review")
    review.add_argument("query", metavar="QUERY", nargs="*", type=text, help=QUERY)

    practice = add("practice", "practice", "Play a case. A practice record can never become a real one.")
    practice.add_argument(
        "scenario",
        metavar="SCENARIO",
        nargs="?",
        type=text,
        default="",
        help="a name from --list, or a .toml file",
    )
    practice.add_argument(
        "--stage", metavar="S", choices=STAGES, default="", help=f"one of {', '.join(STAGES)}"
    )
    either = practice.add_mutually_exclusive_group()
    either.add_argument("--list", action="store_true", help="print the scenarios and stop")
    either.add_argument(
        "--check", metavar="FILE", type=text, help="say what a scenario file still needs, and stop"
    )

    show = add("show", "show", "One session as text: the answer, the minutes, and what led there.")
    show.add_argument("file", metavar="FILE", type=text, help=FILE)
    show.add_argument("--history", action="store_true", help="every entry of the journal, in words")
    show.add_argument("--json", action="store_true", help="the same as JSON")
    show.add_argument("--screen", metavar="NAME", type=text, default="", help=SCREEN)
    show.add_argument("--on", metavar="DATE", type=day, help="as it stood on that day, such as 2026-03-14")

    listing = add("list", "listing", "The sessions of a folder, newest first. Practice is never among them.")
    listing.add_argument("query", metavar="QUERY", nargs="*", type=text, help=QUERY)
    listing.add_argument("--json", action="store_true", help="the same as JSON")
    listing.add_argument(
        "--on", metavar="DATE", type=day, help="as they stood on that day, such as 2026-03-14"
    )

    due = add("due", "due", DUE)
    due.add_argument("query", metavar="QUERY", nargs="*", type=text, help=OWED)
    due.add_argument("--json", action="store_true", help="the same as JSON")
    due.add_argument("--on", metavar="DATE", type=day, help="as it stood on that day, such as 2026-03-14")

    act = add("act", "act", ACT)
    act.add_argument("file", metavar="FILE", type=text, help=FILE)
    act.add_argument("--new", action="store_true", help="make the file; the first act is StartSession")
    act.add_argument(
        "--keep-times", action="store_true", help='an act may say when it happened: "at", with zone'
    )

    verify = add("verify", "verify", "Replay each file and say whether it adds up to what it says.")
    verify.add_argument(
        "paths", metavar="PATH", nargs="*", type=text, help="files or folders; else all sessions"
    )

    verify.add_argument("--code", metavar="WORDS", type=text, default="", help=CODE)

    recover = add("recover", "recover", RECOVER)
    recover.add_argument("file", metavar="FILE", type=text, help=FILE)
    recover.add_argument("-o", "--out", metavar="OUT", type=text, default="",
                         help="the new file; else one beside FILE")  # fmt: skip
    settings = add("settings", "settings", SETTINGS)
    settings.add_argument("--keys", action="store_true", help="print every action with its key instead")

    schema = add("schema", "schema", "JSON Schema (2020-12) of what is written and read.")
    schema.add_argument("which", metavar="WHICH", nargs="?", choices=SCHEMAS, default="record",
                        help=f"{', '.join(SCHEMAS)}; else record")  # fmt: skip
    return door


SESSIONS: Final = "the folder with the sessions, for this once"
FILE: Final = "a session: its name in the folder, or a path"
QUERY: Final = "words that have to be somewhere in what the list shows, such as: waiting"
OWED: Final = "words that have to be somewhere in the line or in what its session is about, such as: late"
SCREEN: Final = "one view of the screen as lines to be heard: now, room, answer, check, minutes:N1, ..."
CODE: Final = "a closing code from somebody's notes: six words, in quotes"
DUE: Final = """\
What is owed in all sessions: whose yes, answers, replies, tasks, figures, facts, trials
to look at, people to tell, parked items, pages to attest. What is late comes first."""
SERVE: Final = "as a page for browsers on this machine; prints the address"
PORT: Final = "the port for --serve, such as 8080; else one that is free"
ROOM: Final = """\
What the room sees, in a second window: it follows every save and cannot change anything.
b blanks it, q leaves; its bottom line names the other keys. With --text it is lines to be
heard, with --serve a page for browsers on this machine alone; Ctrl+C ends both."""
RECOVER: Final = """\
A new file from what a damaged one still holds: every whole entry up to the damage.
Says what was kept and what is missing. The damaged file is never changed."""
SETTINGS: Final = """\
Say which file holds your own keys and look, and whether all of it holds: IBPS_SETTINGS, else
settings.toml in your configuration folder. Ends with 1 when something in it does not."""
ACT: Final = """\
Add acts to a session. Reads one JSON object a line from stdin, such as
  {"do": "StateInterest", "party": "L", "text": "Know who approves my leave"}
and answers one line for each, after it is on the disk:
  {"ok": true, "n": 12, "gave": ["I3"]}
  {"ok": false, "code": "no_such_party", "says": "There is no party X here."}
`ibps schema act` describes every act. {"do": "Undo"} takes back the last one."""


def text(given: str) -> str:
    """An argument that is text, whatever the shell passed on."""
    try:
        given.encode("utf-8")
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError("this is not text in UTF-8") from None
    return given


def port(given: str) -> int:
    """A port somebody may listen on."""
    if not (given.isascii() and given.isdigit() and 0 < int(given[:6]) < 65536):
        raise argparse.ArgumentTypeError(f"{given!r} is not a port such as 8080")
    return int(given)


def day(given: str) -> date:
    """A day as YYYY-MM-DD."""
    try:
        if len(given) != len("2026-03-14"):
            raise ValueError
        return date.fromisoformat(given)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{given!r} is not a day such as 2026-03-14") from None

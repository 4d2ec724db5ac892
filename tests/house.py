"""The rules of the house as functions of a project's root: each gives, in words, what breaks it."""

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

LONGEST = 400
TOP_LEVEL = frozenset({"pyproject.toml", "README.md", "ibps", "sessions", "tests", "docs"})
STAGES = ("opening", "issue", "interests", "options", "standards", "consensus", "closing")
ONE_FILE_PER_STAGE = (
    "ibps/core/stages/{}.py",
    "ibps/ui/stages/{}.py",
    "ibps/guide/{}.md",
    "tests/core/stages/test_{}.py",
)

ANY = frozenset({"*"})
VERSION = "ibps.__version__"


@dataclass(frozen=True)
class Room:
    """What one part of ibps may import. Its own modules are always allowed; `closed` wins over everything."""

    ours: frozenset[str] = ANY
    third_party: frozenset[str] = ANY
    closed: frozenset[str] = frozenset()
    may_open_files: bool = True


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Every part of ibps has a row: a new part is a decision, not an accident. Names cover what is inside them.
ROOMS = {
    "core": Room(frozenset(), names("pydantic pydantic_core"), may_open_files=False),
    "guide": Room(frozenset(), frozenset()),
    "desk": Room(names("ibps.core"), frozenset(), may_open_files=False),
    "store": Room(
        ANY, closed=names("ibps.desk ibps.ui ibps.web ibps.cli ibps.report ibps.practice textual rich")
    ),
    "report": Room(names(f"ibps.core {VERSION}"), names("rich pydantic_core"), may_open_files=False),
    "practice": Room(names(f"ibps.core ibps.desk ibps.guide {VERSION}"), closed=names("textual tinydb")),
    "ui": Room(
        closed=names("ibps.store ibps.web os pathlib io shutil tempfile sqlite3 tinydb"),
        may_open_files=False,
    ),
    "web": Room(names("ibps.core ibps.ui"), names("aiohttp pydantic_core textual"), may_open_files=False),
    "cli": Room(),
    "__init__": Room(frozenset(), frozenset()),
    "__main__": Room(names("ibps.cli"), frozenset()),
}


def _within(module: str, prefixes: Iterable[str]) -> bool:
    return any(prefix == "*" or module == prefix or module.startswith(f"{prefix}.") for prefix in prefixes)


def _imports(tree: ast.AST, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Line and full name of every import, wherever it stands. `from ibps import x` counts as ibps.x."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = list(package[: len(package) - node.level + 1]) if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            if module == "ibps":
                yield from ((node.lineno, f"ibps.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, module


def _may_import(room: str, rule: Room, module: str) -> bool:
    if _within(module, rule.closed):
        return False
    top = module.partition(".")[0]
    if top == "ibps":
        return _within(module, {f"ibps.{room}"} | rule.ours)
    return top in sys.stdlib_module_names or _within(module, rule.third_party)


def import_breaches(root: Path) -> Iterator[str]:
    """Imports, and files opened, that the table does not allow; and parts of ibps the table does not know."""
    for path in sorted((root / "ibps").rglob("*.py")):
        place = path.relative_to(root)
        room = place.with_suffix("").parts[1]
        if room not in ROOMS:
            yield f"{place}: no row in the table for ibps/{room}"
            continue
        rule = ROOMS[room]
        try:
            tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        except SyntaxError as error:
            yield f"{place}:{error.lineno}: not Python {sys.version_info.major}.{sys.version_info.minor}"
            continue
        for line, module in _imports(tree, place.parent.parts):
            if not _may_import(room, rule, module):
                yield f"{place}:{line}: {room} may not import {module}"
        if not rule.may_open_files:
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
                    yield f"{place}:{node.lineno}: {room} may not open files"


def long_files(root: Path) -> Iterator[str]:
    for folder in ("ibps", "tests"):
        for path in sorted((root / folder).rglob("*.py")):
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > LONGEST:
                yield f"{path.relative_to(root)}: {lines} lines, more than {LONGEST}"


def top_level_differences(root: Path) -> Iterator[str]:
    seen = {path.name for path in root.iterdir() if not path.name.startswith(".")}
    yield from (f"{name} does not belong at the top" for name in sorted(seen - TOP_LEVEL))
    yield from (f"{name} is missing at the top" for name in sorted(TOP_LEVEL - seen))


def missing_stage_files(root: Path) -> Iterator[str]:
    for stage in STAGES:
        for pattern in ONE_FILE_PER_STAGE:
            if not (root / pattern.format(stage)).is_file():
                yield f"{pattern.format(stage)} is missing"


# Each module is imported as if it were the first one: ours and the banned ones are forgotten in between,
# while pydantic stays, which is what makes this fast.
_EACH_ALONE = """
import importlib, sys
root, banned, *modules = sys.argv[1:]
sys.path.insert(0, root)
banned = banned.split()
def strangers(tops):
    return [name for name in sys.modules if name.partition(".")[0] in tops]
for module in modules:
    for name in strangers(["ibps", *banned]):
        del sys.modules[name]
    try:
        importlib.import_module(module)
    except Exception as error:
        print(f"{module} cannot be imported alone: {error!r}")
    found = sorted({name.partition(".")[0] for name in strangers(banned)})
    if found:
        print(f"{module} brings {', '.join(found)}")
"""


def strangers_in_core(root: Path, banned: Sequence[str] = ("textual", "tinydb", "rich")) -> Iterator[str]:
    """Core modules that cannot be imported alone, or that bring a banned package with them by any road."""
    files = sorted((root / "ibps" / "core").rglob("*.py"))
    dotted = (".".join(path.relative_to(root).with_suffix("").parts) for path in files)
    modules = [name.removesuffix(".__init__") for name in dotted]
    if not modules:
        yield "there is no ibps/core"
    yield from _python(_EACH_ALONE, str(root), " ".join(banned), *modules).stdout.splitlines()


_ONE_COMMAND = """
import contextlib, io, sys
root, banned, *arguments = sys.argv[1:]
sys.path.insert(0, root)
code, said = 0, io.StringIO()
with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
    try:
        import ibps.cli
        code = ibps.cli.main(arguments)
    except SystemExit as stop:
        code = stop.code
if code not in (0, None):
    print(f"ended with {code}")
if not said.getvalue().strip():
    print("said nothing")
found = sorted(name for name in sys.modules if name.startswith(tuple(banned.split())))
if found:
    print(f"imports {', '.join(found[:5])}")
"""


def plain_command_breaches(
    root: Path, *arguments: str, banned: str = "textual ibps.ui"
) -> Iterator[str]:
    """A plain command that fails, says nothing, or imports the room's screens on its way.

    One that prints a view needs the view, and so bans Textual alone.
    """
    done = _python(_ONE_COMMAND, str(root), banned, *arguments)
    yield from (f"ibps {' '.join(arguments)}: {line}" for line in done.stdout.splitlines())
    if done.returncode:
        yield f"ibps {' '.join(arguments)}: {done.stderr.strip()}"


def _python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120)

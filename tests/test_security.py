"""What the program never does, read off its source: each rule is shown to find what it is for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.house import names

ROOT: Final = Path(__file__).parent.parent

MODULES: Final = names(
    "subprocess pty multiprocessing concurrent.futures.process pickle marshal shelve dill ctypes cffi code"
    " codeop runpy webbrowser urllib.request http.client http.server ftplib smtplib poplib imaplib xmlrpc"
    " ssl requests httpx shutil tempfile sqlite3 dbm"
)
"""Modules that run programs, make code of data, ask other hosts, or write files in a way of their own."""
NETWORK: Final = names("socket socketserver aiohttp")
SERVES: Final = ("ibps/web/", "ibps/cli/serve.py")
"""Where something may listen; `tests/cli/test_serve.py` says on what."""
CALLS: Final = names("eval exec compile __import__ breakpoint")
RUNS: Final = tuple(names("system popen startfile fork posix_spawn exec spawn create_subprocess"))
LISTENS: Final = names(
    "create_server create_connection create_unix_server create_datagram_endpoint open_connection"
    " start_server start_unix_server"
)
WRITES: Final = names(
    "write_text write_bytes touch makedirs chmod lchmod symlink symlink_to link hardlink_to mknod mkfifo"
)
ALLOWED: Final = {
    "ibps/cli/parser.py: import_module",  # of a command, by the table of commands
    "ibps/store/holder.py: kill",  # asks whether a program is there, and sends it nothing
}


def breaches(root: Path) -> Iterator[str]:
    """What a file of the program does that none may, but for what is allowed above."""
    for path in sorted((root / "ibps").rglob("*.py")):
        place = path.relative_to(root).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            for said in (*_imports(node, place.startswith(SERVES)), *_calls(node, place.startswith(SERVES))):
                yield f"{place}: {said}"


def _imports(node: ast.AST, serves: bool) -> Iterator[str]:
    if isinstance(node, ast.Import):
        found = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and not node.level:
        found = [str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)]
    else:
        return
    banned = MODULES if serves else MODULES | NETWORK
    yield from (name for name in found if name in banned or name.partition(".")[0] in banned)


def _calls(node: ast.AST, serves: bool) -> Iterator[str]:
    if not isinstance(node, ast.Call):
        return
    if isinstance(node.func, ast.Name):
        name, on = node.func.id, ""
    elif isinstance(node.func, ast.Attribute):
        name, on = node.func.attr, ast.unparse(node.func.value)
    else:
        return
    if (not on and name in CALLS) or (name == "import_module" and not _constant(node, 0)):
        yield name
    if on in ("os", "asyncio", "loop") and name.startswith(RUNS):
        yield name
    if name == "kill" or (name in LISTENS and not serves):
        yield name
    if name in WRITES or _makes(node, name, on):
        yield f"{name} writes, not the one writer"


def _makes(node: ast.Call, name: str, on: str) -> bool:
    """Whether a file or a folder is made, or may be, in another way than for its owner alone."""
    if name == "mkdir":
        return not any(word.arg == "mode" and _is(word.value, 0o700) for word in node.keywords)
    if name != "open":
        return False
    if on == "os":
        reads = len(node.args) == 2 and "CREAT" not in ast.unparse(node.args[1])
        return not (reads or (len(node.args) == 3 and _is(node.args[2], 0o600)))
    mode = [*node.args[1 - bool(on) :][:1], *(word.value for word in node.keywords if word.arg == "mode")]
    return any(isinstance(one, ast.Constant) and set(str(one.value)) & set("wax+") for one in mode)


def _constant(node: ast.Call, at: int) -> bool:
    return len(node.args) > at and isinstance(node.args[at], ast.Constant)


def _is(node: ast.AST, value: int) -> bool:
    return isinstance(node, ast.Constant) and node.value == value


def test_no_file_of_the_program_does_what_none_may() -> None:
    assert set(breaches(ROOT)) == ALLOWED


@pytest.mark.parametrize(
    "line",
    [
        "import subprocess",
        "from subprocess import run",
        "import pickle",
        "from urllib import request",
        "import socket",
        "from concurrent.futures import process",
        "from aiohttp import web",
        "eval(text)",
        "exec(text)",
        "compile(text, '', 'exec')",
        "__import__(name)",
        "importlib.import_module(name)",
        "os.system('ls')",
        "os.execvp('ls', [])",
        "os.posix_spawn('ls', [], {})",
        "asyncio.create_subprocess_exec('ls')",
        "loop.create_server(Line, host='0.0.0.0')",
        "os.kill(pid, 9)",
        "path.write_text(text)",
        "path.touch()",
        "path.chmod(0o777)",
        "path.mkdir()",
        "path.mkdir(mode=0o755)",
        "os.makedirs(path)",
        "os.open(path, os.O_WRONLY | os.O_CREAT)",
        "os.open(path, os.O_WRONLY | os.O_CREAT, 0o644)",
        "open(path, 'w')",
        "open(path, mode='ab')",
        "path.open('r+')",
        "import shutil",
        "from tempfile import mkstemp",
        "path.symlink_to(other)",
    ],
)
def test_each_rule_finds_what_it_is_for(tmp_path: Path, line: str) -> None:
    file = tmp_path / "ibps" / "store" / "new.py"
    file.parent.mkdir(parents=True)
    file.write_text(
        "import os\nfrom pathlib import Path\nopen(x)\nos.open(x, os.O_RDONLY)\nPath(x).open('rb')\n"
    )
    assert list(breaches(tmp_path)) == []
    file.write_text(line)
    assert len(list(breaches(tmp_path))) >= 1


@pytest.mark.parametrize("line", ["import socket", "loop.create_server(Line)", "from aiohttp import web"])
def test_only_what_serves_the_page_may_listen(tmp_path: Path, line: str) -> None:
    for place in ("ibps/web/server.py", "ibps/cli/serve.py"):
        file = tmp_path / place
        file.parent.mkdir(parents=True)
        file.write_text(line)
    assert list(breaches(tmp_path)) == []

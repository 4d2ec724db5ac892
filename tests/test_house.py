"""Each rule of the house is able to fail: a small house with one fault is found out, and only for that."""

import sys
from pathlib import Path

import pytest

from tests import house


def build(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


ALLOWED = {
    "ibps/__init__.py": "__version__ = '1'",
    "ibps/__main__.py": "from ibps.cli import main",
    "ibps/core/act.py": "import datetime, pydantic\nfrom . import query\nfrom .query import x",
    "ibps/core/query.py": "import pydantic_core\nfrom ibps.core.act import y",
    "ibps/core/stages/issue.py": "from ..act import z\nfrom ibps.core import act",
    "ibps/guide/__init__.py": "from importlib import resources",
    "ibps/desk.py": "from ibps.core.act import y\nfrom typing import Protocol",
    "ibps/store/files.py": "import os, tinydb\nfrom ibps.core import act\nopen('x')",
    "ibps/report/html.py": "import html, rich.table\nfrom ibps import __version__\nfrom ibps.core import act",
    "ibps/practice/player.py": "from ibps import core, desk, guide\nimport tomllib",
    "ibps/ui/window/app.py": "import textual.app\nfrom ibps import core, desk\nself.open(x)",
    "ibps/web/server.py": "import aiohttp\nfrom ibps.ui import projected",
    "ibps/cli/__init__.py": "from ibps import store, ui, web",
}


def test_the_allowed_imports_are_allowed(tmp_path: Path) -> None:
    assert list(house.import_breaches(build(tmp_path, ALLOWED))) == []


@pytest.mark.parametrize(
    ("file", "fault", "said"),
    [
        ("core/a.py", "import textual", "core may not import textual"),
        ("core/a.py", "def f():\n    import rich.table", "core may not import rich.table"),
        ("core/a.py", "from ibps import desk", "core may not import ibps.desk"),
        ("core/a.py", "from .. import store", "core may not import ibps.store"),
        ("core/a.py", "from ..store import files", "core may not import ibps.store"),
        ("core/stages/a.py", "from ...ui import app", "core may not import ibps.ui"),
        ("core/a.py", "import ibps", "core may not import ibps"),
        ("core/a.py", "from ibps import __version__", "core may not import ibps.__version__"),
        ("core/a.py", "import ibps.core_of_others", "core may not import ibps.core_of_others"),
        ("core/a.py", "open('x')", "core may not open files"),
        ("guide/a.py", "import ibps.core", "guide may not import ibps.core"),
        ("desk.py", "import pydantic", "desk may not import pydantic"),
        ("desk.py", "from ibps.store import files", "desk may not import ibps.store"),
        ("store/a.py", "from ibps.desk import Desk", "store may not import ibps.desk"),
        ("store/a.py", "import textual", "store may not import textual"),
        ("report/a.py", "from ibps.guide import load", "report may not import ibps.guide"),
        ("report/a.py", "import tinydb", "report may not import tinydb"),
        ("practice/a.py", "from ibps.store import files", "practice may not import ibps.store"),
        ("ui/a.py", "from ibps.store.files import save", "ui may not import ibps.store.files"),
        ("ui/a.py", "import os.path", "ui may not import os.path"),
        ("ui/a.py", "from ibps.web import sheet", "ui may not import ibps.web"),
        ("web/a.py", "from ibps.store import watch", "web may not import ibps.store"),
        ("web/a.py", "from ibps.desk import Desk", "web may not import ibps.desk"),
        ("web/a.py", "open('x')", "web may not open files"),
        ("ui/a.py", "from pathlib import Path", "ui may not import pathlib"),
        ("ui/stages/a.py", "if TYPE_CHECKING:\n    import io", "ui may not import io"),
        ("ui/a.py", "open('x')", "ui may not open files"),
        ("__init__.py", "import ibps.core", "__init__ may not import ibps.core"),
        ("core/a.py", "def f(:", "not Python " + ".".join(map(str, sys.version_info[:2]))),
        ("utils.py", "", "no row in the table for ibps/utils"),
    ],
)
def test_a_wrong_import_is_found(tmp_path: Path, file: str, fault: str, said: str) -> None:
    (breach,) = house.import_breaches(build(tmp_path, {f"ibps/{file}": fault}))
    assert breach.endswith(said)
    assert breach.startswith(f"ibps/{file}:")


def test_strangers_in_core_are_found_by_any_road(tmp_path: Path) -> None:
    build(
        tmp_path,
        {
            "ibps/__init__.py": "",
            "ibps/core/__init__.py": "",
            "ibps/core/clean.py": "import json",
            "ibps/core/open.py": "import rich",
            "ibps/core/hidden.py": "__import__('importlib').import_module('tin' + 'ydb')",
            "ibps/core/through.py": "import ibps.core.open",
            "ibps/core/broken.py": "import ibps.core.nowhere",
        },
    )
    broken, hidden, opened, through = house.strangers_in_core(tmp_path)
    assert broken.startswith("ibps.core.broken cannot be imported alone: ModuleNotFoundError")
    assert hidden == "ibps.core.hidden brings tinydb"
    assert opened == "ibps.core.open brings rich"
    assert through == "ibps.core.through brings rich"


def test_a_house_without_a_core_is_found(tmp_path: Path) -> None:
    assert list(house.strangers_in_core(tmp_path)) == ["there is no ibps/core"]


def test_a_long_file_is_found(tmp_path: Path) -> None:
    line = "x = 1\n"
    build(tmp_path, {"ibps/a.py": line * 400, "ibps/b.py": line * 401, "tests/c.py": line * 402})
    assert list(house.long_files(tmp_path)) == [
        "ibps/b.py: 401 lines, more than 400",
        "tests/c.py: 402 lines, more than 400",
    ]


def test_the_top_level_is_compared_both_ways(tmp_path: Path) -> None:
    build(tmp_path, {f"{name}/x": "" for name in house.TOP_LEVEL - {"docs"} | {".hidden", "dist"}})
    assert list(house.top_level_differences(tmp_path)) == [
        "dist does not belong at the top",
        "docs is missing at the top",
    ]


def test_a_missing_stage_file_is_found(tmp_path: Path) -> None:
    files = [pattern.format(stage) for stage in house.STAGES for pattern in house.ONE_FILE_PER_STAGE]
    build(tmp_path, {file: "" for file in files if file != "ibps/guide/options.md"})
    assert list(house.missing_stage_files(tmp_path)) == ["ibps/guide/options.md is missing"]


@pytest.mark.parametrize(
    ("main", "said"),
    [
        ("print('fine'); return 0", []),
        ("print('fine'); raise SystemExit(0)", []),
        ("print('fine'); import textual; return 0", ["ibps list: imports textual, "]),
        ("print('fine'); import ibps.ui; return 0", ["ibps list: imports ibps.ui"]),
        ("print('fine'); return 3", ["ibps list: ended with 3"]),
        ("return 0", ["ibps list: said nothing"]),
        ("raise ValueError('fault')", ["ibps list: Traceback"]),
    ],
)
def test_a_plain_command_that_is_not_plain_is_found(tmp_path: Path, main: str, said: list[str]) -> None:
    empty = {"ibps/__init__.py": "", "ibps/ui/__init__.py": ""}
    build(tmp_path, empty | {"ibps/cli.py": f"def main(arguments):\n    {main}"})
    breaches = list(house.plain_command_breaches(tmp_path, "list"))
    assert len(breaches) == len(said)
    assert all(breach.startswith(start) for breach, start in zip(breaches, said, strict=True))

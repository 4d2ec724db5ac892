"""`ibps list`: what is listed, what is not, and its JSON."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.cli.kit import BEGUN, DECIDED, ibps, make

TEXT = {"type": "string"}
STATUS = ("symbol", "word", "detail", "group", "late")
OUTCOME = ("number", "state", "group", "words", "who", "due", "lapses")
ROW = (
    "file", "title", "team", "kind", "day", "stage", "sittings", "ideas", "outcomes", "question", "gap",
    "version_of", "status",
)  # fmt: skip


def exactly(names: tuple[str, ...], **known: object) -> dict[str, object]:
    properties = {name: known.get(name, TEXT) for name in names}
    return {
        "type": "object",
        "properties": properties,
        "required": list(names),
        "additionalProperties": False,
    }


SCHEMA = exactly(
    ("format", "on", "sessions", "unread"),
    format={"const": "ibps-list/1"},
    unread={"type": "array", "items": TEXT},
    sessions={
        "type": "array",
        "items": exactly(
            ROW,
            kind={"enum": ["real", "example"]},
            sittings={"type": "integer"},
            ideas={"type": "integer"},
            outcomes={"type": "array", "items": exactly(OUTCOME, lapses={"type": "boolean"})},
            status=exactly(STATUS, late={"type": "boolean"}),
        ),
    },
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "sessions"


def test_no_folder_is_no_sessions_and_fine(folder: Path) -> None:
    done = ibps("list")
    assert (done.returncode, done.stdout) == (0, "") and "No sessions yet" in done.stderr
    assert not folder.exists()


def test_rows_examples_and_practice(folder: Path) -> None:
    make(folder / "2026-03-14-rotation-7k3q.json")
    make(
        folder / "2026-01-05-example-2222.json",
        [{**BEGUN[0], "title": "Carts", "example": True}],
        "2026-01-05",
    )
    make(
        folder / "practice" / "2026-03-20-PRACTICE-x-x2m9.json",
        [{**BEGUN[0], "title": "Play", "mode": "practice"}],
    )
    # A practice record among the real ones is never listed, whatever its name says.
    make(folder / "2026-03-21-real-looking-zzzz.json", [{**BEGUN[0], "title": "Sham", "mode": "practice"}])
    done = ibps("list")
    assert done.returncode == 0
    assert "✓ DECIDED" in done.stdout and "2026-03-14-rotation-7k3q.json" in done.stdout
    assert "Carts · Unit 4B  EXAMPLE" in done.stdout
    assert "Play" not in done.stdout and "Sham" not in done.stdout
    assert "1 session and 1 example" in done.stderr
    data = json.loads(ibps("list", "--json").stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert [row["kind"] for row in data["sessions"]] == ["real", "example"]


def test_words_narrow_by_title_words_and_status(folder: Path) -> None:
    make(folder / "2026-03-14-a-7k3q.json")
    make(folder / "2026-03-15-b-7k3q.json", [{**BEGUN[0], "title": "Breaks"}])
    assert "Breaks" not in ibps("list", "decided").stdout
    assert "rotation" not in ibps("list", "open", "breaks").stdout
    none = ibps("list", "nothing", "like", "it")
    assert (none.returncode, none.stdout) == (0, "") and "Nothing here matches" in none.stderr


def test_as_it_stood_on_a_day_a_later_decision_is_not_there_yet(folder: Path) -> None:
    refer = {
        "do": "Refer",
        "words": "Chairs",
        "owner": "Ana",
        "forum": "Bargaining committee",
        "reason": "theirs",
    }
    file = make(folder / "2026-03-14-a-7k3q.json", [*BEGUN])
    done = ibps(
        "act",
        str(file),
        "--keep-times",
        stdin=json.dumps({**refer, "due": "2026-03-30", "at": "2026-03-20T09:00:00-07:00"}),
    )
    assert done.returncode == 0, done.stdout

    def word(day: str) -> str:
        rows = json.loads(ibps("list", "--json", "--on", day).stdout)["sessions"]
        return " ".join(f"{row['status']['word']} {row['status']['late']}" for row in rows)

    assert word("2026-03-13") == ""
    assert word("2026-03-19") == "OPEN False"
    assert word("2026-03-20") == "REFERRED False"
    assert word("2026-03-31") == "REFERRED True"
    assert "LATE: Bargaining committee" in ibps("list", "--on", "2026-03-31").stdout


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_listed(folder: Path) -> None:
    make(folder / "2026-03-14-a-7k3q.json")
    (folder / "broken.json").write_bytes(b"{")
    done = ibps("list")
    assert done.returncode == 3
    assert "Supervisor rotation" in done.stdout and "broken.json" in done.stderr
    data = json.loads(ibps("list", "--json").stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert len(data["unread"]) == 1


def test_a_folder_that_is_a_file_is_3(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"")
    done = ibps("list", "--sessions", str(tmp_path / "f"))
    assert (done.returncode, done.stdout) == (3, "") and "cannot be read" in done.stderr


def test_hostile_titles_cannot_act(folder: Path) -> None:
    title = "\x1b[2J\x1b]0;owned\x07 [red]Rot\u202eation"
    make(folder / "2026-03-14-a-7k3q.json", [{**BEGUN[0], "title": title}, *DECIDED[1:]])
    for asked in (["list"], ["show", "2026-03-14-a-7k3q"], ["show", "2026-03-14-a-7k3q", "--history"]):
        said = ibps(*asked).stdout
        assert "[red]Rot" in said and not {"\x1b", "\x07", "\u202e"} & set(said)

"""The settings file: what holds is used, what does not is said in a sentence, and the program starts."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from textual.theme import BUILTIN_THEMES

from ibps.ui.actions import ACTIONS, STAGES
from ibps.ui.keymap import BINDABLE, TABLE
from ibps.ui.settings import AS_IT_COMES, LOOKS, TYPED_IN, Settings, listed, read
from ibps.ui.theme import OURS
from ibps.ui.views import view
from tests.ui.kit import begun, running
from tests.ui.test_actions import ALL_VIEWS


def keys(text: str) -> Settings:
    return read(f"[keys]\n{text}", "mine.toml")


def test_the_example_of_the_docs() -> None:
    found = read('[keys]\nundo = "ctrl+b"\n[look]\ntheme = "nord"\n', "mine.toml")
    assert found == Settings(TABLE.but({"undo": "ctrl+b"}), "nord")
    assert read("", "mine.toml") == read("# nothing yet\n[keys]\n", "mine.toml") == AS_IT_COMES


@pytest.mark.parametrize("spelled", ["ctrl+b", "Ctrl+B", "^b", "^B", "ctrl-b", " ctrl+b "])
def test_a_key_may_be_spelled_as_people_do(spelled: str) -> None:
    assert keys(f'undo = "{spelled}"') == Settings(TABLE.but({"undo": "ctrl+b"}))
    assert keys('stop = "F4"\nanswer = "f12"').keys.of("stop") == "F4"


def test_looks_are_ours_and_all_that_come_with_textual() -> None:
    assert (*OURS, *BUILTIN_THEMES) == LOOKS, "ours first; a look that is new in Textual belongs in the list"


def test_views_that_are_typed_in() -> None:
    assert {name for name in ALL_VIEWS if view(name).types} == set(TYPED_IN)


WRONG = [
    ('undoo = "ctrl+b"', "[keys] undoo: no action is called that. Did you mean undo? It is left out."),
    ('undo = "cntrl+b"', "this is no key of ours. A key is one character, ctrl+ and a letter, or F1 to F12."),
    ('undo = "ctrl+shift+b"', "this is no key of ours."),
    ('undo = ""', "this is no key of ours."),
    ('undo = "é"', "this is no key of ours."),
    ("undo = 5", "[keys] undo = 5: a key is text in quotes"),
    ('undo = ["ctrl+b"]', "a key is text in quotes"),
    ('undo = "f10"', "terminals keep this key, or hand it on as another one."),
    ('undo = "ctrl+s"', "terminals keep this key"),
    ('undo = "ctrl+m"', "terminals keep this key"),
    ('undo = "ctrl+z"', "this key belongs to the line people type on."),
    ('undo = "ctrl+p"', "ctrl+p opens the list of everything by name."),
    ('undo = "k"', "it has to work while typing, so it needs ctrl+ and a letter, or F1 to F12."),
    ('here = "Enter"', "this key means the same to everybody."),
    ('here = "esc"', "this key means the same to everybody."),
    ('here = "tab"', "this key means the same to everybody."),
    ('here = "7"', "digits choose a line by its number."),
    ('here = "?"', "? opens the help."),
    ('here = "a"', "a goes back to typing there."),
    ('here = "y"', "everyone has this key in opening. here stays on h."),
    ('undo = "ctrl+r"', "redo has this key in opening. undo stays on ^u."),
    ('undo = "ctrl+q"', "quit has this key in opening. undo stays on ^u."),
    ('quit = "F1"', "help has this key in every view. quit stays on ^q."),
    ('close = "u"', "in a check this letter may be somebody's answer."),
    ('close = "s"', "No answer ever has ! - c k n p v w x. close stays on x."),
    ('close = "n"', "silent has this key in check."),
    ('edit = "s"', "share has this key in interests. edit stays on e."),
]


@pytest.mark.parametrize(("line", "says"), WRONG, ids=[line for line, _ in WRONG])
def test_what_is_wrong_is_said_and_left_out_and_the_rest_holds(line: str, says: str) -> None:
    found = keys(f'{line}\nredo = "ctrl+b"\n[look]\ntheme = "nord"')
    assert found.keys == TABLE.but({"redo": "ctrl+b"}) or "ctrl+r" in line
    assert found.theme == "nord"
    if "ctrl+r" not in line:
        assert len(found.faults) == 1 and says in found.faults[0]
        assert found.faults[0].startswith("mine.toml, [keys] ") and found.faults[0].endswith(".")
        assert found.said == found.faults[0]


def test_a_clash_with_an_action_that_moved_away_is_none() -> None:
    assert keys('undo = "ctrl+r"\nredo = "ctrl+u"').faults == (), "two may change places"
    assert keys('undo = "ctrl+r"\nredo = "ctrl+b"').faults == ()


def test_of_two_that_ask_for_one_key_the_first_has_it() -> None:
    found = keys('undo = "ctrl+b"\nredo = "ctrl+b"')
    assert (found.keys.of("undo"), found.keys.of("redo")) == ("^b", "^r")
    assert found.faults == (
        'mine.toml, [keys] redo = "ctrl+b": undo has this key in opening. redo stays on ^r.',
    )


def test_one_left_out_may_push_another_out() -> None:
    """`redo` wanted what `undo` gave up; `undo` could not have what it wanted, and keeps its own."""
    found = keys('redo = "ctrl+u"\nundo = "ctrl+s"')
    assert found.keys == TABLE and len(found.faults) == 2
    assert found.said == "2 things in your settings do not hold. ibps settings says which."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[keys\n", "mine.toml is not TOML: "),
        ("a = \n", "at line 1, column 5). All of it is left out."),
        ('[keys]\nundo="ctrl+b"\nundo="ctrl+b"\n', "(at line 3, "),
        ("a = " + "[" * 5000, "mine.toml is not TOML: it is nested too deep. All of it is left out."),
        ("keys = 5", "mine.toml, keys: this has to be a part of its own, [keys]. All keys stay"),
        ("look = 5", "this has to be a part of its own, [look]. The light look stands."),
        ("[looks]\n", "mine.toml, [looks]: the parts are [keys] and [look]. It is left out."),
        ('[look]\nfont = "x"', "[look] font: there is only theme here. It is left out."),
        ('[look]\ntheme = "nrd"', 'theme = "nrd": no look is called that. Did you mean nord? The light look'),
        ("[look]\ntheme = 0", "theme = 0: no look is called that."),
    ],
)
def test_a_file_that_is_wrong_as_a_whole_or_in_a_part(text: str, says: str) -> None:
    found = read(text, "mine.toml")
    assert found.keys == TABLE and found.theme == OURS[0]
    assert len(found.faults) == 1 and says in found.faults[0]


def test_what_is_said_back_stays_short() -> None:
    found = keys(f'undo = "{"x" * 100_000}"\n{"y" * 100_000} = "q"')
    assert len(found.faults) == 2 and all(len(fault) < 250 for fault in found.faults)


@pytest.mark.parametrize("seed", range(60))
def test_no_text_stops_the_program_and_what_is_left_never_clashes(seed: int) -> None:
    random = Random(seed)
    some = [*BINDABLE, "ctrl+s", "f10", "enter", *"abcdefghijklmnopqrstuvwxyz-/?7", "é", ""]
    names = random.sample([*(action.name for action in ACTIONS), "nothing", "look"], 40)
    found = keys("\n".join(f'{name} = "{random.choice(some)}"' for name in names))
    for name in ALL_VIEWS:
        here = [action.key for action in found.keys.view(name)]
        assert len(set(here)) == len(here), name
    moved = [a.name for a in found.keys.actions if a != next(b for b in ACTIONS if b.name == a.name)]
    named = {fault.partition("] ")[2].partition(" ")[0].rstrip(":") for fault in found.faults}
    assert named <= set(names) - set(moved), "each fault is about an entry that does not hold"
    assert len(named) == len(found.faults)
    noise = "".join(chr(random.randrange(1, 0x300)) for _ in range(200))
    assert isinstance(read(noise, "mine.toml"), Settings)


async def test_the_front_desk_says_it_in_a_line_and_the_rest_holds(tmp_path: Path) -> None:
    settings = read('[keys]\nundo = "ctrl+s"\nreview = "t"\n[look]\ntheme = "nord"', "settings.toml")
    async with running(tmp_path, *begun(), settings=settings) as seen:
        assert not seen.sees("settings.toml") and seen.app.theme == "nord"
        await seen.to_list()
        await seen.until("desk", "escape")
        assert seen.said.startswith('settings.toml, [keys] undo = "ctrl+s": terminals keep this key')
        await seen.press("t")
        assert seen.view == "review" and not seen.sees("settings.toml")


def test_every_action_is_listed_with_its_key_in_words() -> None:
    lines = list(listed(TABLE.but({"undo": "ctrl+b"})))
    assert lines[0].startswith("In every stage")
    assert any(line.startswith("undo: ctrl+b. Take back the last thing") for line in lines)
    for action in ACTIONS:
        assert any(line.startswith(f"{action.name}: ") for line in lines), action.name
    assert "\nEverywhere" in lines and "\nIn opening" in lines
    assert not [line for line in lines if "^" in line], "a reader of screens says no caret"
    assert set(STAGES) & set(" ".join(lines).replace(",", " ").split())

"""Somebody's own keys and look, from the text of a small TOML file. Pure; the door reads the file.

What is wrong is said in a sentence each and left out; the rest holds. No text stops the program.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ibps.ui.actions import ACTIONS, STAGES, Action
from ibps.ui.keymap import BINDABLE, PALETTE, TABLE, Keymap

LOOKS: Final = (
    "ibps-light", "ibps-dark",
    "textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha", "dracula", "tokyo-night",
    "monokai", "flexoki", "catppuccin-latte", "catppuccin-frappe", "catppuccin-macchiato", "solarized-light",
    "solarized-dark", "rose-pine", "rose-pine-moon", "rose-pine-dawn", "atom-one-dark", "atom-one-light",
    "ansi-dark", "ansi-light",
)  # fmt: skip
"""Ours, then those that come with Textual: by name, because plain commands check a file without Textual."""

TYPED_IN: Final = (*STAGES, "review", "places", "notes", "versions")
"""Views where `a` on the list goes back to typing."""

CHECK_KEYS: Final = frozenset(a.key for a in ACTIONS if "check" in a.views and not a.anywhere)
"""Letters a scale never gives to an answer. All others may be somebody's answer, here or elsewhere."""

FIXED: Final = frozenset({
    "enter", "return", "esc", "escape", "tab", "space", "backspace", "delete", "up", "down", "left", "right",
    "home", "end", "pageup", "pagedown",
})  # fmt: skip
"""Keys that mean the same to everybody."""

SPELLING: Final = "A key is one character, ctrl+ and a letter, or F1 to F12"
LONGEST: Final = 40
"""Characters of the file that are said back."""


@dataclass(frozen=True)
class Settings:
    """What the file asks for and can have; a sentence for each thing it cannot have."""

    keys: Keymap = TABLE
    theme: str = LOOKS[0]
    faults: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """All that is wrong, in a line for the front desk; "" when nothing is."""
        if len(self.faults) < 2:
            return "".join(self.faults)
        return f"{len(self.faults)} things in your settings do not hold. ibps settings says which."


AS_IT_COMES: Final = Settings()
"""Without a file."""


def read(text: str, name: str) -> Settings:
    """What the text of the file called `name` asks for."""
    import tomllib  # only those who have a file wait for it

    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, ValueError) else "it is nested too deep"
        return Settings(faults=(f"{name} is not TOML: {_cut(why, 120)}. All of it is left out.",))
    keys, faults = _keys(data.get("keys", {}))
    theme, more = _look(data.get("look", {}))
    faults += [*more, *(f"[{_cut(part)}]: the parts are [keys] and [look]. It is left out."
                        for part in data if part not in ("keys", "look"))]  # fmt: skip
    return Settings(keys, theme, tuple(f"{name}, {fault}" for fault in faults))


def _look(data: Any) -> tuple[str, list[str]]:
    if not isinstance(data, Mapping):
        return LOOKS[0], ["look: this has to be a part of its own, [look]. The light look stands."]
    faults = [
        f"[look] {_cut(name)}: there is only theme here. It is left out." for name in data if name != "theme"
    ]
    theme = data.get("theme", LOOKS[0])
    if theme not in LOOKS:
        near = f"no look is called that.{_near(theme, LOOKS)}"
        faults.append(f"[look] theme = {_quoted(theme)}: {near} The light look stands.")
        theme = LOOKS[0]
    return theme, faults


def _keys(data: Any) -> tuple[Keymap, list[str]]:
    if not isinstance(data, Mapping):
        return TABLE, ["keys: this has to be a part of its own, [keys]. All keys stay as they come."]
    table = {action.name: action for action in ACTIONS}
    own: dict[str, str] = {}
    faults: list[str] = []
    for name, given in data.items():
        action = table.get(name)
        if action is None:
            near = _near(name, table)
            faults.append(f"[keys] {_cut(name)}: no action is called that.{near} It is left out.")
            continue
        key = spelled(given)
        if why := _unfit(action, key, given):
            faults.append(_stays(action, given, why))
        else:
            own[name] = key
    # Leaving one out gives its action the table's key back, which another may have taken meanwhile.
    while clash := _clash(TABLE.but(own), own):
        loser, other, view = clash
        given, action = data[loser], table[loser]
        faults.append(_stays(action, given, f"{other} has this key in {view or 'every view'}"))
        del own[loser]
    return TABLE.but(own), faults


def spelled(given: Any) -> str:
    """The key as the table writes it: `^B`, `Ctrl-Y` and `ctrl+b` are one. "" for what is no text."""
    if not isinstance(given, str):
        return ""
    key = given.strip()
    if len(key) == 1:
        return key
    key = key.lower()
    return "ctrl+" + key[1:].lstrip("+-") if key.startswith("^") else key.replace("ctrl-", "ctrl+")


def _unfit(action: Action, key: str, given: Any) -> str:
    """Why an action cannot have this key, whatever the others have; "" where it can."""
    while_typing = next(one for one in ACTIONS if one.name == action.name).anywhere
    if not isinstance(given, str):
        return 'a key is text in quotes, such as "ctrl+b"'
    if key in BINDABLE:
        return ""
    if key == PALETTE:
        return f"{PALETTE} opens the list of everything by name"
    if key in {f"ctrl+{letter}" for letter in "acvwxz"}:
        return "this key belongs to the line people type on"
    if key in {"f10", "f11", *(f"ctrl+{letter}" for letter in "ijmhs")}:
        return "terminals keep this key, or hand it on as another one"
    if key in FIXED:
        return "this key means the same to everybody"
    if len(key) != 1 or not key.isascii() or not key.isprintable():
        return f"this is no key of ours. {SPELLING}"
    if while_typing:
        return "it has to work while typing, so it needs ctrl+ and a letter, or F1 to F12"
    if key.isdigit():
        return "digits choose a line by its number"
    if key == "?":
        return "? opens the help"
    if key == "a" and set(action.views) & set(TYPED_IN):
        return "a goes back to typing there"
    if "check" in action.views and key.isalpha() and key not in CHECK_KEYS:
        kept = " ".join(sorted(CHECK_KEYS))
        return f"in a check this letter may be somebody's answer. No answer ever has {kept}"
    return ""


def _clash(keymap: Keymap, own: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Of the file's own keys, from the last up, one that another action has; and which, in which view."""
    for name in reversed(tuple(own)):
        mine = keymap.action(name)
        for other in keymap.actions:
            if other.key == mine.key and other.name != name:
                if not mine.views or not other.views:
                    return name, other.name, "".join((mine.views or other.views)[:1])
                for view in mine.views:
                    if view in other.views:
                        return name, other.name, view
    return None


def _stays(action: Action, given: Any, why: str) -> str:
    return f"[keys] {action.name} = {_quoted(given)}: {why}. {action.name} stays on {action.shown}."


def _near(name: Any, known: Collection[str]) -> str:
    import difflib

    found = difflib.get_close_matches(str(name)[:LONGEST], known, 1)
    return f" Did you mean {found[0]}?" if found else ""


def _quoted(given: Any) -> str:
    return f'"{_cut(given)}"' if isinstance(given, str) else _cut(repr(given))


def _cut(text: str, most: int = LONGEST) -> str:
    return f"{text[:most]}…" if len(text) > most else text


def listed(keymap: Keymap) -> Iterator[str]:
    """Every action with its key in words, a line each, under the views it works in: to be read out."""
    before: tuple[str, ...] | None = None
    for action in keymap.actions:
        if action.views != before:
            yield f"{'' if before is None else chr(10)}{_where(action.views)}"
            before = action.views
        yield f"{action.name}: {action.key}. {action.words}."


def _where(views: tuple[str, ...]) -> str:
    if not views:
        return "Everywhere"
    every = set(STAGES) <= set(views)
    rest = [view for view in views if not every or view not in STAGES]
    return f"In {', '.join((*(('every stage',) if every else ()), *rest))}"

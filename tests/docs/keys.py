"""The page of keys, made from the table the program itself reads."""

from __future__ import annotations

from collections.abc import Iterator

from ibps.core.record.terms import SCALES
from ibps.ui.actions import ACTIONS, STAGES, Action, actions_for

VIEWS: dict[str, tuple[str, str]] = {
    "desk": ("Front desk", "`Enter` opens the session chosen, on its answer."),
    "review": ("Review", "Typing narrows the list. `Enter` opens the session chosen, `Esc` goes back."),
    "reader": ("A stored session", "`Esc` goes back."),
    "answer": ("The answer", "`Esc` goes back."),
    "opening": ("Opening", ""),
    "rule": ("The rule", "`Enter` changes what is chosen, or uses the rule chosen; `Esc` goes back."),
    "scale": ("The scale", "`Enter` changes an answer or uses a scale; `Esc` goes back."),
    "issue": ("Issue", ""),
    "interests": ("Interests", ""),
    "options": ("Options", ""),
    "standards": ("Standards", ""),
    "consensus": ("Consensus", ""),
    "words": ("The exact words alone", "`Enter` says that they were read aloud, `Esc` goes back."),
    "check": (
        "The check",
        "The letters of the scale answer for the person chosen; see below. `Enter` goes to the next.",
    ),
    "result": ("The result", "`Enter` goes on."),
    "closing": ("Closing", ""),
    "follow": (
        "The follow-up",
        "`Enter` asks what the line chosen most likely waits for, `Esc` goes back.",
    ),
    "minutes": (
        "The minutes",
        "`Enter` says that the page was read back, and goes on to attesting. `Esc` goes back.",
    ),
    "attest": ("Attesting", "`Enter` goes to the next person, `Esc` goes back."),
    "code": ("The six words", "`Enter` goes on."),
    "history": ("The history", "`Esc` goes back."),
    "notes": ("Private notes", "`^o` goes back, as `Esc` does from the list."),
    "coach": (
        "The coach",
        "From 100 columns it stands beside the list; `PgDn` and `PgUp` turn it while you type. Else it is "
        "a page: `Esc` goes back to its one line.",
    ),
    "rescue": ("When it gets hard", "`Esc` goes back."),
    "places": ("Going to something", "Typing narrows the list. `Enter` goes there, `Esc` goes back."),
}
"""Every view with keys: its heading, and what the table of actions does not say of it."""

HEAD = """\
# Keys

This page is made from the program's own table of keys (`python -m tests.docs.make`), and a test holds it to
that table. They are the keys as they come; [yours](settings.md) may be others.

`^n` means: hold Ctrl and press `n`. Keys with Ctrl and function keys work while you type. Letters work on the
list: `Esc` leaves the entry line for the list, and `Enter` or `a` goes back to it. A letter that means
nothing on the list goes to the entry line as text. In the program, `F1` shows the keys of where you are, and
`^p` finds any of them by name.

## On the entry line

| key | what it does |
|---|---|
| `Enter` | Adds the line, or answers the question asked |
| `Tab`, `Shift+Tab` | The next kind of entry, or the one before: a party, a fact, a measure |
| `Esc` | To the list; from a question, leaves the question |
| `Up`, `Down` | Moves the cursor of the list while you type |
| `^z` | Takes back the last change of the line itself |
| `^c`, `^x`, `^v` | Copies, cuts and pastes; pasted lines become one item each |
| `M:` before a line | Gives the line to that party; `fact:`, `measure:` and the like to that kind |

## On the list

| key | what it does |
|---|---|
| `Up`, `Down`, `PgUp`, `PgDn`, `Home`, `End` | Chooses a line |
| digits | Chooses the line with that number: `1` `2` for number 12 |
| `Enter` or `a` | Back to the entry line, where there is one |
| `Esc` | Back to what you looked at before; from a stage, twice for the front desk |
| `?` | The keys of this view, as `F1` |
"""


def page() -> str:
    """docs/keys.md, all of it."""
    parts = [HEAD, "## Everywhere\n", _table(a for a in ACTIONS if not a.views)]
    parts += ["## In every stage\n", _table(a for a in ACTIONS if _in_every_stage(a))]
    for view, (title, more) in VIEWS.items():
        own = [a for a in actions_for(view) if a.views and not (view in STAGES and _in_every_stage(a))]
        parts.append(f"## {title}\n")
        parts += [f"{more}\n"] if more else []
        parts += [_table(own)] if own else []
    parts += ["## Answers in the check\n", *_scales()]
    return "\n".join(parts)


def _in_every_stage(action: Action) -> bool:
    return set(STAGES) <= set(action.views)


def _table(actions: Iterator[Action] | list[Action]) -> str:
    rows = [f"| `{one.shown}` | {one.short} | {one.words} |" for one in actions]
    return "\n".join(("| key | on the hint line | what it does |", "|---|---|---|", *rows, ""))


def _scales() -> Iterator[str]:
    yield "The scale is one of the terms; a check keeps a copy of the one it was opened with.\n"
    for scale in SCALES.values():
        rows = [f"| `{level.key}` | {level.label} | {level.meaning} |" for level in scale.levels]
        yield "\n".join((f"### {scale.title}\n", "| key | answer | meaning |", "|---|---|---|", *rows, ""))

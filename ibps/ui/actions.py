"""Every key there is, once: its name, its words, where it works.

Bindings, the hint line, help, the palette and the docs all read this table. Somebody's own keys take the
place of these in `ibps.ui.keymap`: to name a key to people, ask the keymap, never this table.

`anywhere` keys work while typing (control and function keys); the others are characters for the list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Action:
    """One thing a key does. `short` is for the hint line, `words` for help. A lower `rank` is shown first."""

    name: str
    key: str
    short: str
    words: str
    views: tuple[str, ...] = ()
    rank: int = 50

    @property
    def anywhere(self) -> bool:
        """Whether the key works while typing."""
        return len(self.key) > 1

    @property
    def shown(self) -> str:
        """The key as the hint line names it."""
        if not self.anywhere:
            return self.key
        return self.key.upper() if self.key.startswith("f") else self.key.replace("ctrl+", "^")


STAGES: Final = ("opening", "issue", "interests", "options", "standards", "consensus", "closing")
MEETING: Final = (*STAGES, "check")
STAGE_OF: Final[Mapping[str, str]] = {
    **{stage: stage for stage in STAGES},
    **dict.fromkeys(("check", "words", "result"), "consensus"),
}
"""The stage the meeting is in while a view of it is looked at."""

NOTES: Final = (*MEETING, "notes")
READ: Final = ("answer", "reader")
JUDGED: Final = ("interests", "options", "standards")
REWORDED: Final = ("issue", *JUDGED, "closing")
TERMS: Final = ("rule", "scale")
WORDED: Final = ("issue", *JUDGED, "consensus")
UNDONE: Final = (*MEETING, *TERMS, "words", "result", "follow", "minutes", "attest")

HELPED: Final = (*MEETING, "rescue")
HELD: Final = (*UNDONE, *READ, "code", "notes", "rescue", "history")
FREE: Final = frozenset({"help", "theme", "quit", "blank", "coach", "answer", "follow", "jump", "file"})
"""Keys of a stage that only show something, or are about the file."""
ALONG: Final = FREE | {"minutes", "code", "history", "newer", "older", "words"}
"""The same in any view: keys of a session that somebody else has open."""
HARD: Final = ("coach", "rescue")

ACTIONS: Final = (
    # anywhere in a meeting
    Action("next", "ctrl+n", "next", "Go on to the next stage; says what is unfinished first", STAGES, 13),
    Action("back", "f3", "back", "Go back a stage; nothing is lost", STAGES, 60),
    Action(
        "undo", "ctrl+u", "undo", "Take back the last thing that was said or done, and say which", UNDONE, 1
    ),
    Action("redo", "ctrl+r", "redo", "Bring back what was taken back last", UNDONE, 70),
    Action(
        "coach",
        "f2",
        "coach",
        "The coach: one line, then what to say and watch for, then away again",
        (*MEETING, "coach"),
        30,
    ),
    Action(
        "answer", "f4", "answer", "What was decided so far, what waits, what is only an idea", MEETING, 55
    ),
    Action(
        "follow",
        "f5",
        "since",
        "What is waited for, and what has happened since",
        (*STAGES, "answer", "reader"),
        57,
    ),
    Action("rescue", "!", "help us", "When it gets hard: what to say and do", MEETING, 58),
    Action(
        "park", "f6", "park", "Park something: who holds it, where it goes, when it comes back", HELPED, 40
    ),
    Action(
        "floor",
        "ctrl+f",
        "from the floor",
        "Keep what came up off the agenda whole: its facts, its first ideas",
        HELPED,
        41,
    ),
    Action("idea", "f7", "idea", "Keep an idea for the options, from any stage", HELPED, 65),
    Action("fact", "f8", "fact", "Note a fact: agreed, disputed or to find out", HELPED, 66),
    Action(
        "jump",
        "ctrl+g",
        "go to",
        "Go to anything by its number or some words; Esc comes back",
        (*MEETING, *READ, "follow", "minutes", "history"),
        64,
    ),
    Action("timer", "ctrl+t", "time", "Set a time for this, or more of it, or end it", MEETING, 62),
    Action("who", "ctrl+e", "who is here", "Somebody came, left, or is new; says the quorum", MEETING, 61),
    Action("own", "ctrl+o", "notes", "Private notes, on this machine only; again goes back", NOTES, 63),
    Action("handover", "ctrl+y", "hand over", "Somebody else has the keyboard from here on", MEETING, 77),
    Action(
        "caucus",
        "ctrl+k",
        "caucus",
        "A party meets on its own, or is back; only the times are kept",
        HELPED,
        76,
    ),
    Action(
        "file",
        "ctrl+d",
        "the file",
        "Another place when saving fails; what to do when somebody has the file",
        HELD,
        12,
    ),
    Action("stop", "f12", "stop", "Stop the session: not ready, wrong forum, someone missing", STAGES, 80),
    # when it gets hard
    Action("heated", "h", "heated", "It is getting heated: what to say and do", HARD, 10),
    Action("stuck", "s", "stuck", "We are stuck: what to say and do", HARD, 11),
    Action("rushing", "r", "rushing", "We are rushing: what to say and do", HARD, 12),
    Action("dominated", "d", "one-sided", "A few people do all the talking: what to say and do", HARD, 13),
    Action("off_agenda", "o", "off agenda", "This was not on the agenda: what to say and do", HARD, 14),
    Action("tointerests", "i", "interests", "Back to the interests", ("rescue",), 20),
    Action("totrial", "t", "trial", "To Consensus, for words to try until a day", ("rescue",), 21),
    Action("aloud", "w", "words", "The exact words alone, to be read aloud", ("rescue",), 22),
    Action("round", "n", "next", "Round the table: the next person", ("rescue",), 23),
    Action("takenow", "f", "take it up", "Take it up now, noted as from the floor", ("rescue",), 24),
    # opening
    Action("here", "h", "here", "This person is here, or has left", ("opening",), 10),
    Action("everyone", "y", "all here", "Everyone on the list is here", ("opening",), 12),
    Action("chair", "c", "co-chair", "This person is a co-chair, or is not", ("opening",), 25),
    Action("role", "r", "role", "What this person does here", ("opening",), 41),
    Action("voice", "v", "voice", "Whether this person decides, advises or observes", ("opening",), 35),
    Action("person", "e", "edit", "Change this person's name, or this term", ("opening",), 36),
    Action("speaks", "f", "for", "Who this person speaks for", ("opening",), 45),
    Action("standin", "i", "stands in", "Whom this person stands in for", ("opening",), 47),
    Action("keyboard", "k", "keyboard", "This person has the keyboard from here on", ("opening",), 48),
    Action("newparty", "p", "party", "Add a party, or change one", ("opening",), 42),
    Action("affected", "n", "not here", "Note somebody the issue touches who is not here", ("opening",), 43),
    Action(
        "agreeterms",
        "g",
        "agree terms",
        "The terms were read out and everyone works under them",
        ("opening",),
        15,
    ),
    Action(
        "ownsession",
        "b",
        "own session",
        "Begin a session on this parked item; here it is taken up",
        ("opening", "closing"),
        48,
    ),
    Action("sitting", "s", "sitting", "Open the next sitting", ("opening",), 46),
    # rule and scale
    Action("changeterm", "e", "change", "Change the line chosen", TERMS, 44),
    Action("useterm", "u", "use", "Use the rule or the scale chosen", TERMS, 12),
    Action("newlevel", "n", "new answer", "Add an answer to the scale", ("scale",), 14),
    Action("outlevel", "x", "take out", "Take this answer out of the scale", ("scale",), 16),
    Action("copyscale", "c", "own copy", "Make a scale of your own out of this one", ("scale",), 13),
    Action("earlier", "b", "earlier", "This answer comes before the one above it", ("scale",), 40),
    Action("later", "l", "later", "This answer comes after the one below it", ("scale",), 41),
    # issue
    Action("ok", "o", "party OK", "A party says the question is good enough to work on", ("issue",), 10),
    Action("agreed", "g", "agreed", "Both sides agree on this fact", ("issue",), 25),
    Action("disputed", "d", "disputed", "This fact is disputed; who brings what, by when", ("issue",), 26),
    Action("findout", "f", "find out", "To find out: who brings it, by when", ("issue",), 27),
    Action("scopein", "i", "inside", "Something is inside this issue", ("issue",), 45),
    Action("scopeout", "u", "outside", "Something is outside this issue", ("issue",), 46),
    Action("route", "r", "route", "Where this matter belongs, and how it came up", ("issue",), 47),
    # interests, options, standards
    Action("share", "s", "shared", "Another party says: this one is ours too", ("interests",), 10),
    Action("confirm", "k", "complete", "A party says its list is complete and fair", ("interests",), 12),
    Action(
        "assumed", "m", "for absent", "An interest assumed for somebody who is not here", ("interests",), 45
    ),
    Action("link", "l", "serves", "Which interests this option would serve", ("options",), 10),
    Action("combine", "c", "combine", "Make one option of several; no text is lost", ("options",), 12),
    Action("split", "t", "take apart", "Take a combined option apart again", ("options",), 41),
    Action("must", "m", "must-have", "This standard is a must-have, or is not", ("standards",), 15),
    Action("yardstick", "y", "yardstick", "The outside yardstick for this standard", ("standards",), 25),
    Action("agreestandard", "g", "agreed by", "A party says: we can trust this standard", ("standards",), 12),
    Action("rate", "r", "rate", "Hold this option against each standard", ("standards",), 10),
    Action("rateparty", "w", "rate by party", "One party sees this option differently", ("standards",), 42),
    Action("edit", "e", "edit", "Put the selected text better; the earlier one is kept", REWORDED, 28),
    Action("aside", "x", "set aside", "Not pursued, because ...", JUDGED, 43),
    Action("bring", "b", "bring back", "In play again", JUDGED, 44),
    Action("earlierone", "<", "earlier", "One place earlier in its list; numbers stay", REWORDED, 48),
    Action("laterone", ">", "later", "One place later in its list; numbers stay", REWORDED, 49),
    Action("hush", "h", "hint away", "Put a hint on wording away, or bring it back", WORDED, 50),
    # consensus
    Action(
        "word", "w", "wording", "Enter the exact words; any change is a new version", ("consensus",), 10
    ),
    Action("read", "r", "read", "Show the words alone, to be read word for word", ("consensus",), 11),
    Action("check", "c", "ask each", "Consensus check: each person answers by name", ("consensus",), 12),
    Action(
        "temperature", "t", "temperature", "Ask for a feel of the room; never a decision", ("consensus",), 25
    ),
    Action("collect", "k", "together", "Ask each person; the answers are shown together", ("consensus",), 26),
    Action("draft", "e", "edit draft", "Change the draft", ("consensus",), 35),
    Action("defer", "d", "put off", "Put the matter off: who, where, when, why", ("consensus",), 45),
    Action("refer", "f", "send", "Send the matter to another body, with a reply due", ("consensus",), 46),
    Action("withdraw", "x", "withdraw", "Withdraw the proposal, because ...", ("consensus",), 47),
    Action(
        "oneparty",
        "o",
        "one party",
        "Use the fallback: one party decides after consultation",
        ("consensus",),
        48,
    ),
    # the check
    Action("words", "w", "words", "The words alone", ("check",), 30),
    Action("absent", "-", "absent", "This person is not in the room", ("check",), 12),
    Action("present", "p", "is here", "This person has come in and can answer", ("check",), 31),
    Action("silent", "n", "silent", "Asked, and said nothing; silence is not consent", ("check",), 14),
    Action(
        "concern", "c", "concern", "What concerns this person, and what would have to change", ("check",), 16
    ),
    Action(
        "slip", "k", "slip", "A private slip of this person's party; only the party is kept", ("check",), 32
    ),
    Action("reveal", "v", "show", "Show the answers that were collected", ("check",), 33),
    Action("close", "x", "close", "Close the check; with answers missing nothing is decided", ("check",), 15),
    # closing
    Action("owner", "o", "owners", "Who does it; one from each party where it is joint", ("closing",), 10),
    Action("due", "d", "due", "By when", ("closing",), 12),
    Action(
        "measure",
        "m",
        "measure",
        "Where this measure comes from, who pulls it, when it is looked at",
        ("closing",),
        14,
    ),
    Action("tell", "t", "who tells", "Who tells whom, by when", ("closing",), 16),
    Action("readback", "r", "read back", "Show the minutes and read them back", ("closing",), 11),
    Action("takeup", "k", "taken up", "This parked item is taken up again", ("closing",), 47),
    Action("attest", "g", "attest", "Each side says whether the page is accurate", ("closing",), 12),
    Action("endsitting", "z", "end", "End this sitting; the session can go on another day", ("closing",), 13),
    # what has happened since
    Action("come", "y", "answer", "The answer this waits for has come: a yes or a no", ("follow",), 10),
    Action("done", "d", "done", "This action is done", ("follow",), 12),
    Action("figure", "m", "figure", "This measure was read", ("follow",), 14),
    Action("told", "t", "told", "People were told, and what came back", ("follow",), 16),
    Action("trial", "v", "trial", "The trial was looked at: adopt, adapt or abandon", ("follow",), 18),
    Action("late", "l", "late answer", "Somebody answers who had not, on these words", ("follow",), 20),
    Action(
        "statement",
        "s",
        "statement",
        "Why somebody did not say yes, in their own words",
        ("follow", "result"),
        22,
    ),
    Action("inforce", "i", "in force", "In force since a day", ("follow",), 24),
    Action("replaced", "r", "replaced", "Replaced by a later decision", ("follow",), 26),
    Action("ended", "x", "ended", "This no longer holds, because ...", ("follow",), 28),
    # minutes, attesting, history
    Action("newer", "n", "page after", "The page after this one", ("minutes",), 71),
    Action("older", "p", "page before", "The page before this one", ("minutes",), 72),
    Action("correct", "c", "correct", "A new page that corrects an attested one, and why", ("minutes",), 14),
    Action("accurate", "a", "accurate", "This person says: the page is accurate", ("attest",), 10),
    Action(
        "except", "e", "except", "This person says: accurate except ..., in their own words", ("attest",), 11
    ),
    Action("notyet", "n", "not yet", "This person cannot say that yet; it stays a draft", ("attest",), 12),
    Action("page", "w", "the page", "The page that is attested, to be read again", ("attest",), 20),
    Action(
        "code",
        "k",
        "six words",
        "The closing code of an attested page, large",
        ("minutes", "attest", *READ),
        21,
    ),
    Action("minutes", "p", "minutes", "The minutes of this session, page by page", READ, 12),
    Action("history", "h", "history", "Everything that happened, entry by entry", READ, 14),
    Action("takeout", "x", "take out", "Both co-chairs take the text of an entry out", ("history",), 10),
    # private notes
    Action("editnote", "e", "edit", "Change this note", ("notes",), 10),
    Action("dropnote", "x", "drop", "Drop this note for good", ("notes",), 12),
    # front desk and review
    Action("new", "n", "new session", "Begin a session", ("desk",), 10),
    Action("review", "r", "review", "Every session and what was decided", ("desk",), 12),
    Action("practice", "p", "practice", "A practice scenario, kept apart from real records", ("desk",), 14),
    Action("example", "e", "example", "Look at a finished example", ("desk",), 16),
    Action("find", "/", "find", "Type to narrow the list", ("review",), 10),
    Action("meet", "m", "meet", "Take this session up again", ("reader",), 10),
    Action("followup", "f", "since", "Add what has happened since", ("reader",), 11),
    Action("cards", "d", "role cards", "The role cards, one at a time", ("opening",), 17),
    # everywhere
    Action("help", "f1", "help", "All keys of this screen, in words", (), 2),
    Action("blank", "f9", "blank", "Blank both screens; any key brings them back", (), 75),
    Action("theme", "ctrl+l", "light/dark", "Change between the light and the dark look", (), 90),
    Action("quit", "ctrl+q", "leave", "Leave; everything is saved", (), 85),
)


def actions_for(view: str, actions: Sequence[Action] = ACTIONS) -> tuple[Action, ...]:
    """Everything a key can do in a view, the most needed first."""
    here = [action for action in actions if view in action.views or not action.views]
    return tuple(sorted(here, key=lambda action: action.rank))


def rescues(view: str, actions: Sequence[Action] = ACTIONS) -> tuple[Action, ...]:
    """What a meeting offers by name alone, when it gets hard."""
    return tuple(action for action in actions if action.views == HARD) if view in MEETING else ()


def letter_for(view: str, key: str) -> Action | None:
    """The action the table gives a letter to in the list of a view, whatever somebody's own keys are."""
    return next((a for a in ACTIONS if a.key == key and view in a.views), None)


def for_reading(view: str, name: str, along: bool) -> bool:
    """Whether a key has a meaning where a stage is only looked at, in a session that is not taken up.

    `along` says that somebody else has it, and so nothing may be added here either.
    """
    return name in ALONG if along else view not in STAGES or name in FREE


def takes_up(view: str, name: str) -> bool:
    """Whether a key takes the session up again where it is only read: wherever a refusal names that key."""
    return name == "meet" and view in (*STAGES, "minutes")

"""Views that only read: the answer, the minutes, help, the role cards, the blank screen."""

from __future__ import annotations

from ibps import guide
from ibps.core.answer import Item, answer
from ibps.core.seal import codes
from ibps.core.sentences import sentence
from ibps.core.standing import SHOWN, Group
from ibps.ui.minutes import last_page, to_code
from ibps.ui.view import Arm, Go, Look, Order, Outcome, Say, Sheet, View, World
from ibps.ui.widgets.rows import Row

INVENTED = {"practice": "PRACTICE · NOTHING HERE IS REAL", "example": "EXAMPLE · AN INVENTED RECORD"}
"""What stands over every line of a record that is not a real one."""


NOT_ALL = "NOT ALL OF IT IS HERE"
"""What stands over everything a record says when what came after some entry is not here."""


class AnswerView(View):
    """What was actually decided, first thing on opening any record."""

    name = "answer"
    types = False

    def sheet(self, world: World, look: Look) -> Sheet:
        """DECIDED, WAITING, NOT DECIDED, IDEAS ONLY, each in its exact words."""
        record = world.meeting
        said = answer(record, world.on)
        rows: list[Row] = [Row(f"note{at}", note, kind="hint") for at, note in enumerate(world.notes)]
        rows += [Row(f"missing{at}", line, kind="heading") for at, line in enumerate(said.missing)]
        rows += [Row(f"code{at}", line, kind="quiet") for at, line in enumerate(codes(record))]
        for group in Group:
            symbol, word = SHOWN[group]
            if group is Group.IDEAS:
                if said.ideas_only:
                    rows.append(Row("ideas", f"{symbol} {word} · none of these is decided", kind="heading"))
                    rows += [Row(f"idea{at}", text, kind="quiet") for at, text in enumerate(said.ideas_only)]
            elif items := said.group(group):
                rows.append(Row(f"group-{group.value}", f"{symbol} {word}", kind="heading"))
                rows += [_item_row(item) for item in items]
            elif group is Group.DECIDED:
                certain = " that is certain" if said.missing else ""
                rows.append(Row("group-decided", f"{symbol} {word}: nothing{certain}", kind="heading"))
        if said.parked:
            rows.append(Row("parked", "PARKED", kind="heading"))
            rows += [Row(f"parked{at}", text, kind="quiet") for at, text in enumerate(said.parked)]
        question = record.issue.question
        return Sheet(
            f"WHAT WAS DECIDED · {record.session.title}",
            question.text if question else "No question was written.",
            tuple(rows),
            banner="\n".join(line for line in (INVENTED.get(said.kind), said.missing and NOT_ALL) if line),
            tone="bad" if said.missing else "practice" if said.kind in INVENTED else "",
        )

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Esc goes back to the meeting."""
        return (("Esc", "back"),)

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """Back to where one was."""
        return Go()

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """What has happened since, the minutes, their six words, and everything that happened."""
        match action:
            case "follow":
                return Go("follow")
            case "minutes":
                return Go("minutes", last_page(world.meeting))
            case "code":
                return to_code(world.meeting)
            case "history":
                return Go("history")
        return None


class ReaderView(AnswerView):
    """The answer of a stored session, from the front desk or the review."""

    name = "reader"

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Back to the list."""
        return (("Esc", "back"),)

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """Take the session up again, add what has happened since, or look at its minutes."""
        example, keys = world.meeting.session.example, world.keys
        match action:
            case "meet" if example and look.armed != "meet":
                again = f"{keys.of(action)} again to go on in it all the same"
                return Arm("meet", f"This is an example. {again}.")
            case "meet":
                return Order("open", {"file": world.file})
            case "follow" | "followup" if example and look.armed != "follow":
                again = f"{keys.of(action)} again to add to it all the same"
                return Arm("follow", f"This is an example. {again}.")
            case "follow" | "followup":
                return Order("follow", {"file": world.file})
        return super().do(action, world, look, row)

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """Enter reads on; taking the session up again has a key of its own."""
        since, meet, page = (world.keys.of(name) for name in ("followup", "meet", "minutes"))
        takes_up = f"{meet} takes the session up again, {page} shows the minutes"
        return Say(f"{since} adds what has happened since, {takes_up}.")


def _item_row(item: Item) -> Row:
    below = [item.of, sentence(item.reads), *(f"Since: {text}" for text in item.follow_up)]
    below += [f"Does not include: {text}" for text in item.not_included]
    below += [f"Waiting for {text}" for text in item.waiting_for]
    below += [f"LATE: {text}" for text in item.late]
    below += [item.trial, item.result, *item.answers, *item.concerns, *item.rests_on]
    below += [f"Statement of {text}" for text in item.minority]
    below += [f"Earlier: {text}" for text in item.earlier]
    note = "\n".join(line for line in below if line)
    return Row(f"item-{item.number}", f"“{item.words}”", number=item.number, note=note, kind="heading")


class HelpView(View):
    """How the screen works, and every key of the view it was opened from."""

    name = "help"
    types = False

    def sheet(self, world: World, look: Look) -> Sheet:
        """The keys of this view in words, then how things work."""
        text = guide.load("help")
        rows = [Row("keys", text.text("Keys heading").upper(), kind="heading")]
        for action in world.keys.view(look.about or "desk"):
            rows.append(Row(f"key-{action.name}", action.words, number=action.shown, kind="quiet"))
        rows.append(Row("how", "HOW IT WORKS", kind="heading"))
        rows += [Row(f"how{at}", line, kind="quiet") for at, line in enumerate(text.lines("How it works"))]
        return Sheet("HELP", "Every key of this screen, in words. Esc goes back.", tuple(rows))

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Esc goes back."""
        return (("Esc", "back"),)

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """Back to where one was."""
        return Go()


class CardsView(View):
    """Role cards one at a time, each behind a screen that says whom to pass the keyboard to."""

    name = "cards"
    types = False

    def sheet(self, world: World, look: Look) -> Sheet:
        """A card, or the screen before it. `about` is the place in the cast and whether it is turned over."""
        cast = world.scenario.cast if world.scenario else ()
        at, turned = _card(look.about)
        banner = "PRACTICE · ROLE CARDS"
        if at >= len(cast):
            return Sheet(
                "ROLE CARDS",
                "Everyone has seen their card. Enter goes to the meeting.",
                (),
                banner=banner,
                tone="practice",
            )
        role = cast[at]
        if not turned:
            ask = f"Pass the keyboard to {role.name}. Everyone else looks away. Enter shows the card."
            return Sheet("ROLE CARDS", ask, (), banner=banner, tone="practice")
        hidden = [Row(f"hidden{i}", text, kind="quiet") for i, text in enumerate(role.hidden_interests)]
        rows = (
            Row("name", role.name.upper(), kind="heading"),
            Row("card", role.card, kind="quiet"),
            Row("position", "YOU BEGIN BY SAYING", kind="heading"),
            Row("opening", role.opening_position, kind="quiet"),
            Row("really", "WHAT REALLY MATTERS TO YOU · say it when somebody asks why", kind="heading"),
            *hidden,
        )
        return Sheet(
            "ROLE CARDS", "This card is for you alone. Enter hides it.", rows, banner=banner, tone="practice"
        )

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Enter goes on; Esc leaves the cards."""
        return (("Enter", "go on"), ("Esc", "leave"))

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """The card, then the screen before the next one."""
        cast = world.scenario.cast if world.scenario else ()
        at, turned = _card(look.about)
        if at >= len(cast):
            return Go()
        return Go("cards", f"{at + 1}" if turned else f"{at}+", instead=True)


def _card(about: str) -> tuple[int, bool]:
    return int(about.rstrip("+") or 0), about.endswith("+")


class BlankView(View):
    """Nothing at all, in a hurry. Any key brings everything back."""

    name = "blank"
    types = False

    def sheet(self, world: World, look: Look) -> Sheet:
        """One quiet line."""
        return Sheet("", "Blanked. Nothing is lost. Any key brings it back.", ())

"""The follow-up on the screen: what is waited for, what stands, what was to be done, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ibps.core.aftermath import follow_up
from ibps.core.owed import ELSEWHERE, Owed, owed, owed_of
from ibps.core.reading import SETTLED, called
from ibps.core.record import Record
from ibps.core.record.closing import Action, Measure
from ibps.core.record.decisions import Decision, DecisionState
from ibps.core.sentences import day, names, sentence
from ibps.core.standing import SHOWN, Group, standing
from ibps.core.states import may
from ibps.ui import follow_forms as forms
from ibps.ui.keymap import Keymap
from ibps.ui.readers import INVENTED
from ibps.ui.stages.consensus import TONES
from ibps.ui.view import Go, Look, Outcome, Say, Sheet, View, World
from ibps.ui.widgets.rows import Row

WAITED = {"approval": "by", "answer": "by", "reply": "reply by", "back": "back by"}
"""What is waited for, and what its date is."""

CHOOSE = {
    "come": "Choose a line under WAITING FOR first.",
    "done": "Choose an action first, with the arrows or its number.",
    "figure": "Choose a measure first, with the arrows or its number.",
}
MOVES = {
    "late": "LateAnswer",
    "trial": "ReviewTrial",
    "inforce": "InEffect",
    "replaced": "Supersede",
    "ended": "EndDecision",
}
"""The verbs about a decision, and the act each of them ends in."""


class FollowView(View):
    """What has happened since? Additions with a date; nothing that was decided or said is ever changed."""

    name = "follow"
    types = False

    def sheet(self, world: World, look: Look) -> Sheet:
        """Everything that is still to come first, then what stands, then what is over."""
        record, on = world.meeting, world.on
        stands, undone, over = _decisions(record, on)
        left = owed(record, on)
        groups = (
            ("WAITING FOR", [_waiting(record, one, on) for one in left if one.kind in WAITED]),
            ("WHAT STANDS", stands),
            ("NOT DECIDED", undone),
            ("ACTIONS", _actions(record, left)),
            ("MEASURES", [_measure(measure, left) for measure in record.measures]),
            ("TELLING PEOPLE", _telling(record, left)),
            ("MINUTES", [_minutes(record, one) for one in left if one.kind == "minutes"]),
            ("NO LONGER", over),
        )
        rows: list[Row] = []
        for heading, found in groups:
            if found:
                rows += [Row(f"group-{heading}", heading, kind="heading"), *found]
        if not rows:
            rows = [Row("none", "Nothing was decided, and nobody was to do anything.", kind="quiet")]
        kind = "practice" if record.practice else "example" if record.session.example else ""
        return Sheet(
            f"FOLLOW-UP · {record.session.title}",
            "What has happened since?",
            tuple(rows),
            banner=INVENTED.get(kind, ""),
            tone="practice" if kind else "",
            select=next((row.key for row in rows if row.kind == "item"), None),
        )

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Enter does what the line most likely wants."""
        return (("Enter", "add"), ("Esc", "back"))

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """What is most likely to have happened to the line chosen."""
        if row is None:
            return Say("Nothing here waits for anything.")
        if row.key.startswith("N"):
            return _attest(row.key)
        number = _decision_of(row)
        if number is None:
            action = {"A": "done", "M": "figure"}.get(row.key[0], "told")
            return self.do(action, world, look, row)
        decision = _find(world.meeting, number)
        if decision.state is DecisionState.ON_TRIAL:
            return self.do("trial", world, look, row)
        if decision.state in ELSEWHERE or _open_places(world.meeting, decision):
            return self.do("come", world, look, row)
        return Say(_possible(world.keys, decision))

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """Each verb asks what it needs to know, or says why it cannot be said."""
        number = _decision_of(row)
        match action:
            case "told":
                return forms.told_form(world)
            case "done" if row and row.key.startswith("A"):
                return forms.done_form(world, row.key)
            case "figure" if row and row.key.startswith("M"):
                return forms.figure_form(world, row.key)
            case "done" | "figure":
                return Say(CHOOSE[action])
        if number is None:
            return Say(CHOOSE.get(action, "Choose a decision first, with the arrows or its number."))
        match action:
            case "come":
                return _came(world, number, row)
            case "late":
                return forms.late_form(world, number)
            case "statement":
                return forms.statement_form(world, number)
            case "trial":
                return forms.trial_form(world, number)
            case "inforce":
                return forms.in_force_form(world, number)
            case "replaced":
                return forms.replaced_form(world, number)
            case "ended":
                return forms.ended_form(world, number)
        return None


def _decision_of(row: Row | None) -> str | None:
    """The decision a line is about: D2 for its own line, and for each line that waits for it, wait-D2-1."""
    if row is None:
        return None
    number = row.key.removeprefix("wait-").partition("-")[0]
    return number if number[0] == "D" else None


def _find(record: Record, number: str) -> Decision:
    return next(decision for decision in record.decisions if decision.number == number)


def _open_places(record: Record, decision: Decision) -> tuple[int, ...]:
    """The conditions nobody has answered yet, by their place from 1; none where no answer counts any more."""
    return tuple(one.place for one in owed_of(record, decision, record.today) if one.place)


def _came(world: World, number: str, row: Row | None) -> Outcome:
    decision = _find(world.meeting, number)
    if decision.state in ELSEWHERE:
        return forms.reply_form(world, number)
    places = _open_places(world.meeting, decision)
    if row and row.key.startswith("wait-"):
        places = (int(row.key.rpartition("-")[2]),)
    return forms.answer_form(world, number, places) if places else Say(f"{number} waits for nobody.")


def _possible(keys: Keymap, decision: Decision) -> str:
    """What may be said of a decision now, by the key for it."""
    verbs = [
        f"{action.shown} {action.short}"
        for action in keys.view("follow")
        if action.name in MOVES and may(MOVES[action.name], decision.state)
    ]
    return f"{decision.number}: {', '.join((*verbs, keys.of('statement') + ' statement'))}."


def _waiting(record: Record, one: Owed, on: date) -> Row:
    """Who is to say yes to what by when, or what is to come back from elsewhere."""
    if one.place:
        key, text, note = f"wait-{one.number}-{one.place}", f"{one.who[0]}: {one.of}", f"“{one.what}”"
    else:
        now = standing(record, _find(record, one.number), on)
        key, text, note = one.number, f"“{one.what}”", f"{now.reads}."
    tail = f"{WAITED[one.kind]} {day(one.due)}" if one.due else ""
    return _dated(Row(key, text, number=one.number, note=note), tail, one.late)


def _dated(row: Row, tail: str, late: bool) -> Row:
    return row._replace(tail=f"{tail} · LATE" if late else tail, state="bad" if late else "waiting")


def _decisions(record: Record, on: date) -> tuple[list[Row], list[Row], list[Row]]:
    """What stands, what is not decided, what is over."""
    stands: list[Row] = []
    undone: list[Row] = []
    over: list[Row] = []
    for decision in record.decisions:
        group = standing(record, decision, on).group
        row = _decision(record, decision, on)
        if group is Group.ENDED:
            over.append(row)
        elif group is not Group.NOT_DECIDED and decision.state in SETTLED:
            stands.append(row)
        elif group in (Group.NOT_DECIDED, Group.NOT_CERTAIN):
            undone.append(row)
    return stands, undone, over


def _decision(record: Record, decision: Decision, on: date) -> Row:
    now = standing(record, decision, on)
    symbol, word = SHOWN[now.group]
    of = f"{decision.proposal} v{decision.version}. " if decision.version else ""
    lines = [f"{of}{sentence(now.reads)}", *(f"LATE: {text}" for text in now.late)]
    lines += [f"Since: {text}" for text in follow_up(record, decision)]
    lines += [f"{called(record, decision, one.person)}: “{one.text}”" for one in decision.minority]
    return Row(
        decision.number,
        f"“{decision.words}”",
        number=decision.number,
        tail=f"{symbol} {word}{' · LATE' if now.late else ''}",
        note="\n".join(lines),
        state="bad" if now.late else TONES.get(now.group, ""),
    )


def _actions(record: Record, left: tuple[Owed, ...]) -> list[Row]:
    done = [action for action in record.actions if action.done]
    return [_open_action(one) for one in left if one.kind == "action"] + list(map(_done_action, done))


def _open_action(one: Owed) -> Row:
    owners = names(one.who) or "no owner"
    row = Row(one.number, one.what, number=one.number, note=one.of)
    return _dated(row, f"{owners}, {f'by {day(one.due)}' if one.due else 'no date'}", one.late)


def _done_action(action: Action) -> Row:
    told = f", told by {action.done_told_by}" if action.done_told_by else ""
    note = f": {action.done_note}" if action.done_note else ""
    when = day(action.done) if action.done else ""
    return Row(action.number, f"✓ {action.number} {action.text} · done {when}{told}{note}", kind="quiet")


def _measure(measure: Measure, left: tuple[Owed, ...]) -> Row:
    last = measure.readings[-1] if measure.readings else None
    now = f"{last.value}, {day(last.on)}" if last else "not read yet"
    review = f" · review {day(measure.review)}" if measure.review else ""
    said = (("before", measure.baseline), ("aim", measure.target), ("pulled by", measure.pulls))
    note = " · ".join(f"{label} {value}" for label, value in said if value)
    earlier = [f"{one.value}, {day(one.on)}" for one in reversed(measure.readings[:-1])]
    lines = [note, f"Earlier: {'; '.join(earlier)}" if earlier else "", last.note if last else ""]
    row = Row(measure.number, measure.text, number=measure.number, note="\n".join(filter(None, lines)))
    late = any(one.late for one in left if one.number == measure.number)
    return _dated(row, f"{now}{review}", late)._replace(state="bad" if late else "")


def _telling(record: Record, left: tuple[Owed, ...]) -> list[Row]:
    plan = record.report_out
    found = []
    if plan.audience or record.messages:
        who = names([record.person(number).name for number in plan.communicators]) or "nobody named yet"
        row = Row(
            "tell",
            f"{plan.audience or 'Nobody named yet'}: {who}",
            note="\n".join(f"{message.number} {message.text}" for message in record.messages),
        )
        by = f"by {day(plan.due)}" if plan.due else "no date"
        still = [one for one in left if one.kind == "tell"]
        found.append(_dated(row, by, still[0].late) if still else row._replace(tail="told"))
    return [*found, *_told(record)]


def _told(record: Record) -> Iterator[Row]:
    for at, one in enumerate(record.told):
        back = f": {one.came_back}" if one.came_back else ""
        text = f"✓ {one.audience}, told by {record.person(one.teller).name} {day(one.on)}{back}"
        yield Row(f"told-{at}", text, kind="quiet")


def _minutes(record: Record, one: Owed) -> Row:
    """A page somebody has still to attest."""
    read = next(page.read_back for page in record.minutes if page.number == one.number)
    text = f"{one.number} waits for {names(one.who)} to attest"
    return Row(one.number, text, number=one.number, tail=f"read back {day(read.date())}", state="waiting")


def _attest(number: str) -> Outcome:
    from ibps.ui.views import view

    try:
        view("attest")
    except KeyError:
        return Say(f"{number} is read back and attested by each side at closing.")
    return Go("attest", number)

"""The app: owns the scene, and is the only place that calls the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from ibps.core.errors import IbpsError, NotSaved, Refusal
from ibps.ui import asking, orders
from ibps.ui.actions import ACTIONS, actions_for
from ibps.ui.forms import Form
from ibps.ui.hangup import on_hangup
from ibps.ui.outcomes import adds, carry_out, newest
from ibps.ui.scene import Scene
from ibps.ui.screens.room import Room
from ibps.ui.theme import THEMES
from ibps.ui.turns import OneKeyAtATime
from ibps.ui.view import Arm, Ask, Do, Draw, Go, Look, Order, Outcome, Say, World
from ibps.ui.views import view
from ibps.ui.widgets.rows import Row

if TYPE_CHECKING:
    from ibps.core.record import Record
    from ibps.desk import Desk
    from ibps.ui.house import House, Opened


class IbpsApp(OneKeyAtATime, App[int]):
    """One window on one folder of sessions. Everything shown is a function of `scene`."""

    TITLE = "ibps"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(action.key, f"act('{action.name}')", action.short, show=False, priority=True)
        for action in ACTIONS
        if action.anywhere and action.key not in ("slash",)
    ]

    scene: reactive[Scene | None] = reactive(None, init=False)

    def __init__(self, house: House, ready: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.house, self.ready = house, ready  # `ready` is called once the first frame is out
        self.desk: Desk | None = None
        self.session = ""
        self.opened: Opened | None = None
        self.met: Record | None = None  # the record as it was when it was opened; None for a new one
        self.kept: tuple[str, dict[str, str]] = ("", {})
        self.held: dict[str, str] = {}  # unsent text of the meeting, while its session is only followed up
        self.began = ""  # the line some questions began with, given back when they are left
        self.room = Room()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def on_mount(self) -> None:
        """The first scene is what the command line asked for."""
        self.room.data_bind(IbpsApp.scene)
        on_hangup(self.leave)
        world = World(today=self.house.clock().date(), place=self.house.place())
        self.scene = Scene(world=world, look=Look())
        self.push_screen(self.room)
        orders.begin(self)
        self.set_interval(2.0, self.keep_drafts)
        if self.ready is not None:
            self.call_after_refresh(self.ready)

    @property
    def now(self) -> Scene:
        """The scene as it is; there is always one while the app runs."""
        if self.scene is None:
            raise LookupError("the app has not started")
        return self.scene

    def show(self, **changes: Any) -> None:
        """The next scene. What is to be selected is said once, not kept."""
        self.scene = replace(self.now, **{"select": "", "turn": self.now.turn + 1, **changes})

    def tell(self, text: str, bad: bool = False) -> None:
        """A sentence for the room, under the list."""
        self.show(said=text, said_bad=bad)

    # what the screen asks

    @on(Room.Entered)
    def entered(self, event: Room.Entered) -> None:
        """An answer to a form's question, or something for the view."""
        scene = self.now
        if scene.form is not None:
            text = event.text
            if event.use is not scene.form.field:
                # Entered before this question was on the screen: an empty line takes what stands there.
                text = text or scene.form.field.start
                self.room.entry.text = self.room.entry.text.removeprefix(scene.form.field.start)
            asking.answer(self, scene.form, text)
            return
        looked_at = view(scene.look.view)
        if looked_at.name == "review":  # also with nothing typed: Enter opens what is chosen
            self.carry_safely(lambda: looked_at.chosen(scene.world, scene.look, self.room.items.selected))
            return
        if not event.text.strip():
            return
        slot = scene.look.slot(looked_at.slots(scene.world, scene.look))
        if slot is not None:
            if self.carry_safely(lambda: looked_at.enter(scene.world, scene.look, slot, event.text)):
                self.began = event.text if self.now.form else ""
                if self.kept[1] and self.now.form is None:
                    self.keep_drafts()  # so that it does not come back as unsent
                if self.now.look.armed not in ("", scene.look.armed):
                    self.room.entry.give_back(event.text)  # it is wanted a second time
            else:
                self.room.entry.give_back(event.text)

    @on(Room.Narrowed)
    def narrowed(self, event: Room.Narrowed) -> None:
        """The filter of a list."""
        look = self.now.look
        self.show(look=replace(look, filters={**look.filters, look.view: event.text}))

    @on(Room.Asked)
    def asked(self, event: Room.Asked) -> None:
        """A key that is not text."""
        scene = self.now
        looked_at = view(scene.look.view)
        if scene.look.view == "blank":
            self.go(Go())
            return
        match event.kind:
            case "action":
                self.act(event.what, event.row)
            case "key":
                self.carry_safely(lambda: looked_at.key(event.what, scene.world, scene.look, event.row))
            case "chosen":
                self.carry_safely(lambda: looked_at.chosen(scene.world, scene.look, event.row))
            case "slot":
                self.next_slot(1 if event.what == "next" else -1)
            case "form":
                asking.leave(self)
            case _:
                self.go(Go())

    def action_act(self, name: str) -> None:
        """A key that works while typing."""
        self.act(name, self.room.items.selected)

    def act(self, name: str, row: Row | None) -> None:
        """An action of the table, if the view has it."""
        scene = self.now
        action = next(action for action in ACTIONS if action.name == name)
        if scene.look.view == "blank":
            self.go(Go())
            return
        if action.views and scene.look.view not in action.views:
            return
        if scene.form is not None and name not in ("help", "quit", "theme", "blank"):
            self.tell("Answer first, or leave this with Esc.", bad=True)
            return
        self.carry_safely(lambda: carry_out(name, self, row))

    def next_slot(self, by: int) -> None:
        """Tab: the next kind of entry; the text stays."""
        look = self.now.look
        slots = view(look.view).slots(self.now.world, look)
        now = look.slot(slots)
        if now is not None:
            after = slots[(slots.index(now) + by) % len(slots)]
            self.show(look=replace(look, slots={**look.slots, look.view: after.key}))

    # what views answer

    def carry_safely(self, outcome_of: Any, leaving: Form | None = None) -> bool:
        """Carry an outcome out; say what stood in the way. True when it was done."""
        try:
            if leaving is not None:
                self.show(form=None, said="", said_bad=False)
            self.carry(outcome_of())
        except NotSaved as error:
            # Where no session is open for writing, nothing of it can be unsaved.
            trouble = error.reason if self.desk is not None else self.now.trouble
            self.show(trouble=trouble, said=str(error), said_bad=True)
            return False
        except IbpsError as error:
            self.tell(str(error), bad=True)
            return False
        except ValueError as error:  # what Pydantic says of a text that is too long, for one
            self.tell(f"This cannot be kept as it is: {asking.fault(error)}.", bad=True)
            return False
        return True

    def carry(self, outcome: Outcome) -> None:
        """Carry an outcome out."""
        match outcome:
            case Do():
                self.do(outcome)
            case Draw(build):
                from ibps.desk import draw

                self.do(build(draw()))
            case Ask(form):
                self.show(form=asking.taken_up(self, form), said="", said_bad=False)
            case Go():
                self.go(outcome)
            case Say(text, bad):
                self.tell(text, bad)
            case Arm(action, text):
                self.show(look=replace(self.now.look, armed=action), said=text, said_bad=True)
            case Order():
                self.order(outcome)
            case None:
                pass

    def do(self, todo: Do) -> None:
        """Acts to the desk: on the disk first, on the screen then."""
        select, said = todo.select, todo.say
        if todo.acts:
            added = all(adds(act) for act in todo.acts)
            if self.desk is None or (self.now.world.read_only and not added):
                raise Refusal("only_reading")
            before = self.desk.record
            self.desk.do(*todo.acts)
            select = select or newest(before.numbers, self.desk.record.numbers)
            said = todo.came(before, self.desk.record) if todo.came else said
        look = self.now.look
        if todo.view not in ("", "concern"):
            look = self.looking(Go("" if todo.view == "back" else todo.view, todo.about, todo.instead))
        self.refresh_record(look, said=said, select=select, saved=bool(todo.acts))
        if todo.view == "concern":
            from ibps.ui.check_asks import concern_form

            self.carry(concern_form(self.now.world.meeting, int(todo.about)))

    def refresh_record(self, look: Look, said: str = "", select: str = "", saved: bool = True) -> None:
        """Show the desk's record. `saved` says that something was just written, so that trouble is over."""
        scene = self.now
        if self.desk is None:
            return
        today = self.house.clock().date()  # a meeting may go on past midnight
        world = replace(scene.world, today=today, record=self.desk.record, journal=self.desk.journal)
        if look.view == "scale":
            world = orders.with_scales(self, world)
        self.show(
            world=world,
            look=replace(look, armed=""),
            saved=self.house.clock().strftime("%H:%M:%S") if saved else scene.saved,
            trouble="" if saved else scene.trouble,
            said=said,
            said_bad=False,
            select=select,
        )

    def go(self, where: Go) -> None:
        """Another view, or back."""
        look = self.now.look
        if not where.view and not look.under:
            self.go_up()
            return
        look = self.looking(where)
        if look.view in ("desk", "review", "practice"):
            self.go_home(look.view, look=look)
            return
        self.show(look=look, said="", said_bad=False)

    def looking(self, where: Go) -> Look:
        """The look once there."""
        look = self.now.look
        if not where.view:
            return look.back()
        return look.instead(where.view, where.about) if where.instead else look.into(where.view, where.about)

    def go_up(self) -> None:
        """Esc with nothing to go back to: leaving a meeting for the front desk wants the key twice."""
        scene = self.now
        if scene.world.record is None:
            return
        if scene.look.armed != "leave":
            armed = replace(scene.look, armed="leave")
            check = scene.world.record.open_check
            say = "Everything is saved. Esc again goes to the front desk."
            if check and not scene.world.read_only:
                say = f"{check.number} is open: leaving makes it INCOMPLETE. Esc again leaves all the same."
            self.show(look=armed, said=say, said_bad=check is not None)
            return
        self.leave_session()
        self.go_home("desk")

    def leave(self) -> None:
        """Leave the program; everything that was saved is saved, and unsent text is kept."""
        self.leave_session()
        self.exit(0)

    def leave_session(self) -> None:
        """Keep what was not sent, and the team for next time."""
        orders.keep_drafts(self)
        orders.remember_team(self)
        if self.opened is not None:
            self.opened.close()
            self.opened, self.desk = None, None  # nothing more is written without the lock

    def go_home(self, name: str, look: Look | None = None, filters: dict[str, str] | None = None) -> None:
        """A list of sessions, read anew from the folder; a session that was followed up is given back."""
        if self.opened is not None:
            self.leave_session()
        try:
            listed = self.house.rows(practice=name == "practice")
            rows, notes = listed.rows, (*listed.unread, *listed.notes)
        except IbpsError as error:
            rows, notes = (), (str(error),)
        scene = self.now
        look = look or Look(view=name, filters=filters or {})
        world = replace(
            scene.world,
            today=self.house.clock().date(),
            record=None,
            journal=None,
            read_only=False,
            rows=rows,
            notes=notes,
            scenarios=self.house.scenarios() if name == "practice" else scene.world.scenarios,
        )
        self.desk = None
        self.show(world=world, look=look, saved="", said="", said_bad=False)

    def order(self, order: Order) -> None:
        """What needs the folder: open, read, begin."""
        orders.carry(self, order)

    def open(self, file: str) -> None:
        """A session, to go on with, at the stage where it stood."""
        orders.open_session(self, file)

    # the app's own

    def keep_drafts(self) -> None:
        """Unsent text, on this machine only, so that a crash does not take it."""
        orders.keep_drafts(self)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette offers what the keys offer, in words."""
        if isinstance(screen, Room):
            for action in actions_for(self.now.look.view):
                row = self.room.items.selected
                name = f"{action.short} ({action.shown})"
                yield SystemCommand(name, action.words, partial(self.act, action.name, row))

"""The app: owns the scene, and is the only place that calls the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.actions import SkipAction
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from ibps.core.errors import Conflict, IbpsError, NotSaved
from ibps.core.plain import plain
from ibps.ui import asking, keeping, orders, palette
from ibps.ui.actions import rescues
from ibps.ui.forms import Form
from ibps.ui.hangup import on_hangup
from ibps.ui.keymap import BINDABLE
from ibps.ui.outcomes import (
    adds,
    at_its_stage,
    carry_out,
    for_reading,
    goes_on,
    marked_now,
    narrowed,
    newest,
    to_stage,
)
from ibps.ui.scene import Scene
from ibps.ui.screens.room import Room
from ibps.ui.settings import AS_IT_COMES, Settings
from ibps.ui.theme import THEMES
from ibps.ui.together import Looked, Together, only_reading, undecided
from ibps.ui.turns import OneKeyAtATime
from ibps.ui.view import Arm, Ask, Do, Draw, Go, Look, Order, Outcome, Say, There, World
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
        Binding(key, f"key('{key}')", show=False, priority=True)
        for key in BINDABLE
    ]

    scene: reactive[Scene | None] = reactive(None, init=False)

    def __init__(
        self, house: House, ready: Callable[[], None] | None = None, settings: Settings = AS_IT_COMES
    ) -> None:
        super().__init__()
        self.house, self.ready = house, ready  # `ready` is called once the first frame is out
        self.settings = settings
        self.desk: Desk | None = None
        self.session = ""
        self.opened: Opened | None = None
        self.met: Record | None = None  # the record as it was when it was opened; None for a new one
        self.kept: tuple[str, dict[str, str]] = ("", {})
        self.held: dict[str, str] = {}  # unsent text of the meeting, while its session is only followed up
        self.began = ""  # the line some questions began with, given back when they are left
        self.room = Room(house.clock)
        self.together = Together(self)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = settings.theme if settings.theme in self.available_themes else THEMES[0].name

    def on_mount(self) -> None:
        """The first scene is what the command line asked for."""
        self.room.data_bind(IbpsApp.scene)
        on_hangup(self.leave)
        keys = self.settings.keys
        world = World(today=self.house.clock().date(), place=self.house.place(), keys=keys)
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

    async def on_event(self, event: events.Event) -> None:
        """The palette is Textual's own and shows what is pasted as it comes, so it comes made safe."""
        if isinstance(event, events.Paste) and not isinstance(self.screen, Room):
            event.text = plain(event.text)
        await super().on_event(event)

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
        if looked_at.filters:  # also with nothing typed: Enter opens what is chosen
            row = narrowed(scene.world, scene.look, event.text, self.room.items.selected)
            self.carry_safely(lambda: looked_at.chosen(scene.world, scene.look, row))
            if self.now.look.view == looked_at.name:
                self.room.entry.give_back(event.text)
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
        self.show(look=self.now.look.narrowed(event.text))

    @on(Room.Asked)
    def asked(self, event: Room.Asked) -> None:
        """A key that is not text."""
        scene = self.now
        looked_at = view(scene.look.view)
        if scene.look.view == "blank":
            self.cover(False)
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
            case "stage":
                self.carry_safely(lambda: to_stage(self, event.what))
            case _:
                self.go(Go())

    def action_key(self, key: str) -> None:
        """A key that works while typing, if it means anything here; nothing else on the screen takes it."""
        action = self.now.world.keys.find(self.now.look.view, key) if self.screen is self.room else None
        if action is None:
            raise SkipAction
        self.act(action.name, self.room.items.selected)

    def act(self, name: str, row: Row | None) -> None:
        """An action of the table, if the view has it."""
        scene = self.now
        action = scene.world.keys.action(name)
        if scene.look.view == "blank":
            self.cover(False)
            return
        if action in rescues(scene.look.view, scene.world.keys.actions):  # from the palette alone
            self.carry_safely(lambda: Go("rescue", name))
            return
        if action.views and scene.look.view not in action.views:
            return
        if scene.form is not None and name not in palette.MEANWHILE:
            self.tell("Answer first, or leave this with Esc.", bad=True)
            return
        if scene.world.read_only and not for_reading(scene.look.view, name, self.together.reading):
            self.tell(str(only_reading(scene.world)), bad=True)
            return
        self.carry_safely(lambda: carry_out(name, self, row))

    def next_slot(self, by: int) -> None:
        """Tab: the next kind of entry; the text stays."""
        look = self.now.look
        if self.now.form is not None:
            return  # a question is on the line, not a kind of entry
        slots = view(look.view).slots(self.now.world, look)
        now = look.slot(slots)
        if now is not None:
            after = slots[(slots.index(now) + by) % len(slots)]
            self.show(look=replace(look, slots={**look.slots, look.view: after.key}))

    @on(Looked)
    def looked(self, event: Looked) -> None:
        """What another program did with this session."""
        self.together.looked(event)

    # what views answer

    def carry_safely(self, outcome_of: Any, leaving: Form | None = None) -> bool:
        """Carry an outcome out; say what stood in the way. True when it was done."""
        try:
            if leaving is not None:
                self.show(form=None, said="", said_bad=False)
            self.carry(outcome_of())
        except Conflict as error:
            self.together.conflict(error)
            return False
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
            case There(then):
                self.go(Go())
                for one in then:
                    self.carry(one)
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
                raise only_reading(self.now.world)
            if self.now.world.apart is not None:
                raise undecided(self.now.world)
            before = self.desk.record
            self.desk.do(*at_its_stage(self.now, todo.acts))
            select = select or newest(before.numbers, self.desk.record.numbers)
            said = todo.came(before, self.desk.record) if todo.came else said
        look = self.now.look
        if todo.slot:
            look = replace(look, slots={**look.slots, look.view: todo.slot})
        if todo.view not in ("", "concern"):
            look = self.looking(Go("" if todo.view == "back" else todo.view, todo.about, todo.instead))
        if goes_on(todo.acts):
            look = replace(look, under=())  # where the meeting is, nobody only looks
        self.refresh_record(look, said=said, select=select, saved=bool(todo.acts))
        if todo.view == "concern":
            from ibps.ui.check_asks import concern_form

            self.carry(concern_form(self.now.world, int(todo.about)))

    def refresh_record(self, look: Look, said: str = "", select: str = "", saved: bool = True) -> None:
        """Show the desk's record. `saved` says that something was just written, so that trouble is over."""
        scene = self.now
        if self.desk is None:
            return
        today = self.house.clock().date()  # a meeting may go on past midnight
        world = replace(scene.world, today=today, record=self.desk.record, journal=self.desk.journal)
        if scene.world.journal is not None and scene.world.record is not None:
            said = f"{said} {marked_now(scene.world, world)}".strip()
        if look.view == "scale":
            world = keeping.with_scales(self, world)
        elif look.view == "opening":
            world = orders.with_before(self, world)
        if self.desk.record.keyboard != scene.world.meeting.keyboard:
            world = keeping.handed_over(self, world, scene.world.meeting)
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
            orders.go_home(self, look.view, look)
            return
        world = orders.with_before(self, self.now.world) if look.view == "opening" else self.now.world
        self.show(world=world, look=look, said="", said_bad=False, select=where.select)

    def cover(self, on: bool) -> None:
        """Blank this window and the room's, or bring both back. What the room is shown is no act."""
        self.go(Go("blank" if on else ""))
        if self.opened is not None and not self.opened.blank(on):
            self.tell(orders.NOT_COVERED if on else orders.NOT_UNCOVERED, bad=True)

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
        keeping.leave_session(self)
        orders.go_home(self, "desk")

    def leave(self) -> None:
        """Leave the program; everything that was saved is saved, and unsent text is kept."""
        keeping.leave_session(self)
        self.exit(0)

    def order(self, order: Order) -> None:
        """What needs the folder: open, read, begin."""
        orders.carry(self, order)

    def open(self, file: str) -> None:
        """A session, to go on with, at the stage where it stood."""
        orders.open_session(self, file)

    # the app's own

    def keep_drafts(self) -> None:
        """Unsent text, on this machine only, so that a crash does not take it."""
        keeping.keep_drafts(self)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette offers what the keys offer, in words."""
        return palette.commands(self) if isinstance(screen, Room) else ()

    def action_command_palette(self) -> None:
        """Not over a blanked screen, which any key brings back."""
        if self.now.look.view == "blank":
            self.cover(False)
        else:
            super().action_command_palette()

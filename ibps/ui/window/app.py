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
from ibps.ui.actions import for_reading, rescues, takes_up
from ibps.ui.crash import Guarded
from ibps.ui.forms import Form
from ibps.ui.hangup import on_hangup
from ibps.ui.keymap import BINDABLE
from ibps.ui.scene import Scene
from ibps.ui.screens.room import Room
from ibps.ui.settings import AS_IT_COMES, Settings
from ibps.ui.theme import THEMES
from ibps.ui.view import Arm, Ask, Do, Draw, Go, Look, Order, Outcome, Say, There, World
from ibps.ui.views import view
from ibps.ui.widgets.rows import Row
from ibps.ui.window import asking, elsewhere, entering, keeping, leaving, mistakes, orders, palette, writing
from ibps.ui.window.aside import Step, StepByStep
from ibps.ui.window.outcomes import (
    carry_out,
    to_stage,
)
from ibps.ui.window.parted import Parted
from ibps.ui.window.together import Looked, Together

if TYPE_CHECKING:
    from textual.command import Provider

    from ibps.core.record import Record
    from ibps.desk import Desk
    from ibps.ui.house import House, Opened


class IbpsApp(Guarded, StepByStep, App[int]):
    """One window on one folder of sessions. Everything shown is a function of `scene`."""

    TITLE = "ibps"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {palette.provider}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"key('{key}')", show=False, priority=True)
        for key in BINDABLE
    ]

    scene: reactive[Scene | None] = reactive(None, init=False)

    def __init__(
        self, house: House, ready: Callable[[], None] | None = None, settings: Settings = AS_IT_COMES
    ) -> None:
        super().__init__(house.report)
        self.house, self.ready = house, ready  # `ready` is called once the first frame is out
        self.settings = settings
        self.desk: Desk | None = None
        self.session = ""
        self.opened: Opened | None = None
        self.met: Record | None = None  # the record as it was when it was opened; None for a new one
        self.kept: keeping.Unsent = ("", {}, keeping.NOWHERE)
        self.seen_unsent, self.changed_for = self.kept, 0.0  # as it was a moment ago; seconds it is another
        self.began = ""  # the line some questions began with, given back when they are left
        self.in_flight: dict[str, str] = {}  # by draft: text being saved, or behind another question
        self.waits: tuple[Form, str] | None = None  # a question, and its answer, behind that of where to save
        self.covered = False  # blanked while something was being saved
        self.moved = ""  # where a session went on that was saved elsewhere, as a sentence
        self.trying = False  # a look is under way at whether the disk takes a save again
        self.hung_up = False  # nobody sees the screen any more
        self.given_up: Callable[[Callable[[], object]], None] | None = None  # see `elsewhere.give_up`
        self.leaving = False  # asked to leave while something was being saved
        self.room = Room(house.clock, lambda scene: mistakes.sheet_of(self, scene))
        self.together, self.parted = Together(self), Parted(self)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = settings.theme if settings.theme in self.available_themes else THEMES[0].name

    def on_mount(self) -> None:
        """The first scene is what the command line asked for."""
        self.room.data_bind(IbpsApp.scene)
        on_hangup(lambda: leaving.hung_up(self))
        keys = self.settings.keys
        world = World(today=self.house.clock().date(), place=self.house.place(), keys=keys)
        self.scene = Scene(world=world, look=Look())
        self.push_screen(self.room)
        self.begin(lambda: orders.begin(self))
        self.set_interval(keeping.QUIET, lambda: keeping.look_at_drafts(self))
        self.set_interval(elsewhere.PAUSE, lambda: elsewhere.try_again(self))
        if self.ready is not None:
            self.call_after_refresh(self.ready)

    def on_unmount(self) -> None:
        """Nobody looks at a file for a window that is not there."""
        self.together.stop()

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
        self.begin(lambda: entering.enter(self, event))

    @on(Room.Narrowed)
    def narrowed(self, event: Room.Narrowed) -> None:
        """The filter of a list."""
        self.show(look=self.now.look.narrowed(event.text))

    @on(Room.Asked)
    def asked(self, event: Room.Asked) -> None:
        """A key that is not text."""
        if event.kind == "action":
            self.act(event.what, event.row)
        else:
            self.begin(lambda: self._asked(event))

    async def _asked(self, event: Room.Asked) -> None:
        scene = self.now
        looked_at = view(scene.look.view)
        if scene.look.view == "blank":
            self.cover(False)
            return
        match event.kind:
            case "key":
                await self.carry_safely(
                    lambda: looked_at.key(event.what, scene.world, scene.look, event.row)
                )
            case "chosen":
                await self.carry_safely(lambda: looked_at.chosen(scene.world, scene.look, event.row))
            case "slot":
                self.next_slot(1 if event.what == "next" else -1)
            case "form":
                asking.leave(self)
            case "stage":
                await self.carry_safely(lambda: to_stage(self, event.what))
            case _:
                await self.go(Go())

    def action_key(self, key: str) -> None:
        """A key that works while typing, if it means anything here; nothing else on the screen takes it."""
        action = self.now.world.keys.find(self.now.look.view, key)
        over = self.screen is not self.room  # the palette, which knows no keys of ours
        if action is None or (over and action.name != "blank"):
            raise SkipAction
        if over:
            self.pop_screen()
        self.act(action.name, self.room.items.selected)

    def act(self, name: str, row: Row | None) -> None:
        """An action of the table, if the view has it."""
        self.begin(lambda: self._act(name, row))

    async def _act(self, name: str, row: Row | None) -> None:
        self.note(f"{name} in {self.now.look.view}")
        scene = self.now
        action = scene.world.keys.action(name)
        if scene.look.view == "blank":
            self.cover(False)
            return
        if action in rescues(scene.look.view, scene.world.keys.actions):  # from the palette alone
            await self.carry_safely(lambda: Go("rescue", name))
            return
        if scene.world.read_only and not scene.world.along and takes_up(scene.look.view, name):
            looked_at = view("reader")
            await self.carry_safely(lambda: looked_at.do(name, scene.world, scene.look, row))
            return
        if action.views and scene.look.view not in action.views:
            return
        if scene.form is not None and not palette.meanwhile(scene, name):
            self.tell("Answer first, or leave this with Esc.", bad=True)
            return
        if scene.world.read_only and not for_reading(scene.look.view, name, scene.world.along):
            self.tell(str(writing.only_reading(scene.world)), bad=True)
            return
        await self.carry_safely(lambda: carry_out(name, self, row))

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
        self.begin(lambda: self.guarded(self.together.looked(event)))

    # what views answer

    async def carry_safely(self, outcome_of: Any, leaving: Form | None = None) -> bool:
        """Carry an outcome out; say what stood in the way. True when it was done."""
        try:
            if leaving is not None:
                self.show(form=None, said="", said_bad=False)
            await self.carry(outcome_of())
        except Conflict as error:
            await self.guarded(self.parted.conflict(error))
            return False
        except NotSaved as error:
            # Where no session is open for writing, nothing of it can be unsaved.
            trouble = error.reason if self.desk is not None else self.now.trouble
            said = f"{error} {elsewhere.offered(self)}".strip()
            self.show(trouble=trouble, said=said, said_bad=True)
            return False
        except IbpsError as error:
            self.tell(str(error), bad=True)
            return False
        except ValueError as error:  # what Pydantic says of a text that is too long, for one
            self.tell(f"This cannot be kept as it is: {asking.fault(error)}.", bad=True)
            return False
        except Exception as error:  # a mistake in the program must not end the meeting
            self.tell(mistakes.sentence(self, error), bad=True)
            return False
        return True

    async def guarded(self, step: Step) -> None:
        """What another program brought about. What goes wrong with it is added to what was said."""
        try:
            await step
        except Exception as error:
            more = str(error) if isinstance(error, IbpsError) else mistakes.sentence(self, error)
            self.tell(f"{self.now.said} {more}".strip(), bad=True)

    async def carry(self, outcome: Outcome) -> None:
        """Carry an outcome out."""
        match outcome:
            case Do():
                await writing.do(self, outcome)
            case Draw(build):
                from ibps.desk import draw

                await writing.do(self, build(draw()))
            case Ask(form):
                self.show(form=asking.taken_up(self, form), said="", said_bad=False)
            case Go():
                await self.go(outcome)
            case There(then):
                await self.go(Go())
                for one in then:
                    await self.carry(one)
            case Say(text, bad):
                self.tell(text, bad)
            case Arm(action, text):
                self.show(look=replace(self.now.look, armed=action), said=text, said_bad=True)
            case Order():
                await orders.carry(self, outcome)
            case None:
                pass

    async def go(self, where: Go) -> None:
        """Another view, or back."""
        look = self.now.look
        if not where.view and not look.under:
            await leaving.go_up(self)
            return
        look = self.looking(where)
        if look.view in ("desk", "review", "practice"):
            await orders.go_home(self, look.view, look)
            return
        world = self.now.world
        if look.view == "opening":
            world = await keeping.with_before(self, world)
        self.show(world=world, look=look, said="", said_bad=False, select=where.select)

    def cover(self, on: bool) -> None:
        """Blank this window and the room's, or bring both back. What the room is shown is no act."""
        self.show(look=self.looking(Go("blank" if on else "")), said="", said_bad=False)
        self.begin(lambda: leaving.tell_room(self, on))

    def looking(self, where: Go) -> Look:
        """The look once there."""
        look = self.now.look
        if not where.view:
            return look.back()
        return look.instead(where.view, where.about) if where.instead else look.into(where.view, where.about)

    def leave(self) -> None:
        """Leave the program; everything that was saved is saved, and unsent text is kept."""
        self.begin(lambda: leaving.leave(self))

    def open(self, file: str) -> None:
        """A session, to go on with, at the stage where it stood."""
        self.begin(lambda: orders.open_session(self, file))

    # while the disk takes its time

    def stall_began(self, what: str) -> None:
        """It is said, and what is blanked stays so."""
        self.show(under_way=what)
        self.set_timer(elsewhere.LONG, lambda: elsewhere.still_waiting(self))
        if self.covered:
            self.show(look=self.now.look.into("blank"), said="", said_bad=False)

    def stall_ended(self) -> None:
        """What was begun goes on where it was asked for, also when the screen was blanked meanwhile."""
        self.covered = self.now.look.view == "blank"
        self.show(under_way="", **({"look": self.now.look.back()} if self.covered else {}))

    def step_ended(self) -> None:
        """Blank again, if it was; and gone, if that was asked for."""
        if self.covered:
            self.covered = False
            self.show(look=self.now.look.into("blank"), said="", said_bad=False)
        leaving.step_ended(self)

    def meanwhile(self, key: str) -> bool:
        """Leaving and blanking are never held up."""
        return leaving.meanwhile(self, key)

    # the app's own

    def keep_drafts(self) -> None:
        """Unsent text, on this machine only, so that a crash does not take it."""
        keeping.keep_drafts(self)

    def stopped(self) -> str:
        """What is said, and done, when the program cannot go on."""
        return mistakes.stopped(self)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette offers what the keys offer, in words."""
        return palette.commands(self) if isinstance(screen, Room) else ()

    def action_command_palette(self) -> None:
        """Not over a blanked screen, which any key brings back."""
        if self.now.look.view == "blank":
            self.cover(False)
        else:
            super().action_command_palette()

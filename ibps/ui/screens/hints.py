"""What the hint line names: the keys that mean something as things are."""

from __future__ import annotations

from ibps.ui.actions import for_reading, takes_up
from ibps.ui.forms import Field
from ibps.ui.scene import Scene
from ibps.ui.screens.lines import Use, use_of
from ibps.ui.views import view

Hints = tuple[tuple[str, str], ...]
"""Keys, each with its word."""


def hints(scene: Scene, use: Use, typing: bool, width: int) -> Hints:
    """The keys for a line of so many cells. `typing`: the entry line has the focus, so letters are text."""
    world, keys, looked_at = scene.world, scene.world.keys, view(scene.look.view)
    if isinstance(use, Field):
        return (("Enter", "answers"), ("Esc", "leaves"), (keys.of("help"), "help"))
    idle, own = idle_in(scene), looked_at.keys(world, scene.look)
    if typing:
        kinds: Hints = (("Tab", "switch"),) if len(looked_at.slots(world, scene.look)) > 1 else ()
        enter = tuple(key for key in own if key[0] == "Enter")
        more = own if looked_at.passing else (*enter, ("Esc", "list"), *kinds)
        return keys.hints(looked_at.name, width, True, more, idle)
    more = (*own, ("Enter", "type")) if use_of(scene) and not looked_at.filters else own
    if takes_up_here(scene):
        more = (*more, (keys.of("meet"), keys.action("meet").short))
    return keys.hints(looked_at.name, width, False, more, idle)


def idle_in(scene: Scene) -> frozenset[str]:
    """Actions that mean nothing as things are; in a stage that is only read, all that would enter words."""
    name, world = scene.look.view, scene.world
    idle = view(name).idle(world, scene.look)
    if not (scene.trouble or world.other):
        idle |= {"file"}
    if not world.read_only:
        return idle
    here = world.keys.view(name)
    return idle.union(one.name for one in here if not for_reading(name, one.name, world.along))


def takes_up_here(scene: Scene) -> bool:
    """Whether the session is only read, and a letter takes it up again from here."""
    return scene.world.read_only and not scene.world.along and takes_up(scene.look.view, "meet")

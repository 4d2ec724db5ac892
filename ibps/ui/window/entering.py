"""What Enter on the entry line means: an answer to a question, or words for the view looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibps.ui.views import view
from ibps.ui.window import asking
from ibps.ui.window.outcomes import narrowed

if TYPE_CHECKING:
    from ibps.ui.screens.room import Room
    from ibps.ui.window.app import IbpsApp


async def enter(app: IbpsApp, event: Room.Entered) -> None:
    """An answer to a form's question, or something for the view."""
    scene = app.now
    if scene.form is not None:
        text = event.text
        if event.use is not scene.form.field:
            # Entered before this question was on the screen: an empty line takes what stands there.
            text = text or scene.form.field.start
            app.room.entry.text = app.room.entry.text.removeprefix(scene.form.field.start)
        await asking.answer(app, scene.form, text)
        return
    looked_at = view(scene.look.view)
    if looked_at.filters:  # also with nothing typed: Enter opens what is chosen
        chosen = app.room.items.selected
        await app.carry_safely(
            lambda: looked_at.chosen(
                scene.world, scene.look, narrowed(scene.world, scene.look, event.text, chosen)
            )
        )
        if app.now.look.view == looked_at.name:
            app.room.entry.give_back(event.text)
        return
    if not event.text.strip():
        return
    slot = scene.look.slot(looked_at.slots(scene.world, scene.look))
    if slot is not None:
        app.in_flight = {looked_at.name: event.text}
        if await app.carry_safely(lambda: looked_at.enter(scene.world, scene.look, slot, event.text)):
            app.began = event.text if app.now.form else ""
            if app.kept[1] and app.now.form is None:
                app.in_flight = {}
                app.keep_drafts()  # so that it does not come back as unsent
            if app.now.look.armed not in ("", scene.look.armed):
                app.room.entry.give_back(event.text)  # it is wanted a second time
        else:
            app.room.entry.give_back(event.text)
        app.in_flight = {}

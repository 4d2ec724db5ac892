"""Questions on the entry line: answering, leaving, and losing nothing of what was typed on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ibps.ui.forms import Form, Unclear

if TYPE_CHECKING:
    from ibps.ui.app import IbpsApp


def answer(app: IbpsApp, form: Form, text: str) -> None:
    """The next question, or everything the form asked for at once."""
    try:
        after = form.answered(text)
    except (Unclear, ValueError) as unclear:
        words = str(unclear) if isinstance(unclear, Unclear) else f"This cannot be kept: {fault(unclear)}."
        app.show(said=words, said_bad=True)
        app.room.entry.give_back(text)
        return
    if isinstance(after, Form):
        app.show(form=after, said="", said_bad=False)
        return
    if app.carry_safely(lambda: after, leaving=form):
        app.began = ""
        return
    # What was typed is still there, to be put right or to be saved once the disk takes it.
    app.show(form=form)
    app.room.entry.text = text  # and not after what the question began with


def leave(app: IbpsApp) -> None:
    """Esc leaves the questions. What was typed wants the key twice, and goes back to the entry line."""
    scene, typed = app.now, half_typed(app)
    asked = f"form:{typed}"
    if scene.form and typed not in ("", app.began) and scene.look.armed != asked:
        armed = replace(scene.look, armed=asked)
        app.show(look=armed, said="Esc again leaves these questions.", said_bad=True)
        return
    if typed:
        app.room.drafts[scene.look.view] = typed + app.room.drafts.get(scene.look.view, "")
    app.show(form=None, said="", said_bad=False, look=replace(scene.look, armed=""))
    app.began = ""


def half_typed(app: IbpsApp) -> str:
    """What was typed into the questions so far: it is not in the record, and not lost either."""
    form = app.now.form
    if form is None:
        return ""
    current = app.room.entry.text.strip()
    parts = (app.began, *form.typed, "" if current == form.field.start else current)
    return "; ".join(dict.fromkeys(part for part in parts if part))


def fault(error: ValueError) -> str:
    """What was wrong with a value, in a few words."""
    from ibps.core.acts import first_fault

    return first_fault(error)

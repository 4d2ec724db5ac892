"""Questions on the entry line: answering, leaving, and losing nothing of what was typed on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ibps.ui.forms import Form, Unclear
from ibps.ui.views import FRONT

if TYPE_CHECKING:
    from ibps.ui.window.app import IbpsApp


async def answer(app: IbpsApp, form: Form, text: str) -> None:
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
    view = app.now.look.view
    waits = app.waits
    app.in_flight = _typed(app, form, text) | (_typed(app, *waits) if waits else {})
    saved = await app.carry_safely(lambda: after, leaving=form)
    app.in_flight = _typed(app, *waits) if waits else {}
    if saved:
        done(app, view, form)
        if waits is not None:
            give_back(app)
        else:
            app.began = ""
        return
    # What was typed is still there, to be put right or to be saved once the disk takes it.
    app.show(form=form)
    app.room.entry.text = text  # and not after what the question began with


def leave(app: IbpsApp) -> None:
    """Esc leaves the questions; what was typed wants the key twice, and is there when they come again."""
    scene, typed = app.now, half_typed(app)
    asked = f"form:{typed}"
    if scene.form and typed and scene.look.armed != asked:
        armed = replace(scene.look, armed=asked)
        say = "Esc again leaves these questions. What was typed is there when they are asked again."
        app.show(look=armed, said=say, said_bad=True)
        return
    if app.waits is not None:
        give_back(app)
        return
    put_aside(app)


def put_aside(app: IbpsApp) -> None:
    """The questions are left; what was typed is there when they are asked again."""
    if app.waits is not None:
        give_back(app)
    look = app.now.look
    if app.now.form is None:
        return
    app.room.drafts.update(half_typed(app))
    if app.began:
        app.room.drafts[look.view] = app.began + app.room.drafts.get(look.view, "")
    app.show(form=None, said="", said_bad=False, look=replace(look, armed=""))
    app.began = ""


def half_typed(app: IbpsApp) -> dict[str, str]:
    """What was typed into the questions so far, by draft: it is not in the record, and not lost either."""
    form = app.now.form
    return {} if form is None else _answers(app, form, app.room.entry.text)


def _typed(app: IbpsApp, form: Form, text: str) -> dict[str, str]:
    """The same for a question whose last answer is on its way to the disk, with the line it began with."""
    view = app.now.look.view
    return _answers(app, form, text) | ({view: app.began} if app.began else {})


def _answers(app: IbpsApp, form: Form, text: str) -> dict[str, str]:
    typed, current = dict(form.typed), text.strip()
    if current not in ("", form.field.start):
        typed[form.field.name] = current
    apart = {name: text for name, text in typed.items() if text != app.began}  # that goes back to its line
    return {_draft(app.now.look.view, form, name): text for name, text in apart.items()}


def put_behind(app: IbpsApp) -> None:
    """The question on the line waits behind the next one, with its answer as far as it was typed."""
    form = app.now.form
    if form is not None:
        app.waits = form, app.room.entry.text
        app.in_flight = _typed(app, *app.waits)
        app.room.entry.clear()


def give_back(app: IbpsApp) -> None:
    """A question that waited is asked again, with what was typed."""
    if app.waits is not None:
        (form, text), app.waits, app.in_flight = app.waits, None, {}
        app.show(form=form)
        app.room.entry.text = text


def taken_up(app: IbpsApp, form: Form) -> Form:
    """The questions with what was typed into them before they were left."""
    view, drafts, row = app.now.look.view, app.room.drafts, app.room.chosen
    form = replace(form, about=row.key if row else "")
    fields = (replace(one, start=drafts.get(_draft(view, form, one.name), one.start)) for one in form.fields)
    return replace(form, fields=tuple(fields))


def unfinished(drafts: Mapping[str, str]) -> str:
    """Which questions were left half answered, or "": what was typed is on no line until they are asked."""
    titles = {name.split("?")[-2]: None for name in drafts if name.count("?") > 1 and not _private(name)}
    named = ", ".join(f"“{title}”" for title in titles)
    return f"What was typed for {named} is kept, and stands there when it is asked again." if named else ""


def _private(name: str) -> bool:
    return name.startswith(("notes", "of "))


def done(app: IbpsApp, view: str, form: Form) -> None:
    """The questions were answered; nothing of them is unsent any more."""
    prefix = _draft(view, form, "")
    for name in [name for name in app.room.drafts if name.startswith(prefix)]:
        del app.room.drafts[name]


def _draft(view: str, form: Form, field: str) -> str:
    where = f"{view}?{'' if form.anywhere else form.about}"
    if form.anywhere and view not in FRONT:  # what is asked on the lists is of no session
        where = "anywhere"
    return f"{where}?{form.title}?{field}"


def fault(error: ValueError) -> str:
    """What was wrong with a value, in a few words."""
    from ibps.core.acts import first_fault

    return first_fault(error)

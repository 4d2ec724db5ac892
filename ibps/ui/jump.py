"""Going to anything by its number or a few words, from wherever one is; Esc comes back."""

from __future__ import annotations

from ibps import guide
from ibps.core.places import Place, places
from ibps.core.record import Record
from ibps.core.sentences import count, day
from ibps.ui.view import Go, Look, Outcome, Say, Sheet, Slot, View, World
from ibps.ui.widgets.rows import Row


class PlacesView(View):
    """Everything there is to go to; typing narrows it, Enter goes to the line chosen."""

    name = "places"
    filters = True
    passing = True

    def sheet(self, world: World, look: Look) -> Sheet:
        """What the typed text points at."""
        found = places(world.meeting, look.filters.get(self.name, ""))
        rows = tuple(map(_row, found)) or (
            Row("none", "Nothing here says that. Take a word away.", kind="quiet"),
        )
        question = f"{count(len(found), 'place', 'places')}. Type to narrow; Enter goes there, Esc back."
        return Sheet(f"GO TO · {world.meeting.session.title}", question, rows)

    def slots(self, world: World, look: Look) -> tuple[Slot, ...]:
        """A filter, as in the review."""
        return (Slot("filter", "Go to", "a number such as I3, or some words"),)

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """There, with that line chosen."""
        found = [place for place in places(world.meeting) if row is not None and place.name == row.key]
        return _landing(world.meeting, look, found[0]) if found else Say("Nothing here says that.")

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Enter goes, Esc goes back."""
        return (("Enter", "go"), ("Esc", "back"))


def _row(place: Place) -> Row:
    title = "Minutes" if place.stage == "minutes" else guide.load(place.stage).text("Title")
    return Row(place.name, place.text, number=place.number, tail=title)


def _landing(record: Record, look: Look, place: Place) -> Outcome:
    """The view that shows it. Coming to where one was anyway is no step that Esc would have to take back."""
    view, about, row = place.stage, "", place.row
    if view == "minutes":
        about, row = place.number, ""
    elif record.open_check and record.open_check.number == place.number:
        view, row = "check", ""
    for parked in record.parked:
        if parked.number == place.number and parked.taken_up:  # no list shows it any more
            return Say(f"{parked.number} was taken up again on {day(parked.taken_up)}.")
    if look.under and look.under[-1] == (view, about):
        return Go(select=row)
    return Go(view, about, instead=True, select=row)

"""Every view by name. The record's classes are loaded only when a view of a meeting is first asked for."""

from __future__ import annotations

from functools import cache

from ibps.ui.view import View

FRONT = frozenset({"desk", "review", "practice"})


@cache
def view(name: str) -> View:
    """The view of that name. Views are stateless, so one of each is enough."""
    if name in FRONT:
        from ibps.ui import front

        return {one.name: one for one in (front.DeskView(), front.ReviewView(), front.PracticeView())}[name]
    return _of_a_meeting()[name]


def names() -> tuple[str, ...]:
    """Every view there is; those of the front desk, which need no session, come last."""
    return (*_of_a_meeting(), *sorted(FRONT))


@cache
def _of_a_meeting() -> dict[str, View]:
    from ibps.ui import (
        attest,
        check,
        coach,
        follow,
        history,
        jump,
        minutes,
        notes,
        readers,
        rescue,
        versions,
        words,
    )
    from ibps.ui.stages import VIEWS
    from ibps.ui.terms import rule, scale

    others = (
        rule.RuleView(),
        scale.ScaleView(),
        words.WordsView(),
        check.CheckView(),
        words.ResultView(),
        follow.FollowView(),
        readers.AnswerView(),
        readers.ReaderView(),
        minutes.MinutesView(),
        attest.AttestView(),
        attest.CodeView(),
        history.HistoryView(),
        jump.PlacesView(),
        coach.CoachView(),
        rescue.RescueView(),
        readers.HelpView(),
        readers.CardsView(),
        readers.BlankView(),
        notes.NotesView(),
        versions.VersionsView(),
    )
    return {one.name: one for one in (*VIEWS, *others)}

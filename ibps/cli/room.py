"""`ibps room FILE`: what the room sees, in a window of its own or a browser. Nothing is written or locked."""

from __future__ import annotations

import gc
from argparse import Namespace

from ibps.cli import out, place, reports, screens, settings


def run(asked: Namespace) -> int:
    """Follows the file until people leave; whether it is there yet does not matter."""
    if asked.text:
        return _text(asked)
    if asked.port and not asked.serve:
        out.tell("--port says where --serve answers; it goes with no other.")
        return out.USAGE
    if asked.serve:
        from ibps.cli import serve

        return serve.run(asked)
    if not screens.has_terminal():
        return out.USAGE
    gc.disable()
    from ibps.core.clock import local_clock
    from ibps.store.watch import Watch
    from ibps.ui.projector import Projector

    gc.freeze()
    gc.enable()
    folder = place.sessions(asked)
    watch, state = Watch(lambda: place.find(folder, asked.file)), place.state()
    app = Projector(
        watch,
        asked.file,
        local_clock,
        settings=settings.load(),
        keep_report=lambda text: reports.keep(state, local_clock(), text),
    )
    app.run()
    if app.last_words:
        out.tell(app.last_words)
    return app.return_code or out.FINE


def _text(asked: Namespace) -> int:
    """The same as lines, one for each new thing, for a screen reader or a log."""
    from ibps.cli import aloud
    from ibps.core.clock import local_clock
    from ibps.store.watch import Watch

    folder = place.sessions(asked)
    return aloud.follow(Watch(lambda: place.find(folder, asked.file)), local_clock)

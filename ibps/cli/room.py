"""`ibps room FILE`: what the room sees, in a window of its own. Nothing is written, nothing is locked."""

from __future__ import annotations

import gc
from argparse import Namespace

from ibps.cli import out, place, screens, settings


def run(asked: Namespace) -> int:
    """Follows the file until people leave; whether it is there yet does not matter."""
    if not screens.has_terminal():
        return out.USAGE
    gc.disable()
    from ibps.core.clock import local_clock
    from ibps.store.watch import Watch
    from ibps.ui.projector import Projector

    gc.freeze()
    gc.enable()
    folder = place.sessions(asked)
    watch = Watch(lambda: place.find(folder, asked.file))
    app = Projector(watch, asked.file, local_clock, settings=settings.load())
    app.run()
    return app.return_code or out.FINE

"""Where in the program a mistake happened, without the text of an error, which may quote people."""

from __future__ import annotations

import traceback


def traced(error: BaseException) -> list[str]:
    """The frames and the kind of each error, those before it first, and not its text."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    earlier = [*traced(before), "", "and then", ""] if before is not None else []
    frames = traceback.format_list(traceback.extract_tb(error.__traceback__))
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return [*earlier, *"".join(frames).splitlines(), kind]

"""The door. Reads the command line and brings in what that one command needs, when it needs it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from ibps.cli import out
from ibps.core.errors import IbpsError, Refusal

MISTAKE: Final = (
    "A mistake in the program, not yours. What was saved before is safe. "
    "The lines above say where it happened; what people wrote is not in them."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. 0 fine, 1 a problem found, 2 wrong usage, 3 a file not read or written.

    Wrong usage and `--help` leave by SystemExit, as argparse does.
    """
    from ibps.cli.parser import command, read

    out.ready()
    try:
        asked = read(sys.argv[1:] if argv is None else argv)
        code = command(asked)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        out.hush()
        return out.FINE
    except KeyboardInterrupt:
        return 130
    except IbpsError as error:
        out.tell(str(error))
        return out.FOUND if isinstance(error, Refusal) else out.DISK
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        out.tell(f"{where}{(error.strerror or type(error).__name__).lower()}. Nothing was changed.")
        return out.DISK
    except Exception as error:
        from ibps.core.traced import traced

        # Python's own page would print the text of the error as it is, with what people wrote in it.
        out.tell("\n".join(("Traceback (most recent call last):", *traced(error), MISTAKE)))
        return out.DISK

"""`ibps room FILE --serve`: what the room sees, as a page for browsers on this machine.

The address is the same each time the same is asked for, so that a page that is open finds its way back.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import errno
import gc
import hmac
import socket
from argparse import Namespace
from typing import Final

from ibps.cli import out, place
from ibps.core.clock import local_clock
from ibps.store.secret import secret
from ibps.store.watch import Watch

HOST: Final = "127.0.0.1"
FIRST_PORT, PORTS = 49152, 16384
"""Ports that belong to no service."""

NO_EXTRA: Final = (
    "A page for browsers needs the extra [serve], which is not installed. "
    "In the folder of the program: .venv/bin/pip install -e '.[serve]'"
)
READY: Final = "Open this address in a browser on this machine. Ctrl+C ends it."


def run(asked: Namespace) -> int:
    """Follows the file and answers browsers until it is ended by Ctrl+C."""
    gc.disable()
    try:
        from ibps.web.gate import Gate
        from ibps.web.server import serve
    except ModuleNotFoundError as error:
        if error.name != "aiohttp":
            raise
        out.tell(NO_EXTRA)
        return out.USAGE
    gc.freeze()
    gc.enable()
    folder = place.sessions(asked)
    key = secret(place.state())
    about = f"{folder.resolve()}\0{asked.file}"
    try:
        bound = listen(asked.port, key, about)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = "another program has it" if taken else (error.strerror or type(error).__name__).lower()
        out.tell(f"Port {asked.port} cannot be used: {why}. Name another one, or leave --port out.")
        return out.USAGE
    port = bound.getsockname()[1]
    gate = Gate(port, token(key, about, port))

    def ready() -> None:
        out.text(gate.address)
        out.flush()
        out.tell(READY)

    watch = Watch(lambda: place.find(folder, asked.file))
    with contextlib.suppress(KeyboardInterrupt):  # the way to end it, and as good as any key
        asyncio.run(serve(watch, asked.file, local_clock, bound, gate, ready))
    return out.FINE


def listen(port: int, key: bytes, about: str) -> socket.socket:
    """A socket that only this machine reaches, on the port asked for.

    For 0 on the one that goes with what it is about, or, where that is taken, on any that is free.
    OSError for a port that was asked for and cannot be had.
    """
    own = FIRST_PORT + int.from_bytes(_digest(key, about)[:4]) % PORTS
    if port:
        return socket.create_server((HOST, port))
    try:
        return socket.create_server((HOST, own))
    except OSError:
        return socket.create_server((HOST, 0))


def token(key: bytes, about: str, port: int) -> str:
    """What makes the address one that nobody can guess; another one for each file and port."""
    return base64.urlsafe_b64encode(_digest(key, f"{about}\0{port}")[:18]).decode()


def _digest(key: bytes, about: str) -> bytes:
    return hmac.digest(key, about.encode("utf-8", "surrogateescape"), "sha256")

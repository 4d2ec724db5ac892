"""One process that answers all tabs. Nothing a browser sends is used, but for the path it asks for."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from socket import socket
from typing import Any, Final

from aiohttp import web

from ibps.core.glimpse import Glimpse
from ibps.ui.follower import PATIENCE, Follower, Watched
from ibps.ui.hangup import on_hangup
from ibps.web.feed import Feed
from ibps.web.frame import notice
from ibps.web.gate import SAYS, Gate, headers
from ibps.web.style import KINDS, asset

MOST: Final = 32
"""Tabs that follow at a time."""
LINES: Final = 4 * MOST
"""Connections at a time; browsers open some ahead."""
SLOW: Final = 5.0
"""Seconds a tab may take to accept what it is sent before it is let go."""
ALIVE: Final = 15.0
"""Seconds after which a silent tab is asked whether it is still there."""
HURRY: Final = 0.1
"""Seconds an answer may still take when we end; then it is broken off."""
TICK: Final = 0.5
"""Seconds between two looks at what changes with time alone."""
FULL: Final = f"{MOST} windows follow this meeting already. Close one of them, and load this page again."

NO_REQUEST: Final = "This is no request that could be understood."


class Site:
    """What is answered, at one address."""

    def __init__(self, feed: Feed, gate: Gate, slow: float = SLOW) -> None:
        self._feed, self._gate, self._slow = feed, gate, slow
        self.tabs: set[asyncio.Transport] = set()

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """The one way in."""
        hosts, origins, sites = (
            request.headers.getall(name, []) for name in ("Host", "Origin", "Sec-Fetch-Site")
        )
        refused = self._gate.refused(request.method, hosts, origins, sites)
        if refused:
            return _refusal(request, refused)
        place = self._gate.place(request.path)
        full = len(self.tabs) >= MOST
        if place == "":
            body = notice(FULL) if full else self._feed.frame.page
            return _sent(request, body, "text/html", 503 if full else 200)
        if place in KINDS:
            return _sent(request, asset(place), KINDS[place])
        line = web.WebSocketResponse(heartbeat=ALIVE, compress=False, max_msg_size=1, writer_limit=1)
        if place != "follow" or not line.can_prepare(request):
            return _refusal(request, 404)
        if not origins:  # a browser always says which page opens such a line
            return _refusal(request, 403)
        if full:
            return _sent(request, FULL.encode(), "text/plain", 503)
        line.headers.update(headers())
        if request.transport:
            await self._follow(request, line, request.transport)
        return line

    async def _follow(
        self, request: web.BaseRequest, line: web.WebSocketResponse, transport: asyncio.Transport
    ) -> None:
        """A tab, from its first frame until it or we go away."""
        self.tabs.add(transport)
        try:
            await line.prepare(request)
            tell = asyncio.ensure_future(self._tell(line))
            hear = asyncio.ensure_future(line.receive())  # its end, or words it has no business to say
            try:
                await asyncio.wait((tell, hear), return_when=asyncio.FIRST_COMPLETED)
            finally:
                tell.cancel()
                hear.cancel()
                await asyncio.gather(tell, hear, return_exceptions=True)
        finally:
            self.tabs.discard(transport)
            transport.abort()  # no farewell, which a tab that does not listen would hold up

    async def _tell(self, line: web.WebSocketResponse) -> None:
        number = 0
        while True:
            number = await self._feed.after(number)
            async with asyncio.timeout(self._slow):
                await line.send_str(self._feed.frame.message)


def _refusal(request: web.BaseRequest, status: int) -> web.Response:
    return _sent(request, SAYS[status].encode(), "text/plain", status)


def _sent(request: web.BaseRequest, body: bytes, kind: str, status: int = 200) -> web.Response:
    said = headers(f"ws://{request.host}") if status == 200 else headers()
    if status == 405:
        said["Allow"] = "GET, HEAD"
    return web.Response(body=body, status=status, content_type=kind, charset="utf-8", headers=said)


class _Line(web.RequestHandler):
    """One connection, on which what is no request is refused as anything else is, and nothing is printed."""

    __slots__ = ()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Only what is wrong with this program is shown where it runs, and never what somebody sent."""
        if status >= 500 or request.writer.output_size > 0:
            return super().handle_error(request, status, exc, message)
        refused = web.Response(status=status, text=NO_REQUEST, headers=headers())
        refused.force_close()
        return refused


class _Refused(asyncio.Protocol):
    """One connection too many."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.abort()


@asynccontextmanager
async def answering(site: Site, bound: socket) -> AsyncIterator[None]:
    """Answer what comes in on a socket, and end without waiting for anybody."""
    logging.getLogger("aiohttp.websocket").addHandler(logging.NullHandler())  # it repeats what clients say
    server = web.Server(site.answer, handler_cancellation=True)
    loop = asyncio.get_running_loop()

    def taken() -> asyncio.Protocol:
        if len(server.connections) >= LINES:
            return _Refused()
        quiet: Any = None  # no log of requests, as `web.Server` has it too
        return _Line(server, loop=loop, access_log=quiet, lingering_time=0)

    listening = await loop.create_server(taken, sock=bound)
    try:
        yield
    finally:
        listening.close()
        await server.shutdown(HURRY)


async def serve(
    watched: Watched,
    named: str,
    now: Callable[[], datetime],
    bound: socket,
    gate: Gate,
    ready: Callable[[], object],
) -> None:
    """Follow and answer until cancelled or asked to end by the system; `ready` once there is an answer."""
    loop, end = asyncio.get_running_loop(), asyncio.Event()
    feed = Feed(named, now, lambda: follower.waiting > PATIENCE)

    def tell(glimpse: Glimpse) -> None:
        with contextlib.suppress(RuntimeError):  # a look that ends after we did
            loop.call_soon_threadsafe(feed.seen, glimpse)

    follower = Follower(watched, tell)
    on_hangup(end.set)
    async with answering(Site(feed, gate), bound):
        follower.start()
        ready()
        try:
            while not end.is_set():
                feed.tick()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(end.wait(), TICK)
        finally:
            follower.stop()

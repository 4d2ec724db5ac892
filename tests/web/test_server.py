"""The site on a real socket: who gets what, how many may follow, and that nobody can hold it up."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import aiohttp
import pytest

from ibps.core.glimpse import Glimpse
from ibps.core.stages.anytime import EnterStage
from ibps.core.stages.interests import StateInterest
from ibps.core.value import Act
from ibps.web.server import FULL, LINES, MOST
from ibps.web.style import KINDS
from tests.web.kit import TOKEN, Served, meeting, parsed, served

HERE = EnterStage(stage="interests")
ELSEWHERE = (
    {"Host": "evil.example"},
    {"Host": "evil.example:80"},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
)


def said(text: str) -> tuple[EnterStage, StateInterest]:
    return HERE, StateInterest(party="L", text=text)


async def ask(here: Served, path: str = "", method: str = "GET", **headers: str) -> tuple[int, str]:
    address = here.gate.address + path
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    async with here.asking.request(method, address, headers=given, allow_redirects=False) as answer:
        for name in ("Content-Security-Policy", "Cache-Control", "X-Content-Type-Options", "X-Frame-Options"):
            assert name in answer.headers
        assert "Set-Cookie" not in answer.headers and "Location" not in answer.headers
        assert not [name for name in answer.headers if name.startswith("Access-Control")]
        return answer.status, await answer.text()


async def news(line: aiohttp.ClientWebSocketResponse[bool]) -> str:
    """What a tab is told next."""
    message = await line.receive(timeout=20)
    assert message.type is aiohttp.WSMsgType.TEXT, message
    return str(message.data)


async def gone(line: aiohttp.ClientWebSocketResponse[bool]) -> bool:
    """Whether a tab was let go, after what it had still been sent."""
    async with asyncio.timeout(20):
        async for _ in line:
            pass
    return line.closed


def raw(here: Served) -> socket.socket:
    return socket.create_connection(("127.0.0.1", here.gate.port), timeout=20)


async def test_the_page_and_what_lies_beside_it() -> None:
    async with served(*said("Know who approves")) as here:
        status, page = await ask(here)
        assert status == 200 and "Know who approves" in parsed(page).one("main").text
        for name, kind in KINDS.items():
            async with here.asking.get(here.gate.address + name) as answer:
                assert answer.status == 200 and answer.content_type == kind and await answer.read()
        async with here.asking.head(here.gate.address) as answer:
            assert answer.status == 200 and await answer.read() == b""


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
async def test_a_request_from_elsewhere_is_refused_everywhere(headers: dict[str, str]) -> None:
    async with served(*said("Know who approves")) as here:
        for path in ("", "room.css", "follow", "nothing"):
            async with here.asking.get(here.gate.address + path, headers=headers) as answer:
                assert answer.status == 403 and "Know who" not in await answer.text()
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            async with here.follow(**headers):
                pass
        assert refused.value.status == 403


async def test_a_line_to_listen_on_is_for_pages_alone() -> None:
    async with served() as here:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await here.asking.ws_connect(
                f"{here.gate.address}follow"
            )  # no page would not say where it is from
        assert refused.value.status == 403
        assert (await ask(here, "follow"))[0] == 404


@pytest.mark.parametrize(
    "path", ["/", "/x/", f"/{TOKEN}", f"/{TOKEN[:-1]}/", f"/{TOKEN}x/", f"/x/{TOKEN}/", "/favicon.ico"]
)
async def test_without_the_token_there_is_nothing(path: str) -> None:
    async with served(*said("Know who approves")) as here:
        for more in ("", "room.css", "follow"):
            async with here.asking.get(here.origin + path + more) as answer:
                assert answer.status == 404 and "Know who" not in await answer.text()
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await here.asking.ws_connect(f"{here.origin}{path}follow", headers={"Origin": here.origin})
        assert refused.value.status == 404


async def test_nothing_else_is_there() -> None:
    async with served() as here:
        for path in (
            "frame.py",
            "../room.css",
            "%2e%2e/room.css",
            "room.css/",
            "index.html",
            "%00",
            "follow/",
        ):
            assert (await ask(here, path))[0] == 404, path


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_nothing_can_be_sent(method: str) -> None:
    async with served() as here, here.asking.request(method, here.gate.address, data=b"x" * 9000) as answer:
        assert answer.status == 405 and answer.headers["Allow"] == "GET, HEAD"


async def test_requests_no_browser_makes_are_refused() -> None:
    async with served(*said("Know who approves")) as here:
        for asked in (
            f"GET /{TOKEN}/ HTTP/1.0\r\n\r\n",
            f"GET /{TOKEN}/ HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1:{here.gate.port}\r\n\r\n",
            f"GET http://evil.example/{TOKEN}/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
            "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
            f"GET /{TOKEN}/{'x' * 20_000} HTTP/1.1\r\nHost: 127.0.0.1:{here.gate.port}\r\n\r\n",
        ):
            reader, writer = await asyncio.open_connection("127.0.0.1", here.gate.port)
            writer.write(asked.encode("latin-1"))
            answer = (await asyncio.wait_for(reader.read(500), 20)).decode()
            assert answer.startswith(("HTTP/1.0 403", "HTTP/1.1 403", "HTTP/1.0 400", "HTTP/1.1 400")), answer
            assert "Know who" not in answer
            writer.close()
        assert (await ask(here))[0] == 200


async def test_a_tab_is_told_how_things_stand_and_then_what_is_new() -> None:
    async with served(*said("The first")) as here, here.follow() as one, here.follow() as two:
        for line in (one, two):
            assert "The first" in await news(line)
        here.show(*said("The second"))
        for line in (one, two):
            told = await news(line)
            assert "The second" in told and json.loads(told).keys() == {"room", "say"}


async def test_a_tab_that_says_anything_is_let_go_and_nothing_comes_of_it() -> None:
    async with served(*said("The first")) as here:
        for words in ("x", "x" * 100_000):
            async with here.follow() as line:
                await news(line)
                await line.send_str(words)
                assert await gone(line)
        async with here.follow() as line:
            assert "The first" in await news(line)


async def test_one_tab_too_many_is_told_so_and_there_is_room_when_one_goes() -> None:
    async with served(*said("The first")) as here, AsyncExitStack() as tabs:
        lines = [await tabs.enter_async_context(here.follow()) for _ in range(MOST)]
        for line in lines:
            await news(line)
        status, page = await ask(here)
        assert status == 503 and parsed(page).one("main").text == FULL and "The first" not in page
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            async with here.follow():
                pass
        assert refused.value.status == 503
        await lines[0].close()
        async with asyncio.timeout(20):
            while (await ask(here))[0] == 503:
                await asyncio.sleep(0.01)
        async with here.follow() as line:
            await news(line)
        here.show(*said("The second"))
        assert "The second" in await news(lines[1])


async def test_connections_that_ask_nothing_are_counted_too() -> None:
    async with served() as here:
        idle = [await asyncio.open_connection("127.0.0.1", here.gate.port) for _ in range(LINES)]
        reader, writer = await asyncio.open_connection("127.0.0.1", here.gate.port)
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await asyncio.wait_for(reader.readexactly(1), 20)
        for _, other in (*idle, (reader, writer)):
            other.close()
        async with asyncio.timeout(20):
            while True:
                try:
                    assert (await ask(here))[0] == 200
                    break
                except aiohttp.ClientError:
                    await asyncio.sleep(0.01)


@asynccontextmanager
async def deaf(here: Served) -> AsyncIterator[socket.socket]:
    """A tab that opens its line and then never reads a thing."""
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(line, ("127.0.0.1", here.gate.port))
        lines = (
            f"GET /{TOKEN}/follow HTTP/1.1",
            f"Host: 127.0.0.1:{here.gate.port}",
            f"Origin: {here.origin}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "\r\n",
        )
        await loop.sock_sendall(line, "\r\n".join(lines).encode())
        assert (await loop.sock_recv(line, 12)) == b"HTTP/1.1 101"
        yield line


def much(text: str) -> tuple[Act, ...]:
    """A meeting of more than what a socket holds for somebody who does not listen."""
    return (*(StateInterest(party="L", text="w" * 15_000) for _ in range(7)), *said(text))


async def test_a_tab_that_does_not_listen_holds_nobody_up_and_is_let_go() -> None:
    async with served(*said("The first"), slow=0.3) as here, deaf(here) as line, here.follow() as other:
        await news(other)
        took = []
        for n in range(60):
            begun = time.monotonic()
            here.show(*much(f"Number {n}."))
            assert f"Number {n}." in await news(other)
            took.append(time.monotonic() - begun)
        assert sorted(took)[-2] < 0.3, took
        async with asyncio.timeout(20):
            while len(here.site.tabs) == 2:
                await asyncio.sleep(0.01)
        here.show(*said("The last"))
        assert "The last" in await news(other)
        with pytest.raises(ConnectionError):
            while await asyncio.get_running_loop().sock_recv(line, 1 << 20):
                pass
            raise ConnectionResetError


async def test_it_ends_at_once_with_tabs_open_whatever_they_do() -> None:
    async with AsyncExitStack() as tabs:
        async with served(*said("The first")) as here:
            line = await tabs.enter_async_context(here.follow())
            await tabs.enter_async_context(deaf(here))
            await news(line)
            for n in range(30):
                here.show(*much(f"Number {n}."))
                await asyncio.sleep(0)
            await asyncio.sleep(0.1)
            begun = time.monotonic()
        assert time.monotonic() - begun < 1.5


async def test_what_is_blanked_is_not_sent() -> None:
    async with served(*said("The first")) as here, here.follow() as line:
        await news(line)
        here.feed.seen(Glimpse(None, blanked="held"))
        told, (_, page) = await news(line), await ask(here)
        assert "BLANKED" in told and "The first" not in told + page
        here.feed.seen(Glimpse(meeting(*said("The second")), blanked="held"))
        here.feed.seen(Glimpse(None))
        assert "The second" in await news(line)


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"what is this\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: words\r\n\r\n",
        b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\n\r\n",
    ],
    ids=["tls", "words", "header", "length", "long"],
)
async def test_what_is_no_request_prints_nothing_and_is_told_nothing_of_what_answers(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], sent: bytes
) -> None:
    async with served() as here:
        reader, writer = await asyncio.open_connection("127.0.0.1", here.gate.port)
        writer.write(sent)
        told = (await asyncio.wait_for(reader.read(), 5)).decode()
        writer.close()
    assert told.startswith("HTTP/1.1 400 ") or told.startswith("HTTP/1.0 400 ")
    assert "aiohttp" not in told and "Python" not in told and "no request" in told
    assert not caplog.records and capfd.readouterr() == ("", "")


async def test_no_request_is_written_down_anywhere(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.INFO)
    async with served() as here:
        await ask(here)
        await ask(here, "nothing")
        given = {"Origin": here.origin, "Sec-WebSocket-Protocol": "words of a client"}
        async with here.asking.ws_connect(f"{here.gate.address}follow", headers=given) as line:
            await news(line)
    assert TOKEN not in caplog.text and capfd.readouterr() == ("", "")

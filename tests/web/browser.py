"""A real browser without a window, driven by its DevTools protocol: what a page shows and asks for."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import aiohttp

from tests.conftest import BROWSERS

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)
DEADLINE = 20.0
"""Seconds after which something that never came is a failure. Nothing waits for as long as that otherwise."""

WORDS = "document.body.innerText.replace(/\\s+/g, ' ')"
UNTIL = """new Promise((done) => {
    const look = () => { if (HOLDS) { done(Date.now()); watch.disconnect(); } };
    const watch = new MutationObserver(look);
    watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    look();
})"""
"""The browser's own time, in milliseconds, at which something first held."""


@contextmanager
def started(folder: Path) -> Iterator[str]:
    """A browser with a profile of its own, gone in the end whatever happens; the address it is driven by."""
    program = next(found for name in BROWSERS if (found := shutil.which(name)))
    command = [program, *FLAGS, f"--user-data-dir={folder}", "about:blank"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        told, end = folder / "DevToolsActivePort", time.monotonic() + DEADLINE
        while not (told.exists() and len(told.read_text(encoding="utf-8").splitlines()) == 2):
            assert process.poll() is None and time.monotonic() < end, "the browser did not start"
            time.sleep(0.02)
        port, path = told.read_text(encoding="utf-8").splitlines()
        yield f"ws://127.0.0.1:{port}{path}"
    finally:
        process.terminate()
        process.wait(timeout=DEADLINE)


class Browser:
    """The line to one browser; each page has a session of its own on it."""

    def __init__(self, line: aiohttp.ClientWebSocketResponse) -> None:
        self._line, self._ids = line, itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.pages: dict[str, Page] = {}

    async def ask(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """One command and its answer."""
        number = next(self._ids)
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        said = {"id": number, "method": method, "params": params}
        await self._line.send_json(said | ({"sessionId": session} if session else {}))
        return await asyncio.wait_for(answer, DEADLINE)

    async def open(self, address: str, size: tuple[int, int] = (1280, 720), **media: str) -> Page:
        """A page at this address, with everything it asks for written down."""
        target = (await self.ask("Target.createTarget", url="about:blank"))["targetId"]
        joined = await self.ask("Target.attachToTarget", targetId=target, flatten=True)
        page = self.pages[joined["sessionId"]] = Page(self, joined["sessionId"], target)
        for domain in ("Page", "Network", "Runtime", "Log"):
            await page.ask(f"{domain}.enable")
        await page.size(*size)
        features = [{"name": name.replace("_", "-"), "value": value} for name, value in media.items()]
        await page.ask("Emulation.setEmulatedMedia", features=features)
        await page.go(address)
        return page

    async def read(self) -> None:
        """Hand on what the browser says, until it says no more."""
        async for message in self._line:
            said = json.loads(message.data)
            if "id" not in said:
                if page := self.pages.get(said.get("sessionId", "")):
                    page.heard.append((said["method"], said["params"]))
            elif not (waiting := self._waiting.pop(said["id"])).done():
                if "error" in said:
                    waiting.set_exception(RuntimeError(said["error"]["message"]))
                else:
                    waiting.set_result(said["result"])


class Page:
    """One tab."""

    def __init__(self, browser: Browser, session: str, target: str) -> None:
        self._browser, self._session, self._target = browser, session, target
        self.heard: list[tuple[str, dict[str, Any]]] = []

    async def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """One command to this page."""
        return await self._browser.ask(method, self._session, **params)

    async def size(self, width: int, height: int) -> None:
        """Another size of the window, in pixels."""
        given = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        await self.ask("Emulation.setDeviceMetricsOverride", **given)

    async def go(self, address: str) -> None:
        """Another address, until it is loaded or has failed to be."""
        self.heard.clear()
        await self.ask("Page.navigate", url=address)
        await self.until(lambda: self.loads > 0)

    @property
    def loads(self) -> int:
        """How often a page was loaded since `go`."""
        return [name for name, _ in self.heard].count("Page.loadEventFired")

    async def close(self) -> None:
        """The tab is closed."""
        await self._browser.ask("Target.closeTarget", targetId=self._target)

    async def eval(self, code: str) -> Any:
        """What an expression comes to, waited for if it has to be. The page's own rules are not for it."""
        given = {"returnByValue": True, "awaitPromise": True, "userGesture": True}
        answer = await self.ask("Runtime.evaluate", expression=code, **given)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"].get("description", "thrown"))
        return answer["result"].get("value")

    async def words(self) -> str:
        """What is seen, as a person would copy it, on one line."""
        return str(await self.eval(WORDS))

    async def sees(self, text: str) -> float:
        """Wait for words; the browser's own time in milliseconds at which they were there."""
        return await self._came(f"{WORDS}.includes({json.dumps(text)})", text)

    async def sees_not(self, text: str) -> float:
        """Wait for words to be gone."""
        return await self._came(f"!{WORDS}.includes({json.dumps(text)})", f"{text!r} gone")

    async def _came(self, holds: str, what: str) -> float:
        try:
            return float(await self.eval(UNTIL.replace("HOLDS", holds)))
        except TimeoutError:
            raise AssertionError(f"never seen: {what}\n{await self.words()}") from None

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what the page did."""
        async with asyncio.timeout(DEADLINE):
            while not holds():
                await asyncio.sleep(0.005)

    async def press(self, key: str) -> None:
        """A key on the keyboard."""
        text = {"text": key} if len(key) == 1 else {}
        await self.ask("Input.dispatchKeyEvent", type="keyDown", key=key, **text)
        await self.ask("Input.dispatchKeyEvent", type="keyUp", key=key)

    async def picture(self, path: Path) -> None:
        """What it looks like, as a file."""
        path.write_bytes(base64.b64decode((await self.ask("Page.captureScreenshot", format="png"))["data"]))

    def asked(self) -> list[str]:
        """Every address the page asked anything of, lines to listen on among them."""
        found = []
        for name, said in self.heard:
            if name == "Network.requestWillBeSent":
                found.append(str(said["request"]["url"]))
            elif name == "Network.webSocketCreated":
                found.append(str(said["url"]))
        return found

    def complaints(self) -> list[str]:
        """What the browser or the page says on the console, and dialogs that were opened."""
        names = {"Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"}
        return [str(said) for name, said in self.heard if name in names or name.endswith("DialogOpening")]


@asynccontextmanager
async def driving(address: str) -> AsyncIterator[Browser]:
    """The browser that is driven at this address; the tabs that were opened are closed in the end."""
    async with aiohttp.ClientSession() as session, session.ws_connect(address, max_msg_size=0) as line:
        browser = Browser(line)
        reading = asyncio.ensure_future(browser.read())
        try:
            yield browser
            for page in tuple(browser.pages.values()):
                await page.close()
        finally:
            reading.cancel()

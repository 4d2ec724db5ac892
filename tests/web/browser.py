"""A real browser without a window, driven over its DevTools protocol: what a page shows, asks for, and complains of."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
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
DEADLINE = 10.0
"""Seconds after which something that never came is a failure."""


class Browser:
    """The connection to one browser; each page has a session of its own on it."""

    def __init__(self, line: aiohttp.ClientWebSocketResponse) -> None:
        self._line = line
        self._ids = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.pages: dict[str, Page] = {}
        self._reading = asyncio.ensure_future(self._read())

    async def ask(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """One command and its answer."""
        number = next(self._ids)
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        said = {"id": number, "method": method, "params": params}
        await self._line.send_json(said | ({"sessionId": session} if session else {}))
        async with asyncio.timeout(DEADLINE):
            return await answer

    async def open(self, address: str = "about:blank", width: int = 1280, height: int = 720, **media: str) -> Page:
        """A page at this address, with everything it asks for written down."""
        target = (await self.ask("Target.createTarget", url="about:blank"))["targetId"]
        session = (await self.ask("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        page = self.pages[session] = Page(self, session, target)
        for domain in ("Page", "Network", "Runtime", "Log"):
            await page.ask(f"{domain}.enable")
        await page.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        features = [{"name": name.replace("_", "-"), "value": value} for name, value in media.items()]
        await page.ask("Emulation.setEmulatedMedia", features=features)
        await page.go(address)
        return page

    async def close(self) -> None:
        """The browser ends by its own word."""
        with_answer = self.ask("Browser.close")
        try:
            await with_answer
        finally:
            self._reading.cancel()

    async def _read(self) -> None:
        async for message in self._line:
            said = json.loads(message.data)
            if "id" in said:
                waiting = self._waiting.pop(said["id"])
                if waiting.done():
                    continue
                if "error" in said:
                    waiting.set_exception(RuntimeError(said["error"]["message"]))
                else:
                    waiting.set_result(said["result"])
            elif page := self.pages.get(said.get("sessionId", "")):
                page.heard.append((said["method"], said["params"]))


class Page:
    """One tab."""

    def __init__(self, browser: Browser, session: str, target: str) -> None:
        self._browser, self._session, self._target = browser, session, target
        self.heard: list[tuple[str, dict[str, Any]]] = []

    async def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """One command to this page."""
        return await self._browser.ask(method, self._session, **params)

    async def go(self, address: str) -> None:
        """Another address, until it is loaded or has failed to be."""
        self.heard.clear()
        await self.ask("Page.navigate", url=address)
        await self.until(lambda: any(name == "Page.loadEventFired" for name, _ in self.heard))

    async def eval(self, code: str) -> Any:
        """What an expression comes to, waited for if it has to be. It runs outside of the page's own rules."""
        answer = await self.ask(
            "Runtime.evaluate", expression=code, returnByValue=True, awaitPromise=True, userGesture=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"].get("description", "thrown"))
        return answer["result"].get("value")

    async def text(self, selector: str = "body") -> str:
        """What is seen of an element, as a person would copy it."""
        return str(await self.eval(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''"))

    async def sees(self, text: str) -> float:
        """Wait for words on the page; the browser's own time in milliseconds at which they were there."""
        code = f"""new Promise((found) => {{
            const look = () => {{
                const words = document.body.innerText.replace(/\\s+/g, " ");
                if (words.includes({json.dumps(text)})) found(Date.now()); else setTimeout(look, 5);
            }};
            look();
        }})"""
        try:
            return float(await self.eval(code))
        except TimeoutError:
            raise AssertionError(f"{text!r} never seen; there is:\n{await self.text()}") from None

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what the page did."""
        async with asyncio.timeout(DEADLINE):
            while not holds():
                await asyncio.sleep(0.005)

    async def press(self, key: str, code: str = "") -> None:
        """A key on the keyboard."""
        text = {"text": key} if len(key) == 1 else {}
        await self.ask("Input.dispatchKeyEvent", type="keyDown", key=key, code=code or key, **text)
        await self.ask("Input.dispatchKeyEvent", type="keyUp", key=key, code=code or key)

    async def picture(self, path: Path) -> None:
        """What it looks like, as a file."""
        path.write_bytes(base64.b64decode((await self.ask("Page.captureScreenshot", format="png"))["data"]))

    def asked(self) -> list[str]:
        """Every address the page asked anything of."""
        named = {"Network.requestWillBeSent": lambda p: p["request"]["url"], "Network.webSocketCreated": lambda p: p["url"]}
        return [named[name](said) for name, said in self.heard if name in named]

    def complaints(self) -> list[str]:
        """What the browser wrote to its console about the page, and dialogs it opened."""
        logged = [said["entry"]["text"] for name, said in self.heard if name == "Log.entryAdded"]
        thrown = [said["exceptionDetails"]["text"] for name, said in self.heard if name == "Runtime.exceptionThrown"]
        said = [str(said["args"]) for name, said in self.heard if name == "Runtime.consoleAPICalled"]
        dialogs = [said["message"] for name, said in self.heard if name == "Page.javascriptDialogOpening"]
        return [*logged, *thrown, *said, *dialogs]


@asynccontextmanager
async def browsing(folder: Path) -> AsyncIterator[Browser]:
    """A browser with a profile of its own, gone in the end whatever happens."""
    assert CHROMIUM
    folder.mkdir(parents=True, exist_ok=True)
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={folder}", "about:blank"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        port = folder / "DevToolsActivePort"
        async with asyncio.timeout(3 * DEADLINE):
            while not (port.exists() and len(port.read_text(encoding="utf-8").splitlines()) == 2):
                assert process.poll() is None, "the browser ended at once"
                await asyncio.sleep(0.02)
        number, path = port.read_text(encoding="utf-8").splitlines()
        async with aiohttp.ClientSession() as session, session.ws_connect(
            f"ws://127.0.0.1:{number}{path}", max_msg_size=0
        ) as line:
            browser = Browser(line)
            yield browser
            await browser.close()
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(timeout=DEADLINE)

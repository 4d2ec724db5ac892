"""The page in a real browser: it follows, cannot be made to act, and can be read by nobody else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from aiohttp import web

from ibps.core.glimpse import Glimpse
from ibps.core.stages.anytime import EnterStage
from ibps.core.stages.checks import Answer, OpenCheck
from ibps.core.stages.consensus import ReadAloud, WordProposal
from ibps.core.stages.interests import ShareInterest, StateInterest
from ibps.core.value import Act
from tests.cli.kit import BEGUN, ROOT, make
from tests.web.browser import Page, driving, started
from tests.web.kit import Served, served
from tests.web.test_sheet import MOMENTS, PLACES

pytestmark = pytest.mark.browser

HERE = EnterStage(stage="interests")
FIRST = StateInterest(party="L", text="Know who approves my leave")
ASKED = (
    WordProposal(text="A trial rotation on evenings."),
    ReadAloud(proposal="P1"),
    OpenCheck(proposal="P1"),
)
SIZES = ((1280, 720), (1920, 1080), (400, 800))


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with started(tmp_path_factory.mktemp("chromium")) as address:
        yield address


def interests(count: int) -> tuple[Act, ...]:
    return (
        HERE,
        *(StateInterest(party="LM"[n % 2], text=f"Interest number {n} of many") for n in range(count)),
    )


def only_asked(page: Page, here: Served) -> None:
    """Whatever the page asked for, it asked of us, and the browser had nothing to say about it."""
    ours = (here.gate.address, here.gate.address.replace("http:", "ws:"))
    assert page.asked() and all(address.startswith(ours) for address in page.asked()), page.asked()
    assert page.complaints() == []


# the program as people start it


@contextmanager
def room(file: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`ibps room FILE --serve` and the address it prints."""
    command = [sys.executable, "-m", "ibps", "room", str(file), "--serve"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


class Acts:
    """`ibps act FILE`: another program, which says when something is on the disk."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def do(self, **act: str) -> float:
        """One act; the time at which it was saved, in milliseconds."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(act) + "\n")
        self._process.stdin.flush()
        assert json.loads(self._process.stdout.readline())["ok"]
        return time.time() * 1000


@contextmanager
def acting(file: Path) -> Iterator[Acts]:
    command = [sys.executable, "-m", "ibps", "act", str(file)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Acts(process)
        assert process.stdin
        process.stdin.close()


def children(process: subprocess.Popen[str]) -> list[str]:
    """Processes that one has begun; where the system does not say, none."""
    tasks = Path(f"/proc/{process.pid}/task")
    return [one for path in tasks.glob("*/children") for one in path.read_text(encoding="utf-8").split()]


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent as a signal")
async def test_two_tabs_of_one_process_follow_each_save_and_find_back_after_it_was_started_again(
    chromium: str, tmp_path: Path
) -> None:
    file = make(
        tmp_path / "2026-03-14-rotation-7k3q.json", [*BEGUN, {"do": "EnterStage", "stage": "interests"}]
    )
    async with driving(chromium) as browser:
        with room(file) as (process, address), acting(file) as acts:
            tabs = [await browser.open(address) for _ in range(2)]
            for tab in tabs:
                await tab.sees("2/5 INTERESTS · Supervisor rotation")
            took = []
            for n in range(5):
                saved = acts.do(do="StateInterest", party="L", text=f"Interest number {n}")
                took += [await tab.sees(f"Interest number {n}") - saved for tab in tabs]
            print(f"seen in two tabs after each save, in ms: {' '.join(f'{one:.0f}' for one in took)}")
            assert max(took) < 2000
            assert children(process) == []
            begun = time.monotonic()
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0 and time.monotonic() - begun < 2
            assert process.stdout and process.stdout.read() == ""
            for tab in tabs:
                await tab.sees("Connection lost.")
                assert "Interest number 4" in await tab.words()
            acts.do(do="StateInterest", party="M", text="While nobody answered")
        with room(file) as (process, again):
            assert again == address
            for tab in tabs:
                await tab.sees("While nobody answered")
                assert "Connection lost." not in await tab.words()


# what it shows


async def test_the_meeting_as_it_goes(chromium: str) -> None:
    async with served(HERE, FIRST) as here, driving(chromium) as browser:
        page = await browser.open(here.gate.address)
        await page.sees("I1 Know who approves my leave")
        here.show(HERE, FIRST, *ASKED)
        await page.sees("DECIDING NOW · P1 v1")
        here.show(
            HERE, FIRST, *ASKED, Answer(check="C1", person=4, level="down", note="Nobody covers nights")
        )
        await page.sees("▼ cannot Nobody covers nights")
        assert "NOT ANSWERED: Ana, Bo, Dana" in await page.words()
        assert await page.eval("document.getElementById('say').textContent") == "4 Eli ▼ cannot"
        assert await page.eval("document.title") == "ibps room"
        here.feed.seen(Glimpse(None, blanked="held"))
        await page.sees("BLANKED")
        assert "evenings" not in await page.eval("document.documentElement.outerHTML")
        here.feed.seen(Glimpse(None))
        await page.sees("A trial rotation on evenings.")
        only_asked(page, here)


async def test_the_newest_row_comes_into_view_and_what_is_marked_stays(chromium: str) -> None:
    async with served(*interests(60)) as here, driving(chromium) as browser:
        page = await browser.open(here.gate.address)
        await page.sees("Interest number 59")
        await page.eval("getSelection().selectAllChildren(document.querySelectorAll('main li .text')[2])")
        here.show(*interests(60), StateInterest(party="L", text="Said just now"))
        await page.sees("Said just now")
        place = "document.querySelector('[data-new]').getBoundingClientRect()"
        assert await page.eval(
            f"{place}.bottom <= document.querySelector('footer').getBoundingClientRect().top + 1"
        )
        here.show(*interests(60), ShareInterest(interest="I1", party="M"))
        await page.sees("shared L ✓ M ✓")
        assert await page.eval(
            f"{place}.top >= document.querySelector('main').getBoundingClientRect().top - 1"
        )
        assert await page.eval("String(getSelection())") == "Interest number 2 of many"
        before = await page.eval("document.querySelector('main').scrollTop")
        for key, moved in (("End", True), ("Home", False), ("PageDown", True), ("ArrowUp", True)):
            await page.press(key)
            assert (await page.eval("document.querySelector('main').scrollTop") > before) == moved, key


async def test_keys_and_buttons_change_how_it_looks_and_nothing_else(chromium: str) -> None:
    async with served(HERE, FIRST) as here, driving(chromium) as browser:
        page = await browser.open(here.gate.address, prefers_color_scheme="dark")
        await page.sees("Know who approves my leave")
        for number, key in enumerate(("b", " ", "F9")):
            await page.press(key)
            words = await page.words()
            assert "BLANKED Any key brings it back." in words and "Know who" not in words
            assert words[2] == ":"
            here.show(HERE, FIRST, StateInterest(party="M", text=f"While blank, {number}"))
            for back in ("Shift", "l"):
                assert "While blank" not in await page.words()
                await page.press(back)
            await page.sees(f"While blank, {number}")
        ground = "getComputedStyle(document.body).backgroundColor"
        size = "parseFloat(getComputedStyle(document.querySelector('li .text')).fontSize)"
        dark, usual = await page.eval(ground), await page.eval(size)
        await page.press("l")
        assert await page.eval(ground) == "rgb(255, 255, 255)" != dark
        await page.eval("document.querySelector('[data-do=look]').click()")
        assert await page.eval(ground) == dark
        await page.press("+")
        await page.press("+")
        assert await page.eval(size) > usual * 1.2
        await page.go(here.gate.address)  # loaded again, it looks as it did
        assert await page.eval(ground) == dark and await page.eval(size) > usual * 1.2
        await page.press("-")
        await page.press("-")
        assert abs(await page.eval(size) - usual) < 0.1
        only_asked(page, here)


CONTRASTS = """[...document.querySelectorAll('#room *')].filter((one) =>
    [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && one.checkVisibility()
).map((one) => {
    const light = (color) => {
        const [r, g, b] = color.match(/\\d+/g).map((part) => part / 255)
            .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    let under = one;
    while (getComputedStyle(under).backgroundColor === "rgba(0, 0, 0, 0)") under = under.parentElement;
    const pair = [getComputedStyle(one).color, getComputedStyle(under).backgroundColor].map(light).sort();
    return [(Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05), one.textContent];
}).filter(([ratio]) => ratio < 7)"""


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_everything_is_readable_and_nothing_is_wider_than_the_window(chromium: str, theme: str) -> None:
    last = (
        Answer(check="C1", person=1, level="up"),
        Answer(check="C1", person=4, level="down", note="Nights"),
    )
    async with driving(chromium) as browser, served() as here:
        page = await browser.open(here.gate.address, prefers_color_scheme=theme)
        for acts in ((), (HERE, FIRST), (*ASKED[:2],), (*ASKED, *last)):
            here.show(*acts)
            for size in SIZES:
                await page.size(*size)
                assert await page.eval(CONTRASTS) == []
                assert await page.eval("document.documentElement.scrollWidth <= innerWidth"), (acts, size)


# what it cannot be made to do


async def test_hostile_text_does_nothing_in_any_field(chromium: str) -> None:
    async with served() as here, driving(chromium) as browser:
        page = await browser.open(here.gate.address, SIZES[2])
        for acts in (*PLACES, *MOMENTS):
            here.tell(*acts)
            await page.eval("new Promise((done) => setTimeout(done, 20))")
            assert (
                await page.eval("document.querySelectorAll('script, img, iframe, object, form, a').length")
                == 1
            )
            assert await page.eval("document.documentElement.scrollWidth <= innerWidth")
        await page.sees("STOPPED · NOT READY")
        await page.go(here.gate.address)  # and as it is first sent
        await page.sees("STOPPED · NOT READY")
        only_asked(page, here)


@asynccontextmanager
async def elsewhere() -> AsyncIterator[str]:
    """Another site on this machine."""

    async def answer(request: web.BaseRequest) -> web.Response:
        return web.Response(text="<!DOCTYPE html><title>Another page</title>", content_type="text/html")

    runner = web.ServerRunner(web.Server(answer))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"localhost:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


TRY = """(async () => {
    const address = ADDRESS, got = [];
    for (const how of ["cors", "no-cors"]) {
        try { got.push((await fetch(address, { mode: how })).type); } catch { got.push("refused"); }
    }
    got.push(await new Promise((done) => {
        const line = new WebSocket(address.replace("http", "ws") + "follow");
        line.onmessage = () => done("told");
        line.onclose = () => done("refused");
    }));
    for (const [name, from] of [["script", "src"], ["link", "href"], ["img", "src"], ["iframe", "src"]]) {
        got.push(await new Promise((done) => {
            const made = document.createElement(name);
            made.rel = "stylesheet";
            made.onload = () => done(name + " loaded");
            made.onerror = () => done("refused");
            made[from] = address + { script: "room.js", link: "room.css", img: "icon.svg", iframe: "" }[name];
            document.head.append(made);
            if (name === "iframe") document.body.append(made);
        }));
    }
    return got;
})()"""


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"])
async def test_another_page_in_the_same_browser_gets_nothing(chromium: str, name: str) -> None:
    async with served(HERE, FIRST) as here, elsewhere() as other, driving(chromium) as browser:
        page = await browser.open(f"http://{other.replace('localhost', name)}/")
        got = await page.eval(TRY.replace("ADDRESS", json.dumps(here.gate.address)))
        assert set(got[:-1]) <= {"refused", "opaque"} and got[2] == "refused", got
        answers = [said["response"] for heard, said in page.heard if heard == "Network.responseReceived"]
        ours = [one["status"] for one in answers if one["url"].startswith(here.gate.address)]
        assert ours and set(ours) == {403}
        loaded = page.loads
        await page.eval(
            f"setTimeout(() => location = {json.dumps(here.gate.address)})"
        )  # nor does a link lead there
        await page.until(lambda: page.loads > loaded)
        await page.sees("This page is for browsers on this machine")
        assert "Know who" not in await page.words()

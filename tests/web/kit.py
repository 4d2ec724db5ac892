"""What the tests of the page share: meetings, pages taken apart, and a site on a real socket."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser

import aiohttp

from ibps.core.glimpse import Glimpse
from ibps.core.journal import Entry, Journal, replay
from ibps.core.value import Act
from ibps.web.feed import Feed
from ibps.web.frame import Frame, State, frame
from ibps.web.gate import Gate
from ibps.web.server import SLOW, Site, answering
from ibps.web.tree import EMPTY, html
from tests.ui.kit import T0, Clock, begun

NAME = "2026-03-14-rotation-7k3q.json"
TOKEN = "nobody-guesses-this"


def told(*acts: Act) -> Journal:
    """The journal of these acts, a minute each."""
    return replay(Entry(n, T0 + timedelta(minutes=n), act) for n, act in enumerate(acts, 1))


def meeting(*acts: Act, **fields: object) -> Journal:
    """A session that has begun, and then some."""
    return told(*begun(*acts, **fields))  # type: ignore[arg-type]  # fields of the first act


def framed(journal: Journal | None, before: Frame | None = None) -> Frame:
    """The page of a meeting that was read without trouble."""
    return frame(State(NAME, journal, Glimpse(journal) if journal else None), T0, before)


@dataclass
class Element:
    """An element as a reader of HTML that is not ours sees it."""

    name: str
    attributes: dict[str, str | None]
    inside: list[Element | str] = field(default_factory=list)

    def all(self, name: str = "", class_: str = "") -> list[Element]:
        """Every element inside of that name and class, in order."""
        found = []
        for one in self.inside:
            if isinstance(one, Element):
                if name in ("", one.name) and (not class_ or class_ in one.classes):
                    found.append(one)
                found += one.all(name, class_)
        return found

    def one(self, name: str = "", class_: str = "") -> Element:
        """The only such element."""
        (found,) = self.all(name, class_)
        return found

    @property
    def classes(self) -> list[str]:
        return (self.attributes.get("class") or "").split()

    @property
    def text(self) -> str:
        """All text inside, elements apart by a blank."""
        return " ".join(one if isinstance(one, str) else one.text for one in self.inside)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), "an attribute twice"
        made = Element(tag, dict(attrs))
        self.open[-1].inside.append(made)
        if tag not in EMPTY:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def parsed(page: str | bytes) -> Element:
    """A page, or a piece of one, taken apart."""
    reader = _Reader()
    reader.feed(page.decode() if isinstance(page, bytes) else page)
    reader.close()
    assert len(reader.open) == 1, "an element without its end"
    return reader.open[0]


def room(journal: Journal | None, before: Frame | None = None) -> Element:
    """What the room sees of a meeting, taken apart."""
    return parsed(html(framed(journal, before).room))


@dataclass
class Served:
    """A site that answers, and somebody who asks."""

    feed: Feed
    gate: Gate
    site: Site
    asking: aiohttp.ClientSession

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.gate.port}"

    @asynccontextmanager
    async def follow(self, **headers: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse[bool]]:
        """A tab that listens."""
        given = {"Origin": self.origin} | headers
        address = f"{self.gate.address}follow"
        async with self.asking.ws_connect(address, headers=given, max_msg_size=0) as line:
            yield line

    def show(self, *acts: Act, **fields: object) -> None:
        """The file now holds a meeting that has begun, and then some."""
        self.feed.seen(Glimpse(meeting(*acts, **fields)))

    def tell(self, *acts: Act) -> None:
        """The file now holds these acts."""
        self.feed.seen(Glimpse(told(*acts)))


@asynccontextmanager
async def served(*acts: Act, port: int = 0, slow: float = SLOW) -> AsyncIterator[Served]:
    """A site on this machine that shows the meeting of these acts."""
    bound = socket.create_server(("127.0.0.1", port))
    gate = Gate(bound.getsockname()[1], TOKEN)
    feed = Feed(NAME, Clock(step=0), lambda: False)
    site = Site(feed, gate, slow)
    async with answering(site, bound), aiohttp.ClientSession() as asking:
        here = Served(feed, gate, site, asking)
        here.show(*acts)
        yield here

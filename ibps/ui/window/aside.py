"""What may wait for a disk is done aside, on a thread of its own, so that the screen never waits long.

There is one such thread and one piece of work at a time: never two writers. What people ask for is a
`Step`, a coroutine that runs on the screen's own thread and hands its work on the disk aside with
`await aside(...)`. As a rule the work is done within `BRIEF`, and the step runs through without a break, as
any function would. When the disk stalls, the step stops there and goes on once the work is done; meanwhile
the screen lives, and what else is asked for waits in order.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Generator
from concurrent.futures import Future, InvalidStateError, wait
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any, Final, Generic, TypeVar

from ibps.ui.window.turns import OneKeyAtATime

BRIEF: Final = 0.25
"""Seconds that work may hold the screen up: too short to be read, and a save takes a hundredth of it."""

SAVING: Final = "saving ..."  # an act of the open session, and nothing else
BEGINNING: Final = "beginning ..."
CLOSING: Final = "closing ..."
MOVING: Final = "saving there ..."
TELLING: Final = "telling the room ..."
READING: Final = "reading ..."

T = TypeVar("T")
Step = Coroutine["Work[Any]", None, object]


class Work(Generic[T]):
    """Something on its way on the other thread. Awaiting it gives what came of it, or raises that."""

    def __init__(self, what: str, do: Callable[[], T]) -> None:
        self.what, self.do = what, do
        self.result: Future[T] = Future()

    def __await__(self) -> Generator[Work[T], None, T]:
        wait((self.result,), BRIEF)
        if not self.result.done():
            yield self
        return self.result.result()

    def run(self) -> None:
        """On the other thread. What comes of something that was given up is nobody's."""
        try:
            came = self.do()
        except BaseException as error:
            self.fail(error)
        else:
            with suppress(InvalidStateError):
                self.result.set_result(came)

    def fail(self, error: BaseException) -> None:
        """Nothing comes of it but this."""
        with suppress(InvalidStateError):
            self.result.set_exception(error)


class StepByStep(OneKeyAtATime):
    """Takes the steps that are asked for, one after the other, each to its end."""

    def __init__(self) -> None:
        super().__init__()
        self._queue: SimpleQueue[Work[Any]] | None = None
        self._steps: deque[Callable[[], Step]] = deque()
        self._taking = False
        self.stalled: Work[Any] | None = None  # what the step under way waits for

    def aside(self, do: Callable[[], T], what: str = SAVING) -> Work[T]:
        """Work for the other thread. It must not touch what is on the screen."""
        if self._queue is None:
            self._queue = SimpleQueue()
            # A daemon: a disk that never answers must not keep a program that was left from ending.
            Thread(target=_work_on, args=(self._queue,), name="disk", daemon=True).start()
        work = Work(what, do)
        self._queue.put(work)
        return work

    def give_up(self, error: Exception) -> Callable[[Callable[[], object]], None]:
        """Wait no longer for what has stalled: it fails with this error, whatever the other thread does.

        That thread is left to itself. What is given to the function returned is done there, once it can be.
        """
        if self.stalled is None:
            raise RuntimeError("nothing has stalled")
        self.stalled.fail(error)
        return self.abandon()

    def abandon(self) -> Callable[[Callable[[], object]], None]:
        """What comes next is done by another thread. This one is left to itself, and given back as above."""
        queue, self._queue = self._queue, None
        if queue is None:
            raise RuntimeError("nothing was begun")
        return lambda do: queue.put(Work("", do))

    def begin(self, step: Callable[[], Step]) -> None:
        """Take this step now, or when those before it are done."""
        self._steps.append(step)
        if not self._taking:
            self._next_step()

    def _next_step(self) -> None:
        while self._steps and self.stalled is None:
            self._go_on(self._steps.popleft()())

    def _go_on(self, step: Step) -> None:
        self._taking = True
        try:
            work = step.send(None)
        except StopIteration:
            self._taking = False
            return
        except BaseException:
            self._taking = False
            raise
        self.stalled = work
        self.hold()
        self.stall_began(work.what)
        self._once_done(work, lambda: self._after(step))

    def in_the_end(self, work: Work[T], then: Callable[[T], None]) -> None:
        """What to do with what comes of it, whenever that is. Nothing waits for it."""
        self._once_done(work, lambda: then(work.result.result()))

    def _once_done(self, work: Work[Any], then: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()

        def done(_: Future[Any]) -> None:
            with suppress(RuntimeError):  # the program was left meanwhile
                loop.call_soon_threadsafe(self.call_later, then)

        work.result.add_done_callback(done)

    def _after(self, step: Step) -> None:
        self.stalled = None
        self.stall_ended()
        self._go_on(step)
        if self.stalled is None:
            self.step_ended()
            self._next_step()
        if self.stalled is None:
            self.release()

    def stall_began(self, what: str) -> None:
        """The disk has not answered for a moment."""

    def stall_ended(self) -> None:
        """It has; what was begun is about to go on."""

    def step_ended(self) -> None:
        """A step that had stalled has come to its end."""


def _work_on(queue: SimpleQueue[Work[Any]]) -> None:
    while True:
        queue.get().run()

"""What is left of a timer, at any moment, in words."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from ibps.core.record.running import Timer
from ibps.core.timer import time_left

START = datetime(2026, 3, 14, 14, 0, tzinfo=UTC)
TEN = Timer(started=START, until=START + timedelta(minutes=10))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "10 min left"),
        (59, "10 min left"),
        (60, "9 min left"),
        (539, "2 min left"),
        (540, "last minute"),
        (599, "last minute"),
        (600, "time is up"),
        (600 + 3599, "time is up"),
        (600 + 3600, ""),
        (-300, "15 min left"),  # a clock that was set back
    ],
)
def test_minutes_then_the_last_one_then_time_is_up(seconds: int, said: str) -> None:
    assert time_left(TEN, START + timedelta(seconds=seconds)) == said


def test_no_timer_says_nothing_and_the_words_change_once_a_minute() -> None:
    assert time_left(None, START) == ""
    words = [time_left(TEN, START + timedelta(seconds=second)) for second in range(700)]
    assert sum(before != after for before, after in pairwise(words)) == 10

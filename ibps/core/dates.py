"""Dates as people say them."""

from __future__ import annotations

from datetime import date
from typing import Final

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(when: date) -> str:
    """A date with its year, because records are read years later: 14 Mar 2026."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"

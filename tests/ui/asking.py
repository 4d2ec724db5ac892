"""What is true of every question on the entry line."""

from __future__ import annotations

from collections.abc import Sequence

from tests.ui.kit import Seen


async def refuses(seen: Seen, *wrong: str) -> None:
    """Each of these answers to the question being asked gives a sentence, keeps the text, changes nothing."""
    asked, before = seen.asking, seen.path.read_bytes()
    assert asked, "no question is being asked"
    for text in wrong:
        await clear(seen)
        await seen.type_line(text)
        assert seen.asking == asked, text
        assert seen.typed == text
        assert seen.said.endswith(asked) and len(seen.said) > len(asked) + 10, seen.said
        assert seen.path.read_bytes() == before
    await clear(seen)


async def clear(seen: Seen) -> None:
    """Take away what stands on the entry line."""
    while seen.typed:
        await seen.press("ctrl+w")


async def leaves(seen: Seen) -> None:
    """Esc leaves the questions: nothing was done, and the room is where it was."""
    view, before = seen.view, seen.path.read_bytes()
    assert seen.asking, "no question is being asked"
    await clear(seen)
    await seen.press("escape")
    assert (seen.asking, seen.view) == ("", view)
    assert seen.path.read_bytes() == before


async def each_leaves(seen: Seen, cases: Sequence[tuple[str, str]]) -> None:
    """Each of these letters, pressed on its row, asks something that Esc leaves; the list stays as it was."""
    for letter, row in cases:
        await seen.verb(letter, on=row)
        await leaves(seen)
        assert not seen.typing and seen.selected == (row or seen.selected), letter


async def unsaved(seen: Seen, *answers: str) -> None:
    """Lines entered while the disk takes nothing: the text stays, the record is as it was, and it is said.

    Afterwards the disk works again, and Enter alone saves what was typed.
    """
    before, record = seen.path.read_bytes(), seen.disk()
    seen.break_disk("disk full")
    await seen.type_line(*answers)
    assert seen.typed == answers[-1]
    assert seen.path.read_bytes() == before
    assert seen.app.desk is not None and seen.app.desk.record == record == seen.app.now.world.record
    assert "NOT SAVED: disk full" in seen.status and "Everything saved before is safe" in seen.said
    await seen.press("ctrl+l")
    assert "NOT SAVED: disk full" in seen.status and seen.typed == answers[-1]
    seen.mend_disk()
    await seen.press("enter")
    assert "NOT SAVED" not in seen.status and "saved 09:" in seen.status
    assert seen.path.read_bytes() != before and seen.disk() != record
    assert seen.asking == ""

"""`python -m tests.core.hints`: how often each kind of hint on wording is right, and what it misses.

What was missed or wrong is listed for the building part only: whoever looks at the others and then
changes a rule has nothing left to measure with.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.core.hints.measured import MEASURED, score
from tests.core.hints.statements import PARTS, part


def table() -> Iterator[str]:
    """The figures as a Markdown table."""
    yield "| stage | hint | part | precision | recall | right | wrong | missed |"
    yield "|---|---|---|---|---|---|---|---|"
    for one in MEASURED:
        for which in PARTS:
            got = score(one, part(which))
            yield (
                f"| {one.stage} | {one.code} | {which} | {got.precision:.2f} | {got.recall:.2f}"
                f" | {len(got.right)} | {len(got.wrong)} | {len(got.missed)} |"
            )


def misses() -> Iterator[str]:
    """What the hints get wrong in the building part."""
    for one in MEASURED:
        got = score(one, part("building"))
        for how, texts in (("wrong", got.wrong), ("missed", got.missed)):
            for text in texts:
                yield f"{one.stage}.{one.code} {how}: {text}"


if __name__ == "__main__":
    sizes = {which: sum(len(texts) for texts in part(which).values()) for which in PARTS}
    print(f"Statements: {', '.join(f'{which} {size}' for which, size in sizes.items())}.\n")
    print("\n".join(table()))
    print("\nIn the building part:\n")
    print("\n".join(misses()))

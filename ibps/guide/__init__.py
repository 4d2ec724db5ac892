"""The words the room reads: one Markdown page per stage, and a few that serve every stage.

A page is `# Title`, then `## Section` headings. A section holds one paragraph or `- ` items; a coded item is
`- code: text`. A line that starts neither a heading nor an item carries on the paragraph or item above it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Section:
    """One `## ` section: its paragraph (empty if it is a list) and its items (empty if it is a paragraph)."""

    text: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the guide. Asking for a section it does not have raises KeyError with a sentence."""

    title: str
    sections: Mapping[str, Section]

    def text(self, section: str) -> str:
        """The paragraph of a section, on one line."""
        return self._find(section).text

    def lines(self, section: str) -> tuple[str, ...]:
        """The items of a section, in order, codes included."""
        return self._find(section).items

    def coded(self, section: str) -> Mapping[str, str]:
        """Code to text, in order. Raises ValueError if an item has no code."""
        pairs = [item.partition(": ") for item in self._find(section).items]
        for code, colon, _ in pairs:
            if not colon or " " in code:
                raise ValueError(f"Guide page {self.title}, {section}: item without a code: {code!r}.")
        return {code: text for code, _, text in pairs}

    def _find(self, section: str) -> Section:
        try:
            return self.sections[section]
        except KeyError:
            have = ", ".join(self.sections) or "none"
            raise KeyError(f"Guide page {self.title} has no section {section!r}. It has: {have}.") from None


@lru_cache
def load(name: str) -> Page:
    """The page `name`, such as "interests". Raises KeyError with a sentence if there is none."""
    try:
        source = (resources.files(__name__) / f"{name}.md").read_text("utf-8")
    except FileNotFoundError:
        raise KeyError(f"The guide has no page {name!r}.") from None
    title = ""
    found: dict[str, list[str]] = {}
    block: list[str] = []
    for line in source.splitlines():
        if line.startswith("## "):
            block = found.setdefault(line[3:].strip(), [])
        elif line.startswith("# "):
            title = line[2:].strip()
        elif line.startswith("- ") or (line.strip() and not block):
            block.append(line.strip())
        elif line.strip():
            block[-1] += " " + line.strip()
    return Page(title, MappingProxyType({name: _section(block) for name, block in found.items()}))


def _section(block: list[str]) -> Section:
    return Section(
        " ".join(b for b in block if not b.startswith("- ")),
        tuple(b[2:].strip() for b in block if b.startswith("- ")),
    )

"""Text from people and files, made safe to show.

`plain()` keeps one mark per character, so a position in the shown text is the same position in the
text as typed. Nothing is dropped: what cannot be shown as it is stands there as a visible mark.
"""

import re
import unicodedata

MARK = "\ufffd"
"""Stands for a character that would hide, reorder or restyle what is around it."""

_JOINERS = "\u200c\u200d"

# Everything that might need a stand-in; characters outside of this are never looked at one by one.
_RISKY = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # controls
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # invisible
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # zero width, separators, direction
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"  # fillers, variation selectors
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # surrogates, never characters
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "]"
)

# The only place where tag characters draw something: the flags of parts of a country.
_TAG_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e007a]{1,6}\U000e007f")

# Letters here join their neighbours, and a joiner between two of them is part of the spelling.
_JOINING_SCRIPTS = ((0x0600, 0x08FF), (0x0900, 0x0DFF), (0x1000, 0x109F), (0x1780, 0x18AF))


def plain(text: str, *, lines: bool = False) -> str:
    """The same text with nothing in it that can act on a screen.

    Args:
        text: Any text, also with lone surrogates.
        lines: Keep line breaks (`\\n`); otherwise they become a space, as tabs and returns always do.

    Returns:
        Text of the same number of characters. Printable letters of every script, wide characters,
        emoji and combining marks stay. C0 controls become their pictures (U+2400 block); other
        controls, direction marks, invisible characters and surrogates become U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    if _RISKY.search(text) is None:
        return text
    flags = {at for flag in _TAG_FLAG.finditer(text) for at in range(*flag.span())}

    def stand_in(match: re.Match[str]) -> str:
        character, at = match.group(), match.start()
        if character == "\n":
            return "\n" if lines else " "
        if character in "\t\r\u2028\u2029":
            return " "
        code = ord(character)
        if code < 0x20:
            return chr(0x2400 + code)
        if code == 0x7F:
            return "\u2421"
        if at in flags or _belongs(text, at, code):
            return character
        return MARK

    return _RISKY.sub(stand_in, text)


def brief(text: str, most: int = 40) -> str:
    """The same on one line, cut beyond `most` characters: a word out of a file, for a sentence."""
    return plain(text if len(text) <= most else f"{text[: most - 1]}…")


def in_json(text: str) -> str:
    """The same JSON data for whoever looks at it on a terminal: what could act there is written as an escape.

    Line breaks stay, as JSON has them only between its parts.
    """
    return _RISKY.sub(lambda match: match[0] if match[0] == "\n" else _escape(match[0]), text)


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def _belongs(text: str, at: int, code: int) -> bool:
    """Is this invisible character a needed part of the visible one beside it?"""
    before = text[at - 1] if at else ""
    after = text[at + 1] if at + 1 < len(text) else ""
    if not before:
        return False
    if code in (0xFE0E, 0xFE0F):
        return _is_emoji(before) or (before in "0123456789#*" and (after == "\u20e3" or code == 0xFE0E))
    if 0xE0100 <= code <= 0xE01EF or 0xFE00 <= code <= 0xFE02:
        return _is_ideograph(before)
    if chr(code) in _JOINERS and after:
        if code == 0x200D and _is_emoji(after):
            base = text[at - 2] if before == "\ufe0f" and at > 1 else before
            return _is_emoji(base)
        return _joins(before) and _joins(after)
    return False


def _is_emoji(character: str) -> bool:
    code = ord(character)
    return (
        0x1F000 <= code <= 0x1FAFF
        or 0x2190 <= code <= 0x23FF
        or 0x2460 <= code <= 0x2BFF
        or code in (0xA9, 0xAE, 0x203C, 0x2049, 0x2122, 0x2139, 0x3030, 0x303D, 0x3297, 0x3299)
    )


def _is_ideograph(character: str) -> bool:
    code = ord(character)
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF


def _joins(character: str) -> bool:
    code = ord(character)
    spelled = any(low <= code <= high for low, high in _JOINING_SCRIPTS)
    return spelled and unicodedata.category(character)[0] in "LM"

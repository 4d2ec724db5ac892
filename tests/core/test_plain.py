"""What people and files write is shown, and can do nothing."""

import json
import random
import unicodedata

import pytest

from ibps.core.plain import MARK, in_json, plain

KEPT = (
    "Know who approves my leave",
    "[bold]x[/] [@click=app.quit]q[/] [50%]x",
    "naïve café",
    "e\u0301 combining",
    "王さん、こんにちは",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 family",
    "\U0001f44d\U0001f3fd \u2764\ufe0f\u200d\U0001f525 1\ufe0f\u20e3",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "\u845b\U000e0100\u57ce",
    "\U0001f1eb\U0001f1f7 \u00a0 \u3000",
)


@pytest.mark.parametrize("text", KEPT)
def test_ordinary_writing_stays_as_it_is(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\u241b[31mred"),
        ("\x1b]52;c;aGk=\x07", "\u241b]52;c;aGk=\u2407"),
        ("a\x00b\x7fc\x9bd\x85e", f"a\u2400b\u2421c{MARK}d{MARK}e"),
        ("tab\there\nand\r\nthere", "tab here and  there"),
        ("one\u2028two\u2029three", "one two three"),
        ("\u202egnp.exe", f"{MARK}gnp.exe"),
        ("pay\u200bpal", f"pay{MARK}pal"),
        ("a\u200db", f"a{MARK}b"),
        ("a\ufe0fb", f"a{MARK}b"),
        ("\ufe0f", MARK),
        ("\u200d", MARK),
        ("\ud800 lone \udfff", f"{MARK} lone {MARK}"),
        ("x\U000e0041\U000e0042", f"x{MARK}{MARK}"),
        ("\u3164", MARK),
        ("soft\u00adhyphen", f"soft{MARK}hyphen"),
        ("\u2066in\u2069", f"{MARK}in{MARK}"),
    ],
)
def test_what_could_act_or_hide_becomes_visible(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_line_breaks_stay_only_when_asked_for() -> None:
    assert plain("a\nb\tc\x1b", lines=True) == "a\nb c\u241b"


@pytest.mark.parametrize("low, high", [(0x202A, 0x202E), (0x2066, 0x2069), (0x200E, 0x200F), (0x61C, 0x61C)])
def test_every_direction_mark_becomes_visible(low: int, high: int) -> None:
    for code in range(low, high + 1):
        assert plain(f"a{chr(code)}b") == f"a{MARK}b"


def test_every_character_alone_comes_out_harmless_and_as_one_character() -> None:
    harmless_format = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
    for code in range(0x110000):
        shown = plain(chr(code))
        assert len(shown) == 1
        category = unicodedata.category(shown)
        assert category not in ("Cc", "Cs", "Zl", "Zp"), hex(code)
        if category == "Cf" and code not in harmless_format:
            # Shorthand and hieroglyph format controls draw or place visible signs of their own script.
            assert 0x13430 <= code <= 0x1345F, hex(code)


def test_safe_twice_is_safe_once_and_positions_hold() -> None:
    pool = (
        "aZ1 #*\n\t\r\x1b\x9b\u200b\u200c\u200d\ufe0f\u202e\ud800"
        "\U0001f468\U0001f3fd\u2764\u0645\u06cc\u845b\u2028\U0001f3f4\U000e0067\U000e007f\U000e0100"
    )
    pick = random.Random(7)
    for _ in range(3000):
        text = "".join(pick.choices(pool, k=pick.randint(0, 12)))
        for lines in (False, True):
            shown = plain(text, lines=lines)
            assert len(shown) == len(text)
            assert plain(shown, lines=lines) == shown
            shown.encode("utf-8")


def test_json_is_the_same_data_with_nothing_in_it_that_acts() -> None:
    for code in range(0x110000):
        if not 0xD800 <= code <= 0xDFFF and plain(chr(code)) != chr(code):
            shown = in_json(json.dumps({"a": f"x{chr(code)}"}, ensure_ascii=False, indent=1))
            assert json.loads(shown) == {"a": f"x{chr(code)}"}
            assert plain(shown, lines=True) == shown, hex(code)
    assert in_json('{\n "a": "é 会 ✓"\n}') == '{\n "a": "é 会 ✓"\n}'

"""The picture of the table of states, drawn from `ibps.core.states`: boxes by heading, arrows by act.

Where boxes and arrows lie is given here; which there are is the table's to say. An arrow the table has and
this page has no way for is an error, and so is the other way about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from ibps.core.row import SYMBOLS
from ibps.core.states import FIRST, MOVES
from tests.core.whole import GROUPS

WIDTH, HEIGHT = 1150, 856
BOX, TALL = 164, 46
INK, QUIET = "#111111", "#4a4f57"

COLOURS: Final = {
    "decided": ("#14602b", "#eaf4ed"),
    "waiting": ("#7a4300", "#fcf3e6"),
    "decided_by_one_party": ("#6b2d84", "#f4ecf8"),
    "not_decided": ("#9c1420", "#fceef0"),
    "ended": ("#3b3f45", "#f1f2f4"),
}
FRAMES: Final = {
    "decided": (238, 62, 602, 152),
    "waiting": (238, 236, 602, 212),
    "decided_by_one_party": (238, 470, 602, 72),
    "not_decided": (238, 564, 602, 146),
    "ended": (955, 62, 182, 480),
}
"""x, y, width and height of each heading."""

BOXES: Final = {
    "agreed": (286, 103),
    "on_trial": (286, 175),
    "in_effect": (520, 103),
    "tentative": (286, 284),
    "deferred": (286, 350),
    "referred": (286, 412),
    "one_party": (286, 506),
    "no_agreement": (286, 612),
    "incomplete": (286, 674),
    "refused": (474, 640),
    "reopened": (660, 640),
    "superseded": (964, 300),
    "ended": (964, 175),
}
"""Left edge and middle of each state."""

PILLS: Final = {
    "CloseCheck": (40, 165),
    "Defer": (76, 350),
    "Refer": (76, 412),
    "DecideByOneParty": (76, 506),
    "InterruptCheck": (76, 688),
}
"""Left edge and middle of each act that makes a decision."""

WIDE: Final = 136

SAID: Final = {
    "CloseCheck": "the check is closed; the rule says what it is",
    "InterruptCheck": "the program stopped in the middle of a check",
    "Defer": "put off, with a name, a date and a reason",
    "Refer": "sent to another body, with the same three",
    "DecideByOneParty": "the fallback, once there was no agreement",
    "RecordApproval": "somebody it waits for said yes, or no",
    "LateAnswer": "somebody who was away has answered",
    "ReviewTrial": "the trial was looked at",
    "InEffect": "it is in force from a day on",
    "Supersede": "a later decision replaces it",
    "EndDecision": "it no longer holds, with a reason",
}

Point = tuple[int, int]


@dataclass(frozen=True)
class Way:
    """How an arrow runs, corner by corner, and where its label stands.

    No label where the act is a box, or where two arrows run together and share one.
    """

    points: tuple[Point, ...]
    label: Point | None = None


WAYS: Final[Mapping[tuple[str, str], Way]] = {
    ("CloseCheck", "agreed"): Way(((176, 165), (210, 165), (210, 94), (286, 94))),
    ("CloseCheck", "on_trial"): Way(((176, 165), (286, 165))),
    ("CloseCheck", "tentative"): Way(((176, 165), (210, 165), (210, 295), (286, 295))),
    ("CloseCheck", "no_agreement"): Way(((54, 180), (54, 612), (286, 612))),
    ("CloseCheck", "incomplete"): Way(((54, 180), (54, 662), (286, 662))),
    ("InterruptCheck", "incomplete"): Way(((212, 688), (286, 688))),
    ("Defer", "deferred"): Way(((212, 350), (286, 350))),
    ("Refer", "referred"): Way(((212, 412), (286, 412))),
    ("DecideByOneParty", "one_party"): Way(((212, 506), (286, 506))),
    ("tentative", "on_trial"): Way(((286, 272), (262, 272), (262, 187), (286, 187)), (272, 229)),
    ("tentative", "agreed"): Way(((286, 272), (262, 272), (262, 114), (286, 114))),
    ("agreed", "in_effect"): Way(((450, 103), (520, 103)), (458, 97)),
    ("on_trial", "in_effect"): Way(((450, 161), (595, 161), (595, 126)), (458, 156)),
    ("on_trial", "ended"): Way(((450, 175), (964, 175)), (852, 170)),
    ("on_trial", "reopened"): Way(((450, 189), (672, 189), (672, 617)), (560, 202)),
    ("decided", "reopened"): Way(((708, 214), (708, 617)), (716, 330)),
    ("tentative", "reopened"): Way(((450, 274), (690, 274), (690, 617)), (570, 269)),
    ("tentative", "refused"): Way(((450, 296), (580, 296), (580, 617)), (458, 309)),
    ("one_party", "refused"): Way(((450, 506), (550, 506), (550, 617)), (458, 500)),
    ("decided", "ended*"): Way(((840, 112), (955, 112)), (852, 92)),
    ("waiting", "ended*"): Way(((840, 350), (955, 350)), (852, 330)),
    ("decided_by_one_party", "ended*"): Way(((840, 506), (955, 506)), (852, 486)),
}
"""By from and to; a heading stands for all its states, and with a star when all of its states are come to."""


def moves() -> dict[tuple[str, str], tuple[str, ...]]:
    """The acts of each arrow: single moves of the table, put together where a whole heading makes them."""
    single = {
        (act, start.value, to.value)
        for act, starts in MOVES.items()
        for start in starts
        for to in starts[start]
    }
    single = {move for move in single if move[1] != move[2]}
    together: dict[tuple[str, str], set[str]] = {}
    for act in MOVES:
        for group in COLOURS:
            own = {state for state, of in GROUPS.items() if of == group}
            for to in GROUPS:
                whole = {(act, state, to) for state in own}
                if to not in own and whole <= single and (len(own) > 1 or GROUPS[to] == "ended"):
                    single -= whole
                    together.setdefault((group, to), set()).add(act)
    for act, start, to in single:
        together.setdefault((start, to), set()).add(act)
    for act, states in FIRST.items():
        together |= {(act, to.value): {act} for to in states}
    for group in COLOURS:
        over = [(group, to) for to, of in GROUPS.items() if of == "ended"]
        if all(pair in together for pair in over):
            together[group, "ended*"] = set().union(*(together.pop(pair) for pair in over))
    order = [*SAID]
    return {pair: tuple(sorted(acts, key=order.index)) for pair, acts in together.items()}


def stays(state: str) -> tuple[str, ...]:
    """The acts that add to a decision in that state and leave it there."""
    return tuple(
        act for act, starts in MOVES.items() for start in starts if start == state and start in starts[start]
    )


def labels() -> Iterator[tuple[float, float, float, float, str]]:
    """Every label of an arrow: x, y of its first line, width, height, and its words, a line each."""
    known = moves()
    for pair, way in WAYS.items():
        place, acts = way.label, known[pair]
        if place:
            lines = list(acts) if pair[1].endswith("*") else [", ".join(acts)]
            wide = max(len(line) for line in lines) * 6.1
            yield place[0], place[1], wide, 13 * len(lines), "\n".join(lines)


def svg() -> str:
    """The whole picture, the same for the same table."""
    if (ways := moves()).keys() != WAYS.keys():
        raise ValueError(f"no way drawn, or nothing to draw: {sorted(ways.keys() ^ WAYS.keys())}")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" role="img" font-family="Helvetica, Arial, sans-serif">',
        "<title>Every state of a decision, and every act that leads from one to another</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
        f'orient="auto"><path d="M0 0 8 4 0 8Z" fill="{INK}"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(40, 36, "What a decision can be, and what leads there", size=19, bold=True),
        _text(40, 88, "HOW IT BEGINS", size=12, bold=True, fill=QUIET),
    ]
    parts += [_frame(group) for group in FRAMES]
    parts += [_halo(way) for way in WAYS.values()]
    parts += [_arrow(pair, way) for pair, way in WAYS.items()]
    parts += [_box(state) for state in BOXES]
    parts += [_pill(act) for act in PILLS]
    for x, y, _, _, words in labels():
        parts += [_text(x, y + 14 * n, line, size=11, halo=True) for n, line in enumerate(words.split("\n"))]
    parts += [*_legend(), "</svg>"]
    return "\n".join(parts) + "\n"


def _text(
    x: float, y: float, words: str, *, size: int, bold: bool = False, fill: str = INK, anchor: str = "start",
    halo: bool = False,
) -> str:  # fmt: skip
    weight = ' font-weight="bold"' if bold else ""
    around = ' stroke="#ffffff" stroke-width="3" stroke-linejoin="round" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" fill="{fill}"{weight}{around}>'
        f"{escape(words)}</text>"
    )


def _frame(group: str) -> str:
    x, y, wide, high = FRAMES[group]
    line, fill = COLOURS[group]
    symbol, words = SYMBOLS[group]
    lines = (
        [f"{symbol} DECIDED BY", "ONE PARTY"] if group == "decided_by_one_party" else [f"{symbol} {words}"]
    )
    top = y + high - 15 if group == "not_decided" else y + 21  # arrows come in from above
    head = [
        _text(x + wide - 12, top + 17 * n, one, size=13, bold=True, fill=line, anchor="end")
        for n, one in enumerate(lines)
    ]
    box = f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" rx="10" fill="{fill}" stroke="{line}"/>'
    return "\n".join([box, *head])


def _box(state: str) -> str:
    x, middle = BOXES[state]
    line, _ = COLOURS[GROUPS[state]]
    more = stays(state)
    lift = -2 if more else 5
    parts = [
        f'<rect x="{x}" y="{middle - TALL // 2}" width="{BOX}" height="{TALL}" rx="6" fill="#ffffff" '
        f'stroke="{line}" stroke-width="2" data-state="{state}"/>',
        _text(
            x + BOX / 2,
            middle + lift,
            state.replace("_", " "),
            size=15,
            bold=True,
            fill=line,
            anchor="middle",
        ),
    ]
    if more:
        added = _text(x + BOX / 2, middle + 15, f"+ {', '.join(more)}", size=9, fill=QUIET, anchor="middle")
        parts.append(added)
    return "\n".join(parts)


def _pill(act: str) -> str:
    x, middle = PILLS[act]
    return f'<rect x="{x}" y="{middle - 15}" width="{WIDE}" height="30" rx="15" fill="{INK}"/>\n' + _text(
        x + WIDE / 2, middle + 4, act, size=12, fill="#ffffff", anchor="middle"
    )


def _course(way: Way) -> str:
    return "M" + " ".join(f"{x} {y}" for x, y in way.points)


def _halo(way: Way) -> str:
    return f'<path d="{_course(way)}" fill="none" stroke="#ffffff" stroke-width="5" stroke-opacity="0.8"/>'


def _arrow(pair: tuple[str, str], way: Way) -> str:
    acts = " ".join(moves()[pair])
    return (
        f'<path d="{_course(way)}" fill="none" stroke="{INK}" stroke-width="1.4" marker-end="url(#tip)" '
        f'data-from="{pair[0]}" data-to="{pair[1]}" data-acts="{acts}"/>'
    )


def _legend() -> Iterator[str]:
    top = 746
    about = "Each arrow is an act. What stands after + adds to a decision and leaves its state as it is."
    yield _text(40, top, f"{about} Whatever is not drawn is refused.", size=12, fill=QUIET)
    for place, (act, words) in enumerate(SAID.items()):
        x, y = (40, 440, 812)[place // 4], top + 26 + 21 * (place % 4)
        yield _text(x, y, act, size=11, bold=True)
        yield _text(x + 124, y, words, size=11, fill=QUIET)

"""A facilitator's hour, as hours go: slips, corrections, going back, a parked quarrel, a dissent, a blank."""

from __future__ import annotations

import re

from tests.terminal.cases.steps import (
    Case,
    Keys,
    Line,
    Next,
    Step,
    answer,
    attested_by_two,
    keys,
    read_and_ask,
    to_list,
)

PREFIX = r"^([LMP]|question|fact|measure|tell|keep|change): "
"""What says where a line goes, and is no part of it."""

NOTE = "Joss was upset: speak with him in the break"
"""A private note, which must be nowhere but on this machine."""


def chosen(row: str) -> Keys:
    """The row of this number, from the list: its digits are typed."""
    return keys(*row.lstrip("ABCDEFGIKMOPQRS"), see=rf"▸ .{{0,4}}{row}\b")


def linked(row: str, interests: str) -> tuple[Step, ...]:
    """An option and which interests it would serve."""
    served = " ".join(f"I{number}" for number in interests.split())
    return (chosen(row), keys("l", see="would serve which"), Line(interests, f"serves {served}"))


PEOPLE: tuple[Step, ...] = (
    Line("Ivy Fenn, co-chair", "1  Ivy Fenn"),
    Line("Joss Pel, steward", "2  Joss Pel"),
    keys("C-u", see="Taken back"),
    keys("C-u", see="Taken back"),
    Line("Joss Pell, steward", "Joss Pell"),
    Line("Kit Moor", "Kit Moor"),
    Line("M: Nell Sorrel, co-chair", "Nell Sorrel"),
    Line("Tam Birch, manager", "Tam Birch"),
    Line("P: Dr. Wren Ash, lead", "Wren Ash"),
    to_list(),
    keys("Home", "y", see="Everyone is here"),
    keys("a", see=r"\[P\]"),
    keys("C-t", see="How many minutes"),
    Line("60", "60 minutes, until"),
    keys("C-y", see="Who has the keyboard"),
    Line("Ivy", "until now"),
    Line("0", "Ivy Fenn is at the keyboard"),
    keys("Escape", see="Enter type"),
    keys("g", see="everyone here works under these terms"),
    keys("F1", see="Every key of this screen"),
    keys("Escape", see="OPENING"),
)

ISSUE: tuple[Step, ...] = (
    Next("1/5 ISSUE"),
    keys("F2", see="F2 more|F2 puts the coach away"),
    keys("F2", see="1/5 ISSUE|F2 puts the coach away"),
    keys("F2", see="1/5 ISSUE"),
    Line("The carts are empty when the evening starts, and the evening is blamed for it.", "L .*The carts"),
    Line("M: Stocking was nobody's job since the store room moved.", "M .*Stocking was"),
    Line("P: A missing tube set cost us twenty minutes last week.", "P .*A missing tube"),
    Line("The evening also covers", ""),
    keys("C-u", see="Taken back"),
    keys("BSpace", see=r"\["),
    keys("F8", see="The fact"),
    Line("Carts were short on 11 of 30 evenings in the last month", "Agreed, disputed"),
    Line("a", "F1"),
    keys("F8", see="The fact"),
    Line("Whether days hand over a list", "Agreed, disputed"),
    Line("maybe", "Type one of"),
    keys("C-a", "BSpace", see="Agreed, disputed|Type one of"),
    Line("d", "Who brings it"),
    Line("Tam Birch", "By when"),
    Line("+7", "F2"),
    Line("question: Why do nights never stock the carts?", "v1"),
    to_list(),
    keys("Home", "e", see="The question in better words"),
    keys("C-a"),
    Line("How can we keep the carts stocked in a way that leaves no shift with all of it?", "Why the change"),
    Line("nobody is to blame in it", "v2"),
    keys("o", see="good enough to work on"),
    Line("L M P", "L ✓ M ✓ P ✓"),
)

INTERESTS: tuple[Step, ...] = (
    Next("2/5 INTERESTS"),
    Line("Find what I need when a patient needs it", "I1"),
    Line("Begin a shift without an hour of fetching", "I2"),
    Line("Be asked before a task is added", "I3"),
    Line("M: Know each morning what was used", "I4"),
    Line("No overtime for stocking", "I5"),
    Line("P: Nothing missing in the first minutes", "I6"),
    Line("We need two more aides", "I7"),
    to_list(),
    chosen("I7"),
    keys("x", see="Why is I7 not pursued"),
    Line("it is one answer; the need behind it is I2", "set aside"),
    keys("C-u", see="Taken back"),
    chosen("I7"),
    keys("e", see="I7 in better words"),
    keys("C-a"),
    Line("Hands enough at the start of the evening", "Hands enough"),
    chosen("I6"),
    keys("<", see=r"(?s)I4  .*I6  .*I5  "),
    keys("<", see=r"(?s)I6  .*I4  "),
    keys(">", see=r"(?s)I4  .*I6  .*I5  "),
    chosen("I1"),
    keys("s", see="theirs too"),
    Line("M P", "shared L ✓ M ✓ P ✓"),
    chosen("I6"),
    keys("s", see="theirs too"),
    Line("L M", "shared L ✓ M ✓ P ✓"),
    keys("C-f", see="What has come up"),
    Line("Days say nights leave the break room dirty", "each side say happened"),
    Line("Nights: it is left like that at seven; Days: the bins are full at six", "first ideas were voiced"),
    Line("A rota for the bins; ask housekeeping for a later round", "Who holds it"),
    Line("Nell Sorrel", "Where does it come back"),
    Line("", "K1 is kept whole"),
    keys("C-o", see="PRIVATE NOTES"),
    Line(NOTE, "Joss was upset"),
    keys("C-o", see="2/5 INTERESTS"),
    keys("F9", see="Any key brings it back"),
    keys("Space", see="2/5 INTERESTS"),
    keys("C-k", see="Which party"),
    Line("L", "Labor is in caucus"),
    keys("C-k", see="Which party"),
    Line("L", "Labor is back"),
    keys("Escape", see="Enter type|list"),
)

MORE: tuple[Step, ...] = (
    keys("a", see=r"\[[LMP]\]"),
    keys("F3", see="1/5 ISSUE"),
    Line("fact: The store room is locked from six", "F3"),
    keys("F6", see="Park what"),
    Line("Who pays for new carts", "Why not now"),
    Line("the money is not ours to spend", "Who holds it"),
    Line("Nell Sorrel", "Where does it go"),
    Line("the steering committee", "come back"),
    Line("+21", "Parked"),
    Next("2/5 INTERESTS"),
    Line("L: A word that was meant for the other list", "A word that was meant"),
    keys("C-u", see="Taken back"),
    keys("C-r", see="Brought back"),
    keys("C-u", see="Taken back"),
    keys("Escape", see="Enter type"),
    chosen("I3"),
    keys("e", see="I3 in better words"),
    keys("BSpace", "BSpace", "BSpace", "BSpace", "BSpace"),
    keys("Home", see="Be asked before a task is"),
    Line("", "Be asked before a task is"),
    keys("k", see="complete and fair"),
    Line("L M P", "Complete and fair, says"),
)

OPTIONS: tuple[Step, ...] = (
    Next("3/5 OPTIONS"),
    Line("Each shift stocks one row, by the colours on the carts", "O1"),
    Line("The day shift leaves a list of what was used", "O2"),
    Line("A key to the store room on every cart", "O3"),
    Line("Ask supply to stock at five", "O4"),
    Line("A chekc list on the lid", "O5"),
    keys("C-u", see="Taken back"),
    Line("A check list on the lid", "O6"),
    Line("A swing aide from four to eight", "O7"),
    to_list(),
    *linked("O1", "2 5"),
    *linked("O2", "4 1"),
    *linked("O3", "1 6"),
    *linked("O4", "2 7"),
    *linked("O6", "1 3"),
    *linked("O7", "7 2"),
    chosen("O2"),
    keys("c", see="Combine O2 with which"),
    Line("6", "in one sentence"),
    keys("C-a"),
    Line("A check list on the lid says what was used and what is left", "O8"),
    keys("t", see="O6"),
    keys("C-u", see="Taken back"),
    chosen("O7"),
    keys("x", see="Why is O7 not pursued"),
    Line("no post for it this year", "set aside"),
    keys("b", see="O7"),
    keys("x", see="Why is O7 not pursued"),
    Line("no post for it this year, asked again in June", "asked again in June"),
    keys("C-g", see="GO TO"),
    Line("I3", "2/5 INTERESTS"),
    keys("Escape", see="3/5 OPTIONS"),
    keys("C-e", see="Who came or left"),
    Line("Kit", "are here"),
    keys("C-e", see="Who came or left"),
    Line("Kit", "are here"),
)

STANDARDS: tuple[Step, ...] = (
    Next("4/5 STANDARDS"),
    Line("Carts are full at seven and at nineteen", "S1"),
    Line("Nobody works longer for it", "S2"),
    to_list(),
    chosen("S1"),
    keys("m", see="MUST"),
    keys("g", see="we can trust S1"),
    Line("L M P", "MUST L ✓ M ✓ P ✓"),
    chosen("S2"),
    keys("g", see="we can trust S2"),
    Line("L M P", "L ✓ M ✓ P ✓"),
    keys("1", "r", see="O1 against S1"),
    Line("meets", "O1 against S2"),
    Line("meets", "S2 ✓ meets|meets"),
    chosen("O8"),
    keys("r", see="O8 against S1"),
    Line("partly", "O8 against S2"),
    Line("meets", "partly"),
)

CONSENSUS: tuple[Step, ...] = (
    Next("5/5 CONSENSUS"),
    Line("Rows by colour, and a list on the lid", "○ draft"),
    to_list(),
    keys("w", see=r"\[Exact words\]"),
    keys("C-a"),
    Line("Each shift stocks one row of each cart by colour, and notes what is left.", "not include"),
    Line("ordering supplies", "Made from which"),
    Line("1 8", "From when"),
    Line("+7", "Until when"),
    Line("+35", "What will we measure"),
    Line("evenings with a short cart", "look at it again"),
    Line("+36", "Whose yes"),
    Line("", "Now read it aloud"),
    keys("r", see="Read them word for word"),
    keys("Enter", see="asks each person by name"),
    keys("t", see="TEMPERATURE ONLY"),
    keys("u", see="Ivy .*support"),
    keys("Enter", "Up", "Down", "d", see="Joss Pell: cannot"),
    keys("x", see="x again"),
    keys("x", see="Read the result aloud"),
    keys("Enter", see="5/5 CONSENSUS"),
    keys("c", see="DECIDING NOW · P1 v1"),
    *answer(1, "u", "Ivy .*support"),
    *answer(3, "d", "what concerns you"),
    Line("Nights would stock the longest row alone", "would have to change"),
    Line("The rows turn every week", "Nights would stock"),
    *answer(4, "l", "Kit .*can live"),
    *answer(5, "u", "Nell .*support"),
    keys("w", see="These are the exact words"),
    keys("Escape", see="LABOR"),
    *answer(6, "u", "Tam .*support"),
    keys("C-u", see="Taken back"),
    *answer(6, "l", "Tam .*can live"),
    *answer(7, "u", "Everyone here has answered"),
    keys("x", see="NO AGREEMENT"),
    keys("Enter", see="D1  No agreement"),
    keys("1", see=r"▸ P1"),
    keys("w", see="The exact words"),
    Line(" The rows turn every week.", "What does this not include"),
    *(Line("", see) for see in ("Made from which", "From when", "Until when", "What will we measure")),
    *(Line("", see) for see in ("look at it again", "Whose yes", "Why the change")),
    Line("Joss asked for it", "every answer is asked again"),
    *read_and_ask("P1 v2"),
    *answer(1, "u", "Ivy .*support"),
    *answer(3, "u", "Joss .*support"),
    keys("F9", see="Any key brings it back"),
    keys("x", see="DECIDING NOW"),
    *answer(4, "u", "Kit .*support"),
    *answer(5, "u", "Nell .*support"),
    *answer(6, "l", "Tam .*can live"),
    *answer(7, "u", "Everyone here has answered"),
    keys("x", see="CONSENSUS"),
    keys("Enter", see="Being tried until"),
)

CLOSING: tuple[Step, ...] = (
    Next("CLOSING"),
    Line("Paint the rows @Ivy @Tam by +5", "A1"),
    Line("Print the lists @Joss by +5", "A2"),
    Line("measure: evenings with a short cart", "M1"),
    Line("tell: A trial by rows, from next week; nothing else changes.", "R1"),
    Line("keep: everyone was asked by name", "Noted as worth keeping"),
    Line("change: begin on time", "Noted as something to change"),
    to_list(),
    keys("1", see=r"▸ A1"),
    keys("Down", see=r"▸ A2"),
    keys("o", see="Who does A2"),
    Line("3 5", "Joss Pell and Nell Sorrel"),
    keys("Down", see=r"▸ M1"),
    keys("m", see="figure come from"),
    Line("the lids", "Who pulls it"),
    Line("Tam Birch", "exist today"),
    Line("yes", "What is it now"),
    Line("11 of 30", "hope for"),
    Line("3 of 30", "look at it"),
    Line("+36", "exists today"),
    keys("t", see="Who is told"),
    Line("everyone on the unit", "Who tells them"),
    Line("3 and 6", "By when"),
    Line("tomorrow", "To tell everyone on the unit"),
    keys("F5", see="SINCE|since"),
    keys("Escape", see="CLOSING"),
    keys("F4", see="WHAT WAS DECIDED"),
    keys("Escape", see="CLOSING"),
    *attested_by_two(),
)

PARTS = (PEOPLE, ISSUE, INTERESTS, MORE, OPTIONS, STANDARDS, CONSENSUS, CLOSING)

CASE = Case("Cedar Unit Team", "Stocking carts", tuple(step for part in PARTS for step in part))


def inputs(case: Case) -> int:
    """Keys pressed and lines typed; a line counts once, however long it is."""
    return sum(len(step.names) if isinstance(step, Keys) else 1 for step in case.steps)


def typed(case: Case) -> tuple[str, ...]:
    """Every piece of text that people will look for afterwards: without prefixes, roles, whom and when."""
    lines = [step.text for step in case.steps if isinstance(step, Line) and step.text != NOTE]
    apart = re.compile(r"; |, (?=co-chair|steward|manager|lead)| @.*")
    pieces = [part for line in lines for part in apart.split(line)]
    return tuple(part.strip() for piece in pieces if len(part := re.sub(PREFIX, "", piece)) > 8)

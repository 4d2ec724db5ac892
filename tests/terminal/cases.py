"""Two real cases as people would type them: keys only, in a real terminal, against the real program.

`python -m tests.terminal.cases FOLDER` enters both and leaves their records in FOLDER.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.terminal.tmux import Tmux

PYTHON = sys.executable


@dataclass(frozen=True)
class Line:
    """A line typed and entered; `see` is on the screen afterwards."""

    text: str
    see: str = ""


@dataclass(frozen=True)
class Keys:
    """Keys by their tmux names; `see` is on the screen afterwards."""

    names: tuple[str, ...]
    see: str = ""


@dataclass(frozen=True)
class Next:
    """On to the next stage; the key twice where something is unfinished."""

    title: str


Step = Line | Keys | Next


def keys(*names: str, see: str = "") -> Keys:
    """Keys, and what they show."""
    return Keys(names, see)


def to_list() -> Keys:
    """From the entry line to the list."""
    return keys("Escape", see="Enter type")


def read_and_ask(proposal: str) -> tuple[Step, ...]:
    """The words read aloud, then the check opened, from the list of the consensus stage."""
    return (
        keys("r", see="Read them word for word"),
        keys("Enter", see="c asks each person by name"),
        keys("c", see=f"DECIDING NOW · {proposal}"),
    )


def answer(number: int, key: str, see: str) -> tuple[Step, ...]:
    """One person's answer: their number, then the key of the answer."""
    return (keys(str(number), see=rf"▸ +{number} "), keys(key, see=see))


PEOPLE: tuple[Step, ...] = (
    Line("Ana Ortiz, co-chair", "1  Ana Ortiz"),
    Line("Bo Lind, steward", "2  Bo Lind"),
    Line("Lou Park, steward, night shift", "3  Lou Park"),
    keys("Tab", see=r"\[M\]"),
    Line("Dana Reed, co-chair", "4  Dana Reed"),
    Line("Eli Moss, manager", "5  Eli Moss"),
    keys("Tab", see=r"\[P\]"),
    Line("Dr. Fay Imre, lead", "6  Dr. Fay Imre"),
    to_list(),
)

ROTATION: tuple[Step, ...] = (
    *PEOPLE,
    keys("3", see="▸ L +3 "),
    keys("h", see="Lou Park .*not here"),
    keys("g", see="Noted: everyone here works under these terms"),
    Next("1/5 ISSUE"),
    Line(
        "Nobody put a proposal to us. It was one line from the suggestion box.", "L .* Nobody put a proposal"
    ),
    keys("Tab", see="Story M"),
    Line("I took it for the team's decision: nobody objected, so I planned the rollout.", "M .* I took it"),
    keys("F7", see="The idea"),
    Line("Rotate supervisors", "Where is it from"),
    Line("suggestion box, last month", "Nothing is being decided"),
    keys("F8", see="The fact"),
    Line(
        "The line in last month's notes is a suggestion. No proposal was put to anyone.", "Agreed, disputed"
    ),
    Line("a", "F1"),
    keys("F8", see="The fact"),
    Line("How many leave requests waited for an answer last month", "Agreed, disputed"),
    Line("f", "Who brings it"),
    Line("Eli Moss", "By when"),
    Line("+7", "F2"),
    keys("Tab", see="Story P"),
    keys("Tab", see=r"\[Question\]"),
    Line("Why will the supervisors not rotate as the team decided?", "v1"),
    keys("Escape", see="Enter type"),
    keys("Home", "e", see="The question in better words"),
    keys("C-a"),
    Line("How can we vary supervisor coverage in a way that keeps leave approval clear?", "Why the change"),
    Line("the first question named one answer as decided", "v2"),
    keys("o", see="good enough to work on"),
    Line("L M P", "L ✓ M ✓ P ✓"),
    Next("2/5 INTERESTS"),
    Line("Know who approves my leave", "I1"),
    Line("Fair share of late shifts", "I2"),
    Line("Continuity for patients", "I3"),
    keys("Tab", see=r"\[M\]"),
    Line("Supervisors learn every shift", "I4"),
    Line("Cover when someone is out", "I5"),
    keys("Tab", see=r"\[P\]"),
    Line("Know whom to call at night", "I6"),
    to_list(),
    keys("3", see=r"▸ L +I3"),
    keys("s", see="theirs too"),
    Line("M P", r"shared L ✓ M ✓ P ✓"),
    keys("k", see="complete and fair"),
    Line("L M P", "Complete and fair, says"),
    Next("3/5 OPTIONS"),
    Line("Rotate on evenings only, for four weeks", "O2"),
    Line("The day lead approves leave, whoever is on", "O3"),
    Line("A leave chart on the board with the name of who approves", "O4"),
    Line("Shadow shifts instead of rotation", "O5"),
    to_list(),
    keys("1", see=r"▸ O1"),
    keys("l", see="would serve which"),
    Line("4 5", "serves I4 I5"),
    keys("2", see=r"▸ O2"),
    keys("l", see="would serve which"),
    Line("4 2", "serves I4 I2"),
    keys("3", see=r"▸ O3"),
    keys("l", see="would serve which"),
    Line("1 6", "serves I1 I6"),
    keys("2", see=r"▸ O2"),
    keys("c", see="Combine O2 with which"),
    Line("3", "in one sentence"),
    Line("Rotate on evenings for four weeks; the day lead approves leave", "O6"),
    Next("4/5 STANDARDS"),
    Line("Continuity of care", "S1"),
    Line("Fair to every shift", "S2"),
    to_list(),
    keys("1", see=r"▸ S1"),
    keys("m", see="MUST"),
    keys("g", see="we can trust S1"),
    Line("L M P", "MUST L ✓ M ✓ P ✓"),
    keys("2", see=r"▸ S2"),
    keys("g", see="we can trust S2"),
    Line("L M P", r"every shift +L ✓ M ✓ P ✓"),
    keys("6", see=r"▸ O6"),
    keys("r", see="O6 against S1"),
    Line("meets", "O6 against S2"),
    Line("partly", "S2 ~ partly"),
    Next("5/5 CONSENSUS"),
    Line("Trial rotation on evenings, 4 weeks", "○ draft"),
    to_list(),
    keys("w", see=r"\[Exact words\]"),
    Line(".", "not include"),
    Line("night shift", "Made from which"),
    Line("6", "From when"),
    Line("1 Apr", "Until when"),
    Line("29 Apr", "What will we measure"),
    Line("unfilled evening shifts", "look at it again"),
    Line("29 Apr", "Whose yes"),
    Line("", "Now read it aloud"),
    *read_and_ask("P1 v1"),
    *answer(1, "u", "Ana .*support"),
    *answer(2, "d", "what concerns you"),
    Line("Nobody knows who approves leave while they rotate", "would have to change"),
    Line("Say in the words that the day lead approves leave", "Nobody knows who approves"),
    *answer(4, "u", "Dana .*support"),
    *answer(5, "u", "Eli .*support"),
    *answer(6, "l", "Fay .*can live"),
    keys("x", see="NO AGREEMENT"),
    keys("Enter", see="D1  No agreement"),
    keys("1", see=r"▸ P1"),
    keys("w", see="The exact words"),
    Line(" Leave approved by the day lead.", "What does this not include"),
    Line("", "Made from which"),
    Line("", "From when"),
    Line("", "Until when"),
    Line("", "What will we measure"),
    Line("", "look at it again"),
    Line("", "Whose yes"),
    Line("", "Why the change"),
    Line("Bo asked for it", "every answer is asked again"),
    *read_and_ask("P1 v2"),
    *answer(1, "u", "Ana .*support"),
    *answer(2, "u", "Bo .*support"),
    *answer(4, "u", "Dana .*support"),
    *answer(5, "l", "Eli .*can live"),
    *answer(6, "l", "Everyone here has answered"),
    keys("x", see="Lou Park is absent"),
    Line("+7", "TENTATIVE"),
    keys("Enter", see="Agreed here, waiting for"),
    Next("CLOSING"),
    Line("Post the leave-approval chart @Ana @Dana by +14", "A1"),
    Line("Ask Lou Park for an answer on these words @Bo by +7", "A2"),
    keys("Tab", see=r"\[Measure\]"),
    Line("unfilled evening shifts", "M1"),
    to_list(),
    keys("1", see=r"▸ A1"),
    keys("Down", "Down", see=r"▸ M1"),
    keys("m", see="figure come from"),
    Line("staffing sheet", "Who pulls it"),
    Line("Eli Moss", "exist today"),
    Line("yes", "What is it now"),
    Line("3 a week", "hope for"),
    Line("1 a week", "look at it"),
    Line("29 Apr", "exists today"),
    keys("a", see=r"\[Measure\]"),
    keys("Tab", see=r"\[Tell people\]"),
    Line("Rotation is a trial, and only if nights agree. Nothing changes before then.", "R1"),
    to_list(),
    keys("t", see="Who is told"),
    Line("everyone on 4B", "Who tells them"),
    Line("Ana and Dana", "By when"),
    Line("tomorrow", "To tell everyone on 4B"),
    keys("r", see="This is the page as it stands"),
    keys("Enter", see="Read back"),
    keys("Escape", "Escape", see="N1 read back"),
    keys("z", see="z again ends"),
    keys("z", see="The sitting is closed"),
)

HANDOFF: tuple[Step, ...] = (
    Line("Rosa Vale, co-chair", "1  Rosa Vale"),
    Line("Tom Birch, steward, day shift", "2  Tom Birch"),
    Line("Nia Okoro, night shift", "3  Nia Okoro"),
    keys("Tab", see=r"\[M\]"),
    Line("Paul Hess, co-chair", "4  Paul Hess"),
    to_list(),
    keys("g", see="Noted: everyone here works under these terms"),
    Next("1/5 ISSUE"),
    Line("Days: we start every morning with empty carts", "empty carts"),
    Line("Nights: days leave us the stocking and then complain", "leave us the stocking"),
    keys("F7", see="The idea"),
    Line("A handoff checklist at the cart", "Where is it from"),
    Line("", "Nothing is being decided"),
    keys("F7", see="The idea"),
    Line("Move stocking to a swing shift", "Where is it from"),
    Line("", "Nothing is being decided"),
    keys("F8", see="The fact"),
    Line("Nights leave the carts empty at 7", "Agreed, disputed"),
    Line("d", "Who brings it"),
    Line("Tom and Nia, a joint tally", "By when"),
    Line("+7", "F1"),
    keys("F8", see="The fact"),
    Line("Stocking is in the night job description", "Agreed, disputed"),
    Line("d", "Who brings it"),
    Line("Paul Hess", "By when"),
    Line("+14", "F2"),
    to_list(),
    keys("r", see="Where does it belong"),
    Line("joint", "on the agenda"),
    Line("floor", "came up from"),
    keys("F6", see="Park what"),
    Line("Whose job stocking is by the job descriptions", "Why not now"),
    Line("needs the written descriptions", "Who holds it"),
    Line("Paul Hess", "Where does it go"),
    Line("labor relations and the union", "come back"),
    Line("+14", "Parked"),
    keys("F6", see="Park what"),
    Line("A swing shift for stocking", "Why not now"),
    Line("needs money we do not have here", "Who holds it"),
    Line("Rosa Vale", "Where does it go"),
    Line("the sponsors", "come back"),
    Line("+30", "Parked"),
    keys("a", see=r"\[Story L\]"),
    keys("Tab", "Tab", "Tab", see=r"\[Question\]"),
    Line("How can each shift start ready in a way that is fair to both?", "v1"),
    to_list(),
    keys("o", see="good enough to work on"),
    Line("L M", r"L ✓ M ✓"),
    Next("2/5 INTERESTS"),
    Line("Start the shift ready", "I1"),
    Line("Be treated with respect by the other shift", "I2"),
    Line("Leave on time", "I3"),
    keys("Tab", see=r"\[M\]"),
    Line("Patients are not kept waiting at 7", "I4"),
    to_list(),
    keys("1", see=r"▸ L +I1"),
    keys("s", see="theirs too"),
    Line("M", "M ✓"),
    Next("3/5 OPTIONS"),
    Line("Ten minutes of overlap at 7", "O3"),
    to_list(),
    keys("1", see=r"▸ O1"),
    keys("l", see="would serve which"),
    Line("1 2 4", "serves I1 I2 I4"),
    Next("4/5 STANDARDS"),
    Line("Both shifts can do it in five minutes", "S1"),
    Next("5/5 CONSENSUS"),
    keys("Tab", see=r"\[Exact words\]"),
    Line(
        "For two weeks both shifts use one handoff checklist at the cart, filled in together at 7.",
        "not include",
    ),
    Line("whose job stocking is", "Made from which"),
    Line("1", "From when"),
    Line("+3", "Until when"),
    Line("+17", "What will we measure"),
    Line("carts ready at 7, tallied by both shifts", "look at it again"),
    Line("+20", "Whose yes"),
    Line("", "Now read it aloud"),
    to_list(),
    *read_and_ask("P1 v1"),
    *answer(1, "u", "Rosa .*support"),
    *answer(2, "l", "Tom .*can live"),
    *answer(3, "u", "Nia .*support"),
    *answer(4, "u", "Everyone here has answered"),
    keys("x", see="CONSENSUS ON A TRIAL"),
    keys("Enter", see="Being tried until"),
    Next("CLOSING"),
    Line("Print the checklist and hang it at the cart @Tom @Paul by +3", "A1"),
    Line("Keep the joint tally for one week @Nia @Tom by +7", "A2"),
    keys("Tab", "Tab", see=r"\[Tell people\]"),
    Line("We try one checklist for two weeks. Nobody's job description changed.", "R1"),
    to_list(),
    keys("t", see="Who is told"),
    Line("both shifts", "Who tells them"),
    Line("2, 3", "By when"),
    Line("tomorrow", "To tell both shifts"),
    keys("r", see="This is the page as it stands"),
    keys("Enter", see="Read back"),
    keys("a", see="DRAFT · .* still to attest"),
    keys("Enter", see=r"▸ 4 +Paul"),
    keys("a", see="THE SIX WORDS"),
    keys("Enter", see="N1 ATTESTED"),
    keys("Escape", see="CLOSING"),
    keys("z", see="z again ends"),
    keys("z", see="The sitting is closed"),
)


@dataclass(frozen=True)
class Case:
    """One meeting: whose, about what, and everything that was typed."""

    team: str
    title: str
    steps: tuple[Step, ...]


CASES = (
    Case("Unit 4B DBT", "Supervisor rotation", ROTATION),
    Case("Unit 6 West DBT", "Shift handoff", HANDOFF),
)


def walk(terminal: Tmux, case: Case, folder: Path, home: Path, width: int = 80, height: int = 24) -> Path:
    """Types the whole case into the program and leaves it; the record's path."""
    before = set(folder.glob("*.json"))
    command = [PYTHON, "-m", "ibps", "new", "--example", "--team", case.team, "--title", case.title]
    terminal.start([*command, "--sessions", str(folder)], width, height, env={"HOME": str(home)})
    terminal.wait_for("OPENING", timeout=20)
    for step in case.steps:
        if isinstance(step, Next):
            terminal.keys("C-n")
            ahead = re.compile(rf"^ {step.title}", re.M)
            if not ahead.search(terminal.wait_for(re.compile(rf"^ {step.title}|\^N again", re.M))):
                terminal.keys("C-n")
            terminal.wait_for(ahead)
            continue
        if isinstance(step, Line):
            terminal.type(step.text)
            terminal.keys("Enter")
        else:
            terminal.keys(*step.names)
        if step.see:
            terminal.wait_for(re.compile(step.see))
    terminal.keys("C-q")
    if terminal.wait_exit() != 0:
        raise AssertionError(f"the program left with {terminal.exit_status()}")
    (path,) = (new for new in set(folder.glob("*.json")) - before if new.name != "teams.json")
    return path


def main(folder: Path) -> None:
    """Enter every case and say where its record is."""
    import tempfile

    for case in CASES:
        with Tmux() as terminal, tempfile.TemporaryDirectory() as home:
            print(walk(terminal, case, folder, Path(home)))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())

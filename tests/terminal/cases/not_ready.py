"""Not ready: each side waits for the other to move first, and stopping is the honest outcome."""

from __future__ import annotations

from tests.terminal.cases.steps import Case, Line, Next, Step, attested_by_two, keys, to_list

STEPS: tuple[Step, ...] = (
    Line("Vera Stone, co-chair", "1  Vera Stone"),
    Line("Will Hart, steward", "2  Will Hart"),
    keys("Tab", see=r"\[M\]"),
    Line("Abe Quinn, co-chair", "3  Abe Quinn"),
    Line("Bea Lowe, manager", "4  Bea Lowe"),
    to_list(),
    Next("1/5 ISSUE"),
    Line(
        "We talk once the stickers on the lockers are no longer a reason for a warning.", "L .* We talk once"
    ),
    keys("Tab", see="Story M"),
    Line("We talk once the stickers are gone.", "M .* We talk once"),
    keys("C-k", see="Which party"),
    Line("L", "in caucus"),
    keys("C-k", see="Which party"),
    Line("L", "is back"),
    keys("F6", see="Park what"),
    Line("Stickers on lockers: what the contract says", "Why not now"),
    Line("each side waits for the other", "Who holds it"),
    Line("Vera Stone and Abe Quinn", "Where does it go"),
    Line("the sponsors", "come back"),
    Line("+14", "Parked"),
    keys("F12", see="Stop because"),
    Line("not ready", "why do we stop"),
    Line("each side asks the other to move first; the sponsors are told today", "Stopped, and recorded"),
    Next("2/5 INTERESTS"),
    Next("3/5 OPTIONS"),
    Next("4/5 STANDARDS"),
    Next("5/5 CONSENSUS"),
    Next("CLOSING"),
    Line("Tell the sponsors together that we stopped, and why @Vera @Abe by +1", "A1"),
    keys("Tab", "Tab", see=r"\[Tell people\]"),
    Line("We stopped. Nobody gave anything up, and nothing was decided.", "R1"),
    to_list(),
    keys("t", see="Who is told"),
    Line("the unit", "Who tells them"),
    Line("Will and Bea", "By when"),
    Line("tomorrow", "To tell the unit"),
    *attested_by_two(),
)

CASE = Case("Unit 2 East DBT", "Stickers on lockers", STEPS)

"""Changes one line of the program at a time, in a copy, and says whether its own tests notice.

    python -m tests.mutate [WORD...]     all of them, or those whose file or line holds one of these words

One line for each: noticed or NOT NOTICED, the file, and the line as it was and is. Ends with 1 when one was
not noticed. Takes some minutes; no part of the suite. Run it in the project's own folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
LONGEST: Final = 120
"""Seconds for the tests of one change; a change that makes them hang counts as noticed."""

RULE: Final = (
    "tests/core/test_rule.py",
    "tests/core/stages/test_checks.py",
    "tests/core/stages/test_consensus.py",
)
AFTER: Final = ("tests/core/stages/test_followup.py", "tests/core/test_states.py")
UNDO: Final = (
    "tests/core/test_journal.py",
    "tests/core/stages/test_attesting.py",
    "tests/core/test_redact.py",
)
SEAL: Final = ("tests/core/test_seal.py", "tests/core/stages/test_attesting.py")
READS: Final = ("tests/core/test_standing.py", "tests/core/test_answer.py")
FILES: Final = ("tests/store/test_session_file.py", "tests/cli/test_verify.py", "tests/cli/test_seals.py")


@dataclass(frozen=True)
class Mutation:
    """One line as it is, as it is changed, and the tests that have to notice."""

    file: str
    was: str
    now: str
    tests: tuple[str, ...]


def _off(file: str, was: str, tests: tuple[str, ...]) -> Mutation:
    """A condition that never holds."""
    return Mutation(file, f"if {was}:", f"if False and ({was}):", tests)


ASKING: Final = ("tests/core/test_asking.py", "tests/core/test_alternates.py")

T = "core/tally.py"
R, J, S, A = "core/rule.py", "core/journal.py", "core/seal.py", "core/stages/attesting.py"
C, D, F = "core/stages/checks.py", "core/standing.py", "store/session_file.py"

MUTATIONS: Final = (
    _off(R, "now.unanswered", RULE),
    Mutation(T, "and not (person.number in here and given.cls is Answered.ABSENT)", "", RULE),
    Mutation(T, "elif given is not None", "elif False and given is not None", RULE),
    _off(T, "person.number in check.by_slip", ASKING),
    Mutation(T, "not any(self.slips_left.values())", "True", ASKING),
    Mutation(T, "return due - len(check.slips_of(letter))", "return 0", ASKING),
    Mutation(R, "len(now.present) < quorum.decide", "len(now.present) <= quorum.decide", RULE),
    Mutation(R, "len(now.present) < quorum.decide", "len(now.present) + 1 < quorum.decide", RULE),
    Mutation(R, "now.of(*DISSENT) > rule.dissent)", "now.of(*DISSENT) > rule.dissent + 1)", RULE),
    Mutation(R, "max(by_party, default=0) > most", "max(by_party, default=0) > most + 1", RULE),
    Mutation(R, "aside)) > rule.aside_per_party", "aside)) > rule.aside_per_party + 1", RULE),
    Mutation(R, "now.of(cls) > limit:", "now.of(cls) > limit + 1:", RULE),
    Mutation(R, "frozenset({Answered.BLOCK, Answered.NEEDS_MORE})", "frozenset({Answered.BLOCK})", RULE),
    Mutation(
        R,
        "if yes * 100 < rule.percent * len(now.present)",
        "if yes * 100 <= rule.percent * len(now.present)",
        RULE,
    ),
    _off(R, "not yes", RULE),
    Mutation(R, "said_yes < rule.yes_per_party", "said_yes + 1 < rule.yes_per_party", RULE),
    _off(R, "party.required and too_few and party.letter not in waited_parties", RULE),
    _off(R, "len({person.party for person in record.cochairs}) < 2", RULE),
    _off(R, "person.number in now.absent and person.number not in waited_people", RULE),
    Mutation(R, "Outcome.TENTATIVE if conditions else Outcome.CONSENSUS", "Outcome.CONSENSUS", RULE),
    _off(R, "DISSENT & set(late.values())", (*RULE, *AFTER)),
    Mutation(R, "aside.count(party) > rule.aside_per_party", "False", ASKING),
    Mutation(C, "if len(here) < FEWEST_SLIPS:", "if False:", ASKING),
    Mutation(C, "if not check.slips_allowed:", "if False:", ASKING),
    _off(C, "person.number in check.by_slip", ASKING),
    Mutation(C, "and record.session.edition >= 1", "and False", ASKING),
    Mutation(C, "key=lambda one: (one.party, order.index(one.level), one.note)", "key=lambda one: 0", ASKING),
    Mutation("core/record/__init__.py", "if not own and (has", "if (has", ASKING),
    Mutation(
        "core/record/__init__.py", "for answered in (True, False):", "for answered in (False,):", ASKING
    ),
    Mutation("core/record/__init__.py", "or member.number in here", "", ASKING),
    Mutation("core/record/consensus.py", "return self.together and", "return False and", ASKING),
    Mutation(
        "core/stages/opening.py", "if number == own or chained or member.party != party:", "if False:", ASKING
    ),
    Mutation(
        "core/told.py", "return any(check.number == number and check.hidden", "return any(False", ASKING
    ),
    Mutation(J, "isinstance(last.entry.act, InterruptCheck | RecoverRecord)", "False", ASKING),
    Mutation(
        "core/said_now.py", "and minutes.differs", "and False", (*UNDO, "tests/core/stages/test_closing.py")
    ),
    Mutation(
        "core/stages/closing.py",
        "if act.page not in ((), lines):",
        "if False:",
        ("tests/core/stages/test_closing.py",),
    ),
    _off(C, "wording.read_aloud is None or wording.read_aloud < record.sitting.opened", RULE),
    _off(C, "here and cls is Answered.ABSENT", RULE),
    _off(C, "check.kind is CheckKind.TEMPERATURE", RULE),
    _off(C, "check.closed is not None", RULE),
    _off(C, "check.interrupted", RULE),
    Mutation("core/reading.py", "if place not in said and not", "if False and not", AFTER),
    Mutation(
        "core/states.py", '"InEffect": {', '"InEffect": {State.NO_AGREEMENT: _to(State.IN_EFFECT), ', AFTER
    ),
    Mutation("core/states.py", "return state in MOVES[act]", "return True", AFTER),
    Mutation("core/stages/followup.py", "if not act.obtained:", "if False:", AFTER),
    _off("core/stages/followup.py", "proposal.withdrawn", AFTER),
    *(
        Mutation("core/stages/consensus.py", f'"{name}"', '"text"', RULE)
        for name in ("not_included", "conditions", "trial", "starts")
    ),
    _off("core/stages/consensus.py", "check and check.proposal == proposal.number", RULE),
    Mutation(J, "if len(_sealed(last.before)) == len(_sealed(self.record)) else", "if True else", UNDO),
    Mutation(J, "record = _never_reuse(record, self.record).but(", "record = record.but(", UNDO),
    Mutation(J, "undone = () if entry.act.takes_back else self.undone", "undone = self.undone", UNDO),
    Mutation(J, "Step(again.entry, as_then)", "Step(again.entry, self.record)", UNDO),
    _off(J, "page != now", UNDO),
    Mutation(S, '"nonces": [one.nonce for one in attested]', '"nonces": []', SEAL),
    Mutation(S, '"previous": previous', '"previous": ""', SEAL),
    Mutation(S, '"page": list(page)', '"page": list(page[:9])', SEAL),
    Mutation(S, "made == seal.digest and code(made) == seal.code", "made == seal.digest", SEAL),
    Mutation(S, "made == seal.digest and code(made) == seal.code", "code(made) == seal.code", SEAL),
    Mutation(A, " or len(parties) < 2", "", SEAL),
    Mutation(A, "if one.verdict is not Verdict.NOT_YET]", "]", SEAL),
    _off(A, "minutes.seal", SEAL),
    Mutation(A, "or chairs[0].party == chairs[1].party", "", UNDO),
    Mutation(D, "if late:", "if False:", READS),
    Mutation(D, "if mandate is Mandate.DECIDE:", "if True:", READS),
    Mutation(D, "if not others:", "if True:", READS),
    Mutation(F, "if data == render(journal):", "if True:", FILES),
    Mutation("store/parts.py", "if key not in PARTS", "if False", FILES),
    Mutation(
        "cli/verify.py",
        "        *(() if opened.unknown else seals.problems(journal, opened.minutes)),\n",
        "",
        FILES,
    ),
    Mutation("cli/verify.py", "if entry.at < before.at:", "if False:", FILES),
    Mutation("cli/seals.py", "if not holds(mode, page):", "if False:", FILES),
    Mutation("cli/seals.py", "elif now.page != page.page or now.differs:", "elif False:", FILES),
    Mutation("cli/seals.py", "page.seal.previous != previous", "False", FILES),
)


def copied(to: Path) -> Path:
    """The tree without what it does not need."""
    ignore = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", "dist")
    return Path(shutil.copytree(ROOT, to / "tree", ignore=ignore))


def passes(tree: Path, tests: tuple[str, ...]) -> bool:
    """Whether these tests pass in that tree."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=tree, env=env, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main(words: list[str]) -> int:
    """Prints the table; how many changes were not noticed."""
    chosen = [one for one in MUTATIONS if not words or any(word in f"{one.file} {one.was}" for word in words)]
    missed = 0
    with tempfile.TemporaryDirectory() as place:
        tree = copied(Path(place))
        everything = tuple(dict.fromkeys(test for one in chosen for test in one.tests))
        if not passes(tree, everything):
            print("The tests fail as things are; nothing was changed.")
            return 1
        for one in chosen:
            path = tree / "ibps" / one.file
            text = path.read_text("utf-8")
            path.write_text(text.replace(one.was, one.now, 1), "utf-8")
            noticed = not passes(tree, one.tests)
            path.write_text(text, "utf-8")
            missed += not noticed
            shown = f"{one.was.strip()}  ->  {one.now.strip() or 'nothing'}"
            print(f"{'noticed' if noticed else 'NOT NOTICED':12} {one.file:26} {shown}", flush=True)
    print(f"{len(chosen)} changes, {missed} not noticed.")
    return missed


if __name__ == "__main__":
    raise SystemExit(bool(main(sys.argv[1:])))

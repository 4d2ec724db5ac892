"""The calls of one save as the system sees them: each refused, and each the last before SIGKILL, by strace.

What `faults.py` does inside the program is done here to a program that knows nothing of it, which also shows
that nothing the program asks of the system goes past the hooks there.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ibps.store import lock
from tests.store.torture.calls import ERRORS
from tests.store.torture.subjects import CREATED, FILE, NOW, Ibps

ROOT = Path(__file__).parents[3]
BEFORE = (CREATED, 1, 2)
NEW = 3
LOOKED_AT = (
    "openat,read,write,pwrite64,lseek,fsync,fdatasync,close,ftruncate,rename,renameat,renameat2,unlink,unlinkat,stat,"
    "lstat,newfstatat,fstat,fchmod,fchown,flistxattr,fgetxattr,fsetxattr,link,linkat,mkdir,mkdirat"
)
PROGRAM = """
import os, sys
from pathlib import Path
from ibps.core.errors import NotSaved
from tests.store.torture.subjects import Ibps

def mark(name):
    try:
        os.stat(name)
    except OSError:
        pass

save = Ibps().open(Path(sys.argv[1]))
save(2)
mark("/BEGINS")
try:
    save(3)
    end = "saved"
except NotSaved as error:
    end = type(error).__name__
mark("/ENDS")
os._exit({"saved": 10, "NotSaved": 11, "InDoubt": 12}[end])
"""
ENDS = {10: "saved", 11: "refused", 12: "in doubt", -signal.SIGKILL: "killed"}
"""How the program ends, by its exit code; a program that may not write has no other way to tell."""


@dataclass(frozen=True)
class Call:
    """One call of the save: its name, and which of that name it is in the life of the program."""

    name: str
    count: int


def here() -> bool:
    """Whether there is a strace, and one that may look."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], check=False, capture_output=True)
    return tried.returncode == 0


def calls(base: Path) -> list[Call]:
    """The calls of one save, in order."""
    _, log = _run(base, [])
    shutil.rmtree(base / "run")
    found, count, inside = [], Counter[str](), False
    for name, rest in re.findall(r"^\d+ +(\w+)\((.*)$", log, re.MULTILINE):
        count[name] += 1
        if '"/ENDS"' in rest:
            break
        if inside:
            found.append(Call(name, count[name]))
        inside = inside or '"/BEGINS"' in rest
    return found


def points(made: list[Call], all_errors: bool) -> list[str]:
    """What to do to which call, as strace is told. Without `all_errors`, each error in its turn."""
    asked = []
    for n, call in enumerate(made):
        asked.append(f"{call.name}:signal=SIGKILL:when={call.count}")
        for k, number in enumerate(ERRORS):
            for ever in ("", "+"):
                if all_errors or (n + k + (ever == "+")) % len(ERRORS) == 0:
                    asked.append(f"{call.name}:error={errno.errorcode[number]}:when={call.count}{ever}")
    return asked


def torture(base: Path, asked: Iterable[str]) -> tuple[int, Counter[str], dict[str, str]]:
    """How many runs; each kind of harm with its number, and the first of each in words."""
    harm: Counter[str] = Counter()
    first: dict[str, str] = {}
    runs = 0
    for inject in asked:
        said, log = _run(base, ["-e", f"inject={inject}"])
        runs += 1
        for found in _found(base / "run", said, inject, log):
            harm[found] += 1
            first.setdefault(found, f"{inject}: {said}")
        shutil.rmtree(base / "run")
    return runs, harm, first


def _run(base: Path, options: list[str]) -> tuple[str, str]:
    folder, log = base / "run", base / "log"
    folder.mkdir()
    Ibps().begin(folder)
    Ibps().open(folder)(1)
    strace = ["strace", "-f", "-o", str(log), "-e", f"trace={LOOKED_AT}", *options]
    command = [*strace, sys.executable, "-c", PROGRAM, str(folder)]
    env = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=120
    )
    return ENDS.get(done.returncode, done.stderr.strip()[-300:]), log.read_text(errors="replace")


def _found(folder: Path, said: str, inject: str, log: str) -> list[str]:
    begins = log.find('"/BEGINS"')
    if begins < 0 or (said != "killed" and "(INJECTED)" not in log[begins:]):
        return ["the fault did not meet the save"]
    seen = Ibps().seen(folder)
    found = []
    if seen is None:
        found.append("unreadable")
    elif seen not in (BEFORE, (*BEFORE, NEW)) or (said == "saved" and seen == BEFORE):
        found.append("lost")
    elif said == "refused" and seen != BEFORE:
        found.append("refused, and there all the same")
    if said not in ENDS.values() or (said == "killed") != ("SIGKILL" in inject):
        found.append("a fault of the program")
    lock.take(folder / FILE, NOW).release()
    Ibps().open(folder)(9)
    if os.listdir(folder) != [FILE]:
        found.append("left behind")
    return found

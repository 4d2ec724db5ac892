"""Which folder is whose, and what a session file is called. Nothing is made until something is written."""

from __future__ import annotations

import datetime
import hashlib
import os
import random
import re
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from ibps.store import atomic
from ibps.store.trouble import not_saved

NAME_LIMIT = 60
# No vowels and no look-alikes: a tail can be read out over a telephone and never spells a word.
TAIL_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
# Letters that do not come apart into a plain letter and an accent.
PLAIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})


def sessions_folder(
    option: str | None, env: Mapping[str, str], cwd: Path, home: Path, platform: str = sys.platform
) -> Path:
    """`--sessions`, else IBPS_SESSIONS, else ./sessions if there, else `ibps` in the user's documents."""
    for named in (option, env.get("IBPS_SESSIONS")):
        if named:
            return cwd / at_home(named, home)
    if (cwd / "sessions").is_dir():
        return cwd / "sessions"
    return documents(env, home, platform) / "ibps"


def state_folder(env: Mapping[str, str], home: Path, platform: str = sys.platform) -> Path:
    """Unsent drafts, hints put away, private notes and their key, the coach: this user, this machine."""
    if platform == "win32":
        return _from_env(env, "LOCALAPPDATA", home / "AppData" / "Local") / "ibps"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "ibps"
    return _from_env(env, "XDG_STATE_HOME", home / ".local" / "state") / "ibps"


def settings_file(env: Mapping[str, str], cwd: Path, home: Path, platform: str = sys.platform) -> Path:
    """IBPS_SETTINGS, else `settings.toml` among what this user has set up."""
    if named := env.get("IBPS_SETTINGS"):
        return cwd / at_home(named, home)
    if platform == "win32":
        base = _from_env(env, "APPDATA", home / "AppData" / "Roaming")
    elif platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = _from_env(env, "XDG_CONFIG_HOME", home / ".config")
    return base / "ibps" / "settings.toml"


def cache_folder(env: Mapping[str, str], home: Path, sessions: Path, platform: str = sys.platform) -> Path:
    """What can be made again from `sessions`: one folder for each sessions folder, however it is reached."""
    if platform == "win32":
        base = _from_env(env, "LOCALAPPDATA", home / "AppData" / "Local") / "ibps" / "cache"
    elif platform == "darwin":
        base = home / "Library" / "Caches" / "ibps"
    else:
        base = _from_env(env, "XDG_CACHE_HOME", home / ".cache") / "ibps"
    real = os.path.normcase(os.path.realpath(sessions))
    return base / hashlib.sha256(os.fsencode(real)).hexdigest()[:16]


def make(folder: Path) -> None:
    """Make the folder and what is missing above it, for this user alone (0700), to outlast a power cut.

    A folder that is there already keeps its permissions. Raises NotSaved.
    """
    missing = []
    try:
        above = folder
        while not above.exists() and above != above.parent:
            missing.append(above)
            above = above.parent
        for step in reversed(missing):
            step.mkdir(mode=0o700, exist_ok=True)
            atomic.sync_folder(step.parent)
        if not folder.is_dir():
            raise NotADirectoryError
    except (OSError, ValueError) as error:
        raise not_saved(error, folder) from error


def session_name(date: datetime.date, title: str, tail: str, practice: bool) -> str:
    """`2026-03-14-supervisor-rotation-7k3q.json`; a practice session says so in capitals.

    At most 60 ASCII characters. `tail` is what `random_tail` gives. The date in front keeps any title clear
    of the names Windows reserves.
    Raises ValueError for a tail that would not be safe in a name.
    """
    if not re.fullmatch(r"[a-z0-9]{1,8}", tail):
        raise ValueError("a tail is one to eight small letters and digits")
    start = f"{date.isoformat()}-{'PRACTICE-' if practice else ''}"
    end = f"-{tail}.json"
    return start + slug(title, NAME_LIMIT - len(start) - len(end)) + end


def slug(title: str, limit: int) -> str:
    """The title in small ASCII letters, digits and single hyphens, cut between words; never empty."""
    parts = unicodedata.normalize("NFKD", title.casefold().translate(PLAIN))
    text = "".join(c for c in parts if c not in "'’" and not unicodedata.combining(c))
    text = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    if len(text) > limit:
        cut = text[: limit + 1].rfind("-")
        text = text[: cut if cut > limit // 2 else limit].strip("-")
    return text or "session"


def random_tail(rng: random.Random) -> str:
    """Four characters that keep two sessions of one day and title apart. Ask again if the name is taken."""
    return "".join(rng.choice(TAIL_LETTERS) for _ in range(4))


def at_home(named: str, home: Path) -> Path:
    """`~` is spelled out here because a shell does not do it inside quotes or in a settings file."""
    if named == "~":
        return home
    return home / named[2:] if named.startswith(("~/", "~\\")) else Path(named)


def _from_env(env: Mapping[str, str], name: str, otherwise: Path) -> Path:
    """The folder an environment variable names; a relative one is ignored, as the XDG rules ask."""
    value = env.get(name, "")
    return Path(value) if os.path.isabs(value) else otherwise


def documents(env: Mapping[str, str], home: Path, platform: str = sys.platform) -> Path:
    """Where this user keeps documents."""
    if platform == "win32":
        # Only the system knows: OneDrive often moves the folder and leaves no trace in the environment.
        from platformdirs import user_documents_path

        return user_documents_path()
    if platform == "darwin":
        return home / "Documents"
    if "XDG_DOCUMENTS_DIR" in env:
        return _from_env(env, "XDG_DOCUMENTS_DIR", home / "Documents")
    return _documents_setting(_from_env(env, "XDG_CONFIG_HOME", home / ".config") / "user-dirs.dirs", home)


def _documents_setting(settings: Path, home: Path) -> Path:
    """The documents folder by its name in the user's language, from the desktop's own list."""
    try:
        text = settings.read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    found = re.search(r'^\s*XDG_DOCUMENTS_DIR="(\$HOME/)?([^"]+)"', text, re.MULTILINE)
    if found is None:
        return home / "Documents"
    return home / found[2] if found[1] or os.path.isabs(found[2]) else home / "Documents"

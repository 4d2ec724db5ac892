"""`ibps room --serve`: one address on stdout and nothing else, the same one each time, and an end at once."""

from __future__ import annotations

import contextlib
import errno
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from ibps.cli import main
from ibps.cli.serve import FIRST_PORT, NO_EXTRA, PORTS, READY, listen, token
from tests.cli.kit import BEGUN, ROOT, ibps, make

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/([\w-]{24})/")


@contextlib.contextmanager
def serving(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program, once it answers; and the line it printed."""
    command = [sys.executable, "-m", "ibps", "room", *arguments, "--serve"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            yield process, process.stdout.readline()
        finally:
            process.kill()


@pytest.mark.parametrize("ended", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_its_address_answers_there_and_ends_at_once(tmp_path: Path, ended: signal.Signals) -> None:
    file = make(tmp_path / "2026-03-14-rotation-7k3q.json", BEGUN)
    before = file.read_bytes()
    with serving(file.stem, "--sessions", str(tmp_path)) as (process, line):
        assert ADDRESS.fullmatch(line.rstrip("\n"))
        with socket.create_connection(
            ("127.0.0.1", int(ADDRESS.findall(line)[0][0]))
        ):  # asks nothing, and stays
            while b"Supervisor rotation" not in (page := urllib.request.urlopen(line, timeout=20).read()):
                assert b"ROOM" in page  # the file was not looked at yet
            process.send_signal(ended)
            said, told = process.communicate(timeout=5)
    assert (process.returncode, said, told) == (0, "", READY + "\n")
    assert file.read_bytes() == before and [one.name for one in tmp_path.glob("*.json")] == [file.name]


def test_the_same_file_has_the_same_address_and_a_second_program_another_one(tmp_path: Path) -> None:
    asked = ("a-session", "--sessions", str(tmp_path))
    with serving(*asked) as (_, first), serving(*asked) as (_, second):
        (port, secret), (other_port, other_secret) = ADDRESS.findall(first + second)
        assert FIRST_PORT <= int(port) < FIRST_PORT + PORTS
        assert port != other_port and secret != other_secret
    with serving(*asked) as (_, again):
        assert again == first


def test_a_port_that_is_asked_for_is_had_or_said_to_be_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = ibps("room", "a-session", "--serve", "--port", str(port))
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == (
            f"Port {port} cannot be used: another program has it. Name another one, or leave --port out.\n"
        )
    with serving("a-session", "--port", str(port)) as (_, line):
        assert f"http://127.0.0.1:{port}/" in line


def test_without_the_extra_it_says_how_to_install_it() -> None:
    start = "from ibps.cli import main\nsys.exit(main(['room', 'a', '--serve']))"
    code = f"import sys\nsys.modules['aiohttp'] = None\n{start}"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", NO_EXTRA + "\n")


def test_a_port_goes_with_serve_and_is_a_port(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["room", "a.json", "--port", "8080"]) == 2
    assert "--serve" in capsys.readouterr().err
    for wrong in ("0", "65536", "-1", "http", "8o8o", "9" * 30, "٣"):
        with pytest.raises(SystemExit) as stop:
            main(["room", "a.json", "--serve", "--port", wrong])
        assert stop.value.code == 2 and "port" in capsys.readouterr().err


def test_only_this_machine_is_listened_to_and_a_port_that_is_taken_leads_to_a_free_one() -> None:
    with listen(0, b"k" * 32, "about") as own:
        assert own.getsockname()[0] == "127.0.0.1"
        with listen(0, b"k" * 32, "about") as other:
            assert other.getsockname()[1] != own.getsockname()[1]
        with pytest.raises(OSError) as taken:
            listen(own.getsockname()[1], b"k" * 32, "about")
        assert taken.value.errno == errno.EADDRINUSE


def test_a_token_belongs_to_a_key_a_file_and_a_port() -> None:
    made = {
        token(key, about, port)
        for key in (b"a" * 32, b"b" * 32)
        for about in ("x", "x\0001")
        for port in (1, 11)
    }
    assert len(made) == 8 and all(re.fullmatch(r"[\w-]{24}", one) for one in made)
    assert token(b"a" * 32, "x", 1) in made

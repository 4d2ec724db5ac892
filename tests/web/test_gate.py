"""Who is answered: by name, by where a request is from, by token; and what every answer tells a browser."""

from __future__ import annotations

import pytest

from ibps.web.gate import Gate, headers

GATE = Gate(50123, "nobody-guesses-this")
OWN = ["127.0.0.1:50123"]


@pytest.mark.parametrize("host", ["127.0.0.1:50123", "localhost:50123", "LOCALHOST:50123"])
def test_this_machine_by_its_own_names_is_answered(host: str) -> None:
    for method in ("GET", "HEAD"):
        for site in ([], ["none"], ["same-origin"]):
            assert GATE.refused(method, [host], [], site) is None
    assert GATE.refused("GET", [host], [f"http://{host}"], ["same-origin"]) is None


@pytest.mark.parametrize(
    "hosts",
    [
        [],
        [""],
        ["127.0.0.1"],
        ["127.0.0.1:50124"],
        ["localhost"],
        ["evil.example:50123"],
        ["localhost.evil.example:50123"],
        ["127.0.0.1:50123.evil.example"],
        ["user@127.0.0.1:50123"],
        ["[::1]:50123"],
        ["0.0.0.0:50123"],
        [*OWN, *OWN],
        ["evil.example", *OWN],
    ],
)
def test_another_name_for_this_machine_is_refused(hosts: list[str]) -> None:
    assert GATE.refused("GET", hosts, [], []) == 403


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        "http://evil.example",
        "https://127.0.0.1:50123",
        "http://127.0.0.1:50124",
        "http://127.0.0.1",
        "http://localhost:50123",  # not the name it was asked by
        "http://127.0.0.1:50123/",
        "file://",
    ],
)
def test_a_page_from_elsewhere_is_refused_by_its_origin(origin: str) -> None:
    assert GATE.refused("GET", OWN, [origin], []) == 403
    assert GATE.refused("GET", OWN, [f"http://{OWN[0]}", origin], []) == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "None", "anything"])
def test_a_page_from_elsewhere_is_refused_by_what_the_browser_says_of_it(site: str) -> None:
    assert GATE.refused("GET", OWN, [], [site]) == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE", "get"])
def test_nothing_but_reading(method: str) -> None:
    assert GATE.refused(method, OWN, [], []) == 405
    assert GATE.refused(method, ["evil.example"], [], []) == 403


def test_the_token_is_the_way_in() -> None:
    assert GATE.address == "http://127.0.0.1:50123/nobody-guesses-this/"
    assert GATE.place("/nobody-guesses-this/") == ""
    assert GATE.place("/nobody-guesses-this/room.css") == "room.css"
    for path in (
        "",
        "/",
        "//",
        "/nobody-guesses-this",
        "/nobody-guesses-thi/",
        "/NOBODY-GUESSES-THIS/",
        "/é/",
    ):
        assert GATE.place(path) is None


def test_a_browser_is_told_to_ask_nobody_else_and_to_keep_nothing() -> None:
    said = headers("ws://127.0.0.1:50123")
    rules = dict(rule.split(" ", 1) for rule in said["Content-Security-Policy"].split("; "))
    assert rules.pop("connect-src") == "ws://127.0.0.1:50123"
    assert rules.pop("require-trusted-types-for") == "'script'"
    assert set(rules.values()) == {"'none'", "'self'"}
    for rule in ("default-src", "base-uri", "form-action", "frame-ancestors", "trusted-types"):
        assert rules[rule] == "'none'"
    assert "connect-src 'none'" in headers()["Content-Security-Policy"]
    assert said["Cache-Control"] == "no-store" and said["Referrer-Policy"] == "no-referrer"
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["Cross-Origin-Resource-Policy"] == "same-origin"

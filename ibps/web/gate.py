"""Who is answered: browsers on this machine that were given the address, asking for themselves.

A page from elsewhere that is open in the same browser can send requests here, too. What gives it away is
where the browser says it comes from (Origin, Sec-Fetch-Site), and, where it had its own name point at this
machine, the name it thinks it talks to (Host).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hmac import compare_digest
from typing import Final

ELSEWHERE: Final = "This page is for browsers on this machine, by its own address: type or paste it."
ONLY_READ: Final = "There is nothing to send here."
NOTHING: Final = "There is nothing here. Take the whole address that ibps printed."

SAYS: Final = {403: ELSEWHERE, 404: NOTHING, 405: ONLY_READ}
"""What a refusal says, by its number."""


@dataclass(frozen=True)
class Gate:
    """One address: `http://127.0.0.1:port/token/`."""

    port: int
    token: str

    @property
    def address(self) -> str:
        """What is typed into a browser."""
        return f"http://127.0.0.1:{self.port}/{self.token}/"

    def refused(
        self, method: str, hosts: Sequence[str], origins: Sequence[str], sites: Sequence[str]
    ) -> int | None:
        """The number of a refusal, from the lines Host, Origin and Sec-Fetch-Site of a request."""
        if len(hosts) != 1 or hosts[0].lower() not in (f"127.0.0.1:{self.port}", f"localhost:{self.port}"):
            return 403
        if any(origin.lower() != f"http://{hosts[0].lower()}" for origin in origins):
            return 403
        if any(site not in ("same-origin", "none") for site in sites):
            return 403
        return None if method in ("GET", "HEAD") else 405

    def place(self, path: str) -> str | None:
        """What is asked for behind the token, "" the page itself; None for whoever has not got the token."""
        token, slash, rest = path.removeprefix("/").partition("/")
        return rest if slash and compare_digest(token.encode(), self.token.encode()) else None


def headers(line: str = "'none'") -> dict[str, str]:
    """What every answer says to a browser: nothing from elsewhere, nothing kept, nothing told.

    `line` is where the page may listen for what is new.
    """
    return {
        "Content-Security-Policy": "; ".join(
            (
                "default-src 'none'",
                "style-src 'self'",
                "script-src 'self'",
                "img-src 'self'",
                f"connect-src {line}",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types 'none'",
            )
        ),
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Server": "ibps",
    }

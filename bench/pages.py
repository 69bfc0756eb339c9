"""What is asked of each server: its pages and its forms, over eight kept connections."""

import re
from collections.abc import Callable
from urllib.request import Request, build_opener

from bench.load import Visitor, get, post
from bench.servers import Server

CONNECTIONS = 8
WRITERS = 2
"""Of eight connections, when readers are measured beside writers."""
KEYS = ("serious_events", "serious_events_people", "worries_passed_on", "allegations")
VALUES = ("3", "2")
"""In turn, so that each POST has something to store."""


class Site:
    """One server with the cookie and the token of somebody who is signed in."""

    def __init__(self, server: Server) -> None:
        self.server, self.cookie, self.token = server, str(server.told["cookie"]), ""
        self.versions: dict[str, int] = {}
        if "token" in server.told:
            for path in server.told["paths"]:
                self._begin(path)

    def _begin(self, path: str) -> None:
        """Opens the page as a browser would, for its token and its version."""
        asked = Request(
            f"http://127.0.0.1:{self.server.port}{path}", headers={"Host": "localhost", "Cookie": self.cookie}
        )
        with build_opener().open(asked) as answer:
            page, new = answer.read().decode(), answer.headers.get_all("Set-Cookie") or []
        for cookie in (line.partition(";")[0].strip() for line in new):
            kept = [old for old in self.cookie.split("; ") if not old.startswith(cookie.partition("=")[0])]
            self.cookie = "; ".join([*kept, cookie])
        self.token = _hidden(page, self.server.told["token"])
        self.versions[path] = int(_hidden(page, "version"))

    def readers(self, paths: str = "paths", count: int = CONNECTIONS, first: int = 0) -> list[Visitor]:
        """Connections that fetch pages, each its own return’s."""
        return [self._reader(self._path(paths, number)) for number in range(first, first + count)]

    def writers(self, count: int = CONNECTIONS, *, counts: bool = True) -> list[Visitor]:
        """Connections that send forms; each has a return of its own, whose version it follows."""
        return [self._writer(self._path("paths", number), counts) for number in range(count)]

    def _path(self, paths: str, number: int) -> str:
        found = self.server.told[paths]
        return str(found[number % len(found)])

    def _reader(self, path: str) -> Visitor:
        request = get(path, self.cookie)
        return Visitor(self.server.port, lambda: request)

    def _writer(self, path: str, counts: bool) -> Visitor:
        return Visitor(self.server.port, self._form(path), expected=302, counts=counts, done=self._saved(path))

    def _form(self, path: str) -> Callable[[], bytes]:
        def written() -> bytes:
            version = self.versions[path]
            fields = [(self.server.told["token"], self.token), ("version", str(version))]
            for key in KEYS:
                fields += [(key, VALUES[version % 2]), (f"{key}.why", ""), (f"{key}.when", "")]
            return post(path, self.cookie, fields)

        return written

    def _saved(self, path: str) -> Callable[[int], None]:
        def follow(status: int) -> None:
            self.versions[path] += status == 302

        return follow


def _hidden(page: str, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', page)
    if found is None:
        raise SystemExit(f"The page has no {name}:\n{page[:2000]}")
    return found[1]

"""HTTP as bytes on a socket: for what no client library would send, or when to the millisecond matters."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

TIMEOUT = 60.0
"""Seconds that an answer may take; far above any wait that a test provokes."""


@dataclass(frozen=True)
class Answer:
    """One HTTP answer: header names in lower case; of a header that came twice the last."""

    status: int
    headers: Mapping[str, str]
    body: str

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


def connected(port: int) -> socket.socket:
    """A connection to a server of this test."""
    link = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return link


def request(method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> bytes:
    """A whole request as bytes."""
    lines = {"Host": "localhost", **(headers or {})}
    if method == "POST":
        lines["Content-Length"] = str(len(body))
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body


def form(fields: Mapping[str, str] | list[tuple[str, str]]) -> bytes:
    """The body of a form, as a browser encodes it."""
    return urlencode(fields).encode()


def receive(link: socket.socket) -> Answer:
    """The next answer on this connection. ConnectionError where the server closes before its end."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _some(link)
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        body += _some(link)
    return Answer(int(first.split()[1]), headers, body.decode())


def _some(link: socket.socket) -> bytes:
    data = link.recv(65536)
    if not data:
        raise ConnectionError("The server closed the connection.")
    return data


def exchange(port: int, sent: bytes) -> Answer:
    """Sends one request on a connection of its own."""
    with connected(port) as link:
        link.sendall(sent)
        return receive(link)

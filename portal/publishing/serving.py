"""A small server for a published folder, where there is no other: it sends files, and knows what was removed.

It reads nothing but files, writes nothing, and keeps no version: each request is answered from what `live` names then.
"""

import gzip
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.security import safe_join
from werkzeug.utils import redirect, send_file
from werkzeug.wrappers import Request, Response

from portal.publishing import file_types

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Data is for everybody’s programs, those that run in other people’s pages, too."""

PACKED = {".css", ".csv", ".html", ".js", ".json", ".svg", ".txt", ".xml"}
MOST_PACKED = 5_000_000
MOST_HELD = 5_000_000
"""Bytes of the largest file that is compressed on its way, and of the largest that is read as a whole."""


class PublishedSite:
    """WSGI application over a folder of slots with a link `live`, or over one plain folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        request = Request(environ)
        try:
            response = self._answer(request)
        except MethodNotAllowed as error:
            response = Response(status=405, headers={"Allow": ", ".join(error.valid_methods or ())})
        response.headers.update(HEADERS)
        if _is_open(request.path):
            response.headers.update(OPEN)
        return response(environ, start_response)

    def _answer(self, request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            raise MethodNotAllowed(["GET", "HEAD"])
        for _ in range(2):  # a slot may go between looking and reading, when something was taken down
            root = self._root()
            if not (root / "index.html").is_file():
                return Response("Nothing has been published yet.", 503, {"Retry-After": "60"}, mimetype="text/plain")
            try:
                return _found(root, request)
            except FileNotFoundError:
                continue
            except NotFound:
                return _page(root / "404.html", 404)
        return Response("Try again.", 503, {"Retry-After": "1"}, mimetype="text/plain")

    def _root(self) -> Path:
        live = self.folder / "live"
        return live.resolve() if live.is_symlink() else self.folder.resolve()


def _found(root: Path, request: Request) -> Response:
    """Raises NotFound, and FileNotFoundError where a file went meanwhile."""
    path = request.path
    if request.path in _gone(root):
        return _page(root / path.strip("/") / "index.html", 410)
    if any(part.startswith(".") for part in path.split("/")) or "\\" in path or "\0" in path:
        raise NotFound
    joined = safe_join(str(root), path.strip("/"))
    if joined is None or not Path(joined).resolve().is_relative_to(root):
        raise NotFound
    place = Path(joined)
    if place.is_dir():
        if not (place / "index.html").is_file():
            raise NotFound
        if not path.endswith("/"):
            return redirect(f"{request.root_path.rstrip('/')}/{path.strip('/')}/", 301, Response)
        return _file(place / "index.html", request)
    if path.endswith("/") or not place.is_file():
        raise NotFound
    return _file(place, request)


def _file(place: Path, request: Request) -> Response:
    there = place.stat()
    etag = f"{there.st_size:x}-{there.st_mtime_ns:x}"
    mimetype = file_types.mimetype(place.name)
    if _may_pack(place, there.st_size, request):
        response = Response(_packed(place, etag), mimetype=mimetype, headers={"Content-Encoding": "gzip"})
        response.set_etag(f"{etag}-gz")
        response.make_conditional(request.environ)
    elif there.st_size <= MOST_HELD:
        response = Response(place.read_bytes(), mimetype=mimetype)
        response.set_etag(etag)
        response.make_conditional(request.environ, accept_ranges=True, complete_length=there.st_size)
    else:
        response = send_file(place, request.environ, mimetype=mimetype, etag=etag, conditional=True)
    if place.suffix in PACKED:
        response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = file_types.caching(request.path[1:])
    response.headers.pop("Last-Modified", None)  # a slot’s own time says nothing
    return response


def _may_pack(place: Path, size: int, request: Request) -> bool:
    wanted = request.accept_encodings["gzip"] > 0 and "Range" not in request.headers
    return wanted and place.suffix in PACKED and 500 < size <= MOST_PACKED


@lru_cache(maxsize=64)
def _packed(place: Path, _etag: str) -> bytes:
    return gzip.compress(place.read_bytes(), 6, mtime=0)


def _page(place: Path, status: int) -> Response:
    """A page under a status that says what it is."""
    body = place.read_bytes() if place.is_file() else b"Not here."
    mimetype = "text/html" if place.is_file() else "text/plain"
    return Response(body, status, {"Cache-Control": file_types.ASK_AGAIN}, mimetype=mimetype)


def _gone(root: Path) -> frozenset[str]:
    """The addresses of what was removed for a legal reason."""
    path = root / "gone.txt"
    try:
        there = path.stat()
    except FileNotFoundError:
        return frozenset()
    return _read_gone(path, there.st_ino, there.st_mtime_ns)


@lru_cache(maxsize=4)
def _read_gone(path: Path, *_version: int) -> frozenset[str]:
    return frozenset(line.split(" ")[0] for line in path.read_text("utf-8").splitlines() if line)


def _is_open(path: str) -> bool:
    return path.startswith("/data/") or path in ("/changes.xml", "/gone.txt")

"""What a published file is, and how long a copy of it may be kept: for whoever sends it."""

from pathlib import PurePath

TYPES = {
    ".csv": "text/csv", ".css": "text/css", ".html": "text/html", ".ics": "text/calendar", ".js": "text/javascript",
    ".json": "application/json", ".sqlite": "application/vnd.sqlite3", ".svg": "image/svg+xml", ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xml": "application/xml",
}  # fmt: skip
ATOM = "application/atom+xml"
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
"""A copy is asked about each time: what was taken down must not live on in a cache."""


def mimetype(path: str) -> str:
    """Of a file inside the site, without its character set."""
    name = PurePath(path)
    kind = ATOM if name.name == "changes.xml" else TYPES.get(name.suffix, "")
    return kind or "application/octet-stream"


def caching(path: str) -> str:
    """What stands under a digest never changes; everything else may."""
    return FOR_EVER if path.startswith("assets/") else ASK_AGAIN

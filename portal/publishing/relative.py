"""Links of a page as they stand in its file: relative to it, so that a site works in whatever folder it is put. Pure.

Pages are written with addresses from the root of the site, “/register/”: so they are compared, tested and checked.
"""

from urllib.parse import urlsplit

ROOT = b'="/'
LOST = "/404.html"
"""Shown at addresses of any depth: its links begin with the folder that the site is known to stand in."""


def from_page(content: bytes, url: str, address: str) -> bytes:
    """The page at `url` with links relative to it; `address`: of the site, or “”."""
    if b'="//' in content:
        raise ValueError("a link leads to another host without saying how")
    return content.replace(ROOT, b'="' + _up(url, address))


def from_root(content: bytes, url: str, address: str) -> bytes:
    """The same page as it was written: what `from_page` made of it, undone."""
    return content.replace(b'="' + _up(url, address), ROOT)


def _up(url: str, address: str) -> bytes:
    if url == LOST:
        return f"{urlsplit(address).path.rstrip('/')}/".encode()
    return ("../" * (url.count("/") - 1) or "./").encode()

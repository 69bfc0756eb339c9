"""Where somebody goes on after signing in: a path of ours, or nowhere."""

import re
from urllib.parse import urlsplit

# Browsers read a backslash as a slash and drop control characters and spaces in front: none may be there at all.
PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f-\x9f\u2000-\u200f\u2028\u2029\u3000\ufeff]*")


def own_path(text: str | None) -> str | None:
    """The text where it is a path on this site (“/returns/?late=1”), else None."""
    if not text or not PATH.fullmatch(text):
        return None
    parts = urlsplit(text)
    return None if parts.scheme or parts.netloc else text

"""What comes in with a request. NUL is left out: nobody types it, and PostgreSQL takes no text that holds it."""

from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, iter_multi_items


def _without_nul(value: Any) -> Any:
    return value.replace("\0", "") if isinstance(value, str) else value


class Incoming(ImmutableMultiDict[str, Any]):
    """Form fields, files and the question in the address; texts are free of NUL from here on."""

    def __init__(self, given: Any = None) -> None:
        pairs: Iterable[tuple[str, Any]] = iter_multi_items(given) if given else ()
        super().__init__([(_without_nul(name), _without_nul(value)) for name, value in pairs])


LARGEST_FILE = 25 * 1024 * 1024
"""Bytes of one file that any page takes. More is read and let go, so that the words beside it are not lost."""
IN_MEMORY = 512 * 1024


class Bounded(SpooledTemporaryFile[bytes]):
    """A file as it comes in. `too_large` says that it was let go."""

    too_large = False

    def write(self, data: Any) -> int:
        self.too_large = self.too_large or self.tell() + len(data) > LARGEST_FILE
        return len(data) if self.too_large else super().write(data)


class CleanRequest(Request):
    """Flask’s request, its texts free of NUL."""

    parameter_storage_class = Incoming

    def _get_file_stream(self, *_about: Any, **_more: Any) -> Any:
        return Bounded(max_size=IN_MEMORY)

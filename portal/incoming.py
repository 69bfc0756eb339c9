"""What comes in with a request. NUL is left out: nobody types it, and PostgreSQL takes no text that holds it."""

from collections.abc import Iterable
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


class CleanRequest(Request):
    """Flask’s request, its texts free of NUL."""

    parameter_storage_class = Incoming

"""The pages of the public site: one kind of page a module, each with its blueprint `bp` and its `addresses`.

`addresses(register)` yields every address of its kind. An address has a mark that changes with anything that the page
shows; a page whose mark is the one of the build before is not rendered again. No mark: rendered each time.
"""

from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Any, NamedTuple

from flask import current_app

from portal.publishing.line import Line


class Address(NamedTuple):
    """Where a page stands, the mark of what it shows, a name for those that are best made together, and what makes it
    of its address where there are so many that asking Flask for it would take long."""

    url: str
    mark: str = ""
    together: str = ""
    made_by: Callable[[str], str] | None = None


def mark_of(*parts: object) -> str:
    """A mark of whatever a page is made of; lines count with their own marks."""
    texts: list[str] = []
    _gather(parts, texts)
    return blake2b("\n".join(texts).encode(), digest_size=12).hexdigest()


def _gather(parts: Iterable[object], texts: list[str]) -> None:
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
        elif isinstance(part, Line):
            texts.append(part.mark)
        elif isinstance(part, (list, tuple)):
            _gather(part, texts)
        else:
            texts.append(str(part))


def show(template: str, **shown: Any) -> str:
    """What a template makes of this. Flask would add who asks, which no public page knows."""
    return current_app.jinja_env.get_template(template).render(shown)

"""Mail texts. A template is plain text whose first line is “Subject: …”.

Mails carry no answer, comment, name or figure: only that something waits, and the link.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from models.outbox import Message
from portal.london import FILTERS
from portal.settings import Settings

TEMPLATES = Path(__file__).parents[2] / "templates" / "mail"

_environment = Environment(  # plain text: nothing to escape  # noqa: S701
    loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_environment.filters.update(FILTERS)
_configured: dict[str, Settings] = {}


def configure(settings: Settings) -> None:
    """Tells the texts the addresses of the portal and of the public site; links never come from a request’s Host
    header."""
    _environment.globals.update(address=settings.address.rstrip("/"), site=settings.site_url.rstrip("/"))
    _configured["settings"] = settings


def derived(purpose: str) -> bytes:
    """The key of this installation for one purpose, such as links in mails."""
    return _configured["settings"].derived(purpose)


def text(template: str, **words: Any) -> tuple[str, str]:
    """Subject and body of `templates/mail/<template>.txt`."""
    first, _, body = _environment.get_template(f"{template}.txt").render(**words).partition("\n")
    return " ".join(first.removeprefix("Subject:").split()), body.strip() + "\n"


def put(template: str, *, to: str, about: str, at: datetime, leave: object = "", **words: Any) -> Message:
    """Puts one mail into the outbox; call it inside the `writing()` of what it tells of. `leave`: the path of the
    portal where one click ends such mails."""
    subject, body = text(template, **words)
    address = f"{_environment.globals['address']}{leave}" if leave else None
    return Message.put(to=to, subject=subject, text=body, about=about, at=at, leave=address)

"""`evenhand check`: is this installation fit to be used? Each finding is a line; exit status 1 where there is one."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import click
from peewee import PeeweeException, fn

import models.audit
from models import schema
from models.authority import Authority
from models.monitoring_return import Return
from models.person import Membership
from models.store import engine
from models.submission import Submission
from portal.clock import now
from portal.commands.opening import opened, settings_or_stop
from portal.settings import Settings
from portal.uploads.cellar import Cellar
from portal.uploads.work import ending

CLOCKS_APART = timedelta(seconds=0.1)


@click.command()
def check() -> None:
    """Check the store, its migrations, the audit chain, the settings, the clocks, the duty telephone numbers, and the
    files of returns."""
    settings = opened(settings_or_stop())
    found = 0
    for name, look in LOOKS.items():
        try:
            problems = list(look(settings))
        except PeeweeException as error:
            problems = [f"cannot be read: {error}"]
        for problem in problems:
            click.echo(f"{name}: {problem}")
        if not problems:
            click.echo(f"{name}: fine")
        found += len(problems)
    if found:
        raise SystemExit(1)


def _store(_settings: Settings) -> Iterator[str]:
    Authority.select(fn.COUNT(Authority.id)).scalar()
    yield from ()


def _migrations(_settings: Settings) -> Iterator[str]:
    for name in schema.pending():
        yield f"{name} is not applied; run `evenhand init`"


def _audit(settings: Settings) -> Iterator[str]:
    """The chain is whole, and every head that stands on a receipt is still in it."""
    yield from models.audit.verify(settings.derived("audit"), Submission.heads())


def _safe(settings: Settings) -> Iterator[str]:
    if not settings.secure and urlsplit(settings.address).hostname not in ("127.0.0.1", "localhost", "::1"):
        yield f"EVENHAND_ADDRESS is {settings.address}: people’s passwords would travel without encryption"
    if len(settings.key) < 32:
        yield "the secret key is shorter than 32 characters"
    if not settings.second_factor_roles:
        yield "EVENHAND_SECOND_FACTOR_ROLES is empty: managers sign in with a password alone"


def _uploads(settings: Settings) -> Iterator[str]:
    """Every file of a return is there, and is what was kept."""
    yield from ending.faults(Cellar.at(settings.uploads_folder, settings.uploads_url))


def _clock(_settings: Settings) -> Iterator[str]:
    """Hosts that share a store agree on the time: a deadline counts to the thousandth of a second."""
    before, theirs, after = now(), engine().clock(), now()
    if theirs is None:
        return
    apart = max(before - theirs, theirs - after)
    if apart > CLOCKS_APART:
        yield f"this machine’s clock and the store’s are {apart.total_seconds():.1f} seconds apart: set both by NTP"


def _duty_phone(_settings: Settings) -> Iterator[str]:
    """The emergency line of every page names it; register-only authorities need none."""
    members = Membership.select(Membership.authority).where(Membership.ended_at.is_null())
    asks = Return.select(Return.authority)
    needing = (Authority.id << members) | (Authority.id << asks)
    for authority in Authority.select().where(needing & (Authority.duty_phone == "")):
        yield f"{authority.name} has people or returns and no duty_phone: the emergency line needs one"


LOOKS: dict[str, Callable[[Settings], Iterator[str]]] = {
    "store": _store,
    "migrations": _migrations,
    "audit chain": _audit,
    "settings": _safe,
    "clocks": _clock,
    "duty_phone": _duty_phone,
    "uploads": _uploads,
}

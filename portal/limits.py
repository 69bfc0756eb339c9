"""How often somebody may try: signing in, codes, links, invitations. Counted in the store, for all processes together.

Each limit counts for one account or one network address, never for everybody: nobody can lock others out.
Signing in counts failures only. Keys are digests: the counters hold no addresses.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, Response, request, session
from flask_limiter import Limiter
from limits import parse
from limits.storage import Storage
from peewee import PeeweeException

from models.rate_hit import RateHit
from models.store import writing
from portal.clock import now

View = Callable[..., Any]

TRIES = {
    "sign-in": {"account": "10 per 15 minutes", "address": "60 per 15 minutes"},
    "code": {"account": "10 per 15 minutes", "address": "60 per hour"},
    "reset": {"account": "5 per 15 minutes", "address": "30 per hour"},
    "register": {"account": "5 per hour", "address": "20 per hour"},
    "invite": {"account": "40 per hour", "address": "120 per hour"},
    "link": {"address": "60 per hour"},
    "idea": {"address": "10 per hour"},
    "ask": {"account": "60 per hour", "address": "2400 per hour"},
    "fill-in": {"address": "600 per hour"},
    "book": {"account": "10 per hour", "address": "60 per hour"},
    "booking-link": {"address": "60 per hour"},
    "trial": {"address": "240 per hour"},
    "calendar": {"address": "60 per hour"},
    "follow": {"account": "10 per hour", "address": "60 per hour"},
    "upload": {"account": "60 per hour", "address": "240 per hour"},
}


class StoreStorage(Storage):
    """Counters in the store’s table rate_hit, as the library `limits` asks for them."""

    STORAGE_SCHEME = ["evenhand"]  # noqa: RUF012  the library reads it

    @property
    def base_exceptions(self) -> type[Exception]:
        return PeeweeException

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        at = now()
        with writing():
            count = RateHit.hit(key, at + timedelta(seconds=expiry), at, amount)
            if count == amount:  # whoever begins a counter takes away those that are over
                RateHit.sweep(at)
        return count

    def get(self, key: str) -> int:
        found = RateHit.get_or_none((RateHit.key == key) & (RateHit.expires_at > now()))
        return found.count if found else 0

    def get_expiry(self, key: str) -> float:
        found = RateHit.get_or_none(RateHit.key == key)
        ends: datetime = found.expires_at if found else now()
        return ends.replace(tzinfo=UTC).timestamp()

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        with writing():
            return int(RateHit.delete().execute())

    def clear(self, key: str) -> None:
        with writing():
            RateHit.delete().where(RateHit.key == key).execute()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def address() -> str:
    """The network address that a request comes from."""
    return _digest(f"address {request.remote_addr}")


def account() -> str:
    """The account that a request tries: the e-mail address in its form, or whose code or password is awaited.

    Where no account is meant it is the network address: there is no counter that all people share.
    """
    typed = request.form.get("email") or request.form.get("identity") or ""
    waiting = session.get("registering", {}).get("email")
    tried = typed.strip().casefold() or session.get("tf_user_id") or waiting or session.get("_user_id")
    return _digest(f"account {tried}") if tried else address()


def failed(response: Response) -> bool:
    """A form that comes back with an error is answered with 200; success goes on to another page."""
    return response.status_code == 200


limiter = Limiter(key_func=address, storage_uri="evenhand://", strategy="fixed-window", headers_enabled=False)


def limited(what: str, *, failures_only: bool = False) -> Callable[[View], View]:
    """A view whose POST may be tried so often as TRIES says; past that it answers 429."""

    def decorate(view: View) -> View:
        for who, tries in TRIES[what].items():
            view = limiter.shared_limit(
                tries,
                scope=f"{what} {who}",
                key_func=account if who == "account" else address,
                methods=["POST"],
                deduct_when=failed if failures_only else None,
            )(view)
        return view

    return decorate


def spent(what: str, tried: str = "") -> bool:
    """Counts one try where no whole page is to be refused for it; whether there are too many by now. `tried`: the
    account that is meant, where its form does not say."""
    keys = {"account": _digest(f"account {tried}") if tried else account(), "address": address()}
    allowed = [limiter.limiter.hit(parse(tries), f"{what} {who}", keys[who]) for who, tries in TRIES[what].items()]
    return not all(allowed)


def init_limits(app: Flask) -> None:
    """Registers the limiter. A store that fails makes the request fail: no limit is ever skipped."""
    app.config["RATELIMIT_SWALLOW_ERRORS"] = False
    limiter.init_app(app)

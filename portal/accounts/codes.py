"""Six-figure codes that go by e-mail. A code works once, for ten minutes at least, and only the newest one works.

Built on passlib's TOTP with a step of ten minutes: what is kept is a fresh secret a code, encrypted with the
installation's key. No Flask and no store here.
"""

from datetime import UTC, datetime
from functools import cache

from passlib.exc import TokenError  # type: ignore[import-untyped]
from passlib.totp import TOTP  # type: ignore[import-untyped]

STEP = 600  # seconds
MINUTES = STEP // 60
_keys: dict[str, str] = {}


def use_key(key: str) -> None:
    """The installation’s key for secrets at rest; called once by `init_accounts`."""
    _keys["1"] = key
    _factory.cache_clear()
    nobody.cache_clear()


@cache
def _factory() -> type[TOTP]:
    made: type[TOTP] = TOTP.using(issuer="Evenhand", secrets=dict(_keys))
    return made


def new(now: datetime) -> tuple[str, str]:
    """A secret to keep (encrypted JSON) and the six figures to send. `now` is naive UTC."""
    totp = _factory().new(period=STEP)
    return str(totp.to_json(encrypt=True)), str(totp.generate(now.replace(tzinfo=UTC)).token)


@cache
def nobody() -> str:
    """A secret that belongs to nobody: guesses at an unknown address cost the same time as at a known one."""
    return new(datetime(2000, 1, 1))[0]


def matches(code: str, secret: str | None, now: datetime) -> bool:
    """Whether the code was made from the secret within the last ten to twenty minutes."""
    figures = "".join(code.split())
    try:
        _factory().verify(figures, secret or nobody(), time=now.replace(tzinfo=UTC), window=STEP)
    except (TokenError, ValueError):
        return False
    return secret is not None

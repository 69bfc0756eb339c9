"""Sealed tokens for links: nobody but this installation can read or make them. No Flask and no store here."""

import base64
import json
from datetime import UTC, datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken

_sealer: list[Fernet] = []


def use_key(key: bytes) -> None:
    """The installation’s key for links, 32 bytes; called once by `init_accounts`."""
    _sealer[:] = [Fernet(base64.urlsafe_b64encode(key))]


def seal(purpose: str, values: dict[str, str], now: datetime) -> str:
    """A token that holds the values, for one purpose only."""
    text = json.dumps({"for": purpose, **values}).encode()
    return _sealer[0].encrypt_at_time(text, int(now.replace(tzinfo=UTC).timestamp())).decode()


def unseal(purpose: str, token: str, now: datetime, within: timedelta) -> dict[str, str] | None:
    """The values of a token, or None where it is forged, too old or made for something else."""
    at = int(now.replace(tzinfo=UTC).timestamp())
    try:
        values: dict[str, str] = json.loads(_sealer[0].decrypt_at_time(token.encode(), int(within.total_seconds()), at))
    except InvalidToken:
        return None
    return values if values.pop("for", None) == purpose else None

"""Authenticator apps. A code counts once: the last step that was used is kept with the person."""

import base64
from typing import Any

from flask_security import Totp
from passlib.exc import UsedTokenError  # type: ignore[import-untyped]

from models.store import writing
from portal.accounts.account import Account
from portal.squares import square


class OnceOnly(Totp):
    """Flask-Security-Too’s TOTP with the replay protection that it leaves to applications."""

    def get_last_counter(self, user: Any) -> int | None:
        used: int | None = user.tf_last_counter
        return used

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        newer = Account.tf_last_counter.is_null() | (Account.tf_last_counter < tmatch.counter)
        with writing():
            counted = Account.update(tf_last_counter=tmatch.counter).where((Account.id == user.id) & newer).execute()
        if not counted:
            raise UsedTokenError
        user.tf_last_counter = tmatch.counter
        user._dirty.discard("tf_last_counter")

    def generate_qrcode(self, username: str, totp: str) -> str:
        """The square that an authenticator app reads, as an address of an image."""
        drawn = square(self.get_totp_uri(username, totp))
        return f"data:image/svg+xml;base64,{base64.b64encode(drawn).decode()}"

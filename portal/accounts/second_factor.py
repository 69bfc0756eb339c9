"""Authenticator apps. A code counts once: the last step that was used is kept with the person."""

import base64
from typing import Any

from flask_security import Totp
from passlib.exc import UsedTokenError  # type: ignore[import-untyped]

from models.store import writing
from portal.accounts.account import Account


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
        """One path instead of a thousand squares, so that no seams show; phones read it faster."""
        import qrcode  # noqa: PLC0415 - with what draws it 6 MB, once in an account’s life
        from qrcode.image.svg import SvgPathImage  # noqa: PLC0415

        drawn = qrcode.make(self.get_totp_uri(username, totp), image_factory=SvgPathImage).to_string()
        return f"data:image/svg+xml;base64,{base64.b64encode(drawn).decode()}"

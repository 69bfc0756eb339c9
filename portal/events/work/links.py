"""The link of a booking. Its key is HMAC(installation, salt): mails that come later can bear the same link, while the
store holds only the salt and a digest. Whoever has a copy of the database has nobody’s link."""

import base64
import hashlib
import hmac
import secrets

from models.events.booking import Booking
from models.events.buyer import EventBuyer


def new_salt() -> str:
    """For one booking."""
    return secrets.token_urlsafe(16)


def key(salt: str, secret: bytes) -> str:
    """The key of a link: 43 letters, digits, dashes and lines. `secret` is the installation’s for bookings."""
    made = hmac.new(secret, salt.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def of_buyer(buyer: EventBuyer, secret: bytes) -> str:
    """The key of a buyer’s link; with another address it is another."""
    return key(f"buyer {buyer.public_id} {buyer.email}", secret)


def digest(of: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(of.encode()).hexdigest()


def of(booking: Booking, secret: bytes) -> str:
    """The key of a booking’s link."""
    return key(booking.salt, secret)

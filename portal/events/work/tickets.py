"""The ticket of a booking: a code of its own for the door, and the square that a phone reads it from.

The code is HMAC(installation, salt) in the letters of receipts: it stands in no table, says nothing about anybody, is
another one once the booking was handed over, and opens nothing but the list of who is at the door."""

import hashlib
import hmac
from collections.abc import Iterable

from models.events.booking import Booking
from models.submission import LETTERS

LENGTH = 8


def code(booking: Booking, secret: bytes) -> str:
    """Eight letters and digits that nobody mistakes for others."""
    number = int.from_bytes(hmac.new(secret, b"ticket " + booking.salt.encode(), hashlib.sha256).digest())
    said = ""
    for _ in range(LENGTH):
        number, at = divmod(number, len(LETTERS))
        said += LETTERS[at]
    return said


def spaced(of: str) -> str:
    """“K7MP 2QXR”, as it is read aloud."""
    return f"{of[:4]} {of[4:]}"


def typed(text: str) -> str:
    """A code as somebody typed it, or the end of the address that a square holds."""
    tail = text.strip().rstrip("/").rpartition("/")[2]
    return "".join(letter for letter in tail.upper() if letter in LETTERS)


def holder(text: str, bookings: Iterable[Booking], secret: bytes) -> Booking | None:
    """Whose code that is."""
    wanted = typed(text)
    return next((one for one in bookings if code(one, secret) == wanted), None)

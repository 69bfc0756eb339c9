"""What the administrator can do with the outbox."""

from datetime import datetime

from models.outbox import Message
from models.store import writing


def try_again(message: Message, now: datetime) -> None:
    """A mail that was given up is due again, with another 48 hours."""
    with writing():
        message.try_again(now)

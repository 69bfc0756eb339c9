"""A worker that notes a mail as sent and then sends it."""

from typing import Any

from portal import worker
from portal.clock import now


def apply() -> None:
    hand_over = worker._hand_over

    def hasty(message: Any, carrier: Any) -> None:
        worker._note(lambda: message.sent(now()))
        hand_over(message, carrier)

    worker._hand_over = hasty

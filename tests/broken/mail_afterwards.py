"""Mail put into the outbox in a transaction of its own, after the return was kept."""

from typing import Any

from models.store import writing
from portal.returns.work import sending


def apply() -> None:
    tell, send, waiting = sending._tell, sending.send, []

    def later(*words: Any) -> None:
        waiting.append(words)

    def in_two_steps(*what: Any, **more: Any) -> Any:
        sent = send(*what, **more)
        with writing():
            while waiting:
                tell(*waiting.pop())
        return sent

    sending.__dict__.update(_tell=later, send=in_two_steps)

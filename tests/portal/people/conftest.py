"""What was mailed to whom."""

import re
from collections.abc import Callable

import pytest

from models.outbox import Message


@pytest.fixture
def mails() -> Callable[..., list[Message]]:
    """What is in the outbox, oldest first; of one address where one is given."""

    def read(to: str = "") -> list[Message]:
        found = Message.select().order_by(Message.id)
        return [message for message in found if to in ("", message.to)]

    return read


@pytest.fixture
def newest_link(mails: Callable[..., list[Message]]) -> Callable[[str], str]:
    """The path of the longest link in the newest mail to an address."""

    def read(to: str) -> str:
        return max(re.findall(r"http://localhost(/\S+)", mails(to)[-1].text), key=len)

    return read

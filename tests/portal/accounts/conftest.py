"""People with passwords, what was mailed, and codes."""

import re
from collections.abc import Callable

import pytest

from models.outbox import Message
from models.person import Person
from models.store import writing
from portal.accounts import passwords

PASSWORD = "copper lantern thursday"  # pragma: allowlist secret


@pytest.fixture
def with_password() -> Callable[[Person], str]:
    """Gives somebody a password, and says which."""

    def give(person: Person) -> str:
        kept = passwords.hashed(PASSWORD)
        with writing():
            Person.update(password=kept).where(Person.id == person.id).execute()
        return PASSWORD

    return give


@pytest.fixture
def mails() -> Callable[..., list[Message]]:
    """What is in the outbox, oldest first; of one address where one is given."""

    def read(to: str = "") -> list[Message]:
        found = Message.select().order_by(Message.id)
        return [message for message in found if to in ("", message.to)]

    return read


@pytest.fixture
def newest_code(mails: Callable[..., list[Message]]) -> Callable[[str], str]:
    """The six figures in the newest mail to an address."""

    def read(to: str) -> str:
        found = re.search(r"\b\d{6}\b", mails(to)[-1].text)
        assert found, mails(to)[-1].text
        return found[0]

    return read


@pytest.fixture
def newest_link(mails: Callable[..., list[Message]]) -> Callable[[str], str]:
    """The path of the longest link in the newest mail to an address."""

    def read(to: str) -> str:
        links = re.findall(r"http://localhost(/\S+)", mails(to)[-1].text)
        return max(links, key=len)

    return read

"""The demonstration’s story: every state of a return is there, whenever it is told."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import peewee
import pytest
from pydantic import SecretStr

from forms import library
from models import audit
from models.answer import UNREAD, Answer
from models.authority import AdoptedSet
from models.conversation import Conversation
from models.monitoring_return import Return
from models.person import Membership, Person
from models.store import open_store
from models.submission import Submission
from portal.demo.story import Story
from portal.mail import compose
from portal.returns.work import lists
from portal.settings import Settings
from tests.fixtures.stores import KEY

# Early in the life of the set; a Monday; a Saturday; a holiday; the first day of a quarter; the seventeenth; the last
# of a year; the night when clocks go back.
DAYS = (
    datetime(2025, 1, 20, 9),
    datetime(2026, 10, 5, 8),
    datetime(2026, 8, 29, 13),
    datetime(2026, 12, 25, 10),
    datetime(2027, 4, 1, 0, 5),
    datetime(2027, 4, 17, 9),
    datetime(2026, 12, 31, 23, 59),
    datetime(2026, 10, 25, 0, 30),
)
OTHERS = (DAYS[0], DAYS[3], DAYS[4], DAYS[7])
"""Days on which the story is told anew."""


def tell(settings: Settings, now: datetime) -> Story:
    compose.configure(settings)
    audit.use_key(settings.derived("audit"))
    story = Story(settings, now, lambda password: f"hash of {len(password)}")
    list(story.tell())
    return story


@pytest.fixture(scope="module")
def told(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """One telling, on an ordinary Monday, for all tests that only read."""
    folder = tmp_path_factory.mktemp("story")
    shutil.copyfile(sqlite_template, folder / "evenhand.sqlite")
    settings = Settings(data=folder, secret_key=SecretStr(KEY.decode()), second_factor_roles=())
    database = open_store(settings.store_url)
    database.connect(reuse_if_open=True)
    yield tell(settings, DAYS[1])
    database.close()


def everything_is_there(now: datetime) -> None:
    assert {ret.state for ret in Return.select()} == {"due", "draft", "received", "sent_back", "accepted"}
    authorities = [ret.authority_id for ret in Return.select().limit(1)]
    desk = lists.waiting_at_desk(authorities, now)
    assert desk.to_read > 0
    assert 0 < desk.late < desk.open
    assert all(ret.asked_at <= now for ret in Return.select())
    assert all(sent.arrived_at <= now for sent in Submission.select())


def test_something_is_due_late_received_sent_back_and_accepted(told: Story) -> None:
    everything_is_there(told.now)


def test_the_council_has_adopted_every_english_set(told: Story) -> None:
    adopted = {row.set_key for row in AdoptedSet.select().where(AdoptedSet.authority == told.authority)}
    assert adopted == {found.key for found in library.all() if found.nation == "England"}
    assert len(adopted) > 1


def test_the_audit_chain_of_the_story_is_whole(told: Story) -> None:
    assert audit.verify(told.settings.derived("audit"), Submission.heads()) == []


def test_everybody_in_the_accounts_is_a_person_with_that_seat(told: Story) -> None:
    for account in told.accounts:
        person = Person.get(Person.email == account["email"])
        role = account["role"].removeprefix("provider_")
        assert Membership.get(Membership.person == person).role == role
        assert person.confirmed_at is not None


def test_passwords_are_made_anew_each_time(told: Story) -> None:
    passwords = [account["password"] for account in told.accounts]
    assert len(set(passwords)) == len(passwords)
    assert all(len(password) >= 12 for password in passwords)


def test_everything_typed_in_the_story_was_read(told: Story) -> None:
    assert not Answer.select().where(Answer.key.endswith(UNREAD)).exists()


def test_a_conversation_was_begun_that_waits_for_a_yes(told: Story) -> None:
    [begun] = Conversation.select()
    assert begun.person.email == "alice@harbour.example"
    last = begun.turns()[-1]
    assert (last.side, last.kind) == ("form", "propose")
    assert any(turn.kind == "guidance" for turn in begun.turns())


@pytest.mark.parametrize("now", OTHERS, ids=str)
def test_on_any_day_it_is_the_same(settings: Settings, store: peewee.Database, now: datetime) -> None:
    tell(settings, now)
    everything_is_there(now)

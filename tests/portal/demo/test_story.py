"""The demonstration’s story: every state of a return is there, whenever it is told."""

from datetime import datetime

import peewee
import pytest

from forms import library
from models import audit
from models.answer import UNREAD, Answer
from models.authority import AdoptedSet
from models.conversation import Conversation
from models.monitoring_return import Return
from models.person import Membership, Person
from models.submission import Submission
from portal.demo.story import Story
from portal.mail import compose
from portal.returns.work import lists
from portal.settings import Settings

# Early in the life of the set; a weekday, a Saturday, a bank holiday, the first day of a quarter, the seventeenth, the
# last of a year, the night when clocks go back.
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


def tell(settings: Settings, now: datetime) -> Story:
    compose.configure(settings)
    audit.use_key(settings.derived("audit"))
    story = Story(settings, now, lambda password: f"hash of {len(password)}")
    list(story.tell())
    return story


@pytest.mark.parametrize("now", DAYS, ids=str)
def test_on_any_day_something_is_due_late_received_sent_back_and_accepted(
    settings: Settings, store: peewee.Database, now: datetime
) -> None:
    tell(settings, now)
    assert {ret.state for ret in Return.select()} == {"due", "draft", "received", "sent_back", "accepted"}
    authorities = [ret.authority_id for ret in Return.select().limit(1)]
    desk = lists.waiting_at_desk(authorities, now)
    assert desk.to_read > 0
    assert 0 < desk.late < desk.open
    assert all(ret.asked_at <= now for ret in Return.select())
    assert all(sent.arrived_at <= now for sent in Submission.select())


def test_the_council_has_adopted_every_english_set(settings: Settings, store: peewee.Database) -> None:
    story = tell(settings, DAYS[1])
    adopted = {row.set_key for row in AdoptedSet.select().where(AdoptedSet.authority == story.authority)}
    assert adopted == {found.key for found in library.all() if found.nation == "England"}
    assert len(adopted) > 1


def test_the_audit_chain_of_the_story_is_whole(settings: Settings, store: peewee.Database) -> None:
    tell(settings, DAYS[1])
    assert audit.verify(settings.derived("audit"), Submission.heads()) == []


def test_everybody_in_the_accounts_is_a_person_with_that_seat(settings: Settings, store: peewee.Database) -> None:
    story = tell(settings, DAYS[1])
    for account in story.accounts:
        person = Person.get(Person.email == account["email"])
        role = account["role"].removeprefix("provider_")
        assert Membership.get(Membership.person == person).role == role
        assert person.confirmed_at is not None


def test_passwords_are_made_anew_each_time(settings: Settings, store: peewee.Database) -> None:
    passwords = [account["password"] for account in tell(settings, DAYS[1]).accounts]
    assert len(set(passwords)) == len(passwords)
    assert all(len(password) >= 12 for password in passwords)


def test_everything_typed_in_the_story_was_read(settings: Settings, store: peewee.Database) -> None:
    tell(settings, DAYS[1])
    assert not Answer.select().where(Answer.key.endswith(UNREAD)).exists()


def test_a_conversation_was_begun_that_waits_for_a_yes(settings: Settings, store: peewee.Database) -> None:
    tell(settings, DAYS[1])
    [begun] = Conversation.select()
    assert begun.person.email == "alice@harbour.example"
    last = begun.turns()[-1]
    assert (last.side, last.kind) == ("form", "propose")
    assert any(turn.kind == "guidance" for turn in begun.turns())

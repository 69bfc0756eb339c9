"""To whom ideas can be sent, and what is read of them, on either store."""

from datetime import datetime, timedelta

from models.authority import Authority, Service
from models.idea import Idea
from models.outbox import Message
from models.person import Membership
from models.store import writing
from portal import access
from portal.ideas import work
from tests.fixtures.cast import Cast

NOBODY = {"name": "", "organisation": "", "email": ""}


def test_ideas_go_to_councils_where_somebody_reads_them(cast: Cast) -> None:
    with writing():
        Authority.create(slug="millborough", name="Millborough Council")
        Service.create(authority=cast.fairshire, key="a-first", title="A first")
    assert [one.slug for one in work.councils()] == ["fairshire", "westmoor"]
    subjects = work.subjects()
    assert subjects["fairshire/a-first"] == "A first, Fairshire County Council"
    assert subjects["westmoor/"].startswith("Something else, ")
    assert not [key for key in subjects if key.startswith("millborough")]


def test_with_one_council_its_name_goes_without_saying(cast: Cast) -> None:
    with writing():
        Membership.update(ended_at=datetime(2026, 10, 1)).where(Membership.person == cast.gita.id).execute()
    assert "Something else" in work.subjects().values()


def test_an_idea_is_kept_and_nobody_is_mailed(cast: Cast, now: datetime) -> None:
    before = Message.select().count()
    idea = work.send("fairshire/short-breaks", "A club on Sundays.", NOBODY, now)
    assert (idea.authority_id, idea.service_key) == (cast.fairshire.id, "short-breaks")
    assert Message.select().count() == before


def test_the_list_is_newest_first_and_only_of_ones_own_councils(cast: Cast, now: datetime) -> None:
    for n in range(3):
        work.send("fairshire/", f"Idea {n}", NOBODY, now + timedelta(minutes=n))
    work.send("westmoor/", "Elsewhere", NOBODY, now)
    ideas, count = work.waiting([cast.fairshire.id], 1, 2)
    assert ([idea.words for idea in ideas], count) == (["Idea 2", "Idea 1"], 3)
    assert [idea.words for idea in work.waiting([cast.fairshire.id], 2, 2)[0]] == ["Idea 0"]


def test_what_was_taken_out_is_nowhere_in_the_store(cast: Cast, now: datetime) -> None:
    idea = work.send("fairshire/", "Leaktoken Jordan", NOBODY, now)
    work.take_out(idea, cast.dana.id, now)
    assert Idea.get_by_id(idea.id).words is None
    assert Idea.select().where(Idea.words.contains("Leaktoken")).count() == 0


def test_who_reads_ideas_is_who_reads_the_register() -> None:
    assert set(work.READS) == set(access.READS_REGISTER)
    assert set(work.TAKES_OUT) <= set(work.READS)

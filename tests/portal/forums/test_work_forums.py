"""A forum: kept at the desk, joined and left, its members invited; its papers are public, its members are not."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models.authority import Service
from models.conflicts import NotNow, Stale
from models.forums.forum import Forum, ForumAction, ForumMember, ForumPaper
from models.forums.released_forum import ReleasedForum
from models.outbox import Message
from models.public.record import open_record
from models.store import writing
from portal.forums import work
from portal.mail import compose
from portal.releasing.recording import record
from portal.settings import Settings
from portal.uploads.cellar import Cellar
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.fixtures.queries import Counting
from tests.portal.access_events import make_event
from tests.portal.publishing.site_client import SiteClient
from tests.portal.tenders.test_desk_tenders import attached


@pytest.fixture(autouse=True)
def _mails(settings: Settings) -> None:
    compose.configure(settings)


@pytest.fixture
def forum(cast: Cast, now: datetime) -> Forum:
    """Fairshire’s, about two services."""
    with writing():
        Service.create(authority=cast.fairshire, key="fostering", title="Fostering")
    return work.add(
        cast.fairshire.id, "Lodgings and fostering", [cast.service.key, "fostering"], by=cast.dana.id, now=now
    )


HERE = "/forums/fairshire/lodgings-and-fostering/"


def join(forum: Forum, cast: Cast, now: datetime, *services: str) -> None:
    """Harbour takes part."""
    work.join(forum, cast.harbour.id, services or [cast.service.key], by=cast.alice.id, now=now)


def test_an_organisation_joins_for_some_services_and_leaves(
    client: HouseClient, cast: Cast, forum: Forum, now: datetime
) -> None:
    here = client.as_(cast.alice)
    page = here.get(HERE)
    assert "Who takes part" not in page.main
    joined = here.submit(page, {"services": ["fostering"]})
    assert "You take part." in joined.main
    assert "Harbour Young People" in joined.main
    assert "Harbour" not in client.as_(cast.charlie).get(HERE).main, "who is no member does not read who is"
    both = here.submit(joined, {"services": ["fostering", cast.service.key]})
    assert "Your organisation takes part" in both.main
    assert ForumMember.select().where(ForumMember.ended_at.is_null()).count() == 2
    left = here.submit(both, {"services": []})
    assert "Your organisation has left." in left.main
    assert [one.ended_at is not None for one in ForumMember.select()] == [True, True]
    with pytest.raises(NotNow, match="service"):
        join(forum, cast, now, "short-breaks")


def test_the_desk_keeps_it_and_everybody_reads_its_papers_and_its_next_date(
    client: HouseClient, cast: Cast, now: datetime
) -> None:
    here = client.as_(cast.dana)
    here.submit(here.get("/desk/forums/new"), {"title": "Homes", "services": []}, status=422)
    made = here.submit(here.get("/desk/forums/new"), {"title": "Homes", "services": [cast.service.key]})
    forum = Forum.get()
    at = f"/desk/forums/{forum.public_id}/"
    assert "Nobody yet." in made.main
    said = {"purpose": "We meet every quarter.", "next_on": "2 November 2026", "next_place": "Town Hall"}
    here.submit(here.get(f"{at}change"), {**said, "next_on": "never"}, status=422)
    here.submit(here.get(f"{at}change"), said)
    paper = {"kind": "note", "title": "September", "on": "21 September 2026", "words": "Nine came."}
    here.submit(here.get(f"{at}paper"), {**paper, "words": ""}, status=422)
    here.submit(here.get(f"{at}paper"), paper)
    here.submit(here.get(f"{at}action"), {"what": "Ask about rent", "owner": "Housing", "due_on": "1 October 2026"})
    stands = here.get(at).main
    assert "Housing, by 1 October 2026. Late." in stands
    action = ForumAction.get()
    here.submit(here.get(f"{at}actions/{action.public_id}/done"), {"outcome": "The rent stays."})
    assert "The rent stays." in here.get(at).main
    read = client.get("/forums/fairshire/homes/").main
    assert "Nine came." in read
    assert "Monday 2 November 2026" in read
    assert "Housing" not in read, "what was agreed is its members’"
    here.submit(here.get(at), action="/withdraw")
    assert "Nine came." not in client.get("/forums/fairshire/homes/").main
    with pytest.raises(NotNow):
        work.withdraw_paper(forum, ForumPaper.get(), by=cast.dana.id, now=now)
    with pytest.raises(NotNow):
        work.finish_action(forum, action, "Again", by=cast.dana.id, now=now)


def test_a_paper_may_be_a_file_that_everybody_may_save_until_it_is_withdrawn(
    client: HouseClient, cast: Cast, forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, at = client.as_(cast.dana), f"/desk/forums/{forum.public_id}/"
    paper = {"kind": "paper", "title": "Rents", "on": "21 September 2026", "words": "What rents do."}
    page = here.get(f"{at}paper")
    hidden = here.submit(page, {**paper, "file": attached(b"Item,Price\nA,=1+1\n", "prices.csv")}, status=422)
    assert "This is hidden in it" in hidden.main
    assert hidden.one("//input[@name='title']/@value") == "Rents"
    large = b"Rents. " * 8_000
    monkeypatch.setitem(client.app.config, "MAX_CONTENT_LENGTH", 20_000)  # of a page without a file
    here.submit(page, {**paper, "file": attached(large, "rents.txt")})
    assert "rents.txt" in here.get(at).main
    read = client.get(HERE)
    assert "Rents (rents.txt, 56 kB)" in read.main
    address = read.links()["Rents"]
    answer = client.browser.get(address)
    assert answer.data == large
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    elsewhere = work.add(cast.fairshire.id, "Another", [], by=cast.dana.id, now=forum.created_at)
    client.get(address.replace(forum.slug, elsewhere.slug), status=404)
    here.submit(here.get(at), action="/withdraw")
    client.get(address, status=404)


def test_its_members_are_invited_once_and_nobody_else(
    client: HouseClient, cast: Cast, forum: Forum, now: datetime
) -> None:
    event = make_event(cast, now, kind="forum", title="Forum in November")
    join(forum, cast, now)
    here = client.as_(cast.dana)
    page = here.get(f"/desk/forums/{forum.public_id}/invite")
    here.submit(page, {"event": ""}, status=422)
    assert "2 people of its members are invited." in here.submit(page, {"event": event.slug}).main
    assert {mail.to for mail in Message.select()} == {cast.alice.email, cast.bob.email}
    here.submit(page, {"event": event.slug}, status=422)
    with pytest.raises(NotNow, match="meeting"):
        work.invite(forum, event.slug, by=cast.dana.id, now=now)
    with pytest.raises(NotNow, match="event"):
        work.invite(forum, "nothing", by=cast.dana.id, now=now)
    assert work.invitable(forum, now) == []
    assert "Forum in November" in client.get("/events/").main
    assert f"/events/fairshire/{event.slug}/" in client.get(HERE).html


def test_the_public_site_has_its_papers_and_never_its_members(
    cast: Cast, forum: Forum, now: datetime, tmp_path: Path, settings: Settings
) -> None:
    event = make_event(cast, now, kind="forum", title="Forum in November")
    join(forum, cast, now)
    work.invite(forum, event.slug, by=cast.dana.id, now=now)
    paper = {"kind": "paper", "title": "Rents", "words": "What rents do.", "on": now.date(), "link": ""}
    file = work.Given("rents.txt", b"Rents.", clean=False, cellar=Cellar.at(settings.uploads_folder, ""))
    work.add_paper(forum, paper, by=cast.dana.id, now=now, file=file)
    work.add_action(forum, "Ask Harbour", "Harbour Young People", now.date(), by=cast.dana.id, now=now)
    record(tmp_path / "record.sqlite")
    with open_record(tmp_path / "record.sqlite"):
        site = SiteClient(tmp_path / "record.sqlite")
        listed, page = site.get("/forums/").text, site.get(HERE).text
        assert "Lodgings and fostering" in listed
        assert "What rents do." in page
        assert "Rents (rents.txt, 1 kB)" in page
        assert "Forum in November" in page
        assert "Providers’ forums" in site.get("/events/").text
        assert {"/forums/", HERE} <= set(site.everything())
        assert "Harbour" not in listed + page
    assert [one.number for one in ReleasedForum.select().order_by(ReleasedForum.number)] == [1, 2, 3]


def test_two_officers_never_overwrite_each_other(cast: Cast, forum: Forum, now: datetime) -> None:
    values = {"purpose": "One"}
    work.change(forum, values, ["fostering"], by=cast.dana.id, now=now, version=forum.version)
    with pytest.raises(Stale) as quicker:
        work.change(forum, {"purpose": "Two"}, ["fostering"], by=cast.kofi.id, now=now, version=forum.version)
    assert quicker.value.name.startswith("Dana")


def test_a_forum_is_read_in_as_many_queries_for_five_papers_as_for_one(
    client: HouseClient, cast: Cast, forum: Forum, now: datetime, queries: Counting
) -> None:
    here = client.as_(cast.alice)
    join(forum, cast, now)

    def paper(number: int) -> None:
        values = {"kind": "paper", "title": f"Paper {number}", "words": "W", "on": now.date() - timedelta(days=number)}
        work.add_paper(forum, {**values, "link": ""}, by=cast.dana.id, now=now)

    paper(0)
    here.get(HERE)
    with queries() as few:
        here.get(HERE)
    for number in range(1, 5):
        paper(number)
    work.join(forum, cast.northgate.id, [cast.service.key, "fostering"], by=cast.charlie.id, now=now)
    with queries() as many:
        here.get(HERE)
    assert len(many) == len(few)

"""What people can do with a forum: officers keep it, organisations join and leave it. No Flask here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from models.authority import Authority, Service
from models.calendar import today
from models.conflicts import NotNow
from models.events.event import Event
from models.forums.forum import Forum, ForumAction, ForumMeeting, ForumMember, ForumPaper, ForumService
from models.forums.forum_file import ForumFile
from models.person import Membership, Person
from models.store import writing
from portal.mail import compose
from portal.releasing import forums as releasing
from portal.tenders.work import documents
from portal.uploads.cellar import Cellar


@dataclass(frozen=True)
class Read:
    """A forum with what stands beside it. `members`: title of a service -> organisations."""

    forum: Forum
    services: Sequence[Service]
    members: Mapping[str, Sequence[ForumMember]]
    papers: Sequence[ForumPaper]
    files: Mapping[int, ForumFile]
    actions: Sequence[ForumAction]
    meetings: Sequence[ForumMeeting]
    today: date

    @property
    def coming(self) -> Event | None:
        """Its next meeting that can be booked."""
        return next((one.event for one in reversed(self.meetings) if _ahead(one.event, self.today)), None)

    @property
    def past(self) -> list[Event]:
        """Those that were, the last one first."""
        return [one.event for one in self.meetings if one.event.state == "held"]

    def mine(self, providers: Sequence[int]) -> set[int]:
        """Services for which one of these organisations is a member."""
        return {one.service_id for every in self.members.values() for one in every if one.provider_id in providers}


def _ahead(event: Event, on: date) -> bool:
    return event.state == "published" and event.starts_at is not None and today(event.starts_at) >= on


def read(forum: Forum, now: datetime) -> Read:
    """Six queries."""
    members: dict[str, list[ForumMember]] = {}
    for one in ForumMember.of(forum.id):
        members.setdefault(one.service.title, []).append(one)
    return Read(
        forum, ForumService.of(forum.id), members, ForumPaper.of(forum.id), ForumFile.of(forum.id),
        ForumAction.of(forum.id), ForumMeeting.of(forum.id), today(now),
    )  # fmt: skip


def live() -> Any:
    """Forums that everybody may read; to be narrowed."""
    return Forum.full().where(Forum.state == "live")


def at_desk(authorities: Sequence[int]) -> Any:
    """Forums of these authorities, by title; to be narrowed."""
    return Forum.full().where(Authority.id << list(authorities)).order_by(Forum.title, Forum.id)


def services_of(authority_id: int) -> list[Service]:
    """What an authority buys, by title."""
    return list(Service.select().where(Service.authority == authority_id).order_by(Service.title))


def add(authority_id: int, title: str, services: Sequence[str], *, by: int, now: datetime) -> Forum:
    """A new one, about services by their keys."""
    with writing():
        forum = Forum.add(authority_id, title, _picked(authority_id, services), by=by, at=now)
        releasing.release(forum, now)
        return forum


def _picked(authority_id: int, keys: Sequence[str]) -> list[Service]:
    return [one for one in services_of(authority_id) if one.key in keys]


def change(
    forum: Forum, values: Mapping[str, object], services: Sequence[str], *, by: int, now: datetime, version: int
) -> None:
    """What is said of it, and what it is about. Raises Stale."""
    with writing():
        fresh = Forum.fresh(forum.id)
        fresh.change(values, _picked(fresh.authority_id, services), by=by, at=now, version=version)
        releasing.release(fresh, now)


@dataclass(frozen=True)
class Given:
    """A file that somebody chose, before anybody looked it through; `clean`: what is hidden in it is taken away."""

    name: str
    content: bytes
    clean: bool
    cellar: Cellar


def add_paper(
    forum: Forum, values: Mapping[str, Any], *, by: int, now: datetime, file: Given | None = None
) -> ForumPaper:
    """For everybody. Raises CannotTake for a file that cannot be published as it is."""
    kept = documents.kept(file.name, file.content, file.clean, file.cellar) if file else None
    with writing():
        fresh = Forum.fresh(forum.id)
        made = ForumPaper.add(fresh, values, by=by, at=now)
        if kept is not None:
            ForumFile.add(made, kept)
        releasing.release(fresh, now)
        return made


def file_of(forum: Forum, paper: UUID) -> ForumFile | None:
    """The file of a paper that is shown."""
    here = (ForumPaper.forum == forum.id) & (ForumPaper.public_id == paper) & ForumPaper.withdrawn_at.is_null()
    found: ForumFile | None = ForumFile.select(ForumFile).join(ForumPaper).where(here).first()
    return found


def withdraw_paper(forum: Forum, paper: ForumPaper, *, by: int, now: datetime) -> None:
    """It is shown no longer. Raises NotNow."""
    with writing():
        fresh = Forum.fresh(forum.id)
        paper.withdraw(fresh, by=by, at=now)
        releasing.release(fresh, now)


def add_action(forum: Forum, what: str, owner: str, due_on: date, *, by: int, now: datetime) -> ForumAction:
    """What somebody said they would do."""
    with writing():
        return ForumAction.add(Forum.fresh(forum.id), what, owner, due_on, by=by, at=now)


def finish_action(forum: Forum, action: ForumAction, outcome: str, *, by: int, now: datetime) -> None:
    """Done, and what came of it. Raises NotNow."""
    with writing():
        action.finish(Forum.fresh(forum.id), outcome, by=by, at=now)


def invite(forum: Forum, slug: str, *, by: int, now: datetime) -> int:
    """An event of the authority is its next meeting, and every member hears of it once; how many people. Raises NotNow
    for an event that cannot be booked, or that is a meeting of a forum already."""
    with writing():
        fresh = Forum.fresh(forum.id)
        event = Event.full().where(Event.authority == fresh.authority_id, Event.slug == slug).first()
        if event is None or not _ahead(event, today(now)):
            raise NotNow("event")
        if ForumMeeting.select().where(ForumMeeting.event == event.id).exists():
            raise NotNow("meeting")
        ForumMeeting.create(forum=fresh, event=event, invited_at=now)
        fresh.change({}, None, by=by, at=now, version=fresh.version)
        people = _people(fresh)
        for person in people:
            compose.put("forums/invited", to=person.email, about=fresh.subject, at=now, event=event, forum=fresh)
        releasing.release(fresh, now)
        return len(people)


def _people(forum: Forum) -> list[Person]:
    """Everybody of its members’ organisations who can sign in."""
    members = ForumMember.select(ForumMember.provider).where(
        ForumMember.forum == forum.id, ForumMember.ended_at.is_null()
    )
    seats = Membership.select(Membership.person).where(Membership.provider << members, Membership.ended_at.is_null())
    return list(Person.select().where(Person.id << seats, Person.active).order_by(Person.id))


def invitable(forum: Forum, now: datetime) -> list[tuple[str, str]]:
    """Events of the authority that could be its next meeting: slug and title."""
    taken = ForumMeeting.select(ForumMeeting.event)
    here = (Event.authority == forum.authority_id) & (Event.state == "published") & Event.id.not_in(taken)
    return [
        (one.slug, one.title) for one in Event.select().where(here, Event.starts_at > now).order_by(Event.starts_at)
    ]


def join(forum: Forum, provider_id: int, services: Sequence[str], *, by: int, now: datetime) -> None:
    """An organisation takes part for these services and no other; for none: it leaves. Raises NotNow."""
    with writing():
        fresh = Forum.fresh(forum.id)
        keys = {one.key: one.id for one in ForumService.of(fresh.id)}
        if set(services) - set(keys):
            raise NotNow("service")
        ForumMember.put(fresh, provider_id, [keys[key] for key in services], by=by, at=now)

"""A providers’ forum: a standing body of one authority, with members by service, its meetings, papers and actions."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from peewee import SQL, Check, DateField, DateTimeField, ForeignKeyField, IntegerField, TextField, UUIDField

from models.audit import AuditEvent, AuditHead
from models.authority import Authority, Service
from models.conflicts import NotNow
from models.events.event import Event
from models.person import Person
from models.provider import Provider
from models.register.slugs import Slugs
from models.register.versions import only, step
from models.store import Base, must_be_writing, unique

STATES = ("live", "ended")
PAPERS = ("paper", "note")


class Forum(Base):
    """`next_on` and `next_place`: when and where it meets next, until there is an event of it that can be booked."""

    public_id = UUIDField(unique=True, default=uuid4)
    authority = ForeignKeyField(Authority, index=False)
    slug = TextField()
    title = TextField()
    purpose = TextField(default="")
    next_on = DateField(null=True)
    next_place = TextField(default="")
    contact = TextField(default="")
    contact_email = TextField(default="")
    state = TextField(default="live")
    version = IntegerField(default=1)
    created_at = DateTimeField()
    changed_by = ForeignKeyField(Person, null=True, index=False)
    changed_at = DateTimeField(null=True)
    authority_id: int

    class Meta:
        constraints: ClassVar = [
            Check("title <> ''", "a_forum_has_a_title"),
            Check(f"state IN {STATES}", "the_state_of_a_forum_is_known"),
        ]

    COLUMNS: ClassVar = frozenset(("title", "purpose", "next_on", "next_place", "contact", "contact_email", "state"))

    @property
    def subject(self) -> str:
        """What audit events about it are filed under."""
        return f"forum:{self.public_id}"

    @classmethod
    def full(cls) -> Any:
        """Every forum, with its authority; to be narrowed."""
        return cls.select(cls, Authority).join(Authority)

    @classmethod
    def fresh(cls, forum_id: int) -> Self:
        """One as it stands, held against others who would change it until the transaction ends."""
        AuditHead.take()
        found: Self = cls.full().where(cls.id == forum_id).get()
        return found

    @classmethod
    def add(cls, authority_id: int, title: str, services: Sequence[Service], *, by: int, at: datetime) -> Self:
        """A new one; its slug, given once, is that of its title."""
        AuditHead.take()  # nobody else gives out slugs meanwhile
        taken: Any = cls.select(cls.slug).where(cls.authority == authority_id).tuples()
        slug = Slugs(name for (name,) in taken).give(title)
        made: Self = cls.create(
            authority=authority_id, slug=slug, title=title, created_at=at, changed_by=by, changed_at=at
        )
        ForumService.put(made, services)
        AuditEvent.append("forum.added", made.subject, by, at)
        return made

    def change(
        self, values: Mapping[str, object], services: Sequence[Service] | None, *, by: int, at: datetime, version: int
    ) -> None:
        """What is said of it. Raises Stale."""
        only(values, self.COLUMNS, "a forum")
        step(self, values, by=by, at=at, version=version)
        if services is not None:
            ForumService.put(self, services)
        AuditEvent.append("forum.changed", self.subject, by, at, after=", ".join(sorted(values)))


class ForumService(Base):
    """A service that a forum is about."""

    forum = ForeignKeyField(Forum, index=False)
    service = ForeignKeyField(Service, index=False)
    forum_id: int
    service_id: int

    @classmethod
    def put(cls, forum: Forum, services: Sequence[Service]) -> None:
        """In the place of those that it was about. Members who came for another service stay members."""
        must_be_writing()
        if any(one.authority_id != forum.authority_id for one in services):
            raise ValueError("The service is of another authority.")
        cls.delete().where(cls.forum == forum.id).execute()
        for one in services:
            cls.create(forum=forum, service=one)

    @classmethod
    def of(cls, forum_id: int) -> list[Service]:
        """Those of a forum, by title."""
        query: Any = Service.select().join(cls).where(cls.forum == forum_id).order_by(Service.title)
        return list(query)


class ForumMember(Base):
    """An organisation that takes part for one service, from when to when."""

    forum = ForeignKeyField(Forum, index=False)
    provider = ForeignKeyField(Provider)
    service = ForeignKeyField(Service, index=False)
    joined_at = DateTimeField()
    joined_by = ForeignKeyField(Person, index=False)
    ended_at = DateTimeField(null=True)
    forum_id: int
    provider_id: int
    service_id: int

    class Meta:
        constraints: ClassVar = [Check("ended_at >= joined_at", "who_leaves_a_forum_joined_it_before")]

    @classmethod
    def of(cls, forum_id: int) -> list[Self]:
        """Those who are members, by service and name."""
        query: Any = cls.select(cls, Provider, Service).join(Provider).switch(cls).join(Service)
        here = query.where(cls.forum == forum_id, cls.ended_at.is_null())
        return list(here.order_by(Service.title, Provider.legal_name))

    @classmethod
    def put(cls, forum: Forum, provider_id: int, services: Sequence[int], *, by: int, at: datetime) -> None:
        """For these services from now on, for no other any more. Raises NotNow for one that the forum is not about."""
        must_be_writing()
        if forum.state != "live" and services:
            raise NotNow(forum.state)
        mine = (cls.forum == forum.id) & (cls.provider == provider_id) & cls.ended_at.is_null()
        there = {row.service_id for row in cls.select().where(mine)}
        if set(services) - there - {one.id for one in ForumService.of(forum.id)}:
            raise NotNow("service")
        cls.update(ended_at=at).where(mine, cls.service.not_in(list(services))).execute()
        for one in sorted(set(services) - there):
            cls.create(forum=forum, provider=provider_id, service=one, joined_at=at, joined_by=by)
        verb = "joined" if services else "left"
        AuditEvent.append(f"forum.{verb}", forum.subject, by, at, after=str(provider_id))


class ForumPaper(Base):
    """A paper for a meeting, or the note of one: Markdown for everybody, or a link to where it lies."""

    public_id = UUIDField(unique=True, default=uuid4)
    forum = ForeignKeyField(Forum)
    kind = TextField(default="paper")
    title = TextField()
    words = TextField(default="")
    link = TextField(default="")
    on = DateField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    withdrawn_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check(f"kind IN {PAPERS}", "the_kind_of_a_paper_is_known"),
            Check("title <> ''", "a_paper_has_a_title"),
            Check("words <> '' OR link <> ''", "a_paper_says_something_or_where_it_lies"),
        ]

    @classmethod
    def of(cls, forum_id: int) -> list[Self]:
        """Those of a forum, newest first."""
        here = (cls.forum == forum_id) & cls.withdrawn_at.is_null()
        return list(cls.select().where(here).order_by(cls.on.desc(), cls.id.desc()))

    @classmethod
    def add(cls, forum: Forum, values: Mapping[str, Any], *, by: int, at: datetime) -> Self:
        """One more."""
        must_be_writing()
        made: Self = cls.create(forum=forum, by=by, at=at, **values)
        AuditEvent.append("forum.paper_added", forum.subject, by, at, after=str(made.public_id))
        return made

    def withdraw(self, forum: Forum, *, by: int, at: datetime) -> None:
        """It is shown no longer. Raises NotNow where it was withdrawn before."""
        must_be_writing()
        if (
            not ForumPaper.update(withdrawn_at=at)
            .where(ForumPaper.id == self.id, ForumPaper.withdrawn_at.is_null())
            .execute()
        ):
            raise NotNow("withdrawn")
        AuditEvent.append("forum.paper_withdrawn", forum.subject, by, at, after=str(self.public_id))


class ForumAction(Base):
    """What somebody said they would do, and by when. `owner` is a team or an organisation."""

    public_id = UUIDField(unique=True, default=uuid4)
    forum = ForeignKeyField(Forum)
    what = TextField()
    owner = TextField()
    due_on = DateField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    done_at = DateTimeField(null=True)
    done_by = ForeignKeyField(Person, null=True, index=False)
    outcome = TextField(default="")

    class Meta:
        constraints: ClassVar = [
            Check("what <> '' AND owner <> ''", "an_action_says_what_and_who"),
            Check("(done_at IS NULL) = (done_by_id IS NULL)", "who_says_that_an_action_is_done_is_known"),
        ]

    @classmethod
    def of(cls, forum_id: int) -> list[Self]:
        """Those of a forum: what is to be done first, by its day."""
        every = cls.select().where(cls.forum == forum_id).order_by(cls.due_on, cls.id)
        return sorted(every, key=lambda one: one.done_at is not None)

    @classmethod
    def add(cls, forum: Forum, what: str, owner: str, due_on: date, *, by: int, at: datetime) -> Self:
        """One more."""
        must_be_writing()
        made: Self = cls.create(forum=forum, what=what, owner=owner, due_on=due_on, by=by, at=at)
        AuditEvent.append("forum.action_added", forum.subject, by, at, after=str(made.public_id))
        return made

    def finish(self, forum: Forum, outcome: str, *, by: int, at: datetime) -> None:
        """It is done, and what came of it. Raises NotNow where it was done before."""
        must_be_writing()
        told = {"done_at": at, "done_by": by, "outcome": outcome}
        if not ForumAction.update(**told).where(ForumAction.id == self.id, ForumAction.done_at.is_null()).execute():
            raise NotNow("done")
        AuditEvent.append("forum.action_done", forum.subject, by, at, after=str(self.public_id))


class ForumMeeting(Base):
    """An event that is a meeting of a forum; `invited_at`: its members were invited."""

    forum = ForeignKeyField(Forum)
    event = ForeignKeyField(Event, index=False)
    invited_at = DateTimeField(null=True)
    forum_id: int
    event_id: int

    @classmethod
    def of(cls, forum_id: int) -> list[Self]:
        """Those of a forum with their events, newest first."""
        query: Any = cls.select(cls, Event).join(Event).where(cls.forum == forum_id)
        return list(query.order_by(Event.starts_at.desc(), cls.id.desc()))


unique(Forum, Forum.authority, Forum.slug, name="a_forum_of_an_authority_has_its_slug")
unique(ForumService, ForumService.forum, ForumService.service, name="a_forum_is_about_a_service_once")
unique(
    ForumMember, ForumMember.forum, ForumMember.provider, ForumMember.service,
    name="an_organisation_is_a_member_for_a_service_once", where=SQL("ended_at IS NULL"),
)  # fmt: skip
unique(ForumMeeting, ForumMeeting.event, name="an_event_is_a_meeting_of_one_forum")

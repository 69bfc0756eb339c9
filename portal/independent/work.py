"""Naming the independent person of a home, taking it up, ending it, and replying to what they sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import JOIN, fn

from forms.journey import Journey
from models import appointing
from models.authority import Authority
from models.conflicts import NotNow, Taken
from models.home_reply import HomeReply
from models.independent_person import IndependentPerson
from models.monitoring_return import Return
from models.period import Period
from models.person import Person
from models.provider import Dealing, Home, Provider
from models.store import writing
from models.submission import Submission
from portal.accounts.words import tidy_address
from portal.mail import compose
from portal.returns.work import asking, lists, sets, sheet, writers

CHILDRENS_HOME = "childrens_home"


@dataclass(frozen=True)
class Place:
    """One home and one council that deals with its provider, and who is the independent person there, or is named."""

    home: Home
    authority: Authority
    person: IndependentPerson | None

    def state(self, now: datetime) -> str:
        """“nobody”, “named”, “expired” or “serving”."""
        return self.person.state(now) if self.person else "nobody"


def places(
    *, providers: Sequence[int] | None = None, authorities: Sequence[int] | None = None
) -> list[Place]:  # fmt: skip
    """The open children’s homes of these providers, or of those that these authorities deal with, and any other home
    that a report was asked about or somebody is named for; by provider and home, one query."""
    here = (IndependentPerson.authority == Authority.id) & IndependentPerson.ended_at.is_null()
    asked = Return.select(Return.id).where(
        Return.home == Home.id, Return.authority == Authority.id, Return.set_key << writers.set_keys()
    )
    visited = (Home.kind == CHILDRENS_HOME) | fn.EXISTS(asked) | ~IndependentPerson.id.is_null()
    whose = Home.provider << list(providers) if providers is not None else Authority.id << list(authorities or [])
    query: Any = (
        Home.select(Home, Provider, Authority, IndependentPerson, Person.id, Person.name)
        .join(Provider)
        .join(Dealing, on=(Dealing.provider == Provider.id))
        .join(Authority, on=(Dealing.authority == Authority.id), attr="authority")
        .join_from(Home, IndependentPerson, JOIN.LEFT_OUTER, on=((IndependentPerson.home == Home.id) & here), attr="by")
        .join(Person, JOIN.LEFT_OUTER, on=(IndependentPerson.person == Person.id), attr="person")
        .where(whose & visited & Home.closed_at.is_null())
        .order_by(Provider.legal_name, Home.name, Authority.name)
    )
    return [Place(home, home.provider.dealing.authority, getattr(home, "by", None)) for home in query]


def name(place: Place, email: str, *, by: int, now: datetime) -> None:
    """Names somebody, who gets a link; the home’s leads are told. Raises Taken, NotImpartial."""
    with writing():
        row, token = appointing.name_for(place.home, place.authority, tidy_address(email), by=by, at=now)
        words = {"token": token, "expires": row.expires_at}
        compose.put("accounts/independent", to=row.email, about=row.subject, at=now, **words)
        _tell_leads(row, by, now)


def end(place: Place, *, by: int, now: datetime) -> None:
    """They see nothing of the home from their next click on. Raises AlreadyDone, NotNow where nobody is named."""
    if place.person is None:
        raise NotNow("ended")
    with writing():
        place.person.end(by=by, at=now)
        if place.person.person_id:
            compose.put("accounts/access_changed", to=place.person.email, about=place.person.subject, at=now)
        _tell_leads(place.person, by, now)


def _tell_leads(row: IndependentPerson, by: int, now: datetime) -> None:
    """The provider appoints: its leads learn what the council does here. Whoever did it needs no mail."""
    doer = Person.get_by_id(by).email
    for email in writers.people_of([row.home.provider_id], ("lead",)).get(row.home.provider_id, []):
        if email != doer:
            compose.put("accounts/independent_named", to=email, about=row.subject, at=now)


def take_up(token: str, person: int, now: datetime) -> None:
    """Somebody with an account follows their link. Raises what `appointing.take_up` raises."""
    with writing():
        _began(appointing.take_up(token, Person.get_by_id(person), now), now)


def take_up_as_new(token: str, name: str, now: datetime) -> Person:
    """Makes the account of somebody whose address the link confirms. Raises also Taken where there is one by now."""
    with writing():
        row = IndependentPerson.of(token)
        if row is None:
            raise NotNow("unknown")
        if Person.select().where(Person.email == row.email).exists():
            raise Taken("one_account_an_e_mail_address")
        person = Person.create(email=row.email, name=name, confirmed_at=now, create_datetime=now)
        _began(appointing.take_up(token, person, now), now)
    return person


def _began(row: IndependentPerson, now: datetime) -> None:
    """What was asked before they came is told to them now."""
    query = Return.select().where(
        Return.home == row.home_id, Return.authority == row.authority_id,
        Return.set_key << writers.set_keys(), Return.state << ("due", "draft"),
    )  # fmt: skip
    asking.tell(list(sheet.with_people(query)), now)


@dataclass(frozen=True)
class Report:
    """One month of one home, as its provider reads it."""

    ret: Return
    title: str
    period: str
    sent: Submission | None
    """The newest; with who sent it."""


def reports(query: Any) -> list[Report]:
    """Reports on homes, newest month first; four queries however many."""
    returns = lists.read(query)
    newest = {one.return_id: one for one in lists.last_sent([ret.id for ret in returns])}
    found = [Report(ret, sets.of(ret).title, Period.parse(ret.period_key).label, newest.get(ret.id)) for ret in returns]
    return sorted(found, key=lambda one: (-one.ret.starts.toordinal(), one.ret.unit))


def read(ret: Return, now: datetime) -> tuple[Submission | None, Journey | None]:
    """What was sent last, as it was sent; never what stands in a draft."""
    sent = Submission.newest(ret.id)
    return sent, sheet.of_submission(ret, sent, now) if sent else None


def replies(ret: Return) -> list[HomeReply]:
    """What the home said to it; no query for any other kind of return."""
    return HomeReply.to(ret.id) if writers.on_a_visit(ret) else []


def reply(ret: Return, words: str, *, by: int, now: datetime) -> HomeReply:
    """The home replies to what was sent last; the independent person and the council are told. Raises NotNow where
    nothing was sent."""
    with writing():
        sent = Submission.newest(ret.id)
        if sent is None:
            raise NotNow(ret.state)
        made = HomeReply.make(sent, words, by=by, at=now)
        people: Iterable[str] = () if ret.id in writers.without_one([ret]) else writers.of([ret])[ret.id]
        for email in people:
            asking.put("home_replied", ret, email, now, desk=False)
        asking.put_to_desk("home_replied", ret, now, desk=True)
    return made


def take_out(made: HomeReply, *, by: int, now: datetime) -> None:
    """“Take out something I should not have written.” Raises AlreadyDone."""
    with writing():
        made.take_out(by=by, at=now)

"""The council’s side: a draft, published, changed so that everybody who booked is told what, cancelled, held."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from models.authority import Authority
from models.conflicts import Conflict
from models.events.booking import BookingNeed
from models.events.change import EventChange
from models.events.event import Event
from models.events.paper import EventHost
from models.events.session import EventSession, NewSession
from models.store import writing
from models.tendering.tender import Tender
from portal.events import words
from portal.events.work import counting, meetings_kept, pipeline, places, telling
from portal.releasing import events as releasing


class NotReady(Conflict):
    """What is missing before it can be published, as sentences."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__("; ".join(missing))
        self.missing = missing


def add(authority_id: int, title: str, *, by: int, now: datetime) -> Event:
    """A new draft under a title."""
    with writing():
        return Event.add(authority_id, {"title": title}, by=by, at=now)


def save(
    event: Event, values: Mapping[str, Any], sessions: Sequence[NewSession] | None, *, by: int, now: datetime,
    version: int,
) -> None:  # fmt: skip
    """Keep one part of a draft, or what may change at any time. Raises Stale, NotNow."""
    with writing():
        fresh = Event.fresh(event.id)
        hosts, contracts = _hosts(fresh, values), pipeline.picked(fresh, values, now)
        fresh.change(columns(fresh, values), by=by, at=now, version=version)
        if hosts is not None:
            EventHost.put(fresh, hosts)
        if contracts is not None:
            pipeline.put(fresh, *contracts)
        if sessions is not None:
            EventSession.put(fresh, sessions)
        releasing.release(fresh, now)


def columns(event: Event, values: Mapping[str, Any]) -> dict[str, Any]:
    """A tender that was picked by its slug, as a row of this authority."""
    found = {name: value for name, value in values.items() if name not in ("contracts", "hosts")}
    if "tender" in found:
        mine = (Tender.authority == event.authority_id) & (Tender.slug == found["tender"])
        found["tender"] = Tender.get_or_none(mine)
    return found


def choices(authority: Authority) -> list[tuple[str, str]]:
    """Published tenders that an event can be about, by slug."""
    there = (Tender.authority == authority.id) & (Tender.state != "draft") & Tender.published_at.is_null(is_null=False)
    return [(one.slug, one.title) for one in Tender.select().where(there).order_by(Tender.title)]


def others(authority: Authority) -> list[tuple[str, str]]:
    """Authorities that can invite with this one, by slug."""
    there = Authority.select().where(Authority.id != authority.id).order_by(Authority.name)
    return [(one.slug, one.name) for one in there]


def _hosts(event: Event, values: Mapping[str, Any]) -> list[Authority] | None:
    """Those that were picked to invite, too; None where that was not asked."""
    if "hosts" not in values:
        return None
    there = (Authority.slug << list(values["hosts"])) & (Authority.id != event.authority_id)
    return list(Authority.select().where(there).order_by(Authority.name))


def missing(event: Event, now: datetime) -> list[str]:
    """What people could not know if it were published as it is."""
    checks = (
        (event.summary, "Say what it is for."),
        (event.audience, "Say for whom it is."),
        (event.starts_at and event.starts_at > now, "Say when it starts; it has to lie ahead."),
        (event.ends_at, "Say when it ends."),
        (event.booking_closes_at and event.booking_closes_at > now, "Say until when it can be booked."),
        (event.places > 0, "Say how many people can come."),
        (event.place == "online" or event.venue, "Say where it is."),
        (event.place == "online" or event.venue_access, "Say how people with a disability get in and take part."),
        (event.place == "in_person" or event.online_link, "Enter the link. Only those who booked see it."),
        (event.contact_email, "Say whom people can ask."),
        (event.kind != "engagement" or event.subject_matter, "Say what the engagement is about (regulation 17)."),
        (event.kind != "engagement" or event.engagement_closes_on, "Say when the engagement closes (regulation 17)."),
        (event.kind != "engagement" or event.goes_on, "Describe how the engagement goes on (regulation 17)."),
    )
    return [sentence for there, sentence in checks if not there]


def publish(event: Event, *, by: int, now: datetime, version: int) -> None:
    """From now on people can find and book it. Raises NotReady, Stale, NotNow."""
    with writing():
        fresh = Event.fresh(event.id)
        if fresh.state == "draft" and (lacking := missing(fresh, now)):
            raise NotReady(lacking)
        fresh.publish(by=by, at=now, version=version)
        releasing.release(fresh, now)


def tell(
    event: Event, values: Mapping[str, Any], sessions: Sequence[NewSession] | None, reason: str, *, by: int,
    now: datetime, version: int, secret: bytes,
) -> EventChange | None:  # fmt: skip
    """Change what people were told, and tell everybody who booked what and why; None where nothing differs.

    Raises Stale, NotNow: it is over, or fewer places than are taken.
    """
    with writing():
        fresh = Event.fresh(event.id)
        found = columns(fresh, values)
        changed = {name: value for name, value in found.items() if value != getattr(fresh, name)}
        difference = {name: (_said(getattr(fresh, name)), _said(value)) for name, value in changed.items()}
        if difference.pop("online_link", None) is not None:
            difference["online_link"] = ("", "")  # that it changed is told, what it is stands behind the link
        if sessions is not None and (was := _sessions(fresh)) != (will := [_plain(one) for one in sessions]):
            difference["sessions"] = (was, will)
        hosts = _hosts(fresh, values)
        if hosts is not None and (there := EventHost.of(fresh.id)) != hosts:
            difference["hosts"] = ([one.name for one in there], [one.name for one in hosts])
            EventHost.put(fresh, hosts)
        contracts = pipeline.picked(fresh, values, now)
        if contracts is not None and contracts[0] != contracts[1]:
            was, will = ([one.slug for one in some] for some in contracts)
            difference["contracts"] = (was, will)  # never a title, which may have to be taken down
            pipeline.put(fresh, *contracts)
        if not difference:
            return None
        began = fresh.starts_at
        fresh.tell(changed, by=by, at=now, version=version)
        if began is not None and fresh.starts_at is not None:
            meetings_kept.moved(fresh, fresh.starts_at - began)
        if sessions is not None:
            EventSession.retell(fresh, sessions)
        made = EventChange.note(fresh, reason, difference, by=by, at=now)
        what = [words.FIELDS[name] for name in made.changes]
        telling.everybody("changed", fresh, now, secret, what=what, because=reason)
        places.move(fresh, now, secret)
        releasing.release(fresh, now)
        return made


def _sessions(event: Event) -> list[str]:
    return [_plain(one) for one in EventSession.of(event.id)]


def _plain(one: Any) -> str:
    return f"{one.title}, {one.starts_at:%Y-%m-%d %H:%M} to {one.ends_at:%H:%M}, {one.places or 'all'} places"


def _said(value: Any) -> Any:
    if isinstance(value, Tender):
        return value.title
    return value if isinstance(value, int | str | None) else str(value)


def go_online(
    event: Event, link: str, reason: str, *, by: int, now: datetime, version: int, secret: bytes
) -> EventChange | None:
    """From a room to a link: everybody is told. Raises Stale, NotNow."""
    values = {"place": "online", "online_link": link}
    return tell(event, values, None, reason, by=by, now=now, version=version, secret=secret)


def cancel(event: Event, why: str, *, by: int, now: datetime, version: int, secret: bytes) -> None:
    """It does not take place; everybody who booked or waits is told why. Raises Stale, NotNow."""
    with writing():
        fresh = Event.fresh(event.id)
        fresh.cancel(why, by=by, at=now, version=version)
        BookingNeed.clear(fresh, now)  # nobody needs anything to take part in it
        telling.everybody("called_off", fresh, now, secret, because=why)
        meetings_kept.called_off(fresh, now, secret)
        releasing.release(fresh, now)


def take_over(event: Event, *, by: int, now: datetime, version: int) -> None:
    """Organise it from now on, in somebody’s place. Raises Stale."""
    with writing():
        Event.fresh(event.id).organise(by=by, at=now, version=version)


def over(now: datetime) -> int:
    """The worker’s: what has ended was held, and what anybody needed for it is deleted. How many events."""
    ended = Event.select(Event.id).where(
        Event.state != "draft", Event.ends_at <= now, (Event.state == "published") | Event.cleared_at.is_null()
    )
    rows = [event.id for event in ended]
    for event_id in rows:
        with writing():
            event = Event.fresh(event_id)
            if event.state == "published":
                event.hold(by=None, at=now)
                counting.count(event)
                releasing.release(event, now)
            if event.cleared_at is None:
                BookingNeed.clear(event, now)
    return len(rows)

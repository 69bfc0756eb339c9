"""What a quarter that is closed tells those who follow the council: that its register is there; and those who follow a
service: what comes up, which tenders are likely now, which events there are. One mail a quarter, never one a contract;
it says that there is something, and where it stands.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from models.authority import Service
from models.events.event import Event
from models.events.released_event import ReleasedEvent
from models.forums.forum import ForumMeeting, ForumService
from models.period import Period
from models.register.edition import Edition, NewRow
from models.store import must_be_writing
from models.tendering.follower import Follower, ToldOfQuarter
from models.tendering.tender import Tender
from portal.following import work
from portal.mail import compose
from portal.publishing.horizon import MAJOR_PENCE, coming, invited_on
from portal.publishing.line import Line, line_of

News = Mapping[str, set[str]]
"""Key of a service -> what there is of it: `coming_up`, `likely`, `events`."""


def announce(edition: Edition, rows: Sequence[NewRow], at: datetime) -> int:
    """One mail to each who follows that council, and to each who follows a service of it and chose more than tenders,
    where there is anything; inside the transaction that closes the quarter. How many mails. One that is closed after a
    later one is no news."""
    must_be_writing()
    if edition.newest_key(edition.authority_id) != edition.period_key:
        return 0
    followers = Follower.of_services(edition.authority_id)
    news = _news(edition, rows, at) if followers else {}
    told = sum(_tell_of_service(one, edition, news[str(one.service.key)], at) for one in followers if one.service)
    whole = Follower.of_council(edition.authority_id)
    changed = edition.before() is not None if whole else False
    for one in whole:
        _tell("following/register", one, edition, at, slug=edition.authority.slug, changed=changed)
    return told + len(whole)


def _tell_of_service(follower: Follower, edition: Edition, there: set[str], at: datetime) -> bool:
    heard = {"coming_up": {"coming_up", "likely"}, "events": {"events"}}
    wanted = there.intersection(*[set().union(*(heard.get(topic, set()) for topic in follower.topics))])
    if wanted:
        _tell("following/quarter", follower, edition, at, service=follower.service, there=wanted)
    return bool(wanted)


def _tell(template: str, follower: Follower, edition: Edition, at: datetime, **words: Any) -> None:
    ToldOfQuarter.create(follower=follower.id, edition=edition.id)
    key, period = work.key_of(follower, compose.derived("following")), Period.parse(edition.period_key)
    words |= {"council": edition.authority.name, "quarter": period.label, "folder": edition.period_key.lower()}
    compose.put(template, to=follower.email, about=work.ABOUT, at=at, leave=work.leave_at(key), key=key, **words)


def _news(edition: Edition, rows: Sequence[NewRow], at: datetime) -> News:
    found: dict[str, set[str]] = defaultdict(set)
    contracts = [json.loads(row.data) for row in rows if row.kind == "contract"]
    lines = [_line(edition, row) for row in contracts if row["service"]]
    market: dict[str, Any] = next((json.loads(row.data) for row in rows if row.kind == "market"), {})
    day, major = edition.as_at.isoformat(), int(market.get("major_pence", MAJOR_PENCE))
    before = _likely_before(edition)
    for line in lines:
        if any(coming(line, day, major)):
            found[line.service].add("coming_up")
        if line.slug not in before and invited_on(line, day):
            found[line.service].add("likely")
    for service in _with_events(edition.authority_id, {line.slug: line.service for line in lines}, at):
        found[service].add("events")
    return found


def _line(edition: Edition, row: dict[str, Any]) -> Line:
    return line_of(edition.authority.slug, edition.period_key, row, "")


def _likely_before(edition: Edition) -> set[str]:
    """Slugs of the contracts after which a tender was likely in the quarter before, as it stands."""
    before = edition.before()
    rows = [json.loads(row.data) for row in before.rows("contract") if row.data] if before else []
    return {row["slug"] for row in rows if before and invited_on(_line(before, row), before.as_at.isoformat())}


def _with_events(authority_id: int, service_of: Mapping[str, str], at: datetime) -> Iterable[str]:
    """Keys of services that events to come are about: by their tender, their forum, or contracts that end."""
    rows = {one.event_id: json.loads(one.data) for one in ReleasedEvent.newest() if _comes(one.event, authority_id, at)}
    shown = [number for number, row in rows.items() if row["state"] == "published"]
    for number in shown:
        yield from (service_of[slug] for slug in rows[number]["contracts"] if slug in service_of)
    by_tender: Any = Service.select(Service.key).join(Tender).join(Event)
    by_forum: Any = Service.select(Service.key).join(ForumService).join(
        ForumMeeting, on=(ForumMeeting.forum == ForumService.forum)
    )  # fmt: skip
    for query, event in ((by_tender, Event.id), (by_forum, ForumMeeting.event)):
        yield from (key for (key,) in query.where(event << shown).tuples())


def _comes(event: Event, authority_id: int, at: datetime) -> bool:
    return event.authority_id == authority_id and event.starts_at is not None and event.starts_at > at

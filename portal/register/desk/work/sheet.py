"""Everything about one contract, for its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from models.audit import AuditEvent
from models.authority import Authority
from models.period import Period
from models.person import Person
from models.register.award import Award
from models.register.contract import Contract
from models.register.contract_buyer import ContractBuyer
from models.register.edition import Edition, EditionRow
from models.register.extension import Extension
from models.register.framework_user import FrameworkUser
from models.register.service_line import ServiceLine
from models.register.take_down import HELD_REASON
from models.register.taking_in import Import
from models.store import reading
from portal.register.desk import words
from portal.register.desk.work import lacking, leaving
from portal.register.desk.work.leaving import LeftOut
from portal.releasing import guard

CALL_OFFS_SHOWN = 30
EVENTS_SHOWN = 40
OF_OTHERS = ("framework.opened", "framework.closed", "contract.joined", "contract.left")


@dataclass(frozen=True)
class Event:
    """Something that happened to a contract, in words."""

    title: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Sheet:
    """A contract with all that belongs to it. `stops`: what the guard finds now, as sentences; `still_in`: of one that
    is left out, the closed quarters that show it still."""

    contract: Contract
    awards: Sequence[Award]
    extensions: Sequence[Extension]
    users: Sequence[Authority]
    buyers: Sequence[Authority]
    within: Contract | None
    call_offs: Sequence[Contract]
    line: ServiceLine | None
    events: Sequence[Event]
    editions: Sequence[str]
    lacks: Sequence[str]
    stops: Sequence[str]
    left_out: LeftOut | None
    still_in: Sequence[Period]

    @property
    def taken_down(self) -> bool:
        return self.contract.held_reason == HELD_REASON

    @property
    def spot(self) -> bool:
        return bool(self.contract.volume == "spot")


def of(contract: Contract) -> Sheet:
    """The sheet of a contract that was loaded with its authority and service."""
    with reading():
        awards = Award.of(Contract.id == contract.id).get(contract.id, [])
        called = Contract.select().where(Contract.within == contract.id, Contract.authority == contract.authority_id)
        called = called.where(Contract.stands())
        framework = Contract.select(Contract, Authority).join(Authority).where(Contract.id == contract.within_id)
        line = ServiceLine.get_or_none(ServiceLine.service == contract.service_id) if contract.service_id else None
        return Sheet(
            contract,
            awards,
            Extension.of(contract.id),
            FrameworkUser.of(contract.id) if contract.is_framework else (),
            ContractBuyer.of(contract.id),
            framework.first() if contract.within_id else None,
            list(called.order_by(Contract.title).limit(CALL_OFFS_SHOWN)) if contract.is_framework else (),
            line,
            _events(contract),
            _editions(contract),
            lacking.of(contract, awards),
            [f"{stop.say}: “{stop.found}”" for stop in guard.examine(guard.examined(contract, awards))],
            leaving.of(contract),
            leaving.quarters(contract) if contract.left_out else (),
        )


def _events(contract: Contract) -> list[Event]:
    """Who did what, newest first; an import that took it in stands last."""
    query = AuditEvent.select().where(AuditEvent.subject == contract.subject)
    rows = list(query.order_by(AuditEvent.number.desc()).limit(EVENTS_SHOWN))
    taken_in = Import.get_or_none(Import.id == contract.taken_in_id) if contract.taken_in_id else None
    people = {row.by for row in rows} | {taken_in.by_id if taken_in else None}
    names = {person.id: person.name for person in Person.select().where(Person.id << sorted(filter(None, people)))}
    callers = _callers(rows)
    events = [
        Event(words.EVENTS.get(row.action, row.action), _text(row, callers), names.get(row.by or 0, ""), row.at)
        for row in rows
    ]
    if taken_in:
        file = f"From {taken_in.file_name or 'a file'}"
        events.append(Event("Taken in", file, names.get(taken_in.by_id or 0, ""), taken_in.at))
    return sorted(events, key=lambda event: event.at, reverse=True)


def _callers(events: Sequence[AuditEvent]) -> dict[str, str]:
    """Slug -> name of the authorities that a framework was opened or closed to, or that buy a contract, too."""
    slugs = {slug for event in events if event.action in OF_OTHERS for slug in (event.before, event.after)}
    if not slugs:
        return {}
    return {one.slug: one.name for one in Authority.select().where(Authority.slug << sorted(filter(None, slugs)))}


def _text(event: AuditEvent, callers: Mapping[str, str]) -> str:
    if event.action in OF_OTHERS:
        slug = event.after or event.before or ""
        return callers.get(slug, slug)
    if event.action == "contract.changed":
        return words.columns(event.after or "")
    if event.action in ("contract.extended", "contract.ended"):
        before, after = (_day(text) for text in (event.before, event.after))
        return f"Now to {after}, before to {before}" if before else f"Now to {after}"
    if event.action == "contract.held":
        return f"Because of: {event.after}"
    if event.action in ("contract.left_out", "contract.put_back") and event.after:
        return f"{event.words or ''} (with all that one file brought)".strip()
    return event.words or event.before or ""


def _day(text: str | None) -> str:
    if not text or text == "None":
        return ""
    day = date.fromisoformat(text)
    return f"{day.day} {day:%B %Y}"


def _editions(contract: Contract) -> list[str]:
    """Labels of the quarters of which an edition shows it, newest first."""
    here = (EditionRow.kind == "contract") & (EditionRow.slug == contract.slug) & ~EditionRow.data.is_null()
    mine = Edition.select(Edition.period_key).join(EditionRow, on=(EditionRow.edition == Edition.id))
    keys = {row.period_key for row in mine.where(here, Edition.authority == contract.authority_id)}
    return [Period.parse(key).label for key in sorted(keys, reverse=True)]

"""What the rules of the access matrix point at: Harbour’s returns in the states that they need, made once.

`values(rule)` fills in a rule's variable parts. A new rule with a new variable needs a line in `World.values`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from forms import library
from models.idea import Idea
from models.invitation import Invitation
from models.monitoring_return import Return
from models.outbox import Message
from models.period import Period
from models.person import Membership, Person
from models.sign_in import SignIn
from models.store import writing
from models.submission import Submission
from portal.profile.questions import SECTIONS
from tests.fixtures.cast import SET, Cast, make_cast
from tests.portal.access_care import CareWorld, make_care_world
from tests.portal.access_conversation import ConversationWorld, make_conversation_world
from tests.portal.access_events import EventWorld, make_event_world
from tests.portal.access_figures import EXPORT, FigureWorld, make_figure_world
from tests.portal.access_independent import IndependentWorld, make_independent_world
from tests.portal.access_known import KnownWorld, make_known_world
from tests.portal.access_outcomes import OutcomeWorld, make_outcome_world
from tests.portal.access_register import RegisterWorld, make_register_world
from tests.portal.access_site import SiteWorld, make_site_world
from tests.portal.access_suppliers import SupplierWorld, make_supplier_world
from tests.portal.access_tailoring import TailoringWorld, make_tailoring_world
from tests.portal.access_tenders import TenderWorld, make_tender_world
from tests.portal.access_uploads import UploadWorld, make_upload_world


@dataclass(frozen=True)
class World:
    """What stands in the store, as plain values, so that they outlive the connection they were read by."""

    people: dict[str, int]  # everybody of the cast
    ids: dict[str, UUID]  # public ids by what they stand for
    page: str
    text_key: str
    section: str
    token: str
    message: int
    reference: str
    register: RegisterWorld
    known: KnownWorld
    suppliers: SupplierWorld
    conversation: ConversationWorld
    tenders: TenderWorld
    tailoring: TailoringWorld
    uploads: UploadWorld
    care: CareWorld
    figures: FigureWorld
    events: EventWorld
    outcomes: OutcomeWorld
    independent: IndependentWorld
    site: SiteWorld

    def values(self, rule: str) -> dict[str, Any]:
        """One value for every variable part that any rule has; those that it lacks are ignored."""
        received = "/receipt/" in rule or (rule.startswith("/desk/") and not rule.endswith("/more-time"))
        return (
            {
                "return_id": self.ids["received" if received else "draft"],
                "page": self.page,
                "key": self.text_key,
                "number": self.message if "/mail/" in rule else 1,
                "membership": self.ids["seat of an officer" if rule.endswith("/roles") else "seat of a colleague"],
                "invitation": self.ids["invitation"],
                "token": self.token,
                "section": self.section,
                "home": self.ids["home"],
                "sign_in": self.ids["sign-in of the lead"],
                "idea": self.ids["idea"],
                "set_key": SET,
                "version": library.latest(SET).version,
                "provider": self.ids["provider"],
                "authority": "fairshire",
            }
            | self.register.values(rule)
            | self.known.values(rule)
            | self.suppliers.values(rule)
            | self.conversation.values(rule)
            | self.tenders.values(rule)
            | self.tailoring.values(rule)
            | self.uploads.values(rule)
            | self.care.values(rule)
            | self.figures.values(rule)
            | self.independent.values(rule)
            | self.events.values(rule)
            | self.outcomes.values(rule)
            | self.site.values(rule)
        )

    def form(self, rule: str) -> dict[str, str]:
        """What a form (or a question in the address) must hold for its rule to find anything at all."""
        own = {"/switch": {"organisation": str(self.ids["provider"])}, "/find": {"reference": self.reference}}
        return (own | EXPORT).get(rule, {})


def make_world(now: datetime) -> World:
    """Writes the cast and what it works on into the open store."""
    cast = make_cast(now)
    text = next(question for question in library.latest(SET).questions.values() if question.kind == "text")
    draft, received = _returns(cast, text.key, now)
    with writing():
        invitation, token = Invitation.open(
            "new@people.example", cast.harbour, "member", invited_by=cast.alice.id, at=now
        )
        SignIn.begin(cast.alice.id, "0" * 64, "another browser", now)
        nobody = {"name": "", "organisation": "", "email": ""}
        idea = Idea.send(cast.fairshire.id, "A club on Sundays.", service_key="short-breaks", at=now, **nobody)
        given_up = Message.put("gone@people.example", "A return waits", "…", "return:1", now - timedelta(days=3))
        for message in Message.claim(now, "a worker"):
            message.failed(now, "There is no such address.")
    ids = {
        "draft": draft.public_id,
        "received": received.public_id,
        "provider": cast.harbour.public_id,
        "home": cast.home.public_id,
        "idea": idea.public_id,
        "invitation": invitation.public_id,
        "seat of a colleague": Membership.get(person=cast.bob).public_id,
        "seat of an officer": Membership.get(person=cast.dana).public_id,
        "sign-in of the lead": SignIn.get(person=cast.alice).public_id,
    }
    people = {name: person.id for name, person in vars(cast).items() if isinstance(person, Person)}
    register, section = make_register_world(cast, now), next(iter(SECTIONS))
    reference = Submission.get().reference
    known = make_known_world(cast, now)
    suppliers, tenders = make_supplier_world(cast, now), make_tender_world(cast, now)
    talked = make_conversation_world(draft, cast.alice.id, now)
    return World(
        people, ids, text.page, text.key, section, token, given_up.id, reference, register, known,
        suppliers, talked, tenders, make_tailoring_world(cast, received, now),
        make_upload_world(cast, received, now), make_care_world(cast, now),
        make_figure_world(cast, now), make_event_world(cast, now), make_outcome_world(cast, now),
        make_independent_world(cast, now), make_site_world(cast, now),
    )  # fmt: skip


def _returns(cast: Cast, key: str, now: datetime) -> tuple[Return, Return]:
    """A draft for which more time was asked, and a return that was received."""
    draft, received = (_ask(cast, period, now) for period in ("2026-27-Q2", "2026-27-Q1"))
    by = cast.alice.id
    with writing():
        for ret in (draft, received):
            _answer(ret, key, cast, now)
        draft.more_time(by=by, at=now, nation="E")  # granted at once
        draft.more_time(by=by, at=now, nation="E")  # waits for the council
        received.send(
            payload=b'{"answers":{}}',
            digest="0" * 64,
            texts={},
            by=by,
            at=now,
            arrived_at=now,
            version=received.version,
        )
    return draft, received


def _ask(cast: Cast, period: str, now: datetime) -> Return:
    with writing():
        return Return.ask(
            authority=cast.fairshire,
            provider=cast.harbour,
            service=cast.service,
            home=None,
            set_key=SET,
            set_version=library.latest(SET).version,
            tier="full",
            period=Period.parse(period),
            due_on=date(2026, 10, 23),
            why="To learn how young people are.",
            officer=cast.dana,
            by=cast.dana.id,
            at=now - timedelta(days=3),
        )


def _answer(ret: Return, key: str, cast: Cast, now: datetime) -> None:
    ret.answer(
        key,
        value="Two moved on as planned.",
        number=None,
        status="given",
        said="Two moved on as planned.",
        reason="",
        expected_on=None,
        face="page",
        by=cast.alice.id,
        at=now,
        version=ret.version,
    )

"""A tender, from draft to decision. What bidders were told changes only by numbered addendum or by extension.

draft -> published -> awarded or cancelled; a draft can be cancelled, too.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from peewee import (
    JOIN,
    BigIntegerField,
    BooleanField,
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
    UUIDField,
)

from models.audit import AuditEvent, AuditHead
from models.authority import Authority, Service
from models.conflicts import NotNow
from models.person import Person
from models.register.contract import Contract
from models.register.slugs import Slugs
from models.register.terms import ARRANGEMENTS, PAYMENTS, VOLUMES
from models.register.versions import only, step
from models.store import Base, must_be_writing, unique
from models.tendering import terms


class Tender(Base):
    """What a council wants to buy. Money is in pence, days are inclusive, instants are the last good ones.

    `bids_go_to` and `bids_go_to_url` name the portal that takes the bids, `notice_id` its public notice; the deadline
    that counts is the one there, shown here as of `deadline_seen_at`. `questions_to` is where questions are officially
    asked. `framework` and `lot_name`: of whose members only may take part. `expiring`: the contract that this one
    follows. Everything that changes it counts `version` up by one, and says by whom and when.
    """

    public_id = UUIDField(unique=True, default=uuid4)
    authority = ForeignKeyField(Authority, index=False)
    slug = TextField()
    title = TextField()
    summary = TextField(default="")
    description = TextField(default="")
    service = ForeignKeyField(Service, null=True)
    arrangement = TextField(default="")
    volume = TextField(default="")
    payment = TextField(default="")
    value_pence = BigIntegerField(null=True)
    starts_on = DateField(null=True)
    ends_on = DateField(null=True)
    extension_months = IntegerField(null=True)
    length_why = TextField(default="")
    lots_why = TextField(default="")
    cpv_code = TextField(default="")
    proclass = TextField(default="")
    area = TextField(default="")
    audience = TextField(default="open")
    framework = ForeignKeyField(Contract, null=True)
    lot_name = TextField(default="")
    regime = TextField(default="procurement_act")
    reserved = TextField(default="")
    reserved_area = TextField(default="")
    bids_go_to = TextField(default="")
    bids_go_to_url = TextField(default="")
    notice_id = TextField(default="")
    deadline_seen_at = DateTimeField(null=True)
    questions_to = TextField(default="here")
    questions_close_at = DateTimeField(null=True)
    answers_by_on = DateField(null=True)
    closes_at = DateTimeField(null=True)
    decision_by_on = DateField(null=True)
    feedback_by_on = DateField(null=True)
    choose_days = IntegerField(default=5)
    answer_days = IntegerField(default=5)
    second_person = BooleanField(default=False)
    tupe = TextField(default="")
    tupe_by = DateField(null=True)
    tupe_words = TextField(default="")
    insurance = TextField(default="")
    insurance_why = TextField(default="")
    insurance_by_start = BooleanField(default=True)
    audited_accounts = BooleanField(default=False)
    consortium = TextField(default="")
    social_value = TextField(default="")
    equality = TextField(default="")
    statement = TextField(default="")
    expiring = ForeignKeyField(Contract, null=True)
    parity = TextField(default="")
    contact = TextField(default="")
    contact_email = TextField(default="")
    state = TextField(default="draft")
    version = IntegerField(default=1)
    created_at = DateTimeField()
    published_at = DateTimeField(null=True)
    decided_at = DateTimeField(null=True)
    changed_by = ForeignKeyField(Person, null=True, index=False)
    changed_at = DateTimeField(null=True)
    authority_id: int
    service_id: int | None
    framework_id: int | None
    expiring_id: int | None
    changed_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("title <> ''", "a_tender_has_a_title"),
            Check(f"state IN {terms.STATES}", "the_state_of_a_tender_is_known"),
            Check(f"arrangement IN {ARRANGEMENTS}", "the_arrangement_of_a_tender_is_known"),
            Check(f"volume IN {VOLUMES}", "the_volume_of_a_tender_is_known"),
            Check(f"payment IN {PAYMENTS}", "how_a_tender_pays_is_known"),
            Check(f"audience IN {terms.AUDIENCES}", "who_may_take_part_is_known"),
            Check("(audience = 'members') = (framework_id IS NOT NULL)", "members_are_those_of_a_framework"),
            Check(f"regime IN {terms.REGIMES}", "the_rules_of_a_tender_are_known"),
            Check(f"reserved IN {terms.RESERVATIONS}", "whom_a_tender_is_reserved_for_is_known"),
            Check("(reserved = 'local') = (reserved_area <> '')", "local_says_which_area_it_means"),
            Check(f"questions_to IN {terms.CHANNELS}", "where_questions_are_asked_is_known"),
            Check(f"tupe IN {terms.TUPE}", "what_is_known_of_tupe_is_known"),
            Check("(tupe = 'later') = (tupe_by IS NOT NULL)", "tupe_that_comes_later_says_by_when"),
            Check("value_pence >= 0", "a_tender_is_worth_no_less_than_nothing"),
            Check("extension_months >= 0", "a_tender_is_extended_by_no_less_than_nothing"),
            Check("ends_on >= starts_on", "a_tendered_contract_ends_after_it_starts"),
            Check("closes_at >= questions_close_at", "a_tender_closes_after_its_questions"),
            Check("choose_days > 0 AND answer_days > 0", "the_working_days_of_a_tender_are_some"),
            Check(
                "state NOT IN ('published', 'awarded') OR closes_at IS NOT NULL",
                "a_published_tender_says_when_it_closes",
            ),
            Check(
                "(state IN ('published', 'awarded')) <= (published_at IS NOT NULL)",
                "a_published_tender_says_since_when",
            ),
            Check("(state IN ('awarded', 'cancelled')) = (decided_at IS NOT NULL)", "a_decided_tender_says_when"),
        ]

    PLAIN: ClassVar = frozenset(
        ("contact", "contact_email", "statement", "choose_days", "notice_id", "deadline_seen_at")
    )
    """What may change at any time: it is no rule of the competition."""
    TOLD: ClassVar = frozenset(
        (
            *("title", "summary", "description", "service", "arrangement", "volume", "payment", "value_pence"),
            *("starts_on", "ends_on", "extension_months", "length_why", "lots_why", "cpv_code", "proclass", "area"),
            *("audience", "framework", "lot_name", "regime", "reserved", "reserved_area"),
            *("bids_go_to", "bids_go_to_url", "questions_to", "answers_by_on", "decision_by_on", "feedback_by_on"),
            *("answer_days", "second_person", "tupe", "tupe_by", "tupe_words", "insurance", "insurance_why"),
            *("insurance_by_start", "audited_accounts", "consortium", "social_value", "equality", "expiring", "parity"),
        )
    )
    """What bidders were told: once published it changes by addendum only."""
    INSTANTS: ClassVar = frozenset(("questions_close_at", "closes_at"))
    """Once published they move by extension only, and never to an earlier instant."""

    @property
    def subject(self) -> str:
        """What audit events about it are filed under."""
        return f"tender:{self.public_id}"

    def stage(self, at: datetime) -> str:
        """Which of `terms.STAGES` it is in."""
        return terms.stage_of(self.state, self.questions_close_at, self.closes_at, at)

    def live(self, at: datetime) -> bool:
        """From publication to the decision: while it lasts, nobody gets to know more than the others."""
        return self.state == "published" and self.published_at is not None and at >= self.published_at

    @classmethod
    def any_live(cls, authority_id: int) -> bool:
        """Whether an authority has published a tender that is not decided."""
        return bool(cls.select().where(cls.authority == authority_id, cls.state == "published").exists())

    @classmethod
    def full(cls) -> Any:
        """Every tender, with its authority and service; to be narrowed."""
        return cls.select(cls, Authority, Service).join(Authority).switch(cls).join(Service, JOIN.LEFT_OUTER)

    @classmethod
    def add(cls, authority_id: int, values: Mapping[str, object], *, by: int, at: datetime) -> Self:
        """A new draft; its slug, given once, is that of its title. Raises ValueError for what is not of a tender."""
        AuditHead.take()  # nobody else gives out slugs meanwhile
        only(values, cls.PLAIN | cls.TOLD | cls.INSTANTS, "a tender")
        cls._own_service(authority_id, values)
        taken: Any = cls.select(cls.slug).where(cls.authority == authority_id).tuples()
        slug = Slugs(name for (name,) in taken).give(str(values["title"]))
        tender: Self = cls.create(
            authority=authority_id, slug=slug, created_at=at, changed_by=by, changed_at=at, **values
        )
        AuditEvent.append("tender.added", tender.subject, by, at)
        return tender

    def change(self, values: Mapping[str, object], *, by: int, at: datetime, version: int) -> None:
        """Change what may be changed in this state: all of a draft, once published only what is PLAIN.

        Raises Stale, NotNow when it is published and bidders were told otherwise.
        """
        only(values, self.PLAIN | self.TOLD | self.INSTANTS, "a tender")
        self._own_service(self.authority_id, values)
        if self.state != "draft" and set(values) - self.PLAIN:
            raise NotNow(self.state)
        self._step("changed", values, by=by, at=at, version=version, after=", ".join(sorted(values)))

    def publish(self, *, by: int, at: datetime, version: int) -> None:
        """From now on everybody knows it. Raises Stale, NotNow unless it is a draft that says when it closes."""
        if self.state != "draft" or self.closes_at is None or self.closes_at <= at:
            raise NotNow(self.state if self.state != "draft" else "no deadline")
        self._step("published", {"state": "published", "published_at": at}, by=by, at=at, version=version)

    def decide(self, outcome: str, *, by: int, at: datetime, version: int) -> None:
        """It is awarded after it has closed, or cancelled at any time. Raises Stale, NotNow."""
        awardable = self.stage(at) == "closed"
        if self.state not in ("draft", "published") or (outcome == "awarded" and not awardable):
            raise NotNow(self.stage(at))
        self._step(outcome, {"state": outcome, "decided_at": at}, by=by, at=at, version=version)

    @staticmethod
    def _own_service(authority_id: int, values: Mapping[str, object]) -> None:
        service = values.get("service")
        mine = (Service.id == service) & (Service.authority == authority_id)
        if service and not Service.select().where(mine).exists():
            raise ValueError("The service is of another authority.")

    def _step(
        self, verb: str, values: Mapping[str, object], *, by: int, at: datetime, version: int, **said: str | None
    ) -> None:
        must_be_writing()
        step(self, values, by=by, at=at, version=version)
        AuditEvent.append(f"tender.{verb}", self.subject, by, at, **said)


unique(Tender, Tender.authority, Tender.slug, name="a_tender_of_an_authority_has_its_slug")

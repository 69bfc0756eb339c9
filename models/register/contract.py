"""A contract of an authority: what it buys, from whom, on which terms.

known | held (by the guard) -> known, by a named person. Either may be left out of the register, and put back. Whether
it is in force is computed, never stored; closing a quarter is what makes anything of it public.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar, Self

from peewee import (
    JOIN,
    BigIntegerField,
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
    fn,
)

from models.audit import AuditEvent, AuditHead
from models.authority import Authority, Service
from models.conflicts import AlreadyDone, NotNow
from models.period import Period
from models.person import Person
from models.register import bulk
from models.register.award import Award, NewAward
from models.register.extension import Extension
from models.register.framework_user import FrameworkUser
from models.register.release import Release
from models.register.slugs import Slugs
from models.register.taking_in import Import
from models.register.terms import (
    ARRANGEMENTS,
    FRAMEWORKS,
    ORIGINS,
    PAYMENTS,
    PROCESSES,
    VALUE_KINDS,
    VOLUMES,
    YES_NO,
    months_later,
    months_until,
    value_kind_of,
)
from models.register.versions import only, stale, step
from models.store import Base, must_be_writing, unique

__all__ = ["Award", "Contract", "Extension", "FrameworkUser", "NewAward", "Release"]


TAKEN_DOWN = "taken down"
"""Why a take-down holds a contract: for good."""


class Contract(Base):
    """One contract, framework, call-off or grant. Money is in pence, days are inclusive, what nobody said is empty.

    `supplier_words` and `value_words` stand exactly as they were published in place of a supplier or a value
    (“REDACTED PERSONAL DATA”); `route` says in words how it was bought; `extension_months` is by how much it may still
    be extended, `last_end_on` the latest end where that is said as a day; `within` is the framework that it is called
    off from; `held_digest` is of the text that the guard held; `source_digest` of the row of the file it came from,
    which added it (`added_in`) or changed it last (`taken_in`). What is left out, alone or with all of a file
    (`left_out_with`), is kept to be read, and counts nowhere. Everything that changes it counts `version` up by one,
    and says by whom and when.
    """

    authority = ForeignKeyField(Authority, index=False)
    slug = TextField()
    reference = TextField(default="")
    title = TextField()
    description = TextField(default="")
    arrangement = TextField(default="")
    volume = TextField(default="")
    payment = TextField(default="")
    department = TextField(default="")
    service = ForeignKeyField(Service, null=True)
    category = TextField(default="")
    cpv_code = TextField(default="")
    cpv_label = TextField(default="")
    ocid = TextField(default="")
    starts_on = DateField(null=True)
    ends_on = DateField(null=True)
    ends_note = TextField(default="")
    awarded_on = DateField(null=True)
    review_on = DateField(null=True)
    break_on = DateField(null=True)
    extension_months = IntegerField(null=True)
    last_end_on = DateField(null=True)
    value_pence = BigIntegerField(null=True)
    value_kind = TextField(default="unknown")
    value_words = TextField(default="")
    irrecoverable_vat_pence = BigIntegerField(null=True)
    fixed_cost = TextField(default="")
    places = IntegerField(null=True)
    lots = IntegerField(null=True)
    route = TextField(default="")
    process = TextField(default="")
    within = ForeignKeyField("self", null=True)
    supplier_words = TextField(default="")
    contact = TextField(default="")
    contact_email = TextField(default="")
    contact_url = TextField(default="")
    area = TextField(default="")
    tender_url = TextField(default="")
    contract_url = TextField(default="")
    performance_url = TextField(default="")
    held_reason = TextField(null=True)
    held_digest = TextField(null=True)
    source_digest = TextField(default="")
    origin = TextField(default="entered")
    taken_in = ForeignKeyField(Import, null=True, index=False)
    added_in = ForeignKeyField(Import, null=True)
    left_out_reason = TextField(null=True)
    left_out_by = ForeignKeyField(Person, null=True, index=False)
    left_out_at = DateTimeField(null=True)
    left_out_with = ForeignKeyField(Import, null=True, index=False)
    version = IntegerField(default=1)
    created_at = DateTimeField()
    changed_by = ForeignKeyField(Person, null=True, index=False)
    changed_at = DateTimeField(null=True)
    authority_id: int
    service_id: int | None
    within_id: int | None
    taken_in_id: int | None
    added_in_id: int | None
    left_out_by_id: int | None
    left_out_with_id: int | None
    changed_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("title <> ''", "a_contract_has_a_title"),
            Check(f"arrangement IN {ARRANGEMENTS}", "the_arrangement_of_a_contract_is_known"),
            Check(f"volume IN {VOLUMES}", "the_volume_of_a_contract_is_known"),
            Check(f"payment IN {PAYMENTS}", "how_a_contract_is_paid_is_known"),
            Check(f"process IN {PROCESSES}", "how_a_contract_was_invited_is_known"),
            Check(f"fixed_cost IN {YES_NO}", "a_cost_is_fixed_or_estimated"),
            Check(f"origin IN {ORIGINS}", "where_a_contract_comes_from_is_known"),
            Check("ends_on >= starts_on", "a_contract_ends_after_it_starts"),
            Check("last_end_on >= ends_on", "a_contract_ends_no_later_than_its_last_end"),
            Check("extension_months >= 0", "an_extension_is_no_less_than_nothing"),
            Check("value_pence >= 0", "a_contract_is_worth_no_less_than_nothing"),
            Check("irrecoverable_vat_pence >= 0", "irrecoverable_vat_is_no_less_than_nothing"),
            Check("places >= 0", "places_are_counted_from_nought"),
            Check("lots > 0", "lots_are_counted_from_one"),
            Check(f"value_kind IN {VALUE_KINDS}", "the_kind_of_a_value_is_known"),
            Check("(value_kind = 'unknown') = (value_pence IS NULL)", "a_value_is_there_or_unknown"),
            Check("value_kind <> 'nominal' OR value_pence <= 100", "a_nominal_value_is_a_pound_or_none"),
            Check("within_id <> id", "a_contract_is_not_called_off_from_itself"),
            Check("(held_reason IS NULL) = (held_digest IS NULL)", "what_is_held_is_held_for_a_text"),
            Check("left_out_reason <> ''", "what_is_left_out_says_why"),
            Check("(left_out_reason IS NULL) = (left_out_at IS NULL)", "what_is_left_out_says_when"),
            Check("left_out_with_id IS NULL OR left_out_reason IS NOT NULL", "with_a_file_only_what_is_left_out"),
        ]

    CHANGEABLE: ClassVar = frozenset(
        (
            *("reference", "title", "description", "arrangement", "volume", "payment", "department", "service"),
            *("category", "cpv_code", "cpv_label", "ocid", "starts_on", "ends_on", "ends_note", "awarded_on"),
            *("review_on", "break_on", "extension_months", "last_end_on", "value_pence", "value_kind", "value_words"),
            *("irrecoverable_vat_pence", "fixed_cost", "places", "lots", "route", "process", "within"),
            *("supplier_words", "contact", "contact_email", "contact_url", "area"),
            *("tender_url", "contract_url", "performance_url"),
        )
    )
    """What `change` may change; authority and slug never do."""

    @property
    def subject(self) -> str:
        """What audit events about it are filed under."""
        return f"contract:{self.authority.slug}/{self.slug}"

    @property
    def is_framework(self) -> bool:
        return self.arrangement in FRAMEWORKS

    @property
    def held(self) -> bool:
        """Whether the guard holds it; then nothing of it is closed into an edition."""
        return self.held_reason is not None

    @property
    def left_out(self) -> bool:
        """Whether somebody said that it should not be in the register; then it is offered and counted nowhere."""
        return self.left_out_reason is not None

    @property
    def last_possible_end(self) -> date | None:
        """The last day if it is extended by all that it may be; None while it has no end."""
        if self.last_end_on or not self.ends_on:
            return self.last_end_on
        return months_later(self.ends_on, self.extension_months or 0)

    # Finding

    @classmethod
    def of(cls, authority_id: int, slug: str) -> Self | None:
        """The contract at an address, with its authority and service; one query."""
        query = cls.select(cls, Authority, Service).join(Authority).switch(cls).join(Service, JOIN.LEFT_OUTER)
        return query.where(cls.authority == authority_id, cls.slug == slug).get_or_none()

    @classmethod
    def stands(cls) -> Any:
        """The condition that it stands in the register: nobody left it out."""
        return cls.left_out_reason.is_null()

    @classmethod
    def in_force(cls, quarter: Period) -> Any:
        """The condition that a contract was in force on a day of the quarter: it stands in the register, had begun, and
        had not ended or a call-off from it still ran. Where the start is not known the award stands in for it; where
        neither is, nothing says that it had not begun."""
        call_off = cls.alias()
        running = call_off.select(1).where(call_off.within == cls.id, _runs(call_off, quarter))
        return cls.stands() & _began(cls, quarter) & (_lasts(cls, quarter) | fn.EXISTS(running))

    @classmethod
    def above(cls, threshold_pence: int) -> Any:
        """The condition that its value is more than the threshold, or not known, or nominal."""
        return cls.value_kind.in_(("unknown", "nominal")) | (cls.value_pence > threshold_pence)

    # Changing

    @classmethod
    def add(
        cls, authority_id: int, values: Mapping[str, object], *, awards: Sequence[NewAward] = (), by: int | None,
        at: datetime,
    ) -> Self:  # fmt: skip
        """A contract that an officer enters; its slug, given once, is that of its reference. Raises ValueError for what
        is not of CHANGEABLE, and for a service of another authority."""
        AuditHead.take()  # nobody else gives out slugs meanwhile
        values = cls._checked(authority_id, values, {"arrangement": "", "value_kind": ""})
        slugs = Slugs(bulk.column(cls.select(cls.slug).where(cls.authority == authority_id)))
        slug = slugs.give_contract(str(values.get("reference", "")), held=False)
        contract = cls.create(authority=authority_id, slug=slug, created_at=at, changed_by=by, changed_at=at, **values)
        Award.put(contract.id, awards)
        AuditEvent.append("contract.added", contract.subject, by, at, after=f"version {contract.version}")
        return contract

    def change(
        self, values: Mapping[str, object], *, awards: Sequence[NewAward] | None = None, by: int | None, at: datetime,
        version: int,
    ) -> None:  # fmt: skip
        """Change what is given, and the awards as a whole if they are. Raises Stale, and ValueError as `add` does."""
        before = {"arrangement": self.arrangement, "value_kind": self.value_kind}
        values = self._checked(self.authority_id, values, before)
        self._step("changed", values, by=by, at=at, version=version, after=", ".join(sorted(values)))
        if awards is not None:
            Award.put(self.id, awards)

    @classmethod
    def _checked(cls, authority_id: int, values: Mapping[str, object], before: Mapping[str, str]) -> dict[str, object]:
        only(values, cls.CHANGEABLE, "a contract")
        service = values.get("service")
        mine = (Service.id == service) & (Service.authority == authority_id)
        if service and not Service.select().where(mine).exists():
            raise ValueError("The service is of another authority.")
        return with_value_kind(values, before)

    def extend(
        self, *, months: int | None = None, ends_on: date | None = None, decided_on: date, why: str, by: int | None,
        at: datetime, version: int,
    ) -> Extension:  # fmt: skip
        """Extend it by months or to a day; what it may still be extended by becomes less. Raises Stale, NotNow when it
        has no end or was ended for good, ValueError for a day that is not later, and unless one of the two is given."""
        if self.ends_on is None:
            raise NotNow("no end")
        if self._ended_for_good():
            raise NotNow("ended")
        was, end = self.ends_on, months_later(self.ends_on, months) if months else ends_on
        if end is None or (months and ends_on) or end <= was:
            raise ValueError("Say by how many months, or to which later day.")
        left = None if self.extension_months is None else max(self.extension_months - months_until(was, end), 0)
        last = self.last_end_on and max(self.last_end_on, end)
        values = {"ends_on": end, "extension_months": left, "last_end_on": last}
        self._step("extended", values, by=by, at=at, version=version, before=f"{was}", after=f"{end}")
        return Extension.create(
            contract=self.id, months=months, was_ends_on=was, ends_on=end, decided_on=decided_on, why=why, by=by, at=at
        )

    def end(self, on: date, why: str, *, by: int | None, at: datetime, version: int) -> None:
        """It ends on this day, for good. `why` becomes its `ends_note`. Raises Stale, NotNow when it ended by then
        anyway, ValueError for a day before its start."""
        if self.ends_on and self.ends_on <= on:
            raise NotNow("ended")
        if self.starts_on and on < self.starts_on:
            raise ValueError("A contract does not end before it starts.")
        before = f"{self.ends_on}" if self.ends_on else None
        values = {"ends_on": on, "ends_note": why, "extension_months": 0, "last_end_on": None}
        self._step("ended", values, by=by, at=at, version=version, before=before, after=f"{on}")

    def _ended_for_good(self) -> bool:
        """Whether somebody ended it on the day that is its end now; who changes that day takes it back."""
        ended = (AuditEvent.subject == self.subject) & (AuditEvent.action == "contract.ended")
        return bool(AuditEvent.select().where(ended, AuditEvent.after == f"{self.ends_on}").exists())

    # Holding

    def hold(self, reason: str, text_digest: str, *, by: int | None, at: datetime, version: int) -> bool:
        """The guard, or a take-down, holds it: nothing of it is closed into an edition. `reason` names the rule, and
        never holds a text.

        False when a named person let just this text pass before. Raises Stale, AlreadyDone.
        """
        must_be_writing()
        if Release.covers(self.id, text_digest, reason):
            return False
        if (self.held_reason, self.held_digest) == (reason, text_digest):
            raise AlreadyDone(self)
        before, values = self.held_reason, {"held_reason": reason, "held_digest": text_digest}
        self._step("held", values, by=by, at=at, version=version, before=before, after=reason)
        return True

    def release(self, why: str, *, by: int, at: datetime, version: int) -> Release:
        """A named person lets it pass, with a reason that is remembered with the exact text. Raises Stale, NotNow when
        it is not held."""
        must_be_writing()
        if self.version != version:
            raise stale(Contract.get_by_id(self.id))
        if self.held_reason is None:
            raise NotNow("known")
        reason, digest = self.held_reason, self.held_digest
        values = {"held_reason": None, "held_digest": None}
        self._step("released", values, by=by, at=at, version=version, before=reason, words=why)
        return Release.create(contract=self.id, digest=digest, reason=reason, why=why, by=by, at=at)

    # Leaving out

    def leave_out(self, why: str, *, by: int | None, at: datetime, version: int) -> None:
        """It should not be in the register: entered twice, of another council, no contract. Nothing is deleted. Raises
        AlreadyDone, NotNow when it was taken down (its place says so for good), Stale."""
        must_be_writing()
        now = Contract.get_by_id(self.id)
        if now.left_out:
            raise AlreadyDone(now)
        if now.held_reason == TAKEN_DOWN:
            raise NotNow(TAKEN_DOWN)
        values = {"left_out_reason": why, "left_out_by": by, "left_out_at": at, "left_out_with": None}
        self._step("left_out", values, by=by, at=at, version=version, words=why)

    def put_back(self, *, by: int | None, at: datetime, version: int) -> None:
        """It belongs there after all, as it was. Raises AlreadyDone, Stale."""
        must_be_writing()
        if not Contract.get_by_id(self.id).left_out:
            raise AlreadyDone(self)
        self._step("put_back", dict(IN_THE_REGISTER), by=by, at=at, version=version)

    def _step(
        self, verb: str, values: Mapping[str, object], *, by: int | None, at: datetime, version: int, **said: str | None
    ) -> None:
        step(self, values, by=by, at=at, version=version)
        AuditEvent.append(f"contract.{verb}", self.subject, by, at, **said)


unique(Contract, Contract.authority, Contract.slug, name="a_contract_of_an_authority_has_its_slug")
Contract.add_index(Contract.index(Contract.authority, Contract.reference, name="contract_reference"))


IN_THE_REGISTER = dict.fromkeys(("left_out_reason", "left_out_by", "left_out_at", "left_out_with"))
"""What stands in the columns of a contract that nobody left out."""


def with_value_kind(values: Mapping[str, object], before: Mapping[str, str]) -> dict[str, object]:
    """The values, and the kind of a value that is given without one; `before` is what stood there."""
    if "value_pence" not in values or "value_kind" in values:
        return dict(values)
    pence: Any = values["value_pence"]
    arrangement = str(values.get("arrangement", before["arrangement"]))
    return {**values, "value_kind": value_kind_of(pence, arrangement, yearly=before["value_kind"] == "yearly")}


def _began(contract: Any, quarter: Period) -> Any:
    begin = fn.COALESCE(contract.starts_on, contract.awarded_on)
    return begin.is_null() | (begin <= quarter.last_day)


def _lasts(contract: Any, quarter: Period) -> Any:
    return contract.ends_on.is_null() | (contract.ends_on >= quarter.first_day)


def _runs(contract: Any, quarter: Period) -> Any:
    return contract.left_out_reason.is_null() & _began(contract, quarter) & _lasts(contract, quarter)

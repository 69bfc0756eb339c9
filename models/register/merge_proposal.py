"""That two suppliers may be one: proposed by their names or numbers, decided by a person, never merged silently."""

from datetime import datetime
from typing import ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField, IntegrityError, TextField

from models.audit import AuditEvent, AuditHead
from models.conflicts import AlreadyDone, NotNow, broken_rule
from models.person import Person
from models.register import bulk
from models.register.award import Award
from models.register.supplier import Supplier, SupplierName
from models.register.versions import step
from models.store import Base, must_be_writing, store, unique

WHY = ("same_name", "same_company_number", "same_charity_number", "officer")
"""Same name means: but for Ltd or Limited, capitals, stops and the like."""


class MergeProposal(Base):
    """A pair of suppliers, `a` the one that was there first. It is asked about once: a no is remembered."""

    a = ForeignKeyField(Supplier, index=False)
    b = ForeignKeyField(Supplier)
    why = TextField()
    made_at = DateTimeField()
    answer = TextField(null=True)
    decided_by = ForeignKeyField(Person, null=True, index=False)
    decided_at = DateTimeField(null=True)
    a_id: int
    b_id: int
    decided_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("a_id < b_id", "a_pair_is_written_in_one_order"),
            Check(f"why IN {WHY}", "why_two_may_be_one_is_known"),
            Check("answer IN ('yes', 'no')", "two_are_one_or_are_not"),
            Check(
                "(answer IS NULL) = (decided_by_id IS NULL) AND (answer IS NULL) = (decided_at IS NULL)",
                "an_answer_says_whose_and_when",
            ),
        ]

    @property
    def subject(self) -> str:
        return f"merge_proposal:{self.a.slug}+{self.b.slug}"

    @classmethod
    def waiting(cls) -> list[Self]:
        """Those that nobody has decided, oldest first, with both suppliers; one query."""
        other = Supplier.alias()
        query = (
            cls.select(cls, Supplier, other).join(Supplier, on=cls.a).switch(cls).join(other, on=(cls.b == other.id))
        )
        return list(query.where(cls.answer.is_null()).order_by(cls.id))

    @classmethod
    def propose(cls, one: int, other: int, why: str, at: datetime) -> Self | None:
        """Ask whether two suppliers (ids) are one; None when that was asked before."""
        must_be_writing()
        try:
            with store.atomic():
                return cls.create(a=min(one, other), b=max(one, other), why=why, made_at=at)
        except IntegrityError as error:
            if broken_rule(error) != "a_pair_is_proposed_once":
                raise
            return None

    def refuse(self, *, by: int, at: datetime) -> None:
        """They are two. Raises AlreadyDone when somebody decided before."""
        self._decide("no", by, at)
        AuditEvent.append("supplier.kept_apart", self.subject, by, at)

    def merge(self, keep: Supplier, *, by: int, at: datetime) -> None:
        """They are one, from now on `keep`: awards and names move to it, and what it did not say is filled in. The
        other keeps its slug, and says where it went.

        Raises AlreadyDone when somebody decided before, NotNow when one of them was merged meanwhile, ValueError when
        `keep` is neither.
        """
        if keep.id not in (self.a_id, self.b_id):
            raise ValueError("One of the two is kept.")
        AuditHead.take()  # nobody merges either of them elsewhere meanwhile
        kept, gone = Supplier.get_by_id(keep.id), Supplier.get_by_id(self.a_id + self.b_id - keep.id)
        if kept.merged_into_id or gone.merged_into_id:
            raise NotNow("merged")
        self._decide("yes", by, at)
        lost = Award.move(gone.id, kept.id)
        _move_names(gone.id, kept.id)
        _fill(kept, gone, by=by, at=at)
        Supplier.update(merged_into=kept.id).where(Supplier.merged_into == gone.id).execute()
        step(gone, {"merged_into": kept.id}, by=by, at=at, version=gone.version)
        MergeProposal._follow(gone.id, kept.id)
        AuditEvent.append("supplier.merged", gone.subject, by, at, before="; ".join(lost) or None, after=kept.subject)

    @classmethod
    def part(cls, kept: Supplier, name: str, *, by: int, at: datetime, version: int) -> Supplier:
        """A name of `kept` is that of another firm: of the one that was merged into it, or of one that nobody knew. The
        other firm bears it from now on; contracts stay where they are until somebody changes them.

        Raises Stale, NotNow once `kept` was merged itself, ValueError for its own name or one that it does not bear.
        """
        if name == kept.name or name not in kept.names():
            raise ValueError(f"“{name}” is not another name of {kept.name}.")
        if kept.merged_into_id:
            raise NotNow("merged")
        AuditHead.take()  # nobody merges either of them elsewhere meanwhile
        step(kept, {}, by=by, at=at, version=version)
        SupplierName.delete().where(SupplierName.supplier == kept.id, SupplierName.name == name).execute()
        there = Supplier.select().where(Supplier.merged_into == kept.id, Supplier.name == name).order_by(Supplier.id)
        other: Supplier | None = there.first()
        if other:
            step(other, {"merged_into": None}, by=by, at=at, version=other.version)
            SupplierName.note(other.id, name, "entered")
        else:
            other = Supplier.add(name, "entered", by=by, at=at)
        cls.propose(kept.id, other.id, "officer", at)
        pair = (cls.a == min(kept.id, other.id)) & (cls.b == max(kept.id, other.id))
        cls.update(answer="no", decided_by=by, decided_at=at).where(pair).execute()
        AuditEvent.append("supplier.parted", kept.subject, by, at, before=name, after=other.subject)
        return other

    def _decide(self, answer: str, by: int, at: datetime) -> None:
        must_be_writing()
        values = {"answer": answer, "decided_by": by, "decided_at": at}
        if (
            not MergeProposal.update(**values)
            .where(MergeProposal.id == self.id, MergeProposal.answer.is_null())
            .execute()
        ):
            raise AlreadyDone(MergeProposal.get_by_id(self.id))
        self.answer, self.decided_by_id, self.decided_at = answer, by, at

    @classmethod
    def _follow(cls, gone: int, kept: int) -> None:
        """What was asked about the supplier that is gone is asked about the one that was kept."""
        for asked in cls.select().where(cls.answer.is_null(), (cls.a == gone) | (cls.b == gone)):
            other = asked.a_id + asked.b_id - gone
            cls.delete().where(cls.id == asked.id).execute()
            if other != kept:
                cls.propose(other, kept, asked.why, asked.made_at)


unique(MergeProposal, MergeProposal.a, MergeProposal.b, name="a_pair_is_proposed_once")


def _move_names(gone: int, kept: int) -> None:
    have = SupplierName.select(SupplierName.name).where(SupplierName.supplier == kept)
    theirs = SupplierName.supplier == gone
    SupplierName.delete().where(theirs, SupplierName.name.in_(bulk.column(have))).execute()
    SupplierName.update(supplier=kept).where(theirs).execute()


def _fill(kept: Supplier, gone: Supplier, *, by: int, at: datetime) -> None:
    """What was said of either is said of the one that is kept; where both say something, its own words stand."""
    together = (
        *(("company_number",), ("charity_number", "charity_register"), ("sme",), ("vcse",), ("vcse_kind",)),
        *(("group_name", "group_number", "group_source", "group_on"), ("provider_id", "linked_by_id", "linked_at")),
    )
    values = {
        name: getattr(gone, name)
        for names in together
        if not getattr(kept, names[0]) and getattr(gone, names[0])
        for name in names
    }
    columns = {name.removesuffix("_id"): value for name, value in values.items()}
    step(kept, columns, by=by, at=at, version=kept.version)

"""A supplier: a name in the register, owned by the authorities that write it there.

A provider, a party with accounts that owns its own profile, is another thing; an officer may confirm that the two are
the same.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Self

from peewee import Check, DateField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.audit import AuditEvent, AuditHead
from models.conflicts import AlreadyDone, NotNow
from models.person import Person
from models.provider import Provider
from models.register import bulk
from models.register.slugs import Slugs
from models.register.supplier_names import folded
from models.register.terms import YES_NO
from models.register.versions import only, step
from models.store import Base, must_be_writing, unique


class Supplier(Base):
    """One supplier. Numbers are as `models.identifiers` writes them; `sme` and `vcse` are “yes”, “no” or, not said,
    empty; the group that it is part of has a name, a company number where there is one, a source and a day.

    Two may bear one company number: it is a sign that they are one, and a person decides.
    """

    slug = TextField()
    name = TextField()
    company_number = TextField(null=True, index=True)
    charity_number = TextField(null=True, index=True)
    charity_register = TextField(null=True)
    sme = TextField(default="")
    vcse = TextField(default="")
    vcse_kind = TextField(default="")
    group_name = TextField(default="")
    group_number = TextField(null=True)
    group_source = TextField(default="")
    group_on = DateField(null=True)
    provider = ForeignKeyField(Provider, null=True)
    linked_by = ForeignKeyField(Person, null=True, index=False)
    linked_at = DateTimeField(null=True)
    merged_into = ForeignKeyField("self", null=True)
    version = IntegerField(default=1)
    changed_by = ForeignKeyField(Person, null=True, index=False)
    changed_at = DateTimeField(null=True)
    provider_id: int | None
    linked_by_id: int | None
    merged_into_id: int | None
    changed_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check(f"sme IN {YES_NO}", "a_supplier_is_small_or_medium_or_not"),
            Check(f"vcse IN {YES_NO}", "a_supplier_is_voluntary_or_not"),
            Check(
                "(charity_number IS NULL) = (charity_register IS NULL)",
                "a_supplier_says_of_which_register_its_charity_number_is",
            ),
            Check(
                "charity_register IN ('CCEW', 'OSCR', 'CCNI')", "the_register_of_a_suppliers_charity_number_is_known"
            ),
            Check("group_name = '' OR group_source <> ''", "a_group_says_where_it_is_known_from"),
            Check("(provider_id IS NULL) = (linked_by_id IS NULL)", "a_link_to_a_provider_is_confirmed_by_a_person"),
            Check("(provider_id IS NULL) = (linked_at IS NULL)", "a_link_to_a_provider_says_since_when"),
            Check("merged_into_id <> id", "a_supplier_is_not_merged_into_itself"),
        ]

    FACTS: ClassVar = frozenset(
        (
            *("company_number", "charity_number", "charity_register", "sme", "vcse", "vcse_kind"),
            *("group_name", "group_number", "group_source", "group_on"),
        )
    )
    """What is known of a supplier beside its name."""

    @property
    def subject(self) -> str:
        return f"supplier:{self.slug}"

    @classmethod
    def add(cls, name: str, source: str, *, by: int | None, at: datetime, **facts: object) -> Self:
        """A new supplier under a name as it was published, and where. Raises ValueError for what is not of FACTS."""
        only(facts, cls.FACTS, "a supplier")
        AuditHead.take()  # nobody else gives out slugs meanwhile
        slug = Slugs(bulk.column(cls.select(cls.slug))).give(name)
        supplier = cls.create(slug=slug, name=name, changed_by=by, changed_at=at, **facts)
        SupplierName.note(supplier.id, name, source)
        AuditEvent.append("supplier.added", supplier.subject, by, at, after=name)
        return supplier

    def change(self, values: Mapping[str, object], *, by: int | None, at: datetime, version: int) -> None:
        """Change the name that it is shown by, or facts. Raises Stale, ValueError, NotNow once it was merged."""
        only(values, self.FACTS | {"name"}, "a supplier")
        self._step("changed", values, by=by, at=at, version=version, after=", ".join(sorted(values)))
        if "name" in values:
            SupplierName.note(self.id, str(values["name"]), "entered")

    def link(self, provider_id: int, *, by: int, at: datetime, version: int) -> None:
        """An officer confirms that this name is that provider. Raises Stale, NotNow once it was merged."""
        after = Provider.get_by_id(provider_id).subject
        values = {"provider": provider_id, "linked_by": by, "linked_at": at}
        self._step("linked", values, by=by, at=at, version=version, after=after)

    def unlink(self, *, by: int, at: datetime, version: int) -> None:
        """It is not that provider. Raises AlreadyDone when there is no link, else as `link`."""
        if self.provider_id is None:
            raise AlreadyDone(self)
        before = Provider.get_by_id(self.provider_id).subject
        values = {"provider": None, "linked_by": None, "linked_at": None}
        self._step("unlinked", values, by=by, at=at, version=version, before=before)

    def _step(
        self, verb: str, values: Mapping[str, object], *, by: int | None, at: datetime, version: int, **states: str
    ) -> None:
        if self.merged_into_id:
            raise NotNow("merged")
        step(self, values, by=by, at=at, version=version)
        AuditEvent.append(f"supplier.{verb}", self.subject, by, at, **states)

    def now(self) -> "Supplier":
        """The supplier that this one became part of, or itself."""
        return self.merged_into or self

    def names(self) -> list[str]:
        """Every name that it was published under, in the order of the alphabet."""
        query = SupplierName.select(SupplierName.name).where(SupplierName.supplier == self.id)
        return sorted(bulk.column(query))


unique(Supplier, Supplier.slug, name="one_supplier_a_slug")


class SupplierName(Base):
    """A name exactly as somebody published it, and in which `source`. Two suppliers may bear one name."""

    supplier = ForeignKeyField(Supplier, index=False)
    name = TextField(index=True)
    source = TextField()
    folded = TextField(index=True)
    supplier_id: int

    @classmethod
    def note(cls, supplier_id: int, name: str, source: str) -> None:
        """The supplier is published under this name, too, if that was not known."""
        must_be_writing()
        row = {"supplier": supplier_id, "name": name, "source": source, "folded": folded(name)}
        cls.insert(**row).on_conflict_ignore().execute()


unique(SupplierName, SupplierName.supplier, SupplierName.name, name="a_supplier_has_a_name_once")

"""That a contract was extended."""

from typing import ClassVar, Self

from peewee import Check, DateField, DateTimeField, DeferredForeignKey, ForeignKeyField, IntegerField, TextField

from models.person import Person
from models.store import Base


class Extension(Base):
    """One extension, by months or to a day: when it was decided, why, and who wrote it down when."""

    contract = DeferredForeignKey("Contract", column_name="contract_id", object_id_name="contract_id")
    months = IntegerField(null=True)
    was_ends_on = DateField()
    ends_on = DateField()
    decided_on = DateField()
    why = TextField()
    by = ForeignKeyField(Person, null=True, index=False)
    at = DateTimeField()
    contract_id: int
    by_id: int | None

    class Meta:
        constraints: ClassVar = [
            Check("months > 0", "an_extension_is_of_a_month_or_more"),
            Check("ends_on > was_ends_on", "an_extension_makes_a_contract_longer"),
        ]

    @classmethod
    def of(cls, contract_id: int) -> list[Self]:
        """The extensions of a contract, oldest first."""
        return list(cls.select().where(cls.contract == contract_id).order_by(cls.decided_on, cls.id))

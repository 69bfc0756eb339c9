"""What a spending file comes to, that it was taken out again, and what payments were before a file changed them; frozen
as first released; a change is a migration of its own."""

from typing import Any, ClassVar

from peewee import BigIntegerField, Check, DateTimeField, ForeignKeyField, IntegerField, Model, TextField


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Person(Frozen):
    pass


class SpendImport(Frozen):
    pass


class Payment(Frozen):
    pass


class SpendTakenOut(Frozen):
    file = ForeignKeyField(SpendImport, unique=True)
    why = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("why <> ''", "why_a_spending_file_was_wrong_is_said"),
        ]


class PaymentBefore(Frozen):
    payment = ForeignKeyField(Payment)
    changed_in = ForeignKeyField(SpendImport)
    taken_in = ForeignKeyField(SpendImport, index=False)
    row = IntegerField()
    pence = BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            Check("row > 0", "a_payment_stood_in_a_row"),
        ]


TABLES = (SpendTakenOut, PaymentBefore)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    db.execute_sql("ALTER TABLE spend_import ADD COLUMN pence BIGINT")

"""What a buyer says of itself, and spending files; frozen as first released; a change is a migration of its own."""

from typing import Any, ClassVar

from peewee import (
    BigIntegerField,
    BooleanField,
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    ModelIndex,
    TextField,
    UUIDField,
)


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Authority(Frozen):
    pass


class Edition(Frozen):
    pass


class Person(Frozen):
    pass


class Service(Frozen):
    pass


class Supplier(Frozen):
    pass


class Buying(Frozen):
    authority = ForeignKeyField(Authority, unique=True)
    major_pence = BigIntegerField()
    local_means = TextField()
    version = IntegerField()

    class Meta:
        constraints: ClassVar = [
            Check("major_pence > 0", "what_is_major_is_worth_something"),
        ]


class Target(Frozen):
    authority = ForeignKeyField(Authority, index=False)
    subject = TextField()
    measure = TextField()
    percent = IntegerField()
    said_in = TextField()
    since_on = DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("subject IN ('sme', 'vcse', 'local')", "what_a_target_is_about_is_known"),
            Check("measure IN ('count', 'value')", "what_a_target_measures_is_known"),
            Check("percent BETWEEN 1 AND 100", "a_target_is_a_share"),
            Check("said_in <> ''", "a_target_says_where_it_is_stated"),
        ]


class Locality(Frozen):
    authority = ForeignKeyField(Authority, index=False)
    supplier = ForeignKeyField(Supplier)
    local = TextField()
    source = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("local IN ('yes', 'no')", "a_supplier_is_local_or_not"),
            Check("source <> ''", "where_it_is_known_from_that_a_supplier_is_local"),
        ]


class SpendImport(Frozen):
    public_id = UUIDField(unique=True)
    authority = ForeignKeyField(Authority)
    file_name = TextField()
    file_digest = TextField()
    first_on = DateField()
    last_on = DateField()
    read = IntegerField()
    new = IntegerField()
    changed = IntegerField()
    unchanged = IntegerField()
    rejected = IntegerField()
    by = ForeignKeyField(Person, index=False, null=True)
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("read = new + changed + unchanged + rejected", "every_payment_that_was_read_is_accounted_for"),
            Check("new >= 0 AND changed >= 0 AND unchanged >= 0 AND rejected >= 0", "payments_are_counted_from_nought"),
            Check("first_on <= last_on", "a_spending_file_begins_before_it_ends"),
        ]


class SpendFinding(Frozen):
    import_ = ForeignKeyField(SpendImport, column_name="import_id")
    row = IntegerField(null=True)
    column = TextField()
    value = TextField()
    problem = TextField()
    action = TextField()

    class Meta:
        constraints: ClassVar = [
            Check("row > 0", "a_row_of_spending_is_numbered_as_a_spreadsheet_does"),
        ]


class Payee(Frozen):
    authority = ForeignKeyField(Authority, index=False)
    key = TextField()
    name = TextField()
    company_number = TextField(null=True)
    covered = BooleanField()
    supplier = ForeignKeyField(Supplier, null=True)
    matched_by = TextField()
    like = ForeignKeyField(Supplier, index=False, null=True)
    decided_by = ForeignKeyField(Person, index=False, null=True)
    decided_at = DateTimeField(null=True)
    version = IntegerField()

    class Meta:
        constraints: ClassVar = [
            Check("matched_by IN ('number', 'name', 'person', '')", "how_a_payee_was_matched_is_known"),
            Check("(supplier_id IS NULL) = (matched_by = '')", "a_payee_that_is_a_supplier_says_why"),
            Check("NOT covered OR supplier_id IS NULL", "a_covered_name_is_nobody"),
            Check("(decided_by_id IS NULL) = (decided_at IS NULL)", "who_decided_about_a_payee_is_known"),
        ]


class Purpose(Frozen):
    authority = ForeignKeyField(Authority, index=False)
    words = TextField()
    service = ForeignKeyField(Service, null=True)
    told = BooleanField()
    version = IntegerField()


class Payment(Frozen):
    authority = ForeignKeyField(Authority, index=False)
    taken_in = ForeignKeyField(SpendImport, index=False)
    row = IntegerField()
    key = TextField()
    paid_on = DateField()
    period_key = TextField()
    reference = TextField()
    payee = ForeignKeyField(Payee)
    purpose = ForeignKeyField(Purpose)
    pence = BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            Check("row > 0", "a_payment_stands_in_a_row"),
        ]


class SpendShare(Frozen):
    edition = ForeignKeyField(Edition)
    slug = TextField()
    way = TextField()
    whose = TextField()
    pence = BigIntegerField()
    people = IntegerField()
    shown = BooleanField()
    total = BooleanField()

    class Meta:
        constraints: ClassVar = [
            Check("way IN ('on', 'spot', 'off', 'unknown')", "how_something_was_bought_is_known"),
            Check("people >= 0", "people_are_counted_from_nought"),
        ]


TABLES = (
    Buying,
    Target,
    Locality,
    SpendImport,
    SpendFinding,
    Payee,
    Purpose,
    Payment,
    SpendShare,
)

INDEXES = (
    ModelIndex(Target, [Target.authority, Target.subject, Target.measure], unique=True, name="a_target_is_stated_once"),
    ModelIndex(
        Locality, [Locality.authority, Locality.supplier], unique=True, name="a_supplier_is_local_to_an_authority_once"
    ),
    ModelIndex(Payee, [Payee.authority, Payee.key], unique=True, name="a_payee_is_known_once"),
    ModelIndex(Purpose, [Purpose.authority, Purpose.words], unique=True, name="a_purpose_is_known_once"),
    ModelIndex(Payment, [Payment.authority, Payment.paid_on], unique=False, name="payment_paid_on"),
    ModelIndex(Payment, [Payment.authority, Payment.period_key], unique=False, name="payment_quarter"),
)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

"""Tenders, their lots, criteria, documents, addenda; frozen as first released; a change is a migration of its own."""

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

STATES = ("draft", "published", "awarded", "cancelled")
AUDIENCES = ("open", "members")
REGIMES = ("procurement_act", "provider_selection", "scotland", "below_threshold")
RESERVATIONS = ("", "uk", "local", "sme_vcse", "supported_employment", "public_service_mutual")
CHANNELS = ("here", "there")
TUPE = ("", "present", "none", "later")
ARRANGEMENTS = (
    "stand_alone",
    "framework",
    "open_framework",
    "dynamic_market",
    "call_off",
    "call_off_direct",
    "call_off_competition",
    "grant",
    "",
)
VOLUMES = ("block", "cost_and_volume", "spot", "none_guaranteed", "")
PAYMENTS = ("fixed", "per_place", "per_hour", "by_results", "sliding_scale", "alliance", "")
KINDS = ("price", "quality", "social_value")


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Authority(Frozen):
    pass


class Service(Frozen):
    pass


class Person(Frozen):
    pass


class Contract(Frozen):
    pass


class Tender(Frozen):
    public_id = UUIDField(unique=True)
    authority = ForeignKeyField(Authority, index=False)
    slug = TextField()
    title = TextField()
    summary = TextField()
    description = TextField()
    service = ForeignKeyField(Service, null=True)
    arrangement = TextField()
    volume = TextField()
    payment = TextField()
    value_pence = BigIntegerField(null=True)
    starts_on = DateField(null=True)
    ends_on = DateField(null=True)
    extension_months = IntegerField(null=True)
    length_why = TextField()
    lots_why = TextField()
    cpv_code = TextField()
    proclass = TextField()
    area = TextField()
    audience = TextField()
    framework = ForeignKeyField(Contract, null=True)
    lot_name = TextField()
    regime = TextField()
    reserved = TextField()
    reserved_area = TextField()
    bids_go_to = TextField()
    bids_go_to_url = TextField()
    notice_id = TextField()
    deadline_seen_at = DateTimeField(null=True)
    questions_to = TextField()
    questions_close_at = DateTimeField(null=True)
    answers_by_on = DateField(null=True)
    closes_at = DateTimeField(null=True)
    decision_by_on = DateField(null=True)
    feedback_by_on = DateField(null=True)
    choose_days = IntegerField()
    answer_days = IntegerField()
    second_person = BooleanField()
    tupe = TextField()
    tupe_by = DateField(null=True)
    tupe_words = TextField()
    insurance = TextField()
    insurance_why = TextField()
    insurance_by_start = BooleanField()
    audited_accounts = BooleanField()
    consortium = TextField()
    social_value = TextField()
    equality = TextField()
    statement = TextField()
    expiring = ForeignKeyField(Contract, null=True)
    parity = TextField()
    contact = TextField()
    contact_email = TextField()
    state = TextField()
    version = IntegerField()
    created_at = DateTimeField()
    published_at = DateTimeField(null=True)
    decided_at = DateTimeField(null=True)
    changed_by = ForeignKeyField(Person, null=True, index=False)
    changed_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("title <> ''", "a_tender_has_a_title"),
            Check(f"state IN {STATES}", "the_state_of_a_tender_is_known"),
            Check(f"arrangement IN {ARRANGEMENTS}", "the_arrangement_of_a_tender_is_known"),
            Check(f"volume IN {VOLUMES}", "the_volume_of_a_tender_is_known"),
            Check(f"payment IN {PAYMENTS}", "how_a_tender_pays_is_known"),
            Check(f"audience IN {AUDIENCES}", "who_may_take_part_is_known"),
            Check("(audience = 'members') = (framework_id IS NOT NULL)", "members_are_those_of_a_framework"),
            Check(f"regime IN {REGIMES}", "the_rules_of_a_tender_are_known"),
            Check(f"reserved IN {RESERVATIONS}", "whom_a_tender_is_reserved_for_is_known"),
            Check("(reserved = 'local') = (reserved_area <> '')", "local_says_which_area_it_means"),
            Check(f"questions_to IN {CHANNELS}", "where_questions_are_asked_is_known"),
            Check(f"tupe IN {TUPE}", "what_is_known_of_tupe_is_known"),
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


class Lot(Frozen):
    tender = ForeignKeyField(Tender, index=False)
    number = IntegerField()
    title = TextField()
    description = TextField()
    value_pence = BigIntegerField(null=True)
    awards = IntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "lots_of_a_tender_are_numbered_from_one"),
            Check("title <> ''", "a_lot_has_a_title"),
            Check("value_pence >= 0", "a_lot_is_worth_no_less_than_nothing"),
            Check("awards > 0", "a_lot_is_awarded_at_least_once"),
        ]


class JointBuyer(Frozen):
    tender = ForeignKeyField(Tender, index=False)
    authority = ForeignKeyField(Authority)


class Criterion(Frozen):
    tender = ForeignKeyField(Tender, index=False)
    number = IntegerField()
    title = TextField()
    kind = TextField()
    weight = IntegerField()
    words = IntegerField(null=True)
    good = TextField()

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "criteria_are_numbered_from_one"),
            Check("title <> ''", "a_criterion_has_a_title"),
            Check(f"kind IN {KINDS}", "the_kind_of_a_criterion_is_known"),
            Check("weight BETWEEN 0 AND 100", "a_weight_is_a_percentage"),
            Check("words > 0", "an_answer_may_have_some_words"),
        ]


class TenderDocument(Frozen):
    public_id = UUIDField(unique=True)
    tender = ForeignKeyField(Tender, index=False)
    number = IntegerField()
    name = TextField()

    class Meta:
        constraints: ClassVar = [
            Check("name <> ''", "a_document_has_a_name"),
            Check("number > 0", "documents_are_numbered_from_one"),
        ]


class DocumentVersion(Frozen):
    public_id = UUIDField(unique=True)
    document = ForeignKeyField(TenderDocument, index=False)
    number = IntegerField()
    file_name = TextField()
    media_type = TextField()
    size = BigIntegerField()
    digest = TextField()
    key = TextField()
    note = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "versions_of_a_document_are_numbered_from_one"),
            Check("size >= 0", "a_file_is_no_smaller_than_nothing"),
            Check("length(digest) = 64", "the_digest_of_a_file_is_whole"),
        ]


class Override(Frozen):
    tender = ForeignKeyField(Tender, index=False)
    check = TextField(column_name="check_key")
    reason = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [Check("length(reason) BETWEEN 1 AND 1000", "an_override_says_why")]


class Addendum(Frozen):
    tender = ForeignKeyField(Tender, index=False)
    number = IntegerField()
    title = TextField()
    reason = TextField()
    difference = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "addenda_are_numbered_from_one"),
            Check("title <> ''", "an_addendum_has_a_title"),
            Check("length(reason) BETWEEN 1 AND 4000", "an_addendum_says_why"),
        ]


TABLES = (Tender, Lot, JointBuyer, Criterion, TenderDocument, DocumentVersion, Override, Addendum)

INDEXES = (
    ModelIndex(Tender, [Tender.authority, Tender.slug], unique=True, name="a_tender_of_an_authority_has_its_slug"),
    ModelIndex(Lot, [Lot.tender, Lot.number], unique=True, name="lots_of_a_tender_are_numbered_once"),
    ModelIndex(
        JointBuyer,
        [JointBuyer.tender, JointBuyer.authority],
        unique=True,
        name="an_authority_takes_part_in_a_tender_once",
    ),
    ModelIndex(
        Criterion, [Criterion.tender, Criterion.number], unique=True, name="criteria_of_a_tender_are_numbered_once"
    ),
    ModelIndex(
        TenderDocument,
        [TenderDocument.tender, TenderDocument.number],
        unique=True,
        name="documents_of_a_tender_are_numbered_once",
    ),
    ModelIndex(
        DocumentVersion,
        [DocumentVersion.document, DocumentVersion.number],
        unique=True,
        name="versions_of_a_document_are_numbered_once",
    ),
    ModelIndex(Override, [Override.tender, Override.check], unique=True, name="a_point_is_set_aside_once"),
    ModelIndex(Addendum, [Addendum.tender, Addendum.number], unique=True, name="addenda_of_a_tender_are_numbered_once"),
)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

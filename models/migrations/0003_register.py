"""Tables of the register, frozen as first released; a change is a migration of its own."""

from typing import Any, ClassVar

from peewee import (
    BigIntegerField,
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


class Service(Frozen):
    pass


class Provider(Frozen):
    pass


class Person(Frozen):
    pass


class ServiceLine(Frozen):
    service = ForeignKeyField(Service, index=False)
    segment = TextField()
    manager = TextField()
    stage = TextField()
    stage_since_on = DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("stage IN ('analyse', 'plan', 'do', 'review', '')", "the_stage_of_a_service_is_known"),
            Check("(stage = '') = (stage_since_on IS NULL)", "a_stage_says_since_when"),
        ]


class Import(Frozen):
    public_id = UUIDField(unique=True)
    authority = ForeignKeyField(Authority)
    file_name = TextField()
    file_digest = TextField()
    state = TextField()
    read = IntegerField()
    new = IntegerField()
    changed = IntegerField()
    unchanged = IntegerField()
    rejected = IntegerField()
    by = ForeignKeyField(Person, null=True, index=False)
    at = DateTimeField()

    class Meta:
        table_name = "register_import"
        constraints: ClassVar = [
            Check("state IN ('applied', 'refused')", "a_file_is_applied_or_refused"),
            Check("read = new + changed + unchanged + rejected", "every_row_that_was_read_is_accounted_for"),
            Check("new >= 0 AND changed >= 0 AND unchanged >= 0 AND rejected >= 0", "rows_are_counted_from_nought"),
            Check("state = 'applied' OR new + changed = 0", "a_refused_file_changes_nothing"),
        ]


class Finding(Frozen):
    import_ = ForeignKeyField(Import, column_name="import_id")
    row = IntegerField(null=True)
    column = TextField()
    value = TextField()
    problem = TextField()
    action = TextField()

    class Meta:
        constraints: ClassVar = [
            Check("row > 0", "a_row_is_numbered_as_a_spreadsheet_does"),
        ]


class Supplier(Frozen):
    slug = TextField()
    name = TextField()
    company_number = TextField(null=True, index=True)
    charity_number = TextField(null=True, index=True)
    charity_register = TextField(null=True)
    sme = TextField()
    vcse = TextField()
    vcse_kind = TextField()
    group_name = TextField()
    group_number = TextField(null=True)
    group_source = TextField()
    group_on = DateField(null=True)
    provider = ForeignKeyField(Provider, null=True)
    linked_by = ForeignKeyField(Person, null=True, index=False)
    linked_at = DateTimeField(null=True)
    merged_into = ForeignKeyField("self", null=True)
    version = IntegerField()
    changed_by = ForeignKeyField(Person, null=True, index=False)
    changed_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("sme IN ('yes', 'no', '')", "a_supplier_is_small_or_medium_or_not"),
            Check("vcse IN ('yes', 'no', '')", "a_supplier_is_voluntary_or_not"),
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


class SupplierName(Frozen):
    supplier = ForeignKeyField(Supplier, index=False)
    name = TextField(index=True)
    source = TextField()
    folded = TextField(index=True)


class MergeProposal(Frozen):
    a = ForeignKeyField(Supplier, index=False)
    b = ForeignKeyField(Supplier)
    why = TextField()
    made_at = DateTimeField()
    answer = TextField(null=True)
    decided_by = ForeignKeyField(Person, null=True, index=False)
    decided_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("a_id < b_id", "a_pair_is_written_in_one_order"),
            Check(
                "why IN ('same_name', 'same_company_number', 'same_charity_number', 'officer')",
                "why_two_may_be_one_is_known",
            ),
            Check("answer IN ('yes', 'no')", "two_are_one_or_are_not"),
            Check(
                "(answer IS NULL) = (decided_by_id IS NULL) AND (answer IS NULL) = (decided_at IS NULL)",
                "an_answer_says_whose_and_when",
            ),
        ]


class Contract(Frozen):
    authority = ForeignKeyField(Authority, index=False)
    slug = TextField()
    reference = TextField()
    title = TextField()
    description = TextField()
    arrangement = TextField()
    volume = TextField()
    payment = TextField()
    department = TextField()
    service = ForeignKeyField(Service, null=True)
    category = TextField()
    cpv_code = TextField()
    cpv_label = TextField()
    ocid = TextField()
    starts_on = DateField(null=True)
    ends_on = DateField(null=True)
    ends_note = TextField()
    awarded_on = DateField(null=True)
    review_on = DateField(null=True)
    break_on = DateField(null=True)
    extension_months = IntegerField(null=True)
    last_end_on = DateField(null=True)
    value_pence = BigIntegerField(null=True)
    value_kind = TextField()
    value_words = TextField()
    irrecoverable_vat_pence = BigIntegerField(null=True)
    fixed_cost = TextField()
    places = IntegerField(null=True)
    lots = IntegerField(null=True)
    route = TextField()
    process = TextField()
    within = ForeignKeyField("self", null=True)
    supplier_words = TextField()
    contact = TextField()
    contact_email = TextField()
    contact_url = TextField()
    area = TextField()
    tender_url = TextField()
    contract_url = TextField()
    performance_url = TextField()
    held_reason = TextField(null=True)
    held_digest = TextField(null=True)
    source_digest = TextField()
    origin = TextField()
    taken_in = ForeignKeyField(Import, null=True, index=False)
    version = IntegerField()
    created_at = DateTimeField()
    changed_by = ForeignKeyField(Person, null=True, index=False)
    changed_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("title <> ''", "a_contract_has_a_title"),
            Check(
                "arrangement IN ('stand_alone', 'framework', 'open_framework', 'dynamic_market', 'call_off', "
                "'call_off_direct', 'call_off_competition', 'grant', '')",
                "the_arrangement_of_a_contract_is_known",
            ),
            Check(
                "volume IN ('block', 'cost_and_volume', 'spot', 'none_guaranteed', '')",
                "the_volume_of_a_contract_is_known",
            ),
            Check(
                "payment IN ('fixed', 'per_place', 'per_hour', 'by_results', 'sliding_scale', 'alliance', '')",
                "how_a_contract_is_paid_is_known",
            ),
            Check("process IN ('tender', 'quote', 'other', '')", "how_a_contract_was_invited_is_known"),
            Check("fixed_cost IN ('yes', 'no', '')", "a_cost_is_fixed_or_estimated"),
            Check("origin IN ('file', 'entered')", "where_a_contract_comes_from_is_known"),
            Check("ends_on >= starts_on", "a_contract_ends_after_it_starts"),
            Check("last_end_on >= ends_on", "a_contract_ends_no_later_than_its_last_end"),
            Check("extension_months >= 0", "an_extension_is_no_less_than_nothing"),
            Check("value_pence >= 0", "a_contract_is_worth_no_less_than_nothing"),
            Check("irrecoverable_vat_pence >= 0", "irrecoverable_vat_is_no_less_than_nothing"),
            Check("places >= 0", "places_are_counted_from_nought"),
            Check("lots > 0", "lots_are_counted_from_one"),
            Check("value_kind IN ('whole', 'yearly', 'nominal', 'unknown')", "the_kind_of_a_value_is_known"),
            Check("(value_kind = 'unknown') = (value_pence IS NULL)", "a_value_is_there_or_unknown"),
            Check("value_kind <> 'nominal' OR value_pence <= 100", "a_nominal_value_is_a_pound_or_none"),
            Check("within_id <> id", "a_contract_is_not_called_off_from_itself"),
            Check("(held_reason IS NULL) = (held_digest IS NULL)", "what_is_held_is_held_for_a_text"),
        ]


class Award(Frozen):
    supplier = ForeignKeyField(Supplier)
    lot = TextField()
    value_pence = BigIntegerField(null=True)
    awarded_on = DateField(null=True)
    contract = ForeignKeyField(Contract, index=False)

    class Meta:
        constraints: ClassVar = [
            Check("value_pence >= 0", "an_award_is_worth_no_less_than_nothing"),
        ]


class Extension(Frozen):
    months = IntegerField(null=True)
    was_ends_on = DateField()
    ends_on = DateField()
    decided_on = DateField()
    why = TextField()
    by = ForeignKeyField(Person, null=True, index=False)
    at = DateTimeField()
    contract = ForeignKeyField(Contract)

    class Meta:
        constraints: ClassVar = [
            Check("months > 0", "an_extension_is_of_a_month_or_more"),
            Check("ends_on > was_ends_on", "an_extension_makes_a_contract_longer"),
        ]


class FrameworkUser(Frozen):
    authority = ForeignKeyField(Authority)
    contract = ForeignKeyField(Contract, index=False)


class Release(Frozen):
    digest = TextField()
    reason = TextField()
    why = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    contract = ForeignKeyField(Contract, index=False)


TABLES = (
    ServiceLine,
    Import,
    Finding,
    Supplier,
    SupplierName,
    MergeProposal,
    Contract,
    Award,
    Extension,
    FrameworkUser,
    Release,
)

INDEXES = (
    ModelIndex(ServiceLine, [ServiceLine.service], unique=True, name="a_service_is_described_once"),
    ModelIndex(Supplier, [Supplier.slug], unique=True, name="one_supplier_a_slug"),
    ModelIndex(
        SupplierName, [SupplierName.supplier, SupplierName.name], unique=True, name="a_supplier_has_a_name_once"
    ),
    ModelIndex(MergeProposal, [MergeProposal.a, MergeProposal.b], unique=True, name="a_pair_is_proposed_once"),
    ModelIndex(
        Contract, [Contract.authority, Contract.slug], unique=True, name="a_contract_of_an_authority_has_its_slug"
    ),
    ModelIndex(Contract, [Contract.authority, Contract.reference], name="contract_reference"),
    ModelIndex(Award, [Award.contract, Award.supplier, Award.lot], unique=True, name="a_lot_goes_to_a_supplier_once"),
    ModelIndex(
        FrameworkUser,
        [FrameworkUser.contract, FrameworkUser.authority],
        unique=True,
        name="an_authority_uses_a_framework_once",
    ),
    ModelIndex(
        Release, [Release.contract, Release.digest, Release.reason], unique=True, name="a_text_is_released_once"
    ),
)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

"""Who looks after what, calls that were written down, lists of providers; frozen as first released; a change is a
migration of its own."""

from typing import Any, ClassVar

from peewee import (
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


class Service(Frozen):
    pass


class Provider(Frozen):
    pass


class Person(Frozen):
    pass


class Invitation(Frozen):
    pass


class Return(Frozen):
    pass


class Submission(Frozen):
    pass


class Contract(Frozen):
    pass


class Supplier(Frozen):
    pass


class Absence(Frozen):
    authority = ForeignKeyField(Authority, index=False)
    person = ForeignKeyField(Person, index=False)
    deputy = ForeignKeyField(Person, index=False)
    first_on = DateField()
    last_on = DateField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    replaced_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("first_on <= last_on", "an_absence_begins_before_it_ends"),
            Check("deputy_id <> person_id", "nobody_is_their_own_deputy"),
        ]


class Handover(Frozen):
    authority = ForeignKeyField(Authority)
    was = ForeignKeyField(Person, null=True, index=False)
    to = ForeignKeyField(Person, index=False)
    note = TextField()
    things = IntegerField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("length(note) <= 1000", "a_handover_note_has_1000_characters_at_most"),
            Check("was_id IS NULL OR length(note) > 0", "what_somebody_cared_for_is_handed_over_with_a_note"),
            Check("was_id <> to_id", "nobody_hands_over_to_themselves"),
            Check("things > 0", "a_handover_is_of_something"),
        ]


class Care(Frozen):
    authority = ForeignKeyField(Authority)
    provider = ForeignKeyField(Provider, null=True, index=False)
    contract = ForeignKeyField(Contract, null=True, index=False)
    return_ = ForeignKeyField(Return, column_name="return_id", object_id_name="return_id", null=True, index=False)
    officer = ForeignKeyField(Person, index=False)
    handover = ForeignKeyField(Handover)
    began_at = DateTimeField()
    ended_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check(
                "(provider_id IS NOT NULL AND contract_id IS NULL AND return_id IS NULL)"
                " OR (provider_id IS NULL AND contract_id IS NOT NULL AND return_id IS NULL)"
                " OR (provider_id IS NULL AND contract_id IS NULL AND return_id IS NOT NULL)",
                "care_is_for_one_thing",
            ),
            Check("ended_at >= began_at", "care_ends_after_it_began"),
        ]


class TelephoneCall(Frozen):
    return_ = ForeignKeyField(Return, column_name="return_id", object_id_name="return_id")
    said_by = TextField()
    said_at = DateTimeField()
    by = ForeignKeyField(Person, index=False)
    began_at = DateTimeField()
    told = BooleanField()
    handed_at = DateTimeField(null=True)
    ended_at = DateTimeField(null=True)
    submission = ForeignKeyField(Submission, null=True, index=False)
    confirmed_by = ForeignKeyField(Person, null=True, index=False)

    class Meta:
        constraints: ClassVar = [
            Check("length(said_by) BETWEEN 1 AND 200", "a_call_says_who_was_on_the_telephone"),
            Check("said_at <= began_at", "a_call_is_written_down_after_it_began"),
            Check("(submission_id IS NULL) = (confirmed_by_id IS NULL)", "a_confirmed_call_says_by_whom_and_how"),
            Check("submission_id IS NULL OR ended_at IS NOT NULL", "a_confirmed_call_says_when"),
        ]


class TimeTaken(Frozen):
    set_key = TextField()
    set_version = TextField()
    tier = TextField()
    minutes = IntegerField()
    month = DateField()

    class Meta:
        constraints: ClassVar = [
            Check("tier IN ('core', 'standard', 'full')", "the_tier_of_a_time_is_known"),
            Check("minutes > 0", "a_return_takes_a_minute_or_more"),
        ]


class OutOfTurn(Frozen):
    return_ = ForeignKeyField(Return, column_name="return_id", object_id_name="return_id", index=False)
    why = TextField()
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [Check("length(why) > 0", "what_is_asked_out_of_turn_has_a_reason")]


class KnownAs(Frozen):
    authority = ForeignKeyField(Authority, index=False)
    provider = ForeignKeyField(Provider)
    folded = TextField()


class Provided(Frozen):
    service = ForeignKeyField(Service, index=False)
    provider = ForeignKeyField(Provider)
    since_on = DateField()


class Contact(Frozen):
    authority = ForeignKeyField(Authority, index=False)
    provider = ForeignKeyField(Provider)
    name = TextField()
    email = TextField()
    invitation = ForeignKeyField(Invitation, null=True, index=False)

    class Meta:
        table_name = "provider_contact"
        constraints: ClassVar = [Check("email = lower(email)", "a_contacts_address_is_in_lower_case")]


class SameProvider(Frozen):
    public_id = UUIDField(unique=True)
    authority = ForeignKeyField(Authority, index=False)
    provider = ForeignKeyField(Provider)
    folded = TextField()
    name = TextField()
    row = TextField()
    made_at = DateTimeField()
    answer = TextField(null=True)
    decided_by = ForeignKeyField(Person, null=True, index=False)
    decided_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("answer IN ('same', 'another')", "a_row_is_that_provider_or_another"),
            Check(
                "(answer IS NULL) = (decided_by_id IS NULL) AND (answer IS NULL) = (decided_at IS NULL)",
                "what_a_row_is_says_who_decided",
            ),
        ]


class LinkProposal(Frozen):
    public_id = UUIDField(unique=True)
    supplier = ForeignKeyField(Supplier, index=False)
    provider = ForeignKeyField(Provider)
    why = TextField()
    made_at = DateTimeField()
    answer = TextField(null=True)
    decided_by = ForeignKeyField(Person, null=True, index=False)
    decided_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check(
                "why IN ('same_company_number', 'same_charity_number', 'same_contract', 'same_name')",
                "why_a_supplier_may_be_a_provider_is_known",
            ),
            Check("answer IN ('yes', 'no')", "a_supplier_is_a_provider_or_is_not"),
            Check(
                "(answer IS NULL) = (decided_by_id IS NULL) AND (answer IS NULL) = (decided_at IS NULL)",
                "an_answer_about_a_link_says_whose_and_when",
            ),
        ]


TABLES = (
    *(Absence, Handover, Care, TelephoneCall, TimeTaken, OutOfTurn),
    *(KnownAs, Provided, Contact, SameProvider, LinkProposal),
)


def _unique(model: type[Frozen], *fields: Any, name: str, where: Any = None) -> ModelIndex:
    return ModelIndex(model, fields, unique=True, name=name, where=where)


INDEXES = (
    _unique(
        Absence, Absence.person, Absence.authority,
        name="one_absence_of_a_person_counts", where=Absence.replaced_at.is_null(),
    ),
    _unique(
        Care, Care.provider, Care.authority,
        name="a_provider_is_in_one_officers_care", where=Care.ended_at.is_null(),
    ),
    _unique(
        Care, Care.contract, Care.authority,
        name="a_contract_is_in_one_officers_care", where=Care.ended_at.is_null(),
    ),
    _unique(
        Care, Care.return_, Care.authority,
        name="a_return_is_in_one_officers_care", where=Care.ended_at.is_null(),
    ),
    _unique(
        TelephoneCall, TelephoneCall.return_,
        name="one_call_about_a_return_is_written_down_at_a_time",
        where=TelephoneCall.handed_at.is_null() & TelephoneCall.ended_at.is_null(),
    ),
    ModelIndex(TimeTaken, [TimeTaken.set_key, TimeTaken.set_version, TimeTaken.tier], name="times_by_set_and_tier"),
    _unique(OutOfTurn, OutOfTurn.return_, name="a_return_is_out_of_turn_once"),
    _unique(KnownAs, KnownAs.authority, KnownAs.folded, name="an_authority_calls_one_provider_so"),
    _unique(Provided, Provided.service, Provided.provider, name="a_provider_provides_a_service_once"),
    _unique(Contact, Contact.authority, Contact.provider, Contact.email, name="a_contact_is_noted_once"),
    _unique(
        SameProvider, SameProvider.authority, SameProvider.folded, SameProvider.provider,
        name="whether_a_row_is_a_provider_is_asked_once",
    ),
    _unique(LinkProposal, LinkProposal.supplier, LinkProposal.provider, name="a_link_is_proposed_once"),
)  # fmt: skip


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

"""Tables of people, organisations, audit and outbox, frozen as first released; a change is a migration of its own."""

from typing import Any, ClassVar

from peewee import (
    SQL,
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


class AuditHead(Frozen):
    number = IntegerField()
    mac = TextField()
    seal = TextField()


class AuditEvent(Frozen):
    number = IntegerField()
    action = TextField()
    subject = TextField(index=True)
    by = IntegerField(null=True)
    at = DateTimeField()
    before = TextField(null=True)
    after = TextField(null=True)
    words = TextField(null=True)
    salt = TextField(null=True)
    words_digest = TextField(null=True)
    mac = TextField()


class Message(Frozen):
    message_id = TextField()
    to = TextField()
    subject = TextField()
    text = TextField()
    html = TextField(null=True)
    about = TextField(index=True)
    state = TextField()
    made_at = DateTimeField()
    due_at = DateTimeField()
    tries = IntegerField()
    claimed_by = TextField(null=True)
    claimed_until = DateTimeField(null=True)
    sent_at = DateTimeField(null=True)
    trouble = TextField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("state IN ('due', 'claimed', 'sent', 'given_up')", "the_state_of_a_message_is_known"),
            Check("tries >= 0", "a_message_is_tried_no_fewer_than_no_times"),
            Check("(state = 'sent') = (sent_at IS NOT NULL)", "a_sent_message_says_when"),
            Check("state <> 'claimed' OR claimed_until IS NOT NULL", "a_claimed_message_says_until_when"),
        ]


class RateHit(Frozen):
    key = TextField()
    expires_at = DateTimeField(index=True)
    count = IntegerField()


class Authority(Frozen):
    public_id = UUIDField(unique=True)
    slug = TextField()
    name = TextField()
    kind = TextField()
    nation = TextField()
    threshold_pence = BigIntegerField()
    duty_phone = TextField()
    contact_name = TextField()
    contact_phone = TextField()
    contact_email = TextField()
    read_within_days = IntegerField()
    brand = TextField()

    class Meta:
        constraints: ClassVar = [
            Check("kind IN ('council', 'nhs_body', 'regional_body')", "the_kind_of_an_authority_is_known"),
            Check("nation IN ('E', 'W', 'S', 'N')", "a_nation_is_one_of_four"),
            Check("threshold_pence >= 0", "a_threshold_is_not_below_nothing"),
            Check("read_within_days > 0", "a_council_reads_within_a_day_or_more"),
        ]


class Service(Frozen):
    authority = ForeignKeyField(Authority)
    key = TextField()
    title = TextField()


class AdoptedSet(Frozen):
    authority = ForeignKeyField(Authority)
    set_key = TextField()


class Provider(Frozen):
    public_id = UUIDField(unique=True)
    slug = TextField()
    legal_name = TextField()
    kind = TextField()
    company_number = TextField(null=True)
    charity_number = TextField(null=True)
    charity_register = TextField(null=True)
    sme = TextField()
    vcse = TextField()
    safeguarding_lead = TextField()
    safeguarding_email = TextField()
    safeguarding_phone = TextField()
    insurance_kind = TextField()
    insurer = TextField()
    insurance_cover_pence = BigIntegerField(null=True)
    insurance_expires_on = DateField(null=True)
    contact_email = TextField()
    contact_phone = TextField()
    version = IntegerField()
    confirmed_on = DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check(
                (
                    "kind IN ('company', 'cic', 'charity', 'cio', 'registered_society', 'partnership', "
                    "'sole_trader', 'public_body')"
                ),
                "the_kind_of_a_provider_is_known",
            ),
            Check(
                "(charity_number IS NULL) = (charity_register IS NULL)", "a_charity_number_says_of_which_register_it_is"
            ),
            Check("charity_register IN ('CCEW', 'OSCR', 'CCNI')", "a_charity_register_is_one_of_three"),
            Check("sme IN ('yes', 'no', '')", "small_or_medium_is_yes_or_no"),
            Check("vcse IN ('yes', 'no', '')", "voluntary_is_yes_or_no"),
            Check("insurance_cover_pence >= 0", "insurance_covers_no_less_than_nothing"),
        ]


class Home(Frozen):
    public_id = UUIDField(unique=True)
    provider = ForeignKeyField(Provider)
    name = TextField()
    urn = TextField(null=True)
    kind = TextField()
    closed_at = DateTimeField(null=True)


class Dealing(Frozen):
    authority = ForeignKeyField(Authority)
    provider = ForeignKeyField(Provider)
    since_on = DateField()


class Person(Frozen):
    public_id = UUIDField(unique=True)
    email = TextField()
    name = TextField()
    phone = TextField(null=True)
    password = TextField(null=True)
    active = BooleanField()
    fs_uniquifier = TextField()
    confirmed_at = DateTimeField(null=True)
    create_datetime = DateTimeField(null=True)
    update_datetime = DateTimeField(null=True)
    last_login_at = DateTimeField(null=True)
    current_login_at = DateTimeField(null=True)
    login_count = IntegerField()
    tf_primary_method = TextField(null=True)
    tf_totp_secret = TextField(null=True)
    tf_last_counter = IntegerField(null=True)
    tf_phone_number = TextField(null=True)
    us_totp_secrets = TextField(null=True)
    us_phone_number = TextField(null=True)
    mf_recovery_codes = TextField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("email = lower(email)", "an_e_mail_address_is_kept_in_lower_case"),
        ]


class Membership(Frozen):
    public_id = UUIDField(unique=True)
    person = ForeignKeyField(Person)
    authority = ForeignKeyField(Authority, null=True)
    provider = ForeignKeyField(Provider, null=True)
    role = TextField()
    began_at = DateTimeField()
    ended_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("(authority_id IS NULL) <> (provider_id IS NULL)", "a_membership_is_of_exactly_one_organisation"),
            Check(
                (
                    "(provider_id IS NOT NULL AND role IN ('lead', 'member')) OR (authority_id IS NOT NULL AND "
                    "role IN ('officer', 'manager', 'register_editor', 'procurement_officer', 'evaluator', "
                    "'auditor', 'administrator'))"
                ),
                "a_role_fits_the_organisation",
            ),
            Check("ended_at >= began_at", "a_membership_ends_after_it_began"),
        ]


class Invitation(Frozen):
    public_id = UUIDField(unique=True)
    token_digest = TextField()
    email = TextField()
    authority = ForeignKeyField(Authority, null=True)
    provider = ForeignKeyField(Provider, null=True)
    role = TextField()
    invited_by = ForeignKeyField(Person)
    made_at = DateTimeField()
    expires_at = DateTimeField()
    used_at = DateTimeField(null=True)
    withdrawn_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("(authority_id IS NULL) <> (provider_id IS NULL)", "an_invitation_is_to_exactly_one_organisation"),
            Check(
                (
                    "(provider_id IS NOT NULL AND role IN ('lead', 'member')) OR (authority_id IS NOT NULL AND "
                    "role IN ('officer', 'manager', 'register_editor', 'procurement_officer', 'evaluator', "
                    "'auditor', 'administrator'))"
                ),
                "an_invited_role_fits_the_organisation",
            ),
            Check("used_at IS NULL OR withdrawn_at IS NULL", "an_invitation_is_used_or_withdrawn"),
        ]


class SignIn(Frozen):
    public_id = UUIDField(unique=True)
    key_digest = TextField()
    person = ForeignKeyField(Person)
    began_at = DateTimeField()
    seen_at = DateTimeField()
    ended_at = DateTimeField(null=True)
    device = TextField()


TABLES = (
    AuditHead,
    AuditEvent,
    Message,
    RateHit,
    Authority,
    Service,
    AdoptedSet,
    Provider,
    Home,
    Dealing,
    Person,
    Membership,
    Invitation,
    SignIn,
)

INDEXES = (
    ModelIndex(AuditEvent, [AuditEvent.number], unique=True, name="audit_events_are_numbered_once"),
    ModelIndex(Message, [Message.message_id], unique=True, name="each_message_id_is_used_once"),
    ModelIndex(Message, [Message.state, Message.due_at], name="message_due"),
    ModelIndex(RateHit, [RateHit.key], unique=True, name="one_counter_a_key"),
    ModelIndex(Authority, [Authority.slug], unique=True, name="one_authority_a_slug"),
    ModelIndex(Service, [Service.authority, Service.key], unique=True, name="an_authority_has_a_service_once"),
    ModelIndex(
        AdoptedSet, [AdoptedSet.authority, AdoptedSet.set_key], unique=True, name="an_authority_adopts_a_set_once"
    ),
    ModelIndex(Provider, [Provider.slug], unique=True, name="one_provider_a_slug"),
    ModelIndex(Home, [Home.urn], unique=True, name="one_home_an_ofsted_number"),
    ModelIndex(Dealing, [Dealing.authority, Dealing.provider], unique=True, name="two_deal_with_each_other_once"),
    ModelIndex(Person, [Person.email], unique=True, name="one_account_an_e_mail_address"),
    ModelIndex(Person, [Person.fs_uniquifier], unique=True, name="one_account_a_uniquifier"),
    ModelIndex(
        Membership,
        [Membership.person, Membership.provider],
        unique=True,
        name="a_person_belongs_to_a_provider_once",
        where=SQL("ended_at IS NULL"),
    ),
    ModelIndex(
        Membership,
        [Membership.person, Membership.authority, Membership.role],
        unique=True,
        name="a_person_holds_a_role_once",
        where=SQL("ended_at IS NULL"),
    ),
    ModelIndex(Invitation, [Invitation.token_digest], unique=True, name="one_invitation_a_token"),
    ModelIndex(SignIn, [SignIn.key_digest], unique=True, name="one_sign_in_a_key"),
)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

"""Outcomes of tenders, promises kept, followers; frozen as first released; a change is a migration of its own."""

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


class Batch(Frozen):
    pass


class Contract(Frozen):
    pass


class Person(Frozen):
    pass


class Provider(Frozen):
    pass


class ReleasedTender(Frozen):
    pass


class Service(Frozen):
    pass


class Tender(Frozen):
    pass


class Outcome(Frozen):
    tender = ForeignKeyField(Tender, index=False)
    written_by = ForeignKeyField(Person, index=False, null=True)
    checked_by = ForeignKeyField(Person, index=False, null=True)
    notice_on = DateField(null=True)
    notice_first = BooleanField()
    feedback_at = DateTimeField(null=True)
    released_at = DateTimeField(null=True)
    contract = ForeignKeyField(Contract, null=True)
    hold_why = TextField()
    version = IntegerField()
    changed_by = ForeignKeyField(Person, index=False, null=True)
    changed_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("checked_by_id <> written_by_id", "who_checks_feedback_did_not_write_it"),
            Check("released_at IS NULL OR feedback_at IS NOT NULL", "bidders_are_told_before_everybody"),
            Check("length(hold_why) <= 1000", "a_hold_says_why_in_a_few_words"),
        ]


class Bidder(Frozen):
    public_id = UUIDField(unique=True)
    tender = ForeignKeyField(Tender, index=False)
    name = TextField()
    lot = IntegerField()
    sme = TextField()
    vcse = TextField()
    provider = ForeignKeyField(Provider, null=True)
    won = BooleanField()
    value_pence = BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("name <> ''", "a_bidder_has_a_name"),
            Check("lot >= 0", "a_bid_is_for_a_lot_or_for_all"),
            Check("sme IN ('yes', 'no', '')", "a_bidder_is_small_or_medium_or_not"),
            Check("vcse IN ('yes', 'no', '')", "a_bidder_is_voluntary_or_not"),
            Check("value_pence >= 0", "what_is_awarded_is_no_less_than_nothing"),
            Check("won OR value_pence IS NULL", "only_a_winner_is_awarded_something"),
        ]


class Mark(Frozen):
    bidder = ForeignKeyField(Bidder, index=False)
    criterion = IntegerField()
    score = TextField()
    why = TextField()
    why_not_higher = TextField()

    class Meta:
        constraints: ClassVar = [
            Check("score <> '' AND why <> '' AND why_not_higher <> ''", "feedback_says_score_and_both_reasons"),
        ]


class ReleasedConduct(Frozen):
    authority = ForeignKeyField(Authority, index=False)
    number = IntegerField()
    data = TextField()
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "releases_of_conduct_are_numbered_from_one"),
        ]


class Follower(Frozen):
    email = TextField()
    tender = ForeignKeyField(Tender, null=True)
    service = ForeignKeyField(Service, null=True)
    authority = ForeignKeyField(Authority, null=True)
    salt = TextField()
    key_digest = TextField()
    asked_at = DateTimeField()
    confirmed_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check(
                "(CASE WHEN tender_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN service_id IS NULL THEN 0 ELSE 1 END)"
                " + (CASE WHEN authority_id IS NULL THEN 0 ELSE 1 END) = 1",
                "a_follower_follows_one_thing",
            ),
        ]


class Told(Frozen):
    follower = ForeignKeyField(Follower, index=False)
    released = ForeignKeyField(ReleasedTender, null=True)
    batch = ForeignKeyField(Batch, null=True)

    class Meta:
        constraints: ClassVar = [
            Check("(released_id IS NULL) <> (batch_id IS NULL)", "a_follower_is_told_of_one_thing_at_a_time"),
        ]


TABLES = (
    Outcome,
    Bidder,
    Mark,
    ReleasedConduct,
    Follower,
    Told,
)

INDEXES = (
    ModelIndex(Outcome, [Outcome.tender], unique=True, name="a_tender_has_one_outcome"),
    ModelIndex(Bidder, [Bidder.tender, Bidder.lot, Bidder.name], unique=True, name="a_bidder_bids_for_a_lot_once"),
    ModelIndex(Mark, [Mark.bidder, Mark.criterion], unique=True, name="a_bid_has_one_mark_a_criterion"),
    ModelIndex(
        ReleasedConduct,
        [ReleasedConduct.authority, ReleasedConduct.number],
        unique=True,
        name="releases_of_conduct_are_numbered_once",
    ),
    ModelIndex(Follower, [Follower.key_digest], unique=True, name="one_follower_a_key"),
    ModelIndex(Follower, [Follower.email, Follower.tender], unique=True, name="an_address_follows_a_tender_once"),
    ModelIndex(Follower, [Follower.email, Follower.service], unique=True, name="an_address_follows_a_service_once"),
    ModelIndex(Follower, [Follower.email, Follower.authority], unique=True, name="an_address_follows_a_council_once"),
    ModelIndex(Told, [Told.follower, Told.released], unique=True, name="a_follower_is_told_of_a_release_once"),
    ModelIndex(Told, [Told.follower, Told.batch], unique=True, name="a_follower_is_told_of_a_batch_once"),
)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

"""Risks, how long a return is and why, reminders; frozen as first released; a change is a migration of its own."""

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
)

WORDS = "('low', 'medium', 'high', 'improvement_plan')"
TIERS = "('core', 'standard', 'full')"
KINDS = "('seven_before', 'one_before', 'one_after', 'five_after')"


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Authority(Frozen):
    pass


class Provider(Frozen):
    pass


class Person(Frozen):
    pass


class Return(Frozen):
    pass


class Risk(Frozen):
    authority = ForeignKeyField(Authority, index=False)
    provider = ForeignKeyField(Provider)
    number = IntegerField()
    word = TextField()
    why = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    replaced_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check(f"word IN {WORDS}", "the_word_for_a_risk_is_known"),
            Check("length(why) BETWEEN 1 AND 600", "a_risk_says_why"),
            Check("number > 0", "risks_are_numbered_from_one"),
        ]


class Sizing(Frozen):
    return_ = ForeignKeyField(Return, column_name="return_id", object_id_name="return_id", index=False)
    year_pence = BigIntegerField(null=True)
    places = IntegerField(null=True)
    risk = TextField()
    proposed = TextField()
    chosen = TextField()
    because = TextField()
    why = TextField()
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [
            Check("year_pence >= 0", "what_is_bought_in_a_year_is_no_less_than_nothing"),
            Check("places >= 0", "places_that_are_bought_are_no_fewer_than_none"),
            Check(f"risk IN {WORDS}", "the_risk_that_a_return_was_sized_by_is_known"),
            Check(f"proposed IN {TIERS} AND chosen IN {TIERS}", "the_tiers_of_a_sizing_are_known"),
            Check("chosen = proposed OR length(why) > 0", "another_tier_than_the_rule_says_has_a_reason"),
        ]


class ReminderMail(Frozen):
    to = TextField()
    day = DateField()
    at = DateTimeField()


class Reminder(Frozen):
    mail = ForeignKeyField(ReminderMail)
    return_ = ForeignKeyField(Return, column_name="return_id", object_id_name="return_id", index=False)
    kind = TextField()
    due_on = DateField()
    to = TextField()

    class Meta:
        constraints: ClassVar = [Check(f"kind IN {KINDS}", "the_kind_of_a_reminder_is_known")]


TABLES = (Risk, Sizing, ReminderMail, Reminder)

INDEXES = (
    ModelIndex(
        Risk, [Risk.authority, Risk.provider, Risk.number], unique=True, name="risks_of_a_provider_are_numbered_once"
    ),
    ModelIndex(
        Risk,
        [Risk.authority, Risk.provider],
        unique=True,
        name="one_word_for_a_risk_counts",
        where=Risk.replaced_at.is_null(),
    ),
    ModelIndex(Sizing, [Sizing.return_], unique=True, name="a_return_is_sized_once"),
    ModelIndex(
        ReminderMail, [ReminderMail.to, ReminderMail.day], unique=True, name="one_summary_mail_an_address_and_day"
    ),
    ModelIndex(
        Reminder,
        [Reminder.return_, Reminder.kind, Reminder.due_on, Reminder.to],
        unique=True,
        name="of_each_return_and_due_day_a_kind_of_reminder_is_sent_once",
    ),
)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

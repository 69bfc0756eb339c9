"""Tables of returns, frozen as first released; a change is a migration of its own."""

from typing import Any, ClassVar

from peewee import (
    SQL,
    BlobField,
    BooleanField,
    Check,
    DateField,
    DateTimeField,
    DoubleField,
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


class Provider(Frozen):
    pass


class Service(Frozen):
    pass


class Home(Frozen):
    pass


class Person(Frozen):
    pass


class Return(Frozen):
    public_id = UUIDField(unique=True)
    authority = ForeignKeyField(Authority)
    provider = ForeignKeyField(Provider)
    service = ForeignKeyField(Service)
    home = ForeignKeyField(Home, null=True)
    set_key = TextField()
    set_version = TextField()
    tier = TextField()
    period_key = TextField()
    starts = DateField()
    ends = DateField()
    due_on = DateField()
    original_due_on = DateField()
    asked_why = TextField()
    officer = ForeignKeyField(Person, index=False)
    asked_by = ForeignKeyField(Person, index=False, null=True)
    asked_at = DateTimeField()
    state = TextField()
    version = IntegerField()
    started_at = DateTimeField(null=True)
    accepted_at = DateTimeField(null=True)
    changed_by = ForeignKeyField(Person, index=False, null=True)
    changed_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check(
                "state IN ('due', 'draft', 'received', 'sent_back', 'accepted', 'withdrawn')",
                "the_state_of_a_return_is_known",
            ),
            Check("tier IN ('core', 'standard', 'full')", "the_tier_of_a_return_is_known"),
            Check("starts < ends", "a_return_starts_before_it_ends"),
            Check("due_on >= original_due_on", "a_due_day_only_moves_back"),
            Check("(state = 'accepted') = (accepted_at IS NOT NULL)", "an_accepted_return_says_when"),
        ]


class Answer(Frozen):
    key = TextField()
    status = TextField()
    value = TextField(null=True)
    number = DoubleField(null=True)
    said = TextField(null=True)
    reason = TextField(null=True)
    expected_on = DateField(null=True)
    face = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    version = IntegerField()
    set_aside = BooleanField()
    removed_by = ForeignKeyField(Person, index=False, null=True)
    removed_at = DateTimeField(null=True)
    return_ = ForeignKeyField(Return, column_name="return_id")

    class Meta:
        constraints: ClassVar = [
            Check(
                "status IN ('given', 'not_available', 'not_applicable', 'explained')",
                "the_status_of_an_answer_is_known",
            ),
            Check("face IN ('page', 'assistant', 'carried', 'telephone')", "where_an_answer_was_given_is_known"),
            Check(
                "status NOT IN ('given', 'explained') OR value IS NOT NULL OR removed_at IS NOT NULL",
                "a_given_answer_has_a_value",
            ),
            Check(
                "status <> 'not_available' OR coalesce(length(reason), 0) > 0 OR removed_at IS NOT NULL",
                "a_figure_that_is_not_available_says_why",
            ),
        ]


class Submission(Frozen):
    number = IntegerField()
    payload = BlobField()
    digest = TextField()
    reference = TextField()
    at = DateTimeField()
    arrived_at = DateTimeField()
    by = ForeignKeyField(Person, index=False)
    late = BooleanField()
    audit_head = TextField()
    return_ = ForeignKeyField(Return, column_name="return_id")

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "submissions_are_counted_from_one"),
        ]


class SubmissionText(Frozen):
    submission = ForeignKeyField(Submission)
    key = TextField()
    mac = TextField()
    words = TextField(null=True)
    removed_by = ForeignKeyField(Person, index=False, null=True)
    removed_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("words IS NOT NULL OR removed_at IS NOT NULL", "a_text_is_there_or_says_who_took_it_out"),
        ]


class Decision(Frozen):
    submission = ForeignKeyField(Submission, null=True)
    what = TextField()
    words = TextField(null=True)
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    event = IntegerField()
    removed_by = ForeignKeyField(Person, index=False, null=True)
    removed_at = DateTimeField(null=True)
    return_ = ForeignKeyField(Return, column_name="return_id")

    class Meta:
        constraints: ClassVar = [
            Check("what IN ('accepted', 'sent_back', 'correcting', 'withdrawn')", "what_was_decided_is_known"),
            Check(
                "what NOT IN ('accepted', 'sent_back') OR submission_id IS NOT NULL",
                "a_return_is_accepted_or_sent_back_by_its_submission",
            ),
            Check(
                "what <> 'accepted' OR words IS NULL OR length(words) BETWEEN 1 AND 600",
                "an_acceptance_has_1_to_600_characters",
            ),
            Check("words IS NOT NULL OR removed_at IS NOT NULL", "a_decision_has_words_or_says_who_took_them_out"),
        ]


class Remark(Frozen):
    submission = ForeignKeyField(Submission)
    key = TextField()
    words = TextField(null=True)
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    settled_at = DateTimeField(null=True)
    settled_by = ForeignKeyField(Person, index=False, null=True)
    removed_by = ForeignKeyField(Person, index=False, null=True)
    removed_at = DateTimeField(null=True)
    return_ = ForeignKeyField(Return, column_name="return_id")

    class Meta:
        constraints: ClassVar = [
            Check("length(words) > 0", "a_remark_says_something"),
            Check("words IS NOT NULL OR removed_at IS NOT NULL", "a_remark_is_there_or_says_who_took_it_out"),
        ]


class MoreTime(Frozen):
    asked_by = ForeignKeyField(Person, index=False)
    asked_at = DateTimeField()
    days = IntegerField()
    was_due_on = DateField()
    granted_at = DateTimeField(null=True)
    granted_by = ForeignKeyField(Person, index=False, null=True)
    refused_at = DateTimeField(null=True)
    refused_by = ForeignKeyField(Person, index=False, null=True)
    return_ = ForeignKeyField(Return, column_name="return_id")

    class Meta:
        constraints: ClassVar = [
            Check("days > 0", "more_time_is_a_day_or_more"),
            Check("granted_at IS NULL OR refused_at IS NULL", "more_time_is_granted_or_refused"),
        ]


TABLES = (
    Return,
    Answer,
    Submission,
    SubmissionText,
    Decision,
    Remark,
    MoreTime,
)

INDEXES = (
    ModelIndex(
        Return,
        [Return.authority, Return.provider, Return.service, Return.set_key, Return.period_key],
        unique=True,
        name="a_return_is_asked_for_once",
        where=SQL("home_id IS NULL AND state <> 'withdrawn'"),
    ),
    ModelIndex(
        Return,
        [Return.authority, Return.provider, Return.service, Return.home, Return.set_key, Return.period_key],
        unique=True,
        name="a_return_of_a_home_is_asked_for_once",
        where=SQL("home_id IS NOT NULL AND state <> 'withdrawn'"),
    ),
    ModelIndex(Answer, [Answer.return_, Answer.key], unique=True, name="a_return_has_one_answer_a_key"),
    ModelIndex(
        Submission,
        [Submission.return_, Submission.number],
        unique=True,
        name="submissions_of_a_return_are_numbered_once",
    ),
    ModelIndex(Submission, [Submission.reference], unique=True, name="one_submission_a_reference"),
    ModelIndex(
        SubmissionText,
        [SubmissionText.submission, SubmissionText.key],
        unique=True,
        name="a_submission_has_a_text_once",
    ),
    ModelIndex(
        MoreTime,
        [MoreTime.return_],
        unique=True,
        name="one_request_for_more_time_waits",
        where=SQL("granted_at IS NULL AND refused_at IS NULL"),
    ),
)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

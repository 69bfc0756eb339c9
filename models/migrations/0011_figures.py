"""Received figures, promises to read, charts; frozen as first released; a change is a migration of its own."""

from typing import Any, ClassVar

from peewee import Check, DateField, DateTimeField, DoubleField, ForeignKeyField, Model, ModelIndex, TextField

STATUSES = "('given', 'not_available', 'not_applicable')"


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Authority(Frozen):
    pass


class Service(Frozen):
    pass


class Provider(Frozen):
    pass


class Submission(Frozen):
    pass


class Return(Frozen):
    authority = ForeignKeyField(Authority, index=False)
    period_key = TextField()
    state = TextField()
    set_key = TextField()


class Figure(Frozen):
    submission = ForeignKeyField(Submission)
    authority = ForeignKeyField(Authority, index=False)
    provider = ForeignKeyField(Provider, index=False)
    service = ForeignKeyField(Service, index=False)
    set_key = TextField()
    period_key = TextField()
    key = TextField()
    status = TextField()
    number = DoubleField(null=True)
    whole = DoubleField(null=True)
    expected_on = DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check(f"status IN {STATUSES}", "the_status_of_a_figure_is_known"),
            Check("(status = 'given') = (number IS NOT NULL)", "a_figure_that_is_given_is_a_number"),
            Check("whole IS NULL OR number IS NOT NULL", "only_a_given_figure_is_out_of_something"),
        ]


class Promise(Frozen):
    submission = ForeignKeyField(Submission, index=False)
    authority = ForeignKeyField(Authority, index=False)
    period_key = TextField()
    promised_on = DateField()
    answered_on = DateField(null=True)
    dropped_on = DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("answered_on IS NULL OR dropped_on IS NULL", "a_promise_is_answered_or_dropped"),
        ]


class Chart(Frozen):
    name = TextField()
    spec = TextField()
    svg = TextField(null=True)
    wanted_at = DateTimeField(index=True)
    drawn_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("(svg IS NULL) = (drawn_at IS NULL)", "a_chart_that_is_drawn_says_when"),
        ]


TABLES = (Figure, Promise, Chart)

OF_A_SET = (
    Figure.authority, Figure.set_key, Figure.period_key, Figure.key, Figure.status, Figure.service, Figure.number,
    Figure.whole,
)  # fmt: skip
OF_A_PROVIDER = (Figure.provider, Figure.authority, Figure.set_key, Figure.period_key)
OF_A_PERIOD = (Return.authority, Return.period_key, Return.state, Return.set_key)
INDEXES = (
    ModelIndex(Figure, (Figure.submission, Figure.key), unique=True, name="a_submission_says_a_figure_once"),
    ModelIndex(Figure, OF_A_SET, name="figures_of_a_set_and_period"),
    ModelIndex(Figure, OF_A_PROVIDER, name="figures_of_a_provider"),
    ModelIndex(
        Figure,
        (Figure.authority, Figure.period_key),
        name="figures_that_are_to_come",
        where=Figure.number.is_null(),
    ),
    ModelIndex(Promise, (Promise.submission,), unique=True, name="one_promise_a_submission"),
    ModelIndex(Promise, (Promise.authority, Promise.period_key, Promise.promised_on), name="promises_of_a_period"),
    ModelIndex(Chart, (Chart.name,), unique=True, name="a_chart_is_drawn_once"),
    ModelIndex(Return, OF_A_PERIOD, name="returns_of_a_period"),
)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

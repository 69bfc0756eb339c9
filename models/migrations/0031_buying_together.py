"""Who buys a contract together with another, and what an authority says of being named so; frozen as first released; a
change is a migration of its own."""

from typing import Any

from peewee import BooleanField, DateTimeField, ForeignKeyField, Model, ModelIndex


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Authority(Frozen):
    pass


class Contract(Frozen):
    pass


class Person(Frozen):
    pass


class Tender(Frozen):
    pass


class ContractBuyer(Frozen):
    contract = ForeignKeyField(Contract, index=False)
    authority = ForeignKeyField(Authority)


class JointAnswer(Frozen):
    tender = ForeignKeyField(Tender, index=False)
    authority = ForeignKeyField(Authority)
    agreed = BooleanField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()


TABLES = (ContractBuyer, JointAnswer)
INDEXES = (
    ModelIndex(
        ContractBuyer,
        [ContractBuyer.contract, ContractBuyer.authority],
        unique=True,
        name="an_authority_joins_a_contract_once",
    ),
    ModelIndex(
        JointAnswer,
        [JointAnswer.tender, JointAnswer.authority],
        unique=True,
        name="an_authority_answers_once_whether_it_buys",
    ),
)


def up(_migrator: Any, db: Any) -> None:
    for model in TABLES:
        model.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in INDEXES:
        db.execute(index)

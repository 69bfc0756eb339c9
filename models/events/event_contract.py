"""Contracts of an authority that end or may end soon, which an event is about: what is bought next."""

from collections.abc import Collection
from typing import Any

from peewee import ForeignKeyField

from models.events.event import Event
from models.register.contract import Contract
from models.register.edition import Edition, EditionRow
from models.store import Base, must_be_writing, unique


class EventContract(Base):
    """An event is about what follows a contract. What the guard holds, and what is bought for one person, never is."""

    event = ForeignKeyField(Event, index=False)
    contract = ForeignKeyField(Contract)
    contract_id: int

    @classmethod
    def public(cls, authority_id: int) -> Any:
        """Query of (id, data, day of the edition) of an authority’s contracts as its newest edition shows them; to be
        narrowed. None that was taken down, is held or left out since, or turned out to be for one person."""
        mine = Edition.select(Edition.id).where(Edition.authority == authority_id)
        newest = mine.order_by(Edition.period_key.desc(), Edition.revision.desc()).limit(1)
        query: Any = Contract.select(Contract.id, EditionRow.data, Edition.as_at).join(
            EditionRow, on=(EditionRow.slug == Contract.slug)
        )
        query = query.join(Edition)
        return query.where(
            Contract.authority == authority_id,
            Contract.held_reason.is_null(),
            Contract.stands(),
            Contract.volume != "spot",
            EditionRow.kind == "contract",
            EditionRow.taken_down_at.is_null(),
            EditionRow.edition == newest,
        ).tuples()

    @classmethod
    def of(cls, event_id: int) -> set[int]:
        """Ids of those of an event, whether they can be shown now or not."""
        return {one.contract_id for one in cls.select(cls.contract).where(cls.event == event_id)}

    @classmethod
    def put(cls, event: Event, contracts: Collection[int]) -> None:
        """In the place of those that stood there. Raises ValueError for one more that is not public."""
        must_be_writing()
        was, will = cls.of(event.id), set(contracts)
        public = {row[0] for row in cls.public(event.authority_id).where(Contract.id << sorted(will - was))}
        if will - was != public:
            raise ValueError("An event is about contracts that everybody can read.")
        cls.delete().where(cls.event == event.id, cls.contract << sorted(was - will)).execute()
        for contract_id in sorted(public):
            cls.create(event=event, contract=contract_id)


unique(EventContract, EventContract.event, EventContract.contract, name="an_event_is_about_a_contract_once")

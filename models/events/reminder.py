"""That who booked was written to before or after an event: each kind once for each time at which it was to begin."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from peewee import Check, DateTimeField, ForeignKeyField, IntegrityError, TextField

from models.events.booking import Booking
from models.store import Base, must_be_writing, store, unique

KINDS = ("week", "day", "feedback")


class BookingReminder(Base):
    """`starts_at`: the start that it told of; an event that was moved is another matter."""

    booking = ForeignKeyField(Booking, index=False)
    kind = TextField()
    starts_at = DateTimeField()
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [Check(f"kind IN {KINDS}", "the_kind_of_a_booking_reminder_is_known")]

    @classmethod
    def put(cls, booking: Booking, kind: str, starts_at: datetime, at: datetime) -> bool:
        """Note it, in the transaction of its mail; False where it was sent before: then no mail may be written."""
        must_be_writing()
        try:
            with store.atomic():
                cls.create(booking=booking, kind=kind, starts_at=starts_at, at=at)
        except IntegrityError:
            return False
        return True

    @classmethod
    def sent(cls, bookings: Sequence[int]) -> set[tuple[int, str, datetime]]:
        """(booking id, kind, start) of those that were sent; one query."""
        rows: Any = cls.select(cls.booking, cls.kind, cls.starts_at).where(cls.booking << list(bookings)).tuples()
        return set(rows)


unique(
    BookingReminder, BookingReminder.booking, BookingReminder.kind, BookingReminder.starts_at,
    name="of_each_start_a_booking_is_reminded_once_of_a_kind",
)  # fmt: skip

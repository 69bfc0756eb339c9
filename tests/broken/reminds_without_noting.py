"""A reminder of which nobody notes that it was sent: whoever looks finds it due."""

from models.events.reminder import BookingReminder


def apply() -> None:
    """No row, and always “go on”."""
    BookingReminder.put = classmethod(lambda *_: True)  # type: ignore[method-assign, assignment]

"""Mail that must go out: written in the same transaction as what it tells of, sent by the worker."""

from datetime import datetime, timedelta
from typing import Any, Self
from uuid import uuid4

from peewee import Check, DateTimeField, IntegerField, TextField, fn

from models.conflicts import AlreadyDone, NotNow, Stale
from models.store import Base, engine, must_be_writing, unique

GIVE_UP = timedelta(hours=48)
HOLD = timedelta(minutes=5)

_domain = ["localhost"]


def use_domain(domain: str) -> None:
    """The right-hand side of each Message-ID: the host that the portal is known by."""
    _domain[:] = [domain]


class Message(Base):
    """One mail to one address. It is sent at least once, each time with the same `message_id`. `leave`: the address
    that ends such mails at one click (RFC 8058).

    due -> claimed -> sent | due again, ever later | given up after 48 hours, seen by the administrator.
    """

    message_id = TextField()
    to = TextField()
    subject = TextField()
    text = TextField()
    html = TextField(null=True)
    leave = TextField(null=True)
    about = TextField(index=True)
    state = TextField(default="due")
    made_at = DateTimeField()
    due_at = DateTimeField()
    tries = IntegerField(default=0)
    claimed_by = TextField(null=True)
    claimed_until = DateTimeField(null=True)
    sent_at = DateTimeField(null=True)
    trouble = TextField(null=True)

    class Meta:
        constraints = [  # noqa: RUF012  peewee reads it once
            Check("state IN ('due', 'claimed', 'sent', 'given_up')", "the_state_of_a_message_is_known"),
            Check("tries >= 0", "a_message_is_tried_no_fewer_than_no_times"),
            Check("(state = 'sent') = (sent_at IS NOT NULL)", "a_sent_message_says_when"),
            Check("state <> 'claimed' OR claimed_until IS NOT NULL", "a_claimed_message_says_until_when"),
        ]

    @classmethod
    def put(
        cls, to: str, subject: str, text: str, about: str, at: datetime, *, html: str | None = None,
        leave: str | None = None,
    ) -> Self:  # fmt: skip
        """Put a mail into the box. `about` is a noun and its public id (“return:1b9d…”); subject in one line."""
        must_be_writing()
        if "\n" in to + subject or "\r" in to + subject:
            raise ValueError("An address and a subject have one line.")
        return cls.create(
            message_id=f"<{uuid4().hex}@{_domain[0]}>", to=to, subject=subject, text=text, html=html, about=about,
            made_at=at, due_at=at, leave=leave,
        )  # fmt: skip

    @classmethod
    def claim(cls, now: datetime, worker: str, limit: int = 10, hold: timedelta = HOLD) -> list[Self]:
        """Take up to `limit` mails that are due, for as long as `hold`: no other worker gets them meanwhile.

        What a worker that died had claimed comes free when its time is over.
        """
        must_be_writing()
        due = (cls.state == "due") & (cls.due_at <= now)
        left = (cls.state == "claimed") & (cls.claimed_until <= now)
        which = cls.select(cls.id).where(due | left).order_by(cls.due_at, cls.id).limit(limit)
        if engine().for_update:  # PostgreSQL: two workers look at once and must not wait for each other
            which = which.for_update(skip_locked=True)
        taken = [message.id for message in which]
        query = (
            cls.update(state="claimed", claimed_by=worker, claimed_until=now + hold, tries=cls.tries + 1)
            .where(cls.id.in_(taken))
            .returning(cls)
        )
        return sorted(query.execute(), key=lambda message: (message.due_at, message.id))

    def sent(self, now: datetime) -> None:
        """It has left the house. True whoever says so; AlreadyDone when another worker said so before."""
        must_be_writing()
        self._set(Message.state != "sent", state="sent", sent_at=now, claimed_until=None, trouble=None)

    def failed(self, now: datetime, why: str) -> None:
        """It could not be sent: due again 2, 4, 8 … minutes from now, given up 48 hours after it was written.

        Raises Stale when the claim had run out and another worker has it now.
        """
        must_be_writing()
        last = self.made_at + GIVE_UP
        state = "due" if now < last else "given_up"
        due = min(now + timedelta(minutes=2 ** min(self.tries, 12)), last)
        mine = (Message.state == "claimed") & (Message.tries == self.tries)
        self._set(mine, state=state, due_at=due, claimed_until=None, trouble=why[:500])

    def try_again(self, now: datetime) -> None:
        """The administrator’s button on a mail that was given up: due now, with another 48 hours."""
        must_be_writing()
        self._set(Message.state == "given_up", state="due", made_at=now, due_at=now, tries=0)

    def _set(self, still: object, **values: object) -> None:
        if not Message.update(**values).where(Message.id == self.id, still).execute():
            raise self._refused()
        for name, value in values.items():
            setattr(self, name, value)

    def _refused(self) -> AlreadyDone | Stale | NotNow:
        now = Message.get_by_id(self.id)
        if now.state == "sent":
            return AlreadyDone(now)
        return Stale(now.tries, name=now.claimed_by or "") if now.state == "claimed" else NotNow(now.state)

    @classmethod
    def counts(cls) -> dict[str, int]:
        """How many mails are in each state; states without any are left out."""
        rows: Any = cls.select(cls.state, fn.COUNT(cls.id)).group_by(cls.state).tuples()
        return dict(rows)


unique(Message, Message.message_id, name="each_message_id_is_used_once")
Message.add_index(Message.index(Message.state, Message.due_at, name="message_due"))

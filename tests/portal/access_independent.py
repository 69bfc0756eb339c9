"""What the rules of independent persons point at: Mona serves at Harbour House, sent a month, and has one to write;
Westmoor’s naming of somebody waits."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from forms import library
from models.appointing import name_for, take_up
from models.home_reply import HomeReply
from models.monitoring_return import Return
from models.period import Period
from models.store import writing
from tests.fixtures.cast import Cast

FORM = "independent-person-monthly"


@dataclass(frozen=True)
class IndependentWorld:
    """Plain values, so that they outlive the connection that they were read by."""

    home: UUID
    report: UUID
    reply: UUID
    token: str

    def values(self, rule: str) -> dict[str, Any]:
        """The variable parts of the rules of independent persons; none for any other."""
        if "independent-persons/" not in rule:
            return {}
        return {
            "home": self.home,
            "authority": "fairshire",
            "return_id": self.report,
            "reply_id": self.reply,
            "token": self.token,
        }


def make_independent_world(cast: Cast, now: datetime) -> IndependentWorld:
    """Call it when Fairshire deals with Harbour."""
    with writing():
        _, token = name_for(cast.home, cast.fairshire, cast.mona.email, by=cast.alice.id, at=now)
        take_up(token, cast.mona, now)
        sent, _ = (_asked(cast, month, now) for month in ("2026-08", "2026-09"))
        said = {"value": "2", "number": None, "status": "given", "said": "2", "reason": "", "expected_on": None}
        version = sent.answer("staff_spoken", **said, face="page", by=cast.mona.id, at=now, version=sent.version)
        payload = {"payload": b'{"answers":{}}', "digest": "1" * 64, "texts": {}}
        submission = sent.send(**payload, by=cast.mona.id, at=now, arrived_at=now, version=version)
        reply = HomeReply.make(submission, "It is repaired.", by=cast.alice.id, at=now)
        _, open_token = name_for(cast.home, cast.westmoor, "next@people.example", by=cast.gita.id, at=now)
    return IndependentWorld(cast.home.public_id, sent.public_id, reply.public_id, open_token)


def _asked(cast: Cast, month: str, now: datetime) -> Return:
    return Return.ask(
        authority=cast.fairshire, provider=cast.harbour, service=cast.service, home=cast.home, set_key=FORM,
        set_version=library.latest(FORM).version, tier="core", period=Period.parse(month), due_on=date(2026, 10, 21),
        why="As agreed.", officer=cast.dana, by=cast.dana.id, at=now,
    )  # fmt: skip

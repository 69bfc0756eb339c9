"""What the pages of independent persons are looked at with: Mona visits Harbour House, has sent a month, and has one to
write; somebody is named for Westmoor."""

from datetime import datetime
from typing import Any

from models.appointing import name_for
from models.period import Period
from models.store import writing
from portal.independent import work
from portal.returns.work import adopting, answering
from tests.fixtures.cast import Cast
from tests.portal.independent.visiting import FORM, sent_by_mona, serves
from tests.portal.life import Life


def make_independent_pages(cast: Cast, life: Life, now: datetime) -> dict[str, Any]:
    """Gives what paths name."""
    adopting.adopt(cast.fairshire, FORM, by=None, now=now)
    serves(cast.home, cast.fairshire, cast.mona, by=cast.alice, at=now)
    newest = Period.parse(f"{now:%Y-%m}").previous()
    due, sent = (
        answering.fresh(life.ask(set_key=FORM, period_key=month.key, homes=[cast.home], due_on=now.date()))
        for month in (newest, newest.previous())
    )
    sent_by_mona(life, sent)
    work.reply(sent, "The bathroom is repaired on Monday.", by=cast.alice.id, now=now)
    with writing():
        _, token = name_for(cast.home, cast.westmoor, "next@people.example", by=cast.gita.id, at=now)
    return {"visit_due": due.public_id, "visit_sent": sent.public_id, "named": token}

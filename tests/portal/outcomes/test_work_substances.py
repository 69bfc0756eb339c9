"""A private answer is published in substance after the decision: two people, one instant, all or none."""

from datetime import datetime

import pytest

from models.conflicts import Conflict, NeedsAnother, NotNow
from models.store import writing
from models.tendering.clarification import Clarification
from models.tendering.released_answer import Batch, ReleasedAnswer
from models.tendering.reply import Reply
from models.tendering.substance import Substance
from models.tendering.tender import Tender
from portal.clarifications.work import asking, queue, releasing
from portal.outcomes.work import substances, waits
from portal.tenders.work import stating
from tests.fixtures.cast import Cast
from tests.portal.outcomes.conftest import fresh


def state(tender: Tender, to: str) -> Tender:
    with writing():
        decided = {"decided_at": None} if to == "published" else {"decided_at": tender.created_at}
        Tender.update(state=to, **decided).where(Tender.id == tender.id).execute()
    return fresh(tender)


@pytest.fixture
def private(awarded: Tender, cast: Cast, now: datetime) -> list[Reply]:
    """Two answers that were given to Harbour alone."""
    tender, found = state(awarded, "published"), []
    for words in ("zebraour price?", "zebraour staff?"):
        question = asking.ask(
            tender, cast.harbour.id, asking.Wish(words, confidential_why="Ours."), by=cast.alice.id, arrived_at=now,
            now=now,
        )  # fmt: skip
        reply = queue.draft(tender, [question], by=cast.kofi.id, now=now)
        said = {"question": words, "answer": "zebraanswer", "changes_nothing": True, "private": True}
        releasing.save(reply, said, by=cast.kofi.id, now=now, version=reply.version)
        releasing.agree(reply, by=cast.erin.id, now=now, version=reply.version)
        found.append(reply)
    releasing.release(tender, [(one.id, one.version) for one in found], by=cast.kofi.id, now=now)
    state(awarded, "awarded")
    return [Reply.get_by_id(one.id) for one in found]


def write(reply: Reply, cast: Cast, now: datetime, version: int = 0) -> Substance:
    substances.write(reply, "May a price rise?", "By the index.", by=cast.kofi.id, now=now, version=version)
    found: Substance = Substance.get(Substance.reply == reply.id)
    return found


def test_two_people_all_at_one_instant_and_only_after_the_decision(
    private: list[Reply], awarded: Tender, cast: Cast, now: datetime
) -> None:
    assert ReleasedAnswer.select().count() == 0
    first = write(private[0], cast, now)
    with pytest.raises(NeedsAnother):
        substances.agree(first, by=cast.kofi.id, now=now, version=first.version)
    substances.agree(first, by=cast.erin.id, now=now, version=first.version)
    with pytest.raises(NotNow, match="incomplete"):  # the other one is not written yet
        substances.release(fresh(awarded), by=cast.kofi.id, now=now)
    second = write(private[1], cast, now)
    with pytest.raises(NotNow, match="incomplete"):  # … or not agreed
        substances.release(fresh(awarded), by=cast.kofi.id, now=now)
    substances.agree(second, by=cast.erin.id, now=now, version=second.version)
    with pytest.raises(NotNow, match="published"):
        substances.release(state(awarded, "published"), by=cast.kofi.id, now=now)
    assert substances.release(state(awarded, "awarded"), by=cast.kofi.id, now=now) == 2
    rows = list(ReleasedAnswer.select())
    assert {row.answer for row in rows} == {"By the index."}
    assert len({row.batch_id for row in rows}) == 1
    assert not [row for row in rows if "zebra" in row.question + row.answer]
    with pytest.raises(NotNow):
        substances.release(fresh(awarded), by=cast.kofi.id, now=now)
    assert Batch.select().count() == 1


def test_other_words_need_to_be_agreed_anew(private: list[Reply], cast: Cast, now: datetime) -> None:
    kept = write(private[0], cast, now)
    substances.agree(kept, by=cast.erin.id, now=now, version=kept.version)
    changed = write(private[0], cast, now, kept.version)
    assert (changed.state, changed.agreed_by_id) == ("draft", None)
    with pytest.raises(Conflict):  # two colleagues: the second one learns of it
        write(private[0], cast, now, kept.version)


def test_a_public_answer_has_no_substance(awarded: Tender, cast: Cast, now: datetime) -> None:
    with writing():
        reply = Reply.write(awarded, "Q?", by=cast.kofi.id, at=now)
    with pytest.raises(NotNow, match="public"):
        write(reply, cast, now)


def test_what_still_waits_is_said(private: list[Reply], awarded: Tender, cast: Cast, now: datetime) -> None:
    def said() -> dict[str, int]:
        return {one.key: one.count for one in waits.waits(fresh(awarded), now)}

    assert said()["substance_write"] == 2
    kept = write(private[0], cast, now)
    assert (said()["substance_write"], said()["substance_agree"]) == (1, 1)
    substances.agree(kept, by=cast.erin.id, now=now, version=kept.version)
    assert said()["substance_release"] == 1
    assert {"feedback", "outcome", "notice", "contract"} <= set(said())


def test_it_is_not_awarded_while_a_question_that_came_in_time_is_open(
    awarded: Tender, cast: Cast, now: datetime, later: datetime
) -> None:
    tender = state(awarded, "published")
    asking.ask(tender, cast.harbour.id, asking.Wish("Hm?"), by=cast.alice.id, arrived_at=now, now=now)
    with pytest.raises(NotNow, match="questions"):
        stating.decide(tender, "awarded", by=cast.kofi.id, now=later, version=tender.version)
    question = Clarification.get()
    reply = queue.draft(tender, [question], kind="declined", by=cast.kofi.id, now=later)
    said = {"question": "Hm?", "answer": "It is not about this tender."}
    releasing.save(reply, said, by=cast.kofi.id, now=later, version=reply.version)
    releasing.release(tender, [(reply.id, reply.version)], by=cast.kofi.id, now=later)
    stating.decide(tender, "awarded", by=cast.kofi.id, now=later, version=tender.version)

"""One asks, everybody is answered at one instant; nothing is lost or done twice, nobody’s question moves a date."""

from datetime import datetime, timedelta

import pytest

from models.calendar import add_working_days, today
from models.conflicts import AlreadyDone, NeedsAnother, NotNow, Stale
from models.outbox import Message
from models.tendering.asker import Asker, NameOpened
from models.tendering.clarification import Clarification
from models.tendering.released_answer import Batch, ReleasedAnswer
from models.tendering.reply import Reply
from models.tendering.tender import Tender
from portal.clarifications.work import asking, closing, queue, releasing
from tests.fixtures.cast import Cast
from tests.portal.clarifications.conftest import Answer, Ask

MILLISECOND = timedelta(milliseconds=1)


def fresh(question: Clarification) -> Clarification:
    return Clarification.get_by_id(question.id)


def instant(tender: Tender) -> datetime:
    assert tender.questions_close_at is not None
    return tender.questions_close_at


@pytest.mark.parametrize(("after", "late"), [(0, False), (1, True)])
def test_in_time_is_at_the_instant_and_late_is_kept_and_marked(
    tender: Tender, ask: Ask, after: int, late: bool
) -> None:
    asked = ask("May hosts smoke?", at=instant(tender) + after * MILLISECOND)
    assert (asked.late, asked.state) == (late, "asked")
    assert queue.lines(tender)[0].question.words == "May hosts smoke?"


def test_what_arrived_in_time_stays_in_time_however_long_it_waited(tender: Tender, cast: Cast) -> None:
    arrived, kept = instant(tender), instant(tender) + timedelta(seconds=4)
    asked = asking.ask(tender, cast.harbour.id, asking.Wish("Now?"), by=cast.alice.id, arrived_at=arrived, now=kept)
    assert not asked.late
    assert (asked.arrived_at, asked.at) == (arrived, kept)


def test_an_organisation_is_one_asker_whose_number_tells_nothing(tender: Tender, cast: Cast, ask: Ask) -> None:
    ask("One?"), ask("Two?", who=cast.bob), ask("Three?", who=cast.charlie, provider=cast.northgate)
    numbers = [asker.number for asker in Asker.select().order_by(Asker.id)]
    assert len(numbers) == 2
    assert all(100 <= number <= 1001 for number in numbers)
    assert {line.who for line in queue.lines(tender)} == {f"Asker {number}" for number in numbers}


def test_a_batch_goes_to_everybody_at_one_instant_and_says_nothing_else(
    tender: Tender, cast: Cast, ask: Ask, answer: Answer, now: datetime
) -> None:
    first, second = ask("May hosts smoke?"), ask("Who pays taxis?", who=cast.charlie, provider=cast.northgate)
    replies = [answer([first], "No."), answer([second], "You do.")]
    later = now + timedelta(hours=3)
    assert releasing.release(tender, [(r.id, r.version) for r in replies], by=cast.kofi.id, now=later) == 2
    rows = list(ReleasedAnswer.select())
    assert {row.at for row in rows} == {later}
    assert sorted(row.place for row in rows) == [1, 2]
    assert [fresh(question).state for question in (first, second)] == ["answered", "answered"]
    assert sorted(m.to for m in Message.select()) == [
        "alice@people.example",
        "bob@people.example",
        "charlie@people.example",
    ]


def test_the_order_within_a_batch_is_drawn(tender: Tender, cast: Cast, ask: Ask, answer: Answer, now: datetime) -> None:
    orders = set()
    for _ in range(12):
        replies = [answer([ask(f"Question {number}?")]) for number in range(3)]
        releasing.release(tender, [(r.id, r.version) for r in replies], by=cast.kofi.id, now=now)
        newest = ReleasedAnswer.select().where(ReleasedAnswer.batch == Batch.select().order_by(Batch.id.desc()).get())
        orders.add(tuple(row.place for row in newest.order_by(ReleasedAnswer.id)))
    assert len(orders) > 1


def test_one_answer_for_several_questions_is_released_once(
    tender: Tender, cast: Cast, ask: Ask, answer: Answer, now: datetime
) -> None:
    questions = [ask("May hosts smoke?"), ask("Is smoking allowed?", who=cast.charlie, provider=cast.northgate)]
    reply = answer(questions)
    releasing.release(tender, [(reply.id, reply.version)], by=cast.kofi.id, now=now)
    assert ReleasedAnswer.select().count() == 1
    assert {fresh(question).state for question in questions} == {"answered"}
    with pytest.raises((Stale, NotNow)):
        releasing.release(tender, [(reply.id, reply.version)], by=cast.erin.id, now=now)
    assert ReleasedAnswer.select().count() == 1


def test_what_was_taken_back_while_it_was_answered_is_never_released(
    tender: Tender, cast: Cast, ask: Ask, answer: Answer, now: datetime
) -> None:
    gone, stays = ask("May hosts smoke?"), ask("Who pays taxis?")
    replies = [answer([gone]), answer([stays])]
    asking.withdraw(fresh(gone), by=cast.alice.id, now=now, version=fresh(gone).version)
    with pytest.raises(NotNow, match="nobody asks it any more"):
        releasing.release(tender, [(r.id, r.version) for r in replies], by=cast.kofi.id, now=now)
    assert ReleasedAnswer.select().count() == 0  # all or none
    assert fresh(stays).state == "asked"


def test_without_the_check_it_would_have_been(
    tender: Tender, cast: Cast, ask: Ask, answer: Answer, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control."""
    gone = ask("May hosts smoke?")
    reply = answer([gone])
    asking.withdraw(fresh(gone), by=cast.alice.id, now=now, version=fresh(gone).version)
    monkeypatch.setattr(releasing, "_settle", lambda *_, **__: None)
    releasing.release(tender, [(reply.id, reply.version)], by=cast.kofi.id, now=now)
    assert ReleasedAnswer.select().count() == 1


def test_an_answer_changes_nothing_or_comes_with_an_addendum(
    tender: Tender, cast: Cast, ask: Ask, answer: Answer, now: datetime
) -> None:
    reply = answer([ask("May hosts smoke?")], changes_nothing=False)
    with pytest.raises(NotNow, match="documents"):
        releasing.release(tender, [(reply.id, reply.version)], by=cast.kofi.id, now=now)


def test_a_private_answer_needs_a_second_person_and_nobody_else_reads_it(
    tender: Tender, cast: Cast, ask: Ask, answer: Answer, now: datetime
) -> None:
    question = ask("Our method is patented. May we use it?", why="It is our trade secret.")
    reply = answer([question], private=True)
    with pytest.raises(NeedsAnother):
        releasing.release(tender, [(reply.id, reply.version)], by=cast.kofi.id, now=now)
    with pytest.raises(NeedsAnother):
        releasing.agree(Reply.get_by_id(reply.id), by=cast.kofi.id, now=now, version=reply.version)
    agreed = Reply.get_by_id(reply.id)
    releasing.agree(agreed, by=cast.erin.id, now=now, version=agreed.version)
    releasing.release(tender, [(agreed.id, agreed.version)], by=cast.kofi.id, now=now)
    assert ReleasedAnswer.select().count() == 0
    assert fresh(question).state == "answered"


def test_silence_after_a_refused_wish_takes_the_question_back(
    tender: Tender, cast: Cast, ask: Ask, now: datetime
) -> None:
    question = ask("May hosts smoke?", why="It is our secret.")
    queue.rule(question, agreed=False, by=cast.kofi.id, now=now, version=question.version)
    second_day = datetime.combine(add_working_days(today(now), 2, "E"), now.time())
    assert closing.silence(second_day) == 0
    assert closing.silence(second_day + timedelta(days=1)) == 1
    assert fresh(question).state == "withdrawn"
    assert closing.silence(second_day + timedelta(days=2)) == 0


def test_a_reworded_question_is_in_the_queue_again(tender: Tender, cast: Cast, ask: Ask, now: datetime) -> None:
    question = ask("May hosts smoke our herbs?", why="It is our secret.")
    queue.rule(question, agreed=False, by=cast.kofi.id, now=now, version=question.version)
    asking.reword(fresh(question), "May hosts smoke?", by=cast.alice.id, now=now, version=fresh(question).version)
    assert (fresh(question).words, fresh(question).confidential) == ("May hosts smoke?", False)


def test_open_questions_alarm_the_manager_once_and_move_nothing(tender: Tender, ask: Ask, now: datetime) -> None:
    ask("May hosts smoke?")
    assert closing.alarm(now) == 0
    closes = tender.closes_at
    assert closes is not None
    near = closes - timedelta(days=3)
    assert [closing.alarm(near), closing.alarm(near)] == [1, 0]
    assert [message.to for message in Message.select()] == ["erin@people.example"]
    assert Tender.get_by_id(tender.id).closes_at == closes


def test_a_name_is_opened_for_a_reason_that_stays(tender: Tender, cast: Cast, ask: Ask, now: datetime) -> None:
    ask("May hosts smoke?")
    why = "The same words stand in a complaint."
    assert queue.open_name(Asker.get(tender=tender), why, by=cast.erin.id, now=now) == "Harbour Young People"
    assert NameOpened.get().reason == why


def test_a_correction_is_a_version_and_two_at_once_make_one(
    tender: Tender, cast: Cast, ask: Ask, answer: Answer, now: datetime
) -> None:
    reply = answer([ask("How many places?")], "Eleven.")
    releasing.release(tender, [(reply.id, reply.version)], by=cast.kofi.id, now=now)
    row = ReleasedAnswer.get()
    releasing.correct(row, "Twelve.", "One was left out.", by=cast.kofi.id, now=now)
    with pytest.raises(AlreadyDone):
        releasing.correct(row, "Thirteen.", "Another one.", by=cast.erin.id, now=now)
    [versions] = ReleasedAnswer.of(tender.id)
    assert [version.answer for version in versions] == ["Twelve.", "Eleven."]


def test_earlier_answers_are_found_and_what_reveals_is_named(
    tender: Tender, cast: Cast, ask: Ask, answer: Answer, now: datetime
) -> None:
    replies = [
        answer([ask("May hosts smoke in the house?")], "No."),
        answer([ask("Who pays for taxis to school?")], "You do."),
    ]
    for reply in replies:
        Reply.update(question=Clarification.get(reply=reply).words).where(Reply.id == reply.id).execute()
    releasing.release(tender, [(r.id, r.version) for r in replies], by=cast.kofi.id, now=now)
    assert asking.answered(tender).similar("Is smoking at home allowed? May a host smoke?")[0].answer == "No."
    assert asking.answered(tender).similar("") == []
    first = ReleasedAnswer.get(ReleasedAnswer.answer == "No.")
    releasing.correct(first, "Never.", "It was too mild.", by=cast.kofi.id, now=now)
    assert asking.answered(tender).similar("May a host smoke?")[0].answer == "Never."  # nothing older is found
    told = asking.reveals("We at Harbour, ring Alice on 07700 900123 please.", cast.harbour.id)
    assert {"Harbour", "Alice"} <= set(told)
    assert any("07700" in word for word in told)
    assert asking.reveals("May hosts smoke?", cast.harbour.id) == []


def test_an_officer_takes_a_question_on_and_a_colleague_who_was_slower_learns_of_it(
    tender: Tender, cast: Cast, ask: Ask, now: datetime
) -> None:
    asked = ask("May hosts smoke?")
    slower = Clarification.get_by_id(asked.id)
    queue.claim(asked, by=cast.kofi.id, now=now, version=asked.version)
    (line,) = queue.lines(tender)
    assert line.question.claimed_by.name == cast.kofi.name
    with pytest.raises(Stale):
        queue.claim(slower, by=cast.erin.id, now=now, version=slower.version)
    queue.let_go(asked, by=cast.kofi.id, now=now, version=asked.version)
    with pytest.raises(NotNow):
        queue.let_go(asked, by=cast.kofi.id, now=now, version=asked.version)


@pytest.mark.parametrize(
    ("arrived", "kept", "why"),
    [
        (timedelta(0), timedelta(0), None),
        (timedelta(0), timedelta(seconds=5), None),  # it waited for the store
        (timedelta(0), timedelta(seconds=-1), "the clock went back"),
        (timedelta(0), timedelta(minutes=2), "the clock jumped ahead"),
        (timedelta(hours=-2), timedelta(hours=-2), "another clock was ahead"),
    ],
)
def test_a_question_is_kept_and_marked_where_the_clocks_do_not_agree(
    tender: Tender, cast: Cast, now: datetime, arrived: timedelta, kept: timedelta, why: str | None
) -> None:
    wish = asking.Wish("May they?")
    asked = asking.ask(tender, cast.harbour.id, wish, by=cast.alice.id, arrived_at=now + arrived, now=now + kept)
    assert (asked.doubt, asked.state) == (why, "asked")


def test_a_person_decides_about_a_time_in_doubt_and_says_why(tender: Tender, cast: Cast, now: datetime) -> None:
    wish, back = asking.Wish("May they?"), now - timedelta(hours=2)
    asked = asking.ask(tender, cast.harbour.id, wish, by=cast.alice.id, arrived_at=back, now=back)
    queue.settle_time(asked, "The mail server’s log.", late=True, by=cast.kofi.id, now=now, version=asked.version)
    again = Clarification.get_by_id(asked.id)
    assert (again.late, again.doubt) == (True, "")
    with pytest.raises(NotNow):
        queue.settle_time(again, "Hm.", late=False, by=cast.kofi.id, now=now, version=again.version)


def test_the_first_words_of_a_question_that_was_said_anew_are_kept(
    tender: Tender, cast: Cast, ask: Ask, now: datetime
) -> None:
    asked = ask("zebrasecret?", why="Ours.")
    queue.rule(asked, agreed=False, by=cast.kofi.id, now=now, version=asked.version)
    asking.reword(asked, "Plain?", by=cast.alice.id, now=now, version=asked.version)
    assert (asked.words, asked.first_words) == ("Plain?", "zebrasecret?")

"""What the council decides about a return, and what the provider does with it."""

from datetime import timedelta

import pytest

from models.conflicts import AlreadyDone, NotNow, Stale
from models.decision import Decision
from models.monitoring_return import Return
from models.remark import Remark
from models.submission import Submission
from portal.returns import words
from portal.returns.work import answering, sending, sheet
from tests.portal.life import THANKS, Life, mails, no_mail


def test_remarks_stand_at_their_questions_and_everybody_of_the_provider_is_told(life: Life) -> None:
    ret = life.in_state("received")
    no_mail()
    remarks = {"missing_times": "Our list has five.", "good": "Seven of eight?"}
    ret = life.send_back(ret, remarks, "Two things puzzle us.")
    loaded = sheet.load(ret, life.now)
    assert ret.state == "sent_back"
    assert {key: [r.words for r in marks] for key, marks in loaded.remarks.items()} == {
        "missing_times": ["Our list has five."],
        "good": ["Seven of eight?"],
    }
    assert loaded.remarks["good"][0].by.name == "Dana Dean"
    assert [(said["title"], said["words"]) for said in words.said(loaded.sent)] == [
        ("What we ask you to look at again", "Two things puzzle us.")
    ]
    assert sorted(mail.to for mail in mails()) == ["alice@people.example", "bob@people.example"]
    assert "puzzle" not in mails()[0].text


def test_a_remark_is_settled_by_a_new_answer_and_only_that_one(life: Life) -> None:
    ret = life.in_state("received")
    ret = life.send_back(ret, {"missing_times": "Five?", "good": "Seven?"})
    life.type(ret, "missing", {"missing_times": "5", "missing_people": "1", "missing_times_under_18": "2"})
    assert set(sheet.load(answering.fresh(ret), life.now).remarks) == {"good"}
    assert Remark.get(Remark.key == "missing_times").settled_by_id == life.cast.alice.id


def test_a_return_that_was_sent_back_is_sent_again_with_remarks_open(life: Life) -> None:
    ret = life.in_state("sent_back")
    life.type(ret, "missing", {"missing_times": "5", "missing_times_under_18": "5"})
    second = life.send(ret)
    assert second.number == 2
    assert answering.fresh(ret).state == "received"


def test_a_return_that_was_sent_back_may_be_sent_again_as_it_was(life: Life) -> None:
    ret = life.in_state("sent_back")
    assert life.send(ret).number == 2


def test_accepting_tells_the_provider_and_says_what_was_noticed(life: Life) -> None:
    ret = life.in_state("received")
    no_mail()
    ret = life.accept(ret)
    assert ret.state == "accepted"
    assert sorted(mail.to for mail in mails()) == ["alice@people.example", "bob@people.example"]
    assert THANKS not in mails()[0].text
    assert Decision.of(ret.id)[0].words == THANKS
    assert Decision.of(ret.id)[0].submission_id == Submission.newest(ret.id).id


def test_what_was_noticed_stands_at_the_start_of_the_next_return(life: Life) -> None:
    life.last_time()
    said = words.said(sheet.load(life.ask(), life.now).sent)
    assert said == [
        {
            "title": "What we noticed last time, and what happens next",
            "words": "You kept everybody safe.",
            "by": "Dana Dean",
            "on": "17 July 2026",
        }
    ]


@pytest.mark.parametrize("state", ["due", "draft", "sent_back"])
def test_only_what_was_received_is_accepted(life: Life, state: str) -> None:
    ret = life.in_state(state)
    with pytest.raises(NotNow):
        life.accept(ret)
    assert answering.fresh(ret).state == state


def test_accepting_twice_is_one_decision_and_one_round_of_mail(life: Life) -> None:
    ret = life.in_state("received")
    no_mail()
    seen = ret.version
    life.accept(ret)
    with pytest.raises((AlreadyDone, Stale)):
        sending.accept(ret, words=THANKS, version=seen, by=life.cast.dana.id, now=life.now)
    assert Decision.select().count() == 1
    assert len(mails()) == 2


def test_correcting_something_opens_it_again_with_a_reason_and_tells_the_officer(life: Life) -> None:
    ret = life.in_state("accepted")
    no_mail()
    sending.correct(ret, reason="We forgot one move.", version=ret.version, by=life.cast.bob.id, now=life.now)
    assert answering.fresh(ret).state == "received"
    assert [mail.to for mail in mails()] == ["dana@people.example"]
    life.type(ret, "moves", {"moved_in": "2", "check.adds_up": ""})
    second = life.send(ret)
    assert second.number == 2
    ret = life.accept(ret, "Thank you for putting it right.")
    assert [d.what for d in Decision.of(ret.id)] == ["accepted", "correcting", "accepted"]
    assert [s.number for s in Submission.select().order_by(Submission.number)] == [1, 2]


def test_what_is_not_accepted_needs_no_correcting(life: Life) -> None:
    ret = life.in_state("received")
    with pytest.raises(NotNow):
        sending.correct(ret, reason="Why not", version=ret.version, by=life.cast.bob.id, now=life.now)


@pytest.mark.parametrize("state", ["due", "draft", "received", "sent_back"])
def test_the_council_may_stop_asking(life: Life, state: str) -> None:
    ret = life.in_state(state)
    no_mail()
    sending.withdraw(ret, why="The contract ended.", version=ret.version, by=life.cast.dana.id, now=life.now)
    assert Return.get_by_id(ret.id).state == "withdrawn"
    assert sorted(mail.to for mail in mails()) == ["alice@people.example", "bob@people.example"]


def test_what_was_accepted_is_not_withdrawn(life: Life) -> None:
    ret = life.in_state("accepted")
    with pytest.raises(NotNow):
        sending.withdraw(ret, why="Oh.", version=ret.version, by=life.cast.dana.id, now=life.now)


def test_the_day_by_which_it_is_read_counts_working_days_from_its_arrival(life: Life) -> None:
    ret = life.ask()
    friday_night = life.now + timedelta(days=4, hours=14)  # 9 October, ten in the evening in UTC: eleven in London
    assert sheet.read_by(ret, friday_night).isoformat() == "2026-10-23"
    assert sheet.read_by(ret, friday_night + timedelta(hours=2)).isoformat() == "2026-10-23"


def test_what_the_provider_changes_and_does_not_send_keeps_nobody_from_deciding(life: Life) -> None:
    read = life.in_state("received")
    life.type(answering.fresh(read), "missing", {"missing_times": "5"})
    sending.accept(read, words=THANKS, version=read.version, by=life.cast.dana.id, now=life.now, seen=1)
    assert answering.fresh(read).state == "accepted"


def test_what_was_sent_again_is_read_before_it_is_decided(life: Life) -> None:
    read = life.in_state("received")
    life.type(answering.fresh(read), "missing", {"missing_times": "5"})
    life.send(answering.fresh(read))
    with pytest.raises(Stale):
        sending.accept(read, words=THANKS, version=read.version, by=life.cast.dana.id, now=life.now, seen=1)
    assert answering.fresh(read).state == "received"

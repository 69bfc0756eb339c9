"""Sending a return: what keeps it from being sent, what is sent, who is told."""

import json
from datetime import datetime, timedelta

import pytest

from forms import submission as canonical
from models import audit
from models.conflicts import AlreadyDone, Stale
from models.submission import Submission, SubmissionText
from portal.returns.work import answering, sending, sheet
from tests.portal.life import DUE, Life, mails, no_mail


def test_a_return_that_is_filled_in_is_received(life: Life) -> None:
    ret = life.fill(life.ask())
    assert ret.state == "draft"
    sent = life.send(ret)
    ret = answering.fresh(ret)
    assert (ret.state, sent.number, sent.late) == ("received", 1, False)
    assert sent.reference.startswith("EH-")
    assert len(sent.reference) == 11


def test_what_is_missing_is_listed_and_nothing_is_sent(life: Life) -> None:
    ret = life.ask()
    life.type(ret, "your_places", {"kinds": ["lodgings"], "places_lodgings": "12"})
    no_mail()
    with pytest.raises(sending.NotReady) as not_ready:
        life.send(ret)
    missing = {problem.question for problem in not_ready.value.problems}
    assert {"places_ready", "went_well", "complaints_received"} <= missing
    assert "places_lodgings" not in missing
    assert not Submission.select().exists()
    assert answering.fresh(ret).state == "draft"
    assert mails() == []


def test_what_cannot_be_true_keeps_a_return_from_being_sent(life: Life) -> None:
    ret = life.fill(life.ask(), {"missing_people": "3", "missing_times": "2"})
    with pytest.raises(sending.NotReady) as not_ready:
        life.send(ret)
    assert {problem.level for problem in not_ready.value.problems} <= {"stop", "missing"}


def test_a_soft_check_never_keeps_a_return_from_being_sent(life: Life) -> None:
    ret = life.fill(life.ask(), {"moved_in": "5"})
    assert sheet.load(ret, life.now).journey.soft(sheet.question_set(ret).pages_by_key["moves"])
    assert life.send(ret).number == 1


def test_a_figure_that_is_not_there_does_not_keep_a_return_from_being_sent(life: Life) -> None:
    gap = {"missing_times.why": "The log is at the office", "missing_times.when": "30 October 2026"}
    ret = life.fill(life.ask(), {"missing_times": "", **gap})
    sent = life.send(ret)
    answer = json.loads(bytes(sent.payload))["answers"]["missing_times"]
    assert answer["status"] == "not_available"
    assert answer["expected_on"] == "2026-10-30"


@pytest.mark.parametrize(
    ("after_midnight", "late"), [(timedelta(0), False), (timedelta(milliseconds=1), True)], ids=["last", "late"]
)
def test_late_goes_by_when_it_arrived_and_not_by_when_it_was_kept(
    life: Life, after_midnight: timedelta, late: bool
) -> None:
    ret = life.fill(life.ask())
    last = datetime(2026, 10, 21, 22, 59, 59, 999000)  # one millisecond before midnight in London, in summer time
    sent = life.send(ret, now=last + timedelta(minutes=3), arrived_at=last + after_midnight)
    assert sent.late is late
    assert DUE.isoformat() == "2026-10-21"


def test_sending_late_is_marked_and_nothing_else_happens(life: Life) -> None:
    ret = life.fill(life.ask())
    sent = life.send(ret, now=life.now + timedelta(days=60))
    assert sent.late
    assert answering.fresh(ret).state == "received"


def test_the_payload_is_canonical_and_holds_no_person_time_or_words(life: Life) -> None:
    ret = life.fill(life.ask(), by=life.cast.bob)
    sent = life.send(ret)
    body = bytes(sent.payload)
    told = json.loads(body)
    again = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert body == again
    assert sent.digest == canonical.digest(body)
    assert set(told) == {"set", "version", "authority", "provider", "service", "home", "period", "answers"}
    for private in ("Alice", "Bob", "alice@", "Three young people", "9 of 12", "2026-10-05", "page"):
        assert private not in body.decode()


def test_the_same_answers_in_other_words_by_somebody_else_give_the_same_bytes(life: Life) -> None:
    first = life.fill(life.ask(), by=life.cast.alice)
    bytes_first = sending.payload(sheet.load(first, life.now), life.settings.derived("texts"))
    life.fill(first, {"places_ready": "twelve", "places_lived_in": "nine"}, by=life.cast.bob)
    bytes_again = sending.payload(sheet.load(first, life.now), life.settings.derived("texts"))
    assert bytes_first == bytes_again


def test_free_text_is_kept_beside_the_payload_with_its_code(life: Life) -> None:
    ret = life.fill(life.ask())
    sent = life.send(ret)
    texts = {text.key: text for text in SubmissionText.select().where(SubmissionText.submission == sent.id)}
    assert texts["worries"].words == "Two hosts retire next spring."
    assert texts["worries"].mac == canonical.mac("Two hosts retire next spring.", life.settings.derived("texts"))
    assert texts["worries"].mac in bytes(sent.payload).decode()


def test_the_same_press_twice_gives_the_same_submission_and_one_round_of_mail(life: Life) -> None:
    ret = life.fill(life.ask())
    version = ret.version
    no_mail()
    first = life.send(ret, version=version)
    again = life.send(ret, version=version)
    assert (first.id, first.reference) == (again.id, again.reference)
    assert Submission.select().count() == 1
    assert len(mails()) == 3  # Alice, Bob, Dana


def test_sending_tells_everybody_of_the_provider_and_the_officer(life: Life) -> None:
    ret = life.fill(life.ask())
    no_mail()
    sent = life.send(ret, by=life.cast.bob)
    assert sorted(mail.to for mail in mails()) == ["alice@people.example", "bob@people.example", "dana@people.example"]
    receipt = mails("alice@people.example")[0]
    assert sent.reference in receipt.subject + receipt.text
    assert f"http://localhost/returns/{ret.public_id}/receipt/1" in receipt.text
    assert "5 October 2026, 09:00:00 London time" in receipt.text
    assert canonical.shown(sent.digest) in receipt.text
    assert f"http://localhost/desk/returns/{ret.public_id}/" in mails("dana@people.example")[0].text


def test_somebody_who_changed_an_answer_meanwhile_keeps_it_from_being_sent_unseen(life: Life) -> None:
    ret = life.fill(life.ask())
    seen = ret.version
    life.type(ret, "missing", {"missing_times": "3"}, by=life.cast.bob)
    with pytest.raises(Stale) as stale:
        life.send(ret, version=seen)
    assert stale.value.name == "Bob Barton"
    assert not Submission.select().exists()


def test_sending_again_before_it_is_accepted_is_a_second_submission_and_both_stay(life: Life) -> None:
    ret = life.in_state("received")
    life.type(ret, "missing", {"missing_times": "3"})
    assert answering.fresh(ret).state == "received"
    second = life.send(ret)
    assert second.number == 2
    first = Submission.get(Submission.number == 1)
    assert first.reference != second.reference
    assert json.loads(bytes(first.payload))["answers"]["missing_times"] == 2
    assert json.loads(bytes(second.payload))["answers"]["missing_times"] == 3


def test_what_did_not_change_is_not_sent_again(life: Life) -> None:
    ret = life.in_state("received")
    assert sending.unchanged(sheet.load(ret, life.now), life.settings.derived("texts"))
    life.type(ret, "missing", {"missing_times": "3"})
    assert not sending.unchanged(sheet.load(answering.fresh(ret), life.now), life.settings.derived("texts"))


def test_the_receipt_names_an_entry_of_a_chain_that_is_whole(life: Life) -> None:
    life.in_state("received")
    key = audit._the_key()
    assert audit.verify(key, Submission.heads()) == []
    assert len(Submission.heads()[0]) == 64


def test_pressing_send_after_it_was_accepted_sends_nothing(life: Life) -> None:
    ret = life.in_state("received")
    seen = ret.version
    life.accept(ret)
    with pytest.raises((Stale, AlreadyDone)):
        life.send(ret, version=seen)
    assert Submission.select().count() == 1

"""Files through their life, at work level."""

import json
from datetime import date, timedelta
from hashlib import sha256

import pytest

from models import audit
from models.audit import AuditEvent
from models.conflicts import NotNow
from models.submission import Submission
from models.upload import Upload
from portal.returns.work import answering, sheet
from portal.uploads.work import adding, ending, giving
from tests.portal.uploads import making
from tests.portal.uploads.conftest import REVIEW, Hands


def test_a_file_becomes_the_answer_and_is_kept_as_it_came(hands: Hands) -> None:
    ret, content = hands.asked(), making.pdf()
    assert not hands.add(ret, "C:\\Users\\a\\Quality review.pdf", content).problem
    upload = hands.upload(ret)
    assert (upload.name, upload.kind, upload.state) == ("Quality review.pdf", "pdf", "checked")
    assert upload.digest == sha256(content).hexdigest()
    assert hands.answer(ret) == (upload.digest,)
    assert hands.cellar.get(str(upload.place)) == content
    loaded = sheet.load(answering.fresh(ret), hands.life.now)
    assert loaded.journey.say(loaded.journey.question_set.questions[REVIEW]) == "Quality review.pdf (PDF, 1 KB)"


def test_something_hidden_waits_for_a_decision_and_is_no_answer_until_then(hands: Hands) -> None:
    ret = hands.asked()
    assert hands.add(ret, "review.docx", making.docx(comments=making.COMMENT)).waits
    upload = hands.upload(ret)
    assert (upload.state, json.loads(upload.found)) == ("waiting", [["comments", 1, []]])
    assert hands.answer(ret) is None
    adding.keep(upload, ret, by=hands.life.cast.alice.id, now=hands.life.now)
    assert hands.answer(ret) == (upload.digest,)
    with pytest.raises(NotNow):
        adding.keep(upload, ret, by=hands.life.cast.alice.id, now=hands.life.now)


def test_taken_away_means_that_the_bytes_with_it_are_gone(hands: Hands) -> None:
    ret = hands.asked()
    hands.add(ret, "review.docx", making.docx(comments=making.COMMENT))
    upload = hands.upload(ret)
    before, place = upload.digest, upload.place
    problem = adding.keep_cleaned(upload, ret, by=hands.life.cast.alice.id, now=hands.life.now, cellar=hands.cellar)
    assert problem == ""
    after = hands.upload(ret)
    assert (after.state, after.found) == ("checked", None)
    assert after.digest != before
    assert hands.places() == {after.place} != {place}
    assert b"J.S." not in hands.cellar.get(str(after.place))


def test_what_was_sent_keeps_its_file_when_the_next_sending_goes_without(hands: Hands) -> None:
    ret = hands.standard()
    hands.add(ret)
    first = hands.life.send(ret)
    upload = hands.upload(ret)
    assert upload.sent_at == hands.life.now
    assert json.loads(bytes(first.payload))["answers"][REVIEW] == [upload.digest]
    ending.remove(upload, ret, by=hands.life.cast.alice.id, now=hands.life.now, cellar=hands.cellar)
    assert (hands.upload(ret).state, hands.answer(ret)) == ("left_out", None)
    second = hands.life.send(ret)
    assert REVIEW not in json.loads(bytes(second.payload))["answers"]
    assert hands.cellar.get(str(upload.place))  # the first sending still has it
    assert not hands.add(ret).problem  # the very file again
    assert (hands.upload(ret).id, hands.upload(ret).state) == (upload.id, "checked")


def test_one_that_was_never_sent_is_gone_for_good_once_removed(hands: Hands) -> None:
    ret = hands.asked()
    hands.add(ret, "Report on J.S.pdf")
    upload = hands.upload(ret)
    ending.remove(upload, ret, by=hands.life.cast.alice.id, now=hands.life.now, cellar=hands.cellar)
    assert hands.places() == set()
    assert hands.answer(ret) is None
    gone = hands.upload(ret)
    assert (gone.name, gone.found, gone.place, gone.state) == ("", None, None, "taken_out")


def test_taking_out_empties_name_and_bytes_and_what_was_sent_still_verifies(hands: Hands) -> None:
    ret = hands.standard()
    hands.add(ret, "Report on J.S.pdf")
    submission = hands.life.send(ret)
    ret = hands.life.accept(ret)  # even what was accepted
    upload = hands.upload(ret)
    ending.take_out(upload, why="A name", by=hands.life.cast.bob.id, now=hands.life.now, cellar=hands.cellar)
    assert hands.places() == set()
    journey = sheet.of_submission(ret, submission, hands.life.now)
    said = journey.say(journey.question_set.questions[REVIEW])
    assert said == "A file, taken out by Bob Barton on 5 October 2026"
    assert sha256(bytes(Submission.newest(ret.id).payload)).hexdigest() == submission.digest  # type: ignore[union-attr]
    assert audit.verify(audit._the_key(), Submission.heads()) == []
    with pytest.raises(NotNow):
        ending.take_out(upload, why="", by=hands.life.cast.bob.id, now=hands.life.now, cellar=hands.cellar)


def test_an_answer_whose_only_file_was_taken_out_of_the_draft_is_missing_again(hands: Hands) -> None:
    ret = hands.report_asked()
    hands.add(ret, "report.pdf", key="report", page="report")
    assert not [p for p in sheet.load(ret, hands.life.now).journey.missing() if p.question == "report"]
    ending.take_out(hands.upload(ret), why="", by=hands.life.cast.alice.id, now=hands.life.now, cellar=hands.cellar)
    missing = [p.say for p in sheet.load(answering.fresh(ret), hands.life.now).journey.missing()]
    assert "Add the report as a PDF or Word file up to 20 MB" in missing


def test_a_file_kept_apart_goes_on_its_day_and_each_opening_is_written_down(hands: Hands) -> None:
    ret = hands.report_asked()
    hands.add(ret, "report.pdf", key="report", page="report")
    upload = hands.upload(ret)
    assert (upload.apart, upload.delete_on) == (True, date(2028, 1, 5))
    giving.give(upload, by=hands.life.cast.dana.id, now=hands.life.now, cellar=hands.cellar)
    opened = AuditEvent.get(AuditEvent.action == "upload.opened")
    assert (opened.subject, opened.by) == (upload.subject, hands.life.cast.dana.id)
    day_before = hands.life.now.replace(year=2028, month=1, day=4)
    assert ending.sweep(hands.cellar, day_before) == 0
    assert hands.places() == {upload.place}
    assert ending.sweep(hands.cellar, day_before + timedelta(days=1)) == 1
    assert hands.places() == set()
    assert (hands.upload(ret).state, hands.upload(ret).name) == ("expired", "")
    assert ending.sweep(hands.cellar, day_before + timedelta(days=2)) == 0


def test_the_same_files_give_the_same_bytes_in_whatever_order_they_came(hands: Hands) -> None:
    digests = []
    one, other = making.pdf(), making.earlier_version()
    for order in ((one, other), (other, one)):
        ret = hands.asked() if not digests else hands.asked_elsewhere()
        question = sheet.question_set(ret).questions[REVIEW]
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(vars(question), "most_files", 2)
            for content in order:
                hands.add(ret, content=content)
        for upload in Upload.select().where((Upload.return_ == ret.id) & (Upload.state == "waiting")):
            adding.keep(upload, ret, by=hands.life.cast.alice.id, now=hands.life.now)
        digests.append(hands.answer(ret))
    assert digests[0] == digests[1]
    assert len(digests[0]) == 2

"""Mails say that something waits, and where. What people wrote never travels by mail."""

import re

import pytest

from models.more_time import MoreTime
from models.outbox import Message
from portal.returns.work import answering, sending, sheet
from tests.portal.life import CORE, Life, mails

TEXT, REASON, WHY_GAP, REMARK, NOTICED, LINE, WHY, FIGURE = (
    "Zebedee-text", "Zebedee-option", "Zebedee-gap", "Zebedee-remark", "Zebedee-noticed", "Zebedee-line", "Zebedee-why",
    "471",
)  # fmt: skip
PLANTED = {
    "went_well": TEXT,
    "worries": TEXT,
    "changed": TEXT,
    "places_ready": "11",
    "not_ready_why": ["other"],
    "not_ready_why.other.text": REASON,
    "complaints_received": "",
    "complaints_received.why": WHY_GAP,
    "worries_passed_on": FIGURE,
    "moved_in": "5",
    "check.adds_up": TEXT,
}


@pytest.fixture
def everything(life: Life) -> list[Message]:
    """Every mail of a life in which every box that people write into holds a word that gives itself away."""
    cast, now = life.cast, life.now
    ret = life.fill(life.ask(why=WHY), PLANTED)
    for _ in range(2):
        answering.more_time(answering.fresh(ret), by=cast.bob.id, now=now)
    waiting = MoreTime.waiting(ret.id)
    assert waiting is not None
    answering.decide_time(waiting, answering.fresh(ret), granted=True, by=cast.dana.id, now=now)
    life.send(ret)
    life.send_back(ret, {"went_well": REMARK}, LINE)
    answering.more_time(answering.fresh(ret), by=cast.bob.id, now=now)
    waiting = MoreTime.waiting(ret.id)
    assert waiting is not None
    answering.decide_time(waiting, answering.fresh(ret), granted=False, by=cast.dana.id, now=now)
    life.type(ret, "own_words", {"went_well": f"{TEXT} again"})
    life.send(ret)
    ret = life.accept(ret, NOTICED)
    sending.correct(ret, reason=WHY, version=ret.version, by=cast.alice.id, now=now)
    answering.take_out(answering.fresh(ret), "worries", why=WHY, by=cast.alice.id, now=now)
    ret = answering.fresh(ret)
    sending.withdraw(ret, why=WHY, version=ret.version, by=cast.dana.id, now=now)
    return mails()


def test_every_kind_of_mail_was_sent(everything: list[Message]) -> None:
    subjects = {re.sub(r"EH-\w+|\d+ \w+ 2026", "…", mail.subject) for mail in everything}
    assert subjects == {
        "Fairshire County Council: a return waits for you, due …",
        "Harbour Young People asks for more time",
        "Your return is now due …",
        "Fairshire County Council answered about more time",
        "Fairshire County Council has your return (…)",
        "A return came in (…)",
        "Fairshire County Council has a question about your return (…)",
        "Fairshire County Council has read your return (…)",
        "A return is being corrected (…)",
        "Fairshire County Council no longer asks for a return",
    }


def test_no_mail_holds_an_answer_a_comment_or_a_figure(everything: list[Message]) -> None:
    for mail in everything:
        whole = mail.subject + mail.text + (mail.html or "")
        assert "Zebedee" not in whole, mail.subject
        assert FIGURE not in re.sub(r"http\S+|EH-\w+|For the record.*", "", whole), mail.subject
        for words in CORE.values():
            if isinstance(words, str) and len(words) > 12:
                assert words not in whole


def test_no_mail_names_a_person_who_uses_the_portal_for_a_provider(everything: list[Message]) -> None:
    for mail in everything:
        for name in ("Alice", "Archer", "Bob", "Barton", "Charlie"):
            assert name not in mail.subject + mail.text


def test_every_link_begins_with_the_settings_address(everything: list[Message]) -> None:
    for mail in everything:
        for link in re.findall(r"https?://\S+", mail.text):
            assert link.startswith("http://localhost/"), link


def test_links_lead_to_the_side_that_the_mail_goes_to(everything: list[Message]) -> None:
    for mail in everything:
        to_the_council = mail.to == "dana@people.example"
        for link in re.findall(r"http://localhost(/\S+)", mail.text):
            assert link.startswith("/desk/returns/" if to_the_council else "/returns/"), (mail.to, link)


def test_subjects_have_one_line_and_texts_end_with_one(everything: list[Message]) -> None:
    for mail in everything:
        assert "\n" not in mail.subject
        assert mail.text.endswith("\n")
        assert "None" not in mail.text
        assert "{" not in mail.text


def test_mails_are_kept_only_if_what_they_tell_of_is_kept(life: Life) -> None:
    ret = life.in_state("received")
    before = len(mails())
    with pytest.raises(Exception, match="an_acceptance_has_1_to_600_characters"):
        sending.accept(ret, words="x" * 601, version=ret.version, by=life.cast.dana.id, now=life.now)
    assert len(mails()) == before
    assert sheet.load(answering.fresh(ret), life.now).ret.state == "received"

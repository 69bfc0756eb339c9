"""Two councils buy together: both read, one writes, everybody sees who buys, and nobody is on both sides."""

from datetime import datetime, timedelta

import pytest

from models.audit import AuditEvent
from models.conflicts import NotNow
from models.outbox import Message
from models.person import Membership, Person
from models.register.contract_buyer import ContractBuyer
from models.register.framework_user import FrameworkUser
from models.store import writing
from models.tendering.addendum import Addendum
from models.tendering.bidder import Bidder
from models.tendering.clarification import Clarification
from models.tendering.criterion import Criterion
from models.tendering.joint_answer import JointAnswer
from models.tendering.lot import JointBuyer
from models.tendering.outcome import Outcome
from models.tendering.override import Override
from models.tendering.released_tender import ReleasedTender
from models.tendering.tender import Tender
from portal.clarifications.work import asking
from portal.mail import compose
from portal.outcomes.work import bidding, contract, telling
from portal.settings import Settings
from portal.tenders.work import jointly, keeping, stating
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.portal.access_tenders import make_tender


def fresh(tender: Tender) -> Tender:
    found: Tender = Tender.full().where(Tender.id == tender.id).get()
    return found


def tick(tender: Tender, cast: Cast, now: datetime, *slugs: str) -> None:
    keeping.save(tender, {"jointly": slugs}, None, by=cast.kofi.id, now=now, version=fresh(tender).version)


def joins(person: Person, side: object, role: str, now: datetime) -> None:
    with writing():
        Membership.begin(person, side, role, now, by=None)  # type: ignore[arg-type]


@pytest.fixture
def joint(cast: Cast, settings: Settings, now: datetime) -> Tender:
    """Fairshire’s and Westmoor’s, published; Gita buys for Westmoor."""
    compose.configure(settings)
    made = make_tender(cast, now)
    joins(cast.gita, cast.westmoor, "procurement_officer", now)
    tick(made, cast, now, "westmoor")
    with writing():
        Override.put(made, "documents", "Everything is on the page.", by=cast.kofi.id, at=now)
    stating.publish(fresh(made), by=cast.kofi.id, now=now, version=fresh(made).version)
    return fresh(made)


def test_they_are_chosen_in_the_draft_and_everybody_sees_them(
    client: HouseClient, cast: Cast, settings: Settings, now: datetime
) -> None:
    made = make_tender(cast, now)
    kofi, here = client.as_(cast.kofi), f"/desk/tenders/{made.public_id}/"
    page = kofi.get(f"{here}who")
    assert "Westmoor County Council" in page.text
    kofi.submit(page, {"jointly": "westmoor", "audience": "open", "regime": "procurement_act"})
    assert [one.slug for one in JointBuyer.of(made.id)] == ["westmoor"]
    assert "checked" in kofi.get(f"{here}who").one("//input[@name='jointly']").attrib
    with writing():
        Override.put(made, "documents", "Everything is on the page.", by=cast.kofi.id, at=now)
    stating.publish(fresh(made), by=cast.kofi.id, now=now, version=fresh(made).version)
    assert "Bought together with" in client.as_(cast.charlie).get(f"/tenders/fairshire/{made.slug}/").text
    assert '"jointly":["Westmoor County Council"]' in ReleasedTender.newest()[0].data


def test_the_other_council_reads_and_does_not_write(client: HouseClient, cast: Cast, joint: Tender) -> None:
    gita, here = client.as_(cast.gita), f"/desk/tenders/{joint.public_id}/"
    assert joint.title in gita.get("/desk/tenders/").text
    assert "Change by addendum" not in gita.get(here).text
    assert "anything to do" in gita.get(f"{here}questions/", follow=True).text  # declares first, as everybody
    gita.submit(gita.get(f"{here}declare"), {"conflict": "no"})
    assert "Nothing waits" in gita.get(f"{here}questions/").text
    for path in ("what", "deadline", "decide", "panel", "documents/", "questions/came"):
        gita.get(f"{here}{path}", status=404)


def test_a_council_that_does_not_buy_it_sees_nothing(
    client: HouseClient, cast: Cast, joint: Tender, now: datetime
) -> None:
    with writing():
        JointBuyer.delete().execute()
    gita = client.as_(cast.gita)
    gita.get(f"/desk/tenders/{joint.public_id}/", status=404)
    assert joint.title not in gita.get("/desk/tenders/").text


def test_who_works_for_a_buyer_cannot_ask(cast: Cast, joint: Tender, now: datetime) -> None:
    joins(cast.gita, cast.northgate, "member", now)
    with pytest.raises(NotNow, match="both sides"):
        asking.ask(joint, cast.northgate.id, asking.Wish("Hm?"), by=cast.gita.id, arrived_at=now, now=now)
    assert not Clarification.select().exists()


def test_whose_organisation_asks_no_longer_reads_it_at_the_desk(
    client: HouseClient, cast: Cast, joint: Tender, now: datetime
) -> None:
    joins(cast.gita, cast.northgate, "member", now)
    here = f"/desk/tenders/{joint.public_id}/"
    assert client.as_(cast.gita).get(here)
    asking.ask(joint, cast.northgate.id, asking.Wish("Hm?"), by=cast.charlie.id, arrived_at=now, now=now)
    client.as_(cast.gita).get(here, status=404)
    client.as_(cast.gita).get(f"{here}questions/", status=404)


def test_after_publication_they_change_by_addendum(cast: Cast, joint: Tender, now: datetime) -> None:
    values = {"jointly": ()}
    stating.amend(joint, "Alone", "Westmoor left.", values, None, by=cast.kofi.id, now=now, version=joint.version)
    assert Addendum.get().changes == {"jointly": ("Westmoor County Council", "")}
    assert '"jointly":[]' in ReleasedTender.newest()[0].data


@pytest.mark.parametrize("arrangement", ["stand_alone", "framework"])
def test_the_contract_that_is_made_names_them(cast: Cast, joint: Tender, now: datetime, arrangement: str) -> None:
    later = now + timedelta(days=90)
    with writing():
        Tender.update(arrangement=arrangement).where(Tender.id == joint.id).execute()
    stating.decide(fresh(joint), "awarded", by=cast.kofi.id, now=later, version=fresh(joint).version)
    won = {"name": "Northgate Care", "provider": None, "won": True, "value_pence": 1, "sme": "", "vcse": "", "lot": 0}
    bidding.enter(fresh(joint), None, won, by=cast.kofi.id, now=later)
    marks = {one.number: ("4", "Good.", "Not all.") for one in Criterion.of(joint.id)}
    bidding.mark(fresh(joint), Bidder.get(), marks, by=cast.kofi.id, now=later)
    telling.feedback(fresh(joint), by=cast.kofi.id, now=later, version=Outcome.get().version)
    made = contract.make(
        fresh(joint), {str(Bidder.get().public_id): contract.NEW}, by=cast.kofi.id, now=later,
        version=Outcome.get().version,
    )  # fmt: skip
    users = [one.slug for one in FrameworkUser.of(made.id)]
    assert users == (["westmoor"] if arrangement == "framework" else [])
    assert [one.slug for one in ContractBuyer.of(made.id)] == ["westmoor"]
    assert made.description == joint.description


def test_who_is_named_is_told_once_and_says_whether_it_is_right(
    client: HouseClient, cast: Cast, settings: Settings, now: datetime
) -> None:
    compose.configure(settings)
    made = make_tender(cast, now)
    joins(cast.gita, cast.westmoor, "procurement_officer", now)
    tick(made, cast, now, "westmoor")
    tick(made, cast, now, "westmoor")
    mail = Message.get(Message.about == made.subject)
    assert mail.to == cast.gita.email
    assert made.title not in mail.subject + mail.text
    assert "Fairshire" not in mail.text
    gita, here = client.as_(cast.gita), f"/desk/tenders/{made.public_id}/"
    assert "buys this together with you" in gita.get("/").main
    page = gita.get(here)
    assert "Is it right that Westmoor County Council buys this, too?" in page.main
    assert "Thank you" in gita.post(f"{here}jointly", {"answer": "right"}).main
    assert "Is it right" not in gita.get(here).main
    assert AuditEvent.select().where(AuditEvent.action == "tender.joint_agreed").count() == 1
    assert "already" in gita.post(f"{here}jointly", {"answer": "mistake"}).text
    client.as_(cast.kofi).post(f"{here}jointly", {"answer": "right"}, status=404)


def test_a_mistake_is_told_and_the_tender_is_theirs_no_more(
    client: HouseClient, cast: Cast, joint: Tender, now: datetime
) -> None:
    gita, here = client.as_(cast.gita), f"/desk/tenders/{joint.public_id}/"
    assert "the other council was told" in gita.post(f"{here}jointly", {"answer": "mistake"}).main
    gita.get(here, status=404)
    assert joint.title not in gita.get("/desk/tenders/").text
    told = {one.to for one in Message.select().where(Message.subject.contains("does not buy this"))}
    assert cast.kofi.email in told
    assert "Take it out by addendum" in client.as_(cast.kofi).get(here).main
    assert [one.slug for one in JointBuyer.of(joint.id)] == ["westmoor"]
    assert not JointBuyer.buying(joint.id)
    stating.amend(joint, "Alone", "A mistake.", {"jointly": ()}, None, by=cast.kofi.id, now=now, version=joint.version)
    assert not JointAnswer.select().exists()
    tick_again = {"jointly": ("westmoor",)}
    fresh_one = fresh(joint)
    stating.amend(fresh_one, "Yes", "It does.", tick_again, None, by=cast.kofi.id, now=now, version=fresh_one.version)
    assert "Is it right" in gita.get(here).main


def test_a_draft_is_not_published_with_a_mistake(cast: Cast, settings: Settings, now: datetime) -> None:
    compose.configure(settings)
    made = make_tender(cast, now)
    tick(made, cast, now, "westmoor")
    jointly.answer(fresh(made), [cast.westmoor.id], agreed=False, by=cast.gita.id, now=now)
    with pytest.raises(NotNow):
        jointly.answer(fresh(made), [cast.westmoor.id], agreed=True, by=cast.gita.id, now=now)
    with writing():
        Override.put(made, "documents", "Everything is on the page.", by=cast.kofi.id, at=now)
    stating.publish(fresh(made), by=cast.kofi.id, now=now, version=fresh(made).version)
    assert '"jointly":[]' in ReleasedTender.newest()[0].data

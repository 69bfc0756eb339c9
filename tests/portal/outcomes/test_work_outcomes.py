"""Bidders are told at one instant or not at all, and before everybody; the award makes one contract; papers stay."""

import hashlib
import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from peewee import IntegrityError

from models.audit import AuditEvent
from models.conflicts import AlreadyDone, Conflict, NeedsAnother, NotNow
from models.outbox import Message
from models.register.award import Award
from models.register.contract import Contract
from models.register.supplier import Supplier
from models.store import store, writing
from models.tendering.asker import Asker, NameOpened
from models.tendering.bidder import Bidder, Mark
from models.tendering.outcome import Outcome
from models.tendering.released_tender import ReleasedTender
from models.tendering.tender import Tender
from portal.clarifications.work import asking, queue
from portal.outcomes.work import bidding, contract, dates, papers, sealed, telling
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.portal.access_tenders import make_tender
from tests.portal.outcomes.conftest import SHEET, fresh

Bids = dict[str, Bidder]


def outcome(tender: Tender) -> Outcome:
    found = Outcome.of(tender.id)
    assert found is not None
    return found


def tell(tender: Tender, cast: Cast, at: datetime) -> None:
    telling.feedback(tender, by=cast.kofi.id, now=at, version=outcome(tender).version)


def released(tender: Tender) -> dict[str, object]:
    last = next(one for one in ReleasedTender.newest() if one.tender_id == tender.id)
    found: dict[str, object] = json.loads(last.data)
    return found


def test_all_bidders_are_told_at_one_instant_or_none_of_them(
    awarded: Tender, bid: Bids, cast: Cast, later: datetime
) -> None:
    with writing():
        Mark.delete().where(Mark.bidder == bid["zebraharbour"].id, Mark.criterion == 2).execute()
    with pytest.raises(NotNow, match="incomplete"):
        tell(awarded, cast, later)
    assert outcome(awarded).feedback_at is None
    assert Message.select().count() == 0
    bidding.mark(awarded, bid["zebraharbour"], {1: SHEET, 2: SHEET}, by=cast.kofi.id, now=later)
    tell(awarded, cast, later)
    told = {mail.to for mail in Message.select()}
    assert {cast.alice.email, cast.bob.email, cast.charlie.email} <= told
    assert not [mail for mail in Message.select() if "zebra" in mail.text or "Northgate" in mail.text]
    with pytest.raises(NotNow, match="released"):
        bidding.mark(awarded, bid["zebraharbour"], {1: SHEET}, by=cast.kofi.id, now=later)
    with pytest.raises(NotNow, match="released"):
        tell(awarded, cast, later)


def test_releasing_feedback_twice_at_once_tells_everybody_once(
    awarded: Tender, bid: Bids, cast: Cast, later: datetime
) -> None:
    version = outcome(awarded).version

    def act(_: int) -> bool:
        store.connect(reuse_if_open=True)
        try:
            telling.feedback(fresh(awarded), by=cast.kofi.id, now=later, version=version)
        except Conflict:
            return False
        finally:
            store.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(act, range(4))) == 1
    assert len(list(Message.select())) == len({mail.to for mail in Message.select()})


def test_a_second_person_reads_the_sheets_where_the_tender_asks_for_it(
    awarded: Tender, bid: Bids, cast: Cast, later: datetime
) -> None:
    with writing():
        Tender.update(second_person=True).where(Tender.id == awarded.id).execute()
    with pytest.raises(NeedsAnother):
        tell(fresh(awarded), cast, later)
    with pytest.raises(NeedsAnother):
        telling.check(outcome(awarded), by=cast.kofi.id, now=later, version=outcome(awarded).version)
    telling.check(outcome(awarded), by=cast.erin.id, now=later, version=outcome(awarded).version)
    bidding.mark(awarded, bid["zebraharbour"], {1: SHEET, 2: SHEET}, by=cast.kofi.id, now=later)
    with pytest.raises(NeedsAnother):  # what was checked is not what stands there now
        tell(fresh(awarded), cast, later)
    telling.check(outcome(awarded), by=cast.erin.id, now=later, version=outcome(awarded).version)
    tell(fresh(awarded), cast, later)
    with pytest.raises(IntegrityError), writing():
        Outcome.update(checked_by=cast.kofi, written_by=cast.kofi).execute()


def test_everybody_learns_who_won_after_the_bidders_and_nothing_of_who_lost(
    awarded: Tender, bid: Bids, cast: Cast, later: datetime
) -> None:
    with pytest.raises(NotNow, match="feedback"):
        telling.outcome(awarded, by=cast.kofi.id, now=later, version=outcome(awarded).version)
    tell(awarded, cast, later)
    assert released(awarded)["outcome"] is None
    assert "Northgate" not in json.dumps(released(awarded))
    telling.outcome(awarded, by=cast.kofi.id, now=later, version=outcome(awarded).version)
    said = released(awarded)
    assert said["outcome"] == {
        "winners": [{"name": "Northgate Care", "value_pence": 4_500_000, "lot": ""}],
        "bids": 2, "sme": None, "vcse": None,
    }  # fmt: skip
    assert "zebra" not in json.dumps(said)


def test_an_award_notice_that_came_first_is_warned_of_and_kept(
    awarded: Tender, bid: Bids, cast: Cast, later: datetime
) -> None:
    day = later.date() - timedelta(days=2)
    telling.notice(awarded, day, by=cast.kofi.id, now=later, version=outcome(awarded).version)
    tell(awarded, cast, later)
    assert outcome(awarded).notice_first


def test_nobody_is_entered_before_the_deadline_and_no_bid_twice(
    awarded: Tender, bid: Bids, cast: Cast, now: datetime, later: datetime
) -> None:
    open_one = make_tender(cast, now, title="Short breaks")
    values = {"name": "Northgate Care", "lot": 0}
    with pytest.raises(NotNow):
        bidding.enter(open_one, None, values, by=cast.kofi.id, now=now)
    with pytest.raises(AlreadyDone):
        bidding.enter(awarded, None, values, by=cast.kofi.id, now=later)
    assert Bidder.select().count() == 2


def test_the_award_makes_one_contract_with_its_supplier(
    awarded: Tender, bid: Bids, cast: Cast, later: datetime
) -> None:
    with pytest.raises(NotNow, match="feedback"):
        contract.make(awarded, {}, by=cast.kofi.id, now=later, version=outcome(awarded).version)
    tell(awarded, cast, later)
    made = contract.make(awarded, {}, by=cast.kofi.id, now=later, version=outcome(awarded).version)
    award = Award.get(Award.contract == made.id)
    assert (award.supplier.name, award.value_pence) == ("Northgate Care", 4_500_000)
    assert (made.title, made.starts_on, made.value_pence) == (awarded.title, awarded.starts_on, 4_500_000)
    assert outcome(awarded).contract_id == made.id
    with pytest.raises(AlreadyDone):
        contract.make(awarded, {}, by=cast.kofi.id, now=later, version=outcome(awarded).version)
    assert (Contract.select().count(), Supplier.select().count()) == (1, 1)


def test_a_supplier_of_almost_the_same_name_is_asked_about(
    awarded: Tender, bid: Bids, cast: Cast, later: datetime
) -> None:
    with writing():
        known = Supplier.add("Northgate Care Services Ltd", "fairshire", by=None, at=later)
    tell(awarded, cast, later)
    version = outcome(awarded).version
    with pytest.raises(KeyError):
        contract.make(awarded, {}, by=cast.kofi.id, now=later, version=version)
    chosen = {str(bid["Northgate Care"].public_id): known.slug}
    made = contract.make(awarded, chosen, by=cast.kofi.id, now=later, version=version)
    assert Award.get(Award.contract == made.id).supplier_id == known.id


def test_the_papers_are_kept_for_years_and_while_a_hold_lasts(
    awarded: Tender, bid: Bids, cast: Cast, later: datetime
) -> None:
    tell(awarded, cast, later)
    made = contract.make(awarded, {}, by=cast.kofi.id, now=later, version=outcome(awarded).version)
    assert made.starts_on is not None
    long_after = made.starts_on + timedelta(days=366 * 7)
    assert not outcome(awarded).may_be_deleted(made.starts_on + timedelta(days=3 * 366))
    assert outcome(awarded).may_be_deleted(long_after)
    papers.hold(awarded, "A claim.", by=cast.erin.id, now=later, version=outcome(awarded).version)
    assert (outcome(awarded).may_be_deleted(long_after), outcome(awarded).held_by_id) == (False, cast.erin.id)
    papers.end_hold(awarded, "It was settled.", by=cast.erin.id, now=later, version=outcome(awarded).version)
    assert outcome(awarded).may_be_deleted(long_after)
    words = AuditEvent.select().where(AuditEvent.action << ["tender.held", "tender.hold_ended"])
    assert [(one.words, one.by) for one in words] == [("A claim.", cast.erin.id), ("It was settled.", cast.erin.id)]
    papers.keep(awarded, 8, by=cast.erin.id, now=later, version=outcome(awarded).version)
    assert not outcome(awarded).may_be_deleted(long_after)
    with pytest.raises(IntegrityError, match="papers_are_kept_for_three_years_at_least"):
        papers.keep(awarded, 2, by=cast.erin.id, now=later, version=outcome(awarded).version)


def test_an_asker_whose_name_was_opened_is_told_once_after_the_decision(
    cast: Cast, settings: Settings, now: datetime, awarded: Tender, later: datetime
) -> None:
    with writing():
        asker = Asker.known(awarded, cast.harbour.id)
        Tender.update(state="published", decided_at=None).where(Tender.id == awarded.id).execute()
    queue.open_name(asker, "zebrareason", by=cast.erin.id, now=now)
    assert telling.names_opened(now) == 0
    with writing():
        Tender.update(state="awarded", decided_at=later).where(Tender.id == awarded.id).execute()
    assert (telling.names_opened(later), telling.names_opened(later)) == (1, 0)
    mails = list(Message.select())
    assert {mail.to for mail in mails} == {cast.alice.email, cast.bob.email}
    assert not [mail for mail in mails if "zebra" in mail.text or "Erin" in mail.text]
    assert NameOpened.get().told_at == later


def test_the_councils_own_days_are_told_and_late_answers_only_after_the_award(
    awarded: Tender, bid: Bids, cast: Cast, later: datetime
) -> None:
    assert awarded.decision_by_on is not None
    before = {"state": "published", "decided_at": None}
    with writing():
        Tender.update(**before).where(Tender.id == awarded.id).execute()
    assert [one.key for one in dates.promised(fresh(awarded), later)] == ["decision"]
    with writing():
        Tender.update(state="awarded", decided_at=later).where(Tender.id == awarded.id).execute()
        Tender.update(decision_by_on=later.date() - timedelta(days=7)).where(Tender.id == awarded.id).execute()
    tell(fresh(awarded), cast, later)
    found = {one.key: one for one in dates.promised(fresh(awarded), later)}
    assert (found["decision"].missed, found["decision"].slipped("E")) == (True, 5)
    assert found["feedback"].kept_on == later.date()
    assert list(found) == ["answers", "decision", "feedback"]


def test_the_sealed_file_is_the_same_bytes_and_names_askers_in_one_folder_only(
    cast: Cast, settings: Settings, now: datetime, awarded: Tender, bid: Bids, later: datetime
) -> None:
    with writing():
        Tender.update(state="published", decided_at=None).where(Tender.id == awarded.id).execute()
    words = asking.Wish("zebraoriginal?")
    asking.ask(fresh(awarded), cast.harbour.id, words, by=cast.alice.id, arrived_at=now, now=now)
    with pytest.raises(NotNow):
        sealed.seal(fresh(awarded), lambda _: b"", by=cast.erin.id, now=now)
    with writing():
        Tender.update(state="awarded", decided_at=later).where(Tender.id == awarded.id).execute()
        Bidder.update(name="Lost").where(Bidder.name == "zebraharbour").execute()
    tell(fresh(awarded), cast, later)
    packed = sealed.seal(fresh(awarded), lambda _: b"x", by=cast.erin.id, now=later)
    assert packed == sealed.seal(fresh(awarded), lambda _: b"x", by=cast.erin.id, now=later + timedelta(days=1))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    lines = [line.split("  ") for line in files.pop("manifest.txt").decode().splitlines()]
    listed = {name: told for told, name in lines}
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert b"zebraoriginal" in files["questions.json"]
    names = (cast.harbour.legal_name, cast.alice.name, cast.alice.email, str(cast.harbour.public_id))
    telling_names = {name for name, content in files.items() if any(one.encode() in content for one in names)}
    assert telling_names == {"askers/askers.json", "askers/questions.json", "askers/mails.json"}


def test_a_promised_day_that_went_by_is_released_once(awarded: Tender, cast: Cast, later: datetime) -> None:
    from portal.releasing import tenders  # noqa: PLC0415 - beside what it shows

    far = later + timedelta(days=60)
    assert (tenders.closing(far), tenders.closing(far + timedelta(days=1))) == (1, 0)
    promised = released(awarded)["promised"]
    assert isinstance(promised, list)
    assert [one["missed"] for one in promised if one["key"] == "feedback"] == [True]
    assert date.fromisoformat(promised[0]["promised_on"]) == awarded.answers_by_on

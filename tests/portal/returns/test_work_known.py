"""What is known before anybody types, on both stores: Ofsted’s entry of a home, and what another council was told."""

from datetime import date, datetime
from typing import Any

from forms import known
from forms.question_set import QuestionSet
from models.authority import AdoptedSet
from models.monitoring_return import Return
from models.ofsted import OfstedEntry
from models.provider import Home
from models.store import writing
from portal.returns.work import answering, sheet
from tests.fixtures.cast import SET
from tests.fixtures.queries import Counting
from tests.portal.life import BEFORE, DUE, Life

HOMES = "childrens-homes-quarterly"
ENTRY = {
    "urn": "2751234",
    "provision_type": "Children's home",
    "status": "Active",
    "registered_on": date(2019, 4, 1),
    "deregistered_on": None,
    "places": 4,
    "local_authority": "Fairshire",
    "overall": "Requires improvement to be good",
    "overall_on": date(2026, 2, 3),
    "as_at": date(2026, 3, 31),
}


def at_westmoor(life: Life, **other: Any) -> Return:
    """The same unit, asked for by the other authority."""
    cast = life.cast
    return life.ask(authority=cast.westmoor, service=cast.service_elsewhere, by=cast.gita, **other)


def told_westmoor(life: Life, **typed: str) -> Return:
    """What Alice sent to Westmoor on 3 October."""
    ret = life.fill(at_westmoor(life), typed)
    life.send(ret, now=datetime(2026, 10, 3, 22, 59))
    return answering.fresh(ret)


def elsewhere(ret: Return, life: Life) -> dict[str, list[tuple[str, Any]]]:
    told = sheet.load(answering.fresh(ret), life.now, offers=True).journey.situation.elsewhere
    return {key: [(one.council, one.value) for one in found] for key, found in told.items()}


def about_home(life: Life) -> Return:
    """A return about Harbour House, whose number stands in a list."""
    with writing():
        AdoptedSet.create(authority=life.cast.fairshire, set_key=HOMES)
        Home.update(urn=ENTRY["urn"]).where(Home.id == life.cast.home.id).execute()
        OfstedEntry.put([ENTRY])
    return life.ask(set_key=HOMES, homes=[Home.get_by_id(life.cast.home.id)], due_on=DUE)


def test_only_figures_of_the_whole_service_are_offered_and_never_words(life: Life) -> None:
    told_westmoor(life)
    questions: QuestionSet = sheet.question_set(life.ask())
    found = elsewhere(Return.get(authority=life.cast.fairshire), life)
    assert len(found) > 10
    asked = [questions.questions[key] for key in found]
    assert {question.counts for question in asked} == {"service"}
    assert "text" not in {question.kind for question in asked}
    for ours in ("now_under_18", "opening", "missing_times", "went_well"):
        assert ours not in found


def test_a_draft_a_withdrawn_return_another_period_and_another_provider_offer_nothing(life: Life) -> None:
    cast, ours = life.cast, life.ask()
    life.fill(at_westmoor(life), {"complaints_received": "14"})  # a draft: nobody was told
    assert elsewhere(ours, life) == {}
    life.send(life.fill(at_westmoor(life, period_key=BEFORE)))
    life.send(life.fill(at_westmoor(life, providers=[cast.northgate]), by=cast.charlie), by=cast.charlie)
    assert elsewhere(ours, life) == {}
    theirs = life.ask(cast.northgate)
    assert {council for told in elsewhere(theirs, life).values() for council, _ in told} == {cast.westmoor.name}


def test_what_was_taken_out_there_is_offered_no_more(life: Life) -> None:
    told = told_westmoor(life, complaints_received="14")
    ours = life.ask()
    assert elsewhere(ours, life)["complaints_received"] == [("Westmoor County Council", 14)]
    answering.take_out(told, "complaints_received", why="", by=life.cast.alice.id, now=life.now)
    assert "complaints_received" not in elsewhere(ours, life)


def test_a_service_with_one_entry_is_told_that_it_is_registered(life: Life) -> None:
    about_home(life)
    assert sheet.load(life.ask(), life.now).journey.situation.listed == {}, "a children’s home is something else"
    supported = ENTRY | {"provision_type": "Supported accommodation"}
    with writing():
        OfstedEntry.put([supported])
    whole = sheet.load(answering.fresh(Return.get(set_key=SET)), life.now).journey
    assert whole.situation.listed["registration"] == "registered"
    assert "inspection" not in whole.situation.listed, "a grade of homes is none of supported accommodation"
    assert known.source(whole, whole.question_set.questions["registration"], "registered") == (
        "from Ofsted’s list of 31 March 2026"
    )
    with writing():
        OfstedEntry.put([supported | {"overall": "Consistently strong"}])
    listed = sheet.load(life.ask(period_key="2025-26-Q4"), life.now).journey.situation.listed
    assert listed == {"registration": "registered", "inspection": "strong", "inspection_date": date(2026, 2, 3)}
    with writing():
        OfstedEntry.put([supported | {"status": "Suspended"}])
    suspended = sheet.load(life.ask(period_key=BEFORE), life.now).journey.situation.listed
    assert "registration" not in suspended


def test_who_stands_in_no_list_is_not_looked_for_in_one(life: Life, queries: Counting) -> None:
    about_home(life)
    theirs, ours = answering.fresh(life.ask(life.cast.northgate)), answering.fresh(life.ask())
    assert (theirs.listed, ours.listed) == (0, 1)
    counted = []
    for ret in (theirs, ours):
        sheet.load(ret, life.now)
        with queries() as seen:
            sheet.load(ret, life.now)
        counted.append(len(seen))
    assert counted == [counted[0], counted[0] + 1]

"""`/desk/returns/<return>/telephone`: an officer writes down a call; the provider looks at it and sends it."""

from datetime import timedelta

from models.answer import Answer
from models.audit import AuditEvent
from models.monitoring_return import Return
from models.submission import Submission
from models.telephone_call import TelephoneCall
from portal.returns.work import answering, risks, telephone
from tests.fixtures.client import HouseClient
from tests.fixtures.page import Page
from tests.portal.life import CORE, Life, form, mails, no_mail, url

WHO = {"said_by": "Ms Ahmed", "on": "5 October 2026", "at": "8:40am"}
GIVEN = "Given by telephone on 5 October 2026 by Ms Ahmed, entered by Dana Dean"


def begin(dana: HouseClient, ret: Return, **more: str) -> Page:
    """Who is on the telephone; on the first page of the return then."""
    return dana.submit(dana.get(url(ret, "telephone", desk=True)), WHO | more)


def all_pages(dana: HouseClient, page: Page) -> Page:
    """Every page as it comes, with what CORE says, until “read it back”; what is asked about is right."""
    for _ in range(60):
        there = page.form()
        if "/check" in page.url or there.get("action").endswith("/hand-over"):
            return page
        names = {box.get("name") for box in there.xpath(".//*[@name]")}
        page = dana.submit(page, {k: v for k, v in CORE.items() if k in names})
    raise AssertionError(page.url)


def test_a_call_becomes_a_return_once_the_provider_sends_it(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    dana, alice = client.as_(life.cast.dana), client.as_(life.cast.alice)
    page = all_pages(dana, begin(dana, ret))
    assert f"{GIVEN}: still being written down." in page.main
    no_mail()
    page = dana.submit(page, action="/hand-over")
    assert f"{GIVEN}, not yet confirmed." in page.main
    told = mails("alice@people.example")
    assert [one.subject for one in told] == ["Fairshire County Council: please look at what was given by telephone"]
    assert f"/returns/{ret.public_id}/check" in told[0].text
    assert "Ahmed" not in told[0].text
    assert answering.fresh(ret).state == "draft"
    assert {answer.face for answer in Answer.select().where(Answer.return_ == ret.id)} == {"telephone"}
    assert f"{GIVEN}, not yet confirmed." in alice.get(url(ret)).main
    page = alice.get(url(ret, "check"))
    assert f"{GIVEN}, not yet confirmed." in page.main
    page = alice.submit(page, action="/send")
    assert page.h1.startswith("Received")
    confirmed = f"{GIVEN}, confirmed by Alice Archer on 5 October 2026."
    assert confirmed in page.main
    assert confirmed in dana.get(url(ret, desk=True)).main
    actions = [e.action for e in AuditEvent.select().where(AuditEvent.action.startswith("telephone"))]
    assert actions == ["telephone.began", "telephone.handed", "telephone.confirmed"]


def test_an_officer_has_no_way_to_send_it(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    dana = client.as_(life.cast.dana)
    begin(dana, ret)
    dana.post(url(ret, "send"), {"version": str(answering.fresh(ret).version)}, status=404)
    assert Submission.select().count() == 0


def test_what_the_provider_has_not_sent_is_never_shown_at_the_desk(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    life.type(ret, "complaints", {"complaints_received": "7"})
    dana = client.as_(life.cast.dana)
    page = dana.get(url(ret, "telephone", desk=True))
    assert "has begun this return and not sent it" in page.main
    page = dana.submit(page, WHO, status=422)
    assert "Alice Archer has begun this return. Ask on the telephone whether you shall go on" in page.main
    begin(dana, ret, told="y")
    page = dana.get(url(ret, "telephone/complaints", desk=True))
    assert page.values(page.form())["complaints_received"] in ("", [""])
    assert TelephoneCall.get().told


def test_what_the_provider_writes_meanwhile_is_told_and_never_lost(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    dana = client.as_(life.cast.dana)
    begin(dana, ret)
    page = dana.get(url(ret, "telephone/complaints", desk=True))
    life.type(ret, "complaints", {"complaints_received": "7"}, now=life.now + timedelta(minutes=5))
    page = dana.submit(page, {"complaints_received": "1"}, status=409)
    assert "Alice Archer has written something on this page" in page.main
    stored = Answer.get(Answer.return_ == ret.id, Answer.key == "complaints_received")
    assert (stored.value, stored.by_id) == ("7", life.cast.alice.id)
    dana.submit(page, {"complaints_received": "1"}, button="over=yes")
    stored = Answer.get(Answer.return_ == ret.id, Answer.key == "complaints_received")
    assert (stored.value, stored.face) == ("1", "telephone")


def test_a_call_that_is_dropped_leaves_nothing(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    dana, erin = client.as_(life.cast.dana), client.as_(life.cast.erin)
    page = begin(dana, ret)
    dana.submit(page, {"kinds": ["lodgings"]})
    page = erin.get(url(ret, "telephone", desk=True))
    assert "Dana Dean is writing this call down" in page.main
    erin.submit(page, action="/drop")
    assert not Answer.select().where(Answer.return_ == ret.id).exists()
    assert TelephoneCall.get().state == "dropped"
    dana.post(url(ret, "telephone/complaints", desk=True), {"complaints_received": "1"}, status=409)


def test_a_call_says_who_and_when_and_not_ahead_of_now(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    dana = client.as_(life.cast.dana)
    page = dana.get(url(ret, "telephone", desk=True))
    page = dana.submit(page, WHO | {"said_by": "", "at": "11pm"}, status=422)
    assert "Enter the name of the person who gives the figures" in page.main
    assert "Enter a time that is not ahead of now" in page.main
    page = dana.submit(page, WHO | {"at": "soon"}, status=422)
    assert "Enter the time of the call, like 4:05pm" in page.main
    assert TelephoneCall.select().count() == 0


def test_nothing_is_handed_over_before_something_is_written_down(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    dana = client.as_(life.cast.dana)
    begin(dana, ret)
    page = dana.submit(dana.get(url(ret, "telephone/check", desk=True)), action="/hand-over")
    assert "Nothing is written down yet" in page.text
    assert TelephoneCall.get().state == "writing"


def test_the_list_at_the_desk_says_what_waits_for_the_provider_and_who_is_not_asked(
    client: HouseClient, life: Life
) -> None:
    cast = life.cast
    ret = life.ask(period_key="2026-27-Q1")
    telephone.begin(ret, said_by="Ms Ahmed", said_at=life.now, told=False, by=cast.dana.id, now=life.now)
    state = telephone.desk(answering.fresh(ret), life.now)
    typed = form({"complaints_received": "1"})
    version = state.sheet.ret.version
    telephone.save(state, "complaints", typed, version=version, over=False, by=cast.dana.id, now=life.now)
    telephone.hand_over(telephone.desk(answering.fresh(ret), life.now), by=cast.dana.id, now=life.now)
    risks.put(cast.fairshire, cast.northgate, "low", "A quiet year.", by=cast.dana.id, now=life.now, seen=0)
    page = client.as_(cast.dana).get("/desk/returns/")
    assert "given by telephone, not yet confirmed" in page.main
    assert "the risk is low, and not for this quarter: Northgate Homes Ltd." in page.main

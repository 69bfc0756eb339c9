"""The independent person sends the report to the council, too: an officer enters it where the home has not begun."""

from io import BytesIO

from models.monitoring_return import Return
from models.submission import Submission
from models.upload import Upload
from portal.returns.work import answering
from tests.fixtures.client import HouseClient
from tests.portal.life import mails, no_mail, url
from tests.portal.uploads import making
from tests.portal.uploads.conftest import Hands

SAYS = {"safeguarded": "fully", "well_being": "partly", "well_being.partly.text": "The bath waits for repair."}
FOUND = {"manager_in_post": "yes", "missing_times": "1", "recommendations_made": "2"}
REPORT = {"visit_date": "14 September 2026", "conflict": "none"}


def at(ret: Return, tail: str) -> str:
    return url(ret, f"report/{tail}", desk=True)


def test_an_officer_adds_the_report_and_eight_answers_and_the_home_is_told(client: HouseClient, hands: Hands) -> None:
    ret, dana = hands.report_asked(), client.as_(hands.life.cast.dana)
    page = dana.get(url(ret, desk=True))
    assert page.links()["Enter the report"] == at(ret, "report")
    assert not [href for href in dana.get(at(ret, "report")).links().values() if href.startswith("/returns/")]
    page = dana.post(at(ret, "report"), {"version": "1", "report": (BytesIO(making.pdf()), "report.pdf"), **REPORT})
    assert page.url == at(ret, "opinion")
    for key, typed in (("opinion", SAYS), ("what_was_found", FOUND)):
        page = dana.post(at(ret, key), {"version": str(answering.fresh(ret).version), **typed})
    assert page.h1 == "Check what you enter"
    no_mail()
    page = dana.submit(page)
    assert page.h1.startswith("Received: EH-")
    submission, upload = Submission.get(), Upload.get()
    assert (submission.by_id, upload.by_id, upload.apart) == (hands.life.cast.dana.id, hands.life.cast.dana.id, True)
    assert upload.sent_at == submission.at
    assert {mail.to for mail in mails()} >= {"alice@people.example", "bob@people.example"}


def test_where_the_home_has_begun_the_council_waits_and_sees_nothing_of_it(client: HouseClient, hands: Hands) -> None:
    ret = hands.report_asked()
    hands.add(ret, "report.pdf", key="report", page="report")
    dana = client.as_(hands.life.cast.dana)
    assert "Enter the report" not in dana.get(url(ret, desk=True)).links()
    dana.get(at(ret, "report"), status=404)
    dana.get(at(ret, "check"), status=404)
    dana.post(at(ret, "report"), {"version": "2", **REPORT}, status=404)


def test_another_return_is_entered_by_its_provider_alone(client: HouseClient, hands: Hands) -> None:
    ret = hands.life.ask()
    client.as_(hands.life.cast.dana).get(at(ret, "your_places"), status=404)


def test_what_is_missing_is_said_before_it_is_kept(client: HouseClient, hands: Hands) -> None:
    ret, dana = hands.report_asked(), client.as_(hands.life.cast.dana)
    dana.post(at(ret, "report"), {"version": "1", **REPORT})
    page = dana.get(at(ret, "check"))
    assert "Add the report as a PDF or Word file up to 20 MB" in page.main
    page = dana.post(at(ret, "send"), {"version": "2"}, status=422)
    assert page.errors[0] == "Add the report as a PDF or Word file up to 20 MB"
    assert not Submission.select().exists()


def test_the_provider_may_go_on_where_the_council_began(client: HouseClient, hands: Hands) -> None:
    ret = hands.report_asked()
    client.as_(hands.life.cast.dana).post(at(ret, "report"), {"version": "1", **REPORT})
    page = client.as_(hands.life.cast.alice).get(url(ret, "report"))
    assert page.values(page.form())["visit_date"] == ["14 September 2026"]

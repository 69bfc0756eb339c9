"""Who may have a file, and how it is given: to be saved, never to be run; what is kept apart more strictly still."""

import pytest
from werkzeug.test import TestResponse

from models.audit import AuditEvent
from models.upload import Upload
from portal import headers
from portal.uploads import finding
from tests.fixtures.client import HouseClient
from tests.portal.life import url
from tests.portal.uploads import making
from tests.portal.uploads.conftest import Hands

EVERYBODY = ("alice", "bob", "charlie", "dana", "erin", "frank", "gita", "hana", "ivan", "joan")


def given(client: HouseClient, hands: Hands, who: str, upload: Upload) -> TestResponse:
    return client.as_(getattr(hands.life.cast, who)).browser.get(f"/files/{upload.public_id}")


def may(client: HouseClient, hands: Hands, upload: Upload) -> set[str]:
    """Who gets it; everybody else is told that there is no such thing."""
    statuses = {who: given(client, hands, who, upload).status_code for who in EVERYBODY}
    assert set(statuses.values()) <= {200, 404}
    return {who for who, status in statuses.items() if status == 200}


def test_a_draft_is_its_providers_alone_and_what_was_sent_is_the_councils_too(
    client: HouseClient, hands: Hands
) -> None:
    ret = hands.standard()
    hands.add(ret)
    assert may(client, hands, hands.upload(ret)) == {"alice", "bob"}
    hands.life.send(ret)
    assert may(client, hands, hands.upload(ret)) == {"alice", "bob", "dana", "erin", "hana"}
    assert client.browser.get(f"/files/{hands.upload(ret).public_id}").status_code == 302  # to sign in


def test_it_is_given_to_be_saved_and_to_be_run_by_nothing(client: HouseClient, hands: Hands) -> None:
    ret = hands.asked()
    content = making.pdf()
    hands.add(ret, "Größe; “x”.pdf", content)
    response = given(client, hands, "alice", hands.upload(ret))
    assert response.get_data() == content
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert "filename*=UTF-8''Gr%C3%B6%C3%9Fe" in response.headers["Content-Disposition"]
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Security-Policy"] == headers.SANDBOX
    assert "sandbox" in headers.SANDBOX
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"


def report_sent(hands: Hands) -> Upload:
    ret = hands.report_asked()
    hands.add(ret, "report.pdf", key="report", page="report", by=hands.life.cast.bob)
    answers = {"visit_date": "14 September 2026", "conflict": "none", "safeguarded": "fully", "well_being": "fully"}
    hands.life.fill(ret, answers | {"manager_in_post": "yes", "missing_times": "1", "recommendations_made": "2"})
    hands.life.send(ret)
    return hands.upload(ret)


def test_a_report_that_is_kept_apart_is_for_fewer_people(client: HouseClient, hands: Hands) -> None:
    report = report_sent(hands)
    assert may(client, hands, report) == {"alice", "bob", "dana", "erin"}  # Bob added it; Hana, who audits, has no need
    Upload.update(by=hands.life.cast.alice).execute()
    assert may(client, hands, report) == {"alice", "dana", "erin"}  # of the provider its leads


def test_opening_it_takes_a_button_and_is_written_down(client: HouseClient, hands: Hands) -> None:
    report = report_sent(hands)
    dana = client.as_(hands.life.cast.dana)
    page = dana.get(f"/files/{report.public_id}")
    assert page.h1 == "A report that is kept apart"
    assert "deleted on 5 January 2028" in page.main
    assert not AuditEvent.select().where(AuditEvent.action == "upload.opened").exists()
    sent = {"csrf_token": dana.csrf_token()}
    response = dana.browser.post(f"/files/{report.public_id}", data=sent, headers={"Origin": "http://localhost"})
    assert response.headers["Content-Disposition"].startswith("attachment;")
    [event] = AuditEvent.select().where(AuditEvent.action == "upload.opened")
    assert (event.by, event.subject) == (hands.life.cast.dana.id, report.subject)


def test_a_file_is_taken_out_by_the_page_and_gone_for_everybody(client: HouseClient, hands: Hands) -> None:
    ret = hands.standard()
    hands.add(ret, "J.S.pdf")
    hands.life.send(ret)
    upload = hands.upload(ret)
    alice = client.as_(hands.life.cast.alice)
    client.as_(hands.life.cast.dana).get(f"/files/{upload.public_id}/take-out", status=404)
    page = alice.get(f"/files/{upload.public_id}/take-out")
    assert "and from what was sent to Fairshire County Council" in page.main
    page = alice.submit(page, {"why": "A name"})
    assert "Taken out. The file is gone" in page.main
    assert may(client, hands, upload) == set()
    for who, tail in (("alice", "receipt/1"), ("dana", "receipt/1")):
        page = client.as_(getattr(hands.life.cast, who)).get(url(ret, tail))
        assert "A file, taken out by Alice Archer on 5 October 2026" in page.main
        assert "J.S." not in page.html


def test_with_the_rule_of_access_taken_away_everybody_would_get_it(
    client: HouseClient, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Positive control."""
    ret = hands.asked()
    hands.add(ret)
    monkeypatch.setattr(finding, "visible", lambda public_id: Upload.get(public_id=public_id))
    assert may(client, hands, hands.upload(ret)) == set(EVERYBODY)

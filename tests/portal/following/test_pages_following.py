"""Following on the pages: no account, one button, and nobody at the council sees who follows."""

import io
import re
import zipfile
from datetime import datetime, timedelta

from models.outbox import Message
from models.store import writing
from models.tendering.follower import Follower
from models.tendering.outcome import Outcome
from models.tendering.tender import Tender
from portal.following import work
from portal.mail import compose
from portal.outcomes.work import sealed, telling
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.portal.access_outcomes import make_follower, make_outcome_world

ADDRESS = "zebra@follower.example"


def test_somebody_follows_and_leaves_without_an_account(client: HouseClient, cast: Cast, settings: Settings) -> None:
    here = "/follow/council/fairshire/all/"
    assert "once a quarter, when its contracts register is closed" in client.get(here).main
    assert "Enter your e-mail address" in client.post(here, {"email": ""}, status=422).text
    assert "Look into your mail" in client.post(here, {"email": ADDRESS}).text
    link = re.search(r"/follow/link/\w+", Message.get().text)
    assert link
    assert "Follow this" in client.get(link[0]).text
    assert "once a quarter its contracts register" in client.get(link[0]).main
    assert Follower.get().confirmed_at is None  # opening a link is no click
    assert "You follow this" in client.post(link[0]).text
    assert "Your address is deleted" in client.post(link[0], {"leave": "1"}).text
    assert Follower.select().count() == 0
    client.get(link[0], status=404)


def test_of_a_service_one_chooses_what_to_hear_of(client: HouseClient, cast: Cast, settings: Settings) -> None:
    here = "/follow/service/fairshire/supported-accommodation/"
    form = client.get(here)
    assert "A mail once a quarter: contracts that end, are reviewed" in form.main
    assert not form.all("//input[@checked]"), "nobody is asked to untick anything"
    assert "Select at least one" in client.post(here, {"email": ADDRESS}, status=422).text
    client.post(here, {"email": ADDRESS, "topics": ["coming_up", "events"]})
    link = re.search(r"/follow/link/\w+", Message.get().text)
    assert link
    assert client.get(link[0]).all("//input[@checked]/@value") == ["coming_up", "events"]
    assert "Select at least one" in client.post(link[0], {}, status=422).text
    assert Follower.get().confirmed_at is None
    assert "Saved" in client.post(link[0], {"topics": ["coming_up"]}).text
    assert Follower.get().topics == ["coming_up"]
    assert client.get(link[0]).all("//input[@checked]/@value") == ["coming_up"]
    assert not client.get("/follow/council/fairshire/all/").all("//input[@type='checkbox']")


def test_a_mail_program_leaves_by_post_without_a_cookie_or_a_token(
    client: HouseClient, cast: Cast, now: datetime
) -> None:
    key = make_follower(cast, now)
    stranger = client.app.test_client()
    assert stranger.get(f"/follow/leave/{key}").status_code == 302  # a program that looks at links ends nothing
    assert Follower.select().count() == 1
    for _ in range(2):  # a program that tries again is told the same
        answer = stranger.post(f"/follow/leave/{key}", data={"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, answer.headers.get("Set-Cookie")) == (200, None)
    assert Follower.select().count() == 0


def test_nobody_at_the_council_sees_who_follows(
    client: HouseClient, cast: Cast, settings: Settings, now: datetime
) -> None:
    compose.configure(settings)
    world = make_outcome_world(cast, now)
    what = work.thing("council", "fairshire", "all")
    assert what is not None
    work.ask(what, ADDRESS, secret=b"s", now=now)
    with writing():
        Follower.update(confirmed_at=now - timedelta(days=1)).execute()
        Message.update(state="given_up", trouble="There is no such address.").where(Message.to == ADDRESS).execute()
    tender = Tender.get(Tender.public_id == world.tender)
    telling.outcome(tender, by=cast.kofi.id, now=now + timedelta(days=1), version=Outcome.get().version)
    assert work.tell(b"s", now + timedelta(days=200)) > 0
    here = f"/desk/tenders/{world.tender}/"
    paths = ("/desk/mail/", "/desk/tenders/", here, f"{here}outcome/", f"{here}questions/", f"{here}panel")
    for who in (cast.kofi, cast.erin, cast.frank, cast.hana, cast.lena, cast.dana):
        browser = client.as_(who).browser
        assert not [path for path in paths if b"follower.example" in browser.get(path).data]
    packed = zipfile.ZipFile(io.BytesIO(sealed.seal(tender, lambda _: b"", by=cast.erin.id, now=now)))
    assert not [name for name in packed.namelist() if b"follower.example" in packed.read(name)]

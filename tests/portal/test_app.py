"""The application: links by the settings’ address, assets by their digest, the bar at the top by who looks."""

import pytest

from models.outbox import Message
from portal.app import asset, create_app
from portal.incoming import Incoming
from portal.settings import Settings
from tests.fixtures.client import HouseClient
from tests.portal.life import Life, url

EVIL = "evil.example"


def test_a_strange_host_stands_in_no_link_and_in_no_mail(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask())
    alice = client.as_(life.cast.alice)
    forwarded = {"HTTP_X_FORWARDED_HOST": EVIL, "HTTP_X_FORWARDED_PROTO": "https", "HTTP_FORWARDED": f"host={EVIL}"}
    headers = {"HTTP_HOST": EVIL, **forwarded}
    for browser in (client, alice):
        browser.csrf_token()
        for name, value in browser.cookies().items():
            browser.browser.set_cookie(name, value, domain=EVIL)
    for path in ("/", "/account/login", "/account/reset", "/nothing"):
        assert EVIL not in client.browser.get(path, environ_overrides=headers).get_data(as_text=True), path
    for answer in (
        alice.browser.get(url(ret), environ_overrides=headers),
        alice.browser.post(
            url(ret, "send"), data={"version": ret.version, "csrf_token": alice.csrf_token()}, environ_overrides=headers
        ),
        client.browser.post(
            "/account/reset",
            data={"email": "alice@people.example", "csrf_token": client.csrf_token()},
            environ_overrides=headers,
        ),
    ):
        assert EVIL not in answer.headers.get("Location", "")
        assert EVIL not in answer.get_data(as_text=True)
    assert Message.select().count() > 3
    for mail in Message.select():
        assert EVIL not in mail.text + mail.subject + mail.message_id


def test_an_asset_is_kept_for_a_year_because_its_address_names_its_content(client: HouseClient) -> None:
    address = asset("evenhand.css")
    assert "?v=" in address
    answer = client.browser.get(address)
    assert answer.status_code == 200
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert answer.headers.get("X-Content-Type-Options", "nosniff") == "nosniff"
    answer.close()


@pytest.mark.parametrize(
    ("who", "places"),
    [
        ("alice", ["Home", "Returns", "Your organisation", "People"]),
        ("dana", ["Home", "Returns to the council", "What we ask"]),
        ("hana", ["Home", "Returns to the council", "What we ask"]),
        ("frank", ["Home", "What we ask", "Mail", "People"]),
        ("kofi", ["Home", "Tenders"]),
        ("ivan", ["Home"]),
    ],
)
def test_the_bar_leads_where_this_person_may_go(client: HouseClient, life: Life, who: str, places: list[str]) -> None:
    browser = client.as_(getattr(life.cast, who))
    bar = browser.get("/").all("//nav[contains(@aria-label, 'enu') or contains(@class, 'navigation')]//a")
    assert [" ".join(a.itertext()).strip() for a in bar][: len(places)] == places
    for link in bar:
        browser.get(link.get("href"))


def test_the_council_is_named_at_the_top(client: HouseClient, life: Life) -> None:
    page = client.as_(life.cast.alice).get("/")
    assert page.title.endswith("Evenhand"), "two councils: neither is named"


def test_what_comes_in_is_free_of_nul() -> None:
    came = Incoming([("a\0", "b\0c"), ("a", "d")])
    assert came.getlist("a") == ["bc", "d"]
    assert Incoming({"x": ["1\0", "2"]}).getlist("x") == ["1", "2"]
    assert not Incoming()


def test_nul_in_a_form_or_an_address_is_no_failure(client: HouseClient, life: Life) -> None:
    ret = life.in_state("received")
    dana = client.as_(life.cast.dana)
    dana.post(url(ret, "accept", desk=True), {"words": "Thank\0 you.", "version": ret.version})
    assert "Thank you." in dana.get(url(ret, desk=True)).main
    dana.get("/find?reference=EH-%00", status=404)
    dana.get("/desk/returns/?period=%00")


def test_every_page_leads_to_what_the_public_site_says_of_itself(settings: Settings, life: Life) -> None:
    app = create_app(settings.model_copy(update={"site_url": "https://contracts.fairshire.example/"}))
    page = HouseClient(app).get("/")
    links = page.tree.xpath("//footer//a/@href")
    assert "https://contracts.fairshire.example/privacy/" in links
    assert "https://contracts.fairshire.example/accessibility/" in links

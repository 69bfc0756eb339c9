"""A sign-in or a token that has ended: what was typed stands in a form that can be sent again."""

import pytest

from models.answer import Answer
from models.monitoring_return import Return
from models.person import Person
from models.sign_in import SignIn
from models.store import writing
from tests.fixtures.client import ORIGIN, HouseClient
from tests.fixtures.page import Page
from tests.fixtures.signing_in import sign_in
from tests.portal.life import Life, url

WORDS = "Three young people passed\ntheir first term."


@pytest.fixture
def ret(life: Life) -> Return:
    return life.ask()


def end_sign_ins() -> None:
    with writing():
        SignIn.update(ended_at=SignIn.began_at).execute()


def save(browser: HouseClient, page: Page, form: dict[str, object]) -> Page:
    """Sends what a form holds as it stands, with its own token and not with a fresh one."""
    sent = page.values(page.form()) | form
    return Page(browser.browser.post(page.form().get("action"), data=sent, headers={"Origin": ORIGIN}))


def stored() -> str | None:
    answer = Answer.get_or_none(Answer.key == "went_well")
    return answer and answer.value


def sign_in_elsewhere(browser: HouseClient, person: Person) -> None:
    """In another tab: the cookie is new, what the first tab shows is as it was."""
    sign_in(browser.browser, person)


def press_until_saved(browser: HouseClient, page: Page) -> Page:
    """Presses “Save again”; the page may ask for one more press where it lacked a new token only."""
    for _ in range(2):
        page = save(browser, page, {})
        if page.status == 302:
            return page
    raise AssertionError(f"still {page.status}: {page.h1}")


def test_a_sign_in_that_ended_keeps_the_words_and_they_are_saved_after_signing_in_again(
    client: HouseClient, life: Life, ret: Return
) -> None:
    alice = client.as_(life.cast.alice)
    mine = alice.get(url(ret, "own_words"))
    end_sign_ins()
    page = save(alice, mine, {"went_well": WORDS})
    assert page.status == 400
    assert page.h1 == "You are signed out, and your words are still here"
    assert "Sign in in another tab" in page.links()
    assert page.form().get("action") == url(ret, "own_words")
    assert page.one("//textarea[@name='went_well']").text.lstrip("\n") == WORDS
    assert stored() is None
    sign_in_elsewhere(alice, life.cast.alice)
    press_until_saved(alice, page)
    assert stored() == '"Three young people passed\\ntheir first term."'


def test_pressing_again_without_signing_in_keeps_the_words_again(client: HouseClient, life: Life, ret: Return) -> None:
    alice = client.as_(life.cast.alice)
    mine = alice.get(url(ret, "own_words"))
    end_sign_ins()
    page = save(alice, mine, {"went_well": WORDS})
    page = save(alice, page, {})
    assert page.status == 400
    assert WORDS in page.html
    assert stored() is None


@pytest.mark.parametrize("token", ["", "nonsense", None])
def test_a_token_that_ended_keeps_the_words(client: HouseClient, life: Life, ret: Return, token: str | None) -> None:
    alice = client.as_(life.cast.alice)
    sent = {"went_well": WORDS, "version": str(ret.version)} | ({} if token is None else {"csrf_token": token})
    page = Page(alice.browser.post(url(ret, "own_words"), data=sent, headers={"Origin": ORIGIN}))
    assert page.status == 400
    assert page.one("//textarea[@name='went_well']").text.lstrip("\n") == WORDS
    assert stored() is None
    press_until_saved(alice, page)
    assert stored() is not None


def test_another_persons_sign_in_does_not_save_them(client: HouseClient, life: Life, ret: Return) -> None:
    alice = client.as_(life.cast.alice)
    mine = alice.get(url(ret, "own_words"))
    end_sign_ins()
    page = save(alice, mine, {"went_well": WORDS})
    sign_in_elsewhere(alice, life.cast.charlie)
    for _ in range(2):
        page = save(alice, page, {})
    assert page.status == 404
    assert stored() is None


def test_ticks_and_hidden_fields_come_along(client: HouseClient, life: Life, ret: Return) -> None:
    alice = client.as_(life.cast.alice)
    mine = alice.get(url(ret, "your_places?then=check"))
    end_sign_ins()
    page = save(alice, mine, {"kinds": ["own", "lodgings"], "places_own": "2", "places_lodgings": "3"})
    again = page.values(page.form())
    assert again["kinds"] == ["own", "lodgings"]
    assert (again["then"], again["version"]) == (["check"], [str(ret.version)])
    sign_in_elsewhere(alice, life.cast.alice)
    assert press_until_saved(alice, page).location == url(ret, "check")


def test_a_stranger_gets_nothing_back_from_a_forged_form(client: HouseClient, life: Life, ret: Return) -> None:
    alice = client.as_(life.cast.alice)
    page = Page(
        alice.browser.post(
            url(ret, "own_words"), data={"went_well": "Forged"}, headers={"Origin": "https://elsewhere.example"}
        )
    )
    assert page.status == 400
    assert "Forged" not in page.html
    assert not page.all("//main//form[@method='post']")
    assert stored() is None


def test_the_officers_words_are_kept_too(client: HouseClient, life: Life) -> None:
    ret = life.in_state("received")
    dana = client.as_(life.cast.dana)
    mine = dana.get(url(ret, desk=True))
    form = mine.form("/accept")
    end_sign_ins()
    sent = mine.values(form) | {"words": "Thank you for a clear return."}
    page = Page(dana.browser.post(form.get("action"), data=sent, headers={"Origin": ORIGIN}))
    assert "Thank you for a clear return." in page.html
    sign_in_elsewhere(dana, life.cast.dana)
    press_until_saved(dana, page)
    assert Return.get_by_id(ret.id).state == "accepted"


def test_a_page_that_is_only_looked_at_leads_to_signing_in_and_back(
    client: HouseClient, life: Life, ret: Return
) -> None:
    page = client.get(url(ret, "own_words?then=check"), status=302)
    assert page.location is not None
    assert page.location.startswith("/account/login?next=")
    assert "own_words" in page.location

"""From being asked to being accepted, in a real browser: by keyboard alone, on a phone, and without scripts.

Alice answers, sends, corrects; Dana sends back with a remark and accepts. It is one story with different hands.
"""

import re
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import expect

from models.outbox import Message
from models.person import Person
from models.store import writing
from models.submission import Submission
from portal.accounts import passwords
from tests.browser.conftest import Browse
from tests.browser.exhibition import PASSWORD, in_days, quarters
from tests.browser.hands import Hands, Keyboard, Mouse
from tests.fixtures.cast import Cast
from tests.portal.life import Life

TIMES = "How many times was one of our young people reported missing this quarter?"
LEFT_OPEN = (
    *("missing_times", "missing_people", "missing_times_under_18"),
    *("registration", "inspection", "manager_in_post"),
)
REMARK = "Our own list has five."
NOTICED = "Thank you. We will bring the two lists together by Friday."
WAYS: dict[str, dict[str, Any]] = {
    "by keyboard": {"hands": Keyboard},
    "by keyboard, the provider at 320 pixels": {"hands": Keyboard, "phone": True},
    "without scripts, with an e-mailed code": {"hands": Mouse, "scripts": False},
}


def says(hands: Hands, words: str) -> None:
    """Waits until the page says so."""
    expect(hands.page.locator("main")).to_contain_text(words)


def sign_in(hands: Hands, address: str, person: Person) -> None:
    hands.open(address)
    hands.press("Sign in")
    hands.arrived("Sign in")
    hands.fill("E-mail address", person.email)
    if isinstance(hands, Keyboard):
        hands.fill("Password", PASSWORD)
        hands.press("Sign in")
    else:
        hands.press("E-mail me a code")
        hands.arrived("Enter your code")
        hands.fill("Six-figure code", newest_code(person.email))
        hands.page.get_by_role("button", name="Sign in").click()
    hands.arrived("What waits for you")


def newest_code(email: str) -> str:
    text = Message.select().where(Message.to == email).order_by(Message.id.desc()).get().text
    found = re.search(r"\b\d{6}\b", text)
    assert found, text
    return found[0]


def answer_what_is_open(alice: Hands) -> None:
    alice.press("Supported accommodation")
    alice.arrived("Your return for")
    alice.press("Go on")
    alice.arrived("Missing")
    alice.fill(TIMES, "twice")
    alice.press("Save and go on")
    says(alice, "How many different young people was that?")
    alice.fill("How many different young people was that?", "1")
    alice.fill("How many of those 2 times", "two")
    alice.press("Save and come back later")
    alice.arrived("Your return for")
    alice.press("Go on")
    alice.arrived("Ofsted")
    alice.choose("Are you registered with Ofsted", "Yes")
    alice.press("Save and go on")
    says(alice, "What did Ofsted’s last inspection find?")
    alice.choose("What did Ofsted’s last inspection find?", "Not inspected yet")
    alice.choose("Was a registered service manager in post", "Yes")
    alice.press("Save and come back later")
    alice.arrived("Your return for")


def send(alice: Hands, button: str) -> None:
    alice.press("Check your answers")
    alice.arrived("Check your answers and send")
    says(alice, "Nothing is sent until you press")
    alice.press(button)
    alice.arrived("Received: EH-")


def send_back(dana: Hands) -> None:
    dana.press("Returns to the council")
    dana.arrived("Returns, ")
    dana.press("Harbour Young People")
    dana.arrived("Harbour Young People, ")
    dana.unfold_at(TIMES, "Ask about this")
    dana.fill("Your remark", REMARK)
    dana.press("Send back with these remarks")
    says(dana, "Done. The provider gets a mail that says so.")


def correct(alice: Hands, address: str) -> None:
    alice.open(address)
    says(alice, "The council has a question")
    alice.press("Supported accommodation")
    alice.arrived("Your return for")
    alice.press("Times reported missing")
    alice.arrived("Missing")
    says(alice, REMARK)
    alice.fill(TIMES, "5")
    alice.press("Save and come back later")
    alice.arrived("Your return for")


def accept(dana: Hands) -> None:
    dana.open(dana.page.url)
    dana.fill("What we noticed, what happens next", NOTICED)
    dana.press("Accept and tell the provider")
    says(dana, "Accepted by")


@pytest.fixture
def quarter(now: datetime) -> str:
    return quarters(now)[0].key


@pytest.mark.parametrize("way", WAYS)
def test_a_return_goes_the_whole_way(
    way: str, browse: Browse, life: Life, cast: Cast, now: datetime, quarter: str
) -> None:
    hands, phone, scripts = (WAYS[way].get(k, d) for k, d in (("hands", None), ("phone", False), ("scripts", True)))
    ret = life.fill(life.ask(period_key=quarter, due_on=in_days(now, 9)), dict.fromkeys(LEFT_OPEN, ""))
    with writing():
        Person.update(password=passwords.hashed(PASSWORD)).execute()
    visitor = browse(phone=phone, scripts=scripts)
    alice, dana = hands(visitor.page), hands(browse(scripts=scripts).page)

    sign_in(alice, visitor.address, cast.alice)
    answer_what_is_open(alice)
    send(alice, "Send")
    sign_in(dana, visitor.address, cast.dana)
    send_back(dana)
    correct(alice, visitor.address)
    send(alice, "Send again")
    accept(dana)
    alice.open(f"{visitor.address}/returns/{ret.public_id}/")
    says(alice, NOTICED)

    sent = list(Submission.select().where(Submission.return_ == ret.id).order_by(Submission.number))
    assert [submission.number for submission in sent] == [1, 2]

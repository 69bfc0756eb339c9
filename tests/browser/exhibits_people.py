"""Pages of accounts, people, organisations and mail, and the first page."""

import re

from passlib.totp import TOTP
from playwright.sync_api import Page

from models.outbox import Message
from models.person import Membership
from models.store import writing
from portal import clock
from portal.profile import work as profile
from tests.browser.exhibit import Exhibit, in_turn, pressing, typing
from tests.browser.exhibition import PASSWORD, World

ALICE = "alice@people.example"
ERIN = {"email": "erin@people.example", "password": PASSWORD}
NEWCOMER = {"name": "Olu Obi", "email": "olu@people.example", "legal_name": "Open Door", "kind": "charity"}


def _follow_the_newest_link(page: Page, _: World) -> None:
    text = Message.select().order_by(Message.id.desc()).get().text
    page.goto(max(re.findall(r"http://\S+", text), key=len))


def _contact_changed_by_bob(_: Page, world: World) -> None:
    harbour = Membership.get(person=world.people["alice"]).provider
    values = {"contact_email": "office@harbour.example", "contact_phone": "01632 960 201"}
    profile.change(harbour.id, values, harbour.version, world.people["bob"], clock.now())


def _without_mail(page: Page, _: World) -> None:
    with writing():
        Message.delete().execute()
    page.reload()


def _set_up_an_app(page: Page, _: World) -> None:
    page.get_by_role("button", name="I have an app: go on").click()
    page.get_by_text("I can’t point a phone at the square").click()
    key = re.sub(r"[\s-]", "", page.locator("details code").inner_text())
    page.get_by_label("The six figures from the app").fill(TOTP(key=key, format="base32").generate().token)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()


def _sign_in_anew(page: Page, _: World) -> None:
    page.get_by_role("button", name="Sign out").first.click()
    page.get_by_role("link", name="Sign in").first.click()
    typing("Sign in", ERIN)(page, _)


with_app = in_turn(_set_up_an_app, _sign_in_anew)
FIRST = [
    Exhibit("/", "Tell us who you are"),
    Exhibit("/", "to send", "alice"),
    Exhibit("/", "Nothing waits for you", "nina", note="of somebody new"),
    Exhibit("/", "to be read", "dana"),
    Exhibit("/", "No return is out at present", "gita", note="of a new council"),
    Exhibit("/", "Nothing waits for you", "frank"),
    Exhibit("/", "You belong to no organisation yet", "ivan"),
]
SIGNING_IN = [
    Exhibit("/account/login", "E-mail me a code"),
    Exhibit(
        "/account/login",
        "is not right",
        act=typing("Sign in", {"email": ALICE, "password": "wrong words"}),
        note="wrong password",
    ),
    Exhibit("/account/login", "Enter your e-mail address", act=typing("E-mail me a code"), note="no address"),
    Exhibit("/account/us-signin", "code"),
    Exhibit(
        "/account/login", "Enter your code", act=typing("E-mail me a code", {"email": ALICE}), note="code was sent"
    ),
    Exhibit(
        "/account/login",
        "There is a problem",
        act=in_turn(typing("E-mail me a code", {"email": ALICE}), typing("Sign in", {"passcode": "000000"})),
        note="wrong code",
    ),
    Exhibit("/account/reset", "Send me the link"),
    Exhibit("/account/reset", "There is a problem", act=typing("Send me the link", {"email": "nobody"}), note="error"),
    Exhibit(
        "/account/reset",
        "We have sent an e-mail",
        act=typing("Send me the link", {"email": ALICE}),
        note="link was sent",
    ),
    Exhibit("/account/reset/{token}", "works once", note="over"),
    Exhibit(
        "/account/reset",
        "Your new password",
        act=in_turn(typing("Send me the link", {"email": ALICE}), _follow_the_newest_link),
        note="link followed",
    ),
    Exhibit(
        "/account/reset",
        "There is a problem",
        act=in_turn(
            typing("Send me the link", {"email": ALICE}),
            _follow_the_newest_link,
            typing("Save the new password", {"password": "short"}),  # pragma: allowlist secret
        ),
        note="link followed, short password",
    ),
    Exhibit("/account/help", "When you can’t sign in"),
    Exhibit("/account/tf-rescue", "Without your phone"),
    Exhibit("/account/tf-validate", "Sign in", note="out of turn"),
    Exhibit("/account/mf-recovery", "Sign in", note="out of turn"),
    Exhibit("/account/tf-setup", "Enter the code from your app", "erin", with_app, "signing in with an app"),
    Exhibit(
        "/account/tf-setup",
        "There is a problem",
        "erin",
        in_turn(with_app, typing("Sign in", {"code": "000000"})),
        "wrong code of the app",
    ),
    Exhibit(
        "/account/tf-setup",
        "Recovery code",
        "erin",
        in_turn(
            with_app,
            lambda page, _: page.get_by_role("link", name="I don’t have my phone").click(),
            lambda page, _: page.get_by_role("link", name="Sign in with a recovery code").click(),
        ),
        "signing in with a recovery code",
    ),
]
REGISTERING = [
    Exhibit("/account/register", "Register your organisation"),
    Exhibit("/account/register", "There is a problem", act=pressing("Go on"), note="empty"),
    Exhibit("/account/register", "Register another organisation", "ivan"),
    Exhibit("/account/register/confirm", "Register your organisation", note="out of turn"),
    Exhibit("/account/register", "Check your e-mail", act=typing("Go on", NEWCOMER), note="waiting for the code"),
    Exhibit(
        "/account/register",
        "That code is not right",
        act=in_turn(typing("Go on", NEWCOMER), typing("Go on", {"passcode": "000000"})),
        note="wrong code",
    ),
    Exhibit("/account/register/{token}", "This link works no more", note="over"),
    Exhibit(
        "/account/register",
        "Finish registering",
        act=in_turn(typing("Go on", NEWCOMER), _follow_the_newest_link),
        note="link followed",
    ),
    Exhibit("/people/invitations/{token}", "Join Harbour Young People"),
    Exhibit("/people/invitations/{token}", "There is a problem", act=pressing("Join"), note="no name"),
    Exhibit("/people/invitations/{token}", "You are signed in as", "alice", note="of somebody else"),
    Exhibit("/people/invitations/nothing", "This invitation can’t be used", note="over"),
]
ACCOUNT = [
    Exhibit("/account/", "Where you belong", "alice"),
    Exhibit("/account/", "You belong to no organisation", "ivan"),
    Exhibit("/account/sign-ins", "this one", "alice"),
    Exhibit("/account/change", "Change your password", "alice"),
    Exhibit("/account/change", "Set a password", "bob"),
    Exhibit(
        "/account/change",
        "There is a problem",
        "alice",
        typing("Save the new password", {"password": "wrong words", "new_password": "short"}),
        "with errors",
    ),
    Exhibit("/account/tf-setup", "authenticator app", "alice"),
    Exhibit("/account/tf-setup", "Point the phone", "alice", pressing("I have an app: go on"), "the square"),
    Exhibit(
        "/account/tf-setup",
        "Keep these",
        "alice",
        in_turn(_set_up_an_app, pressing("Make recovery codes")),
        "recovery codes",
    ),
    Exhibit("/account/mf-recovery-codes", "Make recovery codes", "alice"),
]
PEOPLE = [
    Exhibit("/people/", "Invited, and not here yet", "alice"),
    Exhibit("/people/", "Whoever leads here", "bob"),
    Exhibit("/people/", "Invite an organisation", "dana"),
    Exhibit("/people/", "Change roles", "frank"),
    Exhibit("/people/", "(you)", "nina", note="of somebody new"),
    Exhibit("/people/invite", "Their e-mail address", "alice"),
    Exhibit("/people/invite", "Their e-mail address", "frank"),
    Exhibit("/people/invite", "There is a problem", "alice", typing("Send the invitation", {"email": "bob"}), "error"),
    Exhibit("/people/invite-provider", "legal name", "dana"),
    Exhibit("/people/invite-provider", "There is a problem", "dana", pressing("Send the invitation"), "empty"),
    Exhibit("/people/{seat_of_bob}/remove", "Bob Barton", "alice"),
    Exhibit("/people/{seat_of_alice}/remove", "Harbour", "alice", note="leaving"),
    Exhibit(
        "/people/{seat_of_alice}/remove", "There is a problem", "alice", pressing("Yes, leave"), "leaving as last lead"
    ),
    Exhibit("/people/{seat_of_bob}/hand-over", "Hand over to Bob Barton", "alice"),
    Exhibit("/people/{seat_of_dana}/roles", "Dana Dean", "frank"),
    Exhibit(
        "/people/{seat_of_dana}/roles",
        "There is a problem",
        "frank",
        in_turn(lambda page, _: page.locator("[name=roles]:checked").uncheck(), pressing("Save")),
        "no role",
    ),
]
ORGANISATION = [
    Exhibit("/profile/", "Harbour", "alice"),
    Exhibit("/profile/", "Newlands", "nina", note="of somebody new"),
    *(
        Exhibit(f"/profile/{section}", "Save", "alice")
        for section in ("names", "size", "safeguarding", "insurance", "contact")
    ),
    Exhibit("/profile/names", "There is a problem", "alice", typing("Save", {"company_number": "twelve"}), "error"),
    Exhibit("/profile/size", "There is a problem", "nina", pressing("Save"), "empty"),
    Exhibit("/profile/safeguarding", "There is a problem", "alice", pressing("Save"), "empty"),
    Exhibit("/profile/insurance", "There is a problem", "alice", typing("Save", {"cover": "a lot"}), "error"),
    Exhibit("/profile/contact", "There is a problem", "nina", pressing("Save"), "empty"),
    Exhibit(
        "/profile/contact",
        "Bob Barton has changed the profile meanwhile",
        "alice",
        typing("Save", {"contact_email": "alice@harbour.example"}, _contact_changed_by_bob),
        "changed by a colleague meanwhile",
    ),
    Exhibit("/profile/homes/new", "home", "alice"),
    Exhibit("/profile/homes/new", "There is a problem", "alice", typing("Save", {"urn": "12"}), "error"),
    Exhibit("/profile/homes/{home}", "Harbour House", "alice"),
    Exhibit("/profile/homes/{home}/close", "Harbour House", "alice"),
]
MAIL = [
    Exhibit("/desk/mail/", "Mails with trouble", "frank"),
    Exhibit("/desk/mail/", "No mail has trouble", "frank", _without_mail, "no trouble"),
]
EXHIBITS = [*FIRST, *SIGNING_IN, *REGISTERING, *ACCOUNT, *PEOPLE, *ORGANISATION, *MAIL]

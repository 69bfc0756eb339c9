"""What a person can do about their own account: codes, registering an organisation, ending sign-ins. No Flask here."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from models.audit import AuditEvent
from models.conflicts import Taken
from models.person import Membership, Person
from models.provider import Provider
from models.sign_in import SignIn
from models.store import writing
from portal.accounts import codes, tokens
from portal.accounts.words import tidy_address
from portal.mail import compose

REGISTER_WITHIN = timedelta(days=2)


@dataclass(frozen=True)
class Newcomer:
    """What somebody who registers says: themselves and their organisation."""

    name: str
    email: str
    legal_name: str
    kind: str


@dataclass(frozen=True)
class Pending:
    """A registration that waits for its e-mail address to be confirmed. It is kept in the link and the browser only."""

    token: str
    secret: str


def person_with(email: str) -> Person | None:
    """The active person with this address, in any spelling of it; None also for what is not an address."""
    try:
        address = tidy_address(email)
    except ValueError:
        return None
    found: Person | None = Person.get_or_none((Person.email == address) & Person.active)
    return found


def send_code(email: str, now: datetime) -> None:
    """Sends six figures that sign this person in. An unknown address is told so by mail: to whoever asks, on the
    page and by the clock, both look the same."""
    person = person_with(email)
    secret, code = codes.new(now)
    with writing():
        if person is None:
            compose.put("accounts/no_account", to=tidy_address(email), about="sign-in", at=now)
            return
        kept = json.dumps({"email": secret})
        Person.update(us_totp_secrets=kept).where(Person.id == person.id).execute()
        words = {"code": code, "minutes": codes.MINUTES}
        compose.put("accounts/code", to=person.email, about=person.subject, at=now, **words)


def use_code(email: str, code: str, now: datetime) -> int | None:
    """The id of the person whose newest code this is. It is used up: of two at once, one is refused."""
    person = person_with(email)
    kept = person.us_totp_secrets if person else None
    secret = json.loads(kept)["email"] if kept else None
    if not codes.matches(code, secret, now) or person is None:
        return None
    mine = (Person.id == person.id) & (Person.us_totp_secrets == kept)
    with writing():
        used = Person.update(us_totp_secrets=None).where(mine).execute()
    return int(person.id) if used else None


def no_account(email: str, now: datetime) -> None:
    """Tells an address by mail that nobody has an account with it."""
    with writing():
        compose.put("accounts/no_account", to=tidy_address(email), about="sign-in", at=now)


def ask_to_register(who: Newcomer, now: datetime) -> Pending:
    """Sends a link and a code to the address; nothing is stored until one of them comes back."""
    token = tokens.seal("register", asdict(who), now)
    secret, code = codes.new(now)
    known = Person.select().where(Person.email == tidy_address(who.email)).exists()
    with writing():
        if known:
            compose.put("accounts/already", to=tidy_address(who.email), about="registration", at=now)
        else:
            words = {"token": token, "code": code, "minutes": codes.MINUTES}
            compose.put("accounts/register", to=tidy_address(who.email), about="registration", at=now, **words)
    return Pending(token, secret)


def newcomer(token: str, now: datetime) -> Newcomer | None:
    """Who a link was made for; None where it is forged, too old, or its address has an account by now."""
    values = tokens.unseal("register", token, now, REGISTER_WITHIN)
    if values is None or Person.select().where(Person.email == tidy_address(values["email"])).exists():
        return None
    return Newcomer(**values)


def register(who: Newcomer, now: datetime) -> int:
    """Makes the person, whose address is confirmed now, and their organisation, which they lead. The person’s id.

    Raises Taken where the address has an account meanwhile: a link works once.
    """
    email = tidy_address(who.email)
    with writing():
        if Person.select().where(Person.email == email).exists():
            raise Taken("one_account_an_e_mail_address")
        person = Person.create(email=email, name=who.name.strip(), confirmed_at=now, create_datetime=now)
        AuditEvent.append("person.registered", person.subject, person.id, now)
        _found(person, who.legal_name, who.kind, now)
    return int(person.id)


def register_another(person: int, legal_name: str, kind: str, now: datetime) -> UUID:
    """One more organisation for somebody who has an account; they lead it. The organisation’s public id."""
    with writing():
        return _found(Person.get_by_id(person), legal_name, kind, now).public_id


def _found(person: Person, legal_name: str, kind: str, now: datetime) -> Provider:
    provider = Provider.register(legal_name.strip(), kind, person.id, now)
    Membership.begin(person, provider, "lead", now, by=person.id)
    return provider


def end_sign_in(person: int, public_id: UUID, now: datetime) -> bool:
    """Ends one of this person’s own sign-ins; False where there is none such."""
    with writing():
        row = next((one for one in SignIn.of(person, now) if one.public_id == public_id), None)
        if row is None:
            return False
        row.end(now)
        AuditEvent.append("sign_in.ended", Person.get_by_id(person).subject, person, now)
    return True


def end_other_sign_ins(person: int, but: int, now: datetime) -> int:
    """Ends every sign-in of this person but the one with this id. How many there were."""
    with writing():
        ended = SignIn.end_all(person, now, but=but)
        AuditEvent.append("sign_in.ended_others", Person.get_by_id(person).subject, person, now)
    return ended

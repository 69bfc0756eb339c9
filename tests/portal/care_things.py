"""What tests about care begin with: something in an officer’s care, and a colleague to give it to."""

from datetime import date

from models.authority import Authority
from models.care import Care
from models.handover import Handover
from models.person import Membership, Person
from models.provider import Dealing, Provider
from models.store import writing
from portal.care import work
from tests.portal.life import Life

NOTE = "We agreed to look at the agency weeks in November. Ring Charlie, not the office."


def deals_with(life: Life, provider: Provider) -> None:
    """Fairshire deals with a provider."""
    with writing():
        Dealing.note(life.cast.fairshire.id, provider.id, date(2026, 4, 1))


def in_care(life: Life, officer: Person, *providers: Provider) -> Handover:
    """These providers are in an officer’s care from now on."""
    for provider in providers:
        deals_with(life, provider)
    keys = {f"provider:{provider.public_id}" for provider in providers}
    [made] = work.hand_over(life.cast.fairshire, keys, officer.id, "", by=officer.id, any_officer=False, now=life.now)
    return made


def another_officer(life: Life, name: str = "Kit Kerr") -> Person:
    """Somebody else who works on Fairshire’s returns."""
    with writing():
        email = f"{name.partition(' ')[0].lower()}@people.example"
        kit = Person.create(email=email, name=name, confirmed_at=life.now)
        Membership.begin(kit, life.cast.fairshire, "officer", life.now, by=None)
    return kit


def officer_of(authority: Authority, provider: Provider) -> Person | None:
    """In whose care a provider is."""
    return Care.officer_for(authority.id, [provider.id]).get(provider.id)

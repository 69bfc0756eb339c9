"""Who acts on the command line, and what they are told when the store is in trouble."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from models.authority import Authority


def person_or_stop(email: str) -> int:
    """The id of the person with this address; exit status 1 where nobody has it."""
    from models.person import Person
    from models.store import reading

    with reading():
        person = Person.get_or_none(Person.email == email.strip().lower())
    if person is None or not person.active:
        raise click.ClickException(f"Nobody with an account has the address {email}.")
    return int(person.id)


def officer_or_stop(email: str, authority: "Authority | None" = None) -> int:
    """The same of somebody who works for a council: for this one, where it has people here. A register that others
    brought in has none; and who never had a seat is known to whoever may type commands here, and to nobody else."""
    from models.person import Membership
    from models.store import reading

    by = person_or_stop(email)
    with reading():
        ever = list(Membership.select().where(Membership.person == by))
        live = {seat.authority_id for seat in ever if seat.authority_id and seat.ended_at is None}
        its_people = (Membership.authority == authority) & Membership.ended_at.is_null()
        its_own = authority is not None and Membership.select().where(its_people).exists()
    if ever and (not live or (authority and its_own and authority.id not in live)):
        raise click.ClickException(f"{email} does not work for {authority.name if authority else 'any council here'}.")
    return by


@contextmanager
def store_in_words() -> Iterator[None]:
    """Exit status 1, in a sentence, where the store is full, locked or broken; anything else shows itself."""
    from models.store import is_full_or_broken

    try:
        yield
    except Exception as error:
        if not (trouble := is_full_or_broken(error)):
            raise
        raise click.ClickException(f"Nothing was changed: the store is {trouble}.") from error

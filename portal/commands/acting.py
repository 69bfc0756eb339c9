"""Who acts on the command line, and what they are told when the store is in trouble."""

from collections.abc import Iterator
from contextlib import contextmanager

import click


def person_or_stop(email: str) -> int:
    """The id of the person with this address; exit status 1 where nobody has it."""
    from models.person import Person
    from models.store import reading

    with reading():
        person = Person.get_or_none(Person.email == email.strip().lower())
    if person is None or not person.active:
        raise click.ClickException(f"Nobody with an account has the address {email}.")
    return int(person.id)


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

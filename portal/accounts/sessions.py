"""Sign-ins. The cookie holds a random key, the table sign_in its digest: a copied cookie dies when the row is ended."""

import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from models.audit import AuditEvent
from models.conflicts import AlreadyDone
from models.person import Person
from models.sign_in import SignIn

KEY = "sign_in"


def begin(person: Person, device: str, at: datetime) -> dict[str, Any]:
    """Begins a sign-in, inside `writing()`. What comes back belongs into the person’s session cookie; a test that
    needs somebody signed in puts exactly this there."""
    key = secrets.token_urlsafe(32)
    SignIn.begin(person.id, key, device, at)
    AuditEvent.append("sign_in.began", person.subject, person.id, at)
    authenticated_at = (at - datetime(1970, 1, 1)).total_seconds()
    return {KEY: key, "_user_id": person.fs_uniquifier, "_fresh": True, "fs_paa": authenticated_at}


def live(key: str | None, at: datetime, hours: int) -> SignIn | None:
    """The sign-in that a cookie’s key belongs to, its person joined; None where it ended or is too old."""
    found = SignIn.live(key, at) if key else None
    return found if found is not None and at - found.began_at < timedelta(hours=hours) else None


def end(key: str | None, at: datetime) -> None:
    """Ends the sign-in of a key, inside `writing()`. An ended one stays as it is."""
    found = SignIn.live(key, at) if key else None
    if found is not None:
        with suppress(AlreadyDone):
            found.end(at)
            AuditEvent.append("sign_in.ended", found.person.subject, found.person_id, at)

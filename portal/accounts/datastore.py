"""How Flask-Security-Too reads and writes people: one table, no roles, every write in a `writing()` of its own."""

import json
from typing import Any

from flask import abort
from flask_security import RoleMixin
from flask_security.datastore import UserDatastore

from models.store import writing
from portal.accounts.account import Account


class Accounts(UserDatastore):
    """The store of accounts. Flask-Security-Too makes and deletes nobody here: `work` does, with memberships."""

    def __init__(self) -> None:
        super().__init__(Account, RoleMixin)

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> Account | None:
        """The one account with this value; e-mail addresses are kept in lower case."""
        ((name, value),) = kwargs.items()
        field = getattr(Account, name)
        found: Account | None = Account.get_or_none(field == (value.lower() if case_insensitive else value))
        return found

    def find_role(self, role: str) -> None:
        return None

    def put(self, model: Any) -> Any:
        """Saves the columns that were changed and no others."""
        if changed := list(model.dirty_fields):
            with writing():
                model.save(only=changed)
        return model

    def commit(self) -> None:
        """Nothing waits: `put` has committed."""

    def mf_set_recovery_codes(self, user: Any, rcs: list[str] | None) -> None:
        user.mf_recovery_codes = json.dumps(rcs) if rcs else None
        self.put(user)

    def mf_get_recovery_codes(self, user: Any) -> list[str]:
        codes: list[str] = json.loads(user.mf_recovery_codes) if user.mf_recovery_codes else []
        return codes

    def mf_delete_recovery_code(self, user: Any, idx: int) -> bool:
        """Takes one code out. Of two requests with the same code one is refused."""
        before = user.mf_recovery_codes
        left = [code for place, code in enumerate(self.mf_get_recovery_codes(user)) if place != idx]
        change = Account.update(mf_recovery_codes=json.dumps(left) if left else None)
        with writing():
            taken = change.where((Account.id == user.id) & (Account.mf_recovery_codes == before)).execute()
        if not taken:
            abort(409)
        return True

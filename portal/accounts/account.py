"""The signed-in person, as Flask-Security-Too sees them: the same table as Person, no roles of its own."""

from flask import current_app
from flask_security import UserMixin

from models.person import Membership, Person


class Account(UserMixin, Person):  # type: ignore[misc]
    """A Person with what signing in needs. Compare people by id: an Account never equals a Person."""

    class Meta:
        table_name = "person"

    sign_in: int | None = None
    """The id of the sign_in row by which this person is here, in a request."""

    @property
    def needs_second_factor(self) -> bool:
        """Whether one of this person’s roles demands a second factor (setting second_factor_roles)."""
        wanted = current_app.config["EVENHAND"].second_factor_roles
        return bool(wanted) and (
            Membership.select()
            .where((Membership.person == self.id) & Membership.ended_at.is_null() & (Membership.role << list(wanted)))
            .exists()
        )

    def check_tf_required(
        self, tf_setup_methods: list[tuple[str, str]], tf_fresh: bool
    ) -> tuple[bool, list[tuple[str, str]]]:
        """A second factor is asked of everybody whose role demands it and of everybody who has set one up."""
        return bool(tf_setup_methods) or self.needs_second_factor, tf_setup_methods

    def check_tf_required_setup(self) -> bool:
        return self.needs_second_factor

"""Flask-Security-Too’s mails, put into the outbox. They hold a link and nothing else."""

from typing import Any

from flask_security.mail_util import MailUtil

from models.store import writing
from portal.accounts.words import tidy_address
from portal.clock import now
from portal.mail import compose


class OutboxMail(MailUtil):
    """Composes each mail from templates/mail/ by the name that SECURITY_EMAIL_TEMPLATE_* gives, and enqueues it."""

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: Any,
        sender: Any,
        body: str | None,
        html: str | None,
        **kwargs: Any,
    ) -> None:
        user = kwargs["user"]
        with writing():
            compose.put(
                template,
                to=user.email,
                about=user.subject,
                at=now(),
                token=kwargs.get("reset_token", ""),
            )

    def normalize(self, email: str) -> str:
        return super().normalize(email).lower()

    def validate(self, email: str) -> str:
        return tidy_address(super().validate(email))

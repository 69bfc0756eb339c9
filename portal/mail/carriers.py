"""How a mail leaves: into a folder, or to a mail server. A carrier raises Undelivered; the worker tries again."""

import smtplib
from datetime import UTC
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, parseaddr
from pathlib import Path
from typing import Protocol

from models.outbox import Message
from portal.settings import Settings

SECONDS = 30


class Undelivered(Exception):
    """The mail could not be handed over; the message says why, without its content."""


class Carrier(Protocol):
    """Hands one mail over, or raises Undelivered."""

    def carry(self, message: Message) -> None: ...


def written(message: Message, sender: str) -> EmailMessage:
    """The mail as it travels. Its Message-ID is the stored one: a second delivery is recognised as the same."""
    mail = EmailMessage()
    mail["From"] = formataddr(parseaddr(sender))
    mail["To"] = message.to
    mail["Subject"] = message.subject
    mail["Message-ID"] = message.message_id
    mail["Date"] = format_datetime(message.made_at.replace(tzinfo=UTC))
    mail["Auto-Submitted"] = "auto-generated"
    if message.leave:  # RFC 8058: the reader’s mail program shows a button that leaves at one click
        mail["List-Unsubscribe"] = f"<{message.leave}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(message.text)
    return mail


class Folder:
    """Writes each mail as one .eml file: for demonstrations, and for a first look at an installation."""

    def __init__(self, folder: Path, sender: str) -> None:
        self.folder, self.sender = folder, sender

    def carry(self, message: Message) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            name = f"{message.made_at:%Y%m%d-%H%M%S}-{message.id:06d}.eml"
            (self.folder / name).write_bytes(bytes(written(message, self.sender)))
        except OSError as error:
            raise Undelivered(str(error)) from error


class Smtp:
    """Hands mail to a server, one connection a mail (a council’s volumes are small)."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def carry(self, message: Message) -> None:
        s = self.settings
        try:
            with smtplib.SMTP(s.smtp_host, s.smtp_port, timeout=SECONDS) as server:
                if s.smtp_tls:
                    server.starttls()
                if s.smtp_user:
                    server.login(s.smtp_user, s.smtp_password.get_secret_value())
                server.send_message(written(message, s.mail_from))
        except (OSError, smtplib.SMTPException) as error:
            raise Undelivered(f"{type(error).__name__}: {error}") from error


def carrier(settings: Settings) -> Carrier:
    """The carrier that the settings name."""
    return Smtp(settings) if settings.mail == "smtp" else Folder(settings.mail_folder, settings.mail_from)

"""How a mail leaves: as a file, or through a mail server."""

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from pydantic import SecretStr

from models.outbox import Message
from models.store import writing
from portal.mail import carriers
from portal.mail.carriers import Folder, Smtp, Undelivered, carrier
from portal.settings import Settings
from tests.fixtures.ports import free_port
from tests.portal.life import Life

SENDER = "Evenhand at Fairshire <no-reply@fairshire.example>"


@pytest.fixture
def message(life: Life) -> Message:
    with writing():
        text = "Two lines.\n\nÄnd more.\n"
        return Message.put("alice@people.example", "Ein Gruß – “hello”", text, "return:1", life.now)


def opened(file: Path) -> EmailMessage:
    mail = email.message_from_bytes(file.read_bytes(), policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_a_folder_gets_one_file_a_mail(tmp_path: Path, message: Message) -> None:
    Folder(tmp_path / "mail", SENDER).carry(message)
    (file,) = (tmp_path / "mail").iterdir()
    mail = opened(file)
    assert file.suffix == ".eml"
    assert mail["From"] == SENDER
    assert mail["To"] == "alice@people.example"
    assert mail["Subject"] == "Ein Gruß – “hello”"
    assert mail["Message-ID"] == message.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"] == "Mon, 05 Oct 2026 08:00:00 +0000"
    assert mail.get_content() == "Two lines.\n\nÄnd more.\n"


def test_the_same_mail_twice_is_one_file(tmp_path: Path, message: Message) -> None:
    for _ in range(2):
        Folder(tmp_path / "mail", SENDER).carry(message)
    assert len(list((tmp_path / "mail").iterdir())) == 1


def test_a_folder_that_cannot_be_written_leaves_the_mail_undelivered(tmp_path: Path, message: Message) -> None:
    (tmp_path / "mail").write_text("a file where the folder should be")
    with pytest.raises(Undelivered):
        Folder(tmp_path / "mail", SENDER).carry(message)


class Server:
    """Stands in for smtplib.SMTP and notes what was said to it."""

    said: list[str]

    def __init__(self, host: str, port: int, timeout: float) -> None:
        Server.said = [f"connect {host}:{port}"]

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None: ...

    def starttls(self, **_: object) -> None:
        Server.said.append("starttls")

    def login(self, user: str, password: str) -> None:
        Server.said.append(f"login {user} {password}")

    def send_message(self, mail: EmailMessage) -> None:
        Server.said.append(f"send {mail['Message-ID']} to {mail['To']}")


def test_a_mail_server_is_spoken_to_with_tls_and_signed_in_to(
    message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carriers.smtplib, "SMTP", Server)
    settings = Settings(mail="smtp", smtp_host="mail.example", smtp_user="u", smtp_password=SecretStr("p"))
    Smtp(settings).carry(message)
    assert Server.said == [
        "connect mail.example:25",
        "starttls",
        "login u p",
        f"send {message.message_id} to alice@people.example",
    ]


def test_a_mail_server_without_user_and_tls_is_left_in_peace(message: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carriers.smtplib, "SMTP", Server)
    Smtp(Settings(mail="smtp", smtp_tls=False)).carry(message)
    assert Server.said[1].startswith("send ")


def test_a_mail_server_that_is_down_leaves_the_mail_undelivered_and_says_why(message: Message) -> None:
    with pytest.raises(Undelivered, match="ConnectionRefusedError") as refused:
        Smtp(Settings(mail="smtp", smtp_host="127.0.0.1", smtp_port=free_port())).carry(message)
    assert "Two lines" not in str(refused.value)


def test_the_settings_choose_the_carrier(tmp_path: Path) -> None:
    assert isinstance(carrier(Settings(data=tmp_path)), Folder)
    assert isinstance(carrier(Settings(data=tmp_path, mail="smtp")), Smtp)

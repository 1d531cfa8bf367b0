"""Mail is handed to a real SMTP server, and what that server says is understood."""

import mailbox
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from app.platform import mail


class Handler:
    """Take what comes, or answer as told."""

    def __init__(self) -> None:
        self.answer = "250 OK"
        self.envelopes: list[Envelope] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - the library's name
        if self.answer.startswith("250"):
            self.envelopes.append(envelope)
        return self.answer


@pytest.fixture
def handler() -> Handler:
    return Handler()


@pytest.fixture
def transport(handler: Handler) -> Iterator[mail.Smtp]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(handler, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True)
    server.start()
    yield mail.smtp(f"smtp://127.0.0.1:{port}")
    server.stop()


def a_message(text: str = "Hello") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Salut"
    message.set_content(text)
    return message


def test_a_message_arrives(transport: mail.Smtp, handler: Handler) -> None:
    with transport.open() as line:
        line.send(a_message())
        line.send(a_message("سلام"))

    assert [envelope.rcpt_tos for envelope in handler.envelopes] == [["b@example.org"]] * 2


@pytest.mark.parametrize(
    ("answer", "meaning"), [("550 no", mail.MailRefused), ("451 wait", mail.MailDelayed)]
)
def test_a_refusal_for_good_differs_from_one_for_now(
    transport: mail.Smtp, handler: Handler, answer: str, meaning: type[Exception]
) -> None:
    handler.answer = answer

    with pytest.raises(meaning), transport.open() as line:
        line.send(a_message())


def test_a_server_that_cannot_be_reached_delays() -> None:
    with pytest.raises(mail.MailDelayed), mail.smtp("smtp://127.0.0.1:1").open():
        pytest.fail("nobody listens there")


def test_a_maildir_keeps_the_message(tmp_path: Path) -> None:
    with mail.Maildir(tmp_path / "mail").open() as line:
        line.send(a_message())

    assert [kept["Subject"] for kept in mailbox.Maildir(tmp_path / "mail")] == ["Salut"]


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://"])
def test_what_is_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="smtps://"):
        mail.smtp(url)


def test_passwords_may_hold_any_character() -> None:
    server = mail.smtp("smtps://user%40host:p%3Ass@mail.example.org")

    assert (server.user, server.password, server.port, server.tls) == (
        "user@host",
        "p:ss",
        465,
        True,
    )

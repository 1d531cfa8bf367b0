"""Give tests of letters a kind to write, and mail servers that behave as told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage

import pytest

from app import outbox
from app.platform.i18n import current_language
from app.platform.mail import Line, MailDelayed


@dataclass
class Server:
    """A mail server in memory: raises what it is told to, in turn, and keeps the rest."""

    answers: list[Exception | None] = field(default_factory=list)
    got: list[EmailMessage] = field(default_factory=list)
    is_down: bool = False

    @contextmanager
    def open(self) -> Iterator[Line]:
        if self.is_down:
            raise MailDelayed("down")
        yield self

    def send(self, message: EmailMessage) -> None:
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        self.got.append(message)


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture(autouse=True)
def a_kind() -> None:
    outbox.register(
        "test",
        lambda facts, event_id: outbox.Content(
            subject=facts.get("subject", "Hello"),
            text=f"{event_id} in {current_language()}",
            html=f"<p>{event_id}</p>",
        ),
    )

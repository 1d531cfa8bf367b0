"""A mail server on this machine that keeps what it took."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

_BETWEEN_PARTS = re.compile(rb"={15}\d+==")


class Box:
    """What a mail server took, as it came."""

    def __init__(self) -> None:
        self.took: list[bytes] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - the library's name
        assert isinstance(envelope.content, bytes)
        self.took.append(envelope.content)
        return "250 OK"

    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(content, policy=policy.default) for content in self.took]

    def by_message(self) -> dict[str, set[bytes]]:
        """Return the contents that came under each Message-ID; marks between parts are random."""
        contents = defaultdict(set)
        for content in self.took:
            said = _BETWEEN_PARTS.sub(b"", content)
            contents[message_from_bytes(content)["Message-ID"]].add(said)
        return dict(contents)

    def addresses(self) -> Counter[str]:
        return Counter(str(message["To"]) for message in self.messages())


@contextmanager
def a_mail_server(port: int) -> Iterator[Box]:
    """Take mail on a port until the end of the block."""
    box = Box()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield box
    finally:
        server.stop()

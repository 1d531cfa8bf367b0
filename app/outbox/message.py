"""Build the message of a letter: one recipient, plain text first (RFC 5322, RFC 2046, RFC 8058)."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from app.kernel.text import one_line

from .letter import Content
from .outgoing import Outgoing

_BINARY = "application"


def build(letter: Outgoing, content: Content, stop_url: str, sender: str) -> EmailMessage:
    """Return the message; sent again, it is the same one to whoever got it already."""
    host = sender.rpartition("@")[2]
    message = EmailMessage(policy=SMTP)
    message["From"] = Address("Turnout", addr_spec=sender)
    message["To"] = Address(addr_spec=letter.address)
    message["Subject"] = one_line(content.subject)
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = f"<{letter.message_id}@{host}>"
    # Out-of-office answers would tell us, and whoever reads our mail, who is away when (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["List-Unsubscribe"] = f"<{stop_url}>"
    message.set_content(content.text, cte="quoted-printable")
    message.add_alternative(content.html, subtype="html", cte="quoted-printable")
    for attached in content.attachments:
        _attach(message, attached.name, attached.kind, attached.content)
    # Last: making a message of several parts moves such headers into the first one.
    message["Content-Language"] = letter.language
    return message


def _attach(message: EmailMessage, name: str, kind: str, content: bytes) -> None:
    media, *parameters = (part.strip() for part in kind.split(";"))
    main, _, sub = media.partition("/")
    if main == "text":
        told = dict(parameter.split("=", 1) for parameter in parameters)
        charset = told.pop("charset", "utf-8")
        # Not as it is: a server need not take lines of eight bits unless it is asked (RFC 6152).
        message.add_attachment(
            content.decode(charset),
            subtype=sub,
            charset=charset,
            cte="base64",
            filename=name,
            params=told,
        )
    else:
        message.add_attachment(content, maintype=main or _BINARY, subtype=sub, filename=name)

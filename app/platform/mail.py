"""Hand mail over: to an SMTP server, to a maildir for the sample, or nowhere.

A transport opens a line that takes one message after another. What the other side says decides
whether trying again makes sense: RFC 5321, 4.2.1.
"""

import mailbox
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from flask import Flask, current_app

from app.platform.settings import Settings

_SECONDS = 20
_PORTS = {"smtp": 587, "smtps": 465}
_PERMANENT = 500


class MailRefused(Exception):
    """Say that a message will never be taken; `code` is the server's reply."""

    def __init__(self, code: int) -> None:
        super().__init__(f"reply {code}")
        self.code = code


class MailDelayed(Exception):
    """Say that a message was not taken now: try again later."""


class Line(Protocol):
    """An open line to a mail server."""

    def send(self, message: EmailMessage) -> None:
        """Hand a message over.

        Raises:
            MailRefused: it will never be taken.
            MailDelayed: try again later.
        """


class Transport(Protocol):
    """A way for mail to leave."""

    def open(self) -> AbstractContextManager[Line]:
        """Open a line; it closes at the end."""


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server: TLS from the first byte (smtps), or by STARTTLS unless it is on loopback."""

    host: str
    port: int
    tls: bool
    user: str
    password: str

    @contextmanager
    def open(self) -> Iterator[Line]:
        """Open a line; a server that cannot be reached delays every message."""
        try:
            server = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            raise MailDelayed(type(error).__name__) from error
        try:
            yield _SmtpLine(server)
        finally:
            server.close()

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=_SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=_SECONDS)
            if not _is_loopback(self.host):
                server.starttls(context=context)
        if self.user:
            server.login(self.user, self.password)
        return server


@dataclass(frozen=True, slots=True)
class _SmtpLine:
    server: smtplib.SMTP

    def send(self, message: EmailMessage) -> None:
        try:
            self.server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            _raise_for(min(code for code, _ in error.recipients.values()), error)
        except smtplib.SMTPResponseException as error:
            _raise_for(error.smtp_code, error)
        except (OSError, smtplib.SMTPException) as error:
            raise MailDelayed(type(error).__name__) from error


@dataclass(frozen=True, slots=True)
class Maildir:
    """A folder of messages that anybody on this machine can read, for trying things out."""

    folder: Path

    @contextmanager
    def open(self) -> Iterator[Line]:
        """Open the folder; it is made when the first message comes."""
        yield self

    def send(self, message: EmailMessage) -> None:
        """Put a message into the folder."""
        mailbox.Maildir(self.folder, create=True).add(message)


def init(app: Flask, settings: Settings) -> None:
    """Choose how mail leaves: by SMTP_URL, into a maildir in a demonstration, or not at all."""
    app.extensions["turnout_mail"] = transport_of(settings)


def transport() -> Transport | None:
    """Return how mail leaves, or nothing when no server is set."""
    found: Transport | None = current_app.extensions["turnout_mail"]
    return found


def can_send() -> bool:
    """Tell whether letters can be promised."""
    return transport() is not None


def transport_of(settings: Settings) -> Transport | None:
    """Return the transport that the settings ask for."""
    if settings.smtp_url:
        return smtp(settings.smtp_url)
    return Maildir(settings.data_dir / "mail") if settings.demo else None


def smtp(url: str) -> Smtp:
    """Return the server of an address such as smtps://user:password@mail.example.org.

    Raises:
        ValueError: this is no such address.
    """
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("use smtps://user:password@host or smtp://user:password@host:587.")
    return Smtp(
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        tls=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def sender(settings: Settings) -> str:
    """Return the address that letters come from: `?from=` of SMTP_URL, else one of our own host."""
    asked = parse_qs(urlsplit(settings.smtp_url).query).get("from", [])
    return asked[0] if asked else f"turnout@{urlsplit(settings.base_url).hostname}"


def _raise_for(code: int, error: Exception) -> None:
    if code >= _PERMANENT:
        raise MailRefused(code) from error
    raise MailDelayed(str(code)) from error


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

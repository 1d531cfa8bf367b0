"""Every kind of letter in every language, as it leaves: one reader, sound, no foreign lines."""

import re

import pytest
from flask import Flask

from app.platform.i18n import CODES
from app.rsvps.letters import KINDS
from tests.makers.letters import ADDRESS, letters, read

# What breaks lines somewhere: for SMTP, for str.splitlines, for a mail program.
BREAKS = "".join(
    f"{mark}X: 1{mark}Bcc: a@b"
    for mark in ("\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1c", "\x1d", "\x1e")
)
_HEADERS = {
    *("from", "to", "subject", "date", "message-id", "auto-submitted", "content-language"),
    *("x-auto-response-suppress", "list-unsubscribe", "mime-version", "content-type"),
}


@pytest.mark.parametrize("lang", CODES)
def test_a_letter_as_it_leaves_is_sound(context: Flask, lang: str) -> None:
    for kind, raw in letters(context, lang).items():
        head, _, body = raw.partition(b"\r\n\r\n")
        message = read(raw)
        parts = list(message.walk())

        assert raw.isascii(), kind
        assert max(map(len, raw.split(b"\r\n"))) <= 998, kind
        assert b"\n" not in raw.replace(b"\r\n", b""), kind
        assert body
        assert re.findall(rb"^To: (.*)$", head.replace(b"\r", b""), re.MULTILINE) == [
            ADDRESS.encode()
        ]
        assert {name.lower() for name in message.keys()} == _HEADERS, kind  # noqa: SIM118 - the names of headers
        assert message["Content-Language"] == lang
        assert [part.defects for part in parts] == [[]] * len(parts), kind
        texts = [part for part in parts if part.get_content_maintype() == "text"]
        assert [part.get_content_subtype() for part in texts][:2] == ["plain", "html"], kind
        assert {part.get_content_charset() for part in texts} == {"utf-8"}, kind
        for part in texts[:2]:
            assert part["Content-Transfer-Encoding"] == "quoted-printable"
            assert "�" not in part.get_content()


@pytest.mark.parametrize("lang", CODES)
def test_no_line_of_a_stranger_becomes_a_line_of_the_message(context: Flask, lang: str) -> None:
    said = dict.fromkeys(("title", "place", "called_by"), f"Rally{BREAKS}")

    for kind, raw in letters(context, lang, **said).items():
        head = raw.partition(b"\r\n\r\n")[0]
        names = {
            line.partition(b":")[0].lower().decode()
            for line in head.splitlines()
            if line[:1] not in b" \t"
        }

        assert names == _HEADERS, kind
        assert read(raw)["Bcc"] is None
        assert len(str(read(raw)["Subject"]).splitlines()) == 1, kind


def test_all_kinds_are_looked_at(sqlite_app: Flask) -> None:
    assert len(KINDS) == len(set(KINDS)) == 11

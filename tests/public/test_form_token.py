"""A form's token is ours, fresh, and for this form of this event alone."""

import base64
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.platform import moment
from app.public.form_token import FormToken, nonce_of


class _Asked(Form):  # type: ignore[misc] # wtforms ships no types
    class Meta:
        csrf = True
        csrf_class = FormToken
        csrf_field_name = "token"


def _form(context: str, token: str | None = None) -> _Asked:
    sent = None if token is None else MultiDict({"token": token})
    return _Asked(sent, meta={"csrf_context": context})


def _token(context: str = "event") -> str:
    token: str = _form(context).token.current_token
    return token


def test_a_fresh_token_is_taken(context: Flask) -> None:
    assert _form("event", _token()).validate()


def test_every_form_has_a_nonce_of_its_own(context: Flask) -> None:
    assert nonce_of(_token()) != nonce_of(_token())


@pytest.mark.parametrize("other", ["another event", "volunteer event"])
def test_a_token_of_another_form_is_refused(context: Flask, other: str) -> None:
    assert not _form(other, _token()).validate()


@pytest.mark.parametrize("forged", ["", "x", "é", "A" * 48, "A" * 200])
def test_what_is_not_ours_is_refused(context: Flask, forged: str) -> None:
    assert not _form("event", forged).validate()


def test_a_changed_bit_is_refused(context: Flask) -> None:
    raw = bytearray(base64.urlsafe_b64decode(_token()))
    raw[0] ^= 1

    assert not _form("event", base64.urlsafe_b64encode(raw).decode()).validate()


@pytest.mark.parametrize(("hours", "taken"), [(23, True), (25, False), (-1, False)])
def test_a_token_lives_a_day(
    context: Flask, monkeypatch: pytest.MonkeyPatch, hours: int, *, taken: bool
) -> None:
    token, now = _token(), moment.now()
    monkeypatch.setattr(moment, "now", lambda: now + timedelta(hours=hours))

    assert _form("event", token).validate() is taken

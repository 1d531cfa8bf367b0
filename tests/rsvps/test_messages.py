"""What organisers say reaches those who get updates, once, in their state."""

import pytest
from flask import Flask

from app import rsvps
from app.kernel.errors import Invalid
from app.platform.db import transaction
from tests.makers import a_party, an_act, an_event
from tests.rsvps.test_levels import ask, confirmed, owed, proof_in_letter_to

TEXTS = {"en": rsvps.MessageText("Bring water", "It will be hot.")}


def kinds() -> list[str]:
    return [kind for kind, _ in owed() if kind != "confirm"]


def test_a_message_is_owed_once_to_each_who_gets_updates(context: Flask) -> None:
    event = an_event(context)
    confirmed(context, event)
    a_party(context, event)
    with transaction():
        rsvps.add_message(event.id, rsvps.To.ALL, "en", TEXTS, an_act())

    written = [rsvps.write_messages(an_act()) for _ in range(2)]

    assert written == [1, 0]
    assert kinds() == ["message"]


@pytest.mark.parametrize(("to", "letters"), [("all", 2), ("confirmed", 1), ("waiting", 1)])
def test_a_message_goes_to_those_in_its_state(context: Flask, to: str, letters: int) -> None:
    event = an_event(context, capacity=1)
    confirmed(context, event)
    waiting = a_party(context, event)
    ask(waiting, "reza@example.org")
    with transaction():
        rsvps.confirm_address(waiting, proof_in_letter_to(waiting), an_act())
    with transaction():
        rsvps.add_message(event.id, rsvps.To(to), "en", TEXTS, an_act())

    assert rsvps.write_messages(an_act()) == letters


@pytest.mark.parametrize(("subject", "body"), [("", "x"), ("x", ""), ("\u202e", "x")])
def test_a_message_without_words_is_refused(context: Flask, subject: str, body: str) -> None:
    event = an_event(context)
    texts = {"en": rsvps.MessageText(subject, body)}

    with pytest.raises(Invalid), transaction():
        rsvps.add_message(event.id, rsvps.To.ALL, "en", texts, an_act())
    assert rsvps.messages_of(event.id) == []


def test_a_test_goes_to_its_writer_alone(context: Flask) -> None:
    event = an_event(context)
    confirmed(context, event)

    with transaction():
        rsvps.send_test(event.id, "organiser@example.org", "en", TEXTS["en"], an_act())

    assert owed()[-1] == ("test-message", "organiser@example.org")
    assert len(owed()) == 2

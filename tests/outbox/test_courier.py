"""Letters arrive at least once, under one Message-ID, and nobody is flooded."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from flask import Flask
from sqlalchemy import select

from app import outbox
from app.outbox.models import LetterRow
from app.platform.db import session, transaction
from app.platform.mail import MailDelayed, MailRefused
from tests.makers import an_act
from tests.outbox.conftest import Server

NOON = datetime(2027, 2, 8, 12, tzinfo=UTC)
SENDER = "turnout@rally.example"


def owe(address: str = "sara@example.org", event_id: int = 1, **more: object) -> None:
    letter = outbox.Letter("test", "fr", event_id, address, **more)  # type: ignore[arg-type] # fields of Letter
    with transaction():
        outbox.write(letter, an_act(NOON))


def deliver(server: Server, now: datetime = NOON) -> outbox.Report:
    return outbox.deliver(server, SENDER, an_act(now))


def test_a_letter_goes_to_one_address_in_its_language(context: Flask, server: Server) -> None:
    owe()

    report = deliver(server)

    assert report == outbox.Report(sent=1)
    (message,) = server.got
    assert message["To"] == "sara@example.org"
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content() == "1 in fr\n"


def test_a_sent_letter_leaves_nothing_sealed(context: Flask, server: Server) -> None:
    owe()

    deliver(server)

    row = session().scalars(select(LetterRow)).one()
    assert (row.state, row.sealed, row.address_hash) == ("sent", b"", b"")
    assert deliver(server) == outbox.Report()


def test_what_is_owed_once_is_sent_once(context: Flask, server: Server) -> None:
    owe(once="notice 1")
    owe(once="notice 1")
    deliver(server)
    owe(once="notice 1")

    deliver(server)

    assert len(server.got) == 1


def test_a_server_that_is_down_delays_and_loses_nothing(context: Flask, server: Server) -> None:
    owe()
    server.is_down = True

    down = deliver(server)
    server.is_down = False
    too_early = deliver(server)
    later = deliver(server, NOON + timedelta(minutes=3))

    assert (down, too_early, later) == (
        outbox.Report(delayed=1),
        outbox.Report(),
        outbox.Report(sent=1),
    )


def test_a_letter_is_given_up_after_a_day_and_the_organiser_sees_why(
    context: Flask, server: Server
) -> None:
    owe()
    server.is_down = True
    now = NOON
    tries = 0
    while deliver(server, now).given_up == 0:
        now += timedelta(hours=2)
        tries += 1

    assert now - NOON >= timedelta(hours=20)
    assert tries >= 10
    assert outbox.standing(1) == outbox.Standing(0, 1, {"no answer": 1})


def test_a_refused_address_is_given_up_at_once(context: Flask, server: Server) -> None:
    owe()
    server.answers = [MailRefused(550)]

    report = deliver(server)

    assert report == outbox.Report(given_up=1)
    assert outbox.standing(1) == outbox.Standing(0, 1, {"reply 550": 1})


def test_a_letter_that_was_given_up_can_be_tried_again(context: Flask, server: Server) -> None:
    owe()
    server.answers = [MailRefused(550)]
    deliver(server)

    with transaction():
        again = outbox.write_again(1, an_act(NOON))
    report = deliver(server, NOON + timedelta(minutes=10))

    assert (again, report) == (1, outbox.Report(sent=1))


def test_a_courier_killed_before_the_mark_sends_the_same_message_again(
    context: Flask, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    owe()
    with monkeypatch.context() as killed:
        killed.setattr("app.outbox.courier.ledger.mark_sent", _die)
        with pytest.raises(KeyboardInterrupt):
            deliver(server)

    deliver(server, NOON + timedelta(minutes=6))

    first, second = server.got
    assert first["Message-ID"] == second["Message-ID"]
    assert outbox.standing(1).outcomes == {"sent": 1}


def test_two_couriers_do_not_take_the_same_letter(context: Flask, server: Server) -> None:
    owe()
    other = Server()

    class Slow(Server):
        def send(self, message: EmailMessage) -> None:
            self.got.append(message)
            assert deliver(other) == outbox.Report()

    slow = Slow()
    deliver(slow)

    assert (len(slow.got), other.got) == (1, [])


def test_one_refused_letter_does_not_hold_up_the_others(context: Flask, server: Server) -> None:
    for number in range(3):
        owe(f"p{number}@example.org")
    server.answers = [None, MailRefused(554), MailDelayed("451")]

    report = deliver(server)

    assert report == outbox.Report(sent=1, given_up=1, delayed=1)


def test_nobody_gets_more_than_two_letters_a_day_about_one_event(
    context: Flask, server: Server
) -> None:
    for _ in range(4):
        owe()

    report = deliver(server)

    assert report == outbox.Report(sent=2, held_back=2)


def test_nobody_gets_more_than_five_letters_a_day(context: Flask, server: Server) -> None:
    for event_id in range(1, 8):
        owe(event_id=event_id)

    assert deliver(server) == outbox.Report(sent=5, held_back=2)


def test_a_change_is_never_held_back(context: Flask, server: Server) -> None:
    for _ in range(3):
        owe()
    deliver(server)
    owe(urgency=outbox.Urgency.CHANGE)

    assert deliver(server) == outbox.Report(sent=1)


def test_a_change_takes_the_place_of_what_has_not_left(context: Flask, server: Server) -> None:
    owe(facts={"subject": "the day before"})
    owe(facts={"subject": "moved"}, urgency=outbox.Urgency.CHANGE)
    owe(facts={"subject": "yours"}, urgency=outbox.Urgency.ASKED)
    owe(facts={"subject": "cancelled"}, urgency=outbox.Urgency.CHANGE)
    owe("somebody-else@example.org", facts={"subject": "theirs"})

    deliver(server)

    assert [message["Subject"] for message in server.got] == ["yours", "cancelled", "theirs"]


def test_who_wants_no_letters_gets_none(context: Flask, server: Server) -> None:
    for _ in range(2):
        with transaction():
            outbox.stop(outbox.stop_token("Sara@example.org"), an_act(NOON))

    owe()
    report = deliver(server)

    assert report == outbox.Report(held_back=1)
    assert server.got == []
    assert session().scalars(select(LetterRow.sealed)).one() == b""
    assert outbox.standing(1) == outbox.Standing(0, 0, {"unwanted": 1})


def test_who_stops_letters_gets_none_of_those_that_wait(context: Flask, server: Server) -> None:
    owe()
    with transaction():
        outbox.stop(outbox.stop_token("sara@example.org"), an_act(NOON))

    deliver(server)

    assert server.got == []


def test_a_letter_of_three_days_ago_can_be_opened_by_nobody(context: Flask, server: Server) -> None:
    owe()
    later = NOON + timedelta(days=3)

    outbox.forget_old_days(an_act(later))

    assert deliver(server, later) == outbox.Report(given_up=1)
    assert outbox.standing(1).outcomes == {"too late": 1}


def test_no_line_break_of_a_stranger_reaches_the_header(context: Flask, server: Server) -> None:
    owe(facts={"subject": "Hi\r\nBcc: all@example.org\u2028X: y"})

    deliver(server)

    (message,) = server.got
    assert message["Bcc"] is None
    assert b"\nBcc:" not in bytes(message)


def _die(_letter: object) -> None:
    raise KeyboardInterrupt

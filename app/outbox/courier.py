"""Deliver what is owed: at least once, each under one Message-ID, without holding the database.

A letter is taken for five minutes, handed over outside any transaction, then marked. A courier that
is killed in between leaves the letter to the next one, which sends it under the same Message-ID.
"""

from dataclasses import dataclass

from app.kernel.act import Act
from app.platform import links
from app.platform.db import release, transaction
from app.platform.i18n import speaking
from app.platform.mail import Line, MailDelayed, MailRefused, Transport
from app.platform.vault import KeyDestroyed

from . import ledger
from .letter import Content
from .message import build
from .outgoing import Outgoing
from .pace import next_try
from .rendering import render
from .stopping import stop_token

_BATCH = 50


@dataclass(frozen=True, slots=True)
class Report:
    """What one round did: numbers of letters."""

    sent: int = 0
    held_back: int = 0
    delayed: int = 0
    given_up: int = 0

    def __add__(self, other: "Report") -> "Report":
        return Report(
            self.sent + other.sent,
            self.held_back + other.held_back,
            self.delayed + other.delayed,
            self.given_up + other.given_up,
        )


def deliver(transport: Transport, sender: str, act: Act) -> Report:
    """Deliver what is due; opens its own transactions. A server that is down stops the round."""
    report = Report()
    while batch := _take(act):
        done = _deliver_batch(batch, transport, sender, act)
        report += done
        if done.delayed == len(batch):
            break
    return report


def _take(act: Act) -> list[int]:
    with transaction():
        return ledger.take(_BATCH, act.now)


def _deliver_batch(batch: list[int], transport: Transport, sender: str, act: Act) -> Report:
    report = Report()
    try:
        with transport.open() as line:
            for letter_id in batch:
                report += _deliver_one(letter_id, line, sender, act)
    except MailDelayed:
        report += _delay_all(batch, act)
    return report


def _deliver_one(letter_id: int, line: Line, sender: str, act: Act) -> Report:
    try:
        letter = ledger.opened(letter_id)
    except KeyDestroyed:
        return _give_up(letter_id, "too late")
    why_not = ledger.why_not(letter)
    release()
    if why_not:
        with transaction():
            ledger.hold_back(letter, why_not)
        return Report(held_back=1)
    stop_url = links.absolute(links.stop_letters(stop_token(letter.address), letter.language))
    try:
        line.send(build(letter, _words(letter, stop_url), stop_url, sender))
    except MailRefused as refused:
        return _give_up(letter_id, f"reply {refused.code}")
    except MailDelayed:
        return _delay(letter_id, act)
    with transaction():
        ledger.mark_sent(letter)
    return Report(sent=1)


def _words(letter: Outgoing, stop_url: str) -> Content:
    with speaking(letter.language):
        return render(letter.kind, {**letter.facts, "stop_url": stop_url}, letter.event_id)


def _delay_all(batch: list[int], act: Act) -> Report:
    """Put off what could not even be offered; what was delivered before stays delivered."""
    report = Report()
    for letter_id in ledger.still_due(batch):
        report += _delay(letter_id, act)
    return report


def _delay(letter_id: int, act: Act) -> Report:
    with transaction():
        tries, written_at = ledger.count_try(letter_id)
        at = next_try(tries, written_at, act.now)
        if at is not None:
            ledger.put_off(letter_id, at)
            return Report(delayed=1)
    return _give_up(letter_id, "no answer")


def _give_up(letter_id: int, why: str) -> Report:
    with transaction():
        ledger.give_up(letter_id, why)
    return Report(given_up=1)

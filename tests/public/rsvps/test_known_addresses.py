"""Answers do not tell whether an address is known here: by status, words, length, work or time."""

import logging
import os
import random
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, outbox, rsvps
from app.platform.db import transaction
from tests.counting import statements
from tests.makers import a_party, an_act, an_event

LEVELS = ({"level": "1"}, {"level": "2", "consent": "y"})
GETS_UPDATES, WANTS_NONE = "sara@example.org", "omid@example.org"

log = logging.getLogger(__name__)


def nobody() -> str:
    """Return an address that was never seen, as long as the known ones."""
    return f"{os.urandom(2).hex()}@example.org"


def an_event_that_knows(app: Flask) -> events.Event:
    """Add an event where one address gets updates, another one wants no letters at all."""
    event = an_event(app, slug="rally")
    secret = a_party(app, event)
    with app.app_context(), transaction():
        rsvps.ask_for_updates(secret, GETS_UPDATES, "en", an_act())
        outbox.stop(outbox.stop_token(WANTS_NONE), an_act())
    return event


def answer(client: FlaskClient, secret: str, address: str, level: dict[str, str]) -> object:
    """Leave an address; return all that can be seen of the answer and of the page it leads to."""
    told = client.post(f"/en/p/{secret}/level", data={**level, "email": address})
    page = client.get(told.headers["Location"].partition("#")[0])
    headers = sorted(name for name, _ in told.headers)
    return told.status_code, told.headers["Location"], headers, told.data, page.data


@pytest.mark.parametrize("level", LEVELS, ids=["once", "updates"])
def test_an_answer_is_the_same_to_the_byte_after_the_same_work(
    app: Flask, client: FlaskClient, box: Path, level: dict[str, str]
) -> None:
    secret = a_party(app, an_event_that_knows(app))
    answer(client, secret, nobody(), level)
    seen = []

    for address in (nobody(), GETS_UPDATES, WANTS_NONE):
        with statements(app) as asked:
            seen.append((answer(client, secret, address, level), asked))

    assert seen[0] == seen[1] == seen[2]
    assert any("INSERT INTO letter" in statement for statement in seen[0][1])


def likelihood_of_longer(some: Sequence[float], others: Sequence[float]) -> float:
    """Return how often one of the first takes longer than one of the others: 0.5 tells nothing."""
    longer = sum(one > other for one in some for other in others)
    return longer / (len(some) * len(others))


@pytest.mark.soak
@pytest.mark.parametrize("known", [GETS_UPDATES, WANTS_NONE], ids=["gets updates", "wants none"])
@pytest.mark.parametrize("level", LEVELS, ids=["once", "updates"])
def test_an_answer_takes_as_long_for_five_hundred_of_each(
    app: Flask, client: FlaskClient, box: Path, level: dict[str, str], known: str
) -> None:
    secret = a_party(app, an_event_that_knows(app))
    order = [True] * 500 + [False] * 500
    random.shuffle(order)
    took: dict[bool, list[float]] = {True: [], False: []}

    for is_known in order:
        address = known if is_known else nobody()
        began = time.perf_counter()
        client.post(f"/en/p/{secret}/level", data={**level, "email": address})
        took[is_known].append(time.perf_counter() - began)

    likelihood = likelihood_of_longer(took[True], took[False])
    log.info("known %s, %s: longer in %.3f of all pairs", known, level["level"], likelihood)
    # By chance alone it strays by 0.018 from a half; five times that is not chance.
    assert abs(likelihood - 0.5) < 0.09

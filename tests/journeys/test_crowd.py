"""Many people want few places at the same moment, on real servers."""

import logging
import re
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app import events, rsvps
from app.platform.db import database, session
from app.rsvps.models import PartyRow
from tests.journeys.running import at_once
from tests.serving import Instance

PEOPLE, PLACES = 60, 10

log = logging.getLogger(__name__)


def servers(
    request: pytest.FixtureRequest, folder: Path, database_url: str, number: int
) -> list[Instance]:
    """Return instances on one data folder, each with a port of its own; tables are there."""
    settings = {"DATABASE_URL": database_url} if database_url else {}
    made = [Instance(folder, settings) for _ in range(number)]
    made[0].set_up()
    request.addfinalizer(partial(hang_up, made[0]))
    return made


def hang_up(instance: Instance) -> None:
    """Close the connections that this process holds."""
    with instance.app.app_context():
        database.session.remove()
        database.engine.dispose()


def status_of(instance: Instance, secret: str) -> tuple[str, int | None]:
    with instance.app.app_context():
        party = rsvps.get(secret)
    return party.state.value, party.position


def seats_of(instance: Instance, secret: str) -> tuple[str, int | None]:
    """Return how the only places stand that a party asked for beside its own."""
    with instance.app.app_context():
        party = rsvps.get(secret)
        (seats,) = rsvps.seats_of([party.id])[party.id].values()
    return seats.state.value, seats.position


def sent(instance: Instance, slug: str, **asked: int) -> partial[str]:
    """Open the form; return what sends it and gives the secret that it led to."""
    page = instance.get(f"/en/e/{slug}/rsvp").body
    token = re.search(r'name="token"[^>]*value="([^"]+)"', page)
    assert token, page
    return partial(answered, instance, slug, {"people": 1, "token": token[1], **asked})


def answered(instance: Instance, slug: str, form: Mapping[str, Any]) -> str:
    answer = instance.post(f"/en/e/{slug}/rsvp", **form)
    assert answer.status == 303, answer.body
    return answer.headers["Location"].rpartition("/")[2]


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_sixty_people_want_ten_places(
    request: pytest.FixtureRequest, tmp_path: Path, database: str, number: int
) -> None:
    url = request.getfixturevalue("own_postgres_url") if database == "postgres" else ""
    instances = servers(request, tmp_path, url, number)
    first = instances[0]
    made = first.told(
        *("event", "add", "--title", "Rally", "--date", "2099-02-08", "--time", "14:00"),
        *("--place", "Paris", "--capacity", PLACES, "--publish"),
    )
    with ExitStack() as running:
        for instance in instances:
            running.enter_context(instance.serving())
        forms = [sent(instances[at % number], made["slug"]) for at in range(PEOPLE)]
        secrets = at_once(forms)
        states = [status_of(first, secret) for secret in secrets]
        leaving = next(
            secret for secret, state in zip(secrets, states, strict=True) if state[1] is None
        )
        following = secrets[states.index(("waiting", 1))]
        assert instances[-1].post(f"/en/p/{leaving}/cancel").status == 303
        promoted = status_of(first, following)

    assert len(set(secrets)) == PEOPLE
    assert states.count(("confirmed", None)) == PLACES
    positions = sorted(position for _, position in states if position is not None)
    assert positions == list(range(1, PEOPLE - PLACES + 1))
    assert promoted == ("confirmed", None)


@pytest.mark.soak
@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_five_hundred_people_want_a_hundred_places_twenty_times(
    request: pytest.FixtureRequest, tmp_path: Path, database: str
) -> None:
    url = request.getfixturevalue("own_postgres_url") if database == "postgres" else ""
    (instance,) = servers(request, tmp_path, url, 1)
    with instance.serving("serve", "--processes", "3"):
        for number in range(20):
            slug, title = f"rally-{number}", f"Rally {number}"
            instance.told(
                *("event", "add", "--title", title, "--date", "2099-02-08", "--time", "14:00"),
                *("--place", "Paris", "--capacity", 100, "--publish"),
            )
            began = time.monotonic()
            with ThreadPoolExecutor(16) as pool:
                forms = list(pool.map(lambda _: sent(instance, slug), range(500)))  # noqa: B023 - used at once
            opened = time.monotonic()
            secrets = at_once(forms)
            log.info(
                "%s round %s: 500 forms in %.1f s, 500 RSVPs in %.1f s",
                *(database, number, opened - began, time.monotonic() - opened),
            )

            assert len(set(secrets)) == 500
            look_at_the_line(instance, slug)


def look_at_the_line(instance: Instance, slug: str) -> None:
    """Refuse anything but a hundred confirmed before four hundred waiting, by their numbers."""
    with instance.app.app_context():
        event = events.find(slug)
        assert event is not None
        of_event = PartyRow.event_id == event.id
        ordered = select(PartyRow.number, PartyRow.state).where(of_event).order_by(PartyRow.number)
        line = [tuple(row) for row in session().execute(ordered)]
        counts = rsvps.counts(event.id)
        session().rollback()
    assert [number for number, _ in line] == list(range(1, 501))
    assert [state for _, state in line] == ["confirmed"] * 100 + ["waiting"] * 400
    assert (counts.confirmed, counts.waiting) == (100, 400)


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_sixty_people_want_ten_seats_in_the_coach(
    request: pytest.FixtureRequest, tmp_path: Path, database: str
) -> None:
    url = request.getfixturevalue("own_postgres_url") if database == "postgres" else ""
    instances = servers(request, tmp_path, url, 2)
    first = instances[0]
    made = first.told(
        *("event", "add", "--title", "Rally", "--date", "2099-02-08", "--time", "14:00"),
        *("--place", "Paris", "--publish"),
    )
    slug = made["slug"]
    coach = first.told("kind", "add", slug, "--name", "Coach", "--capacity", PLACES)["kind"]
    with ExitStack() as running:
        for instance in instances:
            running.enter_context(instance.serving())
        asked = {f"seats_{coach}": 1}
        secrets = at_once([sent(instances[at % 2], slug, **asked) for at in range(PEOPLE)])
        seats = [seats_of(first, secret) for secret in secrets]
        leaving = secrets[seats.index(("confirmed", None))]
        following = secrets[seats.index(("waiting", 1))]
        assert instances[-1].post(f"/en/p/{leaving}/cancel").status == 303
        promoted = seats_of(first, following)

    assert {status_of(first, secret) for secret in set(secrets) - {leaving}} == {
        ("confirmed", None)
    }
    assert seats.count(("confirmed", None)) == PLACES
    positions = sorted(position for _, position in seats if position is not None)
    assert positions == list(range(1, PEOPLE - PLACES + 1))
    assert promoted == ("confirmed", None)

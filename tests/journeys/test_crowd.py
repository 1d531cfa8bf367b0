"""Many people want few places at the same moment, on real servers."""

import re
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from app import rsvps
from app.platform.db import database
from tests.journeys.running import at_once
from tests.serving import Instance

PEOPLE, PLACES = 60, 10


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


def sent(instance: Instance, slug: str) -> partial[str]:
    """Open the form; return what sends it and gives the secret that it led to."""
    page = instance.get(f"/en/e/{slug}/rsvp").body
    token = re.search(r'name="token"[^>]*value="([^"]+)"', page)
    assert token, page
    return partial(answered, instance, slug, token[1])


def answered(instance: Instance, slug: str, token: str) -> str:
    answer = instance.post(f"/en/e/{slug}/rsvp", people=1, token=token)
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

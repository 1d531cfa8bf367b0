"""Web processes and workers side by side on PostgreSQL and Redis: exact, and without a pause."""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.platform import rounds
from app.platform.db import database
from tests.conftest import fresh_database
from tests.makers import a_party, an_event
from tests.processes import web_processes, workers
from tests.redis_server import RedisServer, a_redis
from tests.serving import Instance

SERVE = ("serve", "--processes", "2", "--workers", "2")


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    with a_redis() as server:
        yield server


@pytest.fixture
def instance(
    redis: RedisServer, postgres_url: str, worker: str, tmp_path: Path
) -> Iterator[Instance]:
    """Return an instance whose processes share a PostgreSQL and a Redis."""
    url = fresh_database(postgres_url, f"turnout_{worker}_server")
    made = Instance(tmp_path / "data", {"DATABASE_URL": url, "REDIS_URL": redis.url})
    made.set_up()
    yield made
    with made.app.app_context():
        database.engine.dispose()


def until(true: Callable[[], object]) -> None:
    """Wait until something is true."""
    for _ in range(600):
        if true():
            return
        time.sleep(0.1)
    raise TimeoutError


@contextmanager
def asking(ask: Callable[[], object], threads: int = 4) -> Iterator[Counter[object]]:
    """Ask again and again from several threads, and count the answers."""
    answers: Counter[object] = Counter()
    going = threading.Event()

    def go_on() -> None:
        while not going.is_set():
            try:
                answers[ask()] += 1
            except Exception as error:  # noqa: BLE001 - what went wrong is an answer, too
                answers[type(error).__name__] += 1
            time.sleep(0.02)

    running = [threading.Thread(target=go_on) for _ in range(threads)]
    for thread in running:
        thread.start()
    try:
        yield answers
    finally:
        going.set()
        for thread in running:
            thread.join()


def ask_twice(instance: Instance, path: str) -> int:
    """Ask again when the connection is lost, as a proxy does: the other process answers."""
    try:
        return instance.get(path).status
    except OSError:
        return instance.get(path).status


def test_two_web_processes_give_away_each_place_once(instance: Instance) -> None:
    slug = an_event(instance.app, capacity=20).slug
    with instance.serving(*SERVE) as server:
        assert len(web_processes(server.pid)) == 2
        with ThreadPoolExecutor(16) as crowd:
            secrets = list(crowd.map(lambda _: instance.rsvp(slug), range(60)))

        counts = instance.told("event", "show", slug)

    assert (counts["confirmed"], counts["waiting"]) == (20, 40)
    assert len(set(secrets)) == 60


def test_every_process_shows_a_change_within_two_seconds(instance: Instance) -> None:
    slug = an_event(instance.app).slug
    with instance.serving(*SERVE):
        before = {instance.get(f"/en/e/{slug}").body for _ in range(20)}

        instance.told("event", "set", slug, "--title", "Another title")
        time.sleep(2)
        after = [instance.get(f"/en/e/{slug}").body for _ in range(40)]

    assert not any("Another title" in page for page in before)
    assert all("Another title" in page for page in after)


def test_all_processes_count_a_source_together(instance: Instance) -> None:
    secret = a_party(instance.app, an_event(instance.app))
    limited = Instance(
        instance.folder,
        {**instance.settings, "LIMITS": "on", "TRUSTED_PROXIES": "1"},
        instance.port,
    )
    visitor = {"X-Forwarded-For": "203.0.113.7"}
    with limited.serving(*SERVE):
        asked = [limited.post(f"/en/p/{secret}/people", visitor).status for _ in range(70)]

    assert Counter(asked) == {422: 60, 429: 10}


def test_without_redis_visitors_are_served_all_the_same(
    instance: Instance, redis: RedisServer
) -> None:
    event = an_event(instance.app)
    limited = Instance(
        instance.folder,
        {**instance.settings, "LIMITS": "on", "TRUSTED_PROXIES": "1"},
        instance.port,
    )
    visitor = {"X-Forwarded-For": "203.0.113.7"}
    with limited.serving(*SERVE):
        redis.stop()
        secret = limited.rsvp(event.slug, headers=visitor)
        alone = limited.post(f"/en/p/{secret}/people", visitor).status
        redis.start()
        together = limited.post(f"/en/p/{secret}/people", visitor).status

    assert (alone, together) == (422, 422)


def test_a_process_that_is_killed_loses_nothing_and_is_replaced(instance: Instance) -> None:
    slug = an_event(instance.app).slug
    acknowledged: list[str] = []
    with instance.serving(*SERVE) as server:
        until(lambda: len(workers(server.pid)) == 2)
        with asking(lambda: acknowledged.append(instance.rsvp(slug))):
            until(lambda: len(acknowledged) > 20)
            web, worker = web_processes(server.pid)[0], workers(server.pid)[0]
            for pid in (web, worker):
                os.kill(pid, signal.SIGKILL)
            so_far = len(acknowledged)
            until(lambda: len(acknowledged) > so_far + 20)
            until(lambda: worker not in workers(server.pid) and len(workers(server.pid)) == 2)
            until(lambda: web not in web_processes(server.pid))
            until(lambda: len(web_processes(server.pid)) == 2)

        shown = {instance.get(f"/en/p/{secret}").status for secret in acknowledged}

    assert shown == {200}


def test_all_processes_are_renewed_without_a_pause(instance: Instance) -> None:
    slug = an_event(instance.app).slug
    with instance.serving(*SERVE) as server:
        before = set(web_processes(server.pid))
        with asking(lambda: ask_twice(instance, f"/en/e/{slug}")) as answers:
            server.send_signal(signal.SIGHUP)
            until(lambda: len(set(web_processes(server.pid)) - before) == 2)
            until(lambda: not before & set(web_processes(server.pid)))

    assert set(answers) == {200}


@pytest.mark.parametrize("kind", ["redis", "postgres"])
def test_workers_keep_house_with_their_queue(instance: Instance, kind: str) -> None:
    queue = instance.settings["REDIS_URL" if kind == "redis" else "DATABASE_URL"]
    working = Instance(instance.folder, {**instance.settings, "TASKS_URL": queue}, instance.port)
    long_ago = datetime.now(UTC) - timedelta(days=1)
    rounds.note(instance.folder, long_ago)
    with working.serving(*SERVE):
        until(lambda: (rounds.last(instance.folder) or long_ago) > long_ago)

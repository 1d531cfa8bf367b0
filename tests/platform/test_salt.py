"""Processes agree on the salt of the day through Redis, and go on alone without it."""

from collections.abc import Iterator
from datetime import date

import pytest

from app.platform.salt import InRedis, Nowhere, Salt
from tests.redis_server import RedisServer, a_redis

TODAY, TOMORROW = date(2027, 5, 1), date(2027, 5, 2)


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    with a_redis() as server:
        yield server


def test_a_salt_lasts_a_day() -> None:
    salt = Salt(Nowhere())

    today = salt.of(TODAY)

    assert salt.of(TODAY) == today
    assert salt.of(TOMORROW) != today
    assert salt.of(TODAY) != today


def test_processes_alone_have_salts_of_their_own() -> None:
    assert Salt(Nowhere()).of(TODAY) != Salt(Nowhere()).of(TODAY)


def test_processes_that_share_a_redis_have_one_salt_a_day(redis: RedisServer) -> None:
    first, second = (Salt(InRedis(redis.url)) for _ in range(2))

    assert first.of(TODAY) == second.of(TODAY)
    assert first.of(TOMORROW) == second.of(TOMORROW) != first.of(TODAY)


def test_a_process_goes_on_alone_and_joins_when_redis_is_back(redis: RedisServer) -> None:
    first, second = (Salt(InRedis(redis.url), seconds_between_tries=0.0) for _ in range(2))
    redis.stop()
    alone = first.of(TODAY)
    assert alone != second.of(TODAY)

    redis.start()

    assert first.of(TODAY) == second.of(TODAY) == alone
